"""The attached warehouse and a profile in; one file with what the profile holds out, for readers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.connection import (
    NAME,
    WAREHOUSE,
    attach_warehouse,
    literal,
    storage,
)
from warehouse.copying import sync
from warehouse.layout import lay_out
from warehouse.snapshots.ledger_table import create_ledger, fill_ledger
from warehouse.snapshots.profiles import Profile, selection

_COPY: Final = "shared"


def write_copy(
    connection: duckdb.DuckDBPyConnection, home: Path, draft: Path, profile: Profile
) -> None:
    """Write a copy by a profile to a draft that is on disk at the end, and gone where that fails.

    Any DuckDB from 1.2 on opens it. To be called by the writer with the warehouse attached and checkpointed.
    """
    draft.unlink(missing_ok=True)
    try:
        if profile == "text":
            # DuckDB's lock goes when this process closes the file; so it is not open meanwhile
            connection.execute(f"CHECKPOINT {NAME}; USE memory; DETACH {NAME}")
            shutil.copyfile(home / WAREHOUSE, draft)
            sync(draft)
            attach_warehouse(connection, home)
        else:
            # a connection of its own: staged tables of this one would hide those of the new file
            with connection.cursor() as builder:
                _build(builder, home, draft, profile)
            sync(draft)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def _build(
    connection: duckdb.DuckDBPyConnection, home: Path, draft: Path, profile: Profile
) -> None:
    lay_out(draft, storage(draft))
    connection.execute(f"ATTACH {literal(draft)} AS {_COPY} ({storage(draft)})")
    try:
        connection.execute(f"USE {_COPY}")
        connection.execute("DELETE FROM schema_version")
        for name, table in tables().items():
            chosen = selection(name, profile)
            if not table.is_view and chosen is not None:
                connection.execute(
                    f"INSERT INTO {_COPY}.main.{name} BY NAME SELECT {chosen} FROM {NAME}.main.{name}"
                )
        connection.execute("UPDATE profile SET name = ?", [profile])
        if profile == "full":
            create_ledger(connection)
            fill_ledger(connection, home, _COPY)
        connection.execute(f"CHECKPOINT {_COPY}")
    finally:
        connection.execute("USE memory")
        connection.execute(f"DETACH {_COPY}")
