"""Two tables right below each other: the heads of each are those of its own figures."""

from __future__ import annotations

import pytest

from kouan import metrics
from kouan.language.grids import tables_in

PAGE = (
    "<html><body><h1>宁波市2024年9月房地产市场运行情况</h1><p>2024-10-12</p><p>9月份，全市商品房市场运行平稳，具体数据见下表。</p>"
    "<table><tr><td>区域</td><td>成交套数</td><td>成交均价（元/平方米）</td></tr>"
    "<tr><td>鄞州区</td><td>320</td><td>15,320</td></tr><tr><td>海曙区</td><td>210</td><td>12,100</td></tr></table>{}"
    "<table><tr><td>指标</td><td>单位</td><td>本期</td></tr>"
    "<tr><td>接听热线次数</td><td>次</td><td>45,678</td></tr><tr><td>贷款余额</td><td>亿元</td><td>3,456.7</td></tr></table></body></html>"
)


@pytest.mark.parametrize("between", ["", "<p>表2 窗口情况</p>", "<p>窗口情况</p><p>单位：见表</p>"])
def test_a_figure_has_the_heads_of_its_own_table(between: str) -> None:
    """Read as one table, what a window counts was 成交套数, and its loans were so much for a square metre."""
    found = [(one.surface, one.unit, one.indicator) for one in metrics(PAGE.format(between))]
    assert [one for one in found if one[0] in ("45,678", "3,456.7")] == [
        ("45,678", "次", "接听热线次数"),
        ("3,456.7", "元", "贷款余额"),
    ]
    assert ("320", "套", "成交套数") in found


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        pytest.param(
            ["站\t水位\t流量", "甲\t3.1\t20", "乙\t缺测\t缺测", "丙\t3.4\t22"],
            [range(4)],
            id="a row without figures is no head where it says one word",
        ),
        pytest.param(
            ["港\t出口\t进口", "东港\t3.1\t20", "西港\t停产\t检修", "北港\t3.4\t22"],
            [range(4)],
            id="nor where its words are none of a head",
        ),
        pytest.param(
            ["港\t出口\t进口", "东港\t3.1\t20", "其中：", "甲区\t—\t—", "乙区\t8\t2"],
            [range(5)],
            id="nor below the head of a part",
        ),
        pytest.param(
            ["站\t水位\t流量", "甲\t3.1\t20", "—\t—\t—", "丙\t3.4\t22"],
            [range(4)],
            id="nor where it says nothing",
        ),
        pytest.param(
            ["港\t出口\t进口", "甲\t3.1\t20", "内贸", "乙\t3.4\t22"],
            [range(4)],
            id="the head of a part stands between rows of one table",
        ),
        pytest.param(
            ["港\t出口\t进口", "甲\t3.1\t20", "单位\t人数\t车数", "乙\t34\t22"],
            [range(2), range(2, 4)],
            id="other heads below figures begin another",
        ),
    ],
)
def test_heads_below_figures_begin_a_table(lines: list[str], tables: list[range]) -> None:
    """Only words for each column do: rows that lack figures stay in their table."""
    assert list(tables_in(lines)) == tables
