"""Backup, restore and what else the person on duty types, as somebody would type it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from batches import BODY, Page, ask, digest_of_rows, published
from flows_support import Typed, project_in

from flows.lock import one_run
from flows.project import make_project
from flows.upkeep.retention import days_of
from warehouse.changes import update
from warehouse.snapshots.profiles import WITHOUT_TEXT
from warehouse.transaction import transaction

#: What a snapshot of facts leaves out.
TEXT = (*WITHOUT_TEXT, "profile")
#: What compaction may change: where bytes lie, how the index of the search is cut, how often was written.
MAY_CHANGE = ("document", "indexed_article", "bigram", "bigram_segment", "publication")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two published articles."""
    from flows.run import run_direct

    folder = tmp_path_factory.mktemp("template") / "project"
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("KOUAN_"):
                patch.delenv(name)
        assert run_direct(project_in(folder, 1, 2)).exit_code == 0
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(template, tmp_path / "project", symlinks=True)
    monkeypatch.chdir(folder)
    return folder


def test_a_backup_restored_in_another_folder_leaves_a_run_nothing_to_do(
    typed: Typed, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (project / "lexicons" / "own.md").write_text("notes\n")
    (project / "kouan.toml").write_text(
        (project / "kouan.toml").read_text().replace('snapshot = "text"', 'snapshot = "facts"')
    )
    code, out, err = typed("backup", "../backups", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["written_files"] > 10
    code, out, err = typed("restore", "../backups", "--check")
    assert (code, err) == (0, "")
    assert "whole" in out
    other = tmp_path / "other"
    shutil.copytree(project / "inbox", other / "inbox")
    monkeypatch.chdir(other)
    code, out, err = typed("restore", "../backups")
    assert (code, err) == (0, "")
    # The readers get what the settings say, also before the next run.
    assert digest_of_rows(other / ".kouan", TEXT) == digest_of_rows(project / ".kouan", TEXT)
    assert ask(other / ".kouan", "SELECT count(*) FROM block") == [(0,)]
    assert [path.name for path in (other / ".kouan" / "knowledge").iterdir()] == [
        path.name for path in (project / ".kouan" / "knowledge").iterdir()
    ]
    assert (other / "lexicons" / "own.md").read_text() == "notes\n"
    code, out, err = typed("run", "--direct", "--json")
    assert code == 0
    summary = json.loads(out)
    assert (summary["run_id"], summary["unchanged"]) == (None, 2)


def test_a_restore_is_refused_where_a_warehouse_is_unless_it_is_forced(typed: Typed, project: Path):
    assert typed("backup")[0] == 0
    published(project / ".kouan", Page("inbox/c.txt"), run_id="run-2")
    before = digest_of_rows(project / ".kouan", ())
    code, _, err = typed("restore")
    assert code == 1
    assert "--force" in err
    code, out, _ = typed("restore", "--force", "--json")
    assert code == 0
    told = json.loads(out)
    assert digest_of_rows(Path(told["aside"]), ()) == before
    assert digest_of_rows(project / ".kouan", ()) != before


def test_a_restore_leaves_while_a_run_is_at_work(typed: Typed, project: Path):
    assert typed("backup")[0] == 0
    with one_run(project / ".kouan"):
        code, _, err = typed("restore", "--force")
    assert code == 1
    assert "another run is at work" in err


def test_a_backup_needs_a_warehouse_and_says_so(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make_project(tmp_path / "empty")
    monkeypatch.chdir(tmp_path / "empty")
    code, _, err = typed("backup", "../backups")
    assert code == 2
    assert "kouan run" in err
    code, _, err = typed("restore", "../nowhere")
    assert code == 1
    assert "there is no backup in it" in err
    code, _, err = typed("backup", "--keep", "0")
    assert code == 2


def test_a_backup_beside_what_it_protects_is_said_to_be_one(typed: Typed, project: Path):
    code, out, err = typed("backup")
    assert code == 0
    assert "another disk" in err
    (project / "kouan.toml").write_text(
        (project / "kouan.toml").read_text() + '\nbackups = "../elsewhere"\n'
    )
    code, out, err = typed("backup")
    assert (code, err) == (0, "")
    assert "elsewhere" in out


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_an_export_imported_in_another_folder_gives_identical_tables(
    typed: Typed, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
):
    code, out, err = typed("export", "../out", "--format", form, "--profile", "full", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["rows"]["article"] == 2
    monkeypatch.setenv("KOUAN_HOME", str(tmp_path / "new"))
    code, out, err = typed("import", "../out")
    assert (code, err) == (0, "")
    assert digest_of_rows(tmp_path / "new", ()) == digest_of_rows(project / ".kouan", ())
    code, _, err = typed("import", "../out")
    assert code == 1
    assert "rows already" in err
    metric = json.loads(typed("sql", "SELECT metric_id FROM metric LIMIT 1", "--json")[1])
    assert typed("why", metric[0]["metric_id"])[0] == 0


def test_an_export_of_a_table_that_is_not_there_names_those_that_are(typed: Typed, project: Path):
    code, _, err = typed("export", "../out", "--tables", "metric,nonsense")
    assert code == 2
    assert "there is no table nonsense; there are" in err
    assert typed("export", ".")[0] == 2


def test_status_says_what_takes_the_space(typed: Typed, project: Path):
    assert typed("backup", "../backups")[0] == 0
    (project / "kouan.toml").write_text(
        (project / "kouan.toml").read_text() + '\nbackups = "../backups"\n'
    )
    code, out, _ = typed("status", "--json")
    assert code == 0
    used = json.loads(out)[0]["bytes"]
    assert {"warehouse", "snapshots", "parts", "reports", "backups"} <= used.keys()
    assert all(size > 0 for size in used.values())


def test_the_doctor_reads_all_bytes_and_names_the_part_that_is_spoilt(typed: Typed, project: Path):
    code, out, _ = typed("doctor", "--deep")
    assert code == 0
    assert "are those they came with" in out
    assert "there is none" in out
    (part,) = (project / ".kouan" / "parts").iterdir()
    (part / "raw.parquet").write_bytes(b"spoilt")
    assert typed("doctor")[0] == 0
    code, out, _ = typed("doctor", "--deep", "--json")
    assert code == 1
    (bad,) = (one for one in json.loads(out) if one["verdict"] == "bad")
    assert part.name in bad["said"]
    shutil.rmtree(part)
    code, out, _ = typed("doctor")
    assert code == 1
    assert "is missing; 2 documents need it" in out


def test_compact_says_what_it_gave_back(typed: Typed, project: Path):
    before = digest_of_rows(project / ".kouan", MAY_CHANGE)
    code, out, err = typed("compact", "--json")
    assert (code, err) == (0, "")
    sizes = {one["what"]: one for one in json.loads(out)}
    assert sizes["parts"]["after"] < sizes["parts"]["before"]
    assert digest_of_rows(project / ".kouan", MAY_CHANGE) == before
    code, out, _ = typed("compact")
    assert code == 0
    assert "MB before" in out
    code, out, _ = typed("run", "--direct", "--json")
    assert (code, json.loads(out)["unchanged"]) == (0, 2)


@pytest.mark.slow
def test_prune_shows_first_and_removes_only_when_told_so(typed: Typed, project: Path):
    published(project / ".kouan", Page("inbox/z.txt"), run_id="run-2", state="other")
    published(project / ".kouan", Page("inbox/z.txt", body=f"{BODY}更正。"), run_id="run-3")
    (project / "sources.csv").write_text(
        "pattern,publisher,tier,licence,retention,budget\n*,,copier,,10 days,\n"
    )
    with transaction(project / ".kouan") as connection:
        update(connection, "document", "source = '*', crawled_at = TIMESTAMP '2019-01-01'")
    before = digest_of_rows(project / ".kouan", ())
    code, out, err = typed("prune", "--keep-days", "0")
    assert (code, err) == (0, "")
    assert "nothing was changed, --yes removes it" in out
    assert "2 documents past their retention stay" in out
    assert digest_of_rows(project / ".kouan", ()) == before
    code, out, _ = typed("prune", "--keep-days", "0", "--json")
    shown = json.loads(out)
    code, out, _ = typed("prune", "--keep-days", "0", "--yes", "--json")
    assert code == 0
    assert json.loads(out) == {**shown, "removed": True}
    assert {one["rule"] for one in shown["going"]} >= {"version", "raw"}
    code, out, _ = typed("prune", "--keep-days", "0")
    assert code == 1
    assert "nothing is older than 0 days" in out
    assert typed("doctor")[0] == 0
    assert json.loads(typed("sql", "SELECT * FROM pruning", "--json")[1])


def test_a_retention_that_is_no_span_names_file_and_source(typed: Typed, project: Path):
    (project / "sources.csv").write_text(
        "pattern,publisher,tier,licence,retention,budget\nexample.org,,copier,,a while,\n"
    )
    code, _, err = typed("prune")
    assert code == 2
    assert "sources.csv" in err
    assert "example.org" in err
    assert "write for example 90 days" in err
    assert typed("prune", "--keep-days", "-1")[0] == 2
    assert typed("prune", "--yes", "--dry-run")[0] == 2


@pytest.mark.parametrize(
    ("said", "days"), [("90", 90), ("1 day", 1), ("3 weeks", 21), ("2 years", 730), ("6个月", 180)]
)
def test_a_retention_is_a_span_in_words(said: str, days: int):
    assert days_of(said) == days


@pytest.mark.slow
def test_the_restore_drill_over_the_seeds(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Seeds, backup, another folder, restore: a run has nothing to do, and every question has the same answer."""
    from warehouse.asking.query import run_query, saved_queries
    from warehouse.upkeep.soundness import look_at_parts

    here, there = tmp_path / "here", tmp_path / "there"
    project_in(here)
    for seed in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt")):
        shutil.copy(seed, here / "inbox")
    monkeypatch.chdir(here)
    assert typed("run", "--direct")[0] == 0
    assert typed("backup", str(tmp_path / "backups"))[0] == 0
    assert typed("backup", str(tmp_path / "backup.tar.gz"))[0] == 0
    for source, folder in (("backups", there), ("backup.tar.gz", tmp_path / "third")):
        shutil.copytree(here / "inbox", folder / "inbox")
        monkeypatch.chdir(folder)
        assert typed("restore", str(tmp_path / source))[0] == 0
        assert digest_of_rows(folder / ".kouan", ()) == digest_of_rows(here / ".kouan", ())
        code, out, _ = typed("run", "--direct", "--json")
        assert (code, json.loads(out)["run_id"], json.loads(out)["unchanged"]) == (0, None, 5)
        assert look_at_parts(folder / ".kouan", deep=True).faults == ()
        for name in saved_queries():
            assert run_query(folder / ".kouan", name) == run_query(here / ".kouan", name)
