"""A row of a table (CSV, TSV) in; its text as a decoding that leads back to the row, and what its other cells say, out.

No csv reader is used: it would lose where things stand. A cell in quotes may hold line breaks, delimiters and doubled quotes;
a quote that does not end with its cell is a sign like any other, as in tables that know no quotes. Blanks around a cell in quotes
are none of it, as tables write them that were typed by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from kouan.model.decoding import Decoding
from kouan.model.expression import Expression
from kouan.reading.fields import Value
from kouan.reading.rendering import Piece, of_title_and_text

#: Cells of a row that a document is made of.
TOLD: Final = ("text", "title", "published", "author", "source")


class Row(NamedTuple):
    """The cells of a row, where it ends, and where the next one begins."""

    cells: list[Value]
    end: int
    behind: int


@cache
def _cell(delimiter: str) -> Expression:
    """A cell in quotes, with blanks at most around them; else all up to what ends it."""
    ends = rf"{delimiter}\r\n"
    return Expression(rf' *+"((?:[^"]++|"")*+)" *+(?=[{ends}]|\Z)|([^{ends}]*+)')


def row_at(text: str, at: int, delimiter: str) -> Row:
    r"""The row that begins here.

    >>> row = row_at('口岸,"他说：""好""。\n第二段",2024\n', 0, ",")
    >>> [cell.said for cell in row.cells], row.behind
    (['口岸', '他说："好"。\n第二段', '2024'], 24)
    """
    cells: list[Value] = []
    cell = _cell(delimiter)
    while True:
        found = cell.match(text, at)
        assert found is not None  # an empty cell is one
        group = 2 if found[1] is None else 1
        said = found[group] if group == 2 else found[1].replace('""', '"')
        cells.append(Value(said, *found.span(group)))
        at = found.end()
        if text[at : at + 1] != delimiter:
            break
        at += 1
    return Row(cells, at, at + (2 if text.startswith("\r\n", at) else at < len(text)))


def read_as(columns: Mapping[str, int], delimiter: str, encoding: str | None) -> str:
    """How a row with these columns is read, in the words that `kouan.reading.forms` understands."""
    told = {kind: columns[kind] for kind in TOLD if kind in columns}
    said = {"delimiter": delimiter, "encoding": encoding or "", "columns": told}
    return "csv " + json.dumps(said, ensure_ascii=False)


def read_row(raw: bytes, base: Decoding, told: Mapping[str, Any]) -> Decoding:
    """The text of a row: its title, where that stands before, and its text; all other bytes are structure."""
    cells = of_columns(base.text, told)
    text = cells.get("text")
    if text is None:
        return base
    return of_title_and_text(raw, base, cells.get("title"), text, cell_pieces)


def of_columns(text: str, told: Mapping[str, Any]) -> dict[str, Value]:
    """The cells of a row by what they hold."""
    cells = row_at(text, 0, told["delimiter"]).cells
    return {kind: cells[number] for kind, number in told["columns"].items() if number < len(cells)}


def cell_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """The inside of a cell: of one in quotes, two quotes are one."""
    at = start
    if start and text[start - 1] == '"' and text[end : end + 1] == '"':
        while (doubled := text.find('""', at, end)) >= 0:
            if doubled > at:
                yield Piece(at, doubled)
            at = doubled + 2
            yield Piece(doubled, at, '"')
    if at < end:
        yield Piece(at, end)
