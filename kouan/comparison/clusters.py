"""Texts and their resemblances in, clusters of copies out: the same ones in whatever order anything came.

Copies of copies belong together (union-find), with two reservations. Two texts with differing figures never share a
cluster: it grows from the text that is kept, nearest copies first, and whoever contradicts one that is in stays
out and begins a cluster of its own. And a text that holds several others, or another one besides what it is a copy of,
is a copy of none of those it holds; nor is a text that stands in several that are unlike one another.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from kouan.comparison.verification import Kind

#: A text is held against so many of those that are in its cluster already, the earliest ones.
ASKED: Final = 64


class Rank(NamedTuple):
    """What decides which copy is kept: the earliest, undated ones last, then the smallest id."""

    is_undated: bool
    published_at: datetime | None
    article_id: str

    @classmethod
    def of(cls, published_at: datetime | None, article_id: str) -> Rank:
        """The rank of an article."""
        return cls(published_at is None, published_at, article_id)


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts that are alike; of kind inside, `one` is the text that stands in `other`."""

    one: str
    other: str
    kind: Kind
    similarity: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that are copies of one another, the kept one first, in the order of their ranks."""

    texts: tuple[str, ...]

    @property
    def kept(self) -> str:
        """The text that is kept."""
        return self.texts[0]


def clusters(
    ranks: Mapping[str, Rank], links: Iterable[Link], differ: Callable[[str, str], bool]
) -> tuple[Cluster, ...]:
    """Clusters of all the texts in `ranks`, also of single ones; `differ` says whether two state differing figures.

    Links to texts without a rank are passed over, and those of kind similar: two that only have the form of one
    report are not linked, but a third may be a copy of both, as when each lacks a sentence of it.
    """
    joining = _joining(ranks, [link for link in links if link.one in ranks and link.other in ranks])
    agreeing = {frozenset((link.one, link.other)) for link in joining}

    def contradict(one: str, other: str) -> bool:
        return frozenset((one, other)) not in agreeing and differ(one, other)

    beside: dict[str, list[tuple[float, str]]] = {}
    for link in joining:
        beside.setdefault(link.one, []).append((link.similarity, link.other))
        beside.setdefault(link.other, []).append((link.similarity, link.one))
    waiting = set(ranks)
    made = []
    for kept in sorted(ranks, key=lambda text: ranks[text]):
        if kept in waiting:
            members = _grown(kept, beside, waiting, ranks, contradict)
            waiting.difference_update(members)
            made.append(Cluster(tuple(members)))
    return tuple(made)


def _grown(
    kept: str,
    beside: Mapping[str, Collection[tuple[float, str]]],
    waiting: Collection[str],
    ranks: Mapping[str, Rank],
    contradict: Callable[[str, str], bool],
) -> list[str]:
    """The cluster around a kept text, in the order of ranks: always the nearest of those beside it comes in next."""
    members, met = [(ranks[kept], kept)], {kept}
    heap: list[tuple[float, Rank, str]] = []

    def reach(text: str) -> None:
        for similarity, other in beside.get(text, ()):
            if other in waiting and other not in met:
                heapq.heappush(heap, (-similarity, ranks[other], other))

    reach(kept)
    while heap:
        _, _, text = heapq.heappop(heap)
        if text in met:
            continue
        met.add(text)
        if not any(contradict(text, member) for _, member in members[:ASKED]):
            insort(members, (ranks[text], text))
            reach(text)
    return [text for _, text in members]


def _joining(ranks: Mapping[str, Rank], links: Iterable[Link]) -> list[Link]:
    """The links that make copies: near ones, and of inside ones those in which a text is nothing but a longer print.

    Where a text holds several that are unlike one another, or has near copies that do not hold what it holds,
    the text inside is an addition to it; where several that are unlike one another hold it, it is a quotation in them.
    """
    some = list(links)
    near = [link for link in some if link.kind is Kind.NEAR]
    inside = [link for link in some if link.kind is Kind.INSIDE]
    roots = _roots(ranks, near)
    size = Counter(roots.values())
    held: dict[str, set[str]] = {}
    quoting: dict[str, set[str]] = {}
    holders: dict[tuple[str, str], set[str]] = {}
    for link in inside:
        inner, outer = roots[link.one], roots[link.other]
        held.setdefault(link.other, set()).add(inner)
        quoting.setdefault(inner, set()).add(outer)
        holders.setdefault((inner, outer), set()).add(link.other)

    def is_print(link: Link) -> bool:
        inner, outer = roots[link.one], roots[link.other]
        return (
            len(held[link.other] - {outer}) <= 1
            and len(quoting[inner] - {inner}) <= 1
            and len(holders[inner, outer]) == size[outer]
        )

    return near + [link for link in inside if is_print(link)]


def _roots(texts: Iterable[str], links: Iterable[Link]) -> dict[str, str]:
    """For each text one that stands for all that it is linked with (union-find)."""
    above = {text: text for text in texts}

    def root(text: str) -> str:
        while above[text] != text:
            above[text] = above[above[text]]
            text = above[text]
        return text

    for link in links:
        one, other = sorted((root(link.one), root(link.other)))
        above[other] = one
    return {text: root(text) for text in above}


def connected(texts: Iterable[str], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """The groups of texts that links of any kind but similar hold together; a cluster never reaches beyond its group."""
    groups: dict[str, list[str]] = {}
    joining = (link for link in links if link.kind is not Kind.SIMILAR)
    for text, root in _roots(texts, joining).items():
        groups.setdefault(root, []).append(text)
    return tuple(tuple(sorted(group)) for group in groups.values())
