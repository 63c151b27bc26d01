"""A file of JSON Lines in; batches of its rows out, every value as text, or the line that is no row of its table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.catalog import Table
from warehouse.connection import WarehouseError


class LineError(WarehouseError):
    """A line is no row of its table; the message names file and line."""


def json_lines(file: Path, table: Table, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of a file, so many at a time.

    Raises:
        LineError: a line is no JSON object, or has other keys than the table has columns.
    """
    names = [column.name for column in table.columns]
    schema = pa.schema([(name, pa.string()) for name in names])
    read: list[list[str | None]] = []
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            read.append(_values(line, names, f"{file}:{number}"))
            if len(read) == rows:
                yield _batch(read, schema)
                read = []
    if read:
        yield _batch(read, schema)


def _values(line: bytes, names: list[str], where: str) -> list[str | None]:
    try:
        row = json.loads(line.decode(), parse_constant=_refused, parse_float=str)
        values = [_text(row.pop(name)) for name in names]
    except (ValueError, RecursionError) as error:
        raise LineError(f"{where}: is no JSON object on one line ({error})") from None
    except (KeyError, AttributeError, TypeError) as error:
        raise LineError(f"{where}: column {error} is missing") from None
    if row:
        raise LineError(
            f"{where}: column {next(iter(row))[:80]!r} is unknown; there are {', '.join(names)}"
        )
    return values


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        value.encode()  # half a character pair has no UTF-8
        return value
    return json.dumps(value, ensure_ascii=False)


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _batch(rows: list[list[str | None]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    return pa.RecordBatch.from_arrays(
        [pa.array(one, pa.string()) for one in columns], schema=schema
    )
