"""The migrations in; tables, columns, types, keys, checks and comments out, as the database itself tells them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import duckdb

from warehouse.migrate import migrate, migrations

#: Columns that publishing fills in; a part's rows do not have them.
PUBLISHED: Final = ("valid_from", "valid_to", "version_reason", "run_id", "part")

#: The tables whose rows come out of the road, in the order in which they refer to one another.
PART_TABLES: Final = (
    "document",
    "item",
    "article",
    "block",
    "removed",
    "edit_summary",
    "contextual_edit",
    "suspicion",
    "damage",
    "entity",
    "entity_alias",
    "indicator",
    "mention",
    "position",
    "metric",
    "correction",
    "source_line",
)

#: What the database told of the migrations, kept under them and its release; `warehouse.kept_catalog` writes it.
KEPT: Final = "catalog.json"

_ALLOWED: Final = re.compile(r"\(?\"?(\w+)\"? IN \((.+)\)\)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `allowed` are the values of a closed vocabulary, empty where any value may stand."""

    name: str
    type: str
    nullable: bool
    comment: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view; `checks` are the conditions every row fulfils."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    is_view: bool = False

    def column(self, name: str) -> Column:
        """One column by its name.

        Raises:
            KeyError: the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    @property
    def part_columns(self) -> tuple[Column, ...]:
        """The columns that a part brings; publishing fills in the others."""
        return tuple(column for column in self.columns if column.name not in PUBLISHED)

    @property
    def row_key(self) -> tuple[str, ...]:
        """What tells one row of a part from another: the key without what publishing fills in."""
        return tuple(name for name in self.key if name not in PUBLISHED)


@cache
def tables() -> dict[str, Table]:
    """Every table and view by its name, in the order of the migrations.

    Said by the migrations alone: what the database made of them is kept, since to make it takes a third of
    a second; with other migrations, or another release of DuckDB, it is asked anew.
    """
    try:
        told = json.loads(files(__package__).joinpath(KEPT).read_text("utf-8"))
    except (OSError, ValueError):
        return asked()
    return _of_kept(told["tables"]) if told["of"] == made_of() else asked()


def made_of() -> str:
    """What the catalog follows from: the migrations by their digests, and the release of DuckDB."""
    said = (duckdb.__version__, *(migration.digest for migration in migrations()))
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def asked() -> dict[str, Table]:
    """The catalog of a database in memory that went through all migrations."""
    connection = duckdb.connect()
    try:
        migrate(connection)
        return _read(connection)
    finally:
        connection.close()


def described(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    """Every table and view of the database in use, as it stands: it may lack the newest migrations."""
    return _read(connection)


def _of_kept(told: list[dict[str, Any]]) -> dict[str, Table]:
    return {
        one["name"]: Table(
            one["name"],
            one["comment"],
            tuple(
                Column(**{**column, "allowed": tuple(column["allowed"])})
                for column in one["columns"]
            ),
            tuple(one["key"]),
            tuple(one["checks"]),
            one["is_view"],
        )
        for one in told
    }


def _read(connection: duckdb.DuckDBPyConnection) -> dict[str, Table]:
    keys: dict[str, tuple[str, ...]] = {}
    checks: dict[str, list[str]] = {}
    for table, type_, columns, expression in connection.execute(
        "SELECT table_name, constraint_type, constraint_column_names, expression"
        " FROM duckdb_constraints() WHERE database_name = current_database() ORDER BY table_oid, constraint_index"
    ).fetchall():
        if type_ == "PRIMARY KEY":
            keys[table] = tuple(columns)
        elif type_ == "CHECK":
            checks.setdefault(table, []).append(expression)
    comments: dict[tuple[str, str], str] = {}
    columns_of: dict[str, list[Column]] = {}
    for table, name, type_, nullable, comment in connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()"
        " WHERE database_name = current_database() AND NOT internal ORDER BY table_oid, column_index"
    ).fetchall():
        allowed = next(
            (values for check in checks.get(table, ()) if (values := _allowed(check, name))), ()
        )
        comments[table, name] = comment or _borrowed(table, name, comments)
        columns_of.setdefault(table, []).append(
            Column(name, type_, nullable, comments[table, name], allowed)
        )
    named = connection.execute(
        "SELECT table_name, comment, false, table_oid FROM duckdb_tables() WHERE database_name = current_database()"
        " UNION ALL SELECT view_name, comment, true, view_oid FROM duckdb_views()"
        " WHERE database_name = current_database() AND NOT internal ORDER BY 3, 4"
    ).fetchall()
    return {
        name: Table(
            name,
            comment or "",
            tuple(columns_of[name]),
            keys.get(name, ()),
            tuple(checks.get(name, ())),
            is_view,
        )
        for name, comment, is_view, _ in named
    }


def _borrowed(view: str, column: str, comments: dict[tuple[str, str], str]) -> str:
    """The comment of a view's column: that of its table, else of the first table with such a column."""
    own = comments.get((view.removeprefix("current_"), column))
    return own or next(
        (text for (_, name), text in comments.items() if name == column and text), ""
    )


def _allowed(check: str, column: str) -> tuple[str, ...]:
    """The values that a check of the form `column IN ('a', 'b')` allows.

    >>> _allowed("(status IN ('released', 'held'))", "status")
    ('released', 'held')
    """
    found = _ALLOWED.fullmatch(check)
    if found is None or found[1] != column:
        return ()
    return tuple(re.findall(r"'((?:[^']|'')*)'", found[2]))
