"""Lines of a batch in, edits over whole lines out: what the rules that judge lines have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
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


def whole_lines(view: BatchView, removable: Iterable[Removable]) -> Edits:
    """Edits that take out lines with their line breaks; neighbours of one kind become one edit.

    Blank lines between two removed neighbours of one kind go with them. The break behind the last line
    goes; at the end of a document, where there is none, the break before the first line goes.
    """
    ordered = sorted(removable, key=itemgetter(0, 1))
    if not ordered:
        return Edits.none()
    runs = _merged(view, ordered)
    first = np.array([run.first for run in runs])
    last = np.array([run.last for run in runs])
    home = view.line_document[first]
    begin, end = view.starts[home], view.stops[home]
    start, stop = view.line_start[first], view.line_stop[last]
    inner = stop < end
    start = np.where(~inner & (start > begin), start - 1, start)
    stop = np.where(inner, stop + 1, stop)
    start[1:] = np.maximum(start[1:], stop[:-1])  # the break before may be gone with its neighbour
    kinds = tuple(dict.fromkeys(run.kind for run in runs))
    return Edits(
        start,
        stop,
        np.zeros(0, np.uint32),
        np.zeros(len(runs), np.int64),
        np.array([run.confidence for run in runs], np.float32),
        np.array([kinds.index(run.kind) for run in runs], np.uint8),
        kinds,
    )


def _merged(view: BatchView, removable: Sequence[Removable]) -> list[Removable]:
    """Runs of lines, none overlapping, neighbours of one kind joined."""
    runs: list[Removable] = []
    home = view.line_document[[one.first for one in removable]].tolist()
    # the document of the run before; runs never leave their document
    before = -1
    for one, document in zip(removable, home, strict=True):
        held = runs[-1] if runs else None
        if held is not None:
            same = held.kind == one.kind and before == document
            if one.first <= held.last or (
                same
                and one.first - held.last <= MOST_BLANK
                and (
                    one.first == held.last + 1
                    or view.line_is_blank[held.last + 1 : one.first].all()
                )
            ):
                runs[-1] = Removable(
                    held.first,
                    max(held.last, one.last),
                    held.kind,
                    max(held.confidence, one.confidence),
                )
                continue
        runs.append(one)
        before = document
    return runs


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


def next_filled(view: BatchView, lines: Offsets) -> Offsets:
    """For each line the next one of its document that is not blank, at most three lines below; -1 without one."""
    at = np.searchsorted(view.filled_lines, lines, "right")
    below = np.append(view.filled_lines, -1)[at]
    near = (below - lines <= 3) & (view.line_document[below] == view.line_document[lines])
    return np.where(near, below, -1)


def marks_of(view: BatchView, lines: Offsets, ends: int) -> npt.NDArray[np.uint64]:
    """A number for each line that equal lines of a document share, from its length and `ends` signs at both ends.

    Other lines may share it too: compare before you believe it. No line is shorter than `ends`.
    """
    mark = view.line_length[lines].astype(np.uint64)
    mark = mark * _SPREAD + view.line_document[lines].astype(np.uint64)
    for step in range(ends):
        mark = mark * _SPREAD + view.codes[view.line_start[lines] + step]
        mark = mark * _SPREAD + view.codes[view.line_stop[lines] - 1 - step]
    return mark
