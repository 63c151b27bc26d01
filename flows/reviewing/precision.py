"""Counts of verdicts in strata in; precision with its 95 % interval, and how many verdicts are missing, out.

A stratum has the interval of Wilson, corrected for a finite number of rows: where all are judged nothing is
left open. Over several strata each counts by its rows, whatever its share of the sample, and the interval is
put together from theirs (MOVER, Zou, Huang and Zhang 2009), which for one stratum is Wilson's again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from flows.impact.estimates import wilson

Opinion = Literal["right", "wrong", "unsure", "disputed"]

#: Half the width of an interval that is worth printing as a whole percentage.
MARGIN: Final = 0.02


@dataclass(frozen=True, slots=True)
class Counts:
    """A stratum of `rows` rows: how many were judged, and how."""

    rows: int
    right: float = 0
    wrong: float = 0
    unsure: int = 0
    disputed: int = 0

    @property
    def sure(self) -> float:
        """Verdicts that count."""
        return self.right + self.wrong


@dataclass(frozen=True, slots=True)
class Precision:
    """A share of right rows and the ends of its interval; None where nothing was judged."""

    share: float | None
    low: float
    high: float

    @property
    def margin(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


def opinion(verdicts: Iterable[str]) -> Opinion:
    """What several persons say of one row: those who are sure decide, and where they differ it is disputed.

    >>> opinion(["right", "unsure"]), opinion(["right", "wrong"]), opinion(["unsure"])
    ('right', 'disputed', 'unsure')
    """
    sure = set(verdicts) - {"unsure"}
    if len(sure) > 1:
        return "disputed"
    return "right" if "right" in sure else "wrong" if "wrong" in sure else "unsure"


def precision(counts: Counts) -> Precision:
    """The precision of one stratum.

    >>> found = precision(Counts(1_000_000_000, right=5, wrong=5))
    >>> found.share, round(found.low, 3), round(found.high, 3)
    (0.5, 0.237, 0.763)
    >>> precision(Counts(4, right=3, wrong=1)) == Precision(0.75, 0.75, 0.75)
    True
    """
    judged, rows = counts.sure, counts.rows
    if not judged:
        return Precision(None, 0.0, 1.0)
    share = counts.right / judged
    if judged >= rows:
        return Precision(share, share, share)
    # as many as would tell the same of an endless archive
    weight = judged * (rows - 1) / (rows - judged)
    low, high = wilson(share * weight, weight)
    # what was seen is there, whatever the interval says
    return Precision(share, max(low, counts.right / rows), min(high, 1 - counts.wrong / rows))


def overall(strata: Sequence[Counts]) -> Precision:
    """The precision of all strata of which some rows were judged, each by its rows."""
    judged = [one for one in strata if one.sure]
    return _combined(judged) if judged else Precision(None, 0.0, 1.0)


def _combined(strata: Sequence[Counts]) -> Precision:
    """The precision over strata; one that nobody judged may be anything."""
    rows = sum(one.rows for one in strata)
    share = below = above = 0.0
    for one in strata:
        weight, found = one.rows / rows, precision(one)
        middle = 0.5 if found.share is None else found.share
        share += weight * middle
        below += (weight * (middle - found.low)) ** 2
        above += (weight * (found.high - middle)) ** 2
    return Precision(share, max(0.0, share - math.sqrt(below)), min(1.0, share + math.sqrt(above)))


def covered(strata: Sequence[Counts]) -> float:
    """The share of rows that lie in strata of which some were judged."""
    rows = sum(one.rows for one in strata)
    return sum(one.rows for one in strata if one.sure) / rows if rows else 0.0


def needed(counts: Counts, margin: float = MARGIN) -> int:
    """How many verdicts more make the interval so narrow, should they be right as often as those there are.

    Of what nobody judged yet half is taken to be right, which asks for most.

    >>> needed(Counts(1_000_000_000)), needed(Counts(10_000, right=95, wrong=5)), needed(Counts(40, right=40))
    (2398, 348, 0)
    """
    return _least(
        lambda more: precision(_grown(counts, more)), counts.rows - round(counts.sure), margin
    )


def needed_overall(strata: Sequence[Counts], margin: float = MARGIN) -> int:
    """How many verdicts more, given to the strata by their rows, make the interval of all so narrow."""
    rows = sum(one.rows for one in strata)
    open_rows = sum(one.rows - round(one.sure) for one in strata)

    def after(more: int) -> Precision:
        return _combined([_grown(one, more * one.rows / rows) for one in strata])

    return _least(after, open_rows, margin) if rows else 0


def _grown(counts: Counts, more: float) -> Counts:
    """A stratum with so many verdicts more, shared out as those there are."""
    share = counts.right / counts.sure if counts.sure else 0.5
    more = min(more, counts.rows - counts.sure)
    return replace(
        counts, right=counts.right + share * more, wrong=counts.wrong + (1 - share) * more
    )


def _least(after: Callable[[int], Precision], most: int, margin: float) -> int:
    """The least number from which the interval is narrow enough."""
    low, high = 0, max(0, most)
    while low < high:
        middle = (low + high) // 2
        if after(middle).margin <= margin:
            high = middle
        else:
            low = middle + 1
    return low
