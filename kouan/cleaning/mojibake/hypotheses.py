"""Hypotheses of the search as columns in, the best of them out: what a beam is, and how it is joined and pruned."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.model.characters import Codes

Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

#: Hypotheses that differ only in what lies behind the three last characters: how many of them are kept.
LIKE = 2
#: Far below the best, nothing comes back.
HOPELESS: Final = 22.0


class State(IntEnum):
    """Where a hypothesis stands between two characters of the text that is read."""

    BEFORE = 0  # in step, nothing has happened yet
    MARKED = 1  # a sign for a lost byte has been read
    SHIFTED = 2  # out of step; a lead byte is open
    GAP = 3  # out of step, in a pair that vanished; the trail byte before it is open
    AFTER = 4  # in step again


class Source(IntEnum):
    """How a character of the repair is known."""

    READ = 0  # it stands in the text
    SEEN = 1  # both its bytes do
    LEAD_LOST = 2
    TRAIL_LOST = 3
    BEFORE_GAP = 4
    BEHIND_GAP = 5
    BETWEEN_GAPS = 6


class Widths(NamedTuple):
    """How many hypotheses are kept at each character, and how many of them are followed into an accident."""

    kept: int
    gap: int
    second_gap: int
    end: int
    #: Those in step that a slip may befall.
    opening: int
    #: Those whose last pair vanished at the end.
    last: int
    #: Those that are read on when they are in step again.
    closings: int


#: The first look only says whether it is worth a second.
FIRST_LOOK: Final = Widths(48, 24, 4, 10, 2, 2, 96)
FULL: Final = Widths(120, 100, 16, 40, 4, 6, 400)


class Beam(NamedTuple):
    """Hypotheses as columns; `first` and `second` are what the last step has put out (0: nothing).

    `root` is the place in the beam that a step began with.
    """

    root: Numbers
    node: Numbers
    state: npt.NDArray[np.int8]
    byte: npt.NDArray[np.int16]
    context: npt.NDArray[np.uint64]
    score: Scores
    first: Codes
    second: Codes
    source: npt.NDArray[np.int8]

    def at(self, chosen: npt.NDArray[np.generic] | slice) -> Beam:
        """Some of the hypotheses."""
        return Beam(*(column[chosen] for column in self))  # type: ignore[arg-type]

    def rooted(self) -> Beam:
        """The same, as the beam that a step begins with."""
        return self._replace(root=np.arange(len(self.node)))

    def silent(self) -> Beam:
        """The same, with nothing put out."""
        nothing = np.zeros(len(self.node), np.uint32)
        return self._replace(first=nothing, second=nothing)


class Path(NamedTuple):
    """One reading of the text: its characters, how each is known, and at which character of the text it came up."""

    score: float
    text: tuple[int, ...]
    sources: tuple[int, ...]
    places: tuple[int, ...]


def beam_of(
    node: int, state: State, byte: int, context: np.uint64, score: Scores, count: int
) -> Beam:
    """So many equal hypotheses."""
    return Beam(
        np.arange(count),
        np.full(count, node, np.int64),
        np.full(count, state, np.int8),
        np.full(count, byte, np.int16),
        np.full(count, context, np.uint64),
        score,
        np.zeros(count, np.uint32),
        np.zeros(count, np.uint32),
        np.zeros(count, np.int8),
    )


#: A context takes 48 bits; a byte fits behind it.
_CONTEXT_LEFT: Final = np.uint64(16)
ONE: Final = np.zeros(1, np.intp)
NOTHING: Final = beam_of(-1, State.BEFORE, 0, np.uint64(0), np.zeros(0, np.float32), 0)


def joined(*beams: Beam) -> Beam:
    """Several beams as one."""
    filled = [beam for beam in beams if len(beam.node)]
    if not filled:
        return NOTHING
    if len(filled) == 1:
        return filled[0]
    return Beam(*(np.concatenate(columns) for columns in zip(*filled, strict=True)))


def best_of(score: Scores, count: int) -> npt.NDArray[np.intp]:
    """The places of the highest scores."""
    if len(score) <= count:
        return np.arange(len(score))
    return np.argpartition(-score, count)[:count]


def pruned(beam: Beam, width: int) -> npt.NDArray[np.intp]:
    """The best hypotheses of each state, few alike; the one to which nothing has happened always stays."""
    kept: list[npt.NDArray[np.intp]] = []
    for state in State:
        mine = np.flatnonzero(beam.state == state)
        if not len(mine):
            continue
        score = beam.score[mine]
        mine = mine[score >= score.max() - HOPELESS]
        mine = mine[best_of(beam.score[mine], width * LIKE * 2)]
        mine = mine[np.argsort(-beam.score[mine])]
        alike = beam.context[mine] << _CONTEXT_LEFT ^ beam.byte[mine].astype(np.uint64)
        order = np.argsort(alike, kind="stable")
        mine, alike = mine[order], alike[order]
        more = alike[LIKE:] == alike[:-LIKE]
        mine = mine[np.concatenate((np.ones(min(LIKE, len(mine)), bool), ~more))]
        kept.append(mine[best_of(beam.score[mine], width)])
    return np.concatenate(kept)
