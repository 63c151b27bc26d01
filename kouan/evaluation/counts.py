"""Hits among gold and predicted items in, precision, recall and F1 out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gold items were found, and how many predicted ones are right.

    Where items are matched one to one both are equal; where texts are compared by coverage they are
    not, and may be fractions of an item.
    """

    found: float = 0
    gold: int = 0
    right: float = 0
    predicted: int = 0

    @classmethod
    def matched(cls, hits: int, gold: int, predicted: int) -> Self:
        """Counts of a matching one to one."""
        return cls(hits, gold, hits, predicted)

    @classmethod
    def of_equal(cls, gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Self:
        """Counts of what both sides state, each matched once."""
        wanted, stated = Counter(gold), Counter(predicted)
        return cls.matched((wanted & stated).total(), wanted.total(), stated.total())

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )

    @property
    def recall(self) -> float:
        """Share of the gold items found; 1 where there is nothing to find and nothing was predicted."""
        if self.gold:
            return self.found / self.gold
        return 0.0 if self.predicted else 1.0

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right; 1 where nothing was predicted and nothing is to be found."""
        if self.predicted:
            return self.right / self.predicted
        return 0.0 if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Counts.matched(1, 2, 1).f1
        0.6666666666666666
        """
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def as_row(self) -> dict[str, float]:
        """Precision, recall and F1 with the counts they are made of, as `kouan score --json` prints them."""
        return {
            "p": self.precision,
            "r": self.recall,
            "f1": self.f1,
            "gold": self.gold,
            "pred": self.predicted,
        }
