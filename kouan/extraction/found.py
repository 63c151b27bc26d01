"""The figures of a sentence with their kinds, periods and subjects in, each with its indicator and, where several are stated 分别, its own name out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.changes import base_of_two
from kouan.extraction.figures.indicators import (
    GROWTH,
    UNREADABLE,
    Counted,
    grown,
    indicator_of,
    moved,
)
from kouan.extraction.figures.lists import parts_of
from kouan.extraction.figures.merged_shares import merged
from kouan.extraction.figures.relations import Runs, own_words, related, runs_of
from kouan.extraction.figures.statement import Statement, statement
from kouan.extraction.parties.about import About
from kouan.extraction.parties.subjects import Subjects
from kouan.extraction.stated import Sentence
from kouan.extraction.time.dated import Dated
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind, Quantity, SubjectBasis

#: A subject that damage parts from the figure may not be the last that was named.
_ACROSS_DAMAGE: Final = 0.4


_RATIOS: Final = (MetricKind.CHANGE, MetricKind.SHARE)
#: A phrase that goes over other figures, or on from them, is no name of what is counted.
_OTHERS: Final = Expression("[0-9]|^[和与及、]")

#: Between the names of several that a figure is of together.
_TOGETHER: Final = ("、", "和", "与")


class Found(NamedTuple):
    """A figure with its subject and period, before the columns that follow from its sentence are read."""

    stated: Statement
    subject: str | None
    dated: Dated
    confidence: float
    #: Where several are listed, each with a figure of its own.
    partner: str | None = None
    subject_basis: SubjectBasis | None = None


def subject_of(sentence: Sentence, quantity: Quantity) -> About:
    """Whom a figure is about, how sure that is, and where it is said."""
    block, (first, last), readable = sentence.block, sentence.span, sentence.readable
    about = sentence.page.subjects.subject_of(
        block.start,
        (block.start + first, block.start + last),
        block.start + quantity.start,
        block.start + quantity.end,
    )
    if UNREADABLE in readable[first : quantity.start] and UNREADABLE not in block.text:
        return about._replace(sureness=min(about.sureness, _ACROSS_DAMAGE))
    return about


def found_in(
    sentence: Sentence,
    kinds: Sequence[MetricKind],
    periods: Sequence[Dated],
    subjects: Sequence[About],
) -> list[Found]:
    """The figures of one sentence with kind, indicator, subject and period."""
    found: list[Found] = []
    counted: Counted | None = None
    for quantity, kind, dated, about in zip(
        sentence.figures, kinds, periods, subjects, strict=True
    ):
        indicator = indicator_of(sentence.readable, sentence.span, quantity, counted, about.name)
        found.append(
            Found(
                statement(sentence.block.text, sentence.span, quantity, kind, indicator),
                about.name,
                dated,
                round(min(dated.confidence, about.sureness), 2),
                subject_basis=about.basis,
            )
        )
        counted = Counted(indicator, quantity.unit, quantity.end)
    return _of_their_whole(found)


def _of_their_whole(found: list[Found]) -> list[Found]:
    """The figures, a share of several together with the subject of its whole where that was one of the several: 甲镇、乙镇合计占50%."""
    stated = [one.stated for one in found]
    for number, one in enumerate(found):
        told = merged(stated, number)
        if told is None or one.subject is None or one.subject not in told.words:
            continue
        if any(mark in one.subject for mark in _TOGETHER):
            continue  # all of them, beside a whole that is named: 甲区、乙区合计占全市的四成
        whole = None if told.whole is None else found[told.whole]
        found[number] = one._replace(
            stated=one.stated._replace(indicator=told.words),
            subject=whole and whole.subject,
            subject_basis=whole and whole.subject_basis,
        )
    return found


def shared_out(start: int, found: list[Found], subjects: Subjects) -> list[Found]:
    """The figures that are stated 分别, each with the name that is its own."""
    stated = [one.stated for one in found]
    if len(found) < 2:
        return found
    runs = runs_of(stated)
    if all(last - first == 1 for first, last in runs):
        return found
    # what goes over another ratio is none of the names: 食品上涨5%、非食品下降1%，环比分别上涨1%和下降2%
    read = parts_of(stated, runs)
    parts = {
        number: part
        for number, part in read.items()
        if not (first := runs[number][0])
        or stated[first - 1].kind not in _RATIOS
        or stated[first - 1].end <= read[first].start
    }
    named = {
        number: subjects.named_in(start + part.start, start + part.end)
        for number, part in parts.items()
    }
    for number, part in parts.items():
        indicator = part.phrase
        first, last = runs[number]
        subject, basis, partner = found[number].subject, found[number].subject_basis, None
        actor, opening, closing = named[number], named[first], named[last - 1]
        if actor and opening and closing and all(named[other] for other in range(first, last)):
            tail = stated[number].text[closing.end - start : parts[last - 1].end]
            indicator = tail + part.how or indicator
            if subjects.is_aside(opening):  # 对越南、泰国进出口分别增长
                partner = actor.name
            else:
                is_near = actor.start - start >= stated[number].clause
                subject = actor.name
                basis = SubjectBasis.CLAUSE if is_near else SubjectBasis.SENTENCE
        found[number] = found[number]._replace(
            stated=stated[number]._replace(indicator=_named(stated[number].kind, indicator)),
            subject=subject,
            subject_basis=basis,
            partner=partner,
        )
    for number, one in enumerate(found):
        about = related(stated, number, runs)
        if one.stated.kind is not MetricKind.CHANGE:
            continue
        if about is None:
            if base_of_two(one.stated.text, one.stated.clause, one.stated.start):
                found[number] = _against(one, _own_growth(stated, number, runs))
            elif number in parts and number != runs[number][0]:  # 分别增长3%和下降2%
                own = moved(_words_since(stated, number))
                phrase = grown(one.stated.indicator or "", own) if own else one.stated.indicator
                found[number] = one._replace(stated=one.stated._replace(indicator=phrase))
            continue
        # 分别增长4%和6% counts what 3亿元和5亿元 count
        phrase, growth = found[about].stated.indicator, None
        if runs[number][1] - runs[number][0] > 1:
            growth = _own_growth(stated, number, runs)
        elif about in parts and number not in parts:
            told = GROWTH.search(one.stated.indicator or "")
            growth = told[0] if told else ""
        if growth is not None and not (phrase and _OTHERS.search(phrase)):
            counted = phrase + growth if phrase else one.stated.indicator
            found[number] = one._replace(
                stated=one.stated._replace(indicator=counted),
                subject=found[about].subject,
                subject_basis=found[about].subject_basis,
            )
    return found


def _named(kind: MetricKind, indicator: str) -> str | None:
    """The indicator of one of several: 分别占 says no more than that they are shares."""
    return (indicator.removesuffix("占") or None) if kind is MetricKind.SHARE else indicator


def _against(one: Found, growth: str) -> Found:
    """货运量环比下降 of the second figure of 货运量同比、环比分别增长3%和下降4%."""
    named = (one.stated.indicator or "").partition("同比")[0].partition("环比")[0]
    return one._replace(stated=one.stated._replace(indicator=named + growth))


def _own_growth(stated: Sequence[Statement], number: int, runs: Runs) -> str:
    """How one of several moved that are told of together: 同比下降 of the second of 同比分别增长9%和下降4%."""
    first, _ = runs[number]
    growth = moved(own_words(stated, first, runs))
    figure = stated[number]
    own = moved(_words_since(stated, number)) if number != first else ""
    if base := base_of_two(figure.text, figure.clause, figure.start):
        return base + (own or growth).removeprefix("同比").removeprefix("环比")
    return grown(f"·{growth}", own)[1:] if own else growth


def _words_since(stated: Sequence[Statement], number: int) -> str:
    """The words between a figure and the one before it in its list."""
    return stated[number].text[stated[number - 1].end : stated[number].start]
