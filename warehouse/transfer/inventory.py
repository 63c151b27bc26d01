"""An open database in; what it says of itself out: its newest run, its migrations, and how many rows it has."""

from __future__ import annotations

import duckdb

from warehouse.catalog import described
from warehouse.connection import NAME
from warehouse.transfer.digests import quoted
from warehouse.transfer.manifest import Applied, TableEntry


def newest_run(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The id of the newest run in a database."""
    found = connection.execute(
        "SELECT run_id FROM run ORDER BY started_at DESC, run_id DESC LIMIT 1"
    ).fetchall()
    return found[0][0] if found else None


def applied(connection: duckdb.DuckDBPyConnection) -> tuple[Applied, ...]:
    """The migrations a database has gone through."""
    return tuple(
        Applied(version=version, name=name, digest=digest)
        for version, name, digest in connection.execute(
            "SELECT version, name, digest FROM schema_version ORDER BY version"
        ).fetchall()
    )


def counted_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, TableEntry]:
    """How many rows each table of a database has."""
    return {
        name: TableEntry(
            rows=connection.execute(f"SELECT count(*) FROM {NAME}.main.{quoted(name)}").fetchall()[
                0
            ][0]
        )
        for name, table in described(connection).items()
        if not table.is_view
    }
