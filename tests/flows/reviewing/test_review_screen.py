"""Rows one a screen: what is shown, what is typed, and the command that corrects a wrong one."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from flows_support import Typed
from reviews import HOSTILE
from rich.cells import cell_len

from flows.reviewing import screen
from flows.reviewing.card import card, wrapped
from flows.reviewing.keys import TypedLines
from flows.reviewing.screen import Screen
from flows.reviewing.telling import correction_of
from warehouse.reviewing.drawing import Drawn, Passage


class Typist:
    """A keyboard on which these keys are pressed, one after the other; a longer text is a note."""

    def __init__(self, *typed: str) -> None:
        self._typed = list(typed)

    def key(self) -> str:
        return self._typed.pop(0)

    def line(self, question: str) -> str | None:
        return self._typed.pop(0)


@pytest.fixture
def drawn_screens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal is shown, in 80 columns and 24 lines."""
    shown: list[str] = []
    monkeypatch.setattr(screen, "write", shown.append)
    monkeypatch.setattr(screen, "size", lambda: (80, 24))
    return shown


Kept = list[tuple[str, str, str]]


def judged(rows: Sequence[Drawn], *keys: str, column: str | None = None) -> tuple[Kept, Screen]:
    kept: Kept = []
    at = Screen(
        rows,
        column,
        Typist(*keys),
        lambda row, verdict, note: kept.append((row.row_id, verdict, note)),
    )
    at.judge()
    return kept, at


def test_each_verdict_is_kept_as_it_is_typed(rows, drawn_screens):
    kept, _ = judged(rows, "r", "w", "u", "q")
    assert kept == [
        (rows[0].row_id, "right", ""),
        (rows[1].row_id, "wrong", ""),
        (rows[2].row_id, "unsure", ""),
    ]


def test_one_can_go_back_judge_again_and_add_a_note(rows, drawn_screens):
    kept, at = judged(
        rows, "n", "see  page", "w", "b", "r", "b", "n", "no", "b", "b", "x", "?", " ", "q"
    )
    first = rows[0].row_id
    assert kept == [
        (first, "wrong", "see page"),
        (first, "right", "see page"),
        (first, "right", "no"),
    ]
    assert at.verdicts == {first: "right"}
    assert any("note: see page" in one for one in drawn_screens)
    assert any("Any key goes on" in one for one in drawn_screens)


def test_the_screen_ends_with_the_last_row(rows, drawn_screens):
    kept, _ = judged(rows[:2], "r", "r")
    assert len(kept) == 2


def test_a_screen_fits_the_terminal_and_nothing_in_it_acts_on_it(rows, drawn_screens):
    hostile = [
        replace(
            one,
            title=HOSTILE * 30,
            passage=Passage("前" * 300, "\t", HOSTILE, "后" * 900, "x" * 99),
        )
        for one in rows
    ]
    judged(hostile, " ", " ", "r", "q", column="period")
    texts = [one for one in drawn_screens if "q quit" in one]
    assert len(texts) == 4
    for text in texts:
        lines = text.removeprefix("\x1b[H\x1b[2J").rstrip("\n").split("\n")
        assert len(lines) <= 23
        assert all(cell_len(line) <= 80 for line in lines)
        assert not any(sign in "".join(lines) for sign in ("\x1b", "\u202e", "\u2069", "\t"))
    assert "lines more: blank" in texts[0]
    assert "blank: from its top" in texts[2]
    assert any("> period" in one and "not stated" in one for one in texts)


def test_the_marked_words_stand_in_brackets_where_no_colour_is_wanted(rows):
    lines = card(rows[0], None, 80, marks=True)
    assert f"«{rows[0].row['surface']}»" in "".join(text for line in lines for text, _ in line)


@pytest.mark.parametrize("width", [30, 33, 80])
def test_lines_keep_to_their_width_and_numbers_whole(width):
    text = "2023年1—9月完成货物吞吐量125.4亿吨，同比增长8.5%，" * 9
    lines = wrapped([(text, ""), ("\n港口", "marked")], width)
    said = ["".join(part for part, _ in line) for line in lines]
    assert all(cell_len(line) <= width for line in said)
    assert "".join(said[:-1]) == text
    assert said[-1] == "港口"
    assert all(not (one[-1:].isdigit() and two[:1].isdigit()) for one, two in pairwise(said))


def test_a_wrong_row_comes_with_the_command_that_corrects_it(rows):
    assert correction_of(rows[0], "value", "it's 5\x1b万") == (
        f"kouan correct {rows[0].row_id} --value RIGHT --reason 'it'\"'\"'s 5␛万'"
    )
    key = rows[0].row_id
    assert correction_of(rows[0], None, "") == f"kouan correct {key} --drop --reason REASON"
    assert (
        correction_of(rows[0], "span", "")
        == f"kouan correct {key} --set span=RIGHT --reason REASON"
    )
    name = replace(rows[0], table="mention", row_id="a:1:2", why_id="b")
    assert correction_of(name, "entity", "") == "kouan correct b --set name=RIGHT --reason REASON"
    block = replace(rows[0], table="removed", why_id="removed:a:1")
    assert correction_of(block, None, "") == "kouan correct removed:a:1 --keep --reason REASON"
    assert (
        correction_of(block, "kind", "") == ""
    )  # only its name is wrong, and that has no correction
    edit = replace(
        rows[0], table="edit", row={"block": "c:3", "words": ("随", "着", "暑"), "before": "著"}
    )
    assert correction_of(edit, None, "") == (
        "kouan correct c:3 --words '随着暑' --text '随著暑' --reason REASON"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "right"),
    [(None, ""), ("value", "42"), ("measure", "stock")],
)
def test_the_command_that_is_offered_is_one_that_corrects(
    inside, rows, typed: Typed, column, right
):
    offered = shlex.split(correction_of(rows[0], column, "看错了").replace("RIGHT", right))
    assert offered.pop(0) == "kouan"
    code, out, err = typed(*offered, "--preview")
    assert code == 0, err
    assert rows[0].row["surface"] in out


def test_lines_are_typed_where_single_keys_cannot_be_had(monkeypatch):
    typed = iter(["  Wrong", "", "？", "年份 不对"])
    monkeypatch.setattr("builtins.input", lambda _question="": next(typed))
    keyboard = TypedLines()
    assert [keyboard.key() for _ in range(3)] == ["w", " ", "?"]
    assert keyboard.line("note: ") == "年份 不对"

    def ended(_question: str = "") -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    assert keyboard.key() == "q"
    assert keyboard.line("note: ") is None
