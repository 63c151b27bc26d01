"""The doors: one writer who says who he is, readers who can do nothing but read."""

import os
import shutil
import subprocess
import sys
import threading

import duckdb
import pytest
from batches import Page, already, ask, published

from warehouse.connection import (
    CURRENT,
    WAREHOUSE,
    NoWarehouseError,
    WarehouseBusyError,
    WarehouseError,
    reader,
    writer,
)
from warehouse.publishing.state import known_documents

FIRST, SECOND, THIRD = (Page(f"inbox/{name}.txt", title=f"题目{name}") for name in "abc")


def test_a_second_writer_is_told_who_writes(tmp_path):
    with (
        writer(tmp_path, "run-1"),
        pytest.raises(WarehouseBusyError) as told,
        writer(tmp_path, "run-2"),
    ):
        pass
    assert f"process {os.getpid()} writes since" in str(told.value)
    assert "run run-1" in str(told.value)


def test_another_process_is_told_too(tmp_path):
    child = (
        "import sys; from pathlib import Path; from warehouse.connection import writer\n"
        "with writer(Path(sys.argv[1])): pass"
    )
    with writer(tmp_path, "run-1"):
        told = subprocess.run(
            [sys.executable, "-c", child, str(tmp_path)],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    assert told.returncode == 1
    assert f"process {os.getpid()} writes since" in told.stderr


def test_a_writer_waits_for_the_lock_as_long_as_he_is_told(tmp_path):
    entered, leave = threading.Event(), threading.Event()

    def hold():
        with writer(tmp_path, "run-1"):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(10)
    threading.Timer(0.2, leave.set).start()
    with writer(tmp_path, "run-2", wait=10):
        pass
    thread.join()


def test_the_lock_is_free_after_a_failure(tmp_path):
    with pytest.raises(RuntimeError), writer(tmp_path):
        raise RuntimeError
    with writer(tmp_path):
        pass


def test_another_tool_on_the_writers_file_is_a_clear_message(tmp_path):
    with writer(tmp_path):
        pass
    child = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    tool = subprocess.Popen(
        [sys.executable, "-c", child, str(tmp_path / WAREHOUSE)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert tool.stdout.readline() == "open\n"
        with (
            pytest.raises(WarehouseBusyError, match="another program has the file open"),
            writer(tmp_path),
        ):
            pass
    finally:
        tool.kill()
        tool.wait()


def test_without_a_warehouse_the_reader_says_what_to_run(tmp_path):
    with pytest.raises(NoWarehouseError, match="run `kouan run` first"):
        reader(tmp_path)
    assert known_documents(tmp_path) == {}


@pytest.mark.parametrize("left", [5000, 0])
def test_a_snapshot_that_cannot_be_opened_is_named_with_what_to_do(tmp_path, left):
    published(tmp_path, FIRST)
    snapshot = (tmp_path / CURRENT).resolve()
    snapshot.write_bytes(snapshot.read_bytes()[:left] or b"nothing that DuckDB knows")
    with pytest.raises(WarehouseError, match=rf"{snapshot.name}: cannot be opened .* remove it"):
        reader(tmp_path)
    snapshot.unlink()
    published(tmp_path, SECOND)
    assert len(ask(tmp_path, "SELECT * FROM document")) == 2


def test_a_reader_keeps_what_it_opened_while_others_see_what_is_published(tmp_path):
    published(tmp_path, FIRST)
    old = reader(tmp_path)
    for number, page in enumerate((SECOND, THIRD), 2):  # twice: the snapshot files take turns
        published(tmp_path, page, run_id=f"run-{number}")
        assert old.execute("SELECT count(*) FROM current_article").fetchall() == [(1,)]
        assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(number,)]
    old.close()


@pytest.mark.slow
def test_readers_in_other_processes_see_whole_publications_only(tmp_path):
    already(tmp_path, FIRST)
    child = (
        "import sys, time; from pathlib import Path; from warehouse.connection import reader\n"
        "seen, end = set(), time.monotonic() + 4\n"
        "print('ready', flush=True)\n"
        "while time.monotonic() < end:\n"
        "    c = reader(Path(sys.argv[1]))\n"
        "    seen.add(c.execute('SELECT (SELECT count(*) FROM current_article), count(*) FROM run').fetchall()[0])\n"
        "    c.close()\n"
        "print(sorted(seen))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", child, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    published(tmp_path, SECOND, run_id="run-2")
    published(tmp_path, THIRD, run_id="run-3")
    out, error = process.communicate(timeout=240)
    assert process.returncode == 0, error
    assert set(eval(out)) <= {(1, 1), (2, 2), (3, 3)}


def test_the_link_is_relative_so_that_a_project_can_be_moved(tmp_path):
    already(tmp_path / "old", FIRST)
    (tmp_path / "old").rename(tmp_path / "new")
    assert not (tmp_path / "new" / CURRENT).readlink().is_absolute()
    assert ask(tmp_path / "new", "SELECT count(*) FROM article") == [(1,)]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A warehouse with a page in it."""
    home = tmp_path_factory.mktemp("template")
    already(home, FIRST)
    return home


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO entity VALUES ('x', 'port', 'x')",
        "CREATE TABLE x (i INTEGER)",
        "DELETE FROM metric",
        "COPY metric TO 'x.csv'",
        "EXPORT DATABASE 'x'",
        "ATTACH 'x.duckdb'",
        "INSTALL fts",
        "SELECT * FROM read_csv('/etc/hosts')",
        "SELECT * FROM read_text('/etc/hosts')",
        "SELECT * FROM read_blob('/etc/hosts')",
        "SELECT * FROM read_parquet('/tmp/x.parquet')",
        "SELECT * FROM '/etc/hosts'",
        "SELECT * FROM glob('/*')",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET memory_limit = '64GB'",
        "SET lock_configuration = false",
        "SELECT * FROM secret_of_the_caller",
    ],
)
def test_the_settings_of_a_reader_refuse_by_themselves(template, tmp_path, sql):
    secret_of_the_caller = [1]  # noqa: F841 -- a name DuckDB would look up in Python, were it let
    shutil.copytree(template, tmp_path, symlinks=True, dirs_exist_ok=True)
    connection = reader(tmp_path)
    with pytest.raises(duckdb.Error):
        connection.execute(sql)
    connection.close()
    assert not list(tmp_path.glob("x*"))


def test_older_tools_can_read_the_snapshot(tmp_path):
    already(tmp_path, FIRST)
    tags = ask(tmp_path, "SELECT tags FROM duckdb_databases() WHERE database_name = 'kouan'")[0][0]
    assert "v1.2.0" in str(tags)


def test_a_damaged_warehouse_says_what_stands_in_for_it_and_that_works(tmp_path):
    # an unlucky disk: nothing can be published any more, though the readers' snapshot is the same file
    published(tmp_path, FIRST)
    damaged = tmp_path / WAREHOUSE
    blocks = bytearray(damaged.read_bytes())
    for begins in range(3 * 4096, len(blocks), 1 << 16):
        blocks[begins + 100 : begins + 140] = b"\xff" * 40
    damaged.write_bytes(blocks)
    with pytest.raises(WarehouseError, match="the file is damaged") as told:
        published(tmp_path, SECOND, run_id="run-2")
    assert str(tmp_path / CURRENT) in str(told.value)
    assert ask(tmp_path, "SELECT count(*) FROM document") == [(1,)]

    shutil.copyfile((tmp_path / CURRENT).resolve(), damaged)
    published(tmp_path, SECOND, run_id="run-2")
    assert ask(tmp_path, "SELECT count(*) FROM document") == [(2,)]
