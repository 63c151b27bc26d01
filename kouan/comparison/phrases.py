"""Short phrases with how often each was met in, groups of those that name one thing out, the most frequent group first.

Chinese names are told by their end: 港口货物吞吐量 is a 货物吞吐量. So a phrase belongs to a group when it ends as the group's
name does, or shares most pairs of characters with it, its beginning among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: A shorter end tells too little: 人数, 总量.
SHORTEST: Final = 3
#: Pairs of characters in common, of all that either has.
ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases for one thing: the name is the one of them that was met most often."""

    name: str
    phrases: tuple[str, ...]
    count: int


def groups(counts: Mapping[str, int]) -> tuple[Group, ...]:
    """Groups of all phrases; each is held against names that are more frequent, so no chain joins what is unlike.

    >>> [group.phrases for group in groups({"货物吞吐量": 5, "港口货物吞吐量": 2, "票房": 3})]
    [('货物吞吐量', '港口货物吞吐量'), ('票房',)]
    """
    members: dict[str, list[str]] = {}
    ends: dict[str, str] = {}
    pairs: defaultdict[str, list[str]] = defaultdict(list)
    # of equal counts the shorter one leads: 货物吞吐量 before 港口货物吞吐量
    for phrase in sorted(counts, key=lambda phrase: (-counts[phrase], len(phrase), phrase)):
        name = _home(phrase, ends, pairs)
        if name is None:
            members[phrase] = [phrase]
            for at in range(max(1, len(phrase) - SHORTEST + 1)):
                ends.setdefault(phrase[at:], phrase)
            for pair in _pairs(phrase):
                pairs[pair].append(phrase)
        else:
            members[name].append(phrase)
    made = (
        Group(name, tuple(phrases), sum(counts[one] for one in phrases))
        for name, phrases in members.items()
    )
    return tuple(sorted(made, key=lambda group: (-group.count, group.name)))


def _home(phrase: str, ends: Mapping[str, str], pairs: Mapping[str, list[str]]) -> str | None:
    """The name of the group that a phrase belongs to: one that ends it or that it ends, else the most alike."""
    for at in range(len(phrase) - SHORTEST + 1):
        name = ends.get(phrase[at:])
        if name is not None and (name == phrase[at:] or at == 0):
            return name
    mine = _pairs(phrase)
    shared: defaultdict[str, int] = defaultdict(int)
    for pair in mine:
        for name in pairs.get(pair, ()):
            shared[name] += 1
    alike = {
        name: 2 * both / (len(mine) + len(_pairs(name)))
        for name, both in shared.items()
        if name[:2] in phrase or phrase[:2] in name  # 客运总量 is no 货运总量
    }
    best = max(alike, key=lambda name: (alike[name], -len(name)), default=None)
    return best if best is not None and alike[best] >= ALIKE else None


def _pairs(phrase: str) -> frozenset[str]:
    return frozenset(phrase[at : at + 2] for at in range(len(phrase) - 1))
