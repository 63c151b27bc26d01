"""Text in, its words with their parts of speech out, from as much of the segmenter's dictionary as the text can use.

The segmenter takes a tenth of a second to lay out its 349,045 words, and a page holds a thousand of them. The best
way through a text goes by the words that stand in it and by what all frequencies add up to, so a dictionary of these
words alone, and one word more that makes up the sum, gives the same words. They are looked up in a table beside this
module, of the release that it names; for more than a few pages, or another release, all words are laid out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec, module_from_spec
from threading import Lock
from types import ModuleType
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

#: The table beside this module (`make words`).
TABLE: Final = "words.table"
#: From so many characters on it is quicker to lay out the whole dictionary.
MANY: Final = 30_000
#: Code units of a word that is its own key; the keys of longer ones are digests.
SHORT: Final = 4
LONGEST: Final = 16
#: Makes up what the words left out add up to; no text holds it, and no page could.
REST: Final = "\U0010fffd\U0010fffc"

_MAGIC: Final = b"kouan words 1\n"
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)

Keys = npt.NDArray[np.uint64]
Tagged = list[tuple[str, str]]


class Word(NamedTuple):
    """A word of the dictionary as the segmenter takes it."""

    surface: str
    frequency: int
    tag: str


@dataclass(frozen=True)
class Table:
    """The dictionary as sorted keys: of words of up to four code units, and of longer ones."""

    release: str
    total: int
    tags: tuple[str, ...]
    short: Keys
    #: First four units of the longer words, and the digests of these.
    opening: Keys
    long: Keys
    #: Of the short and then of the longer words.
    frequency: npt.NDArray[np.uint32]
    tag: npt.NDArray[np.uint8]

    def words_in(self, text: str) -> Iterator[Word]:
        """Every word of the dictionary that stands anywhere in a text, each once."""
        raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
        units = np.concatenate((raw.astype(np.uint64), np.zeros(LONGEST, np.uint64)))
        keys = list(_short_keys(units, len(raw)))
        for place, key in _found(self.short, np.unique(np.concatenate(keys))):
            surface = int(key).to_bytes(2 * SHORT, "big").decode("utf-16-be", "surrogatepass")
            yield self._word(surface.rstrip("\0"), place)
        _, opening = _places(self.opening, keys[-1])
        digest = keys[-1][opening]
        at = np.flatnonzero(opening)
        for length in range(SHORT + 1, LONGEST + 1):
            digest = digest * _FACTOR + units[at + length - 1]
            distinct, first = np.unique(digest, return_index=True)
            for place, key in _found(self.long, distinct):
                start = at[first[np.searchsorted(distinct, key)]]
                surface = raw[start : start + length].tobytes().decode("utf-16-le")
                yield self._word(surface, len(self.short) + place)

    def _word(self, surface: str, place: int) -> Word:
        return Word(surface, int(self.frequency[place]), self.tags[self.tag[place]])


def _short_keys(units: Keys, count: int) -> Iterator[Keys]:
    """The keys of one to four units from each place on."""
    key = np.zeros(count, np.uint64)
    for length in range(SHORT):
        key = key | units[length : length + count] << np.uint64(16 * (SHORT - 1 - length))
        yield key


def _places(sorted_: Keys, keys: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    place = np.searchsorted(sorted_, keys)
    place[place == len(sorted_)] = 0
    return place, sorted_[place] == keys


def _found(sorted_: Keys, keys: Keys) -> Iterator[tuple[int, np.uint64]]:
    place, is_there = _places(sorted_, keys)
    yield from zip(place[is_there].tolist(), keys[is_there], strict=True)


def table_of(words: Mapping[str, tuple[int, str]], release: str) -> Table:
    """The table of a dictionary: frequency and part of speech by word.

    Raises:
        ValueError: two words share a key, or a word is too long for one.
    """
    by_key: list[dict[int, tuple[int, str]]] = [{}, {}]
    opening = set()
    for word, said in words.items():
        units = np.frombuffer(word.encode("utf-16-le"), "<u2").astype(np.uint64)
        if not 0 < len(units) <= LONGEST:
            raise ValueError(f"{word}: a key has up to {LONGEST} code units")
        padded = np.concatenate((units, np.zeros(SHORT, np.uint64)))
        key = list(_short_keys(padded, 1))[-1]
        is_long = len(units) > SHORT
        if is_long:
            opening.add(int(key[0]))
        for unit in units[SHORT:]:
            key = key * _FACTOR + unit
        if by_key[is_long].setdefault(int(key[0]), said) is not said:
            raise ValueError(f"{word}: another word has its key")
    short, long = (dict(sorted(some.items())) for some in by_key)
    values = [*short.values(), *long.values()]
    tags = tuple(sorted({tag for _, tag in values}))
    return Table(
        release,
        sum(frequency for frequency, _ in values),
        tags,
        np.array(list(short), np.uint64),
        np.array(sorted(opening), np.uint64),
        np.array(list(long), np.uint64),
        np.array([frequency for frequency, _ in values], np.uint32),
        np.array([tags.index(tag) for _, tag in values], np.uint8),
    )


def write(table: Table) -> bytes:
    """The table as the bytes of its file; equal tables give equal bytes."""
    sizes = [len(table.short), len(table.opening), len(table.long)]
    head = json.dumps((table.release, table.total, table.tags, sizes)).encode("ascii")
    begins = _MAGIC + head.ljust(-(len(_MAGIC) + len(head) + 1) % 8 + len(head)) + b"\n"
    columns = (table.short, table.opening, table.long, table.frequency, table.tag)
    return begins + b"".join(
        column.astype(column.dtype.newbyteorder("<")).tobytes() for column in columns
    )


def read(content: bytes) -> Table:
    """The table from the bytes of its file.

    Raises:
        ValueError: they are none.
    """
    if not content.startswith(_MAGIC):
        raise ValueError("not a table of words of this version; run `make words`")
    at = content.index(b"\n", len(_MAGIC)) + 1
    release, total, tags, sizes = json.loads(content[len(_MAGIC) : at])
    every = sizes[0] + sizes[2]
    columns: list[Any] = []
    for kind, size in (*(("<u8", size) for size in sizes), ("<u4", every), ("<u1", every)):
        columns.append(np.frombuffer(content, kind, size, at))
        at += columns[-1].nbytes
    return Table(release, total, tuple(tags), *columns)


class Segmenter:
    """Segments and tags texts; the first pages with the words that stand in them, more with all words."""

    def __init__(self, table: Table | None, library: ModuleType) -> None:
        self._table, self._library = table, library
        self._few = library.Jieba.empty()
        self._known: dict[str, int] = {}
        self._texts: list[str] = []
        self._length = 0
        self._whole: Callable[[str], Tagged] | None = None
        # a dictionary that grows cannot be asked at the same time
        self._lock = Lock()

    def tag(self, text: str) -> Tagged:
        """The words of a text with their parts of speech."""
        if self._whole is None:
            with self._lock:
                if self._table is not None and self._length + len(text) <= MANY:
                    self._learn(text, self._table)
                    return self._few.tag(text)  # type: ignore[no-any-return]
                if self._whole is None:
                    self._whole = self._library.Jieba().tag
        return self._whole(text)

    def _learn(self, text: str, table: Table) -> None:
        """Let the small dictionary hold the words of a text."""
        # the words of a phrase were learnt with its page
        if any(text in known for known in self._texts):
            return
        self._length += len(text)
        self._texts.append(text)
        for word in table.words_in(text):
            if word.surface not in self._known:
                self._known[word.surface] = word.frequency
                self._few.add_word(*word)
        self._few.add_word(REST, table.total - sum(self._known.values()), "x")


@cache
def segmenter() -> Segmenter:
    """The segmenter of this process."""
    table = read((files(__package__) / TABLE).read_bytes())
    return Segmenter(table if table.release == version("rjieba") else None, _library())


def _library() -> ModuleType:
    """The segmenter's library without the package around it, which lays out all words when it is imported."""
    package = None if "rjieba" in sys.modules else find_spec("rjieba")
    for folder in (package and package.submodule_search_locations) or ():
        name = "rjieba.rjieba"
        found = PathFinder.find_spec(name, [folder])
        if found and found.loader:
            module = sys.modules[name] = module_from_spec(found)
            found.loader.exec_module(module)
            return module
    import rjieba

    return rjieba
