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
    known = _Names()
    # of equal counts the shorter one leads: 货物吞吐量 before 港口货物吞吐量
    for phrase in sorted(counts, key=lambda phrase: (-counts[phrase], len(phrase), phrase)):
        name = known.home(phrase)
        if name is None:
            members[phrase] = [phrase]
            known.add(phrase)
        else:
            members[name].append(phrase)
    made = (
        Group(name, tuple(phrases), sum(counts[one] for one in phrases))
        for name, phrases in members.items()
    )
    return tuple(sorted(made, key=lambda group: (-group.count, group.name)))


class _Names:
    """The names of groups, found again by their ends, their first two characters, and any two of them."""

    def __init__(self) -> None:
        self._ends: dict[str, str] = {}
        self._pairs: dict[str, frozenset[str]] = {}
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)
        self._holding: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        for at in range(max(1, len(name) - SHORTEST + 1)):
            self._ends.setdefault(name[at:], name)
        self._pairs[name] = _pairs(name)
        self._beginning[name[:2]].append(name)
        for pair in self._pairs[name]:
            self._holding[pair].append(name)

    def home(self, phrase: str) -> str | None:
        """The name of the group that a phrase belongs to: one that ends it or that it ends, else the most alike."""
        for at in range(len(phrase) - SHORTEST + 1):
            name = self._ends.get(phrase[at:])
            if name is not None and (name == phrase[at:] or at == 0):
                return name
        mine = _pairs(phrase)
        # one begins with what stands in the other: 客运总量 is no 货运总量
        candidates = {name for pair in mine for name in self._beginning.get(pair, ())}
        candidates.update(self._holding.get(phrase[:2], ()))
        alike = {name: self._likeness(name, mine) for name in candidates}
        best = min(alike, key=lambda name: (-alike[name], len(name), name), default=None)
        return best if best is not None and alike[best] >= ALIKE else None

    def _likeness(self, name: str, pairs: frozenset[str]) -> float:
        theirs = self._pairs[name]
        return 2 * len(pairs & theirs) / (len(pairs) + len(theirs))


def _pairs(phrase: str) -> frozenset[str]:
    return frozenset(phrase[at : at + 2] for at in range(len(phrase) - 1))
