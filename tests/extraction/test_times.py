"""What `periods` reads beyond the periods of figures: clock times, festivals, weeks, lengths of time, and all they can mean."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from factories import ROOT
from hypothesis import given
from hypothesis import strategies as st

from kouan import periods
from kouan.extraction.time.notation import reference_of

CASES = [
    case
    for cases in tomllib.loads((ROOT / "tests/cases/times.toml").read_text("utf-8")).values()
    for case in cases
]
_WORDS = st.sampled_from(
    "今年 去年 2014年 15年 3月 十月 正月 初一 廿二 30日 周三 第2周 上午 下午 3点 半 12:30 至 到 前 后 以来 春节 三 2 年 个月 的 ， 。 ~ - 近 上 民国".split()  # noqa: SIM905
)


def shortest(moment: dt.datetime) -> str:
    return moment.isoformat().removesuffix("T00:00:00")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_text_names_these_times(case: dict[str, Any]) -> None:
    found = periods(case["text"], case.get("reference"))
    assert [
        f"{one.surface} = {shortest(one.first)} / {shortest(one.until)}"
        for one in found
        if one.first and one.until
    ] == case["found"]


def test_a_period_of_a_figure_keeps_its_value_beside_its_instants() -> None:
    (one,) = periods("截至11月底出口增长", "2014-12-20")
    assert (one.value, one.span) == ("2014-01/2014-11", "ytd")
    assert one.first == dt.datetime.fromisoformat("2014-01-01")
    assert one.until == dt.datetime.fromisoformat("2014-12-01")


def test_an_open_date_has_all_its_readings() -> None:
    (one,) = periods("3月8日", "2021-09-01")
    assert {reading.first.year for reading in one.readings} >= {2021, 2022}


@pytest.mark.parametrize(
    "reference",
    ["2021-06-14", dt.date.fromisoformat("2021-06-14"), dt.datetime.fromisoformat("2021-06-14T08")],
)
def test_a_reference_may_be_text_a_date_or_an_instant(reference: Any) -> None:
    assert [one.value for one in periods("昨天", reference)] == ["2021-06-13"]


@pytest.mark.parametrize(
    "reference",
    [
        "2021-06-14-01",
        "2021-13",
        "2021-00",
        "2021-02-30",
        "14.6.2021",
        "2021-06-14T25:00",
        "9999-12-31T23:59",
        "",
        "昨天",
    ],
)
def test_a_reference_that_is_no_date_is_refused_with_what_would_be_right(reference: str) -> None:
    with pytest.raises(ValueError, match="write 2021-06-14"):
        reference_of(reference)


@pytest.mark.parametrize(
    ("text", "reference", "value"),
    [
        ("全年进口3吨", "2021", "2021"),
        ("前三季度进口3吨", "2021", "2021-01/2021-09"),
        ("10月进口3吨", "2021", "2021-10"),
        ("上月进口3吨", "2021-06", "2021-05"),
        ("全年进口3吨", "2021-01-20", "2020"),
    ],
)
def test_a_year_or_month_as_reference_is_no_first_day_of_it(
    text: str, reference: str, value: str
) -> None:
    assert periods(text, reference)[0].value == value


@given(st.lists(_WORDS, max_size=12).map("".join), st.dates(dt.date(1, 1, 1)))
def test_every_time_stands_where_it_says_and_ends_after_it_begins(
    text: str, reference: dt.date
) -> None:
    end = 0
    for one in periods(text, reference):
        assert one.start >= end
        assert text[one.start : one.end] == one.surface
        assert all(reading.first <= reading.until for reading in one.readings)
        end = one.end


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("上周三进口3吨", "0001-01-04"),
        ("元旦假期进口3吨", "0001-01-28"),
        ("国庆假期进口3吨", "9999-12-30"),
        ("暑运期间进口3吨", "9999-12-30"),
        ("暑运期间进口3吨", "0001-01-05"),
        ("下午廿二下午年2廿二2014年-30日", "9998-06-22"),
        ("前的2014年3点3月三~前2014年春节-，", "2024-06-23"),
    ],
)
def test_a_time_beyond_either_end_of_the_calendar_stays_open(text: str, reference: str) -> None:
    assert all(one.first is None or one.until is not None for one in periods(text, reference))


def test_the_lunar_tables_are_not_loaded_for_a_text_without_them() -> None:
    program = "import sys, kouan; kouan.periods('2014年9月16日下午3点', '2014-10-01'); print('borax' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
