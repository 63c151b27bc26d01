"""Stretches where signs of a slip crowd in, those that may be one out: they read badly, hide something, and are no list or language."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import CODECS
from kouan.cleaning.mojibake.crowds import LONGEST, Stretches, are_paired
from kouan.cleaning.mojibake.promise import hint, readings
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, Codes
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

#: By its characters alone a run out of step promises 4 and more; nine in ten rare words less than this.
HINTED = 3.5
#: A stretch is suspected when it reads so badly (mean ln P of a character), one with a letter sooner.
BROKEN, LETTERED = -6.5, -4.2
#: So many blanks, one for so many characters, part a list of names.
FEWEST_PARTING, NAME = 3, 5
#: Of another language is what has so many strange signs for a character: ⒛Σ亮Α⑽露取⒉闹 has not.
STRANGE = 2
#: Two stretches of a line that lie so near, and no ASCII between them, are of one run: only such a character ends one.
APART = 24

_ASK = ord("?")


def suspected(
    view: BatchView, found: Stretches
) -> tuple[Stretches, npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The stretches that read badly and could hide something, how they read, and which have a telling letter or a "?"."""
    nothing = np.zeros(0, bool)
    if not len(found):
        return found, np.zeros(0), nothing, nothing
    lettered, asked = _holds(view, found, 0x40, 0x7F), _holds(view, found, ord("?"), ord("?") + 1)
    hinted = lettered | asked
    for codec in CODECS:
        # what one code explains, and what a sign speaks for, need not be asked about again
        left = np.flatnonzero(~hinted)
        hinted[left] = hint(view, found.where(~hinted), (codec,)) > HINTED
    found, lettered, asked = found.where(hinted), lettered[hinted], asked[hinted]
    if not len(found):
        return found, np.zeros(0), nothing, nothing
    reads = readings(view, found)
    lettered &= reads < LETTERED
    bad = lettered | (reads < BROKEN)
    bad[bad] = ~_foreign(view, found.where(bad))
    bad &= ~_listed(view, found)
    return found.where(bad), reads[bad], lettered[bad], asked[bad]


def runs_of(view: BatchView, found: Stretches) -> Offsets:
    """The number of the run that each stretch belongs to, from 0 on: some runs look sound in their midst."""
    line = view.line_of(found.start)
    near = (line[1:] == line[:-1]) & (found.start[1:] - found.end[:-1] <= APART)
    near &= found.end[1:] - found.start[:-1] <= LONGEST
    for k in np.flatnonzero(near).tolist():
        between = view.codes[int(found.end[k]) : int(found.start[k + 1])]
        near[k] = not ((between < 0x80) & (between != _ASK)).any()
    return np.concatenate(([0], np.cumsum(~near)))


def _foreign(view: BatchView, found: Stretches) -> npt.NDArray[np.bool_]:
    """The stretches of another language: two neighbouring letters of it, or hardly a character beside strange signs."""
    at, first = _inside(found)
    behind = np.minimum(at + 1, len(view.codes) - 1)
    alphabet = _alphabet(view.codes[at])
    both = (alphabet > 0) & (alphabet == _alphabet(view.codes[behind])) & (behind > at)
    han = view.bits_at(at) & HAN > 0
    strange = (view.codes[at] >= 0x80) & (view.codes[at] < 0x3000)
    more = np.add.reduceat(strange * 1, first) > STRANGE * np.add.reduceat(han * 1, first)
    return np.asarray((np.add.reduceat(both, first) > 0) | more)


def _listed(view: BatchView, found: Stretches) -> npt.NDArray[np.bool_]:
    """The stretches that are lists of names, parted by blanks or 、: 郗晔 逄焱 禤洁 芮婧."""
    at, first = _inside(found)
    parting = np.add.reduceat(np.isin(view.codes[at], _PARTING).astype(int), first)
    return np.asarray((parting >= FEWEST_PARTING) & (parting * NAME > found.end - found.start))


_PARTING: Final = np.array([0x20, 0x3000, 0x3001], np.uint32)


def _alphabet(codes: Codes) -> npt.NDArray[np.int64]:
    """Greek, Russian, kana and bopomofo as numbers; 0: none of them. Bytes out of step mix them: 辛χС牛."""
    within = np.searchsorted(_ALPHABETS, codes, "right")
    return np.where(within % 2 == 1, within, 0)


#: Where each begins and ends.
_ALPHABETS: Final = np.array(
    [0x0370, 0x0400, 0x0400, 0x0530, 0x3041, 0x3100, 0x3100, 0x3130], np.uint32
)


def _holds(view: BatchView, found: Stretches, low: int, high: int) -> npt.NDArray[np.bool_]:
    """The stretches that hold a character of [low, high)."""
    at, first = _inside(found)
    inside = (view.codes[at] >= low) & (view.codes[at] < high)
    inside[inside] = ~are_paired(view.codes, at[inside])
    return np.asarray(np.add.reduceat(inside, first) > 0)


def _inside(found: Stretches) -> tuple[Offsets, Offsets]:
    """All places of the stretches, end to end, and where among them each begins."""
    length = found.end - found.start
    return ranges(found.start, found.end), np.cumsum(length) - length
