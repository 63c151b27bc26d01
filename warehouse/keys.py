"""A database at the newest schema in; the same without indexes out.

A PRIMARY KEY is an index, and one over digests is touched all over by every append: 1,700 mentions more
among 340,000 rewrote 46 MB of index beside 0.8 MB of rows. So the keys are declared in the migrations and
told by the catalog, but the file has no index for them; `warehouse.changes`, through which every row goes
in, refuses a row whose key is there already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import duckdb

#: Tables that do not grow, and are written where no door is: they keep their index.
INDEXED: Final = ("schema_version", "profile")

_REBUILT: Final = "rebuilt_without_index"


def drop_indexes(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Rebuild the tables that still have an index, with all else they have; their names."""
    indexed = tuple(
        name
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
            " AND has_primary_key ORDER BY table_name"
        ).fetchall()
        if name not in INDEXED
    )
    if indexed:
        # one script: a statement by itself costs more than what it does
        script = "".join(_rebuilding(connection, indexed))
        connection.execute("BEGIN")
        try:
            connection.execute(script)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return indexed


def _rebuilding(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> Iterator[str]:
    """The statements that make each table anew without its index."""
    columns = _by_table(
        connection,
        "SELECT table_name, column_name, data_type, is_nullable, column_default, comment"
        " FROM duckdb_columns() WHERE database_name = current_database() ORDER BY table_name, column_index",
    )
    checks = _by_table(
        connection,
        "SELECT table_name, expression FROM duckdb_constraints() WHERE database_name = current_database()"
        " AND constraint_type = 'CHECK' ORDER BY table_name, constraint_index",
    )
    comments = _by_table(
        connection,
        "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = current_database()",
    )
    for name in names:
        declared = [
            f'"{column}" {type_}{"" if nullable else " NOT NULL"}{f" DEFAULT {default}" if default else ""}'
            for column, type_, nullable, default, _ in columns[name]
        ]
        declared.extend(f"CHECK ({check})" for (check,) in checks.get(name, ()))
        yield (
            f"CREATE TABLE {_REBUILT} ({', '.join(declared)});"
            f"INSERT INTO {_REBUILT} BY NAME SELECT * FROM {name};"
            f"DROP TABLE {name};"
            f"ALTER TABLE {_REBUILT} RENAME TO {name};"
        )
        yield _comment(f"TABLE {name}", comments[name][0][0])
        for column, *_, said in columns[name]:
            yield _comment(f'COLUMN {name}."{column}"', said)


def _by_table(
    connection: duckdb.DuckDBPyConnection, query: str
) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name, *rest in connection.execute(query).fetchall():
        found.setdefault(name, []).append(tuple(rest))
    return found


def _comment(subject: str, text: str | None) -> str:
    if not text:
        return ""
    said = text.replace("'", "''")
    return f"COMMENT ON {subject} IS '{said}';"
