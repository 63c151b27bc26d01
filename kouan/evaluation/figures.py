"""The figures of a labelled document and of its prediction in, what agrees out: place, value, statement, and each column apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz

from kouan.evaluation.counts import Counts
from kouan.evaluation.likeness import (
    ALIKE,
    folded,
    is_same_period,
    is_same_subject,
    is_same_surface,
    is_same_value,
)
from kouan.evaluation.measures import Labels, objects

Agreement = Callable[[Labels, Labels], bool]


def _is_same(field: str) -> Agreement:
    return lambda gold, predicted: bool(gold.get(field) == predicted.get(field))


#: What is told apart of figures that stand on the same words, by the name of its measure: a share of these figures, not
#: of all. `met_full` asks for value, subject and period at once.
COLUMNS: Final[dict[str, Agreement]] = {
    "met_kind": _is_same("kind"),
    "met_bound": _is_same("bound"),
    "met_subject": is_same_subject,
    "met_period": is_same_period,
}


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure that is read otherwise in one column than its label says."""

    doc: str
    surface: str
    column: str
    label: Any
    read: Any
    sentence: str


def metric_counts(gold: Labels, predicted: Labels) -> tuple[Counts, Counts, Counts]:
    """Figures that both sides state: by surface; by value and unit too; by subject and period too."""

    def by_value(one: Labels, other: Labels) -> bool:
        return is_same_surface(one, other) and is_same_value(one, other)

    def by_statement(one: Labels, other: Labels) -> bool:
        return by_value(one, other) and is_same_subject(one, other) and is_same_period(one, other)

    wanted, optional, stated = _figures(gold, predicted)
    surface, value, statement = (
        _counts(wanted, optional, stated, agree)
        for agree in (is_same_surface, by_value, by_statement)
    )
    return surface, value, statement


def column_counts(gold: Labels, predicted: Labels) -> dict[str, Counts]:
    """Of the figures that both sides have by surface, how many agree in each column."""
    pairs = list(_same_surfaces(gold, predicted))
    return {
        measure: Counts.matched(sum(agree(*pair) for pair in pairs), len(pairs), len(pairs))
        for measure, agree in COLUMNS.items()
    }


def misses(gold: Labels, predicted: Labels) -> Iterator[Miss]:
    """Every column of a figure found that is not what its label says, in the order of the labels."""
    for label, read in _same_surfaces(gold, predicted):
        for measure, agree in COLUMNS.items():
            if not agree(label, read):
                column = measure.removeprefix("met_")
                yield Miss(
                    str(gold.get("doc")),
                    str(label.get("surface")),
                    column,
                    label.get(column),
                    read.get(column),
                    str(label.get("sentence")),
                )


def _figures(
    gold: Labels, predicted: Labels
) -> tuple[Sequence[Labels], Sequence[Labels], Sequence[Labels]]:
    figures = objects(gold, "metrics")
    wanted = [one for one in figures if not one.get("optional")]
    optional = [one for one in figures if one.get("optional")]
    return wanted, optional, objects(predicted, "metrics")


def _same_surfaces(gold: Labels, predicted: Labels) -> Iterator[tuple[Labels, Labels]]:
    """Each label with the figure that stands on its words, in the order of the labels."""
    wanted, _, stated = _figures(gold, predicted)
    for number, other in sorted(_partners(wanted, stated, is_same_surface).items()):
        yield wanted[number], stated[other]


def _counts(
    wanted: Sequence[Labels],
    optional: Sequence[Labels],
    stated: Sequence[Labels],
    agree: Agreement,
) -> Counts:
    """Counts of a matching one to one; optional figures take what is left, and count for nothing."""
    partners = _partners(wanted, stated, agree)
    used = set(partners.values())
    neutral = 0
    for figure in optional:
        for other, candidate in enumerate(stated):
            if other not in used and is_same_surface(figure, candidate):
                used.add(other)
                neutral += 1
                break
    return Counts.matched(len(partners), len(wanted), len(stated) - neutral)


def _partners(
    wanted: Sequence[Labels], stated: Sequence[Labels], agree: Agreement
) -> dict[int, int]:
    """Match one to one, greedily: first partners in the same sentence, then any."""
    partners: dict[int, int] = {}
    used: set[int] = set()
    for in_same_sentence in (True, False):
        for number, figure in enumerate(wanted):
            if number in partners:
                continue
            for other, candidate in enumerate(stated):
                if other in used or not agree(figure, candidate):
                    continue
                if in_same_sentence and not _in_same_sentence(figure, candidate):
                    continue
                used.add(other)
                partners[number] = other
                break
    return partners


def _in_same_sentence(one: Labels, other: Labels) -> bool:
    return fuzz.ratio(folded(one.get("sentence")), folded(other.get("sentence"))) >= ALIKE
