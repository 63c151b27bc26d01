"""Code points in, positions of the characters that rules look for out: found once, then carried through the passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import IS_SOUGHT, Bits, Codes, bits
from kouan.model.splicing import ranges

if TYPE_CHECKING:
    from kouan.model.ledger import Pass

#: A pass with an edit for every so many places is not worth carrying them through: they are found anew.
DENSE: Final = 16


@dataclass(frozen=True, slots=True)
class Places:
    """The sought characters of a text (`characters.IS_SOUGHT`) in order: where each stands, what it is, its classes.

    A quarter of a text full of readings in brackets, a tenth of any other: what a rule looks for
    among them costs that much less than a look at every character.
    """

    position: Offsets
    codes: Codes
    bits: Bits

    @classmethod
    def of(cls, codes: Codes, index: npt.NDArray[np.intp]) -> Self:
        """The places of a text; `index` are its codes as indices."""
        # no code point is beyond the table: nothing is wrapped, and the check for that is the cheapest
        position = np.flatnonzero(np.take(IS_SOUGHT, index, mode="wrap"))
        found = codes[position]
        return cls(position, found, bits(found))

    def __len__(self) -> int:
        return len(self.position)

    def of_class(self, classes: int) -> Offsets:
        """Positions of characters of these classes."""
        return self.position[np.flatnonzero(self.bits & np.uint16(classes) > 0)]

    def of_characters(self, characters: str) -> Offsets:
        """Positions of these characters."""
        chosen = self.codes == ord(characters[0])
        for character in characters[1:]:
            chosen |= self.codes == ord(character)
        return self.position[np.flatnonzero(chosen)]

    def after(self, done: Pass) -> Places | None:
        """The places in the text after a pass; None where it is cheaper to find them anew."""
        edits = done.edits
        put = Places.of(edits.after, edits.after.astype(np.intp))
        if done.is_one_to_one and not len(put) and not IS_SOUGHT[done.before].any():
            return self
        if len(edits) * DENSE > len(self):
            return None
        low = np.searchsorted(self.position, edits.start)
        high = np.searchsorted(self.position, edits.end)
        stay = np.ones(len(self), bool)
        stay[ranges(low, high)] = False
        position, codes, classes = self.position, self.codes, self.bits
        if not done.is_one_to_one:
            behind = np.diff(high, prepend=0, append=len(self))
            position = position + np.repeat(done.shift, behind)
        if not stay.all():
            position, codes, classes = position[stay], codes[stay], classes[stay]
        if not len(put):
            return Places(position, codes, classes)
        edit = np.searchsorted(done.after_at, put.position, "right") - 1
        new = done.clean_start[edit] + put.position - done.after_at[edit]
        at = np.searchsorted(position, new)
        return Places(
            np.insert(position, at, new),
            np.insert(codes, at, put.codes),
            np.insert(classes, at, put.bits),
        )
