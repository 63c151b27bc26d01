"""Rows to put into, change in or take out of the warehouse in; the same done, and noted for the readers' snapshot, out.

This is the door through which every row goes. Inside `warehouse.transaction.transaction`:

    insert(connection, "waiver", "SELECT ... FROM incoming")                     a key that is there already is an error
    insert(connection, "entity", "SELECT * FROM temp.entity", known="keep")      rows whose key is there stay as they are
    insert(connection, "run", "SELECT * FROM incoming", known="replace")         rows whose key is there give way
    update(connection, "quarantine", "status = 'released'", "level = 'input'")
    update(connection, "quarantine", "detail = held.detail", "held.quarantine_id = quarantine.quarantine_id", "temp.held")
    delete(connection, "removed", "document_id IN (SELECT document_id FROM temp.differing)")

What is written past it is no change to whoever asks for changes, and reaches a snapshot that is carried forward by
rows (facts, full) only where that is copied whole. `table` is the bare name, any table that has a key; conditions
name its columns bare or as `table.column`, and parameters are those of the SQL given. All three give how many
rows they met.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, Final, Literal

import duckdb
import pyarrow as pa

from warehouse.catalog import tables
from warehouse.connection import NAME, WarehouseError
from warehouse.noted import FEW, noted_of

_REPLACING: Final = "replacing_rows"


class DoubledKeyError(WarehouseError):
    """Two rows of one table have the same key; the message names table and key."""


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: str,
    parameters: Sequence[Any] = (),
    *,
    known: Literal["refuse", "keep", "replace"] = "refuse",
) -> int:
    """Put the rows of a query into a table, by the names of their columns.

    Raises (at the end of the transaction, or here where the table has an index):
        DoubledKeyError: the key of a row is there already, and `known` is "refuse".
    """
    key = _key(table)
    if known == "replace":
        if not _stage_differing(connection, table, rows, parameters):
            return 0
        delete(connection, table, f"({key}) IN (SELECT ({key}) FROM temp.{_REPLACING})")
        rows, parameters = f"SELECT * FROM temp.{_REPLACING}", ()
    if known == "keep":
        rows = (
            f"SELECT * FROM ({rows}) AS fresh ANTI JOIN {NAME}.main.{table} AS known USING ({key})"
            f" QUALIFY row_number() OVER (PARTITION BY {key}) = 1"
        )
    return _noted(
        connection,
        table,
        f"INSERT INTO {NAME}.main.{table} BY NAME {rows}",
        parameters,
        was_there=False,
        is_proved=known != "refuse",
    )


def update(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    assignments: str,
    condition: str = "true",
    source: str = "",
    parameters: Sequence[Any] = (),
) -> int:
    """Change the rows of a table that meet the condition; `source` is what stands after FROM. Keys never change."""
    joined = f" FROM {source}" if source else ""
    return _noted(
        connection,
        table,
        f"UPDATE {NAME}.main.{table} SET {assignments}{joined} WHERE {condition}",
        parameters,
        was_there=True,
    )


def delete(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    condition: str,
    parameters: Sequence[Any] = (),
) -> int:
    """Take the rows that meet the condition out of a table."""
    return _noted(
        connection,
        table,
        f"DELETE FROM {NAME}.main.{table} WHERE {condition}",
        parameters,
        was_there=True,
    )


def made(
    connection: duckdb.DuckDBPyConnection, statement: str, parameters: Sequence[Any] = ()
) -> int:
    """Make a temporary table by a CREATE TABLE ... AS; how many rows it has: of most nothing follows where it has none."""
    return int(connection.execute(statement, list(parameters)).fetchall()[0][0])


def changed_tables(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The tables that this transaction has changed so far."""
    return noted_of(connection).names()


