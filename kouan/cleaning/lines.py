"""Lines of a batch in, edits over whole lines out: what the rules that judge lines have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.edits import Edits
from kouan.model.view import BatchView

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
MOST_BLANK = 4  # blank lines that a run of removed lines may span


class Removable(NamedTuple):
    """Lines [first, last] of the batch that a rule wants gone, with the kind and its confidence."""

    first: int
    last: int
    kind: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Removals:
    """Many of them as columns; `kind` counts in `kinds`."""

    first: Offsets
    last: Offsets
    kind: npt.NDArray[np.uint8]
    confidence: npt.NDArray[np.float64]
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[Removable]) -> Removals:
        """Columns from rows."""
        listed = list(rows)
        kinds = tuple(dict.fromkeys(row.kind for row in listed))
        number = {kind: place for place, kind in enumerate(kinds)}
        return cls(
            np.array([row.first for row in listed], np.int64),
            np.array([row.last for row in listed], np.int64),
            np.array([number[row.kind] for row in listed], np.uint8),
            np.array([row.confidence for row in listed], np.float64),
            kinds,
        )

    @classmethod
    def alike(cls, first: Offsets, last: Offsets, kind: str, confidence: float) -> Removals:
        """Columns of one kind and confidence."""
        count = len(first)
        return cls(
            first, last, np.zeros(count, np.uint8), np.full(count, confidence, np.float64), (kind,)
        )

    def __len__(self) -> int:
        return len(self.first)

    def at(self, chosen: Offsets) -> Removals:
        """Some of them."""
        return Removals(
            self.first[chosen],
            self.last[chosen],
            self.kind[chosen],
            self.confidence[chosen],
            self.kinds,
        )

    def joined(self, start: Offsets) -> Removals:
        """Each from one of `start` to the next as one: of the first's kind, up to the last line of all."""
        return Removals(
            self.first[start],
            np.maximum.reduceat(self.last, start),
            self.kind[start],
            np.maximum.reduceat(self.confidence, start),
            self.kinds,
        )


def whole_lines(view: BatchView, removable: Removals | Iterable[Removable]) -> Edits:
    """Edits that take out lines with their line breaks; neighbours of one kind become one edit.

    Blank lines between two removed neighbours of one kind go with them. The break behind the last line
    goes; at the end of a document, where there is none, the break before the first line goes.
    """
    given = removable if isinstance(removable, Removals) else Removals.of(removable)
    return _edits(view, _merged(view, given)) if len(given) else Edits.none()


def each_line(view: BatchView, removable: Iterable[Removable]) -> Edits:
    """The same, an edit for each of them: what each line is stays to be seen. They are in order, none overlapping."""
    given = Removals.of(removable)
    return _edits(view, given) if len(given) else Edits.none()


def _edits(view: BatchView, runs: Removals) -> Edits:
    home = view.line_document[runs.first]
    begin, end = view.starts[home], view.stops[home]
    start, stop = view.line_start[runs.first], view.line_stop[runs.last]
    inner = stop < end
    start = np.where(~inner & (start > begin), start - 1, start)
    stop = np.where(inner, stop + 1, stop)
    start[1:] = np.maximum(start[1:], stop[:-1])  # the break before may be gone with its neighbour
    # kinds in the order in which they are met
    met = list(dict.fromkeys(runs.kind.tolist()))
    renamed = np.zeros(len(runs.kinds), np.uint8)
    renamed[met] = np.arange(len(met))
    return Edits(
        start,
        stop,
        np.zeros(0, np.uint32),
        np.zeros(len(runs), np.int64),
        runs.confidence.astype(np.float32),
        renamed[runs.kind],
        tuple(runs.kinds[kind] for kind in met),
    )


def _merged(view: BatchView, given: Removals) -> Removals:
    """Runs of lines, none overlapping, neighbours of one kind joined."""
    runs = given.at(np.lexsort((given.last, given.first)))
    apart = runs.first[1:] > np.maximum.accumulate(runs.last)[:-1]
    runs = runs.joined(np.append(0, np.flatnonzero(apart) + 1))
    home = view.line_document[runs.first]
    filled = np.append(0, np.cumsum(~view.line_is_blank))
    first, last = runs.first[1:], runs.last[:-1]
    same = (runs.kind[1:] == runs.kind[:-1]) & (home[1:] == home[:-1])
    same &= (first - last <= MOST_BLANK) & (filled[first] == filled[last + 1])
    return runs.joined(np.append(0, np.flatnonzero(~same) + 1))


def left_over(view: BatchView, lines: Offsets, edits: Edits) -> Offsets:
    """Of these lines (none empty) those that no edit of `whole_lines` takes out."""
    start = view.line_start[lines]
    at = np.searchsorted(edits.end, start, "right")
    return lines[start < np.append(edits.start, len(view.codes))[at]]


def documents_with(view: BatchView, lines: Offsets, least: int) -> Offsets:
    """Documents that hold at least so many of these lines."""
    return np.flatnonzero(np.bincount(view.line_document[lines], minlength=len(view)) >= least)


def document_lines(view: BatchView, document: int) -> range:
    """The lines of one document."""
    first, stop = view.line_bounds
    return range(int(first[document]), int(stop[document]))


def lines_below_title(view: BatchView, document: int, rows: Collection[int] = ()) -> list[int]:
    """The lines of one document that are not blank, without the first, which is its title, and without `rows` of tables."""
    first, stop = view.filled_bounds
    filled = view.filled_lines[first[document] : stop[document]].tolist()
    # a form feed or another rare blank may stand alone in a line that counts as filled
    lines = [line for line in filled if view.line_text(line).strip()][1:]
    return [line for line in lines if line not in rows] if rows else lines


def next_filled(view: BatchView, lines: Offsets) -> Offsets:
    """For each line the next one of its document that is not blank, at most three lines below; -1 without one."""
    at = np.searchsorted(view.filled_lines, lines, "right")
    below = np.append(view.filled_lines, -1)[at]
    near = (below - lines <= 3) & (view.line_document[below] == view.line_document[lines])
    return np.where(near, below, -1)


def marks_of(view: BatchView, lines: Offsets, ends: int) -> npt.NDArray[np.uint64]:
    """A number for each line that equal lines of a document share: from its length, its sum and `ends` signs at both ends.

    Other lines may share it too: compare before you believe it. No line is shorter than `ends`.
    """
    mark = view.line_length[lines].astype(np.uint64)
    mark = mark * _SPREAD + view.line_document[lines].astype(np.uint64)
    # each line with its break, which the last one lacks; it may be empty too, and then begins behind the last character
    begins = view.line_start[view.line_start < len(view.codes)]
    total: npt.NDArray[np.uint32] = np.append(np.add.reduceat(view.codes, begins), np.uint32(0))
    total[len(view.line_start) - 1] += 10
    mark = mark * _SPREAD + total[lines]
    for step in range(ends):
        mark = mark * _SPREAD + view.codes[view.line_start[lines] + step]
        mark = mark * _SPREAD + view.codes[view.line_stop[lines] - 1 - step]
    return np.asarray(mark)
