"""`kouan sql` on a terminal, typed at through a pseudo-terminal, and what stands behind its Tab."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import Page, already
from terminals import Terminal

from flows.settings import load_settings
from flows.terminal.line_editing import completer
from flows.terminal.prompt import Prompt
from warehouse.asking.answer import Limits
from warehouse.asking.sandbox import Sandbox


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    already(place, Page())
    return place


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    opened = Terminal(home, "sql", KOUAN_HOME=str(home))
    yield opened
    opened.kill()


@pytest.mark.slow
def test_a_session_answers_forgives_completes_and_remembers(terminal: Terminal, home: Path):
    terminal.read_until("kouan> ")
    terminal.type("SELECT blocks,\n")
    terminal.read_until(r"\.\.\.> ")
    terminal.type("  title FROM current_art\t;\n")  # Tab writes the rest of the name
    assert "current_article" in terminal.read_until("罗湖口岸客流创新高")
    terminal.read_until("kouan> ")
    terminal.type("SELECT nothing FROM metric;\n")
    terminal.read_until("nothing")
    terminal.read_until("kouan> ")
    terminal.type("DROP TABLE metric;\n")
    terminal.read_until("DROP is refused")
    terminal.read_until("kouan> ")
    terminal.type(".run ports type=organization\n")
    terminal.read_until("罗湖出入境边防检查站")
    terminal.read_until("kouan> ")
    terminal.type("SELECT count(*) FROM range(100000000000) WHERE range % 7 = 3;\n")
    terminal.read_until("= 3;")
    time.sleep(0.3)
    terminal.type("\x03")  # Ctrl-C gives up the question and not the prompt
    terminal.read_until("given up")
    terminal.read_until("kouan> ")
    terminal.type("SELECT 6 * 7 AS answer;\n")
    terminal.read_until("42")
    terminal.read_until("kouan> ")
    terminal.type(" SELECT 'a secret';\n")
    terminal.read_until(r"a secret +\r")
    terminal.read_until("kouan> ")  # what is typed before it may be lost
    terminal.type("\x04")
    assert terminal.ended() == 0
    kept = (home / "sql_history").read_text("utf-8")
    assert "SELECT 6 * 7 AS answer;" in kept
    assert "a secret" not in kept  # a line that begins with a space
    assert (home / "sql_history").stat().st_mode & 0o077 == 0


@pytest.fixture
def asking(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prompt]:
    monkeypatch.setenv("KOUAN_HOME", str(home))
    with Sandbox(home, Limits()) as sandbox:
        yield Prompt(load_settings(tmp_path), sandbox, "table")


def typed(asking: Prompt, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    given = iter(lines)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(given))
    for _ in lines:
        asking.read()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (".tables", "current_metric"),
        (".schema metric", "The sentence that states it; of a figure in a table"),
        (".schema nothing", ".tables lists them"),
        (".queries", "port=%"),
        (".run port_traffic port=罗湖%", "25万余人次"),
        (".run port_traffic harbour=x", "its parameters: port"),
        (".run", "the query book has"),
        (".format parquet", "parquet needs a file"),
        (".help", ".schema TABLE"),
        (".nonsense", "no such command"),
        ("SELECT 1 WHERE false;", "no rows"),
    ],
)
def test_each_command_says_what_it_is_asked(asking, monkeypatch, capsys, line: str, told: str):
    typed(asking, monkeypatch, line)
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_the_form_of_answers_can_be_chosen_and_the_prompt_left(asking, monkeypatch, capsys):
    typed(asking, monkeypatch, ".format csv", "SELECT 1 AS one,", "", "2 AS two;", ".quit")
    assert capsys.readouterr().out == "\ufeffone,two\r\n1,2\r\n"
    assert asking.is_over


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (".sch", ".schema"),
        (".schema current_m", "current_mention"),
        (".run port_t", "port_traffic"),
        (".run port_traffic p", "port="),
        (".format c", "csv"),
        ("sel", "SELECT"),
        ("SELECT title FROM curr", "current_article"),
        ("SELECT metric.sent", "metric.sentence"),
        ("SELECT publ", "published_at"),
    ],
)
def test_words_are_completed_by_where_they_stand(asking: Prompt, line: str, first: str):
    begin = line.rfind(" ") + 1
    complete = completer(asking.words, lambda: line, lambda: begin)
    offered = [complete(line[begin:], number) for number in range(100)]
    assert first in offered
    assert all(word is None or word.lower().startswith(line[begin:].lower()) for word in offered)
    assert complete("no such beginning", 0) is None
