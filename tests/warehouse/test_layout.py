"""An empty warehouse: the first of a process goes through the migrations, those after it are copies of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from factories import ROOT

from warehouse import layout
from warehouse.catalog import described
from warehouse.connection import (
    BLOCK,
    NAME,
    WAREHOUSE,
    attach_warehouse,
    storage,
    writer,
)
from warehouse.keys import drop_indexes
from warehouse.layout import lay_out
from warehouse.migrate import migrate, migrations

TOLD = (
    "SELECT table_name, sql, comment, has_primary_key FROM duckdb_tables() WHERE database_name = current_database()",
    "SELECT table_name, column_name, column_index, data_type, is_nullable, column_default, comment"
    " FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal",
    "SELECT table_name, constraint_type, expression, constraint_column_names"
    " FROM duckdb_constraints() WHERE database_name = current_database()",
    "SELECT view_name, sql, comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal",
    "SELECT function_name, parameters, macro_definition, comment FROM duckdb_functions()"
    " WHERE database_name = current_database() AND NOT internal",
    "SELECT version, name, digest FROM schema_version",
    "SELECT name FROM profile",
)


def told_of(home: Path) -> list[list[str]]:
    """All that a database says of itself, in an order of its own."""
    connection = duckdb.connect()
    try:
        attach_warehouse(connection, home)
        return [sorted(map(repr, connection.execute(sql).fetchall())) for sql in TOLD]
    finally:
        connection.close()


def test_the_first_and_a_later_one_are_what_the_migrations_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "_LAID_OUT", {})
    straight = tmp_path / "straight"
    straight.mkdir()
    connection = duckdb.connect()
    try:
        attach_warehouse(connection, straight)
        migrate(connection)
        drop_indexes(connection)
    finally:
        connection.close()
    for name in ("first", "later"):
        with writer(tmp_path / name) as connection:
            assert migrate(connection) == ()
            assert drop_indexes(connection) == ()
        assert told_of(tmp_path / name) == told_of(straight)
        assert {path.name for path in (tmp_path / name).iterdir()} == {WAREHOUSE, "writer.lock"}


def test_one_of_other_migrations_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path / "all", storage(tmp_path / "all"))
    monkeypatch.setattr("warehouse.catalog.migrations", lambda: migrations()[:7])
    monkeypatch.setattr("warehouse.migrate.migrations", lambda: migrations()[:7])
    lay_out(tmp_path / "few", storage(tmp_path / "few"))
    connection = duckdb.connect(str(tmp_path / "few"))
    try:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchall() == [(7,)]
        assert "article" in described(connection)
    finally:
        connection.close()


CHILD = """
import os, signal, sys
from pathlib import Path
from warehouse import layout
from warehouse.connection import writer

layout.drop_indexes = lambda _: os.kill(os.getpid(), signal.SIGKILL)
with writer(Path(sys.argv[1])):
    pass
"""


def test_what_a_kill_left_half_is_no_warehouse_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.run([sys.executable, "-c", CHILD, tmp_path], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"warehouse.draft", "warehouse.draft.wal", "writer.lock"}
    monkeypatch.setattr(layout, "_LAID_OUT", {})
    with writer(tmp_path) as connection:
        assert connection.execute(f"SELECT count(*) FROM {NAME}.main.article").fetchall() == [(0,)]
    assert {path.name for path in tmp_path.iterdir()} == {WAREHOUSE, "writer.lock"}


def test_a_draft_that_a_kill_left_does_not_decide_the_size_of_blocks(tmp_path):
    sizes = []
    for name, is_left in (("clean", False), ("left", True)):
        home = tmp_path / name
        home.mkdir()
        if is_left:
            (home / WAREHOUSE).with_suffix(".draft").write_bytes(b"half")
        with writer(home) as connection:
            sizes.append(
                connection.execute(
                    "SELECT block_size FROM pragma_database_size() WHERE database_name = current_database()"
                ).fetchone()
            )
    assert sizes == [(BLOCK,)] * 2
