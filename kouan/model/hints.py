"""What the markup of a page says of each of its lines: an entry a line, carried from pass to pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets

#: Where a line stands, by the elements around it and by the words of their class and id.
NAVIGATION: Final = 1
FOOTER: Final = 2
ASIDE: Final = 4
ITEM: Final = 8  # of a list
CELL: Final = 16  # of a table
FORM: Final = 32
HEADING: Final = 64
COMMENT: Final = 128
RELATED: Final = 256
SHARE: Final = 512
ADVERT: Final = 1024
MAIN: Final = 2048
HIDDEN: Final = 4096
TITLE: Final = 8192  # a heading of the first depth, or what calls itself title
FACTS: Final = 16384  # date, source, author
LINKED: Final = 32768  # the line begins in a link
WINDOW: Final = 65536  # what the browser's window is called: the title in the page's head

Places = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Hints:
    """Lines of pages: where each begins in the text, its places, the share of it in links.

    `start` is sorted.
    """

    start: Offsets
    place: Places
    #: Characters of the line, and those of them in links, as the page had them.
    length: Offsets
    linked: Offsets

    @classmethod
    def none(cls) -> Self:
        """Nothing known."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, np.zeros(0, np.uint32), nothing, nothing)

    @classmethod
    def joined(cls, parts: list[Hints]) -> Hints:
        """Hints of several documents as one, in the order of their places."""
        parts = [one for one in parts if len(one)]
        if not parts:
            return cls.none()
        start = np.concatenate([one.start for one in parts])
        order = np.argsort(start, kind="stable")
        return cls(
            start[order],
            np.concatenate([one.place for one in parts])[order],
            np.concatenate([one.length for one in parts])[order],
            np.concatenate([one.linked for one in parts])[order],
        )

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Hints:
        """The entries that the mask chooses."""
        if chosen.all():
            return self
        return Hints(
            self.start[chosen],
            self.place[chosen],
            self.length[chosen],
            self.linked[chosen],
        )

    def moved(self, by: Offsets | int) -> Hints:
        """The same entries, each at `start + by`."""
        return self.at(self.start + by)

    def at(self, start: Offsets) -> Hints:
        """The same entries at other places, in the same order."""
        return Hints(start, self.place, self.length, self.linked)

    def of_lines(self, line_start: Offsets, line_stop: Offsets) -> Offsets:
        """For each line the entry of its beginning; -1 where none lies in it.

        Of several at one place it is the last: those before it are of lines that were taken out there.
        """
        if not len(self):
            return np.full(len(line_start), -1, np.int64)
        at = np.searchsorted(self.start, line_start)
        first = self.start[np.minimum(at, len(self) - 1)]
        inside = (at < len(self)) & (first <= np.maximum(line_stop - 1, line_start))
        return np.where(inside, np.searchsorted(self.start, first, "right") - 1, -1)
