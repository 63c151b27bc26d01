"""Edits as columns over one text, and suspicions: what rules propose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import Codes, codes_of
from kouan.model.hints import Hints
from kouan.model.splicing import ranges

_NO_CODES: Codes = np.zeros(0, np.uint32)


class Edit(NamedTuple):  # named tuple: cheaper to make than a dataclass, and rules make many
    """One change: `before`, at [start, end) of the text the rule was shown, gives way to `after`."""

    start: int
    end: int
    after: str
    confidence: float = 1.0
    #: What the edit is called in reports (a repair kind or a removal kind); "" means as the rule says.
    kind: str = ""
    before: str = ""
    rule: str = ""
    #: Which characters of `after` (their indices) were put in without all their bytes seen.
    guessed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A repair that was not applied: the place in the text, what was weighed, and by how much it fell short."""

    rule: str
    start: int
    end: int
    surface: str
    candidates: tuple[str, ...] = ()
    margin: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """Proposed changes as columns over one text: sorted, not overlapping, offsets half-open in code points.

    `after` holds the characters put in, end to end; `after_length` says how many belong to each edit.
    """

    start: Offsets
    end: Offsets
    after: Codes
    after_length: Offsets
    confidence: npt.NDArray[np.float32]
    kind: npt.NDArray[np.uint8]
    kinds: tuple[str, ...] = ("",)
    suspicions: tuple[Suspicion, ...] = ()
    #: The rule behind each entry of `kinds`, where one pass holds the edits of several.
    rules: tuple[str, ...] = ()
    #: Documents where the rule may find more once other lines are gone; None: anywhere.
    watched: Offsets | None = None
    #: Which characters of `after` were put in without all their bytes seen; None: none of them.
    guessed: npt.NDArray[np.bool_] | None = None
    #: What the markup that these edits take out says of the lines, placed in the text before them.
    hints: Hints | None = None

    @classmethod
    def none(cls, suspicions: Sequence[Suspicion] = ()) -> Self:
        """No change, perhaps with suspicions."""
        nothing = np.zeros(0, np.int64)
        return cls(
            nothing, nothing, _NO_CODES, nothing, np.zeros(0, np.float32), np.zeros(0, np.uint8),
            suspicions=tuple(suspicions),
        )  # fmt: skip

    @classmethod
    def removals(
        cls, start: Offsets, end: Offsets, confidence: float = 1.0, kind: str = ""
    ) -> Self:
        """Delete each [start, end)."""
        n = len(start)
        return cls(
            np.asarray(start, np.int64),
            np.asarray(end, np.int64),
            _NO_CODES,
            np.zeros(n, np.int64),
            np.full(n, confidence, np.float32),
            np.zeros(n, np.uint8),
            (kind,),
        )

    @classmethod
    def characters(
        cls, position: Offsets, after: Codes, confidence: float = 1.0, kind: str = ""
    ) -> Self:
        """Write one character over one character at each position."""
        n = len(position)
        position = np.asarray(position, np.int64)
        return cls(
            position,
            position + 1,
            np.asarray(after, np.uint32),
            np.ones(n, np.int64),
            np.full(n, confidence, np.float32),
            np.zeros(n, np.uint8),
            (kind,),
        )

    @classmethod
    def of(cls, edits: Iterable[Edit], suspicions: Sequence[Suspicion] = ()) -> Self:
        """Columns from objects, for rules that hit rarely; sorts them, and drops one that overlaps an earlier one."""
        rows: list[Edit] = []
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if not rows or (
                edit.start >= rows[-1].end
                and (edit.start, edit.end) != (rows[-1].start, rows[-1].end)
            ):
                rows.append(edit)
        if not rows:
            return cls.none(suspicions)
        kinds = tuple(dict.fromkeys(edit.kind for edit in rows))
        return cls(
            np.array([edit.start for edit in rows], np.int64),
            np.array([edit.end for edit in rows], np.int64),
            codes_of("".join(edit.after for edit in rows)),
            np.array([len(edit.after) for edit in rows], np.int64),
            np.array([edit.confidence for edit in rows], np.float32),
            np.array([kinds.index(edit.kind) for edit in rows], np.uint8),
            kinds,
            tuple(suspicions),
            guessed=_guesses(rows),
        )

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Edits:
        """The edits that the mask chooses."""
        if chosen.all():
            return self
        put = np.repeat(chosen, self.after_length)
        return Edits(
            self.start[chosen],
            self.end[chosen],
            self.after[put],
            self.after_length[chosen],
            self.confidence[chosen],
            self.kind[chosen],
            self.kinds,
            self.suspicions,
            self.rules,
            guessed=None if self.guessed is None else self.guessed[put],
        )

    @classmethod
    def merged(cls, named: Sequence[tuple[str, Edits]]) -> Edits:
        """The edits of several rules over one text as one; where two overlap, the rule named first is heard."""
        named = [(name, edits) for name, edits in named if len(edits)]
        if not named:
            return cls.none()
        if len(named) == 1:
            name, edits = named[0]
            return replace(edits, rules=(name,) * len(edits.kinds))
        before = np.cumsum([0] + [len(edits.kinds) for _, edits in named])
        start = np.concatenate([edits.start for _, edits in named])
        end = np.concatenate([edits.end for _, edits in named])
        rank = np.repeat(np.arange(len(named)), [len(edits) for _, edits in named])
        order = np.lexsort((rank, end, start))
        keep = _undisturbed(start[order], end[order], rank[order])
        length = np.concatenate([edits.after_length for _, edits in named])
        after = np.concatenate([edits.after for _, edits in named])
        first = np.concatenate(([0], np.cumsum(length)))[:-1]
        chosen = order[keep]
        put = ranges(first[chosen], first[chosen] + length[chosen])
        return cls(
            start[chosen],
            end[chosen],
            after[put],
            length[chosen],
            np.concatenate([edits.confidence for _, edits in named])[chosen],
            np.concatenate(
                [
                    edits.kind + np.uint8(by)
                    for (_, edits), by in zip(named, before[:-1], strict=True)
                ]
            )[chosen],
            tuple(kind for _, edits in named for kind in edits.kinds),
            (),
            tuple(name for name, edits in named for _ in edits.kinds),
            guessed=_guesses_of([edits for _, edits in named], put),
        )

    def watching(self, documents: Offsets) -> Edits:
        """The same edits, saying in which documents the rule may find more once other lines are gone."""
        return replace(self, watched=documents)

    def with_hints(self, hints: Hints) -> Edits:
        """The same edits, with what the markup says of the lines."""
        return replace(self, hints=hints)

    def moved(self, by: Offsets) -> Edits:
        """The same edits, each at `start + by` (suspicions stay where they are)."""
        return replace(self, start=self.start + by, end=self.end + by)


