"""Pieces in, those of them out that have not been searched in vain: most of a text is the same in the next round."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from kouan.cleaning.mojibake.gaps import Filling
from kouan.cleaning.mojibake.search import BULK
from kouan.cleaning.mojibake.signs import Pieces
from kouan.cleaning.mojibake.weighing import Repair, reach
from kouan.model.view import BatchView

Keys = list[tuple[Hashable, ...]]


def keys_of(view: BatchView, found: Pieces, told: Sequence[str]) -> Keys:
    """All that the repairs of each piece depend on: the codecs tried, its characters and those that are weighed with them."""
    start, end = found.bounds
    low, high = reach(view, start, end)
    return [
        ("piece", *told, begin - left, right - stop, view.codes[left:right].tobytes())
        for begin, stop, left, right in zip(
            start.tolist(), end.tolist(), low.tolist(), high.tolist(), strict=True
        )
    ]


def unsettled(view: BatchView, found: Pieces, keys: Keys) -> Pieces | None:
    """The pieces of a document that are still to be searched; None without any.

    One that is shown by samples is searched as it stands, or not at all.
    """
    if tuple(keys) in view.settled:
        return None
    if len(found.codes) > BULK:
        return found
    left = np.array([key not in view.settled for key in keys])
    return found if left.all() else found.where(left) if left.any() else None


def settle(
    view: BatchView, document: Pieces, keys: Keys, filling: Filling, likely: Sequence[Repair]
) -> None:
    """Remember the pieces without a likely repair.

    Together, where they were not judged as each would be by itself: samples spoke for the rest, or gaps were tried, of
    which a document has so many.
    """
    if len(document.codes) > BULK or filling.tried or filling.is_deep:
        if not likely:
            view.settled.add(tuple(keys))
        return
    start, _ = document.bounds
    held = {*(np.searchsorted(start, [one.start for one in likely], "right") - 1).tolist()}
    view.settled.update(key for number, key in enumerate(keys) if number not in held)
