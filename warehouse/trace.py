"""The passes of a ledger and a span of the clean text in; every edit that touched what stands there out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kouan.model.characters import text_of
from kouan.model.ledger import Pass


@dataclass(frozen=True, slots=True)
class EditTrace:
    """One edit on the way of a span: the pass it belongs to, what it took and what it put."""

    position: int
    rule: str
    kind: str
    before: str
    after: str
    confidence: float


def traced(passes: Sequence[Pass], start: int, end: int) -> tuple[EditTrace, ...]:
    """The edits inside a span of the clean text, in the order in which they were made.

    From the last pass to the first the span is led back; an edit touches it when its replacement
    overlaps the span, or when it took something out inside of it. What went at its rim is outside.
    """
    found: list[EditTrace] = []
    for position in range(len(passes) - 1, -1, -1):
        done = passes[position]
        found[:0] = _touching(done, position, start, end)
        first, last = done.back(np.array([start]), np.array([end]))
        start, end = int(first[0]), int(last[0])
    return tuple(found)


def _touching(done: Pass, position: int, start: int, end: int) -> list[EditTrace]:
    edits = done.edits
    empty = edits.after_length == 0
    overlaps = (done.clean_start < end) & (done.clean_end > start)
    inside = empty & (done.clean_start > start) & (done.clean_start < end)
    return [
        EditTrace(
            position,
            done.rules[edits.kind[number]],
            str(edits.kinds[edits.kind[number]]) or done.rules[edits.kind[number]],
            text_of(done.before[done.before_at[number] : done.before_at[number + 1]]),
            text_of(edits.after[done.after_at[number] : done.after_at[number + 1]]),
            round(float(edits.confidence[number]), 4),
        )
        for number in np.flatnonzero((overlaps & ~empty) | inside).tolist()
    ]
