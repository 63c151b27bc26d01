"""Hypotheses of the search as columns in, the best of them out: what a beam is, and how it is joined and pruned."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.echo import Ear, deaf
from kouan.model.characters import Codes

Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

#: Hypotheses that differ only in what lies behind the three last characters: how many of them are kept.
LIKE = 2


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
    """How many hypotheses of a stretch are kept at each character and in each state, and how many go each way."""

    kept: int
    gap: int
    #: Those that are followed into a second and a third gap in a row, and kept behind it.
    second_gap: int
    third_gap: int
    #: How many may go each way, the likeliest first; by the rows of `ways.WAYS`.
    rows: npt.NDArray[np.int64]
    #: About how many are weighed in all their context at once; before, a character is weighed by its neighbour alone.
    weighed: int
    #: So far below what the best one may come to, nothing comes back.
    hopeless: float
    #: Nor does a pair that vanished, sooner: most of the work goes into these, and hardly one of them was there.
    hopeless_gap: float


class Beam(NamedTuple):
    """Hypotheses as columns; `first` and `second` are what the last step has put out (0: nothing).

    `run` is the number of the stretch, `byte` the one that is open, `node` where the hypothesis is written down, `ear`
    how its context is listened to, once it is.
    """

    run: Numbers
    node: Numbers
    state: npt.NDArray[np.int8]
    byte: Numbers
    context: npt.NDArray[np.uint64]
    score: Scores
    first: Codes
    second: Codes
    source: npt.NDArray[np.int8]
    ear: Ear

    def at(self, chosen: npt.NDArray[np.generic] | slice) -> Beam:
        """Some of the hypotheses."""
        return Beam(*(column[chosen] for column in self))  # type: ignore[arg-type]

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


def beginning(contexts: npt.NDArray[np.uint64]) -> Beam:
    """One hypothesis for each stretch, to which nothing has happened."""
    count = len(contexts)
    return Beam(
        np.arange(count),
        np.full(count, -1, np.int64),
        np.full(count, State.BEFORE, np.int8),
        np.zeros(count, np.int64),
        contexts,
        np.zeros(count, np.float32),
        np.zeros(count, np.uint32),
        np.zeros(count, np.uint32),
        np.zeros(count, np.int8),
        deaf(count),
    )


NOTHING: Final = beginning(np.zeros(0, np.uint64))
#: A context takes 48 bits, a byte eight; state and stretch together find room in the other eight.
_CONTEXT_LEFT, _BYTE_LEFT = np.uint64(16), np.uint64(8)
_COUNTED: Final = 0.25
MOST_AT_ONCE: Final = 256 // len(State)


def joined(*beams: Beam) -> Beam:
    """Several beams as one."""
    filled = [beam for beam in beams if len(beam.node)]
    if not filled:
        return NOTHING
    if len(filled) == 1:
        return filled[0]
    return Beam(*(np.concatenate(columns) for columns in zip(*filled, strict=True)))


def best_by(group: Numbers, score: Scores, width: int) -> npt.NDArray[np.intp]:
    """The places of the `width` highest scores of each group, group by group, the highest first."""
    order = np.lexsort((-score, group))
    return order[_within(group[order], width)]


def ranks(group: Numbers, score: Scores) -> npt.NDArray[np.int64]:
    """The rank of each score in its group, from 0 on."""
    order = np.lexsort((-score, group))
    mine = group[order]
    first = np.flatnonzero(np.concatenate(([True], mine[1:] != mine[:-1])))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return rank


def about_best(run: Numbers, score: Scores, width: int, most: float) -> npt.NDArray[np.intp]:
    """The places of about `width` of each stretch that lie least below its best, and by no more than `most`.

    They are counted by steps of a quarter of a nat: no sorting, and of a step all go or none.
    """
    best = np.full(int(run.max()) + 1, -np.inf, np.float32)
    np.maximum.at(best, run, score)
    steps = int(most / _COUNTED)
    step = np.minimum((best[run] - score) / np.float32(_COUNTED), np.float32(steps)).astype(
        np.int64
    )
    count = np.bincount(run * (steps + 1) + step, minlength=len(best) * (steps + 1))
    total = np.cumsum(count.reshape(-1, steps + 1)[:, :-1], axis=1)
    last = np.maximum((total <= width).sum(axis=1), 1)
    return np.flatnonzero(step < last[run])


def pruned(beam: Beam, hope: Scores, width: int) -> npt.NDArray[np.intp]:
    """The best hypotheses of each stretch and state, few alike."""
    group = beam.run * len(State) + beam.state
    chosen = best_by(group, hope, width * LIKE * 2)
    alike = beam.context[chosen] << _CONTEXT_LEFT
    alike |= beam.byte[chosen].astype(np.uint64) << _BYTE_LEFT
    alike |= group[chosen].astype(np.uint64)
    order = np.argsort(alike, kind="stable")
    same = alike[order]
    stays = np.ones(len(chosen), bool)
    stays[order[LIKE:]] = same[LIKE:] != same[:-LIKE]
    chosen = chosen[stays]
    return chosen[_within(group[chosen], width)]


def _within(group: Numbers, width: int) -> npt.NDArray[np.bool_]:
    """Of groups that lie together, whether each is among the first `width` of its own."""
    if len(group) <= width:
        return np.ones(len(group), bool)
    stays = np.ones(len(group), bool)
    stays[width:] = group[width:] != group[:-width]
    return stays
