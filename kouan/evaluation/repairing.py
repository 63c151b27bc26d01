"""One labelled document and its prediction in, which repairs both make out: by kind and overlapping raw place.

A record of a repair says in `places` where in the raw file it was made: [start, end) in bytes, one pair
for each occurrence. A record without places states no repair that could be looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from kouan.evaluation.counts import Counts
from kouan.evaluation.measures import Labels, objects, pairs
from kouan.model.article import RepairKind

#: All repairs, then those of each kind.
TOTAL: Final = "repairs"
REPAIRS: Final = (TOTAL, *(f"{TOTAL}_{kind}" for kind in RepairKind))

Place = tuple[int, int]


def repair_counts(gold: Labels, predicted: Labels) -> dict[str, Counts]:
    """Repairs of each kind in `REPAIRS`, matched one to one where their places overlap.

    A prediction that matches nothing is neutral inside text that the labels remove, and inside a run of
    mojibake: there the labels count no repair, whatever one does.
    """
    untold = [*_stretches(objects(gold, "removed")), *_places(gold, RepairKind.MOJIBAKE)]
    counts = {}
    for kind in RepairKind:
        wanted, stated = _places(gold, kind), _places(predicted, kind)
        unmatched = _unmatched(wanted, stated)
        hits = len(stated) - len(unmatched)
        alarms = sum(not any(_overlap(one, other) for other in untold) for one in unmatched)
        counts[f"{TOTAL}_{kind}"] = Counts.matched(hits, len(wanted), hits + alarms)
    total = sum(counts.values(), Counts())
    return {TOTAL: total, **counts}


def _unmatched(wanted: Sequence[Place], stated: Sequence[Place]) -> list[Place]:
    """The stated places that find no partner; each takes the first one that overlaps it and is free."""
    left = []
    at = 0
    for one in stated:
        while at < len(wanted) and wanted[at][1] <= one[0]:
            at += 1
        if at < len(wanted) and _overlap(one, wanted[at]):
            at += 1
        else:
            left.append(one)
    return left


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _places(labels: Labels, kind: str) -> list[Place]:
    """The places of all repairs of a kind, in reading order."""
    records = (one for one in objects(labels, "repairs") if one.get("kind") == kind)
    return sorted(place for one in records for place in pairs(one.get("places")))


def _stretches(records: Sequence[Labels]) -> list[Place]:
    """Records with a start and an end of their own."""
    placed = [one for one in records if "start" in one and "end" in one]
    return [(int(start), int(end)) for start, end in map(itemgetter("start", "end"), placed)]
