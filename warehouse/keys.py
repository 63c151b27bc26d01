"""A database at the newest schema in; the same with no index on the tables that grow with the documents out.

A PRIMARY KEY is an index, and one over digests is touched all over by every append: 1,700 mentions more
among 340,000 rewrote 46 MB of index beside 0.8 MB of rows. So the keys are declared in the migrations and
told by the catalog, but the file has no index for them; `warehouse.changes`, through which every row goes
in, refuses a row whose key is there already.
"""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.catalog import PART_TABLES

#: Tables that have some rows for every document.
UNINDEXED: Final = (
    *PART_TABLES,
    "version_digest",
    "quality_failure",
    "indexed_article",
    "bigram",
    "alias_history",
    "article_change",
    "figure_change",
)

_REBUILT: Final = "rebuilt_without_index"


def drop_indexes(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Rebuild those of these tables that still have an index, with all else they have; their names."""
    indexed = tuple(
        name
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_constraints() WHERE database_name = current_database()"
            " AND constraint_type = 'PRIMARY KEY' ORDER BY table_name"
        ).fetchall()
        if name in UNINDEXED
    )
    for name in indexed:
        connection.execute("BEGIN")
        try:
            _rebuild(connection, name)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return indexed


def _rebuild(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable, column_default, comment FROM duckdb_columns()"
        " WHERE database_name = current_database() AND table_name = ? ORDER BY column_index",
        [name],
    ).fetchall()
    checks = connection.execute(
        "SELECT expression FROM duckdb_constraints() WHERE database_name = current_database()"
        " AND table_name = ? AND constraint_type = 'CHECK' ORDER BY constraint_index",
        [name],
    ).fetchall()
    comment = connection.execute(
        "SELECT comment FROM duckdb_tables() WHERE database_name = current_database() AND table_name = ?",
        [name],
    ).fetchall()[0][0]
    declared = [
        f'"{column}" {type_}{"" if nullable else " NOT NULL"}{f" DEFAULT {default}" if default else ""}'
        for column, type_, nullable, default, _ in columns
    ]
    declared.extend(f"CHECK ({check})" for (check,) in checks)
    connection.execute(f"CREATE TABLE {_REBUILT} ({', '.join(declared)})")
    connection.execute(f"INSERT INTO {_REBUILT} BY NAME SELECT * FROM {name}")
    connection.execute(f"DROP TABLE {name}")
    connection.execute(f"ALTER TABLE {_REBUILT} RENAME TO {name}")
    _comment(connection, f"TABLE {name}", comment)
    for column, *_, said in columns:
        _comment(connection, f'COLUMN {name}."{column}"', said)


def _comment(connection: duckdb.DuckDBPyConnection, subject: str, text: str | None) -> None:
    if text:
        said = text.replace("'", "''")
        connection.execute(f"COMMENT ON {subject} IS '{said}'")
