"""Gazetteers and heads of names as one automaton: text in, every listed surface that stands in it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kouan.extraction.words import without_surrogates
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: Up to so many characters it is quicker to look each stretch up than to build what finds all in one pass.
FEW = 5_000

#: Lexicons of heads and the type of what they close.
HEADS = {
    "organization_suffix": EntityType.ORGANIZATION,
    "port_suffix": EntityType.PORT,
    "place_suffix": EntityType.PLACE,
    "system_suffix": EntityType.SYSTEM,
    "program_suffix": EntityType.PROGRAM,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name. `level` is of divisions and countries; `weak` short forms need a witness in the text.

    A stem (拱北 of 拱北口岸) names nothing by itself, but shows that what follows is a name.
    """

    type: EntityType
    level: str = ""
    weak: bool = False
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A word that closes names of a type (海关, 口岸, 系统); `need` is what must stand before it."""

    type: EntityType
    need: str


class NameHit(NamedTuple):
    """A listed name at [start, end) of a passage."""

    start: int
    end: int
    surface: str
    name: Name


class Hit(NamedTuple):
    """A listed surface at [start, end) of a passage, with all that it may stand for."""

    start: int
    end: int
    surface: str
    name: Name | None
    heads: tuple[Head, ...] = ()
    post: str = ""


@dataclass(slots=True)
class Entry:
    """What one surface stands for: a name, heads, a post of that kind, or several of them."""

    name: Name | None = None
    heads: tuple[Head, ...] = ()
    post: str = ""


class NameBook:
    """All gazetteers of a knowledge; the first pages are looked up by lengths, more of them in one pass."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        self._listed = list(entries.items())
        self._lengths = sorted({*map(len, entries)}, reverse=True)
        self._seen = 0

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self.entries))

    def find(self, text: str) -> Iterator[tuple[int, int, str, Entry]]:
        """Start, end, surface and entry of every occurrence, overlapping ones too, by where they end."""
        text = without_surrogates(text)
        self._seen += len(text)
        return self._by_lengths(text) if self._seen <= FEW else self._in_one_pass(text)

    def _in_one_pass(self, text: str) -> Iterator[tuple[int, int, str, Entry]]:
        listed = self._listed
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end, *listed[number]

    def _by_lengths(self, text: str) -> Iterator[tuple[int, int, str, Entry]]:
        entries, lengths = self.entries, self._lengths
        for end in range(1, len(text) + 1):
            for length in lengths:
                surface = text[end - length : end]
                if length <= end and surface in entries:
                    yield end - length, end, surface, entries[surface]

    def get(self, surface: str) -> Name | None:
        """The name a surface is listed for."""
        entry = self.entries.get(surface)
        return entry.name if entry else None


def name_book(knowledge: Knowledge) -> NameBook:
    """The book of names; of two readings of a surface the first holds, in the order below."""
    entries: dict[str, Entry] = {}

    def put(surface: str, name: Name) -> None:
        if len(surface) < 2:  # one character names nothing by itself
            return
        entry = entries.get(surface)
        if entry is None:
            entries[surface] = Entry(name)
        elif entry.name is None:
            entry.name = name
        elif name.stem and not entry.name.stem and entry.name.weak:
            entry.name = replace(entry.name, stem=True)

    # the project's rows stand last in their file and speak first
    for row in reversed(knowledge.rows("gazetteer")):
        put(row["surface"], Name(EntityType(row["type"])))
    organization, place, port = map(
        Name, (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PORT)
    )
    stem = Name(EntityType.PORT, stem=True)
    for row in knowledge.rows("institution"):
        put(row["surface"], organization)
    for column in ("surface", "short"):  # 加州 has no row of its own
        for row in knowledge.rows("country"):
            put(row[column], Name(EntityType.PLACE, row["level"]))
    for level in ("province", "prefecture", "county"):
        divisions = [row for row in knowledge.rows("division") if row["level"] == level]
        sure, weak = (Name(EntityType.PLACE, level, is_weak) for is_weak in (False, True))
        for row in divisions:
            bare = level == "county" and row["surface"][-1] not in "市县区旗"  # 离岛, 前山
            put(row["surface"], weak if bare else sure)
        for row in divisions:
            put(row["short"], weak if level == "county" else sure)
    for row in knowledge.rows("place"):
        put(row["surface"], place)
    for row in knowledge.rows("port"):
        put(row["surface"], port)
        put(row["stem"], stem)
    for lexicon, kind in HEADS.items():
        for row in knowledge.rows(lexicon):
            entry = entries.setdefault(row["surface"], Entry())
            entry.heads += (Head(kind, row["need"]),)
    for row in knowledge.rows("post"):
        entries.setdefault(row["surface"], Entry()).post = row["kind"]
    return NameBook(entries)
