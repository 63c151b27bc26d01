"""The command line: each command once, as somebody would type it."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flows_support import Typed, article_in, project_in

from flows.command_table import COMMANDS, EXIT_CODES
from flows.scheduling.environment import QUIET, SILENT
from flows.terminal.asking import guarded

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two published articles and one held file."""
    from flows.run import run_direct

    folder = tmp_path_factory.mktemp("published")
    settings = project_in(folder, 1, 2)
    (folder / "inbox" / "empty.txt").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("KOUAN_"):
                patch.delenv(name)
        assert run_direct(settings).exit_code == 0
    return folder


@pytest.fixture
def inside(published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(published)
    return published


def test_help_names_every_command_and_is_quick_to_import():
    code = (
        "import sys; from flows.cli import call; call(['--help']); "
        "print([m for m in ('prefect', 'pandas', 'numpy', 'pyarrow', 'duckdb', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(f" {name} " in done.stdout for name, _ in COMMANDS)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_explains_itself(typed: Typed, name: str):
    code, out, _ = typed(name, "--help")
    assert code == 0
    assert "Usage: kouan" in out


def test_every_command_says_its_exit_codes(typed: Typed):
    assert EXIT_CODES.keys() == {name for name, _ in COMMANDS}
    for name in EXIT_CODES:
        assert "Exit code 0: " in typed(name, "--help")[1], name


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("run", "--nonsense"),
        ("why",),
        ("run", "--publish-every", "many"),
        ("score",),
    ],
)
def test_a_wrong_command_is_one_line_and_exit_code_2(typed: Typed, arguments: tuple[str, ...]):
    code, _, err = typed(*arguments)
    assert code == 2
    assert err.startswith("kouan: ")
    assert err.count("\n") == 1


