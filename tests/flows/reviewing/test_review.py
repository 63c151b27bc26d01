"""Judging: sheets both ways, the files that keep verdicts, and what they show."""

from __future__ import annotations

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from batches import ask
from flows_support import Typed, project_in
from reviews import verdict_on

from flows.location import SettingsError
from flows.reviewing import judging, reporting
from flows.reviewing.files import COLUMNS, add_reviews, file_of, latest, read_reviews
from flows.reviewing.known import has_new_reviews, reviews_of
from flows.reviewing.sheet import sheet_rows, write_sheet
from flows.run import run_direct
from warehouse.connection import locked
from warehouse.reviewing.drawing import Order, draw
from warehouse.reviewing.judgments import Standing


def test_verdicts_are_added_to_a_file_of_the_person_and_read_back(inside, rows):
    first = verdict_on(rows[0], "wrong", note="=1+1", reviewer="张 三/../x", stratum="source=inbox")
    second = replace(
        first, verdict="right", note="'x", reviewed_at=datetime.fromisoformat("2026-01-03")
    )
    (file,) = add_reviews(inside / "reviews", [first])
    before = file.read_bytes()
    assert add_reviews(inside / "reviews", [second]) == [
        file_of(inside / "reviews", "metric", "张 三/../x")
    ]
    assert file.parent == inside / "reviews"
    assert file.read_bytes().startswith(before)
    assert b"'=1+1" in before
    assert read_reviews(inside / "reviews") == (first, second)
    assert latest((first, second)) == (second,)


