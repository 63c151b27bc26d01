"""The main flow without a server, over small projects."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from flows_support import article_in, project_in

from flows import work
from flows.lock import AnotherRunError, one_run
from flows.reporting.stamp import STAMP, stamped_run
from flows.run import look, run_direct
from flows.scheduling.environment import has_server
from flows.settings import load_settings
from flows.steps import NothingToStartError, Options
from flows.summary import RunSummary
from flows.upkeep.status import newest_run, rows

COUNTS = "SELECT inputs, released, unchanged, duplicates, held, failed FROM run ORDER BY run_id"


def adds_up(summary: RunSummary) -> bool:
    parts = (
        summary.released + summary.unchanged + summary.duplicates + summary.held + summary.failed
    )
    return summary.inputs == parts


def state_of(folder: Path) -> dict[str, int]:
    tables = ("run", "document", "article", "block", "mention", "metric", "quarantine")
    home = load_settings(folder).home
    return {name: rows(home, f"SELECT count(*) AS n FROM {name}")[0]["n"] for name in tables}


def test_a_run_releases_what_is_new_and_a_second_one_changes_no_row(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2, is_new=True)
    first = run_direct(settings)
    assert (first.exit_code, first.released, first.articles) == (0, 2, 2)
    assert first.metrics >= 2
    assert first.report is not None
    assert first.report.is_file()
    before = state_of(tmp_path)
    second = run_direct(settings)
    assert (second.exit_code, second.changed, second.unchanged) == (0, False, 2)
    assert "nothing to do" in second.message
    assert state_of(tmp_path) == before


@pytest.mark.slow
def test_a_run_with_nothing_to_do_imports_neither_prefect_nor_great_expectations(tmp_path: Path):
    project_in(tmp_path, 1, is_new=True)
    looked = "[m for m in ('prefect', 'great_expectations', 'pandas') if m in sys.modules]"
    code = f"import sys; from flows.cli import call; assert call(['run', '--direct']) == 0; print({looked})"
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    )
    assert "great_expectations" in first[-1]  # or the second one would prove nothing
    assert second[-1] == "[]"


LOOKED = "[m for m in ('prefect', 'great_expectations', 'pandas') if m in sys.modules]"


def typed(folder: Path, *arguments: str, before: str = "pass") -> tuple[int, list[str]]:
    """Exit code and lines of a command in a process of its own; the last one lists what it imported."""
    code = f"import sys; {before}; from flows.cli import call; code = call({list(arguments)}); print({LOOKED})"
    done = subprocess.run(
        [sys.executable, "-c", code + "; sys.exit(code)"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


@pytest.mark.slow
def test_a_report_that_was_cut_short_is_written_by_the_next_run_though_it_is_idle(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    killing = "import os, flows.report; flows.report.replace = lambda *_: os._exit(9)"
    assert typed(tmp_path, "run", "--direct", before=killing) == (9, [])
    assert not (settings.reports / "index.html").exists()
    code, lines = typed(tmp_path, "run", "--direct")
    assert (code, lines[0]) == (0, "nothing to do: 1 input is unchanged; no row was changed")
    assert lines[1] == f"report    {settings.reports / 'index.html'}"
    assert not {"prefect", "great_expectations"} & set(ast.literal_eval(lines[-1]))
    assert (settings.reports / "index.html").is_file()
    assert stamped_run(settings.reports) == newest_run(settings.home)


@pytest.mark.slow
def test_the_report_goes_on_when_a_file_has_new_content(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    article_in(tmp_path, 2, "001.txt")
    again = run_direct(settings)
    assert (again.released, again.report is not None) == (1, True)
    assert rows(settings.home, "SELECT count(*) AS n FROM document") == [{"n": 2}]
    assert len(list((settings.reports / "documents").glob("*.zh.html"))) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "no stamp",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("stamp of another run", "no first page")
        ),
    ],
)
def test_an_idle_run_writes_a_report_again_only_where_it_is_not_whole(tmp_path: Path, damage: str):
    settings = project_in(tmp_path, 1)
    page = run_direct(settings).report
    assert page is not None
    written = page.stat().st_ino
    assert run_direct(settings).report == page
    assert page.stat().st_ino == written
    if damage == "no first page":
        page.unlink()
    elif damage == "no stamp":
        (settings.reports / STAMP).unlink()
    else:
        (settings.reports / STAMP).write_text("another\n")
    page.with_name("index.zh.html").unlink()
    again = run_direct(settings)
    assert (again.changed, again.report) == (False, page)
    assert page.is_file()
    assert page.with_name("index.zh.html").is_file()
    assert stamped_run(settings.reports) == newest_run(settings.home)


@pytest.mark.slow
def test_an_idle_run_starts_no_server_unless_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1)
    assert typed(tmp_path, "run", "--direct")[0] == 0
    code, lines = typed(tmp_path, "run")
    assert (code, lines[0]) == (0, "nothing to do: 1 input is unchanged; no row was changed")
    assert lines[-1] == "[]"
    article_in(tmp_path, 2)
    assert look(settings, Options()) is None
    profiles = tmp_path / "profiles.toml"
    monkeypatch.setenv("PREFECT_PROFILES_PATH", str(profiles))
    assert not has_server()
    profiles.write_text('active = "mine"\n[profiles.mine]\nPREFECT_API_URL = "http://mine/api"\n')
    assert has_server()
    profiles.unlink()
    monkeypatch.setenv("PREFECT_API_URL", "http://mine/api")
    assert has_server()


def test_equal_bytes_are_one_document_with_one_more_location(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    article_in(tmp_path, 1, "copy.txt")
    first = run_direct(settings)
    assert (first.released, first.duplicates, adds_up(first)) == (1, 1, True)
    article_in(tmp_path, 1, "another.txt")
    second = run_direct(settings)
    assert (second.released, second.unchanged, second.duplicates) == (0, 2, 1)
    (document,) = rows(settings.home, "SELECT locations FROM document")
    assert sorted(document["locations"]) == ["inbox/001.txt", "inbox/another.txt", "inbox/copy.txt"]
    assert run_direct(settings).unchanged == 3


def test_bad_files_stop_only_themselves_and_the_counts_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    settings = project_in(tmp_path, 1, is_new=True, max_size=5000)
    inbox = tmp_path / "inbox"
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "random.txt").write_bytes(bytes((n * n * 7919 + 13) % 251 for n in range(3000)))
    (inbox / "long.txt").write_text("长" * 3000, "utf-8")
    (inbox / "folder").mkdir()
    os.mkfifo(inbox / "fifo.txt")
    summary = run_direct(settings, Options(("inbox", "nowhere.txt")))
    assert adds_up(summary)
    assert (summary.exit_code, summary.released) == (1, 1)
    assert {one.location: one.reason for one in summary.failed_inputs} == {
        "inbox/fifo.txt": "not_a_file",
        "inbox/long.txt": "too_large",
        "nowhere.txt": "missing",
    }
    assert {one.location for one in summary.held_documents} == {
        "inbox/empty.txt",
        "inbox/random.txt",
    }
    assert all(one.detail for one in (*summary.failed_inputs, *summary.held_documents))
    (run,) = rows(settings.home, COUNTS)
    assert run["inputs"] == sum(value for name, value in run.items() if name != "inputs")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened_fails_alone(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    (tmp_path / "inbox" / "002.txt").chmod(0)
    summary = run_direct(settings)
    assert (summary.exit_code, summary.released, summary.failed_inputs[0].reason) == (
        1,
        1,
        "unreadable",
    )


def test_every_named_input_missing_starts_nothing(tmp_path: Path):
    settings = project_in(tmp_path / "project")
    summary = run_direct(settings, Options(("a.txt", "b/*.txt")))
    assert (summary.exit_code, summary.failed, summary.changed) == (2, 2, False)
    assert not (settings.home / "current.duckdb").exists()


def test_no_inputs_at_all_is_said_with_a_remedy(tmp_path: Path):
    settings = project_in(tmp_path, inputs=[])
    with pytest.raises(NothingToStartError, match="kouan init"):
        run_direct(settings)


def test_a_document_on_which_kouan_fails_is_held_and_the_rest_of_its_batch_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1, 2, 3)
    process = work.process

    def failing(batch, knowledge):
        if any(source.location == "inbox/002.txt" for source in batch.sources):
            raise ZeroDivisionError("no such luck")
        return process(batch, knowledge)

    monkeypatch.setattr(work, "process", failing)
    summary = run_direct(settings)
    assert (summary.released, summary.held, summary.exit_code) == (2, 1, 1)
    (held,) = summary.held_documents
    assert (held.location, held.reason) == ("inbox/002.txt", "internal_error")
    assert "ZeroDivisionError: no such luck" in held.detail
    monkeypatch.setattr(work, "process", process)
    healed = run_direct(settings)
    assert (healed.released, healed.unchanged, healed.exit_code) == (1, 2, 0)


def test_a_restart_reuses_the_parts_that_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from flows.run import Steps, carry_out

    def killed(*_what, **_said):
        raise OSError("killed")

    settings = project_in(tmp_path, 1, 2)
    with pytest.raises(OSError, match="killed"):
        carry_out(settings, Options(), Steps(publish=killed))
    monkeypatch.setattr(work, "process", lambda *_: pytest.fail("the part was not reused"))
    assert run_direct(settings).released == 2


@pytest.mark.slow
def test_full_reads_known_documents_again_without_new_versions(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    articles = state_of(tmp_path)["article"]
    again = run_direct(settings, Options(full=True))
    assert (again.released, again.unchanged) == (1, 0)
    assert state_of(tmp_path)["article"] == articles


@pytest.mark.slow
def test_chunks_publish_one_after_the_other_under_one_run(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2, 3, publish_every=1, batch_bytes=1024)
    settings = settings.model_copy(update={"batch_bytes": 1})
    summary = run_direct(settings)
    assert (summary.released, summary.articles) == (3, 3)
    (run,) = rows(settings.home, COUNTS)
    assert (run["inputs"], run["released"]) == (3, 3)


@pytest.mark.slow
def test_a_source_over_its_budget_is_held_and_another_one_published(tmp_path: Path):
    settings = project_in(tmp_path, 1, budget_minimum=2)
    bad = tmp_path / "inbox" / "bad"
    bad.mkdir()
    article_in(tmp_path, 7, "bad/good.txt")
    (bad / "empty.txt").write_bytes(b" ")
    (tmp_path / "sources.csv").write_text(
        "pattern,publisher,tier,licence,retention,budget\ninbox/bad/*,,,,,0.1\n*,,,,,\n", "utf-8"
    )
    summary = run_direct(settings)
    assert (summary.exit_code, summary.released, summary.held) == (1, 1, 2)
    assert {one.reason for one in summary.held_documents} == {"empty", "budget"}
    assert "inbox/bad/*" in summary.over_budget[0]
    assert rows(settings.home, "SELECT location FROM current_article") == [
        {"location": "inbox/001.txt"}
    ]


def test_a_second_run_leaves_when_it_is_told_not_to_wait(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    with one_run(settings.home), pytest.raises(AnotherRunError, match="another run is at work"):
        run_direct(settings, Options(leave=True))


def test_a_word_of_the_project_changes_the_state_and_the_reading(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    (tmp_path / "lexicons" / "invented.csv").write_text(
        "surface,example\n客流,口岸客流很大\n", "utf-8"
    )
    again = run_direct(settings)
    assert (again.released, again.unchanged) == (1, 0)


@pytest.mark.slow
def test_a_pool_of_processes_gives_the_rows_of_one_process(tmp_path: Path):
    settings = project_in(tmp_path / "one", 1, 2, 3, 4)
    run_direct(settings)
    pooled = project_in(tmp_path / "many", 1, 2, 3, 4, engine="processes", workers=2)
    pooled = pooled.model_copy(update={"batch_bytes": 1})
    assert run_direct(pooled).released == 4
    query = "SELECT * EXCLUDE (valid_from) FROM metric ORDER BY ALL"
    assert rows(settings.home, query) == rows(pooled.home, query)


def test_words_that_change_during_a_run_stop_it_and_hold_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1)
    monkeypatch.setattr(work, "current_state", lambda *_: "another state")
    with pytest.raises(work.StateChangedError, match="run again"):
        run_direct(settings)
    assert not (settings.home / "current.duckdb").exists()


def test_a_run_writes_sources_csv_and_the_stories_it_read_into_the_warehouse(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    (tmp_path / "sources.csv").write_text(
        "pattern,publisher,tier,licence,retention,budget\ninbox/*,某报,copier,,,20%\n", "utf-8"
    )
    run_direct(settings)
    sql = "SELECT pattern, publisher, tier, budget, document.source FROM current_source, document"
    (said,) = rows(settings.home, sql)
    assert list(said.values()) == ["inbox/*", "某报", "copier", 0.2, "inbox/*"]
    sql = "SELECT count(*) AS n FROM item INNER JOIN article USING (document_id, item_key)"
    assert rows(settings.home, sql) == [{"n": 1}]


@pytest.mark.slow
def test_settings_say_what_readers_get_and_whether_bytes_are_kept(tmp_path):
    settings = project_in(tmp_path / "p", 1, snapshot="facts", raw="reference")
    run_direct(settings)
    (settings.parts / ".half-written").mkdir()
    article_in(settings.project, 2)
    run_direct(settings)
    held = rows(settings.home, "SELECT name, (SELECT count(*) FROM block) AS blocks FROM profile")
    assert held == [{"name": "facts", "blocks": 0}]
    assert not list(settings.parts.glob(".*"))
    for part in settings.parts.iterdir():
        packed = pq.ParquetFile(part / "raw.parquet").read().to_pylist()
        assert [row["raw"] for row in packed] == [None] * len(packed)
        assert all(Path(row["place"]).is_file() for row in packed)
