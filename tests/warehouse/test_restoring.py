"""Backups restored as they were, or refused with nothing changed, whatever is wrong or hostile in them."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest
from batches import BODY, Page, alone, already, ask, digest_of_rows, published

from warehouse.connection import reader, writer
from warehouse.provenance.explanation import why
from warehouse.transfer.manifest import ManifestError, NewerSchemaError
from warehouse.upkeep.backup import Belongings, back_up, backups_in, object_at
from warehouse.upkeep.restoring import chosen, restore, verify
from warehouse.upkeep.switching import NotEmptyError


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one article, and a folder with one backup of it."""
    folder = tmp_path_factory.mktemp("made")
    already(folder / "home", Page())
    back_up(folder / "home", folder / "backups", alone())
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
    made = back_up(home, tmp_path / name, alone())
    restored = restore(chosen(tmp_path / name), tmp_path / "new")
    assert every_row(tmp_path / "new") == every_row(home)
    metric = ask(home, "SELECT min(metric_id) FROM metric")[0][0]
    assert why(tmp_path / "new", metric) == why(home, metric)
    assert restored.manifest == made.manifest
    assert restored.aside is None
    assert not list((tmp_path / "new").glob("restore*"))


def test_each_backup_can_be_restored_by_its_name(home: Path, tmp_path: Path):
    first = back_up(home, tmp_path / "backups", alone())
    before = every_row(home)
    published(home, Page("inbox/b.txt", body=BODY + "又讯。"), run_id="run-2")
    back_up(home, tmp_path / "backups", alone())
    restore(chosen(tmp_path / "backups", first.place.stem), tmp_path / "old")
    assert every_row(tmp_path / "old") == before
    with pytest.raises(ManifestError, match="there are"):
        chosen(tmp_path / "backups", "19990101T000000Z")


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
    back_up(home, archive, alone())
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
    back_up(home, tmp_path / "backups", alone())
    with pytest.raises(ManifestError, match="which is none"):
        restore(chosen(tmp_path / "backups"), tmp_path / "new")


def test_files_of_the_project_come_back_and_differing_ones_are_kept(home: Path, tmp_path: Path):
    project = tmp_path / "project"
    (project / "kouan.toml").write_text('inputs = ["inbox"]\n')
    (project / "sources.csv").write_text("pattern\n")
    back_up(home, tmp_path / "backups", alone(project / "kouan.toml", project / "sources.csv"))
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
