"""The columns of figures are told apart, each as a share of the figures found."""

from __future__ import annotations

from typing import Any

import pytest

from kouan.evaluation.figures import Miss, column_counts, misses
from kouan.evaluation.scoring import score_document

FIGURE: dict[str, Any] = {
    "sentence": "2019年拱北口岸旅客达25万人次。",
    "surface": "25万人次",
    "value": 250000,
    "unit": "人次",
    "bound": "exact",
    "kind": "level",
    "subject": "拱北口岸",
    "period": "2019",
}
ALL = {"met_kind", "met_bound", "met_subject", "met_period"}


def labels(*figures: dict[str, Any]) -> dict[str, Any]:
    return {"doc": "a.txt", "metrics": list(figures)}


def test_labels_agree_with_themselves_in_every_column() -> None:
    counts = column_counts(labels(FIGURE), labels(FIGURE))
    assert {measure: (one.found, one.gold) for measure, one in counts.items()} == dict.fromkeys(
        ALL, (1, 1)
    )
    assert list(misses(labels(FIGURE), labels(FIGURE))) == []


@pytest.mark.parametrize(
    ("column", "read"),
    [("kind", "rate"), ("bound", "over"), ("subject", "横琴口岸"), ("period", None)],
)
def test_each_column_misses_alone_and_the_miss_says_what_was_read(
    column: str, read: str | None
) -> None:
    predicted = labels({**FIGURE, column: read})
    counts = column_counts(labels(FIGURE), predicted)
    assert {measure for measure, one in counts.items() if not one.found} == {f"met_{column}"}
    assert list(misses(labels(FIGURE), predicted)) == [
        Miss("a.txt", "25万人次", column, FIGURE[column], read, FIGURE["sentence"])
    ]


def test_a_figure_that_was_not_found_is_no_miss_of_its_columns() -> None:
    other = {**FIGURE, "surface": "6万人次", "value": 60000}
    counts = column_counts(labels(FIGURE, other), labels({**FIGURE, "kind": "rate"}))
    assert {one.gold for one in counts.values()} == {1}
    scores = score_document(labels(FIGURE, other), labels({**FIGURE, "kind": "rate"}))
    assert (scores.counts["met_surface"].found, scores.counts["met_surface"].gold) == (1, 2)


def test_an_other_accepted_period_and_a_part_of_the_subject_agree() -> None:
    gold = labels({**FIGURE, "period": None, "period_alt": ["2019"], "subject": "珠海拱北口岸"})
    counts = column_counts(gold, labels(FIGURE))
    assert all(one.found for one in counts.values())
