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
        assert noisy["met_bound"].found < noisy["met_bound"].gold
