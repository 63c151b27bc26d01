"""Compaction: the same rows in fewer bytes, whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from batches import BODY, Page, already, ask, digest_of_rows, published

from warehouse.changes import delete, insert
from warehouse.connection import CURRENT, WAREHOUSE, NoWarehouseError, reader
from warehouse.copying import SpaceError
from warehouse.packs import document_ledger
from warehouse.provenance.explanation import why
from warehouse.snapshots.snapshot import SNAPSHOTS
from warehouse.snapshots.twins import twin_of
from warehouse.transaction import transaction
from warehouse.upkeep import compaction
from warehouse.upkeep.compaction import compact
from warehouse.upkeep.soundness import look_at_parts

#: What a compaction may change: where bytes lie, how often was written, how the search index is cut.
MAY_CHANGE = ("publication", "indexed_article", "bigram", "bigram_segment")


def rows_but_parts(home: Path) -> str:
    with closing(reader(home)) as connection:
        documents = connection.execute(
            "SELECT * EXCLUDE (part) FROM document ORDER BY document_id"
        ).fetchall()
    return digest_of_rows(home, (*MAY_CHANGE, "document")) + repr(documents)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small parts; the second reading of a page left the first part unnamed."""
    home = tmp_path_factory.mktemp("template") / "home"
    already(home, Page(), Page("inbox/b.txt", body=BODY + "又讯。"))
    published(home, Page("inbox/c.txt", body=BODY + "再讯。"), run_id="run-2")
    published(home, Page(body=BODY + "更正。"), run_id="run-3")
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "home", symlinks=True)


def test_small_parts_become_one_pack_and_every_row_stays(home: Path):
    before = rows_but_parts(home)
    ledgers = {
        id_: document_ledger(home, id_) for (id_,) in ask(home, "SELECT document_id FROM document")
    }
    metric = ask(home, "SELECT min(metric_id) FROM current_metric")[0][0]
    told = why(home, metric)
    done = compact(home)
    assert rows_but_parts(home) == before
    assert {id_: document_ledger(home, id_) for id_ in ledgers} == ledgers
    assert why(home, metric).edits == told.edits
    assert (done.folders[0], done.folders[1]) == (3, 1)
    assert done.parts[1] < done.parts[0]
    assert look_at_parts(home, deep=True).faults == ()
    assert sorted(path.name for path in (home / "parts").glob("*/*")) == [
        "edit_pass.parquet",
        "raw.parquet",
        "segment.parquet",
    ]


def test_what_is_compact_stays_as_it_is(home: Path):
    compact(home)
    (pack,) = (home / "parts").iterdir()
    again = compact(home)
    assert [path.name for path in (home / "parts").iterdir()] == [pack.name]
    assert again.parts[0] == again.parts[1]


def test_the_space_of_deleted_rows_is_given_back(home: Path):
    with transaction(home) as connection:
        insert(
            connection,
            "quality_failure",
            "SELECT 'run-1' AS run_id, 's' AS suite, 'c' AS check_name,"
            " md5(i::VARCHAR) AS row_key, repeat(md5(i::VARCHAR), 20) AS observed FROM range(20000) AS r(i)",
        )
    with transaction(home) as connection:
        delete(connection, "quality_failure", "suite = 's'")
    done = compact(home)
    assert done.database[1] < 0.8 * done.database[0]
    assert done.snapshots[1] < 0.8 * done.snapshots[0]


def test_a_reader_goes_on_and_a_publication_comes_after(home: Path):
    with closing(reader(home)) as connection:
        before = connection.execute("SELECT count(*) FROM article").fetchall()
        compact(home)
        assert connection.execute("SELECT count(*) FROM article").fetchall() == before
    published(home, Page("inbox/d.txt", body=BODY + "四讯。"), run_id="run-4")
    assert ask(home, "SELECT count(*) FROM current_article") == [(4,)]
    assert look_at_parts(home, deep=True).faults == ()


def test_without_room_for_a_second_copy_nothing_is_begun(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Use", (), {"free": 1 << 20}))
    with pytest.raises(SpaceError, match="kouan prune"):
        compact(home)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_a_kill_before_the_snapshots_leaves_none_that_passes_for_a_copy_of_the_new_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    def killed(*_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(compaction, "rewrite", killed)
    with pytest.raises(KeyboardInterrupt):
        compact(home)
    assert [twin_of(home / name) for name in SNAPSHOTS] == [None, None]
    published(home, Page("inbox/d.txt", body=BODY + "又再讯。"), run_id="run-4")
    assert ask(home, "SELECT count(*) FROM run") == [(4,)]
    assert (home / CURRENT).read_bytes() == (home / WAREHOUSE).read_bytes()


def test_there_must_be_a_warehouse(tmp_path: Path):
    with pytest.raises(NoWarehouseError, match="kouan run"):
        compact(tmp_path)


def killed(home: Path, times: int, chance: random.Random) -> int:
    """Kill a compaction so many times at random instants; how often it was at work then."""
    code = f"from pathlib import Path; from warehouse.upkeep.compaction import compact; print(1, flush=True); compact(Path({str(home)!r})); print(2, flush=True)"
    wanted, met = rows_but_parts(home), 0
    for _ in range(times):
        child = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        os.kill(child.pid, signal.SIGKILL)
        met += child.stdout.read() == b""
        child.wait()
        assert rows_but_parts(home) == wanted
        assert look_at_parts(home, deep=True).faults == ()
    return met


@pytest.mark.slow
def test_a_kill_at_any_instant_leaves_every_row_and_every_byte(home: Path):
    killed(home, 3, random.Random(1))
    compact(home)
    assert len(list((home / "parts").iterdir())) == 1
    assert not list(home.rglob("*compacted*"))


@pytest.mark.long
def test_sixty_kills_leave_every_row_and_every_byte(home: Path):
    assert killed(home, 60, random.Random(2)) > 20
    compact(home)
    assert len(list((home / "parts").iterdir())) == 1


def test_parts_of_an_older_kouan_are_merged_with_those_of_today(home: Path):
    older = sorted((home / "parts").iterdir())[0] / "raw.parquet"
    table = pq.read_table(older)
    pq.write_table(table.drop_columns(["place"]), older)
    compact(home)
    assert len(list((home / "parts").iterdir())) == 1
    assert look_at_parts(home, deep=True).faults == ()
