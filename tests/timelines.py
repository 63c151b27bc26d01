"""A text in, each of its figures with the period it has there out."""

from __future__ import annotations

import re

from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.dated import Dated
from kouan.extraction.time.timeline import Timeline
from kouan.gathering import gather

KNOWLEDGE = gather()
_FIGURE = re.compile(r"[0-9.]+(?:万|亿)?(?:[家件座吨%人]|公里|亿元)")


def dated(text: str, published_at: str | None = "2022-12-16", title: str = "") -> dict[str, Dated]:
    """Each figure of the text, blocks parted by line breaks, with its period."""
    blocks = text.split("\n")
    figures = [[found.span() for found in _FIGURE.finditer(block)] for block in blocks]
    timeline = Timeline(blocks, calendar_of(text, published_at), KNOWLEDGE, figures, title)
    result = {}
    for number, found in enumerate(figures):
        for start, end in found:
            sentence = next(
                place
                for place, (first, last) in enumerate(timeline.sentences(number))
                if first <= start < last
            )
            result[blocks[number][start:end]] = timeline.period_of(number, sentence, start)
    return result
