"""Clean texts in, a short row of numbers for each out: texts that share half their shingles nearly always share one.

One-permutation MinHash: a hash of a shingle says which bin it falls into and with which value; the least value
of each bin is kept. Empty bins of short texts borrow from others in an order of their own (optimal densification).
Three bins make a band. Behind the bands stand the least hashes of the figures: where a template gives thousands
of texts the same band, figures tell which of them are worth a comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.comparison.shingles import Shingles, joined, mixed, shingles
from kouan.model.batch import Offsets
from kouan.model.characters import DIGIT, Codes, bits

Signatures = npt.NDArray[np.uint32]

#: Two texts that share half of all their shingles share a band of three bins with 0.125, one of 42 with 0.996.
BANDS: Final = 42
BINS_OF_BAND: Final = 3
BINS: Final = BANDS * BINS_OF_BAND
#: Least hashes of the figures.
FIGURES: Final = 4
COLUMNS: Final = BANDS + FIGURES
#: A text with fewer shingles says too little: a caption, a stock phrase.
FEWEST: Final = 40
#: Characters that are hashed at once.
AT_ONCE: Final = 1_000_000
#: Digits of a figure that are looked at.
_LONGEST: Final = 16
_EMPTY: Final = np.uint32(0xFFFFFFFF)
_TRIES: Final = 128


def _borrowing() -> npt.NDArray[np.int64]:
    """For each try and bin, the bin to borrow from: the same for all texts, another for each bin."""
    number = np.arange(_TRIES * BINS, dtype=np.uint64)
    return (mixed(number + np.uint64(1)) % np.uint64(BINS)).astype(np.int64).reshape(_TRIES, BINS)


_BORROWING: Final = _borrowing()


def sign(texts: Sequence[str]) -> tuple[Signatures, npt.NDArray[np.bool_]]:
    """A row of `COLUMNS` numbers for each text, and which of them are long enough to be compared."""
    rows = np.zeros((len(texts), COLUMNS), np.uint32)
    compared = np.zeros(len(texts), bool)
    for first, stop in _portions(texts):
        some = texts[first:stop]
        made = shingles(some)
        compared[first:stop] = made.stop - made.start >= FEWEST
        rows[first:stop, :BANDS] = bands_of(minima(made))
        rows[first:stop, BANDS:] = figure_minima(some)
    return rows, compared


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        if size >= AT_ONCE:
            yield first, number + 1
            first, size = number + 1, 0
    if first < len(texts):
        yield first, len(texts)


def minima(made: Shingles) -> Signatures:
    """The least value of each bin, empty bins filled from others; a text without shingles has none."""
    texts = len(made.start)
    cells = np.full(texts * BINS, _EMPTY, np.uint32)
    home = np.repeat(np.arange(texts) * BINS, made.stop - made.start)
    chosen = ((made.hashes >> np.uint64(32)) * np.uint64(BINS) >> np.uint64(32)).astype(np.int64)
    np.minimum.at(cells, home + chosen, made.hashes.astype(np.uint32))
    least = cells.reshape(texts, BINS)
    _fill(least)
    return least


def _fill(least: Signatures) -> None:
    is_empty = least == _EMPTY
    lacking = is_empty.any(axis=1) & ~is_empty.all(axis=1)
    row, column = np.nonzero(is_empty & lacking[:, None])
    for tried in _BORROWING:
        if not len(row):
            return
        lender = tried[column]
        lends = ~is_empty[row, lender]
        least[row[lends], column[lends]] = least[row[lends], lender[lends]]
        row, column = row[~lends], column[~lends]
    for step in range(
        1, BINS
    ):  # whoever found none in all tries takes from the next bin that has one
        lender = (column + step) % BINS
        lends = ~is_empty[row, lender]
        least[row[lends], column[lends]] = least[row[lends], lender[lends]]
        row, column = row[~lends], column[~lends]


def bands_of(least: Signatures) -> Signatures:
    """The number of each band: equal where all its bins are."""
    bins = least.reshape(len(least), BANDS, BINS_OF_BAND).astype(np.uint64)
    joined = bins[:, :, 0]
    for place in range(1, BINS_OF_BAND):
        joined = mixed(joined + np.uint64(place)) + bins[:, :, place]
    return mixed(joined).astype(np.uint32)


def figure_minima(texts: Sequence[str]) -> Signatures:
    """The least hashes of the runs of digits of each text; zeros where it has none.

    >>> figure_minima(["25万人次，增长5%", "增长5%，25万吨", "三成"])[:, 0].tolist()[2]
    0
    """
    codes, walls = joined(texts)
    found = np.zeros((len(texts), FIGURES), np.uint32)
    begins, hashes = _digit_runs(codes)
    if not len(begins):
        return found
    home = np.searchsorted(walls, begins)
    first = np.flatnonzero(np.append(True, home[1:] != home[:-1]))
    for column in range(FIGURES):
        values = mixed(hashes ^ mixed(np.array([column + 1], np.uint64)))
        found[home[first], column] = np.minimum.reduceat(values.astype(np.uint32), first)
    return found


def _digit_runs(codes: Codes) -> tuple[Offsets, npt.NDArray[np.uint64]]:
    """Where the runs of digits begin, and a hash of each."""
    is_digit = np.append(bits(codes) & DIGIT > 0, False)
    begins = np.flatnonzero(is_digit[:-1] & ~np.append(False, is_digit[:-2]))
    hashes = np.zeros(len(begins), np.uint64)
    going = np.ones(len(begins), bool)
    for step in range(_LONGEST):
        at = np.minimum(begins + step, len(codes))
        going &= is_digit[at]
        if not going.any():
            break
        value = (codes[at[going]] & np.uint32(0xF)).astype(np.uint64)  # full-width digits end alike
        hashes[going] = hashes[going] * np.uint64(11) + value + np.uint64(1)
    return begins, mixed(hashes)
