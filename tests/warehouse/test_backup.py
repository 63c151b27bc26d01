"""Backups: whole, verified, incremental; restored as they were, or refused with nothing changed."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from batches import BODY, Page, ask, digest_of_rows, published

from warehouse.backup import BackupError, Belongings, back_up, backups_in, object_at
from warehouse.connection import NoWarehouseError, WarehouseBusyError, reader, writer
from warehouse.copying import SpaceError
from warehouse.freezing import frozen
from warehouse.manifest import ManifestError, NewerSchemaError
from warehouse.provenance import why
from warehouse.restoring import chosen, restore, verify
from warehouse.switching import NotEmptyError


def of(*files: Path) -> Belongings:
    return Belongings({file.name: file for file in files}, ".kouan", "0.1.0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one article, and a folder with one backup of it."""
    folder = tmp_path_factory.mktemp("made")
    published(folder / "home", Page())
    back_up(folder / "home", folder / "backups", of())
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made / "home", tmp_path / "project" / ".kouan", symlinks=True)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made / "backups", tmp_path / "backups")


def every_row(home: Path) -> str:
    return digest_of_rows(home, leave_out=())


def listing(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["backups", "kouan.tar", "kouan.tar.gz"])
def test_a_restored_warehouse_has_the_same_rows_and_explains_them(
    home: Path, tmp_path: Path, name: str
):
    made = back_up(home, tmp_path / name, of())
    restored = restore(chosen(tmp_path / name), tmp_path / "new")
    assert every_row(tmp_path / "new") == every_row(home)
    metric = ask(home, "SELECT min(metric_id) FROM metric")[0][0]
    assert why(tmp_path / "new", metric) == why(home, metric)
    assert restored.manifest == made.manifest
    assert restored.aside is None
    assert not list((tmp_path / "new").glob("restore*"))


