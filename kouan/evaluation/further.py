"""One labelled document and its prediction in, measures beyond those of the label set out; they have no part in its scores."""

from __future__ import annotations

from collections.abc import Hashable

from kouan.evaluation.counts import Counts
from kouan.evaluation.likeness import folded
from kouan.evaluation.measures import Labels, items, objects


def further_counts(gold: Labels, predicted: Labels) -> dict[str, Counts]:
    """Records of repairs, authors, and bound and kind of figures found in their sentence."""
    return {
        "repairs": Counts.of_equal(_repairs(gold), _repairs(predicted)),
        "authors": Counts.of_equal(items(gold, "authors"), items(predicted, "authors")),
        "met_bound": Counts.of_equal(_figures(gold, "bound"), _figures(predicted, "bound")),
        "met_kind": Counts.of_equal(_figures(gold, "kind"), _figures(predicted, "kind")),
    }


def _repairs(labels: Labels) -> list[Hashable]:
    return [
        (one.get("kind"), one.get("before"), one.get("count")) for one in objects(labels, "repairs")
    ]


def _figures(labels: Labels, field: str) -> list[Hashable]:
    return [
        (folded(one.get("sentence")), folded(one.get("surface")), one.get(field))
        for one in objects(labels, "metrics")
    ]
