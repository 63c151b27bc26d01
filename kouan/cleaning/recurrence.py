"""Places of a batch in, a number for what begins at each out; and numbers in, which of them may be there more than once."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.view import BatchView

Keys = npt.NDArray[np.uint64]

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
#: Keys are counted in so many bits' slots: of the twenty thousand of a batch, one in seven meets another by chance.
_SLOT_BITS: Final = 17


def beginnings(view: BatchView, line: Offsets, place: Offsets, length: int) -> Keys:
    """A number for each place from the document of its line and its first characters: `length` of them, which must be there."""
    key = view.line_document[line].astype(np.uint64)
    for step in range(length):
        key = key * _SPREAD + view.codes[place + step]
    return key


def recurring(key: Keys) -> Offsets:
    """The numbers, by their index, that may be there again, in order: few of the others are among them.

    A count for each slot costs a fraction of sorting them all.
    """
    slot = (key * _SPREAD >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)
    return np.flatnonzero(np.bincount(slot, minlength=1 << _SLOT_BITS)[slot] > 1)
