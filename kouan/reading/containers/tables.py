"""A table (CSV, TSV) whose header names a column of articles in, a document for each row out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kouan.model.decoding import Decoding
from kouan.model.ledger import Ledger
from kouan.reading.containers.compressed import Metered
from kouan.reading.containers.found import Fault, Found, Meter, Step
from kouan.reading.containers.names import Names, label
from kouan.reading.containers.single import whole_of
from kouan.reading.decoding import decode
from kouan.reading.fields import Fields, Value
from kouan.reading.instants import crawled
from kouan.reading.table_row import Row, read_as, row_at

DELIMITERS: Final = ",\t;"
MARK: Final = "\ufeff"
#: A name of a column is no longer; the first line of a text is.
LONGEST_NAME: Final = 60


class Table(NamedTuple):
    """How a table is written: what parts its cells, what its columns are called, and where its rows begin."""

    delimiter: str
    names: list[str]
    begin: int


def table_contents(
    stream: Metered, meter: Meter, name: str, fields: Fields
) -> Iterator[Found | Fault]:
    """Each row of a table of articles; any other table is a document itself, under an empty name."""
    raw = whole_of(stream, meter)
    if isinstance(raw, Fault):
        yield raw
        return
    whole = decode(raw)
    table = None if whole.refusal else table_of(whole.text, fields)
    if table is None:
        meter.member()
        yield Found(name, raw, (Step("slice", 0, len(raw)),), is_whole=True)
        return
    yield from _rows(raw, whole, table, meter, fields)


#: What tells that a column of texts is one of articles.
_BESIDE: Final = frozenset({"title", "url", "published", "author", "source"})


def table_of(text: str, fields: Fields) -> Table | None:
    """The table that a text is, where the first line names a column that holds articles, and what else is known of articles beside it.

    >>> table_of("标题;日期;正文", Fields()), table_of("正文如下，口岸开放", Fields())
    (Table(delimiter=';', names=['标题', '日期', '正文'], begin=8), None)
    """
    for delimiter in DELIMITERS:
        cells, _, begin = row_at(text, int(text.startswith(MARK)), delimiter)
        names = [cell.said.strip() for cell in cells]
        if len(names) < 2 or max(map(len, names)) > LONGEST_NAME:
            continue
        chosen = fields.chosen(_named(names, cells))
        # 项目,内容,数量 is a table of data: its texts need another field of an article, or a word of its owner
        if "text" in chosen and (chosen.keys() & _BESIDE or fields.text != Fields().text):
            return Table(delimiter, names, begin)
    return None


def _named(names: list[str], cells: list[Value]) -> dict[str, Value]:
    """Cells by the names of their columns, in small letters too."""
    line: dict[str, Value] = {}
    for name, cell in zip(names, cells, strict=False):
        line.setdefault(name, cell)
    for name, cell in zip(names, cells, strict=False):
        line.setdefault(name.casefold(), cell)
    return line


def _rows(
    raw: bytes, whole: Decoding, table: Table, meter: Meter, fields: Fields
) -> Iterator[Found | Fault]:
    """Rows are numbered as a spreadsheet shows them: the header is the first."""
    ledger = Ledger(whole.segments, (), len(whole.text)).bound(whole.text)
    names = Names()
    at, number = table.begin, 1
    while at < len(whole.text):
        row = row_at(whole.text, at, table.delimiter)
        start, at, number = at, row.behind, number + 1
        if not any(cell.said.strip() for cell in row.cells):
            continue
        meter.member()
        if fault := _misshapen(number, row, table):
            yield fault
            continue
        line = _named(table.names, row.cells)
        chosen = fields.chosen(line)
        if "text" not in chosen:
            said = (
                f"row {number} has no text under {', '.join(fields.text)}; fill the cell, or name the column"
                " with --text-field, or under [fields] in the settings"
            )
            yield Fault(str(number), "no_text", said)
            continue
        said_of = {kind: line[one].said for kind, one in chosen.items()}
        columns = {kind: _column(row, line[one]) for kind, one in chosen.items()}
        first, last = ledger.byte_span(start, row.end)
        yield Found(
            names.own(label(said_of.get("id", "")) or str(number)),
            raw[first:last],
            (Step("slice", first, last - first),),
            url=said_of.get("url", "").strip() or None,
            crawled_at=crawled(said_of.get("crawled", "")),
            read_as=read_as(columns, table.delimiter, whole.encoding),
        )


def _misshapen(number: int, row: Row, table: Table) -> Fault | None:
    """What is wrong with a row that has more cells than the header has names; empty ones are no matter."""
    cells = len(row.cells)
    while cells > len(table.names) and not row.cells[cells - 1].said.strip():
        cells -= 1
    if cells <= len(table.names):
        return None
    mark = "a tab" if table.delimiter == "\t" else table.delimiter
    return Fault(
        str(number),
        "corrupt",
        f"row {number} has {cells} cells, the header has {len(table.names)}; put cells that hold {mark} in quotes."
        " The other rows are read",
    )


def _column(row: Row, cell: Value) -> int:
    return next(number for number, one in enumerate(row.cells) if one.start == cell.start)