def test_init_makes_a_project_that_runs_and_refuses_a_second_one(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    code, out, _ = typed("init", str(tmp_path / "new"))
    assert (code, "kouan run" in out) == (0, True)
    assert (tmp_path / "new" / "lexicons" / "README.md").is_file()
    assert typed("init", str(tmp_path / "new"))[0] == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("x", "utf-8")
    code, _, err = typed("init", str(tmp_path / "full"))
    assert (code, "thesis.txt" in err) == (2, True)
    monkeypatch.chdir(tmp_path / "new")
    code, out, _ = typed("run", "--direct")
    assert (code, "nothing to do: there are no inputs" in out) == (0, True)


def test_run_says_what_came_in_and_where_the_report_is(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project_in(tmp_path, 1)
    (tmp_path / "inbox" / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    code, out, _ = typed("run", "--direct")
    assert code == 0
    assert "ingested  2 inputs: 1 released, 1 held" in out
    assert "held      inbox/empty.txt: empty: " in out
    assert str(tmp_path / ".kouan" / "reports" / "index.html") in out
    assert "kouan query" in out
    code, out, _ = typed("run", "--direct", "--json")
    assert (code, json.loads(out)["unchanged"]) == (0, 2)
    code, _, err = typed("run", "--direct", "--engine", "dask")
    assert (code, "'auto', 'threads' or 'processes'" in err) == (2, True)


def test_sql_answers_in_each_format_and_cannot_write(typed: Typed, inside: Path):
    question = "SELECT location, '=1+1' AS formula, 2.5 AS number FROM current_article ORDER BY 1"
    code, out, _ = typed("sql", question)
    assert (code, "inbox/001.txt" in out) == (0, True)
    rows = json.loads(typed("sql", question, "--json")[1])
    assert [row["number"] for row in rows] == [2.5, 2.5]
    text = typed("sql", question, "--format", "csv")[1]
    assert text.startswith("\ufeff")
    assert next(csv.DictReader(io.StringIO(text[1:])))["formula"] == "'=1+1"
    assert typed("sql", question, "--out", str(inside / "rows.parquet"))[0] == 0
    import pyarrow.parquet as pq

    assert pq.read_table(inside / "rows.parquet").num_rows == 2
    assert typed("sql", "SELECT 1 WHERE false")[0] == 1
    for wrong in ("SELEC 1", "SELECT 1; SELECT 2", ""):
        code, _, err = typed("sql", wrong)
        assert (code, err.startswith("kouan: ")) == (2, True)
    assert typed("sql", question, "--format", "xlsx")[0] == 2


def test_what_a_question_may_cost_is_an_option_and_a_setting(
    typed: Typed, inside: Path, monkeypatch: pytest.MonkeyPatch
):
    many = "SELECT * FROM range(100)"
    code, out, err = typed("sql", many, "--rows", "3")
    assert (code, out.split(), "more than 3 rows" in err) == (0, ["range", "0", "1", "2"], True)
    endless = "SELECT count(*) FROM range(100000000000) WHERE range % 7 = 3"
    code, _, err = typed("sql", endless, "--timeout", "0.2")
    assert (code, "no answer within 0.2 s" in err) == (2, True)
    assert typed("query", "figures", "--rows", "1", "--json")[1].count("metric_id") == 1
    assert typed("sql", many, "--rows", "0")[0] == typed("sql", many, "--timeout", "-1")[0] == 2
    monkeypatch.setenv("KOUAN_SQL_ROWS", "2")
    assert len(json.loads(typed("sql", many, "--json")[1])) == 2
    monkeypatch.setenv("KOUAN_SQL_MEMORY", "128 MB")
    code, _, err = typed("sql", "SELECT repeat('x', 1000000000)")
    assert (code, "more than the 128 MB" in err) == (2, True)


@pytest.mark.parametrize(
    "refused",
    [
        "DELETE FROM article",
        "COPY article TO 'article.csv'",
        "ATTACH 'other.duckdb'",
        "SET threads = 1",
        "SELECT 1; DROP TABLE article",
        "SELECT * FROM read_text('kouan.toml')",
    ],
)
def test_sql_refuses_what_is_no_question_with_exit_code_1(typed: Typed, inside: Path, refused: str):
    code, out, err = typed("sql", refused)
    assert (code, out, err.startswith("kouan: ")) == (1, "", True)


def test_an_id_from_a_line_of_csv_is_known_by_every_command(typed: Typed, inside: Path):
    _, out, _ = typed("sql", "--format", "csv", "SELECT run_id FROM run")
    run_id = out.rstrip("\n").split("\n")[-1]
    code, out, err = typed("diff", "--since", run_id)
    assert (code, err) == (1, ""), out


def test_decimals_are_written_as_short_as_they_are_exact(typed: Typed, inside: Path):
    number = "123456789012345678901234567.8900000000"
    question = f"SELECT 5860000.0000000000 AS a, -0.0000001000 AS b, {number}::DECIMAL(38,10) AS c"
    text = typed("sql", question, "--format", "csv")[1]
    expected = ["5860000", "-0.0000001", "123456789012345678901234567.89"]
    assert text.splitlines()[1].split(",") == expected
    assert typed("sql", question)[1].splitlines()[-1].split() == expected


def test_a_question_may_begin_with_a_comment(typed: Typed, inside: Path):
    code, out, _ = typed("sql", "-- what seven is\nSELECT 7 AS seven", "--format", "json")
    assert (code, json.loads(out)) == (0, [{"seven": 7}])


def test_sql_reads_its_question_from_a_pipe(
    typed: Typed, inside: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT 7 AS seven"))
    assert json.loads(typed("sql", "--json")[1]) == [{"seven": 7}]


def test_numbers_stay_numbers_and_text_never_becomes_a_formula():
    assert [guarded(one) for one in (-5, "-5", "@x", "价格", None)] == [
        -5,
        "'-5",
        "'@x",
        "价格",
        None,
    ]


def test_query_lists_the_book_with_the_questions_of_the_project(typed: Typed, inside: Path):
    own = inside / "queries" / "mine.sql"
    own.write_text(
        "-- title: 我的\n-- question: 有几篇？\n-- parameters: least=0\n"
        "SELECT count(*) AS n FROM current_article HAVING n >= CAST($least AS INTEGER)\n",
        "utf-8",
    )
    book = {one["name"]: one for one in json.loads(typed("query", "--json")[1])}
    assert len(book) >= 9
    assert book["mine"]["parameters"] == {"least": "0"}
    assert json.loads(typed("query", "mine", "--json")[1]) == [{"n": 2}]
    assert typed("query", "mine", "--param", "least=3")[0] == 1
    assert typed("query", "mine", "--param", "most")[0] == 2
    assert typed("query", "theirs")[0] == 2
    own.unlink()


def test_why_leads_a_figure_back_to_its_bytes(typed: Typed, inside: Path):
    (row, *_) = json.loads(
        typed("sql", "SELECT metric_id, surface FROM current_metric ORDER BY ALL", "--json")[1]
    )
    code, out, _ = typed("why", row["metric_id"])
    assert (code, row["surface"] in out) == (0, True)
    (found,) = json.loads(typed("why", row["metric_id"][:12], "--json")[1])
    assert found["row"]["metric_id"] == row["metric_id"]
    assert typed("why", "0" * 32)[0] == 1
    assert typed("why", "zzz")[0] == 2


def test_report_status_and_quarantine_tell_the_same_story(typed: Typed, inside: Path):
    code, out, _ = typed("report")
    assert (code, Path(out.strip()).is_file()) == (0, True)
    (state,) = json.loads(typed("status", "--json")[1])
    assert (state["published"]["articles"], state["run"]["held"]) == (2, 1)
    assert "empty" in typed("status")[1]
    (held,) = json.loads(typed("quarantine", "--json")[1])
    assert (held["location"], held["reason"]) == ("inbox/empty.txt", "empty")


def test_without_a_warehouse_every_question_says_what_to_do(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert typed("status")[0] == 1
    for command in (
        ("sql", "SELECT 1"),
        ("query", "ports"),
        ("why", "0" * 32),
        ("report",),
        ("quarantine",),
    ):
        code, _, err = typed(*command)
        assert (code, "kouan run" in err) == (2, True), command


def test_doctor_looks_at_versions_and_folders(typed: Typed, inside: Path):
    checks = {one["what"]: one for one in json.loads(typed("doctor", "--json")[1])}
    assert {"python", "duckdb", "prefect", "home", "locale"} <= checks.keys()
    assert checks["home"]["verdict"] in ("good", "doubtful")


def test_doctor_doubts_nothing_in_a_project_without_a_schedule_or_labels(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "kouan.toml").write_text('inputs = ["inbox"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    checks = {one["what"]: one for one in json.loads(typed("doctor", "--json")[1])}
    assert checks["project"]["verdict"] == "good"
    assert not {"settings", "inputs"} & checks.keys()
    (tmp_path / "kouan.toml").write_text("", "utf-8")
    checks = {one["what"]: one for one in json.loads(typed("doctor", "--json")[1])}
    assert checks["inputs"]["verdict"] == "doubtful"


def test_doctor_names_a_settings_file_that_cannot_be_used(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "kouan.toml").write_text("colour = 1", "utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, _ = typed("doctor")
    assert (code, "colour is not a key" in out) == (1, True)


def test_serve_asks_for_a_schedule_and_a_folder(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name in (*QUIET, *SILENT, "PREFECT_HOME"):  # set by the command, undone behind the test
        monkeypatch.setenv(name, os.environ.get(name) or (QUIET | SILENT).get(name, str(tmp_path)))
    for wrong, said in (
        ((), "--every 15m"),
        (("--every", "often"), "30s, 15m or 2h"),
        (("--every", "5m", "--cron", "* * * * *"), "keep one"),
        (("--cron", "bad cron"), "'bad cron' is no cron line"),
        (("--every", "5m", "--inbox", "nowhere"), "no such folder"),
        (("--every", "5m"), "no inputs"),
    ):
        code, _, err = typed("serve", *wrong)
        assert (code, said in err) == (2, True), err


def test_a_pipe_that_closes_early_is_no_error(inside: Path):
    many = "SELECT * FROM range(200000)"
    command = f"{sys.executable} -m flows.cli sql '{many}' | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("range", "")


@pytest.mark.slow
def test_the_commands_start_as_quickly_as_promised(inside: Path):
    article_in(inside, 9, "../quick.txt")
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }

    def seconds(*arguments: str) -> float:
        """Processor time, which says the same on a busy machine."""
        best = 99.0
        for _ in range(4):  # the first one writes the .pyc files
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [sys.executable, *arguments],
                env=environment,
                capture_output=True,
                check=False,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return best

    # what is promised is meant on a machine where this takes .06 s; others are slower
    yardstick = seconds("-c", "import asyncio, inspect, typing")
    assert seconds("-m", "flows.cli", "--help") <= max(0.3, 5 * yardstick)
    assert seconds("-m", "flows.cli", "check", "quick.txt") <= max(1.0, 16 * yardstick)


@pytest.mark.slow
def test_the_prompt_answers_and_ends_on_ctrl_d(inside: Path):
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "sql"],
        stdin=follower,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.close(follower)
    os.write(leader, b"SELECT 40 +\n2 AS answer;\nSELEC;\n")
    time.sleep(3)
    os.write(leader, b"\x04")
    out, _ = process.communicate(timeout=180)
    os.close(leader)
    assert process.returncode == 0
    assert b"42" in out
    assert (
        signal.SIGINT
    )  # the prompt survives a wrong statement: it answered before and ended after it
