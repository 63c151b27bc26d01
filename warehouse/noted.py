"""Keys of rows that a connection put in, changed or took out in; the same as values, tables and questions out.

A few keys of a table stay here and go from statement to statement as values: to lay them into a table takes two
statements, and to join one takes longer than to compare a handful of words. Where they get more they are laid into
`temp.changed_TABLE`, and so they are for whoever asks for tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from warehouse.catalog import tables
from warehouse.connection import literal

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

#: Up to so many keys of a table are kept as values.
FEW: Final = 64

#: Beginning of the temporary tables with the keys of changed rows: `was_there` where the row is older.
_CHANGED: Final = "changed_"


@dataclass(slots=True)
class _Table:
    """What is noted of one table, all of it in `few` unless it is laid out."""

    few: list[tuple[Any, ...]] = field(default_factory=list)
    older: list[bool] = field(default_factory=list)
    #: How many of `few` stand in the temporary table too.
    laid_out: int = 0
    is_large: bool = False
    #: Whether a row was put in of which nothing but a look at the table tells that its key is not there yet.
    is_unproved: bool = False


class Noted:
    """What is noted of one connection since it was opened, or since its notes were forgotten."""

    def __init__(self) -> None:
        self._of: dict[str, _Table] = {}

    def names(self) -> tuple[str, ...]:
        """The tables of which anything is noted."""
        return tuple(sorted(self._of))

    def add(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        keys: list[tuple[Any, ...]],
        more: pa.Table | None,
        *,
        was_there: bool,
        is_proved: bool,
    ) -> None:
        """Note the keys of rows that a statement met; `more` are those behind the first, where there are many."""
        noted = self._of.setdefault(table, _Table())
        noted.few += keys
        noted.older += [was_there] * len(keys)
        noted.is_unproved |= not (was_there or is_proved)
        if more is None and len(noted.few) <= FEW and not noted.is_large:
            return
        noted.is_large = True
        self.lay_out(connection, table)
        noted.few, noted.older, noted.laid_out = [], [], 0
        if more is not None:
            connection.register("met", more)
            connection.execute(f"INSERT INTO temp.{_CHANGED}{table} SELECT *, {was_there} FROM met")
            connection.unregister("met")

    def lay_out(self, connection: duckdb.DuckDBPyConnection, table: str) -> str:
        """Bring the temporary table with the keys of a table up to date; its name."""
        noted = self._of.get(table, _Table())
        place = f"temp.{_CHANGED}{table}"
        columns = ", ".join(
            f'"{name}" {tables()[table].column(name).type}' for name in tables()[table].key
        )
        connection.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {_CHANGED}{table} ({columns}, was_there BOOLEAN)"
        )
        rows = [
            (*key, older)
            for key, older in zip(
                noted.few[noted.laid_out :], noted.older[noted.laid_out :], strict=True
            )
        ]
        if rows:
            row = f"({', '.join('?' * len(rows[0]))})"
            connection.execute(
                f"INSERT INTO {place} VALUES {', '.join([row] * len(rows))}", list(chain(*rows))
            )
            noted.laid_out = len(noted.few)
        return place

    def few(self, table: str) -> list[tuple[Any, ...]] | None:
        """The keys noted of a table; None where they are many."""
        noted = self._of.get(table, _Table())
        return None if noted.is_large else list(noted.few)

    def column(self, connection: duckdb.DuckDBPyConnection, table: str, column: str) -> str:
        """What stands in the brackets behind IN, for rows whose value of a column is noted; 'NULL' where none is."""
        noted = self._of.get(table)
        if noted is None:
            return "NULL"
        if noted.is_large:
            return f'SELECT "{column}" FROM {self.lay_out(connection, table)}'
        at = tables()[table].key.index(column)
        return values(key[at] for key in noted.few)

    def doubtful(
        self, connection: duckdb.DuckDBPyConnection, table: str
    ) -> tuple[str, int | None] | None:
        """What follows the name of the table to find the rows whose key was put in, and how many there are if none stands twice.

        None where none can stand twice; no number where it cannot be told.
        """
        noted = self._of[table]
        names = tables()[table].key
        if noted.is_large:
            keys = ", ".join(f'"{name}"' for name in names)
            place = self.lay_out(connection, table)
            found = f"SEMI JOIN (SELECT {keys} FROM {place} WHERE NOT was_there) USING ({keys})"
            return found, None
        sides: tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]] = ([], [])
        for key, older in zip(noted.few, noted.older, strict=True):
            sides[older].append(key)
        put_in, keys_of_put = sides[False], set(sides[False])
        if not put_in or (not noted.is_unproved and len(keys_of_put) == len(put_in)):
            return None
        # each stands there once, unless it was taken out again
        count = len(keys_of_put) if keys_of_put.isdisjoint(sides[True]) else None
        conditions = (
            f'"{name}" IN ({values(key[at] for key in put_in)})' for at, name in enumerate(names)
        )
        return f"WHERE {' AND '.join(conditions)}", count

    def forget(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Begin anew, for the next transaction of this connection."""
        for table in self._of:
            connection.execute(f"DROP TABLE IF EXISTS temp.{_CHANGED}{table}")
        self._of.clear()


#: By connection, with which they go: a statement has no other place for what it met.
_NOTED: Final[WeakKeyDictionary[duckdb.DuckDBPyConnection, Noted]] = WeakKeyDictionary()


def noted_of(connection: duckdb.DuckDBPyConnection) -> Noted:
    """The notes of a connection."""
    return _NOTED.setdefault(connection, Noted())


def values(some: Iterable[object]) -> str:
    """Values as they stand behind IN, each once; 'NULL', which nothing equals, for None and where there are none."""
    return ", ".join(dict.fromkeys(_literal(one) for one in some)) or "NULL"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else literal(value)


def few_rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]] | None:
    """The rows of a query, to be handed on as values; None where they are many."""
    rows = connection.execute(f"{query} LIMIT {FEW + 1}").fetchall()
    return rows if len(rows) <= FEW else None
