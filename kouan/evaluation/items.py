"""One labelled document and its prediction in, how many of its stories are told apart as labelled out."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from kouan.evaluation.counts import Counts
from kouan.evaluation.likeness import folded
from kouan.evaluation.measures import Labels, objects

#: The name of the measure.
ITEMS: Final = "items"


def item_counts(gold: Labels, predicted: Labels) -> Counts:
    """Stories found and stories stated; a document whose labels list none (field `items`) holds one.

    One story is right when nobody tells it apart. Of several each is right that begins at the same byte (`start`),
    or, where the labels give no places, bears the same title.
    """
    wanted, stated = objects(gold, "items"), objects(predicted, "items")
    if not predicted:
        return Counts.matched(0, max(len(wanted), 1), 0)
    if len(wanted) < 2 or len(stated) < 2:
        is_one = len(wanted) < 2 and len(stated) < 2
        return Counts.matched(int(is_one), max(len(wanted), 1), max(len(stated), 1))
    has_places = all("start" in one for one in (*wanted, *stated))
    return Counts.of_equal(
        *([_identity(one, has_places=has_places) for one in side] for side in (wanted, stated))
    )


def _identity(item: Labels, *, has_places: bool) -> Hashable:
    return item["start"] if has_places else folded(item.get("title"))
