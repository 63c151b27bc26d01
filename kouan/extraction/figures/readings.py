"""The figures of one sentence in, what follows from its words out: measure, modality, base, parts, what belongs to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.accounting import measure_cues, measure_of
from kouan.extraction.figures.canonical import canonical_of
from kouan.extraction.figures.changes import Base, base_of, form_of, price_basis_of
from kouan.extraction.figures.dimensions import dimensions_of
from kouan.extraction.figures.modality import modality_cues, modality_of
from kouan.extraction.figures.per_units import per_unit_of
from kouan.extraction.figures.relations import related, runs_of, whole_of
from kouan.extraction.figures.statement import Statement
from kouan.model.facts import ChangeForm, Indicator, Measure, MetricKind, Modality, PriceBasis
from kouan.model.knowledge import Knowledge


class Reading(NamedTuple):
    """What the sentence says of one figure; `of` is the number of the figure that it is about."""

    canonical: Indicator | None
    per_unit: str | None
    measure: Measure | None
    modality: Modality
    form: ChangeForm | None
    base: Base | None
    price_basis: PriceBasis | None
    dimensions: tuple[str, ...]
    of: int | None
    whole: str | None


#: 追回外逃人员600人，其中党员50人: a part is counted like the whole.
_AMONG: Final = "其中"


def _like(figures: Sequence[Statement], number: int, about: int | None) -> int | None:
    """The figure whose measure this one has: what it is about, else the one before that counts the same."""
    if about is not None or number == 0:
        return about
    figure, before = figures[number], figures[number - 1]
    is_same = figure.indicator == before.indicator or (
        figure.quantity.unit == before.quantity.unit
        and _AMONG in figure.text[figure.first : figure.start]
    )
    return number - 1 if is_same else None


#: 预计6亿人次，同比增长5%: the growth of what is only expected, or preliminary, is so too.
_PASSED_ON: Final = frozenset((Modality.FORECAST, Modality.TARGET, Modality.PRELIMINARY))


def _meant(figure: Statement, said: Modality, of: Modality | None) -> Modality:
    """How a figure is meant: as its words say, and a change that they say nothing of like what it is about."""
    is_like = figure.kind is MetricKind.CHANGE and said is Modality.ACTUAL and of in _PASSED_ON
    return of if is_like and of else said


def _counted(figure: Statement) -> str | None:
    """What a figure counts; of a share the words before what it is a share of: 出境旅客 of 出境旅客占出入境旅客总数的."""
    if figure.kind is MetricKind.SHARE and figure.indicator:
        return figure.indicator.split("占")[0]
    return figure.indicator


def readings_of(
    figures: Sequence[Statement],
    are_ahead: Sequence[bool],
    knowledge: Knowledge,
) -> list[Reading]:
    """What the sentence says of each of its figures; a change takes measure and currency from what it is about."""
    text, first, last = figures[0].text, figures[0].first, figures[-1].last
    measuring = measure_cues(text, first, last, knowledge)
    meaning = modality_cues(text, first, last, knowledge)
    per_units = [per_unit_of(figure, knowledge) for figure in figures]
    canonical = [
        canonical_of(figure.indicator, figure.quantity, figure.kind, knowledge)
        for figure in figures
    ]
    runs = runs_of(figures)
    of = [related(figures, number, runs) for number in range(len(figures))]
    modalities = [
        modality_of(figure, meaning, is_ahead, knowledge)
        for figure, is_ahead in zip(figures, are_ahead, strict=True)
    ]
    measures: dict[int, Measure | None] = {}

    def measured(number: int) -> Measure | None:
        if number not in measures:
            measures[number] = None  # of two that are like each other, the first is asked
            like, known = _like(figures, number, of[number]), canonical[number]
            measures[number] = measure_of(
                figures[number],
                measuring,
                per_units[number],
                (None if like is None else measured(like)) or (known.measure if known else None),
                knowledge,
            )
        return measures[number]

    return [
        Reading(
            canonical[number],
            per_units[number],
            measured(number),
            _meant(figure, modalities[number], None if about is None else modalities[about]),
            form_of(figure),
            base_of(figure),
            price_basis_of(figure, None if about is None else figures[about]),
            dimensions_of(_counted(figure), knowledge),
            about,
            whole_of(figure),
        )
        for number, (figure, about) in enumerate(zip(figures, of, strict=True))
    ]
