"""Code points in, positions of the characters that rules look for out: found once, then carried through the passes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import Bits, Codes, Signs, bits
from kouan.model.splicing import ranges

if TYPE_CHECKING:
    from kouan.model.ledger import Pass

#: A pass with an edit for every so many places is not worth carrying them through: they are found anew.
DENSE: Final = 16
#: Fewer places than this are always carried.
FEW: Final = 4096


class Places:
    """The characters of a text that a table lists: where each stands, in order; what it is, and its classes.

    The sought ones are a tenth of a text, the scarce ones hardly a hundredth: what a rule looks for
    among them costs that much less than a look at every character.
    """

    def __init__(self, table: Signs, text: Codes, position: Offsets) -> None:
        self.table = table
        self.text = text
        self.position = position

    @classmethod
    def of(cls, table: Signs, text: Codes, index: npt.NDArray[np.intp]) -> Places:
        """The places of a text; `table` has an entry for each code point, `index` are the codes as indices."""
        # nothing is beyond the table, so that nothing is wrapped: it is the cheapest of the checks
        return cls(table, text, np.take(table, index, mode="wrap").nonzero()[0])

    def __len__(self) -> int:
        return len(self.position)

    @cached_property
    def codes(self) -> Codes:
        """The character at each place."""
        return self.text[self.position]

    @cached_property
    def bits(self) -> Bits:
        """The class bits of each."""
        return bits(self.codes)

    def of_class(self, classes: int) -> Offsets:
        """Positions of characters of these classes."""
        return self.position[(self.bits & np.uint16(classes) > 0).nonzero()[0]]

    def of_characters(self, characters: str) -> Offsets:
        """Positions of these characters."""
        return self.position[_are(self.codes, characters).nonzero()[0]]

    def on(self, text: Codes) -> Places:
        """The same places in a text that has the same characters there."""
        return Places(self.table, text, self.position)

    def after(self, text: Codes, done: Pass) -> Places | None:
        """The places in the text after a pass; None where it is cheaper to find them anew."""
        edits = done.edits
        put = self.table.take(edits.after).nonzero()[0]
        if done.is_one_to_one:
            taken = self.table.take(done.before)
            stay = np.ones(len(self), bool)
            stay[np.searchsorted(self.position, edits.start[taken])] = False
            return Places(self.table, text, _with(self.position[stay], edits.start[put]))
        if len(edits) * DENSE > len(self) > FEW:
            return None
        position = self._moved(done)
        if len(put):
            edit = np.searchsorted(done.after_at, put, "right") - 1
            position = _with(position, done.clean_start[edit] + put - done.after_at[edit])
        return Places(self.table, text, position)

    def _moved(self, done: Pass) -> Offsets:
        """The positions in the text after the pass, without those that an edit took out."""
        edits, position = done.edits, self.position
        if len(edits) > len(self):
            behind = np.searchsorted(edits.end, position, "right")
            stay = np.append(edits.start, len(self.text))[behind] > position
            return position[stay] + done.shift[behind[stay]]
        low = np.searchsorted(position, edits.start)
        high = np.searchsorted(position, edits.end)
        moved = position + np.repeat(done.shift, np.diff(high, prepend=0, append=len(self)))
        taken = ranges(low, high)
        if not len(taken):
            return moved
        stay = np.ones(len(self), bool)
        stay[taken] = False
        return moved[stay]


def positions_of(text: Codes, characters: str) -> Offsets:
    """Positions of these characters in a text, by a look at all of it."""
    return _are(text, characters).nonzero()[0]


def _are(codes: Codes, characters: str) -> npt.NDArray[np.bool_]:
    chosen = codes == ord(characters[0])
    for character in characters[1:]:
        chosen |= codes == ord(character)
    return np.asarray(chosen)


def _with(position: Offsets, others: Offsets) -> Offsets:
    """Two ascending arrays of positions as one."""
    return (
        np.insert(position, np.searchsorted(position, others), others) if len(others) else position
    )
