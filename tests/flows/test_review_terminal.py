"""`kouan review` on a real terminal of 80 columns and 24 lines, typed at through a pseudo-terminal, and killed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import BODY, Page, published
from rich.cells import cell_len

from flows.project import make_project
from flows.reviewing.files import read_reviews

pytestmark = pytest.mark.slow


class Terminal:
    """A person before `kouan review`: types, and reads until something is there."""

    def __init__(self, project: Path, *arguments: str, **variables: str) -> None:
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", **variables}
        self.pid, self._end = pty.fork()
        if self.pid == 0:  # pragma: no cover - another process
            os.chdir(project)
            os.execve(
                sys.executable,
                [sys.executable, "-m", "flows.cli", "review", "--reviewer", "ann", *arguments],
                environment,
            )
        self._seen = ""
        self.resize(24, 80)

    def resize(self, lines: int, columns: int) -> None:
        """Pull the window to this size."""
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, text: str) -> None:
        os.write(self._end, text.encode())

    def read_until(self, wanted: str, seconds: float = 30) -> str:
        """Everything up to and with what is wanted."""
        until = time.monotonic() + seconds
        while not (found := re.search(wanted, self._seen, re.DOTALL)):
            ready, _, _ = select.select([self._end], [], [], max(0, until - time.monotonic()))
            assert ready, f"{wanted} did not come: {self._seen[-500:]!r}"
            try:
                self._seen += os.read(self._end, 65536).decode(errors="replace")
            except OSError:
                pytest.fail(f"{wanted} did not come before the end: {self._seen[-500:]!r}")
        said, self._seen = self._seen[: found.end()], self._seen[found.end() :]
        return said

    def modes(self) -> list[object]:
        """How the terminal is set."""
        return termios.tcgetattr(self._end)[:4]

    def ended(self) -> int:
        """Its exit code."""
        self.read_to_the_end()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def read_to_the_end(self) -> None:
        until = time.monotonic() + 30
        while True:
            ready, _, _ = select.select([self._end], [], [], max(0, until - time.monotonic()))
            assert ready, "it did not end"
            try:
                if not os.read(self._end, 65536):
                    return
            except OSError:
                return


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
        try:
            os.kill(one.pid, signal.SIGKILL)
            os.waitpid(one.pid, 0)
        except OSError:
            pass


def verdicts(project: Path) -> list[tuple[str, str | None]]:
    return [(one.verdict, one.note) for one in read_reviews(project / "reviews")]


def test_a_session_is_typed_key_by_key_and_ends_with_its_precision(project, terminals):
    terminal = Terminal(project, "--n", "4", "--by", "kind")
    terminals.append(terminal)
    assert "«" in terminal.read_until("1/4 Is all.*q quit")
    before = terminal.modes()
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
    assert before  # the terminal could be read
    assert verdicts(project) == [
        ("right", None),
        ("wrong", "年份不对"),
        ("unsure", "年份不对"),
        ("wrong", None),
    ]


def test_a_window_is_drawn_anew_when_it_is_pulled_and_the_terminal_left_as_it_was(
    project, terminals
):
    terminal = Terminal(project, "--n", "1")
    terminals.append(terminal)
    terminal.read_until("1/1 .*q quit")
    terminal.resize(12, 40)
    said = terminal.read_until("lines more: blank.*b ba")
    lines = said.split("\x1b[2J")[-1].split("\r\n")
    assert len(lines) <= 12
    assert all(cell_len(line) <= 40 for line in lines)
    terminal.type("q")
    terminal.read_until("nothing was judged")
    assert terminal.ended() == 0


def test_a_kill_loses_no_verdict_and_the_rest_is_drawn_again(project, terminals):
    first = Terminal(project, "--n", "6", TERM="dumb")
    terminals.append(first)
    first.read_until("1/6 .*")
    for number, key in enumerate("rwu", 2):
        first.type(key)
        first.read_until(f"{number}/6 ")
    os.kill(first.pid, signal.SIGKILL)
    assert first.ended() == -signal.SIGKILL
    assert [verdict for verdict, _ in verdicts(project)] == ["right", "wrong", "unsure"]
    second = Terminal(project, "--n", "6")
    terminals.append(second)
    second.read_until("1/3 ")
    second.type("q")
    second.read_until("nothing was judged")
    assert second.ended() == 0
