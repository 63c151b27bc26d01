"""Exports: described, whole or chosen, in three formats; imported again the tables are the same, or nothing is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pyarrow.parquet as pq
import pytest
from batches import BODY, NASTY, Page, ask, digest_of_rows, published

from warehouse.catalog import tables
from warehouse.changes import insert
from warehouse.connection import writer
from warehouse.provenance.explanation import why
from warehouse.snapshots.snapshot import refresh
from warehouse.transaction import transaction
from warehouse.transfer.exporting import Choice, ExportError, export
from warehouse.transfer.formats import Form, FormatError
from warehouse.transfer.importing import ImportFailedError, import_export
from warehouse.transfer.json_lines import LineError
from warehouse.transfer.manifest import ManifestError, NewerSchemaError
from warehouse.upkeep.switching import NotEmptyError

FORMS = get_args(Form)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template") / "home"
    published(home, Page(), Page("inbox/b.txt", title=None, body=BODY + "又讯。"))
    with transaction(home) as connection:
        for number, text in enumerate(NASTY):
            insert(
                connection,
                "quality_failure",
                "SELECT 'run-1' AS run_id, 's' AS suite, 'c' AS check_name, ? AS row_key, ? AS observed",
                [str(number), text],
            )
    published(home, Page(body=BODY + "更正。"), run_id="run-2")
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "home", symlinks=True)


@pytest.fixture(scope="module")
def exported(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a full export in each format."""
    folder = tmp_path_factory.mktemp("exported")
    home = shutil.copytree(template, folder / "home", symlinks=True)
    for form in FORMS:
        export(home, folder / form, Choice(form, "full"), "0.1.0")
    return folder


@pytest.mark.parametrize(
    "form",
    [pytest.param(one, marks=() if one == "parquet" else pytest.mark.slow) for one in FORMS],
)
def test_an_import_gives_identical_tables_and_explains_them(
    exported: Path, tmp_path: Path, form: Form
):
    import_export(exported / form, tmp_path / "new")
    assert digest_of_rows(tmp_path / "new", ()) == digest_of_rows(exported / "home", ())
    metric = ask(exported / "home", "SELECT min(metric_id) FROM current_metric")[0][0]
    assert why(tmp_path / "new", metric) == why(exported / "home", metric)
    published(tmp_path / "new", Page("inbox/c.txt", body=BODY + "再讯。"), run_id="run-3")


def test_the_manifest_describes_every_column(exported: Path):
    manifest = json.loads((exported / "csv" / "manifest.json").read_text())
    for name, table in tables().items():
        if not table.is_view:
            said = manifest["tables"][name]
            assert said["comment"] == table.comment
            assert [one["name"] for one in said["columns"]] == [one.name for one in table.columns]
            assert all(one["comment"] for one in said["columns"])
    schema = pq.read_schema(exported / "parquet" / "tables" / "metric.parquet")
    assert b"comment" in schema.field("value").metadata


def test_without_bytes_the_rows_come_and_why_says_what_is_missing(home: Path, tmp_path: Path):
    export(home, tmp_path / "out", Choice("parquet", "text"), "0.1.0")
    assert not (tmp_path / "out" / "parts").exists()
    import_export(tmp_path / "out", tmp_path / "new")
    assert digest_of_rows(tmp_path / "new", ()) == digest_of_rows(home, ())
    metric = ask(home, "SELECT min(metric_id) FROM current_metric")[0][0]
    told = why(tmp_path / "new", metric)
    assert told.sentence
    assert "cannot be read" in (told.note or "")


def test_facts_hold_no_running_text(home: Path, tmp_path: Path):
    manifest = export(home, tmp_path / "out", Choice("csv", "facts"), "0.1.0")
    assert "block" not in manifest.tables
    assert "metric" in manifest.tables
    import_export(tmp_path / "out", tmp_path / "new")
    assert ask(tmp_path / "new", "SELECT count(*) FROM block") == [(0,)]
    assert ask(tmp_path / "new", "SELECT count(*) FROM metric") == ask(
        home, "SELECT count(*) FROM metric"
    )


