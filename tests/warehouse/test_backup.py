"""Backups: whole, verified, incremental; refused or broken off they leave nothing half done."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from batches import BODY, Page, alone, already, published

from warehouse.connection import NoWarehouseError, WarehouseBusyError, reader, writer
from warehouse.copying import SpaceError
from warehouse.transfer.manifest import ManifestError
from warehouse.upkeep.backup import BackupError, back_up, backups_in, object_at
from warehouse.upkeep.freezing import frozen
from warehouse.upkeep.restoring import chosen, verify


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one article."""
    home = tmp_path_factory.mktemp("template") / "home"
    already(home, Page())
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "project" / ".kouan", symlinks=True)


def test_the_second_backup_writes_only_what_is_new(home: Path, tmp_path: Path):
    first = back_up(home, tmp_path / "backups", alone())
    again = back_up(home, tmp_path / "backups", alone())
    assert (again.written_files, again.written_bytes) == (0, 0)
    published(home, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
    third = back_up(home, tmp_path / "backups", alone())
    new = {file.path for file in third.manifest.files} - {
        file.path for file in first.manifest.files
    }
    assert new
    assert 0 < third.written_files <= len(new) + 1  # and the database
    for place in backups_in(tmp_path / "backups"):
        verify(place)


@pytest.mark.slow
def test_of_old_backups_only_the_newest_are_kept_with_the_files_they_need(
    home: Path, tmp_path: Path
):
    for number in (2, 3, 4):
        back_up(home, tmp_path / "backups", alone())
        published(
            home, Page(f"inbox/{number}.txt", body=BODY + "又讯。" * number), run_id=f"run-{number}"
        )
    last = back_up(home, tmp_path / "backups", alone(), keep=2)
    assert len(last.removed) == 2
    assert len(backups_in(tmp_path / "backups")) == 2
    for place in backups_in(tmp_path / "backups"):
        verify(place)
    needed = {
        file.sha256 for place in backups_in(tmp_path / "backups") for file in verify(place).files
    }
    assert {path.name for path in (tmp_path / "backups" / "objects").glob("*/*")} == needed


def test_a_backup_goes_on_while_a_run_publishes_and_a_reader_reads(home: Path):
    connection = reader(home)
    with frozen(home) as still:
        before = still.database.read_bytes()
        published(home, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
        for part in (home / "parts").iterdir():
            shutil.rmtree(part)
        assert still.database.read_bytes() == before
        assert len(list(still.parts.glob("*/raw.parquet"))) == 1
    assert connection.execute("SELECT count(*) FROM current_article").fetchall() == [(1,)]
    connection.close()
    assert not list((home / "frozen").iterdir())


def test_what_a_killed_backup_left_is_cleaned_up_by_the_next(home: Path, tmp_path: Path):
    left = home / "frozen" / "killed"
    left.mkdir(parents=True)
    (left / "warehouse.duckdb").write_bytes(b"half")
    (left / "lock").touch()
    stale = tmp_path / "backups" / "objects" / "ab" / ".abc.99.draft"
    stale.parent.mkdir(parents=True)
    (tmp_path / "backups" / "backups").mkdir()
    stale.write_bytes(b"half")
    back_up(home, tmp_path / "backups", alone())
    assert not left.exists()
    assert not stale.exists()


def test_a_backup_names_the_parts_that_are_gone(home: Path, tmp_path: Path):
    (part,) = (home / "parts").iterdir()
    shutil.rmtree(part)
    made = back_up(home, tmp_path / "backups", alone())
    assert made.manifest.missing_parts == (part.name,)


def test_a_backup_waits_for_the_writer_and_names_it(home: Path):
    with (
        writer(home, "run-9"),
        pytest.raises(WarehouseBusyError, match="run-9"),
        frozen(home, wait=0.1),
    ):
        pass


def test_a_backup_of_nothing_is_refused(tmp_path: Path):
    with pytest.raises(NoWarehouseError, match="kouan run"):
        back_up(tmp_path / "none", tmp_path / "backups", alone())
    assert not (tmp_path / "none").exists()


def test_a_folder_that_holds_something_else_is_refused(home: Path, tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    with pytest.raises(BackupError, match=r"a\.jpg"):
        back_up(home, tmp_path / "photos", alone())
    (tmp_path / "a.tar").touch()
    with pytest.raises(BackupError, match="another file"):
        back_up(home, tmp_path / "a.tar", alone())


@pytest.mark.parametrize("name", ["backups", "kouan.tar"])
def test_a_full_disk_leaves_no_half_backup(
    home: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.upkeep.backup.frozen", held_still(home))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SpaceError, match="disk is full"):
        back_up(home, tmp_path / name, alone())
    monkeypatch.undo()
    assert not list(tmp_path.rglob("*.draft"))
    assert not (tmp_path / "kouan.tar").exists()
    if name == "backups":
        assert backups_in(tmp_path / name) == ()
        with pytest.raises(ManifestError, match="no backup"):
            chosen(tmp_path / name)


def held_still(home: Path) -> Callable[[Path], object]:
    """Freezing that is done already: the disk that fills up is the one of the backup."""
    context = frozen(home)
    still = context.__enter__()

    class Still:
        def __enter__(self) -> object:
            return still

        def __exit__(self, *error: object) -> None:
            context.__exit__(None, None, None)

    return lambda _home: Still()


def test_a_read_only_target_is_said_in_words(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def read_only(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(SpaceError, match="read-only; name another folder"):
        back_up(home, tmp_path / "backups", alone())


def test_the_backup_is_a_database_that_other_tools_open(home: Path, tmp_path: Path):
    made = back_up(home, tmp_path / "backups", alone())
    entry = next(file for file in made.manifest.files if file.path == "warehouse.duckdb")
    path = object_at(tmp_path / "backups", entry.sha256)
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchall() == [(1,)]
