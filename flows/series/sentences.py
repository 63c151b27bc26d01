"""A point in words in, the sentences behind it as lines out, each with its article and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flows.series.bars import MARK
from flows.series.words import Saying, Told, source_said
from flows.terminal.finding import marked
from flows.terminal.printing import shown
from warehouse.series.records import Statement

#: Digits of an id that find its row again.
ID: Final = 12


def why_lines(told: Told, say: Saying) -> Iterator[str]:
    """The period with its amount, then every figure that states it, or the two it is derived from."""
    point = told.point
    heading = (told.period, told.amount or told.state, told.interval and f"({told.interval})")
    yield "  ".join(shown(part) for part in heading if part)
    for note in told.notes:
        yield f"   {MARK} {shown(note)}"
    if point.held is not None:
        yield f"   {marked(point.held.sentence or '', _span(point.held.sentence, point.held.surface))}"
        yield f"      {say('series.replay', row=point.held.quarantine_id[:ID])}"
    for figure in point.figures:
        yield from _figure_lines(figure, say)
    for source in point.taken_from:
        for figure in source.figures[:1]:
            yield from _figure_lines(figure, say)


def _figure_lines(figure: Statement, say: Saying) -> Iterator[str]:
    yield f"   {marked(figure.sentence, _span(figure.sentence, figure.surface))}"
    said = (
        say.name("figure_role", figure.role),
        source_said(figure, say),
        figure.title,
        figure.location,
    )
    yield "      " + "  ".join(shown(part) for part in said if part)
    yield "      " + say("series.cite", fact=figure.fact_key[:ID])


def _span(sentence: str | None, surface: str | None) -> list[tuple[int, int]]:
    """Where the figure stands in its sentence."""
    at = (sentence or "").find(surface or "\0")
    return [(at, at + len(surface or ""))] if at >= 0 else []
