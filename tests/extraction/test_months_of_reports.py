"""What is read from a report that is called by its short name (半年报, 三季报) is of the months that it accounts for."""

from __future__ import annotations

import pytest
from factories import article_of
from growth import is_search_linear

from kouan.extraction.metrics import find_metrics
from kouan.extraction.time import accounts
from kouan.gathering import gather
from kouan.model.expression import Expression

KNOWLEDGE = gather()


def period(text: str, figure: str, published_at: str) -> str | None:
    article, document = article_of(text, published_at=published_at)
    found = find_metrics(article, (), document, KNOWLEDGE)
    return next(one.period for one in found if one.surface == figure)


@pytest.mark.parametrize(
    ("text", "figure", "published_at", "expected"),
    [
        ("半年报显示，公司收入36.2亿元。", "36.2亿元", "2026-08-29", "2026-01/2026-06"),
        ("中报披露，公司现金流为8.1亿元。", "8.1亿元", "2026-08-29", "2026-01/2026-06"),
        ("三季报数据显示，海外收入68.3亿元。", "68.3亿元", "2026-10-30", "2026-01/2026-09"),
        ("白鹭保险在三季报中称，保费收入412亿元。", "412亿元", "2026-10-30", "2026-01/2026-09"),
        ("该行一季报显示，净利润3.4亿元。", "3.4亿元", "2026-04-28", "2026-01/2026-03"),
        ("年报显示，公司研发投入12.4亿元。", "12.4亿元", "2026-03-28", "2025"),
        ("去年半年报显示，公司收入36.2亿元。", "36.2亿元", "2026-03-29", "2025-01/2025-06"),
        ("三季报显示，公司收入36.2亿元。", "36.2亿元", "2026-03-29", "2025-01/2025-09"),
        ("从半年报看，景区接待游客310万人次。", "310万人次", "2026-08-29", "2026-01/2026-06"),
        ("翻开半年报，铜产量12.6万吨。", "12.6万吨", "2026-08-29", "2026-01/2026-06"),
        (
            "10月29日，白鹭钢铁公告三季报。公司钢材产量412万吨，同比下降3.1%。",
            "412万吨",
            "2026-10-30",
            "2026-01/2026-09",
        ),
        (
            "半年报提到，公司毛利率为41.4%，上年同期为40.1%。",
            "40.1%",
            "2026-08-29",
            "2025-01/2025-06",
        ),
        # a time of its own goes before it
        ("三季报显示，公司7月收入3.2亿元。", "3.2亿元", "2026-10-30", "2026-07"),
    ],
)
def test_a_figure_of_a_report_is_of_what_it_accounts_for(
    text: str, figure: str, published_at: str, expected: str
) -> None:
    assert period(text, figure, published_at) == expected


@pytest.mark.parametrize(
    "text",
    [
        "半年报披露后，公司股价上涨3.1%。",
        "公司拟于下周公布三季报，股价上涨3.1%。",
        "两校集中报道新生，人数增长3.1%。",
        "《江城青年报》称，销量增长3.1%。",
    ],
)
def test_a_report_that_only_comes_out_and_a_paper_are_no_time(text: str) -> None:
    assert period(text, "3.1%", "2026-08-29") in (None, "2026-08")


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("1至10月，全市完成投资82.6亿元，为全年目标的91.8%。", "91.8%", "2026-01/2026-10"),
        (
            "1至10月，吞吐量1.2亿吨，为全年1.4亿吨目标的84.1%；装车19.6万辆。",
            "19.6万辆",
            "2026-01/2026-10",
        ),
        (
            "前三季度，全县造林2.3万亩，完成今年任务的七成，栽苗180万株。",
            "180万株",
            "2026-01/2026-09",
        ),
        (
            "前三季度，该行投放贷款56.8亿元，已达2026年计划投放量的68%。",
            "68%",
            "2026-01/2026-09",
        ),
        ("2025年，全市完成投资计划的98.2%。", "98.2%", "2025"),
        ("全年完成投资计划的98.2%。", "98.2%", "2026"),
        ("全市已投资82.6亿元，占全年目标的91.8%。", "91.8%", "2026"),
    ],
)
def test_a_part_of_the_goal_of_a_year_is_of_when_it_was_reached(
    text: str, figure: str, expected: str
) -> None:
    assert period(text, figure, "2026-11-15") == expected


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (accounts._TELLS, "财务数据"),
        (accounts._OPENED, "发布公司的"),
        (accounts._CLOSED, "》》"),
    ],
)
def test_a_search_for_a_report_or_a_goal_takes_time_in_proportion(
    expression: Expression, piece: str
) -> None:
    assert is_search_linear(expression, piece)