def noted_keys(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """The changed tables: how many keys of each are noted, and how many of them are those of older rows."""
    noted = noted_of(connection)
    if not noted.names():
        return {}
    counted = " UNION ALL ".join(
        f"SELECT '{table}', count(*), count(*) FILTER (WHERE was_there) FROM {noted.lay_out(connection, table)}"
        for table in noted.names()
    )
    rows = connection.execute(counted).fetchall()
    return {table: (int(keys), int(older)) for table, keys, older in sorted(rows)}


def changed_rows(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """A query for the rows of a changed table as they stand now."""
    place = noted_of(connection).lay_out(connection, table)
    return f"SELECT * FROM {NAME}.main.{table} SEMI JOIN {place} USING ({_key(table)})"


def former_keys(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """A query for the keys of its rows that were there before and are changed or gone."""
    place = noted_of(connection).lay_out(connection, table)
    return f"SELECT DISTINCT {_key(table)} FROM {place} WHERE was_there"


def changed_values(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> str:
    """What stands in the brackets behind IN: the values of a column of the key in the rows of a table that are changed."""
    return noted_of(connection).column(connection, table, column)


def few_changed(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[Any, ...]] | None:
    """The keys of the rows of a table that are changed, each as often as it was met; None where they are many."""
    return noted_of(connection).few(table)


def refuse_doubled_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Look whether a row put in has the key of another one.

    Raises:
        DoubledKeyError: one has; nothing may be committed.
    """
    noted = noted_of(connection)
    doubted = {
        table: doubtful
        for table in noted.names()
        if (doubtful := noted.doubtful(connection, table)) is not None
    }
    counted = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {NAME}.main.{table} {found}"
        for table, (found, expected) in doubted.items()
        if expected is not None
    )
    # to count a few takes half as long as to group them
    counts = dict(connection.execute(counted).fetchall()) if counted else {}
    for table, (found, expected) in doubted.items():
        if expected is not None and counts[table] == expected:
            continue
        key = _key(table)
        doubled = connection.execute(
            f"SELECT {key} FROM {NAME}.main.{table} {found} GROUP BY {key} HAVING count(*) > 1 LIMIT 3"
        ).fetchall()
        if not doubled:
            continue
        shown = "; ".join(" ".join(map(str, row)) for row in doubled)
        raise DoubledKeyError(
            f"table {table}: several rows have the key ({_key(table)}) {shown}; nothing was published, please report it"
        )


def forget_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Begin anew, for the next transaction of this connection."""
    noted_of(connection).forget(connection)


def _stage_differing(
    connection: duckdb.DuckDBPyConnection, table: str, rows: str, parameters: Sequence[Any]
) -> int:
    """Set the rows of a query aside that do not stand in the table as they are; how many there are."""
    described = connection.execute(f"DESCRIBE {rows}", list(parameters)).fetchall()
    columns = ", ".join(f'"{name}"' for name, *_ in described)
    return made(
        connection,
        f"CREATE OR REPLACE TEMP TABLE {_REPLACING} AS WITH fresh AS MATERIALIZED ({rows})"
        f" SELECT {columns} FROM fresh EXCEPT SELECT {columns} FROM {NAME}.main.{table}"
        f" SEMI JOIN fresh USING ({_key(table)})",
        parameters,
    )


def _noted(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    statement: str,
    parameters: Sequence[Any],
    *,
    was_there: bool,
    is_proved: bool = False,
) -> int:
    """Carry out a statement and keep the keys of the rows it met."""
    answer = connection.execute(f"{statement} RETURNING {_key(table)}", list(parameters))
    met = answer.fetchmany(FEW)
    if not met:
        return 0
    more = _rest(answer) if len(met) == FEW else None
    noted_of(connection).add(connection, table, met, more, was_there=was_there, is_proved=is_proved)
    return len(met) + (int(more.num_rows) if more is not None else 0)


def _rest(answer: duckdb.DuckDBPyConnection) -> pa.Table:
    """What is left of an answer; the copy that DuckDB warns of is one of a few columns."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Arrow output on a DB-API result")
        return answer.to_arrow_table()


def _names(table: str) -> tuple[str, ...]:
    names = tables()[table].key
    if not names:
        raise ValueError(
            f"table {table} has no key; give it one in its migration, the snapshot follows changes by it"
        )
    return names


def _key(table: str) -> str:
    return ", ".join(f'"{name}"' for name in _names(table))
