"""A batch in, the stretches out where signs of bytes read out of step crowd: what is cheap enough to run on all text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.language.unigrams import characters_of
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, TABLE, Codes
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

#: Weights are quarters of a nat. A character counts by how much rarer than this it is, up to a bound; those below are
#: nine tenths of any text.
STEP: Final = 4
ORDINARY, MOST = 9.0, 6.0
#: Letters of other scripts, signs and private characters, which pairs out of step often make.
STRANGE = 3.0
#: A single Latin letter (or another byte 40-7E) between two Chinese characters: the trail of one that lost its lead.
LETTER = 6.0
#: A "?" between two, in text that writes it so.
ASK = 2.5
#: Neighbours within which the weights are added, and what they must come to.
WINDOW, ENOUGH = 5, 3.5
#: How far a stretch reaches for another sign.
REACH = 4
#: A longer one is no accident of bytes but another language, and costs too much to search.
LONGEST = 160

#: The two of a pair stand so near each other.
PAIRED_WITHIN = 60

_LINE = ord("\n")
_PAIRED: Final = tuple((ord(one), ord(other)) for one, other in ("[]", "{}", "||"))
_PAIRS: Final = np.array(sorted({sign for pair in _PAIRED for sign in pair}), np.uint32)
_ASK = ord("?")
_EVERY = 0x110000
_OPENS = ord("(")
_CHINESE = 0x3000
#: In the table: what a character weighs by itself, and bits for signs that count only between Chinese characters, and for
#: these.
_WEIGHT: Final = 0x1F
_IS_ASK, _IS_LETTER, _IS_SOLID = 0x20, 0x40, 0x80
_STRANGE_RANGES: Final = (
    (0x0370, 0x0530),  # Greek, Cyrillic
    (0x2160, 0x2180),  # Roman numerals
    (0x2460, 0x2600),  # enclosed numbers, box drawing
    (0x3040, 0x3130),  # kana, bopomofo
    (0xE000, 0xF900),  # private
    (0xFFFD, 0xFFFE),
)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Half-open stretches of a view, in order, each within one line."""

    start: Offsets
    end: Offsets

    def __len__(self) -> int:
        return len(self.start)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.start.tolist(), self.end.tolist(), strict=True)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Stretches:
        """Those that the mask chooses."""
        return Stretches(self.start[chosen], self.end[chosen])


def weights(knowledge: Knowledge) -> npt.NDArray[np.uint8]:
    """How odd each character is by itself, in quarters of a nat, and what it is to its neighbours, by code point."""
    alone = characters_of(knowledge).alone(np.arange(0x10001, dtype=np.uint32))
    rare = np.clip((-alone - ORDINARY) * STEP, 0, MOST * STEP)
    table = np.zeros(_EVERY, np.uint8)
    table[0x10000:] = int(MOST * STEP)
    table[:0x10000] = np.where(TABLE & HAN > 0, np.rint(rare), 0)[:0x10000]
    for first, stop in _STRANGE_RANGES:
        table[first:stop] = int(STRANGE * STEP)
    table[0x41:0x7F] = _IS_LETTER  # people write @ between characters
    table[_ASK] = _IS_ASK
    table[_is_solid(np.arange(_EVERY, dtype=np.uint32))] |= _IS_SOLID
    return table


def crowded(view: BatchView) -> Stretches:
    """Where signs of a slip crowd: rare characters, strange signs, a lone letter, a "?" between two characters."""
    signs = np.take(view.knowledge.made(weights), view.index, mode="clip")
    odd, mine = _signs(view.codes, signs)
    hit = _add_up(odd, mine)
    if not hit.any():
        return _NONE
    # a stretch ends where its line does: lines are set far apart, once it is clear which ones are asked for
    held = _with_neighbours(odd, hit)
    odd, mine = odd[held], mine[held]
    place = odd + view.line_of(odd) * (LONGEST + WINDOW)
    hit = _add_up(place, mine)
    return _grown(odd, place, hit) if hit.any() else _NONE


