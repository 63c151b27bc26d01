"""Signatures in, pairs of texts worth a comparison out; what was signed earlier is shown in portions of any size.

Kept in memory: the new signatures, of each earlier one its figures (16 bytes), and of the earlier ones only the
bands that a new text has too.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.comparison.shingles import mixed
from kouan.comparison.signatures import BANDS, FIGURES, Signatures
from kouan.model.batch import Offsets

Pairs = npt.NDArray[np.int64]

#: So many texts with one band are all compared with one another; among more, a template, those that share a figure.
MOST: Final = 100


class Candidates:
    """New texts, numbered from 0, beside earlier ones, numbered on from there as they are added."""

    def __init__(self, fresh: Signatures) -> None:
        self.fresh = fresh
        self.count = len(fresh)
        self._known = [np.unique(fresh[:, band]) for band in range(BANDS)]
        self._figures = [fresh[:, BANDS:]]
        self._order = [_content(fresh)]
        self._met: list[list[tuple[Signatures, Offsets]]] = [[] for _ in range(BANDS)]

    def add(self, earlier: Signatures) -> None:
        """Show some of the earlier signatures; what shares no band with a new text is forgotten."""
        number = np.arange(self.count, self.count + len(earlier))
        self.count += len(earlier)
        self._figures.append(earlier[:, BANDS:].copy())
        self._order.append(_content(earlier))
        for band, known in enumerate(self._known):
            if len(known) and len(earlier):
                column = earlier[:, band]
                at = np.minimum(known.searchsorted(column), len(known) - 1)
                same = known[at] == column
                if same.any():
                    self._met[band].append((column[same], number[same]))

    def pairs(self) -> Pairs:
        """All pairs to compare, each once as (lower, higher) number, in order; the lower one is a new text."""
        figures, order = np.concatenate(self._figures), np.concatenate(self._order)
        found = np.zeros(0, np.uint64)
        for band in range(BANDS):
            met = self._met[band]
            value = np.concatenate((self.fresh[:, band], *(values for values, _ in met)))
            number = np.concatenate((np.arange(len(self.fresh)), *(numbers for _, numbers in met)))
            # one bucket after the other, in each the texts in an order that only they decide
            sorted_ = np.lexsort((order[number], value))
            value, number = value[sorted_], number[sorted_]
            size = _sizes(value)
            small = size <= MOST
            keys = [_within(value[small], number[small], MOST, len(self.fresh))]
            if not small.all():
                keys += self._among_many(value[~small], number[~small], figures)
            found = np.union1d(found, np.concatenate(keys))
        return np.stack((found >> np.uint64(32), found & np.uint64(0xFFFFFFFF)), 1).astype(np.int64)

    def _among_many(
        self, value: Signatures, number: Offsets, figures: Signatures
    ) -> list[npt.NDArray[np.uint64]]:
        """Pairs of large buckets: those that share a figure as well, and stand near in the order of the bucket."""
        keys = []
        for column in range(FIGURES):
            both = value.astype(np.uint64) << np.uint64(32) | figures[number, column]
            sorted_ = np.argsort(both, kind="stable")
            keys.append(_within(both[sorted_], number[sorted_], MOST // 2, len(self.fresh)))
        return keys


def _content(rows: Signatures) -> npt.NDArray[np.uint32]:
    """A number for each signature that depends on nothing else."""
    total = np.zeros(len(rows), np.uint64)
    for column in range(BANDS):
        total = mixed(total + rows[:, column])
    return total.astype(np.uint32)


def _sizes(value: npt.NDArray[np.uint32]) -> Offsets:
    """For each of the sorted values, how often it stands there."""
    first = np.flatnonzero(np.append(True, value[1:] != value[:-1]))
    count = np.diff(np.append(first, len(value)))
    return np.repeat(count, count)


def _within(
    value: npt.NDArray[np.unsignedinteger], number: Offsets, steps: int, fresh: int
) -> npt.NDArray[np.uint64]:
    """Pairs of sorted equal values at most so many steps apart, one of them new, as lower << 32 | higher."""
    found = [np.zeros(0, np.uint64)]
    at = np.arange(len(value))
    for step in range(1, steps + 1):
        at = at[at + step < len(value)]
        at = at[value[at] == value[at + step]]
        if not len(at):
            break
        one, other = number[at], number[at + step]
        lower, higher = np.minimum(one, other), np.maximum(one, other)
        lower, higher = lower[lower < fresh], higher[lower < fresh]
        found.append(lower.astype(np.uint64) << np.uint64(32) | higher.astype(np.uint64))
    return np.unique(np.concatenate(found))
