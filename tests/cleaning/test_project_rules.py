"""A rule of a project proves itself by its examples and look-alikes as a shipped one does, or is refused by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli import main
from kouan.cleaning.project import RuleError
from kouan.gathering import gather

RULE = '''\
"""Two ampersands where a list had a comma."""

from kouan.cleaning.rule import rule
from kouan.cleaning.rules.gloss import gloss  # a rule of others is not held against this file
from kouan.model.edits import Edit


@rule(
    "doubled_ampersand",
    examples={{"货主&&代理人": {after!r}}},
    keeps=[{keep!r}],
    after="gloss",
)
def doubled_ampersand(text):
    """Write the comma."""
    at = text.find("&&")
    if at >= 0:
        yield Edit(at, {end}, {put!r})
'''


def project(folder: Path, **other: str) -> Path:
    said = {"after": "货主、代理人", "keep": "R&D", "end": "at + 2", "put": "、"} | other
    (folder / "rules").mkdir()
    (folder / "rules" / "doubled.py").write_text(RULE.format(**said), "utf-8")
    return folder


def test_a_rule_that_does_what_it_says_is_taken(tmp_path: Path) -> None:
    names = [rule.name for rule in gather(project(tmp_path)).rules]
    assert "doubled_ampersand" in names


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            {"after": "货主，代理人"},
            r"doubled\.py:10: rule doubled_ampersand: the example '货主&&代理人' should become "
            r"'货主，代理人', but it becomes '货主、代理人'; mend the rule or the example",
        ),
        (
            {"keep": "a && b"},
            r"doubled\.py:11: .*'a && b' of keeps should stay, but it becomes 'a 、 b'; narrow the rule",
        ),
        (
            {"put": "&&、", "after": "货主&&、代理人"},
            r"doubled\.py:10: .*in '货主&&、代理人', .*but it becomes '货主&&、、代理人'; a rule leaves alone",
        ),
        ({"end": "at + None"}, r"doubled\.py:10: .*but the rule stops with TypeError: "),
    ],
)
def test_a_rule_that_does_something_else_is_refused_with_its_line(
    tmp_path: Path, other: dict[str, str], said: str
) -> None:
    folder = project(tmp_path, **other)
    with pytest.raises(RuleError, match=said):
        gather(folder)


def test_the_linter_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, after="货主，代理人")
    (tmp_path / "kouan.toml").write_text("")
    (tmp_path / "a.txt").write_text("口岸开放。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["check", "a.txt"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"kouan: {tmp_path}/rules/doubled.py:10: rule doubled_ampersand: ")