def _guesses(edits: Sequence[Edit]) -> npt.NDArray[np.bool_] | None:
    """The guessed characters of edits as a mask over all that they put in; None where there are none."""
    if not any(edit.guessed for edit in edits):
        return None
    mask = np.zeros(sum(len(edit.after) for edit in edits), bool)
    at = 0
    for edit in edits:
        mask[[at + place for place in edit.guessed]] = True
        at += len(edit.after)
    return mask


def _guesses_of(parts: Sequence[Edits], put: Offsets) -> npt.NDArray[np.bool_] | None:
    """The masks of several rules' edits, end to end, at the characters chosen; None where there are none."""
    if all(edits.guessed is None for edits in parts):
        return None
    masks = [
        np.zeros(len(edits.after), bool) if edits.guessed is None else edits.guessed
        for edits in parts
    ]
    return np.concatenate(masks)[put]


def _undisturbed(start: Offsets, end: Offsets, rank: Offsets) -> npt.NDArray[np.bool_]:
    """Which of the sorted spans no span of a lower rank, or an earlier one of the same, overlaps."""
    keep = np.ones(len(start), bool)
    if (start[1:] >= end[:-1]).all() and not (
        (start[1:] == start[:-1]) & (end[1:] == end[:-1])
    ).any():
        return keep
    held: list[tuple[int, int, int, int]] = []
    for k, (low, high, place) in enumerate(
        zip(start.tolist(), end.tolist(), rank.tolist(), strict=True)
    ):
        while held and (low < held[-1][1] or (low, high) == held[-1][:2]):
            if held[-1][2] <= place:
                keep[k] = False
                break
            keep[held.pop()[3]] = False
        if keep[k]:
            held.append((low, high, place, k))
    return keep
