"""One labelled document and its prediction in, measures beyond those of the label set out; they have no part in its scores."""

from __future__ import annotations

from collections.abc import Hashable

from kouan.evaluation.counts import Counts
from kouan.evaluation.measures import Labels, items, objects


def further_counts(gold: Labels, predicted: Labels) -> dict[str, Counts]:
    """Records of repairs, and authors."""
    return {
        "repairs": Counts.of_equal(_repairs(gold), _repairs(predicted)),
        "authors": Counts.of_equal(items(gold, "authors"), items(predicted, "authors")),
    }


def _repairs(labels: Labels) -> list[Hashable]:
    return [
        (one.get("kind"), one.get("before"), one.get("count")) for one in objects(labels, "repairs")
    ]
