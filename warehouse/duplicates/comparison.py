"""What the store asks of whoever compares texts: the store keeps rows, and knows nothing of how they are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two texts that are alike, as table `resemblance` has it."""

    text_id: str
    other_id: str
    kind: str
    similarity: float
    contained: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be a copy or be copied, by what it says and when it was published."""

    article_id: str
    text_id: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another one."""

    article_id: str
    kept: str
    similarity: float
    reason: str
    difference: str | None


class Comparison(Protocol):
    """Pure functions over texts; equal texts give equal answers, whatever stands beside them."""

    def text_id(self, text: str) -> str:
        """A digest that articles share which say the same."""

    def sign(self, texts: Sequence[str]) -> Sequence[bytes | None]:
        """What finds texts that are alike; None for one that says too little to be compared."""

    def candidates(
        self, fresh: Sequence[bytes], earlier: Iterable[bytes]
    ) -> Iterable[tuple[int, int]]:
        """Pairs worth a comparison, one of them fresh: fresh ones are numbered first, then the earlier ones on.

        The earlier ones come in portions, in each one signature behind the other: an object for each took longer
        than to compare it.
        """

    def resemblances(
        self, pairs: Sequence[tuple[str, str]], texts: Mapping[str, str]
    ) -> Iterable[Resemblance]:
        """Those pairs that are alike."""

    def groups(
        self, texts: Iterable[str], found: Iterable[Resemblance]
    ) -> Iterable[tuple[str, ...]]:
        """Texts that may share a cluster; no cluster reaches beyond its group."""

    def copies(
        self,
        articles: Sequence[Candidate],
        found: Sequence[Resemblance],
        texts: Mapping[str, str],
    ) -> Iterable[Copy]:
        """The articles of some whole groups that repeat another one, each with the one that is kept."""
