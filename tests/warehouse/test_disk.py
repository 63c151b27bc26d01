"""A disk that is full or cannot be written: a clear message, and what was published stands."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from batches import Page, already, ask, published

from warehouse.changes import delete
from warehouse.connection import CURRENT, WAREHOUSE, WarehouseError
from warehouse.transaction import transaction

TESTS = Path(__file__).parents[1]

#: Publishes a page where no file may grow beyond so many bytes.
LIMITED = """
import resource, sys
from pathlib import Path
from batches import Page, published
from warehouse.copying import SpaceError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    published(Path(sys.argv[1]), Page("inbox/b.txt", title="另一篇", body="罗湖口岸" * 20000, names=(), figures=()), run_id="run-2")
except SpaceError as error:
    sys.exit(f"told: {error}")
"""


def in_child(program, *arguments):
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS)))},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_disk_without_space_is_told_and_loses_nothing(tmp_path):
    already(tmp_path / "kept", Page())
    size = (tmp_path / "kept" / WAREHOUSE).stat().st_size
    told = 0
    for more in (0, 20_000):
        home = tmp_path / str(more)
        shutil.copytree(tmp_path / "kept", home, symlinks=True)
        done = in_child(LIMITED, home, size + more)
        if done.returncode:
            told += 1
            assert "told: " in done.stderr, done.stderr
            assert f"{home}: the disk is full" in done.stderr
            assert "free some space and run again" in done.stderr
        states = ask(home, "SELECT count(*) FROM current_article")
        assert states in ([(1,)], [(2,)])
        published(home, Page("inbox/b.txt", title="另一篇"), run_id="run-2")
        assert ask(home, "SELECT count(*) FROM current_article") == [(2,)]
        assert not list(home.glob("*.draft"))
    assert told


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own of 24 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(
            "no real disk was filled here, only files kept from growing and a folder from being written:"
            f" {mounted.stderr.strip()}"
        )
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.slow
def test_a_real_disk_that_fills_up_is_told_and_loses_nothing(small_disk):
    published_outside(small_disk, 1)
    numbers = iter(range(2, 60))

    def fill_up():
        for number in numbers:
            fill(small_disk, number)

    with pytest.raises(WarehouseError, match="the disk is full"):
        fill_up()
    number = next(numbers) - 1
    assert ask(small_disk, "SELECT count(*) FROM current_article")[0][0] in (number - 1, number)
    (small_disk / "ballast").unlink()
    published_outside(small_disk, number)
    assert ask(small_disk, "SELECT count(*) FROM current_article") == [(number,)]


def fill(home, number):
    """Take away some of the disk, then publish."""
    with (home / "ballast").open("ab", buffering=0) as file, contextlib.suppress(OSError):
        file.write(bytes(800_000))
    published_outside(home, number)


def published_outside(home, number):
    """Publish a page whose part lies on another disk, so that the warehouse alone can run out of space."""
    from batches import processed_of, run_of

    from kouan.tabulation import part_id, tables, write_part
    from warehouse.publish import publish
    from warehouse.records import Findings

    processed = processed_of(Page(f"inbox/{number}.txt", title=f"题目{number}"))
    parts = home.parent / "parts-elsewhere"
    part = write_part(tables(processed, "s"), parts, part_id(processed.batch, "s"))
    publish(home, [part], Findings(), (), run_of(f"run-{1 + number % 28}"))


#: Publishes where it may not write, as nobody where it is run by root, whom no rights stop.
REFUSED = """
import os, sys
from pathlib import Path
from batches import Page, published
from warehouse.connection import WarehouseError
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    published(Path(sys.argv[1]), run_id="run-2")
except WarehouseError as error:
    sys.exit(f"told: {error}")
"""


def test_a_folder_that_may_not_be_written_is_told():
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        already(home, Page())
        before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
        for path in (Path(place), home, *home.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = in_child(REFUSED, home)
        for path in (Path(place), home, *home.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert f"told: {home}: the folder cannot be written (Permission denied)" in done.stderr
        assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
        assert ask(home, "SELECT count(*) FROM current_article") == [(1,)]


def test_a_disk_that_is_read_only_is_told(small_disk):
    published_outside(small_disk, 1)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(WarehouseError, match="cannot be written"):
        published_outside(small_disk, 2)
    assert ask(small_disk, "SELECT count(*) FROM current_article") == [(1,)]
    assert (small_disk / CURRENT).exists()


def test_a_refused_transaction_leaves_no_draft(tmp_path):
    already(tmp_path, Page())

    def break_off():
        with transaction(tmp_path) as connection:
            delete(connection, "article", "true")
            raise RuntimeError("broken off")

    with pytest.raises(RuntimeError, match="broken off"):
        break_off()
    assert ask(tmp_path, "SELECT count(*) FROM article") == [(1,)]
    assert not [path.name for path in tmp_path.rglob("*") if "draft" in path.name]
