"""The figures of a sentence with their kinds, periods and subjects in, each with its indicator and, where several are stated 分别, its own name out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.indicators import GROWTH, UNREADABLE, Counted, indicator_of
from kouan.extraction.figures.lists import parts_of
from kouan.extraction.figures.relations import related, runs_of
from kouan.extraction.figures.statement import Statement, statement
from kouan.extraction.parties.subjects import Subjects
from kouan.extraction.stated import Sentence
from kouan.extraction.time.dated import Dated
from kouan.model.facts import MetricKind, Quantity

#: A subject that damage parts from the figure may not be the last that was named.
_ACROSS_DAMAGE: Final = 0.4


class Found(NamedTuple):
    """A figure with its subject and period, before the columns that follow from its sentence are read."""

    stated: Statement
    subject: str | None
    dated: Dated
    confidence: float
    #: Where several are listed, each with a figure of its own.
    partner: str | None = None


def subject_of(sentence: Sentence, quantity: Quantity) -> tuple[str | None, float]:
    """Whom a figure is about, and how sure that is."""
    block, (first, last), readable = sentence.block, sentence.span, sentence.readable
    subject, placed = sentence.page.subjects.subject_of(
        block.start,
        (block.start + first, block.start + last),
        block.start + quantity.start,
        block.start + quantity.end,
    )
    if UNREADABLE in readable[first : quantity.start] and UNREADABLE not in block.text:
        placed = min(placed, _ACROSS_DAMAGE)
    return subject, placed


def found_in(
    sentence: Sentence,
    kinds: Sequence[MetricKind],
    periods: Sequence[Dated],
    subjects: Sequence[tuple[str | None, float]],
) -> list[Found]:
    """The figures of one sentence with kind, indicator, subject and period."""
    found: list[Found] = []
    counted: Counted | None = None
    for quantity, kind, dated, (subject, placed) in zip(
        sentence.figures, kinds, periods, subjects, strict=True
    ):
        indicator = indicator_of(sentence.readable, sentence.span, quantity, counted, subject)
        found.append(
            Found(
                statement(sentence.block.text, sentence.span, quantity, kind, indicator),
                subject,
                dated,
                round(min(dated.confidence, placed), 2),
            )
        )
        counted = Counted(indicator, quantity.unit, quantity.end)
    return found


def shared_out(start: int, found: list[Found], subjects: Subjects) -> list[Found]:
    """The figures that are stated 分别, each with the name that is its own."""
    stated = [one.stated for one in found]
    if len(found) < 2:
        return found
    runs = runs_of(stated)
    parts = parts_of(stated, runs)
    if not parts:
        return found
    named = {
        number: subjects.named_in(start + part.start, start + part.end)
        for number, part in parts.items()
    }
    for number, part in parts.items():
        indicator = part.phrase
        first, last = runs[number]
        subject, partner = found[number].subject, None
        actor, opening, closing = named[number], named[first], named[last - 1]
        if actor and opening and closing and all(named[other] for other in range(first, last)):
            tail = stated[number].text[closing.end - start : parts[last - 1].end]
            indicator = tail + part.how or indicator
            if subjects.is_aside(opening):  # 对越南、泰国进出口分别增长
                partner = actor.name
            else:
                subject = actor.name
        found[number] = found[number]._replace(
            stated=stated[number]._replace(indicator=indicator), subject=subject, partner=partner
        )
    for number, one in enumerate(found):
        about = related(stated, number, runs)
        if number in parts or about is None or one.stated.kind is not MetricKind.CHANGE:
            continue
        # 分别增长4%和6% counts what 3亿元和5亿元 count
        if about in parts and (phrase := found[about].stated.indicator):
            grown = GROWTH.search(one.stated.indicator or "")
            found[number] = one._replace(
                stated=one.stated._replace(indicator=phrase + (grown[0] if grown else "")),
                subject=found[about].subject,
            )
    return found
