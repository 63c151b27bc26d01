"""One labelled document and its prediction in, how its structure is read out: the roles of its blocks, the places of its joins."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Final

from kouan.evaluation.counts import Counts
from kouan.evaluation.likeness import folded
from kouan.evaluation.measures import Labels, objects, pairs
from kouan.model.article import RepairKind

#: A block is right where text and role are; a join where it stands at the labelled line break, byte for byte.
STRUCTURE: Final = ("roles", "joins")

#: The line break that a join took out, with the blanks around it, in the words before the repair.
BREAK: Final = re.compile(r"[^\S\n]*\n\s*")


def structure_counts(gold: Labels, predicted: Labels) -> dict[str, Counts]:
    """The counts of each measure in `STRUCTURE`; text that matches no labelled block counts as wrong."""
    return {
        "roles": Counts.of_equal(_blocks(gold), _blocks(predicted)),
        "joins": Counts.of_equal(_breaks(gold), _breaks(predicted)),
    }


def break_in(before: str) -> tuple[int, int] | None:
    r"""Where the words of a broken paragraph break off: [start, end) of the line break in them.

    >>> break_in("服务国家 \n\n“一带一路”倡议")
    (4, 7)
    """
    found = BREAK.search(before)
    return found.span() if found else None


def _blocks(labels: Labels) -> list[Hashable]:
    return [(one.get("role"), folded(one.get("text"))) for one in objects(labels, "blocks")]


def _breaks(labels: Labels) -> list[Hashable]:
    return [
        pair
        for one in objects(labels, "repairs")
        if one.get("kind") == RepairKind.BROKEN_PARAGRAPH
        for pair in pairs(one.get("breaks"))
    ]