def _signs(codes: Codes, signs: npt.NDArray[np.uint8]) -> tuple[Offsets, npt.NDArray[np.int16]]:
    """Where odd characters stand, and letters and question marks alone between Chinese ones, with what each weighs."""
    is_odd = signs & _WEIGHT > 0
    # most letters have another one before them, or a bracket
    single = np.flatnonzero((signs[1:] & (_IS_LETTER | _IS_ASK) > 0) & (signs[:-1] >= _IS_SOLID))
    single += 1
    single = single[stands_alone(codes, single)]
    is_odd[single] = True
    odd = np.flatnonzero(is_odd)
    weight = (signs[odd] & _WEIGHT).astype(np.int16)
    is_ask = signs[single] & _IS_ASK > 0
    weight[np.searchsorted(odd, single)] = np.where(is_ask, int(ASK * STEP), int(LETTER * STEP))
    return odd, weight


def _add_up(place: Offsets, weight: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """The signs that with those up to a window's end behind them weigh enough."""
    total = weight.copy()
    for step in range(1, min(WINDOW, len(place))):
        total[:-step] += weight[step:] * (place[step:] - place[:-step] < WINDOW)
    return np.asarray(total >= ENOUGH * STEP)


def _with_neighbours(odd: Offsets, hit: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The signs of all stretches that have a hit, were a text one line."""
    first = np.append(True, np.diff(odd) > REACH)
    held = np.logical_or.reduceat(hit, np.flatnonzero(first))
    return np.asarray(held[np.cumsum(first) - 1])


_NONE: Final = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


def stands_alone(codes: Codes, at: Offsets) -> npt.NDArray[np.bool_]:
    """Which of these letters and question marks stand between two Chinese characters, or one and a bracket."""
    # at the rim of a batch nothing stands beside them, as little as at that of a document
    before = np.where(at > 0, codes[at - 1], 0)
    behind = np.where(at + 1 < len(codes), codes[np.minimum(at + 1, len(codes) - 1)], 0)
    alone = _is_solid(before) & (_is_solid(behind) | (behind == _OPENS))
    # a row of "?" is damage of another kind
    alone &= (before >= _CHINESE) | (behind >= _CHINESE)
    return np.asarray(alone & ~are_paired(codes, at))


def are_paired(codes: Codes, at: Offsets) -> npt.NDArray[np.bool_]:
    """Which of these are brackets with their partners, or bars among others, on their line: {甲|乙}, [丙]. Trail bytes are neither."""
    paired = np.zeros(len(at), bool)
    sought = codes[at]
    if not np.isin(sought, _PAIRS).any():
        return paired
    lines = np.flatnonzero(codes == _LINE)
    for opening, closing in _PAIRED:
        for sign, other, side in ((opening, closing, "right"), (closing, opening, "left")):
            mine = np.flatnonzero(sought == sign)
            theirs = np.flatnonzero(codes == other)
            if not len(mine) or not len(theirs):
                continue
            here = at[mine]
            # the next one behind an opening sign, the last one before a closing one
            near = np.searchsorted(theirs, here, "right") if side == "right" else None
            near = np.searchsorted(theirs, here, "left") - 1 if near is None else near
            there = theirs[np.clip(near, 0, len(theirs) - 1)]
            is_near = (near >= 0) & (near < len(theirs)) & (np.abs(there - here) <= PAIRED_WITHIN)
            is_near &= np.searchsorted(lines, here) == np.searchsorted(lines, there)
            paired[mine] |= is_near
    return paired


def _is_solid(codes: Codes) -> npt.NDArray[np.bool_]:
    """Chinese characters, a "?" that may stand for one, and the marks between them."""
    return np.asarray((codes >= _CHINESE) | (codes == _ASK) | (codes == 0xFFFD))


def _grown(odd: Offsets, place: Offsets, hit: npt.NDArray[np.bool_]) -> Stretches:
    """Stretches around the hits, each grown while the next sign is near."""
    apart = np.flatnonzero(np.diff(place) > REACH) + 1
    first = np.append(0, apart)
    last = np.append(apart, len(odd)) - 1
    held = np.logical_or.reduceat(hit, first)
    return Stretches(odd[first[held]], odd[last[held]] + 1)
