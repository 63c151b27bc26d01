"""Figures that nobody could mean, end to end: nothing crashes, nothing is wrong in silence, the run goes on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from batches import ask
from factories import knowledge
from flows_support import project_in
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.run import run_direct
from kouan.model.batch import Batch
from kouan.stages import process
from kouan.tabulation import tables

NINES = "9" * 40
#: What the column cannot hold, and what a reader may leave unread but never shorten.
OVERFLOWING = f"拱北口岸\n拱北口岸出口额达{NINES}元，同比增长5.7%。\n"
#: Each pattern fills a document; so many characters of it, for the quick and for the slow suite.
PATTERNS = {
    "no digits": "拱北口岸客流平稳，旅客排队有序。\n",
    "only digits": "1234567890",
    "groups of digits": "12345 ",
    "Chinese digits": "一二三四五六七八九十",
    "ten thousands": "万",
    "hundred millions": "一亿",
    "mixed numerals": "3万5千、",
    "beginnings of per cent": "百分之",
    "bare fractions": "分之",
    "ranges without an end": "8-10-",
    "currency signs": "￥",
    "units alone": "个人次吨元",
    "years": "2019年",
    "bounds alone": "多余几数近约",
    "noughts": "〇",
    "formal numerals": "壹贰叁肆伍陆柒捌玖拾佰仟",
    "other notations": "1e308 -1e5 .5 5. 1.2.3.4 ½ ٣٤٥ Ⅳ ⅔ ① ",
    "wide digits": "１２３４５６％",
    "a figure a line": "25万人次\n",
}
SHORT, LONG = 1_000, 350_000


def rows_of(text: str) -> dict[str, list[dict[str, Any]]]:
    made = tables(process(Batch.of([("a.txt", text.encode())]), knowledge()), "state")
    return {name: table.to_pylist() for name, table in made.items()}


def silent(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The surfaces of figures without a number that no suspicion tells of."""
    told = [one for one in rows["suspicion"] if one["rule"] == "number_overflow"]
    places = {(one["raw_start"], one["raw_end"]) for one in told}
    return [
        one["surface"]
        for one in rows["metric"]
        if one["value"] is None and (one["raw_start"], one["raw_end"]) not in places
    ]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_page_of_nothing_but_one_pattern_is_read_or_left(name: str) -> None:
    pattern = PATTERNS[name]
    rows = rows_of(f"拱北口岸\n{pattern * (SHORT // len(pattern))}\n拱北口岸有3条通道。\n")
    assert [one["surface"] for one in rows["metric"]][-1:] == ["3条"]
    assert silent(rows) == []


def test_a_number_beyond_its_column_is_null_and_told_and_its_surface_stays() -> None:
    rows = rows_of(OVERFLOWING)
    told = {one["surface"]: one["value"] for one in rows["metric"]}
    assert told == {f"{NINES}元": None, "5.7%": Decimal("5.7")}
    assert silent(rows) == []


@pytest.mark.parametrize("numeral", ["一亿亿亿", "万亿亿万亿", "亿亿", "9万亿亿亿", "一百千万十亿"])
def test_a_numeral_that_no_rule_of_counting_forms_is_never_read_as_a_smaller_one(
    numeral: str,
) -> None:
    rows = rows_of(f"拱北口岸\n拱北口岸出口额达{numeral}元，有3条通道。\n")
    read = [one for one in rows["metric"] if one["surface"] != "3条"]
    whole = [one for one in read if numeral in one["surface"]]
    assert [one["surface"] for one in read if one not in whole] == []
    assert all(one["value"] is None or one["value"] >= 10**16 for one in whole)
    assert silent(rows) == []


numerals = st.text(
    "一二两三十百千万亿兆零〇点半几数多余廿卅0123456789.,-—至%％￥元个人次吨年月日分之成折",
    max_size=30,
)


@settings(max_examples=10)
@given(st.lists(numerals, min_size=1, max_size=6))
def test_whatever_stands_between_words_a_figure_without_a_number_is_told(said: list[str]) -> None:
    text = "，".join(f"旅客达{numeral}人次" for numeral in said)
    assert silent(rows_of(f"拱北口岸\n{text}。\n")) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_a_megabyte_of_one_pattern_is_read_or_left(name: str) -> None:
    pattern = PATTERNS[name]
    rows = rows_of(f"拱北口岸\n{pattern * (LONG // len(pattern))}\n拱北口岸有3条通道。\n")
    assert [one["surface"] for one in rows["metric"]][-1:] == ["3条"]
    assert silent(rows) == []


@pytest.mark.slow
def test_a_run_over_such_pages_goes_on_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    project = project_in(tmp_path, 1, is_new=True, budget_minimum=1000)
    inbox = project.project / "inbox"
    for number, pattern in enumerate(PATTERNS.values()):
        (inbox / f"bad{number:02}.txt").write_text(pattern * (SHORT // len(pattern)), "utf-8")
    (inbox / "overflow.txt").write_text(OVERFLOWING, "utf-8")
    done = run_direct(project)
    told = done.released + done.unchanged + done.duplicates + done.held + done.failed
    assert told == done.inputs == len(PATTERNS) + 2
    assert done.failed == 0
    assert ask(
        project.home,
        "SELECT value, surface FROM metric WHERE surface LIKE '99%'",
    ) == [(None, f"{NINES}元")]
    assert ask(project.home, "SELECT count(*) FROM suspicion WHERE rule = 'number_overflow'") == [
        (1,)
    ]
    assert ask(project.home, "SELECT value FROM metric WHERE surface = '10万人次'") == [
        (Decimal(100000),)
    ]
