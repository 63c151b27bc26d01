"""`kouan review` on a real terminal of 80 columns and 24 lines, typed at through a pseudo-terminal, and killed."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import BODY, Page, published
from rich.cells import cell_len
from terminals import Terminal

from flows.project import make_project
from flows.reviewing.files import read_reviews

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path)
    pages = [Page(f"inbox/{name}.txt", title=name, body=BODY + f"另有{name}处。") for name in "abc"]
    published(tmp_path / ".kouan", *pages)
    return tmp_path


@pytest.fixture
def terminals(project: Path) -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for one in opened:
        one.kill()


def reviewing(project: Path, *arguments: str, **variables: str) -> Terminal:
    return Terminal(project, "review", "--reviewer", "ann", *arguments, **variables)


def verdicts(project: Path) -> list[tuple[str, str | None]]:
    return [(one.verdict, one.note) for one in read_reviews(project / "reviews")]


def test_a_session_is_typed_key_by_key_and_ends_with_its_precision(project, terminals):
    terminal = reviewing(project, "--n", "4", "--by", "kind")
    terminals.append(terminal)
    assert "«" in terminal.read_until("1/4 Is all.*q quit")
    terminal.type("r")
    terminal.read_until("2/4 .*1 right, 0 wrong.*q quit")
    terminal.type("n")
    terminal.read_until("note: ")
    terminal.type("年份不对\n")
    terminal.read_until("2/4 .*note: 年份不对.*q quit")
    terminal.type("w")
    terminal.read_until("3/4 .*1 right, 1 wrong.*q quit")
    terminal.type("\x1b[D")  # an arrow
    terminal.read_until("2/4 .*judged wrong.*q quit")
    terminal.type("\x1b[24~ｕ")  # a key that means nothing, and one of an input method
    terminal.read_until("3/4 .*1 right, 0 wrong, 1 unsure.*q quit")
    terminal.type("w")
    terminal.read_until("4/4 .*q quit")
    terminal.type("\x03")  # Ctrl-C
    said = terminal.read_until("more: verdicts wanted")
    assert "3 rows judged, in " in said
    assert re.search(r"kouan correct [0-9a-f]{32} --drop --reason REASON", said)
    assert re.search(r"level +3 ", said)
    assert terminal.ended() == 0
    assert verdicts(project) == [
        ("right", None),
        ("wrong", "年份不对"),
        ("unsure", "年份不对"),
        ("wrong", None),
    ]


def test_a_window_is_drawn_anew_when_it_is_pulled_and_the_terminal_left_as_it_was(
    project, terminals
):
    terminal = reviewing(project, "--n", "1")
    terminals.append(terminal)
    before = terminal.modes()
    terminal.read_until("1/1 .*q quit")
    terminal.resize(12, 40)
    said = terminal.read_until("lines more: blank.*b ba")
    assert terminal.modes() != before  # single keys
    lines = said.split("\x1b[2J")[-1].split("\r\n")
    assert len(lines) <= 12
    assert all(cell_len(line) <= 40 for line in lines)
    terminal.type("q")
    terminal.read_until("nothing was judged")
    assert terminal.ended() == 0
    assert terminal.modes() == before


def test_a_kill_loses_no_verdict_and_the_rest_is_drawn_again(project, terminals):
    first = reviewing(project, "--n", "6", TERM="dumb")
    terminals.append(first)
    first.read_until("1/6 .*")
    for number, key in enumerate("rwu", 2):
        first.type(key)
        first.read_until(f"{number}/6 ")
    os.kill(first.pid, signal.SIGKILL)
    assert first.ended() == -signal.SIGKILL
    assert [verdict for verdict, _ in verdicts(project)] == ["right", "wrong", "unsure"]
    second = reviewing(project, "--n", "6")
    terminals.append(second)
    second.read_until("1/3 ")
    second.type("q")
    second.read_until("nothing was judged")
    assert second.ended() == 0
