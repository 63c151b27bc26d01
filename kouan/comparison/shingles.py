"""Clean texts in, the hashes of their shingles out: runs of five characters, punctuation and blanks left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import DIGIT, HAN, LETTER, TABLE, Codes, codes_of

Hashes = npt.NDArray[np.uint64]

#: Characters of a shingle: long enough that two texts on one subject share few, short enough to survive an edit.
WIDTH: Final = 5
#: What parts two texts of one array; it is no character of a shingle.
WALL: Final = "\x1e"
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_LIMIT: Final = len(TABLE) - 1


def _folded() -> Codes:
    """What each character is to a shingle: letters small, digits half-width, 0 for what is left out."""
    table = np.arange(_LIMIT + 1, dtype=np.uint32)
    table[(TABLE & (HAN | LETTER | DIGIT)) == 0] = 0
    for first, to, count in (("A", "a", 26), ("０", "0", 10), ("Ａ", "a", 26), ("ａ", "a", 26)):
        table[ord(first) : ord(first) + count] = ord(to) + np.arange(count)
    return table


_FOLDED: Final = _folded()


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingle hashes of some texts, joined: those of text `n` stand at [start[n], stop[n])."""

    hashes: Hashes
    start: Offsets
    stop: Offsets

    def distinct(self, number: int) -> Hashes:
        """The shingles of one text, each once, sorted."""
        return np.unique(self.hashes[self.start[number] : self.stop[number]])


def shingles(texts: Sequence[str]) -> Shingles:
    """Hash every run of `WIDTH` characters of each text, figures included as they stand.

    >>> made = shingles(["口岸客流创新高", "口岸，客流 创新高。", "口岸"])
    >>> (made.stop - made.start).tolist()
    [3, 3, 0]
    >>> bool((made.distinct(0) == made.distinct(1)).all())
    True
    """
    codes, walls = joined(texts)
    folded = np.take(_FOLDED, np.minimum(codes, _LIMIT))
    beyond = (
        codes >= _LIMIT
    )  # beyond the basic plane stand rare Chinese characters: each for itself
    folded[beyond] = codes[beyond]
    kept = np.flatnonzero(folded)
    ends = np.append(np.searchsorted(kept, walls), len(kept))[: len(texts)]
    begins = np.append(0, ends[:-1])[: len(texts)]
    count = np.maximum(ends - begins - (WIDTH - 1), 0)
    if not len(kept) or not count.any():
        nothing = np.zeros(len(texts), np.int64)
        return Shingles(np.zeros(0, np.uint64), nothing, nothing)
    signs = folded[kept].astype(np.uint64)
    hashes = _rolled(signs)
    inside = _inside(begins, ends, len(hashes))
    stop = np.cumsum(count)
    return Shingles(hashes[inside], stop - count, stop)


def joined(texts: Sequence[str]) -> tuple[Codes, Offsets]:
    """All texts as one array of code points, and the places of the walls between them."""
    lengths = np.array([len(text) for text in texts], np.int64)
    return codes_of(WALL.join(texts)), (np.cumsum(lengths + 1) - 1)[:-1]


def _rolled(signs: Hashes) -> Hashes:
    """A hash for each position that has a whole shingle behind it, whatever text it belongs to."""
    long = len(signs) - WIDTH + 1
    hashes = signs[:long].copy()
    for step in range(1, WIDTH):
        hashes *= _SPREAD
        hashes += signs[step : step + long]
    return mixed(hashes)


def _inside(begins: Offsets, ends: Offsets, length: int) -> npt.NDArray[np.bool_]:
    """Which positions have their whole shingle in one text."""
    inside = np.ones(length, bool)
    for step in range(1, WIDTH):
        # a shingle that begins fewer than WIDTH characters before the end of a text reaches into the next
        at = ends - step
        at = at[(at >= begins) & (at < length)]
        inside[at] = False
    return inside


def mixed(values: Hashes) -> Hashes:
    """Numbers spread over 64 bits, equal ones alike (the end of splitmix64)."""
    values = values ^ (values >> np.uint64(30))
    values = values * np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def shared(one: Hashes, other: Hashes) -> int:
    """How many hashes two sorted arrays without doubles have in common.

    >>> shared(np.array([1, 2, 5], np.uint64), np.array([2, 3, 5], np.uint64))
    2
    """
    both = np.concatenate((one, other))
    both.sort(kind="stable")
    return int(np.count_nonzero(both[1:] == both[:-1]))
