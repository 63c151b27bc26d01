"""An article with its entities in, the figures it states out: value, unit, kind, indicator, subject, period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from kouan.extraction.figures.indicators import UNREADABLE, Counted, indicator_of
from kouan.extraction.figures.kinds import kind_of
from kouan.extraction.figures.per_units import per_unit_of
from kouan.extraction.figures.quantities import quantities
from kouan.extraction.figures.subjects import Subjects
from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.timeline import Timeline
from kouan.language.resolution import resolution
from kouan.model.article import Article, Block, Role
from kouan.model.facts import Entity, EntityType, Metric, MetricKind, Quantity
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: Where a figure is part of a name: 814号界碑. Persons have no numbers in their names.
_NAMED: Final = frozenset(EntityType) - {EntityType.PERSON}

#: A subject that damage parts from the figure may not be the last that was named.
_ACROSS_DAMAGE: Final = 0.4


class _Spans:
    """Spans of a document, and whether one of them touches or holds another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._spans = ordered
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """True when one overlaps [start, end)."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def blanked(self, text: str, offset: int) -> str:
        """The text, which begins at `offset`, with what these spans cover made unreadable."""
        if not self.touch(offset, offset + len(text)):
            return text
        characters = list(text)
        for start, end in self._spans:
            first, last = max(start - offset, 0), min(end - offset, len(text))
            if first < last:
                characters[first:last] = UNREADABLE * (last - first)
        return "".join(characters)

    def hold(self, start: int, end: int) -> bool:
        """True when one covers [start, end)."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end


def find_metrics(
    article: Article, entities: tuple[Entity, ...], document: Cleaned, knowledge: Knowledge
) -> tuple[Metric, ...]:
    """Every figure of the article outside damaged spans and names, in reading order."""
    blocks = [block for block in article.blocks if block.role is not Role.BYLINE]
    damages = _Spans((damage.start, damage.end) for damage in document.damages)
    names = _Spans(
        (mention.start, mention.end)
        for entity in entities
        if entity.type in _NAMED
        for mention in entity.mentions
    )
    figures = [
        tuple(
            quantity
            for quantity in quantities(block.text, knowledge)
            if not damages.touch(block.start + quantity.start, block.start + quantity.end)
            and not names.hold(block.start + quantity.start, block.start + quantity.end)
        )
        for block in blocks
    ]
    if not any(figures):
        return ()
    text = "\n".join([article.title or "", *(block.text for block in blocks)])
    timeline = Timeline(
        [block.text for block in blocks],
        calendar_of(text, article.published_at),
        knowledge,
        [[(quantity.start, quantity.end) for quantity in found] for found in figures],
    )
    subjects = Subjects(document.clean, entities, article.title_end if article.title else 0)
    return tuple(
        metric
        for number, (block, found) in enumerate(zip(blocks, figures, strict=True))
        for metric in _metrics(
            block,
            damages.blanked(block.text, block.start),
            number,
            found,
            timeline,
            subjects,
            knowledge,
        )
    )


def _metrics(
    block: Block,
    readable: str,
    number: int,
    found: tuple[Quantity, ...],
    timeline: Timeline,
    subjects: Subjects,
    knowledge: Knowledge,
) -> Iterator[Metric]:
    spans = timeline.sentences(number)
    sentence = 0
    before: tuple[Quantity, MetricKind] | None = None
    counted: Counted | None = None
    opened, text = -1, ""
    for quantity in found:
        while spans[sentence][1] <= quantity.start:
            sentence, before, counted = sentence + 1, None, None
        first, last = spans[sentence]
        if first != opened:
            opened, text = first, block.text[first : max(last, quantity.end)]
        kind = kind_of(block.text, (first, last), quantity, before, knowledge)
        dated = timeline.period_of(number, sentence, quantity.start)
        subject, placed = subjects.subject_of(
            block.start,
            (block.start + first, block.start + last),
            block.start + quantity.start,
            block.start + quantity.end,
        )
        if UNREADABLE in readable[first : quantity.start] and UNREADABLE not in block.text:
            placed = min(placed, _ACROSS_DAMAGE)
        indicator = indicator_of(readable, (first, last), quantity, counted, subject)
        yield Metric(
            start=block.start + quantity.start,
            end=block.start + quantity.end,
            surface=quantity.surface,
            sentence=text,
            sentence_start=block.start + first,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            bound=quantity.bound,
            kind=kind,
            indicator=indicator,
            subject=subject,
            period=dated.value,
            confidence=round(min(dated.confidence, placed), 2),
            resolution=None
            if quantity.value_max is not None
            else resolution(quantity.surface, quantity.value),
            per_unit=per_unit_of(block.text, (first, last), quantity, kind, knowledge),
            period_basis=dated.basis,
        )
        before, counted = (quantity, kind), Counted(indicator, quantity.unit, quantity.end)
