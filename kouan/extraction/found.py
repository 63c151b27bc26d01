"""The figures of a sentence with their kinds, periods and subjects in, each with its indicator and, where several are stated 分别, its own name out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.indicators import (
    GROWTH,
    UNREADABLE,
    Counted,
    grown,
    indicator_of,
    moved,
)
from kouan.extraction.figures.lists import parts_of
from kouan.extraction.figures.relations import Runs, own_words, related, runs_of
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
    if all(last - first == 1 for first, last in runs):
        return found
    parts = parts_of(stated, runs)
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
        if about is None or one.stated.kind is not MetricKind.CHANGE:
            continue
        # 分别增长4%和6% counts what 3亿元和5亿元 count
        phrase, growth = found[about].stated.indicator, None
        if runs[number][1] - runs[number][0] > 1:
            growth = _own_growth(stated, number, runs)
        elif about in parts and number not in parts:
            told = GROWTH.search(one.stated.indicator or "")
            growth = told[0] if told else ""
        if phrase and growth is not None:
            found[number] = one._replace(
                stated=one.stated._replace(indicator=phrase + growth), subject=found[about].subject
            )
    return found


def _own_growth(stated: Sequence[Statement], number: int, runs: Runs) -> str:
    """How one of several moved that are told of together: 同比下降 of the second of 同比分别增长9%和下降4%."""
    first, _ = runs[number]
    growth = moved(own_words(stated, first, runs))
    if number == first:
        return growth
    own = moved(stated[number].text[stated[number - 1].end : stated[number].start])
    return grown(f"·{growth}", own)[1:] if own else growth
