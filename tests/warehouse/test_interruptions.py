"""Backup, restore, export, import, compaction and pruning that are killed or find no room: nothing is lost, nothing is half."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from batches import BODY, Page, already, digest_of_rows, published

from warehouse.changes import update
from warehouse.connection import WarehouseError
from warehouse.copying import SpaceError
from warehouse.transaction import transaction
from warehouse.transfer.exporting import Choice, export
from warehouse.transfer.importing import import_export
from warehouse.upkeep.backup import Belongings, back_up, backups_in
from warehouse.upkeep.compaction import compact
from warehouse.upkeep.pruning import Limits, prune
from warehouse.upkeep.restoring import chosen, restore, verify
from warehouse.upkeep.soundness import look_at_parts

NOTHING = Belongings({}, None, "0.1.0")
LATER = datetime.now(UTC) + timedelta(days=400)


def old() -> Limits:
    """Everything that may go is old."""
    return Limits(30, {"example.org": 30}, LATER, lambda _documents: set())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two versions of a page, a backup and an export of it, and another home."""
    folder = tmp_path_factory.mktemp("template")
    home = folder / "home"
    already(home, Page(), Page("inbox/b.txt", body=BODY + "又讯。"))
    published(home, Page(body=BODY + "更正。"), run_id="run-2")
    with transaction(home) as connection:
        update(connection, "document", "source = 'example.org'", "len(locations) = 0")
    back_up(home, folder / "backups", NOTHING)
    export(home, folder / "export", Choice("parquet", "full"), "0.1.0")
    published(folder / "other", Page("inbox/z.txt", body=BODY + "另讯。"))
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "place", symlinks=True)


DOING: dict[str, tuple[str, Callable[[Path], object]]] = {
    "backup": ("home", lambda place: back_up(place / "home", place / "more", NOTHING)),
    "export": (
        "home",
        lambda place: export(place / "home", place / "out", Choice("csv", "full"), "0.1.0"),
    ),
    "restore": (
        "other",
        lambda place: restore(chosen(place / "backups"), place / "other", force=True),
    ),
    "import": ("new", lambda place: import_export(place / "export", place / "new")),
    "compact": ("home", lambda place: compact(place / "home")),
    "prune": ("home", lambda place: prune(place / "home", old())),
}


def state(home: Path) -> str:
    """What a home says; which bytes its documents need is part of it, where they lie is not."""
    if not (home / "current.duckdb").exists():
        return "nothing"
    faults = look_at_parts(home, deep=True).faults
    assert faults == ()
    left_out = ("publication", "bigram", "bigram_segment", "indexed_article", "document", "pruning")
    return digest_of_rows(home, left_out)


def run_child(what: str, place: Path) -> subprocess.Popen[bytes]:
    code = (
        f"import sys; sys.path.insert(0, 'tests'); sys.path.insert(0, 'tests/warehouse')\n"
        f"from pathlib import Path; from test_interruptions import DOING\n"
        f"print(1, flush=True); DOING[{what!r}][1](Path({str(place)!r})); print(2, flush=True)"
    )
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root)


def kill(what: str, place: Path, chance: random.Random, longest: float) -> bool:
    """Kill one of these at a random instant; whether it was at work then."""
    child = run_child(what, place)
    assert child.stdout
    child.stdout.readline()
    time.sleep(chance.uniform(0, longest))
    os.kill(child.pid, signal.SIGKILL)
    cut = child.stdout.read() == b""
    child.wait()
    return cut


def check_kills(what: str, template: Path, folder: Path, times: int, longest: float) -> int:
    where, do = DOING[what]
    whole = shutil.copytree(template, folder / "whole", symlinks=True)
    before = state(whole / where)
    do(whole)
    after = state(whole / where)
    chance, cut = random.Random(what), 0
    for number in range(times):
        place = shutil.copytree(template, folder / str(number), symlinks=True)
        cut += kill(what, place, chance, longest)
        assert state(place / where) in (before, after)
        for one in backups_in(place / "more"):
            verify(one)
        assert not (place / "out").exists() or (place / "out" / "manifest.json").exists()
        with suppress(WarehouseError):  # an export or import that was whole already
            do(place)
        assert state(place / where) == after
        assert not list((place / where).glob("*draft*"))
        shutil.rmtree(place)
    return cut


@pytest.mark.slow
@pytest.mark.parametrize("what", ["restore", "prune"])
def test_a_kill_leaves_what_was_or_what_will_be(template: Path, tmp_path: Path, what: str):
    check_kills(what, template, tmp_path, 2, 0.3)


@pytest.mark.long
@pytest.mark.parametrize("what", DOING)
def test_many_kills_leave_what_was_or_what_will_be(template: Path, tmp_path: Path, what: str):
    assert check_kills(what, template, tmp_path, 25, 0.8) > 5


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A disk on which no file grows beyond a size: writing fails as it does where the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("what", DOING)
def test_without_room_nothing_is_lost_and_the_message_says_why(place: Path, what: str):
    where, do = DOING[what]
    before = state(place / where)
    with files_no_larger_than(3000), pytest.raises(SpaceError) as caught:
        do(place)
    assert any(word in str(caught.value) for word in ("ulimit", "disk is full"))
    assert state(place / where) == before
    assert not list(place.rglob("*.draft"))
    assert backups_in(place / "more") == ()
    assert not (place / "out").exists()
    do(place)
