"""A database in; the number of rows and a digest of every table out, whatever order the rows lie in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import duckdb

from warehouse.catalog import Table

#: Called with what is being done, and how much of how much is done.
Progress = Callable[[str, int, int], None]


class TableDigest(NamedTuple):
    """How many rows a table has, and what they say: equal digests are equal rows."""

    rows: int
    digest: str


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def row_text(table: Table) -> str:
    """An SQL expression: a whole row as JSON, every value spelled out, so that nothing runs together."""
    values = ", ".join(
        f"{quoted(column.name)} := {quoted(column.name)}"
        + ("::VARCHAR[]" if column.type.endswith("[]") else "::VARCHAR")
        for column in table.columns
    )
    return f"to_json(struct_pack({values}))::VARCHAR"


#: The sum of both halves of each row's digest: it knows no order, and a row that stands twice counts twice.
_SUMS: Final = (
    "SELECT count(*), coalesce(sum(md5_number_upper(said)::HUGEINT), 0),"
    " coalesce(sum(md5_number_lower(said)::HUGEINT), 0) FROM (SELECT {said} AS said FROM {place})"
)


def table_digests(
    connection: duckdb.DuckDBPyConnection,
    tables: Iterable[Table],
    schema: str,
    progress: Progress = silent,
    columns: Callable[[Table], str] = lambda _table: "*",
) -> dict[str, TableDigest]:
    """The digest of each of these tables, as they stand in `schema` (database and schema, joined by a dot).

    `columns` may put other values in the place of some.
    """
    found = {}
    listed = [table for table in tables if not table.is_view]
    for number, table in enumerate(listed):
        progress("reading tables", number, len(listed))
        place = f"(SELECT {columns(table)} FROM {schema}.{quoted(table.name)})"
        rows, upper, lower = connection.execute(
            _SUMS.format(said=row_text(table), place=place)
        ).fetchall()[0]
        found[table.name] = TableDigest(rows, f"{upper:x}.{lower:x}")
    progress("reading tables", len(listed), len(listed))
    return found
