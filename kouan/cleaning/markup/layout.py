"""HTML in, its lines out: which characters of it are text, where lines break, and what the markup says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from kouan.cleaning.markup.elements import BLOCKS, CLOSES, VOID, Elements
from kouan.cleaning.markup.tags import Tag, tags_of
from kouan.model.batch import Offsets
from kouan.model.hints import LINKED, WINDOW, Hints

#: Blanks of HTML; the ideographic and the unbreakable space are text.
BLANKS: Final = " \t\n\r\f"
#: Blanks that are not one space.
LOOSE: Final = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}")
#: What parts two stretches of text.
NOTHING, SPACE, BREAK = 0, 1, 2
#: What states facts about the page: kept as edits of their own, so that they can be read.
STATING: Final = frozenset(("meta",))
#: So far up an element that was left open is looked for.
DEPTH: Final = 64


@dataclass(frozen=True, slots=True)
class Layout:
    """Stretches of text [start, end), what parts each from the one before, and the tags that state facts.

    `hints` has an entry for each line, placed at its first character.
    """

    start: Offsets
    end: Offsets
    gap: Offsets
    stating: tuple[tuple[int, int], ...]
    hints: Hints


class _Reader:
    """Goes through the tags of one page and keeps what is open."""

    def __init__(self, text: str, elements: Elements) -> None:
        self.text = text
        self.elements = elements
        self.open: list[tuple[str, int]] = []  # name, places before it
        self.count: dict[str, int] = {}
        self.place = self.links = self.preformatted = 0
        self.gap = NOTHING
        self.is_named = False
        self.stating: list[tuple[int, int]] = []
        self.rows: list[tuple[int, int, int, int, int]] = []

    def read(self) -> Layout:
        at, take = 0, self.take
        for tag in tags_of(self.text):
            start, end, name, is_end, _ = tag
            if start > at:
                take(at, start)
            at = end
            if name in BLOCKS:
                self.gap = BREAK
            if is_end:
                self.close(name)
            elif name in STATING:
                self.stating.append((start, end))
            elif name == "title":
                self.take_title(tag)
                self.enter(tag)
            elif name and name not in VOID:
                self.enter(tag)
        if at < len(self.text):
            self.take(at, len(self.text))
        return self.layout()

    def take_title(self, tag: Tag) -> None:
        """The first title of a page is a line of its own; a drawing may have others."""
        start = self.text.find(">", tag.start) + 1
        stop = self.text.rfind("<", start, tag.end)
        if not self.is_named and start < stop:
            self.is_named = True
            place, self.place = self.place, WINDOW
            self.take(start, stop)
            self.place, self.gap = place, BREAK

    def take(self, start: int, stop: int) -> None:
        """The text between two tags."""
        piece = self.text[start:stop]
        solid = piece.strip(BLANKS)
        if not solid:
            if self.gap != BREAK:
                self.gap = BREAK if self.preformatted and "\n" in piece else SPACE
            return
        if piece[0] in BLANKS:
            self.gap = max(self.gap, SPACE)
        first = start + piece.index(solid[0])
        last = first + len(solid)
        if LOOSE.search(solid):
            for found in LOOSE.finditer(self.text, first, last):
                self.keep(first, found.start())
                broken = self.preformatted and "\n" in found[0]
                self.gap = BREAK if broken else SPACE
                first = found.end()
        self.keep(first, last)
        if piece[-1] in BLANKS:
            self.gap = SPACE

    def keep(self, first: int, last: int) -> None:
        place = self.place | (LINKED if self.links else 0)
        self.rows.append((first, last, self.gap, place, self.links))
        self.gap = NOTHING

    def enter(self, tag: Tag) -> None:
        name = tag.name
        if name in CLOSES:
            self.close_open(*CLOSES[name])
        if tag.attributes.endswith("/") and name not in BLOCKS:
            return
        if tag.end - tag.start > len(tag.attributes) + len(name) + 3:
            return  # its content is no text and it is closed already
        self.open.append((name, self.place))
        self.count[name] = self.count.get(name, 0) + 1
        self.place |= self.elements.places(name, tag.attributes)
        if name == "a" and "href" in tag.attributes.lower():
            self.links += 1
        elif name == "pre":
            self.preformatted += 1

    def close_open(self, names: frozenset[str], rims: frozenset[str]) -> None:
        """Close an element that an opening tag ends, unless another stands between."""
        for name, _ in reversed(self.open[-DEPTH:]):
            if name in names:
                self.close(name)
                return
            if name in rims:
                return

    def close(self, name: str) -> None:
        """Close the innermost open element of this name, and what was left open inside it."""
        if not self.count.get(name):
            return
        while True:
            inner, place = self.open.pop()
            self.count[inner] -= 1
            if inner == "a":
                self.links = 0
            elif inner == "pre":
                self.preformatted -= 1
            if inner == name:
                self.place = place
                return

    def layout(self) -> Layout:
        rows = np.array(self.rows, np.int64).reshape(-1, 5)
        start, end, gap, place, links = rows.T
        gap = gap.copy()
        gap[:1] = BREAK
        lines = np.flatnonzero(gap == BREAK)
        if len(lines):
            length = np.add.reduceat(end - start, lines)
            linked = np.add.reduceat(np.where(links > 0, end - start, 0), lines)
        else:
            length = linked = lines
        hints = Hints(start[lines], place[lines].astype(np.uint32), length, linked)
        return Layout(start, end, gap, tuple(self.stating), hints)


def layout_of(text: str, elements: Elements) -> Layout:
    """The lines of one page."""
    return _Reader(text, elements).read()
