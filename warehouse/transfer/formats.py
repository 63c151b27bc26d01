"""A table in; its rows as Parquet, CSV or JSON Lines out, value for value, and back.

CSV is guarded for spreadsheets, which run cells that begin like a formula: such a text gets an apostrophe in
front, and so does a text that begins with one, so that taking one away gives back what was there. Null is an
empty cell, the empty text a quoted one. Numbers with all their digits, times, lists: as text in CSV; in JSON
Lines decimals and times are strings, since a JSON number is a binary one to most readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, Literal

import duckdb
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from warehouse.catalog import Column, Table
from warehouse.connection import WarehouseError
from warehouse.transfer.digests import quoted
from warehouse.transfer.json_lines import json_lines

Form = Literal["parquet", "csv", "jsonl"]

#: Rows at a time: memory follows from it, and from the longest texts.
ROWS: Final = 5_000
#: A row of CSV may not be longer than this many bytes; where one is, the table is read again with four times as many.
BLOCK: Final = 16 << 20
_LARGEST_BLOCK: Final = 1 << 30

#: What a spreadsheet may take for the beginning of a formula, in the widths of East Asian ones too.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: Types that are written as they are in JSON; all others are strings there.
_JSON: Final = ("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "VARCHAR")
#: Types a list or struct may hold: JSON says them exactly.
_INNER: Final = (*_JSON, "STRUCT")
_PLAIN: Final = (*_JSON, "HUGEINT", "UBIGINT", "DOUBLE", "DECIMAL", "TIMESTAMP", "DATE", "BLOB")


class FormatError(WarehouseError):
    """A file of an export cannot be read as what it is said to be; the message names file and place."""


class _TooLongError(Exception):
    """A row is longer than a block."""


def is_nested(column: Column) -> bool:
    """Whether a value has parts."""
    return column.type.endswith("]") or column.type.startswith(("STRUCT", "MAP"))


def check_types(table: Table) -> None:
    """Refuse what could not be written exactly, before anything is written.

    Raises:
        FormatError: a column is of a type that no format here is made for.
    """
    for column in table.columns:
        inner = "".join(
            letter if letter.isalpha() else " " for letter in _without_names(column.type)
        )
        known = _INNER if is_nested(column) else _PLAIN
        if strange := [word for word in inner.split() if word not in known]:
            raise FormatError(
                f"{table.name}.{column.name}: an export of {column.type} is not made yet ({strange[0]})"
            )


def _without_names(type_: str) -> str:
    """A type without the names of its fields: quoted, or in small letters."""
    kept, is_quoted = [], False
    for letter in type_:
        is_quoted ^= letter == '"'
        kept.append(" " if is_quoted or letter == '"' or letter.islower() else letter)
    return "".join(kept)


def written(column: Column, form: Form) -> str:
    """The SQL expression that gives a column as a format holds it."""
    name = quoted(column.name)
    if form == "parquet":
        return name
    if form == "jsonl":
        if column.type == "DOUBLE":  # JSON has no word for nan and infinity
            return (
                f"CASE WHEN isfinite({name}) THEN to_json({name}) ELSE to_json({name}::VARCHAR) END"
            )
        if is_nested(column) or column.type in _JSON:
            return name
        return f"base64({name})" if column.type == "BLOB" else f"{name}::VARCHAR"
    if is_nested(column):
        return f"to_json({name})::VARCHAR"
    if column.type in ("VARCHAR", "BLOB"):
        text = name if column.type == "VARCHAR" else f"base64({name})"
        begins = ", ".join(_letter(one) for one in ("'", *FORMULA))
        return f"CASE WHEN left({text}, 1) IN ({begins}) THEN '''' || {text} ELSE {text} END"
    return f"{name}::VARCHAR"


def read_back(column: Column, form: Form) -> str:
    """The SQL expression that gives a column as it was, from what the format holds."""
    name = quoted(column.name)
    if form == "parquet":
        return f"CAST({name} AS {column.type})"
    if form == "csv" and column.type in ("VARCHAR", "BLOB"):
        name = f"CASE WHEN left({name}, 1) = '''' THEN {name}[2:] ELSE {name} END"
    if is_nested(column):
        return f"CAST(CAST({name} AS JSON) AS {column.type})"
    return f"from_base64({name})" if column.type == "BLOB" else f"CAST({name} AS {column.type})"


def _letter(letter: str) -> str:
    return "''''" if letter == "'" else f"chr({ord(letter)})"


def write_table(
    connection: duckdb.DuckDBPyConnection, table: Table, place: str, file: Path, form: Form
) -> int:
    """Write the rows that the query or table `place` gives to a file; how many there were."""
    columns = ", ".join(
        f"{written(column, form)} AS {quoted(column.name)}" for column in table.columns
    )
    asked = f"SELECT {columns} FROM {place}"
    if form == "jsonl":
        names = ", ".join(f"{quoted(one.name)} := {quoted(one.name)}" for one in table.columns)
        asked = f"SELECT to_json(struct_pack({names}))::VARCHAR || chr(10) AS line FROM ({asked})"
    batches = connection.sql(asked).arrow(ROWS)
    if form == "parquet":
        return _write_parquet(batches, table, file)
    with file.open("wb") as out:
        return _write_csv(batches, out) if form == "csv" else _write_lines(batches, out)


def _write_parquet(batches: pa.RecordBatchReader, table: Table, file: Path) -> int:
    schema = pa.schema(
        [
            field.with_metadata({"comment": column.comment})
            for field, column in zip(batches.schema, table.columns, strict=True)
        ],
        {"comment": table.comment},
    )
    rows = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
            rows += batch.num_rows
    return rows


def _write_csv(batches: pa.RecordBatchReader, out: IO[bytes]) -> int:
    out.write(b"\xef\xbb\xbf")
    rows = 0
    with pcsv.CSVWriter(out, batches.schema) as writer:
        for batch in batches:
            writer.write(batch)
            rows += batch.num_rows
    return rows


def _write_lines(batches: pa.RecordBatchReader, out: IO[bytes]) -> int:
    rows = 0
    for batch in batches:
        out.writelines(line.encode() for line in batch.column(0).to_pylist())
        rows += batch.num_rows
    return rows


def load_table(
    connection: duckdb.DuckDBPyConnection, table: Table, place: str, file: Path, form: Form
) -> int:
    """Insert the rows of a file into the table `place`, all or none; how many there were.

    Raises:
        FormatError: the file has other columns, or a row is not what its table takes.
    """
    block = BLOCK
    while True:
        connection.execute("BEGIN")
        try:
            rows = _insert(connection, table, place, _read(file, table, form, block), form)
            connection.execute("COMMIT")
            return rows
        except _TooLongError:
            connection.execute("ROLLBACK")
            block *= 4
        except BaseException as error:
            connection.execute("ROLLBACK")
            if isinstance(error, (duckdb.Error, pa.ArrowInvalid, pa.ArrowTypeError)):
                raise FormatError(f"{file}: {error}") from error
            raise


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    place: str,
    batches: Iterator[pa.RecordBatch],
    form: Form,
) -> int:
    names = ", ".join(quoted(column.name) for column in table.columns)
    columns = ", ".join(read_back(column, form) for column in table.columns)
    rows = 0
    for batch in batches:
        connection.register("incoming", batch)
        connection.execute(f"INSERT INTO {place} ({names}) SELECT {columns} FROM incoming")
        connection.unregister("incoming")
        rows += batch.num_rows
    return rows


def _read(file: Path, table: Table, form: Form, block: int) -> Iterator[pa.RecordBatch]:
    if form == "jsonl":
        yield from json_lines(file, table, ROWS)
    elif form == "csv":
        yield from _read_csv(file, table, block)
    else:
        with pq.ParquetFile(file) as opened:
            _check_columns(file, table, opened.schema_arrow.names)
            yield from opened.iter_batches(ROWS)


def _read_csv(file: Path, table: Table, block: int) -> Iterator[pa.RecordBatch]:
    names = [column.name for column in table.columns]
    try:
        with pcsv.open_csv(
            file,
            read_options=pcsv.ReadOptions(use_threads=False, block_size=block),
            parse_options=pcsv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=pcsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                null_values=[""],
            ),
        ) as opened:
            _check_columns(file, table, opened.schema.names)
            yield from opened
    except pa.ArrowInvalid as error:
        if "straddling" in str(error) and block < _LARGEST_BLOCK:
            raise _TooLongError from error
        raise


def _check_columns(file: Path, table: Table, found: list[str]) -> None:
    wanted = [column.name for column in table.columns]
    if found != wanted:
        unknown: Any = [name for name in found if name not in wanted]
        missing = [name for name in wanted if name not in found]
        said = (
            f"column {unknown[0][:80]!r} is unknown"
            if unknown
            else f"column {missing[0]} is missing"
            if missing
            else "its columns stand in another order"
        )
        raise FormatError(f"{file}:1: {said}; table {table.name} has {', '.join(wanted)}")
