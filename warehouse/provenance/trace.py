"""The passes of a ledger and a span in; every edit that touched what stands there, and what was guessed in it, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kouan.model.batch import Offsets
from kouan.model.characters import text_of
from kouan.model.ledger import Pass


@dataclass(frozen=True, slots=True)
class EditTrace:
    """One edit on the way of a span: the pass it belongs to, its number there, what it took and what it put.

    `guessed` are places in `after` of characters put in without all their bytes seen.
    """

    position: int
    number: int
    rule: str
    kind: str
    before: str
    after: str
    confidence: float
    guessed: tuple[int, ...] = ()


def traced(passes: Sequence[Pass], start: int, end: int) -> tuple[EditTrace, ...]:
    """The edits inside a span of the clean text, in the order in which they were made.

    From the last pass to the first the span is led back; an edit touches it when its replacement
    overlaps the span, or when it took something out inside of it. What went at its rim is outside.
    """
    found: list[EditTrace] = []
    for position, first, last in _backward(passes, start, end):
        done = passes[position]
        empty = done.edits.after_length == 0
        overlaps = (done.clean_start < last) & (done.clean_end > first)
        inside = empty & (done.clean_start > first) & (done.clean_start < last)
        found[:0] = _edits(done, position, np.flatnonzero((overlaps & ~empty) | inside))
    return tuple(found)


def traced_forward(passes: Sequence[Pass], start: int, end: int) -> tuple[EditTrace, ...]:
    """The edits of a span of the decoded text, up to the one that took it out, in the order in which they were made."""
    found: list[EditTrace] = []
    for position, first, last in forwarded(passes, start, end):
        done = passes[position]
        touched = (done.edits.start < last) & (done.edits.end > first)
        put_inside = (done.edits.start == done.edits.end) & (done.edits.start > first)
        touched |= put_inside & (done.edits.start < last)
        found += _edits(done, position, np.flatnonzero(touched))
    return tuple(found)


def forwarded(passes: Sequence[Pass], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A span of the decoded text as each pass finds it, until nothing is left: number of the pass, start and end before it."""
    bounds = np.array([start, end])
    for position, done in enumerate(passes):
        if bounds[0] >= bounds[1]:
            return
        yield position, int(bounds[0]), int(bounds[1])
        bounds = done.forward(bounds)


def place_in_clean(passes: Sequence[Pass], start: int, end: int) -> tuple[int, int]:
    """Where a span of the decoded text stands in the clean text; empty where it was taken out."""
    bounds = np.array([start, end])
    for done in passes:
        bounds = done.forward(bounds)
    return int(bounds[0]), max(int(bounds[0]), int(bounds[1]))


def guessed_within(passes: Sequence[Pass], start: int, end: int) -> int:
    """How many characters of a span of the clean text come from ones put in without all their bytes seen."""
    total = 0
    for position, first, last in _backward(passes, start, end):
        at = passes[position].guessed_at
        total += int(((at >= first) & (at < last)).sum())
    return total


def edits_of(done: Pass, position: int) -> tuple[EditTrace, ...]:
    """Every edit of one pass."""
    return tuple(_edits(done, position, np.arange(len(done.edits))))


def _backward(passes: Sequence[Pass], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """A span of the clean text as each pass left it, from the last pass to the first."""
    for position in range(len(passes) - 1, -1, -1):
        yield position, start, end
        first, last = passes[position].back(np.array([start]), np.array([end]))
        start, end = int(first[0]), int(last[0])


def _edits(done: Pass, position: int, numbers: Offsets) -> list[EditTrace]:
    edits = done.edits
    guessed = edits.guessed
    return [
        EditTrace(
            position,
            number,
            done.rules[edits.kind[number]],
            str(edits.kinds[edits.kind[number]]) or done.rules[edits.kind[number]],
            text_of(done.before[done.before_at[number] : done.before_at[number + 1]]),
            text_of(edits.after[done.after_at[number] : done.after_at[number + 1]]),
            round(float(edits.confidence[number]), 4),
            ()
            if guessed is None
            else tuple(
                np.flatnonzero(guessed[done.after_at[number] : done.after_at[number + 1]]).tolist()
            ),
        )
        for number in numbers.tolist()
    ]
