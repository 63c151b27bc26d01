"""A database in; which documents need which part out. A document whose bytes were pruned needs none."""

from __future__ import annotations

from datetime import datetime

import duckdb

from warehouse.connection import NAME

#: Names the parts that each run wrote, also those that nobody needs any more.
_HISTORY = "run_part"


def living_documents(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The documents whose bytes lie in each part, by part."""
    rows = connection.execute(
        f"SELECT part, list(document_id ORDER BY document_id) FROM {NAME}.main.document"
        " WHERE part <> '' GROUP BY part ORDER BY part"
    ).fetchall()
    return dict(rows)


def named_parts(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Every part that a row needs, over all tables with a column `part`."""
    # not the whole catalog: it binds every view, which takes twenty times as long
    bearers = connection.execute(
        "SELECT table_name FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (database_oid, table_oid)"
        " WHERE database_name = current_database() AND column_name = 'part' AND table_name <> ?"
        " ORDER BY table_oid",
        [_HISTORY],
    ).fetchall()
    asked = " UNION ".join(
        f"SELECT DISTINCT part FROM {NAME}.main.{name} WHERE part <> ''" for (name,) in bearers
    )
    return tuple(part for (part,) in connection.execute(f"{asked} ORDER BY part").fetchall())


def pruned_on(
    connection: duckdb.DuckDBPyConnection, document_id: str
) -> tuple[datetime, str] | None:
    """When the bytes of a document were pruned, and by which limit; None where they were not."""
    found = connection.execute(
        f"SELECT pruned_at, detail FROM {NAME}.main.pruning WHERE rule = 'raw' AND subject_id = ?"
        " ORDER BY pruned_at DESC LIMIT 1",
        [document_id],
    ).fetchall()
    return (found[0][0], found[0][1]) if found else None
