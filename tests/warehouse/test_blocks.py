"""What was written to a database file: whatever is done to it, a copy of it ends equal by those stretches alone."""

import subprocess
import sys

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.connection import BLOCK, STORAGE
from warehouse.snapshots.blocks import checkpoints, holds_header, put_into, watch, written

#: Statements on two tables, large ones among them: they are written before the transaction ends.
DOINGS = st.lists(
    st.lists(
        st.sampled_from(
            [
                "INSERT INTO small (number, said) VALUES (1, 'x')",
                "INSERT INTO large SELECT i, md5(i::VARCHAR) FROM range(3000) AS r(i)",
                "INSERT INTO large SELECT i, md5(i::VARCHAR) FROM range(140000) AS r(i)",
                "UPDATE large SET said = 'y' WHERE number % 977 = 5",
                "DELETE FROM large WHERE number % 3 = 0",
                "DELETE FROM small",
                "ALTER TABLE small ADD COLUMN IF NOT EXISTS more INTEGER DEFAULT 7",
                "CREATE OR REPLACE TABLE other AS SELECT range AS i FROM range(5000)",
                "CHECKPOINT kouan",
            ]
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=3,
)


def opened(path):
    """A connection that keeps account of what it writes."""
    connection = duckdb.connect(config={"max_vacuum_tasks": "0"})
    watch(connection, path)
    size = "" if path.exists() else f", BLOCK_SIZE {BLOCK}"
    connection.execute(f"ATTACH '{path}' AS kouan (STORAGE_VERSION '{STORAGE}'{size}); USE kouan")
    return connection


def closed(connection, path):
    """What it wrote, to the last checkpoint."""
    connection.execute("CHECKPOINT kouan")
    began, stretches = written(connection, path)
    connection.close()
    return began, stretches


def made(path):
    connection = opened(path)
    connection.execute("CREATE TABLE small (number INTEGER, said VARCHAR)")
    connection.execute("CREATE TABLE large (number INTEGER, said VARCHAR)")
    return closed(connection, path)


def rows(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SHOW TABLES").fetchall()]
        return {name: sorted(connection.execute(f"FROM {name}").fetchall()) for name in names}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(DOINGS)
def test_a_copy_follows_whatever_is_done(tmp_path_factory, doings):
    folder = tmp_path_factory.mktemp("blocks")
    path, copy = folder / "file.duckdb", folder / "copy.duckdb"
    made(path)
    copy.write_bytes(path.read_bytes())
    for together in doings:
        connection = opened(path)
        for one in together:
            connection.execute(one)
        _, stretches = closed(connection, path)
        assert put_into(path, copy, stretches)
        assert copy.read_bytes() == path.read_bytes()
    assert rows(copy) == rows(path)


def test_the_first_stretches_of_a_file_are_the_whole_file(tmp_path):
    path = tmp_path / "file.duckdb"
    began, stretches = made(path)
    assert began == 0
    assert checkpoints(path) > 0
    assert holds_header(stretches)
    assert stretches[0][0] == 0
    assert stretches[-1][1] == path.stat().st_size


def test_where_nothing_was_changed_nothing_was_written(tmp_path):
    path = tmp_path / "file.duckdb"
    made(path)
    count = checkpoints(path)
    began, stretches = closed(opened(path), path)
    assert (began, checkpoints(path)) == (count, count)
    assert not holds_header(stretches)


def test_who_does_not_watch_knows_nothing_of_what_was_written(tmp_path):
    assert written(duckdb.connect(), tmp_path / "file.duckdb") is None


def test_a_copy_that_another_program_reads_is_left_to_it(tmp_path):
    path, copy = tmp_path / "file.duckdb", tmp_path / "copy.duckdb"
    _, stretches = made(path)
    copy.write_bytes(path.read_bytes())
    reading = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print(1, flush=True);"
        " sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", reading, str(copy)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout.readline()
    assert not put_into(path, copy, stretches)
    child.communicate()
    assert put_into(path, copy, stretches)
