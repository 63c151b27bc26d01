"""Edits and the spans that people spoke for in; the edits that leave these spans alone out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.cleaned import REMOVED_KINDS
from kouan.model.batch import Offsets
from kouan.model.edits import Edits
from kouan.model.ledger import Pass
from kouan.model.view import BatchView

_NOTHING: Offsets = np.zeros(0, np.int64)
_BREAK = 10

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Guards:
    """Spans of a batch: what is no page stays in and is repaired as all text is; what a person wrote stays to the letter."""

    start: Offsets
    end: Offsets
    is_written: Mask
    #: Which of them a rule would have taken out, so far.
    was_removed: Mask

    @classmethod
    def none(cls) -> Self:
        """No span at all."""
        return cls.around(_NOTHING, _NOTHING)

    @classmethod
    def around(cls, start: Offsets, end: Offsets, *, is_written: bool = False) -> Self:
        """Each [start, end), not yet touched."""
        count = len(start)
        return cls(start, end, np.full(count, is_written, bool), np.zeros(count, bool))

    def __len__(self) -> int:
        return len(self.start)

    def joined(self, other: Guards) -> Guards:
        """Both, these first."""
        return Guards(
            np.append(self.start, other.start),
            np.append(self.end, other.end),
            np.append(self.is_written, other.is_written),
            np.append(self.was_removed, other.was_removed),
        )

    def after(self, done: Pass) -> Guards:
        """The same spans in the text after a pass."""
        return replace(self, start=done.forward(self.start), end=done.forward(self.end))


def spared(view: BatchView, edits: Edits, guards: Guards) -> tuple[Edits, Guards]:
    """The edits without what they would do to guarded spans, and the guards, which remember what was tried.

    A removal of page is cut around the lines of a guarded span; what else it takes out goes. Any edit
    that meets what a person wrote is dropped.
    """
    if not len(edits) or not len(guards):
        return edits, guards
    first = np.searchsorted(edits.end, guards.start, "right")
    stop = np.searchsorted(edits.start, guards.end, "left")
    met = np.flatnonzero((first < stop) & (guards.start < guards.end))
    if not len(met):
        return edits, guards
    pieces: dict[int, list[tuple[int, int]]] = {}
    was_removed = guards.was_removed.copy()
    for guard in met.tolist():
        span = int(guards.start[guard]), int(guards.end[guard])
        for edit in range(int(first[guard]), int(stop[guard])):
            if edits.kinds[edits.kind[edit]] not in REMOVED_KINDS:
                if guards.is_written[guard]:
                    pieces[edit] = []
                continue
            was_removed[guard] = True
            whole = [(int(edits.start[edit]), int(edits.end[edit]))]
            is_removal = not edits.after_length[edit]
            parts = pieces.get(edit, whole) if is_removal else []
            pieces[edit] = [rest for part in parts for rest in _beside(view, part, span)]
    return _in_pieces(edits, pieces), replace(guards, was_removed=was_removed)


def _beside(view: BatchView, part: tuple[int, int], span: tuple[int, int]) -> list[tuple[int, int]]:
    """What is left of a removal without the lines of a span, and with one break on each side of these."""
    start, end = part
    if span[1] <= start or end <= span[0]:
        return [part]
    first, last = view.line_of(np.array([span[0], span[1] - 1])).tolist()
    low = max(start, int(view.line_start[first]))
    high = min(end, int(view.line_stop[last]) + 1)
    # at the end of a document the break before the first line goes, not the one behind the last
    takes_break_before = (
        start > 0 and view.codes[start] == _BREAK and view.codes[start - 1] != _BREAK
    )
    if takes_break_before and low > start:
        low -= 1
    return [rest for rest in ((start, low), (high, end)) if rest[0] < rest[1]]


def _in_pieces(edits: Edits, pieces: dict[int, list[tuple[int, int]]]) -> Edits:
    """The edits, those in the mapping replaced by removals of their pieces."""
    if not pieces:
        return edits
    whole = np.ones(len(edits), bool)
    whole[list(pieces)] = False
    kept = edits.where(whole)
    parts = [(edit, *part) for edit, some in sorted(pieces.items()) for part in some]
    if not parts:
        return kept
    of, start, end = np.array(parts, np.int64).T
    starts = np.append(kept.start, start)
    order = np.argsort(starts, kind="stable")
    return replace(
        kept,
        start=starts[order],
        end=np.append(kept.end, end)[order],
        after_length=np.append(kept.after_length, np.zeros(len(of), np.int64))[order],
        confidence=np.append(kept.confidence, edits.confidence[of])[order],
        kind=np.append(kept.kind, edits.kind[of])[order],
    )
