"""The further measures count what they say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import GOLD
from perturbed import perturbed

from kouan.evaluation.further import further_counts

FIGURE = {"sentence": "旅客达25万人次。", "surface": "25万人次", "bound": "exact", "kind": "level"}
REPAIR = {"kind": "spacing", "before": "口 岸", "count": 2}
LABELS: dict[str, Any] = {"repairs": [REPAIR], "authors": ["张三"], "metrics": [FIGURE]}


def test_the_labels_agree_with_themselves_and_with_nothing_else() -> None:
    for path in sorted(GOLD.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        assert {counts.f1 for counts in further_counts(labels, labels).values()} == {1.0}
        assert not any(counts.found for counts in further_counts(labels, {}).values())
        noisy = further_counts(labels, perturbed(labels, 0.7, 1))
        assert noisy["met_bound"].found < noisy["met_bound"].gold


@pytest.mark.parametrize(
    ("predicted", "missed"),
    [
        ({**LABELS, "repairs": [{**REPAIR, "count": 1}]}, {"repairs"}),
        ({**LABELS, "authors": ["李四"]}, {"authors"}),
        ({**LABELS, "metrics": [{**FIGURE, "bound": "over"}]}, {"met_bound"}),
        ({**LABELS, "metrics": [{**FIGURE, "kind": "flow"}]}, {"met_kind"}),
        ({**LABELS, "metrics": [{**FIGURE, "surface": "25万"}]}, {"met_bound", "met_kind"}),
        ({**LABELS, "metrics": ["25万人次"]}, {"met_bound", "met_kind"}),
    ],
)
def test_each_measure_misses_what_differs_and_nothing_else(
    predicted: dict[str, Any], missed: set[str]
) -> None:
    counts = further_counts(LABELS, predicted)
    assert {measure for measure, count in counts.items() if not count.found} == missed
