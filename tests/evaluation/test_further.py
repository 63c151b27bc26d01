"""The further measures count what they say."""

from __future__ import annotations

import json

from factories import GOLD
from perturbed import perturbed

from kouan.evaluation.further import further_counts


def test_the_labels_agree_with_themselves_and_with_nothing_else() -> None:
    for path in sorted(GOLD.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        assert {counts.f1 for counts in further_counts(labels, labels).values()} == {1.0}
        noisy = further_counts(labels, perturbed(labels, 0.7, 1))
        assert noisy["roles"].f1 < 0.9
        assert noisy["met_bound"].found < noisy["met_bound"].gold


def test_a_role_that_differs_is_a_miss_and_a_false_alarm() -> None:
    gold = {"blocks": [{"role": "body", "text": "口岸"}, {"role": "heading", "text": "一"}]}
    predicted = {"blocks": [{"role": "body", "text": "口 岸"}, {"role": "body", "text": "一"}]}
    counts = further_counts(gold, predicted)["roles"]
    assert (counts.found, counts.gold, counts.predicted) == (1, 2, 2)