def test_two_screens_of_one_person_lose_nothing_of_each_other(tmp_path, rows):
    def add(number: int) -> None:
        add_reviews(tmp_path, [verdict_on(rows[number % 6], note=str(number))])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(24)))
    assert {one.note for one in read_reviews(tmp_path)} == {str(number) for number in range(24)}
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("verdict", "maybe", "verdict 'maybe' is none of right, wrong, unsure"),
        ("table", "entity", "entity: choose of metric"),
        ("column", "colour", "colour is not judged by itself"),
        ("stratum", "colour=red", "cannot be drawn by colour"),
        ("seed", "99999999999", "no whole number"),
        ("row_id", "", "row_id is blank"),
        ("reviewed_at", "today", "is no time"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line_before_anything_is_done(
    inside, rows, typed: Typed, column, cell, told
):
    (file,) = add_reviews(inside / "reviews", [verdict_on(rows[0])])
    cells = next(csv.reader(file.read_text("utf-8").splitlines()[1:]))
    cells[COLUMNS.index(column)] = cell
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerow(cells)
    with pytest.raises(SettingsError, match=rf"metric-ann.csv:3: .*{told}"):
        reviews_of(inside)
    code, _, err = typed("review", "--report")
    assert code == 2
    assert "metric-ann.csv:3: " in err
    file.unlink()


def sheet(file: Path, **verdicts: str) -> list[dict[str, str]]:
    """Fill a sheet in as a person does, by number of the row."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    for number, verdict in verdicts.items():
        lines[int(number[1:])]["verdict"] = verdict
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return lines


def test_a_sheet_goes_out_and_comes_back(inside, typed: Typed, tmp_path):
    file = tmp_path / "sample.csv"
    draw_it = ("review", "--n", "6", "--by", "kind", "--reviewer", "ann", "--out", str(file))
    assert typed(*draw_it)[0] == 0
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert not any(sign in raw.decode() for sign in ("\x1b", "\u202e", "\u2069"))
    code, _, err = typed(*draw_it)  # verdicts may stand in it
    assert code == 1
    assert "name another file" in err
    lines = sheet(file, n0="Right", n1="w", n3="unsure", n4="right")
    assert "【" in lines[0]["text"]
    code, out, err = typed("review", "--read", str(file), "--reviewer", "ann", "--json")
    assert code == 0
    assert "4 verdicts taken into" in err
    assert "2 without a verdict" in err
    (total,) = (one for one in json.loads(out) if one["stratum"] == "all")
    assert {name: total[name] for name in ("rows", "right", "wrong", "unsure", "outdated")} == {
        "rows": 6,
        "right": 2,
        "wrong": 1,
        "unsure": 1,
        "outdated": 0,
    }
    assert ask(inside / ".kouan", "SELECT count(*) FROM judged_row WHERE state = 'stands'") == [
        (4,)
    ]
    assert not has_new_reviews(inside, inside / ".kouan")
    code, out, _ = typed(
        "review", "--n", "9", "--reviewer", "ann", "--json"
    )  # what is judged is not drawn again
    assert len(json.loads(out)) == 2
    assert (
        len(json.loads(typed("review", "--n", "9", "--reviewer", "ann", "--again", "--json")[1]))
        == 6
    )
    assert len(json.loads(typed("review", "--n", "9", "--reviewer", "ben", "--json")[1])) == 6
    assert (
        len(
            json.loads(
                typed("review", "--n", "9", "--reviewer", "ann", "--column", "value", "--json")[1]
            )
        )
        == 6
    )
    code, out, _ = typed("review", "--report", "--by", "kind")
    assert code == 0
    assert "metric, whole row, by kind" in out
    assert typed("query", "judged", "--param", "reviewer=ann")[0] == 0
    assert typed("review", "--report", "--table", "mention")[0] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"verdict": "fine"}, "verdict 'fine' is none of right, wrong, unsure"),
        ({"row_id": "0" * 32}, "no row of metric that can be judged has the id 0000"),
        ({"row_digest": "0" * 64}, "the row was read anew since it was drawn"),
        ({"table": "entity"}, "entity: choose of metric"),
        ({"seed": "x"}, "seed 'x' is no whole number"),
    ],
)
def test_of_a_sheet_with_a_fault_nothing_is_taken(
    inside, rows, typed: Typed, tmp_path, change, told
):
    file = tmp_path / "sample.csv"
    write_sheet(file, sheet_rows(rows[:3], None, 1))
    lines = sheet(file, n0="right", n1="wrong")
    lines[1].update(change)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    code, _, err = typed("review", "--read", str(file))
    assert code == 1
    assert f"{file}:3: {told}" in err
    assert "nothing was taken" in err
    assert list((inside / "reviews").glob("*.csv")) == []


def test_a_sheet_that_says_two_things_of_one_row_is_refused(inside, rows, typed: Typed, tmp_path):
    file = tmp_path / "sample.csv"
    write_sheet(file, sheet_rows(rows[:2], None, 1))
    lines = sheet(file, n0="right", n1="wrong")
    with file.open("a", encoding="utf-8", newline="") as opened:
        csv.DictWriter(opened, list(lines[0])).writerow({**lines[0], "verdict": "wrong"})
    code, _, err = typed("review", "--read", str(file))
    assert code == 1
    assert f"{file}:4: says wrong of the row that {file}:2 calls right" in err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 0, "this is no terminal, so nothing is judged"),
        (("--report",), 1, "no verdict fits"),
        (("--read", "missing.csv"), 2, "is not there"),
        (("--report", "--out", "x.csv"), 2, "say one of"),
        (("--n", "0", "--json"), 2, "draw one row or more"),
        (("--seed", "-1", "--json"), 2, "choose a number from 0"),
        (("--by", "colour", "--json"), 2, "cannot be drawn by colour"),
        (("--column", "colour", "--json"), 2, "is not judged by itself"),
        (("--margin", "0", "--report"), 2, "above 0"),
        (("--reviewer", "\x1b", "--json"), 2, "can be printed"),
        (("--table", "removed", "--out", "x.csv"), 1, "there is no row of removed"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_its_exit_code(
    inside, typed: Typed, arguments, code, told
):
    found, _, err = typed("review", *arguments)
    assert found == code
    assert told in err


def test_in_a_pipe_the_sample_is_printed_line_by_line(inside, typed: Typed):
    code, out, _ = typed("review", "--n", "2", "--by", "kind")
    head, *lines = out.splitlines()
    assert (code, len(lines)) == (0, 2)
    assert head.split() == ["stratum", "text", "says", "title", "published", "location", "why"]
    assert all("【" in line and "kind=" in line for line in lines)
    assert list((inside / "reviews").glob("*.csv")) == []


def test_a_row_that_reads_otherwise_since_it_was_judged_is_drawn_again(inside, rows, typed: Typed):
    add_reviews(inside / "reviews", [verdict_on(one) for one in rows[1:]])
    add_reviews(inside / "reviews", [verdict_on(rows[0], row_digest="as it was")])
    (again,) = json.loads(typed("review", "--n", "6", "--reviewer", "ann", "--json")[1])
    assert again["row_id"] == rows[0].row_id
    said = typed("review", "--report")[1]
    assert "outdated rows come first when the same command draws again" in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("verdict,note\n右,\n".encode("gbk"), "is no UTF-8"),
        (b"verdict;note\n", "column verdict is missing"),
        (b"", "there is no header"),
        (b'verdict,"note\n', "is closed"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(inside, typed: Typed, tmp_path, content, told):
    (tmp_path / "sample.csv").write_bytes(content)
    code, _, err = typed("review", "--read", str(tmp_path / "sample.csv"))
    assert code == 1
    assert told in err
    assert "nothing was taken" in err


def test_a_warehouse_that_is_being_written_keeps_no_verdict_back(
    inside, rows, typed: Typed, tmp_path, monkeypatch
):
    monkeypatch.setattr(judging, "PATIENCE", 0.0)
    file = tmp_path / "sample.csv"
    write_sheet(file, sheet_rows(rows[:1], None, 1))
    sheet(file, n0="right")
    with locked(inside / ".kouan", "a run"):
        code, out, err = typed("review", "--read", str(file), "--reviewer", "ann")
    assert code == 0
    assert "the next one takes the verdicts" in err
    assert "100.0%" in out
    assert has_new_reviews(inside, inside / ".kouan")


@pytest.mark.slow
def test_verdicts_of_a_colleague_reach_the_table_with_the_next_run(tmp_path):
    settings = project_in(tmp_path, 1)
    assert run_direct(settings).exit_code == 0
    (row, *_) = draw(settings.home, Order("metric", 1))
    assert not run_direct(settings).changed
    add_reviews(tmp_path / "reviews", [verdict_on(row)])
    assert has_new_reviews(tmp_path, settings.home)
    assert run_direct(settings).exit_code == 0
    assert ask(settings.home, "SELECT reviewer, state FROM judged_row") == [("ann", "stands")]
    assert not has_new_reviews(tmp_path, settings.home)
    assert not run_direct(settings).changed


def test_a_row_that_a_correction_dropped_is_still_counted_among_its_stratum(rows):
    said = [
        verdict_on(one, "wrong" if number == 0 else "right") for number, one in enumerate(rows[:3])
    ]
    today = Standing(
        {None: 5},
        {one.row_id: None for one in rows[1:]},
        {one.row_id: frozenset([one.row_digest]) for one in rows[1:]},
        frozenset([rows[0].row_id]),
    )
    (line,) = reporting.draw_of(("metric", None, None), said, today, 0.02).lines
    assert (line.counts.rows, line.counts.right, line.counts.wrong) == (6, 2, 1)
    assert line.outdated == 0


def test_several_persons_agree_or_dispute_and_it_is_counted(rows):
    said = [
        *(verdict_on(one) for one in rows[:3]),
        verdict_on(rows[0], "wrong", reviewer="ben"),
        verdict_on(rows[1], "right", reviewer="ben"),
        verdict_on(rows[3], row_digest="as it was"),
    ]
    today = Standing(
        {None: 6},
        {one.row_id: None for one in rows},
        {one.row_id: frozenset([one.row_digest]) for one in rows},
    )
    found = reporting.draw_of(("metric", None, None), said, today, 0.02)
    (line,) = found.lines
    assert (line.counts.right, line.counts.disputed, line.outdated) == (2, 1, 1)
    assert (found.shared, found.alike) == (2, 1)