def test_the_second_backup_writes_only_what_is_new(home: Path, tmp_path: Path):
    first = back_up(home, tmp_path / "backups", of())
    again = back_up(home, tmp_path / "backups", of())
    assert (again.written_files, again.written_bytes) == (0, 0)
    published(home, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
    third = back_up(home, tmp_path / "backups", of())
    new = {file.path for file in third.manifest.files} - {
        file.path for file in first.manifest.files
    }
    assert new
    assert 0 < third.written_files <= len(new) + 1  # and the database
    for place in backups_in(tmp_path / "backups"):
        verify(place)


def test_each_backup_can_be_restored_by_its_name(home: Path, tmp_path: Path):
    first = back_up(home, tmp_path / "backups", of())
    before = every_row(home)
    published(home, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
    back_up(home, tmp_path / "backups", of())
    restore(chosen(tmp_path / "backups", first.place.stem), tmp_path / "old")
    assert every_row(tmp_path / "old") == before
    with pytest.raises(ManifestError, match="there are"):
        chosen(tmp_path / "backups", "19990101T000000Z")


def test_of_old_backups_only_the_newest_are_kept_with_the_files_they_need(
    home: Path, tmp_path: Path
):
    for number in (2, 3, 4):
        back_up(home, tmp_path / "backups", of())
        published(
            home, Page(f"inbox/{number}.txt", body=BODY + "又讯。" * number), run_id=f"run-{number}"
        )
    last = back_up(home, tmp_path / "backups", of(), keep=2)
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
    back_up(home, tmp_path / "backups", of())
    assert not left.exists()
    assert not stale.exists()


def test_a_backup_names_the_parts_that_are_gone(home: Path, tmp_path: Path):
    (part,) = (home / "parts").iterdir()
    shutil.rmtree(part)
    made = back_up(home, tmp_path / "backups", of())
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
        back_up(tmp_path / "none", tmp_path / "backups", of())
    assert not (tmp_path / "none").exists()


def test_a_folder_that_holds_something_else_is_refused(home: Path, tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    with pytest.raises(BackupError, match=r"a\.jpg"):
        back_up(home, tmp_path / "photos", of())
    (tmp_path / "a.tar").touch()
    with pytest.raises(BackupError, match="another file"):
        back_up(home, tmp_path / "a.tar", of())


@pytest.mark.parametrize("name", ["backups", "kouan.tar"])
def test_a_full_disk_leaves_no_half_backup(
    home: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.backup.frozen", held_still(home))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SpaceError, match="disk is full"):
        back_up(home, tmp_path / name, of())
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
        back_up(home, tmp_path / "backups", of())


def test_a_home_with_a_warehouse_is_left_alone(home: Path, folder: Path):
    before = listing(home)
    with pytest.raises(NotEmptyError, match="--force"):
        restore(chosen(folder), home)
    assert listing(home) == before


def test_by_force_the_old_warehouse_is_moved_aside_and_works_there(
    home: Path, folder: Path, tmp_path: Path
):
    other = tmp_path / "other"
    published(other, Page("inbox/z.txt", body=BODY + "另讯。"))
    (other / "state.json").write_text("of the old one")
    old, connection = every_row(other), reader(other)
    metric = ask(other, "SELECT min(metric_id) FROM metric")[0][0]
    done = restore(chosen(tmp_path / "backups"), other, force=True)
    assert every_row(other) == every_row(home)
    assert done.aside
    assert every_row(done.aside) == old
    assert why(done.aside, metric).id == metric
    assert (done.aside / "state.json").exists()
    assert not (other / "state.json").exists()
    # Who was reading goes on reading what he read.
    assert connection.execute("SELECT location FROM article").fetchall() == [("inbox/z.txt",)]
    connection.close()
    published(other, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
    assert every_row(done.aside) == old


def spoil_object(folder: Path, name: str, content: bytes) -> Path:
    manifest = json.loads(backups_in(folder)[-1].read_text())
    digest = next(one["sha256"] for one in manifest["files"] if one["path"].endswith(name))
    place = object_at(folder, digest)
    place.write_bytes(content)
    return place


@pytest.mark.parametrize("name", ["warehouse.duckdb", "raw.parquet"])
def test_a_damaged_file_is_named_and_nothing_is_restored(folder: Path, tmp_path: Path, name: str):
    manifest = json.loads(backups_in(folder)[-1].read_text())
    entry = next(one for one in manifest["files"] if one["path"].endswith(name))
    for content, said in ((b"x" * entry["bytes"], "damaged"), (b"short", "bytes where")):
        place = spoil_object(folder, name, content)
        with pytest.raises(ManifestError, match=said) as caught:
            restore(chosen(folder), tmp_path / "new")
        assert str(place) in str(caught.value)
        assert name in str(caught.value)
        with pytest.raises(ManifestError, match=said):
            verify(chosen(folder))
    assert listing(tmp_path / "new").keys() <= {"writer.lock"}


def test_a_missing_file_is_named(folder: Path, tmp_path: Path):
    spoil_object(folder, "segment.parquet", b"").unlink()
    with pytest.raises(ManifestError, match=r"segment\.parquet.*is missing"):
        restore(chosen(folder), tmp_path / "new")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"files": [{"path": "../../evil", "bytes": 1, "sha256": "0" * 64}]}, "no path below"),
        ({"files": [{"path": "/etc/passwd", "bytes": 1, "sha256": "0" * 64}]}, "no path below"),
        ({"files": [{"path": "parts/../x", "bytes": 1, "sha256": "0" * 64}]}, "no path below"),
        ({"files": [{"path": "current.duckdb", "bytes": 1, "sha256": "0" * 64}]}, "no file of a"),
        ({"files": [{"path": "parts/x/raw", "bytes": 1, "sha256": "0" * 64}]}, "no file of a"),
        ({"files": [{"path": "warehouse.duckdb", "bytes": 1, "sha256": "../../x"}]}, "sha256"),
        ({"files": [{"path": "warehouse.duckdb", "bytes": 1 << 60, "sha256": "0" * 64}]}, "bytes"),
        ({"files": []}, "no database"),
        ({"tables": {}}, "not what the manifest says"),
        ({"format": "kouan export"}, "kouan import"),
        ({"format": "zip"}, "no manifest of kouan"),
        ({"version": 2}, "no manifest of kouan"),
        ({"surprise": True}, "no manifest of kouan"),
        ({"migrations": []}, "another schema"),
    ],
)
def test_a_hostile_manifest_is_refused_and_nothing_outside_is_touched(
    folder: Path, tmp_path: Path, change: dict[str, object], said: str
):
    (place,) = backups_in(folder)
    place.write_text(json.dumps(json.loads(place.read_text()) | change))
    with pytest.raises(ManifestError, match=said):
        restore(chosen(folder), tmp_path / "new")
    assert listing(tmp_path / "new").keys() <= {"writer.lock"}
    assert not list(tmp_path.glob("**/evil"))


def test_a_backup_of_a_newer_kouan_is_refused_with_its_version(folder: Path, tmp_path: Path):
    (place,) = backups_in(folder)
    manifest = json.loads(place.read_text())
    newest = manifest["migrations"][-1]
    manifest["migrations"] += [newest | {"version": newest["version"] + 1, "name": "9999_new.sql"}]
    manifest["kouan"] = "7.0"
    place.write_text(json.dumps(manifest))
    with pytest.raises(NewerSchemaError, match=r"kouan 7\.0"):
        restore(chosen(folder), tmp_path / "new")


def test_a_link_in_place_of_a_file_is_not_followed(folder: Path, tmp_path: Path):
    place = spoil_object(folder, "raw.parquet", b"")
    place.unlink()
    place.symlink_to("/etc/hostname")
    with pytest.raises(ManifestError, match="is missing"):
        restore(chosen(folder), tmp_path / "new")


@pytest.mark.parametrize("evil", ["../evil", "/evil", "extra", "link", "cut", "text"])
def test_a_hostile_archive_is_refused_and_nothing_outside_is_touched(
    home: Path, tmp_path: Path, evil: str
):
    archive, bad = tmp_path / "kouan.tar", tmp_path / "bad.tar"
    back_up(home, archive, of())
    content = archive.read_bytes()
    if evil == "cut":
        bad.write_bytes(content[: len(content) // 2])
    elif evil == "text":
        bad.write_bytes(b"no archive at all" * 100)
    else:
        with tarfile.open(archive) as old, tarfile.open(bad, "w") as new:
            for member in old:
                new.addfile(member, old.extractfile(member))
            added = tarfile.TarInfo(evil)
            if evil == "link":
                added.name, added.type, added.linkname = "warehouse.duckdb", tarfile.SYMTYPE, "/etc"
                new.addfile(added)
            else:
                added.size = 4
                new.addfile(added, io.BytesIO(b"evil"))
    with pytest.raises(ManifestError):
        restore(chosen(bad), tmp_path / "home" / "new")
    assert listing(tmp_path / "home").keys() <= {"new/writer.lock"}
    assert not list(tmp_path.rglob("evil"))


def test_a_database_that_names_a_part_elsewhere_is_refused(home: Path, tmp_path: Path):
    with writer(home) as connection:
        connection.execute("UPDATE document SET part = '../../outside'")
    back_up(home, tmp_path / "backups", of())
    with pytest.raises(ManifestError, match="which is none"):
        restore(chosen(tmp_path / "backups"), tmp_path / "new")


def test_files_of_the_project_come_back_and_differing_ones_are_kept(home: Path, tmp_path: Path):
    project = tmp_path / "project"
    (project / "kouan.toml").write_text('inputs = ["inbox"]\n')
    (project / "sources.csv").write_text("pattern\n")
    back_up(home, tmp_path / "backups", of(project / "kouan.toml", project / "sources.csv"))
    other = tmp_path / "other"
    other.mkdir()
    (other / "sources.csv").write_text("mine\n")
    done = restore(chosen(tmp_path / "backups"), other / ".kouan", project=other)
    assert (done.written, done.kept) == (("kouan.toml",), ("sources.csv",))
    assert (other / "kouan.toml").read_text() == 'inputs = ["inbox"]\n'
    assert (other / "sources.csv").read_text() == "mine\n"
    done = restore(chosen(tmp_path / "backups"), other / ".kouan", project=other, force=True)
    assert (other / "sources.csv").read_text() == "pattern\n"
    assert done.aside
    assert (done.aside / "project" / "sources.csv").read_text() == "mine\n"


def test_a_file_of_the_project_is_not_written_through_a_link(home: Path, tmp_path: Path):
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "rules").mkdir()
    (project / "rules" / "evil.py").write_text("print()\n")
    belongings = Belongings({"rules/evil.py": project / "rules" / "evil.py"}, None, "0.1.0")
    back_up(home, tmp_path / "backups", belongings)
    other = tmp_path / "other"
    other.mkdir()
    outside.mkdir()
    (other / "rules").symlink_to(outside)
    done = restore(chosen(tmp_path / "backups"), other / ".kouan", project=other)
    assert done.kept == ("rules/evil.py",)
    assert not list(outside.iterdir())


def test_the_backup_is_a_database_that_other_tools_open(home: Path, tmp_path: Path):
    made = back_up(home, tmp_path / "backups", of())
    entry = next(file for file in made.manifest.files if file.path == "warehouse.duckdb")
    path = object_at(tmp_path / "backups", entry.sha256)
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM article").fetchall() == [(1,)]
