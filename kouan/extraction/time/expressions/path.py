"""Words of time one by one in; what an expression means so far out, from the coarse to the fine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kouan.extraction.time.intervals import Interval

#: How fine each kind of word is; a word goes on with what is coarser than itself.
YEAR, PART, MONTH, WEEK, DAY, DAY_PART, CLOCK = range(7)


@dataclass(frozen=True, slots=True)
class Path:
    """What an expression means so far: the stretches from the coarse to the fine, and the day in its calendar."""

    steps: tuple[tuple[int, Interval], ...] = ()
    year: int | None = None
    month: int | None = None
    is_lunar: bool = False
    is_leap: bool = False

    @property
    def rank(self) -> int:
        """How fine the last word was; -1 at the beginning."""
        return self.steps[-1][0] if self.steps else -1

    @property
    def now(self) -> Interval | None:
        """What the expression means so far."""
        return self.steps[-1][1] if self.steps else None

    def above(self, rank: int) -> Path:
        """The path down to what is coarser than `rank`: what a second date takes from the first."""
        kept = tuple(step for step in self.steps if step[0] < rank)
        return replace(self, steps=kept, month=self.month if rank > MONTH else None)

    def step(self, rank: int, interval: Interval | None) -> Iterator[Path]:
        """The path with one more word; none where no calendar has it."""
        if interval is not None:
            yield replace(self, steps=(*self.steps, (rank, interval)))

    def near_years(self, present: Interval, reach: int = 1) -> list[int]:
        """The year that is said, or the present one and those beside it, the likeliest first."""
        if self.year is not None:
            return [self.year]
        year = present.first.year
        return [year, *(year + sign * step for step in range(1, reach + 1) for sign in (1, -1))]


#: How the words of each kind are read.
Readers = Mapping[str, Callable[[re.Match[str], Path], Iterable[Path]]]
