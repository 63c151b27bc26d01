"""A time is told from another that the text told before it: the month before that of the figures, the last of ten months, a year of accounts, what began and goes on to the present."""

from __future__ import annotations

import pytest
from factories import article_of
from growth import is_linear, is_search_linear

from kouan.extraction.metrics import find_metrics
from kouan.extraction.time import begun, compared, fiscal_years, periods, remembered
from kouan.gathering import gather
from kouan.model.expression import Expression

KNOWLEDGE = gather()


def period(text: str, figure: str, published_at: str, title: str | None = None) -> str | None:
    article, document = article_of(text, published_at=published_at, title=title)
    found = find_metrics(article, (), document, KNOWLEDGE)
    return next(one.period for one in found if one.surface == figure)


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("10月，全市出口20亿元。上月，进口30亿元。", "30亿元", "2025-09"),
        ("10月CPI同比上涨0.3%，上月下降0.4%。", "0.4%", "2025-09"),
        ("10月，制造业指数为50.1%（上月为49.9%）。", "49.9%", "2025-09"),
        ("2025年10月，全县用电量3.2亿千瓦时。上个月为3.5亿千瓦时。", "3.5亿千瓦时", "2025-09"),
        ("刚刚过去的10月，景区接待游客30万人次。上月接待50万人次。", "50万人次", "2025-09"),
        # the same month, by its number and by the word
        ("10月，海关验放货车3万辆次。上月还验放列车400列。", "400列", "2025-10"),
        ("10月开通的航线上月运送旅客3万人次。", "3万人次", "2025-10"),
        ("上月，港口吞吐量320万吨。上月铁矿石到港30万吨。", "30万吨", "2025-10"),
    ],
)
def test_the_month_before_is_that_before_the_month_of_the_figures(
    text: str, figure: str, expected: str
) -> None:
    assert period(text, figure, "2025-11-12") == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("前10个月，全省出口300亿元，当月出口28亿元。", "28亿元", "2025-10"),
        ("今年前10个月，全市用电量90亿千瓦时；当月用电8亿千瓦时。", "8亿千瓦时", "2025-10"),
        ("1—10月，全省出口300亿元，其中当月出口28亿元。", "28亿元", "2025-10"),
        ("前三季度，全省出口300亿元。当月出口30亿元。", "30亿元", "2025-09"),
        ("截至10月底，累计出口300亿元，当月出口28亿元。", "28亿元", "2025-10"),
        ("9月出口20亿元。目前有3条航线，当月开通1条。", "1条", "2025-09"),
    ],
)
def test_the_month_itself_is_the_last_of_those_told(text: str, figure: str, expected: str) -> None:
    assert period(text, figure, "2025-11-18") == expected


@pytest.mark.parametrize(
    ("title", "text", "figure", "expected"),
    [
        (
            "2025-26财政年度政府财政预算案",
            "司长宣读预算案。本年度预计赤字872亿元。",
            "872亿元",
            "2025-04/2026-03",
        ),
        (
            None,
            "库务署公布2025-26财年账目。上年度赤字1016亿元。",
            "1016亿元",
            "2024-04/2025-03",
        ),
        (
            None,
            "2025至26财政年度拨款300亿元，上一财政年度为280亿元。",
            "280亿元",
            "2024-04/2025-03",
        ),
        (None, "2025/26年度拨款300亿元，下年度预计310亿元。", "310亿元", "2026-04/2027-03"),
        (
            None,
            "二零二五至二六财政年度拨款300亿元，本财政年度已用100亿元。",
            "100亿元",
            "2025-04/2026-03",
        ),
        (None, "2025至2026财政年度拨款300亿元，去年度为280亿元。", "280亿元", "2024-04/2025-03"),
        # nobody said with which month it begins
        (None, "上一财年，公司收入280亿元。", "280亿元", None),
        (None, "本年度培训300人。", "300人", "2025"),
        (None, "公司下年度计划招收300人。", "300人", "2026"),
    ],
)
def test_a_year_of_accounts_is_told_by_the_last_that_was_named(
    title: str | None, text: str, figure: str, expected: str | None
) -> None:
    assert period(text, figure, "2025-06-26", title) == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("今年前三季度出口300亿元，已超过去年全年的280亿元。", "280亿元", "2024"),
        ("今年前三季度进口300亿元，追平2024年全年的300亿吨。", "300亿吨", "2024"),
        ("1至9月立案30件，不及去年全年的50件。", "50件", "2024"),
        ("今年前三季度，全县游客300万人次，大幅超出上年全年的约290万人次。", "约290万人次", "2024"),
        ("今年前三季度进口300亿元，去年全年为380亿元。", "380亿元", "2024"),
        # a part of that year's amount is of when it was reached
        ("今年前三季度进口300亿元，超过去年全年的90%。", "90%", "2025-01/2025-09"),
        ("今年前三季度进口300亿元，超过去年全年的九成。", "九成", "2025-01/2025-09"),
        ("今年前三季度进口300亿元，超过去年全年的1.2倍。", "1.2倍", "2025-01/2025-09"),
    ],
)
def test_an_amount_that_was_passed_is_of_its_own_year(
    text: str, figure: str, expected: str
) -> None:
    assert period(text, figure, "2025-10-20") == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("2016年开行至今，班列运送货物300万吨。", "300万吨", "2016/2025"),
        ("2016年3月开通，迄今运送货物300万吨。", "300万吨", "2016-03/2025-10"),
        ("大桥于2018年10月通车，至今已有3000万人次往来。", "3000万人次", "2018-10/2025-10"),
        ("9月1日，该馆正式开馆。至今已接待读者3万人次。", "3万人次", "2025-09/2025-10"),
        ("9月12日开展行动至今，查获案件300起。", "300起", "2025-09/2025-10"),
        ("试点2023年启动，至今已惠及居民3万户。", "3万户", "2023/2025"),
        # since when, nobody says
        ("开馆至今，已接待读者3万人次。", "3万人次", None),
        ("入汛至今，全市降雨300毫米。", "300毫米", None),
        # what is so at present
        ("2018年建成的码头至今仍有3台岸桥在用。", "3台", "2025-10"),
        ("公司1998年成立，至今拥有员工300人。", "300人", "2025-10"),
        ("馆内读者至今已达3万人次。", "3万人次", "2025-10"),
    ],
)
def test_what_began_then_and_goes_on_to_the_present_lasts_from_then(
    text: str, figure: str, expected: str | None
) -> None:
    assert period(text, figure, "2025-10-20") == expected


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (begun._BEGUN_THEN, "试点启动"),
        (begun._DONE_TO_NOW, "，人们"),
        (begun._STILL, "，人们"),
        (compared._AMOUNT_OF, "全年的约"),
        (periods._BEGUN_TO_NOW, "开行至"),
        (remembered._TOLD_OF, "3的数"),
        (remembered._TOO, "，人们"),
    ],
)
def test_a_search_for_such_times_takes_time_in_proportion(
    expression: Expression, piece: str
) -> None:
    assert is_search_linear(expression, piece)


def test_a_search_for_years_of_accounts_takes_time_in_proportion() -> None:
    assert is_linear(
        lambda length: list(fiscal_years.find_fiscal_years("上一个财年度" * length)), 20_000
    )


def test_a_month_told_long_ago_is_not_looked_for_again_and_again() -> None:
    def read(length: int) -> None:
        article, document = article_of(
            "10月出口20亿元" + "，上月的" * length, published_at="2025-11-12"
        )
        find_metrics(article, (), document, KNOWLEDGE)

    assert is_linear(read, 6_000)
