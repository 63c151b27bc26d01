"""What a sample of documents shows in, what the whole archive would show out, with its interval.

Shares get the interval of Wilson. Totals get a bootstrap over documents: the sample is drawn from itself
again and again, and what 95 % of those totals lie in, corrected for bias and skew, is the interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

#: The quantile of the normal distribution that leaves 2.5 % on either side.
_Z: Final = 1.959963984540054
_NORMAL: Final = NormalDist()

Drawn = np.ndarray[tuple[int], np.dtype[np.float64]]

#: Draws of the bootstrap; the ends of a 95 % interval stand still from about here.
DRAWS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number for the whole archive; both ends equal it where every document was read."""

    value: float
    low: float
    high: float


def wilson(hits: float, drawn: float) -> tuple[float, float]:
    """The 95 % interval of a share of which `hits` of `drawn` were seen, after Wilson.

    >>> [round(end, 3) for end in wilson(0, 100)], [round(end, 3) for end in wilson(5, 10)]
    ([0.0, 0.037], [0.237, 0.763])
    """
    if not drawn:
        return 0.0, 1.0
    share, square = hits / drawn, _Z * _Z
    middle = share + square / (2 * drawn)
    half = _Z * math.sqrt(share * (1 - share) / drawn + square / (4 * drawn * drawn))
    low, high = ((middle + side) / (1 + square / drawn) for side in (-half, half))
    return (max(0.0, low) if hits else 0.0), (min(1.0, high) if hits < drawn else 1.0)


def share_of_all(hits: int, drawn: int, population: int) -> Estimate:
    """How many of all documents would show what `hits` of those drawn do."""
    if drawn >= population:
        return Estimate(hits, hits, hits)
    low, high = wilson(hits, drawn)
    # what was seen is there, whatever the interval says
    unseen = population - drawn
    return Estimate(
        hits / drawn * population,
        max(hits, low * population),
        min(hits + unseen, high * population),
    )


class Bootstrap:
    """Totals of the archive from amounts per document of a sample."""

    def __init__(self, drawn: int, population: int, seed: int) -> None:
        self._drawn, self._population = drawn, population
        self._generator = np.random.default_rng(seed)

    def total(self, amounts: Sequence[int]) -> Estimate:
        """The total over all documents; `amounts` are those of the drawn ones that have any."""
        seen = float(sum(amounts))
        if self._drawn >= self._population:
            return Estimate(seen, seen, seen)
        scale = self._population / self._drawn
        # Only documents with an amount count: how often each is drawn, the rest drawn as one.
        values = np.asarray(amounts, np.float64)
        chances = np.full(len(values) + 1, 1 / self._drawn)
        chances[-1] = max(0.0, 1 - len(values) / self._drawn)
        draws = self._generator.multinomial(self._drawn, chances / chances.sum(), DRAWS)
        totals = draws[:, :-1] @ values * scale
        low, high = np.percentile(totals, _percentiles(totals, values, self._drawn, seen * scale))
        return Estimate(seen * scale, float(low), float(high))


def _percentiles(totals: Drawn, values: Drawn, drawn: int, seen: float) -> list[float]:
    """Which percentiles of the draws are the interval: corrected for bias and skew (BCa, after Efron).

    Few documents have most of the amounts, so that the plain 2.5 and 97.5 stand too low.
    """
    below = float(np.clip((totals < seen).mean() + (totals == seen).mean() / 2, 0.001, 0.999))
    bias = _NORMAL.inv_cdf(below)
    mean = values.sum() / drawn
    away, rest = values - mean, drawn - len(values)
    squares = float((away**2).sum() + rest * mean**2)
    skew = float((away**3).sum() - rest * mean**3) / (6 * squares**1.5) if squares else 0.0
    ends = (bias - _Z, bias + _Z)
    return [100 * _NORMAL.cdf(bias + end / (1 - skew * end)) for end in ends]
