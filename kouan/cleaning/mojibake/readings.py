"""Pieces in, their other readings out: encoded with the wrong codec, decoded with the right one, aligned, and scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.scoring import Scores, likelihood, likelihood_at, likelihood_at_best
from kouan.cleaning.mojibake.signs import Pieces
from kouan.cleaning.mojibake.views import SINGLE, UTF8, Flags, Octeted, Read, octets, read
from kouan.language.ngrams import ORDER, NgramModel
from kouan.model.batch import Offsets
from kouan.model.characters import Codes
from kouan.model.splicing import ranges

#: Marks that a decoder puts for a byte it cannot read.
HOLES: Final = (0xFFFD, ord("?"))


class Pair(NamedTuple):
    """The codec that a text was read with, and the one it was written in."""

    wrong: str
    right: str

    @property
    def is_apart(self) -> bool:
        """Both read two bytes at a time, so that each character is one of the other.

        Read as one row of bytes, a healthy character before the damage would take half of its first one along.
        """
        return self.wrong in ("gb18030", "big5hkscs", "cp949") and self.right != UTF8


#: What is tried. Windows-1252 with its controls passed through reads Latin-1 as well; by itself Latin-1 is tried where
#: the quotation marks beside a run are none of it.
PAIRS: Final = tuple(
    Pair(wrong, right)
    for wrong, rights in (
        (SINGLE, (UTF8, "gb18030", "big5hkscs")),
        ("latin-1", ("gb18030", "big5hkscs")),
        ("gb18030", (UTF8, "big5hkscs")),
        ("big5hkscs", (UTF8, "gb18030")),
        ("cp949", ("gb18030", UTF8, "big5hkscs")),
        ("cp932", ("gb18030", UTF8, "big5hkscs")),
    )
    for right in rights
)
#: Characters that only text read by this codec has; without one of them it is not tried.
_TELLING: Final = {
    SINGLE: ((0x80, 0x180),),
    "latin-1": ((0x80, 0x100),),
    "cp949": ((0xAC00, 0xD7A4),),
    "cp932": ((0xFF61, 0xFFA0), (0x3040, 0x3100), (0x7E00, 0x7E80), (0x9000, 0xA000)),
}
#: What a character that cannot be read weighs, where a run goes on behind it.
BROKEN: Final = np.float32(-9.0)
#: What a character that has to be guessed is about worth, in ln P.
FILLED: Final = np.float32(-9.0)
#: What a line break is counted as, so that no run goes over it.
APART: Final = 1e5
#: The least gain of a run, in nats, worth another look.
LEAST: Final = 10.0
#: What the rounding of sums may come to.
SLACK: Final = 0.01


@dataclass(frozen=True)
class Reading:
    """One other reading of the pieces, cell by cell: a cell is the least that both readings hold whole characters of."""

    pair: Pair
    source: Octeted
    codes: Codes
    #: First character of each cell in the pieces and in the reading; one entry more, for the end.
    cell: Offsets
    other: Offsets
    #: Which cells cannot be read, and which of the others read differently.
    broken: Flags
    changed: Flags
    gain: Scores

    def said(self, first: int, stop: int) -> Codes:
        """The reading of the cells [first, stop)."""
        return self.codes[self.other[first] : self.other[stop]]


def readings(
    found: Pieces,
    model: NgramModel,
    told: Sequence[str],
    pairs: Sequence[Pair] = PAIRS,
    *,
    coarse: bool = False,
) -> Iterator[Reading]:
    """The readings by all pairs of codecs that may have read them, without those of which nothing could gain enough.

    `told` are the codecs that the document tells by characters which only they read (`tried_on`).
    """
    encoded: dict[str, Octeted] = {}
    score = likelihood(model, found.codes, alone=coarse)
    for pair in pairs:
        if pair.wrong in _TELLING and pair.wrong not in told:
            continue
        if pair.wrong not in encoded:
            encoded[pair.wrong] = octets(pair.wrong, found.codes)
        reading = _reading(found, score, pair, encoded[pair.wrong], model, coarse=coarse)
        if reading is not None:
            yield reading


def tried_on(found: Pieces) -> tuple[str, ...]:
    """The codecs that are tried for a character that only their readings have."""
    return tuple(
        codec for codec in _TELLING if np.take(_told(codec), found.codes, mode="clip").any()
    )


def _reading(
    found: Pieces,
    score: Scores,
    pair: Pair,
    source: Octeted,
    model: NgramModel,
    *,
    coarse: bool,
) -> Reading | None:
    """The reading by one pair; None where no run of it could gain enough."""
    other = _read_apart(pair.right, source) if pair.is_apart else read(pair.right, source.data)
    codes = other.codes.copy()
    foreign = np.flatnonzero(source.foreign)
    # what the codec cannot have produced stands for itself
    codes[np.searchsorted(other.start, source.start[foreign])] = found.codes[foreign]
    cell, place = _cells(source, other)
    signs = np.take(_broken(pair.right == UTF8), codes, mode="clip")
    broken, changed = _differing(found, codes, cell, place, signs)
    stands = np.add.reduceat(score, cell[:-1])
    marked = _beside_marks(found, cell, broken, pair)
    filled = np.where(marked, np.maximum(FILLED - stands, 0), BROKEN)
    gain = np.where(broken, filled, np.float32(0))
    # what has changed neither by itself nor in what stands before it reads as well as it did
    doubtful = ~broken & ~_is_untouched(found, codes, cell, place)
    # no reading is likelier than its pairs of characters allow
    hope = np.add.reduceat(likelihood_at_best(model, codes), place[:-1]) - stands
    gain = np.where(doubtful, hope, gain)
    is_open = _could_gain(found, cell, gain)
    if not is_open.any():
        return None
    # what no run goes through begins and ends none
    gain = np.where(is_open, gain, np.minimum(gain, 0))
    weighed = np.flatnonzero(doubtful & is_open)
    if len(weighed):
        length = place[weighed + 1] - place[weighed]
        said = likelihood_at(model, codes, ranges(place[weighed], place[weighed + 1]), alone=coarse)
        gain[weighed] = np.add.reduceat(said, np.cumsum(length) - length) - stands[weighed]
    return Reading(pair, source, codes, cell, place, broken, changed, gain)


def _differing(
    found: Pieces, codes: Codes, cell: Offsets, place: Offsets, signs: Flags
) -> tuple[Flags, Flags]:
    """Cells that cannot be read, by the signs of it, and those of the others that read differently."""
    broken = np.logical_or.reduceat(signs, place[:-1])
    changed = np.diff(cell) != np.diff(place)
    same = np.flatnonzero(~changed & (np.diff(cell) == 1))
    changed[:] = True
    changed[same] = found.codes[cell[same]] != codes[place[same]]
    changed &= ~broken
    broken &= ~_is_same(found, codes, cell, place)
    return broken, changed


def _could_gain(found: Pieces, cell: Offsets, hope: Scores) -> Flags:
    """Cells through which some run goes that reaches the least gain, at the best."""
    total = np.cumsum(np.where(found.codes[cell[:-1]] == 10, -APART, hope), dtype=np.float64)
    before = np.minimum.accumulate(np.append(0.0, total[:-1]))
    behind = np.maximum.accumulate(total[::-1])[::-1]
    return np.asarray(behind - before >= LEAST - SLACK)


def _is_untouched(found: Pieces, codes: Codes, cell: Offsets, place: Offsets) -> Flags:
    """Cells of one character that reads the same, and so do all that the model looks at before it."""
    same = _is_same(found, codes, cell, place)
    at, other = cell[:-1], place[:-1]
    same &= (at >= ORDER - 1) & (other >= ORDER - 1)
    for back in range(1, ORDER):
        same &= found.codes[np.maximum(at - back, 0)] == codes[np.maximum(other - back, 0)]
    return np.asarray(same)


def _read_apart(codec: str, source: Octeted) -> Read:
    """The bytes of each character by themselves."""
    count = len(source.start)
    length = np.diff(np.append(source.start, len(source.data)))
    owner = np.repeat(np.arange(count), length + 1)
    inside = np.arange(len(source.data)) + np.repeat(np.arange(count), length)
    data = np.full(len(source.data) + count, 10, np.uint8)
    data[inside] = source.data
    is_inside = np.zeros(len(data), bool)
    is_inside[inside] = True
    other = read(codec, data)
    kept = is_inside[other.start]
    start = other.start[kept]
    return Read(other.codes[kept], start - owner[start])


def _beside_marks(found: Pieces, cell: Offsets, broken: Flags, pair: Pair) -> Flags:
    """Broken cells beside the mark of a lost byte, or of a codec that drops bytes without one: they may be filled."""
    if pair.wrong == SINGLE:
        return broken & np.take(_told(SINGLE), found.codes[cell[:-1]], mode="clip")
    mark = (np.diff(cell) == 1) & np.isin(found.codes[cell[:-1]], HOLES)
    beside = mark.copy()
    beside[1:] |= mark[:-1]
    beside[:-1] |= mark[1:]
    return np.asarray(broken & beside)


def _is_same(found: Pieces, codes: Codes, cell: Offsets, place: Offsets) -> Flags:
    """Cells of one character that reads the same."""
    single = (np.diff(cell) == 1) & (np.diff(place) == 1)
    return np.asarray(single & (found.codes[cell[:-1]] == codes[place[:-1]]))


def _cells(source: Octeted, other: Read) -> tuple[Offsets, Offsets]:
    """The characters of both readings that begin at the same byte, and their ends."""
    begins = np.zeros(len(source.data), np.uint8)
    begins[source.start] = 1
    begins[other.start] |= 2
    both = np.flatnonzero(begins == 3)
    cell = np.searchsorted(source.start, both)
    place = np.searchsorted(other.start, both)
    return np.append(cell, len(source.start)), np.append(place, len(other.start))


@cache
def _told(codec: str) -> npt.NDArray[np.bool_]:
    table = np.zeros(0x10001, bool)
    for first, stop in _TELLING[codec]:
        table[first:stop] = True
    return table


@cache
def _broken(is_between: bool) -> npt.NDArray[np.bool_]:
    """Signs of a reading that is none: halves, controls, private characters, holes.

    Between two wrong codecs a text may well hold controls and private characters: it is read once more.
    """
    table = np.zeros(0x10001, bool)
    for first, stop in ((0, 9), (0xE, 0x20), (0xD800, 0xE000), (0xFFFC, 0x10000)):
        table[first:stop] = True
    if not is_between:
        table[0x7F:0xA0] = table[0xE000:0xF900] = True
    return table
