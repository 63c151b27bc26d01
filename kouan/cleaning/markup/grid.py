"""A page in, the cells of its tables of data out: where each stands, in which row and column.

A table that holds tables, headings, lists or forms lays out a page, and so does one whose cells are links: its cells
stay lines of their own. What is never closed, spans everything or has more columns than anybody reads is none either.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kouan.cleaning.markup.elements import Elements, Tagged
from kouan.cleaning.markup.tags import tags_of
from kouan.language.grids import LONGEST_CELL, MOST_COLUMNS, Cell, is_data
from kouan.model.expression import Expression

#: How a page without one is told at no cost.
OPENS: Final = ("<table", "<TABLE", "<Table")
SPAN: Final = Expression(r"(?<![\w-])(row|col)span\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
#: What stands in no cell of figures.
LAYING_OUT: Final = frozenset(
    (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "form",
        "select",
        "input",
        "textarea",
        "iframe",
        "hr",
        "meta",
    )
)
#: Of the cells of a table so many may be links.
LINKS: Final = 0.5
#: A link of so many signs is the title of another page: where half of the rows have one, they list pages.
TITLE: Final = 8
#: A longer span reaches to the end of any table; all spans together cover so many places for each cell.
LONGEST_SPAN: Final = 1000
COVERED: Final = 20
#: So many references stand for one sign in a cell that is judged.
_REFERENCES: Final = 8


class Placed(NamedTuple):
    """A cell of a table of data: the text between its tags, its row (counted over the page) and its column."""

    start: int
    end: int
    row: int
    column: int


@dataclass(slots=True)
class _Table:
    """A table that is open: its cells so far, and what speaks against its being one of data."""

    rows: list[list[tuple[int, int, int, str]]] = field(default_factory=list)
    is_layout: bool = False
    cells: int = 0
    linked: int = 0
    titles: int = 0
    covered: int = 0
    #: Columns that a cell above still covers, with the rows it does.
    spanned: dict[int, int] = field(default_factory=dict)
    begun: int = -1
    column: int = 0
    next_column: int = 0
    is_linked: bool = False
    text: list[str] = field(default_factory=list)
    length: int = 0

    def row(self) -> None:
        """Begin a row: cells above that reach into it stay covered, the others are done."""
        self.spanned = {column: left - 1 for column, left in self.spanned.items() if left > 1}
        self.rows.append([])
        self.next_column = 0

    def cell(self, at: int, written: str) -> None:
        """Begin a cell at `at`."""
        if not self.rows:
            self.row()
        spans = {kind.lower(): int(count) for kind, count in SPAN.findall(written)}
        width = max(1, spans.get("col", 1))
        height = min(max(1, spans.get("row", 1)), LONGEST_SPAN)
        column = self.next_column
        while column in self.spanned:
            column += 1
        self.covered += width * height + len(self.spanned)
        self.cells += 1
        # a cell down to the end of its part of the table, which nobody marks, leaves the columns unsure
        is_endless = spans.get("row") == 0
        if (
            is_endless
            or column + width > MOST_COLUMNS
            or self.covered > COVERED * self.cells + LONGEST_SPAN
        ):
            self.is_layout = True
            return
        if height > 1:
            self.spanned.update(dict.fromkeys(range(column, column + width), height))
        self.begun, self.column, self.next_column = at, column, column + width
        self.is_linked, self.text, self.length = False, [], 0

    def say(self, piece: str) -> None:
        """Take in what stands between two tags of the open cell."""
        if self.length <= _REFERENCES * LONGEST_CELL:
            self.text.append(piece)
            self.length += len(piece)
        else:
            self.is_layout = True

    def end(self, at: int) -> None:
        """Close the open cell, if any."""
        if self.begun < 0:
            return
        text = "".join(html.unescape("".join(self.text)).split())
        self.rows[-1].append((self.begun, at, self.column, text))
        self.linked += self.is_linked and bool(text)
        self.titles += self.is_linked and len(text) >= TITLE
        self.begun = -1

    def is_of_data(self) -> bool:
        """Whether its cells state figures under heads."""
        if self.is_layout:
            return False
        filled = [
            [Cell(column, 0, 0, text) for _, _, column, text in row if text] for row in self.rows
        ]
        count = sum(map(len, filled))
        filled = [row for row in filled if row]
        is_list = self.linked > LINKS * count or self.titles >= LINKS * len(filled) > 0
        return not is_list and is_data(filled)


def cells_of_data(text: str, elements: Elements) -> list[Placed]:
    """The cells of all tables of data of a page, in order, empty ones too."""
    if not any(opens in text for opens in OPENS):
        return []
    placed: list[Placed] = []
    row = 0
    for table in _tables(text, elements):
        for number, cells in enumerate(table.rows, row):
            placed += (Placed(start, end, number, column) for start, end, column, _ in cells)
        row += len(table.rows)
    placed.sort()
    return placed


def _tables(text: str, elements: Elements) -> Iterator[_Table]:
    """The tables of data, as they end."""
    open_: list[_Table] = []
    at = 0
    for start, end, written in tags_of(text):
        meaning = elements.meaning(written)
        name, is_open = meaning.name, meaning.does is not Tagged.CLOSE
        if name == "table":
            if not is_open:
                if open_:
                    _say(open_[-1], text, at, start)
                    table = open_.pop()
                    table.end(start)
                    if table.is_of_data():
                        yield table
            else:
                if open_:
                    open_[-1].is_layout = True
                open_.append(_Table())
        elif open_ and not open_[-1].is_layout:
            table = open_[-1]
            _say(table, text, at, start)
            if name in ("td", "th"):
                table.end(start)
                if is_open:
                    table.cell(end, written)
            elif name == "tr":
                table.end(start)
                if is_open:
                    table.row()
            elif name == "a":
                table.is_linked |= meaning.link > 0
            elif name in LAYING_OUT and table.begun >= 0:
                table.is_layout = True
        at = end


def _say(table: _Table, text: str, start: int, end: int) -> None:
    if table.begun >= 0 and start < end and not table.is_layout:
        table.say(
            text[start:end] if end - start <= _REFERENCES * LONGEST_CELL else "x" * LONGEST_CELL * 2
        )
