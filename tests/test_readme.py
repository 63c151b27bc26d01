"""The README's questions are asked of the seeds, and its answers are what comes back."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest
from factories import ROOT

from flows.cli import main
from flows.run import run_direct
from flows.settings import load_settings
from warehouse.asking.query import run_sql

PAGES = ("README.md", "README.zh-CN.md")
PYTHON = re.compile(r"```python\n(.+?)```", re.S)
#: The id and the lines of a shortened explanation; what is left out of a line stands as "…".
EXPLAINED = re.compile(r"```text\nmetric_id (?P<id>[0-9a-f]{32})\n(?P<lines>.+?)```", re.S)
#: A question in SQL, and the table (or the place for one) below it.
ASKED = re.compile(r"```sql\n(?P<sql>.+?)```\n\n(?P<answer>\{\d\}|(?:\|[^\n]*\n)+)", re.S)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    run_direct(load_settings(ROOT, home=folder))
    return folder


def table(home: Path, sql: str) -> str:
    answer = run_sql(home, sql)
    rows = [answer.columns, ["---"] * len(answer.columns), *answer.rows]
    return "".join("| " + " | ".join(map(cell, row)) + " |\n" for row in rows)


def cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return text.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", text) else text


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_readme_answers_are_real(home: Path, page: str) -> None:
    path = ROOT / page
    text = path.read_text("utf-8")
    found = list(ASKED.finditer(text))
    assert len(found) >= 5
    fresh = ASKED.sub(
        lambda one: one[0].removesuffix(one["answer"]) + table(home, one["sql"]), text
    )
    if os.environ.get("KOUAN_WRITE_SNAPSHOTS"):
        path.write_text(fresh, "utf-8")
    assert path.read_text("utf-8") == fresh


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_explained_figure_is_explained_so(
    home: Path, page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / page
    text = path.read_text("utf-8")
    ((metric_id,),) = run_sql(
        home, "SELECT metric_id FROM current_metric WHERE surface = '543万人次'"
    ).rows
    if os.environ.get("KOUAN_WRITE_SNAPSHOTS"):
        text = EXPLAINED.sub(lambda one: one[0].replace(one["id"], metric_id), text)
        path.write_text(text, "utf-8")
    shown = EXPLAINED.search(text)
    assert shown
    assert shown["id"] == metric_id
    monkeypatch.setenv("KOUAN_HOME", str(home))
    with pytest.raises(SystemExit, match="0"):
        main(["why", metric_id])
    answer = " ".join(capsys.readouterr().out.split())
    for line in shown["lines"].splitlines():
        for part in line.split("…"):
            assert " ".join(part.split()) in answer


@pytest.mark.parametrize("page", [*PAGES, "docs/facts.md", "docs/python.md"])
def test_the_python_of_a_page_gives_what_its_comments_say(
    page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "".join(PYTHON.findall((ROOT / page).read_text("utf-8")))
    lines = source.splitlines()
    names: dict[str, object] = {}
    compared = 0
    for statement in ast.parse(source).body:
        said = lines[statement.end_lineno] if statement.end_lineno < len(lines) else ""
        if isinstance(statement, ast.Expr) and said.startswith("# "):
            answer = eval(compile(ast.Expression(statement.value), page, "eval"), names)
            assert repr(answer) == said.removeprefix("# ")
            compared += 1
        else:
            exec(compile(ast.Module([statement], []), page, "exec"), names)
            printed = capsys.readouterr().out.splitlines()
            below = lines[statement.end_lineno :][: len(printed)]
            assert below == [f"# {line}" for line in printed]
            compared += bool(printed)
    assert compared >= 2
