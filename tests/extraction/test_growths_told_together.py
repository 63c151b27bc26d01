"""Growths that are told together belong each to its own amount, and say each its own direction."""

from __future__ import annotations

import pytest
from growth import is_linear

from kouan import clean, metrics
from kouan.model.facts import ChangeBase

#: The sentence, then of each growth in it: itself, what it is about, and what it says grew or fell.
CASES = [
    (
        "湛江海关检查船舶1023艘次，验放船员3.6万人次，分别比去年春运增长8%和下降11.2%。",
        [
            ("8%", "1023艘次", "检查船舶比去年春运增长"),
            ("11.2%", "3.6万人次", "验放船员比去年春运下降"),
        ],
    ),
    (
        "5月，琅岐口岸旅客36.2万人次，车辆2.4万辆次，较4月分别增长3.1%和减少0.6%。",
        [("3.1%", "36.2万人次", "旅客较4月增长"), ("0.6%", "2.4万辆次", "车辆较4月减少")],
    ),
    (
        "琅岐口岸旅客3万人次、车辆2000辆次，同比分别上升9%和回落4%。",
        [("9%", "3万人次", "旅客同比上升"), ("4%", "2000辆次", "车辆同比回落")],
    ),
    (
        "湛江港货物300万吨，集装箱4万标箱，同比分别增长2.1%、下降3.4%。",
        [("2.1%", "300万吨", "货物同比增长"), ("3.4%", "4万标箱", "集装箱同比下降")],
    ),
    (
        "琅岐口岸旅客12万人次，船舶300艘次，货物40万吨，同比分别增长2%、下降3%和增长4%。",
        [
            ("2%", "12万人次", "旅客同比增长"),
            ("3%", "300艘次", "船舶同比下降"),
            ("4%", "40万吨", "货物同比增长"),
        ],
    ),
    # what growths follow one another of one amount: the second does not say the direction or base of the first
    (
        "琅岐口岸货运量48.6万吨，同比增长31.4%，环比下降6.2%。",
        [("31.4%", "48.6万吨", "货运量同比增长"), ("6.2%", "48.6万吨", "货运量环比下降")],
    ),
    (
        "湛江港吞吐量300万吨，同比增长5%，比2019年少20万吨。",
        [("5%", "300万吨", "吞吐量同比增长"), ("20万吨", "300万吨", "吞吐量比2019年少")],
    ),
    # the last names are those of the growths, the total before them is not
    (
        "全市货运量300万吨，其中进口100万吨，出口200万吨，分别增长2%和下降3%。",
        [("2%", "100万吨", "进口增长"), ("3%", "200万吨", "出口下降")],
    ),
    # one amount, against two times
    (
        "湛江港货物300万吨，同比、环比分别增长3%和下降4%。",
        [("3%", "300万吨", "货物同比增长"), ("4%", "300万吨", "货物环比下降")],
    ),
    (
        "湛江港货物300万吨，环比和同比分别回落3%和增长4%。",
        [("3%", "300万吨", "货物环比回落"), ("4%", "300万吨", "货物同比增长")],
    ),
    (
        "琅岐口岸旅客3万人次，同比及环比分别上升6%和2%。",
        [("6%", "3万人次", "旅客同比上升"), ("2%", "3万人次", "旅客环比上升")],
    ),
    # how long something took is no trade
    (
        "口岸通关时间进口30小时，出口2小时，同比分别压缩20%和增加5%。",
        [("20%", "30小时", "口岸通关时间进口同比压缩"), ("5%", "2小时", "出口同比增加")],
    ),
    # growths without amounts go each their own way
    (
        "北京、上海、广州客流同比分别增长3%、下降2%和增长5%。",
        [("3%", "", "客流同比增长"), ("2%", "", "客流同比下降"), ("5%", "", "客流同比增长")],
    ),
    # one amount and two growths without 分别: no list
    (
        "湛江港吞吐量20万吨，同比增长8%，比2019年增长12%。",
        [("8%", "20万吨", "吞吐量同比增长"), ("12%", "20万吨", "吞吐量比2019年增长")],
    ),
]


@pytest.mark.parametrize(("sentence", "told"), CASES, ids=[case[0][:12] for case in CASES])
def test_each_growth_has_its_own_amount_and_direction(
    sentence: str, told: list[tuple[str, str, str]]
) -> None:
    text = f"2021年3月9日\n\n{sentence}"
    read = clean(text).text
    growths = [figure for figure in metrics(text) if figure.kind == "change"]
    assert [
        (figure.surface, read[slice(*(figure.of_figure or (0, 0)))], figure.indicator)
        for figure in growths
    ] == told


@pytest.mark.parametrize(
    ("words", "bases"),
    [
        ("同比、环比分别增长3%和下降4%", ["yoy", "mom"]),
        ("环比、同比分别增长3%和下降4%", ["mom", "yoy"]),
        ("同比和环比分别增长3%和4%", ["yoy", "mom"]),
        ("同比增长3%，环比下降4%", ["yoy", "mom"]),
    ],
)
def test_each_of_two_growths_is_against_its_own_time(words: str, bases: list[str]) -> None:
    figures = metrics(f"2021年3月9日\n\n湛江港货物吞吐量300万吨，{words}。")
    assert [figure.base for figure in figures[1:]] == [ChangeBase(one) for one in bases]


def test_no_name_of_what_grew_goes_over_a_figure() -> None:
    figures = metrics(
        "2021年3月9日\n\n食品上涨5%、非食品下降1%，环比分别上涨1%和下降2%。湛江港货物300万吨，环比、同比分别增长3%和下降4%。"
    )
    assert not [
        one.indicator for one in figures if any(sign.isdigit() for sign in one.indicator or "")
    ]


def test_a_count_among_the_names_takes_none_of_them_away() -> None:
    figures = metrics("2021年3月9日\n\n西、中、东三条通道货运量同比分别增长15%、22%、2%。")
    growths = [one.indicator or "" for one in figures if one.kind == "change"]
    assert [one[0] for one in growths] == ["西", "中", "东"]


def test_a_shorter_time_is_no_trade() -> None:
    figures = metrics(
        "2021年3月9日\n\n口岸通关时间进口30小时，出口2小时，同比分别压缩20%和增加5%。"
    )
    assert [figure.indicator_id for figure in figures] == [None] * 4


def test_growths_are_given_out_in_time_that_grows_with_the_text() -> None:
    unit = "旅客3人次，分别增长3%和下降4%。"
    assert is_linear(lambda length: metrics(unit * (length // len(unit))), 12_000)