def test_since_a_run_only_what_came_later_is_given(home: Path, tmp_path: Path):
    manifest = export(home, tmp_path / "out", Choice("jsonl", "text", since="run-1"), "0.1.0")
    assert manifest.tables["run"].rows == 1
    # The new version, and the one it closed.
    assert manifest.tables["article"].rows == 2
    assert manifest.tables["document"].rows == 1
    assert manifest.tables["block"].rows == 2
    with pytest.raises(ManifestError, match="some tables or some rows"):
        import_export(tmp_path / "out", tmp_path / "new")
    with pytest.raises(ExportError, match="no run run-9"):
        export(home, tmp_path / "out2", Choice(since="run-9"), "0.1.0")
    assert not list(tmp_path.glob("*out2*"))


def test_some_tables_are_exported_by_name(home: Path, tmp_path: Path):
    manifest = export(home, tmp_path / "out", Choice(tables=("metric", "run")), "0.1.0")
    assert sorted(manifest.tables) == ["metric", "run"]
    with pytest.raises(ExportError, match="no table nonsense"):
        export(home, tmp_path / "out2", Choice(tables=("nonsense",)), "0.1.0")


def test_a_folder_that_holds_something_is_not_written_to(home: Path, tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(ExportError, match="empty folder"):
        export(home, tmp_path / "out", Choice(), "0.1.0")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_warehouse_with_rows_is_left_alone(exported: Path, home: Path):
    before = digest_of_rows(home, ())
    with pytest.raises(NotEmptyError, match="KOUAN_HOME"):
        import_export(exported / "csv", home)
    assert digest_of_rows(home, ()) == before


def test_a_warehouse_that_was_made_and_never_filled_takes_an_import(exported: Path, tmp_path: Path):
    with writer(tmp_path / "new") as connection:
        connection.execute("CHECKPOINT kouan")
        refresh(connection, tmp_path / "new")
    import_export(exported / "parquet", tmp_path / "new")
    assert digest_of_rows(tmp_path / "new", ()) == digest_of_rows(exported / "home", ())


def in_manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """A change of the manifest of an export."""

    def spoil(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        change(manifest)
        (folder / "manifest.json").write_text(json.dumps(manifest))

    return spoil


def rewritten(folder: Path, name: str, content: bytes) -> None:
    """A file with another content, of which the manifest knows."""
    import hashlib

    (folder / name).write_bytes(content)

    def change(manifest: dict[str, Any]) -> None:
        (entry,) = (one for one in manifest["files"] if one["path"] == name)
        entry.update(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())

    in_manifest(change)(folder)


def edited(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    return lambda folder: rewritten(folder, name, (folder / name).read_bytes().replace(old, new, 1))


SPOILT: list[tuple[str, Callable[[Path], object], str]] = [
    ("csv", lambda folder: (folder / "tables/run.csv").write_bytes(b"x"), "bytes where"),
    ("csv", lambda folder: (folder / "tables/run.csv").unlink(), "run.csv: is missing"),
    ("csv", lambda folder: (folder / "tables/x.csv").touch(), "not in the manifest"),
    ("csv", lambda folder: (folder / "y").symlink_to("/etc"), "is a link"),
    ("csv", lambda folder: (folder / "manifest.json").unlink(), "no manifest"),
    ("csv", lambda folder: (folder / "manifest.json").write_text("{"), "no manifest of kouan"),
    ("csv", in_manifest(lambda one: one.update(format="kouan backup")), "kouan restore"),
    ("csv", in_manifest(lambda one: one["tables"]["run"].update(rows=-1)), "greater than"),
    ("csv", in_manifest(lambda one: one["tables"]["run"].update(rows=1 << 60)), "less than"),
    ("csv", in_manifest(lambda one: one["tables"]["run"].update(rows=7)), "manifest says 7"),
    ("csv", in_manifest(lambda one: one["files"][0].update(path="../x")), "no path below"),
    ("csv", in_manifest(lambda one: one["tables"]["run"].update(file="/etc/passwd")), "no path"),
    (
        "csv",
        in_manifest(lambda one: one["tables"]["run"].update(file="tables/metric.csv")),
        "names",
    ),
    ("csv", in_manifest(lambda one: one["tables"]["run"]["columns"].pop()), "other columns"),
    ("csv", in_manifest(lambda one: one["tables"].update(evil=one["tables"]["run"])), "names"),
    ("csv", in_manifest(lambda one: one["tables"].pop("schema_version")), "no file of an export"),
    ("csv", edited("tables/run.csv", b'"run_id"', b'"evil_id"'), "run.csv:1: column 'evil_id'"),
    ("csv", edited("tables/run.csv", b'"run-1"', b'"run-1","more"'), "Row #2: Expected 12 columns"),
    ("csv", edited("tables/run.csv", b'"run-1"', b'"run-8"'), "digests differ"),
    ("csv", edited("tables/run.csv", b'"2026-01-01', b'"never'), "run.csv"),
    ("csv", edited("tables/run.csv", b'"0.1.0"', b'"\xff"'), "UTF8"),
    (
        "jsonl",
        edited("tables/run.jsonl", b'"run_id"', b'"evil_id"'),
        "run.jsonl:1: column 'run_id'",
    ),
    (
        "jsonl",
        edited("tables/run.jsonl", b"{", b'{"evil":1,'),
        "run.jsonl:1: column 'evil' is unknown",
    ),
    ("jsonl", edited("tables/run.jsonl", b"}", b""), "run.jsonl:1: is no JSON"),
    ("jsonl", edited("tables/run.jsonl", b'"0.1.0"', b'"\\ud800"'), "run.jsonl:1: is no JSON"),
    ("jsonl", edited("tables/run.jsonl", b'"0.1.0"', b"NaN"), "run.jsonl:1: is no JSON"),
    ("jsonl", edited("tables/run.jsonl", b'"0.1.0"', b"[" * 100_000), "run.jsonl:1: is no JSON"),
    ("jsonl", edited("tables/run.jsonl", b'"inputs":0', b'"inputs":9'), "CHECK constraint"),
    ("jsonl", edited("tables/run.jsonl", b'"run-2"', b'"run-1"'), "their digests differ"),
    ("parquet", lambda folder: rewritten(folder, "tables/run.parquet", b"x" * 99), "run.parquet"),
]


@pytest.mark.parametrize(
    ("form", "spoil", "said"),
    SPOILT,
    ids=[f"{n}-{said[:20]}" for n, (*_, said) in enumerate(SPOILT)],
)
def test_a_damaged_or_hostile_export_is_refused_and_nothing_is_kept(
    exported: Path, tmp_path: Path, form: str, spoil: Callable[[Path], object], said: str
):
    folder = shutil.copytree(exported / form, tmp_path / "in", symlinks=True)
    spoil(folder)
    with pytest.raises((ManifestError, FormatError, LineError, ImportFailedError)) as caught:
        import_export(folder, tmp_path / "new")
    assert said in str(caught.value)
    left = (
        {path.name for path in (tmp_path / "new").rglob("*")}
        if (tmp_path / "new").exists()
        else set()
    )
    assert left <= {"writer.lock"}


def test_an_export_of_a_newer_kouan_is_refused_with_its_version(exported: Path, tmp_path: Path):
    folder = shutil.copytree(exported / "csv", tmp_path / "in")

    def newer(manifest: dict[str, Any]) -> None:
        manifest["kouan"] = "7.0"
        newest = manifest["migrations"][-1]
        manifest["migrations"].append(newest | {"version": newest["version"] + 1})

    in_manifest(newer)(folder)
    with pytest.raises(NewerSchemaError, match=r"kouan 7\.0"):
        import_export(folder, tmp_path / "new")
