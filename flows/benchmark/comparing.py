"""Texts in, the clusters that comparison makes of them out, with the processor time of each step.

They come in chunks, each compared with itself and with all before it, as a run does; the warehouse is left out.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from flows.copies import NearCopies
from warehouse.duplicates.comparison import Candidate, Resemblance

#: Documents between two publications, as the settings have it.
CHUNK: Final = 20_000
#: Pairs that are verified at once, as in the warehouse.
PAIRS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """What comparison made of an archive: the cluster of each document, and the processor time of each step."""

    cluster: Sequence[str]
    taken: Mapping[str, float]
    candidates: int

    @property
    def seconds(self) -> float:
        """All of it."""
        return sum(self.taken.values())


class Comparing:
    """Takes in chunk after chunk of texts, each compared with itself and with all before it, as a run does."""

    def __init__(self) -> None:
        self._comparison = NearCopies()
        self._ids: list[str | None] = []
        self._texts: dict[str, str] = {}
        self._signed: list[dict[str, bytes]] = []
        self._found: list[Resemblance] = []
        self._taken: defaultdict[str, float] = defaultdict(float)
        self._candidates = 0

    def take(self, texts: Sequence[str]) -> None:
        """Compare a chunk."""
        with self._timed("signing"):
            fresh = self._sign(texts)
        with self._timed("pairing"):
            names = [*fresh, *(name for portion in self._signed for name in portion)]
            earlier = (b"".join(portion.values()) for portion in self._signed)
            pairs = list(self._comparison.candidates([*fresh.values()], earlier))
            self._signed.append(fresh)
            self._candidates += len(pairs)
        with self._timed("verifying"):
            for at in range(0, len(pairs), PAIRS):
                portion = [(names[one], names[other]) for one, other in pairs[at : at + PAIRS]]
                self._found += self._comparison.resemblances(portion, self._texts)

    def _sign(self, texts: Sequence[str]) -> dict[str, bytes]:
        """The signatures of texts that were not there before."""
        fresh: dict[str, bytes] = {}
        for text, signature in zip(texts, self._comparison.sign(texts), strict=True):
            if signature is None:
                self._ids.append(None)
                continue
            text_id = self._comparison.text_id(text)
            self._ids.append(text_id)
            if text_id not in self._texts:
                self._texts[text_id] = text
                fresh[text_id] = signature
        return fresh

    def found(self) -> Found:
        """Cluster all that came."""
        with self._timed("clustering"):
            cluster = [f"{number:08}" for number in range(len(self._ids))]
            articles = [
                Candidate(cluster[number], text_id, None)
                for number, text_id in enumerate(self._ids)
                if text_id is not None
            ]
            for copy in self._comparison.copies(articles, self._found, self._texts):
                cluster[int(copy.article_id)] = copy.kept
        return Found(cluster, dict(self._taken), self._candidates)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self._taken[step] += time.process_time() - began


def compare(texts: Sequence[str], chunk: int = CHUNK) -> Found:
    """Clusters of the texts, which come in chunks."""
    comparing = Comparing()
    for first in range(0, len(texts), chunk):
        comparing.take(texts[first : first + chunk])
    return comparing.found()
