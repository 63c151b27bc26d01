"""The further measures count what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import GOLD

from kouan.evaluation.further import further_counts

REPAIR = {"kind": "spacing", "before": "口 岸", "count": 2}
LABELS: dict[str, Any] = {"repairs": [REPAIR], "authors": ["张三"]}


def test_the_labels_agree_with_themselves_and_with_nothing_else() -> None:
    for path in sorted(GOLD.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        assert {counts.f1 for counts in further_counts(labels, labels).values()} == {1.0}
        assert not any(counts.found for counts in further_counts(labels, {}).values())


@pytest.mark.parametrize(
    ("predicted", "missed"),
    [
        ({**LABELS, "repairs": [{**REPAIR, "count": 1}]}, {"repairs"}),
        ({**LABELS, "authors": ["李四"]}, {"authors"}),
    ],
)
def test_each_measure_misses_what_differs_and_nothing_else(
    predicted: dict[str, Any], missed: set[str]
) -> None:
    counts = further_counts(LABELS, predicted)
    assert {measure for measure, count in counts.items() if not count.found} == missed
