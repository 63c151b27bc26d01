"""Counts of verdicts in strata in; precision with its 95 % interval, and how many verdicts are missing, out.

A stratum has the interval of Wilson, corrected for a finite number of rows: where all are judged nothing is
left open. Over several strata each counts by its rows, whatever its share of the sample, and the interval is
Wilson's for the number of verdicts that would tell as much if all were drawn alike (Franco, Little, Louis and
Slud 2019); for one stratum that is the same again.
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

#: So many verdicts of the share of all are laid beside those of a stratum when its spread is estimated. Of 1, 2, 4 and 8 the
#: first that kept 95 % in every simulated archive: fifty strata of four verdicts, one large among ten small ones, …
TOWARDS: Final = 8
#: Shares so near to none or all are none or all but for rounding.
ALMOST: Final = 1e-9


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
    if not counts.sure:
        return Precision(None, 0.0, 1.0)
    return _interval(counts.right / counts.sure, _worth(counts), counts)


def _worth(counts: Counts) -> float:
    """As many verdicts as would tell the same of an endless archive."""
    left = counts.rows - counts.sure
    return counts.sure * max(1, counts.rows - 1) / left if left > 0 else math.inf


def _interval(share: float, verdicts: float, seen: Counts) -> Precision:
    if math.isinf(verdicts):
        return Precision(share, share, share)
    low, high = wilson(share * verdicts, verdicts)
    # what was seen is there, whatever the interval says
    return Precision(
        share,
        min(share, max(low, seen.right / seen.rows)),
        max(share, min(high, 1 - seen.wrong / seen.rows)),
    )


def overall(strata: Sequence[Counts]) -> Precision:
    """The precision of all strata of which some rows were judged, each by its rows."""
    judged = [one for one in strata if one.sure]
    return _combined(judged) if judged else Precision(None, 0.0, 1.0)


def _combined(strata: Sequence[Counts]) -> Precision:
    """The precision over strata; while one of them is not judged it may be anything."""
    seen = summed(strata)
    if not all(one.sure for one in strata):
        return Precision(None, 0.0, 1.0)
    weights = [one.rows / seen.rows for one in strata]
    share = sum(weight * one.right / one.sure for weight, one in zip(weights, strata, strict=True))
    return _interval(min(1.0, share), _worth_together(strata, weights, share), seen)


def _worth_together(strata: Sequence[Counts], weights: Sequence[float], share: float) -> float:
    """As many verdicts as would tell the same if all rows were one stratum.

    The spread within a stratum is that of its share drawn towards the share of all: four right rows of four do
    not show that all of their stratum are. For the same reason strata that seem alike inside are never worth
    more than were judged.
    """
    drawn = [(one.right + TOWARDS * share) / (one.sure + TOWARDS) for one in strata]
    each = [_worth(one) for one in strata]
    middle = sum(weight * one for weight, one in zip(weights, drawn, strict=True))
    if not ALMOST < middle < 1 - ALMOST:  # all right, or all wrong: every stratum spreads alike
        drawn, middle = [0.5] * len(drawn), 0.5
    spread = sum(
        weight * weight * one * (1 - one) / verdicts
        for weight, one, verdicts in zip(weights, drawn, each, strict=True)
    )
    return min(sum(each), middle * (1 - middle) / spread) if spread > 0 else math.inf


def summed(strata: Sequence[Counts]) -> Counts:
    """All strata as one."""
    return Counts(
        sum(one.rows for one in strata),
        sum(one.right for one in strata),
        sum(one.wrong for one in strata),
        sum(one.unsure for one in strata),
        sum(one.disputed for one in strata),
    )


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
