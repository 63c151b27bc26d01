"""Periods and amounts as the press writes them; what is said of a point."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reporting.columns import columns
from flows.reporting.wording import Language, Wording, labels
from flows.series.amounts import amount_of, interval_of, scale_of
from flows.series.asking import nearest
from flows.series.bars import bars
from flows.series.days import day_of
from flows.series.periods import period_of
from flows.series.words import Saying, parts_of, told_of
from kouan.model.facts import Measure, PriceBasis
from warehouse.series.records import Point, Series, WrittenUnit

PERIODS = [
    ("2023-01-01", "2023-03-31", "ytd", "2023年一季度", "Q1 2023"),
    ("2023-01-01", "2023-05-31", "ytd", "2023年1—5月", "Jan–May 2023"),
    ("2023-01-01", "2023-06-30", "ytd", "2023年上半年", "H1 2023"),
    ("2023-01-01", "2023-09-30", "ytd", "2023年前三季度", "Jan–Sep 2023"),
    ("2023-07-01", "2023-07-31", "single", "2023年7月", "Jul 2023"),
    ("2023-10-01", "2023-12-31", "single", "2023年四季度", "Q4 2023"),
    ("2023-07-01", "2023-12-31", "single", "2023年下半年", "H2 2023"),
    ("2023-01-01", "2023-12-31", "single", "2023年", "2023"),
    ("2023-07-05", "2023-07-05", "single", "2023年7月5日", "5 Jul 2023"),
    ("2023-07-31", "2023-07-31", "instant", "2023年7月末", "end of Jul 2023"),
    ("2023-12-31", "2023-12-31", "instant", "2023年末", "end of Dec 2023"),
    ("2023-07-05", "2023-07-05", "instant", "截至2023年7月5日", "at 5 Jul 2023"),
    ("2023-05-01", "2023-07-31", "custom", "2023年5—7月", "May–Jul 2023"),
    ("2022-11-01", "2023-02-28", "custom", "2022年11月—2023年2月", "Nov 2022–Feb 2023"),
    ("2018-01-01", "2022-12-31", "custom", "2018—2022年", "2018–2022"),
    ("2022-10-01", "2022-10-07", "custom", "2022年10月1—7日", "1–7 Oct 2022"),
    ("2022-12-31", "2023-01-02", "custom", "2022年12月31日—2023年1月2日", "31 Dec 2022 – 2 Jan 2023"),
    ("2022-09-28", "2022-10-08", "custom", "2022年9月28日—10月8日", "28 Sep 2022 – 8 Oct 2022"),
    ("2013-01-01", "2022-09-30", "since", "2013年以来（至2022年9月30日）", "since 2013 (to 30 Sep 2022)"),
]  # fmt: skip

AMOUNTS = [
    ("1430000000", "t", "10000000", "14.3亿吨", "1.43 billion t"),
    ("3854210000", "t", "10000", "385421万吨", "3,854.21 million t"),
    ("41760000000000", "CNY", "10000000000", "41.76万亿元", "41.76 trillion CNY"),
    ("3676100000000", "CNY", "100000000", "36761亿元", "3,676.1 billion CNY"),
    ("23456", "例", "1", "23456例", "23,456 例"),
    ("346434000", "人次", "1", "34643.4万人次", "346.434 million 人次"),
    ("12345678", "人次", "1", "1234.5678万人次", "12.3457 million 人次"),
    ("250000", "人次/日", "10000", "25万人次/日", "250,000 人次/日"),
    ("36883", "CNY/人", "1", "36883元/人", "36,883 CNY/人"),
    ("50.1", "%", "0.1", "50.1%", "50.1%"),
    ("155000000", "m", "1000000", "15.5万公里", "155,000 km"),
    ("2567000000000", "W", "1000000000", "25.67亿千瓦", "2,567 million kW"),
    ("-12.5", "℃", "0.1", "−12.5℃", "−12.5℃"),
    ("1500", None, "1", "1500", "1,500"),
    ("0", "例", "1", "0例", "0 例"),
]


@pytest.mark.parametrize(("start", "end", "span", "chinese", "english"), PERIODS)
def test_a_period_is_written_as_the_press_writes_it(start, end, span, chinese, english):
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert period_of(*days, span, "zh") == chinese
    assert period_of(*days, span, "en") == english


@pytest.mark.parametrize(("value", "unit", "resolution", "chinese", "english"), AMOUNTS)
def test_an_amount_is_written_in_a_scale_that_can_be_read(
    value, unit, resolution, chinese, english
):
    said = Decimal(value), unit, Decimal(resolution)
    assert amount_of(*said, "zh") == chinese
    assert amount_of(*said, "en") == english


@given(
    st.decimals(min_value=-(10**20), max_value=10**20, places=4),
    st.sampled_from(["t", "CNY", "例", "W", "CNY/人", None]),
    st.sampled_from([None, "1", "0.01", "10000", "100000000"]),
    st.sampled_from(["en", "zh"]),
)
def test_any_amount_can_be_said_and_differs_from_the_value_by_less_than_its_last_digit(
    value: Decimal, unit: str | None, resolution: str | None, language: Language
):
    step = None if resolution is None else Decimal(resolution)
    scale = scale_of(value, unit, step, language)
    number = Decimal(scale.number(value).replace("−", "-").replace(",", ""))
    assert abs(number * scale.worth - value) <= scale.worth * Decimal(10) ** -scale.decimals / 2
    assert interval_of(value, value, scale).endswith(scale.words)


def point(value: str | None, month: int, **said: object) -> Point:
    given = {
        "observation_id": f"o{month}{said.get('vintage', 0)}",
        "series_id": "s",
        "grain": "month",
        "span": "single",
        "unit_base": "t",
        "period_start": date(2023, month, 1),
        "period_end": date(2023, month, 28 if month == 2 else 30),
        "vintage": 0,
        "revision": 0,
        "vintages": 1,
        "state": "stated",
        "value": value and Decimal(value),
        "value_low": value and Decimal(value) - 5,
        "value_high": value and Decimal(value) + 5,
        "bound": "exact",
        "resolution": Decimal(10),
        "metric_id": "m",
        "fact_key": "f",
        "statements": 1,
        "reprints": 0,
        "published_at": None,
        "flags": (),
    }
    return Point(**(given | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "chinese", "english"),
    [
        ({"flags": ("early",)}, "发布时该时期尚未结束", "told before its period ended"),
        ({"flags": ("negative",)}, "推算结果为负", "the difference is below zero"),
        ({"flags": ("undated",)}, "所据报道日期不详", "its report has no date"),
        ({"flags": ("held",)}, "有相关数据被隔离", "a figure of it is held"),
        ({"flags": ("conflict",)}, "与同期其他报道不一致", "conflict with another figure of the same round"),
        ({"flags": ("a_flag_to_come",)}, "a_flag_to_come", "a_flag_to_come"),
        ({"flags": ()}, None, None),
    ],
)  # fmt: skip
def test_a_flag_is_said_in_words(said, chinese, english):
    (zh,), (en,) = (told_of([point("120", 4, **said)], Saying(to)) for to in ("zh", "en"))
    assert zh.notes == ((chinese,) if chinese else ())
    assert en.notes == ((english,) if english else ())


def test_a_gap_has_no_amount_and_says_that_it_is_held():
    (told,) = told_of([point(None, 4, state="gap", metric_id=None)], Saying("en"))
    assert (told.amount, told.interval, told.state) == ("", "", "held")


def test_an_amount_is_written_in_the_unit_that_the_texts_write():
    mu = WrittenUnit("亩", Decimal("666.6666666667"))
    square_metres = Decimal("1190000000000")
    step = Decimal("6666666.6666666667")
    (told,) = told_of(
        [
            point(
                str(square_metres),
                12,
                unit_base="m²",
                resolution=step,
                value_low=square_metres - step / 2,
                value_high=square_metres + step / 2,
                written_in=mu,
            )
        ],
        Saying("zh"),
    )
    assert (told.amount, told.interval) == ("178500万亩", "178499.5—178500.5万亩")


def test_a_bar_is_as_long_as_its_amount_and_tells_what_was_not_stated():
    points = [
        point("100", 4),
        point("50", 6, state="derived", metric_id=None),
        point(None, 9, state="gap", metric_id=None, flags=("held",)),
        point("-50", 11),
    ]
    (stated, _), (derived, _), (gap, style), (below, _) = bars(told_of(points, Saying("zh")), 60)
    assert stated.count("█") >= 2 * derived.count("▒") - 1 > 20
    assert "┄┄" in gap
    assert gap.endswith("!")
    assert style == "doubtful"
    assert below.index("█") < stated.index("█")
    assert list(bars((), 60)) == []


def test_a_bar_chart_holds_the_last_round_and_fits_any_width():
    rounds = [point("100", 4, vintages=2), point("90", 4, vintage=1, vintages=2)]
    assert len(list(bars(told_of(rounds, Saying("en")), 200))) == 1
    assert all(len(line) < 60 for line, _ in bars(told_of(rounds, Saying("en")), 1))


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        (("-3", "-2"), ["−3", "−2", "−1", "0"]),
        (("-3", "4"), ["−4", "−2", "0", "2", "4"]),
        (("0", "0"), ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ((None, None), ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    ],
)
def test_the_axis_of_a_chart_reaches_as_far_as_its_columns(values, axis):
    told = told_of([point(one, month) for month, one in enumerate(values, 4)], Saying("en"))
    drawn = fromstring(columns("", told, ["#o-1", "#o-2"], Wording("en")))
    shown = [
        "".join(text.itertext())
        for group in drawn.findall(".//{*}g")
        if (group.get("class") or "").startswith("axis y")
        for text in group.findall(".//{*}text")
    ]
    assert [one.removesuffix(" t") for one in shown] == axis


def test_the_nearest_names_are_offered_best_first():
    assert nearest("货物吞吐", ["旅客吞吐量", "货物吞吐量", "国内生产总值"])[0] == "货物吞吐量"
    assert nearest("xyz", ["旅客吞吐量"]) == ()


def test_a_part_is_said_in_words_or_in_those_of_the_text():
    said = {
        "direction=export": "出口",
        "part=服务": "其中：服务",
        "whole=外贸": "占外贸的比重",
        "tea=green": "tea=green",
    }
    one = Series(
        "s", "i", "进出口", "甲", "乙", "丙", tuple(said), "flow", "CNY", "nominal", "year", "single",
        1, date(2023, 1, 1), date(2023, 12, 31), 0, 0, 0, 0,
    )  # fmt: skip
    assert parts_of(one, Saying("zh")) == (*said.values(), "地点：乙", "与丙之间", "全年", "现价")
    english = parts_of(replace(one, span="instant", grain="day", measure="stock"), Saying("en"))
    assert english[-4:] == ("in 乙", "with 丙", "stock at the day", "current prices")


def test_days_of_periods_are_read():
    assert day_of("2023", "since") == date(2023, 1, 1)
    assert day_of("2023", "until", last=True) == date(2023, 12, 31)
    assert day_of("2023-07-05", "until", last=True) == date(2023, 7, 5)
    assert day_of(None, "since") is None


def test_every_part_of_a_series_has_a_name():
    rows = csv.DictReader(
        files("kouan.lexicons").joinpath("dimension.csv").read_text("utf-8").splitlines()
    )
    named = (row for row in rows if row["dimension"] != "part")  # said in the words of the text
    values = {f"{row['dimension']}={row['value']}" for row in named}
    assert {str(one) for one in Measure} <= labels()["counted"].keys()
    assert {str(one) for one in PriceBasis} <= labels()["price_basis"].keys()
    assert values <= labels()["dimension"].keys()
