"""What is said to begin on one day and to end on another lasts from the one to the other, and what follows may be of all of it."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


def periods_of(*paragraphs: str, published_at: str = "2022-07-01") -> dict[str, str | None]:
    """The period of each figure."""
    article, document = article_of(*paragraphs, published_at=published_at)
    return {one.surface: one.period for one in find_metrics(article, (), document, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("7月1日，暑运正式启动，8月31日结束，共62天。", "2022-07-01/2022-08-31"),
        ("展销会7月1日开幕，7月5日闭幕，为期5天。", "2022-07-01/2022-07-05"),
        ("疏运从6月30日起跑，到7月4日为止，加开62班。", "2022-06-30/2022-07-04"),
        ("展销会7月1日开幕，为期5天。", "2022-07-01"),
        ("从6月10日起连续7天，古城限行，劝离车辆300多辆。", "2022-06-10/2022-06-16"),
        ("6月28日开始，县医院连续三天义诊，接诊9人。", "2022-06-28/2022-06-30"),
        ("6月12日零时起，为期两周的演练举行，动用船艇48艘。", "2022-06-12/2022-06-25"),
        ("自6月20日起，口岸延长通关时间9分钟。", "2022-06-20"),
        ("6月28日，新站启用，6月30日完成验收，检查5处。", "2022-06-30"),
        ("去年7月1日开工，今年6月30日结束招标，签约5家。", "2022-06-30"),
    ],
)
def test_a_stretch_told_by_its_ends(text: str, period: str) -> None:
    assert set(periods_of(text).values()) == {period}


def test_what_is_expected_of_such_days_is_of_them() -> None:
    told = "6月30日，中秋小长假运输启动，7月4日结束。"
    assert periods_of(told + "车站预计发送旅客9万人次。") == {"9万人次": "2022-06-30/2022-07-04"}
    assert periods_of(told + "新线预计投资9亿元。") == {"9亿元": None}


def test_the_days_off_are_those_that_the_page_tells() -> None:
    told = "9月29日，国庆假期运输启动，10月8日结束。"
    found = periods_of(told, "假期期间，加开列车30列。", published_at="2021-09-29")
    assert found == {"30列": "2021-09-29/2021-10-08"}
    other = "国庆假期接待旅客5万人次。接驳车9月29日开跑，10月8日结束。"
    found = periods_of(other, "假期期间，加开列车30列。", published_at="2021-10-09")
    assert found["30列"] == "2021-10-01/2021-10-07"


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("6月指数报90点，较去年8月的历史高位95点低5.3%。", "95点", "2021-08"),
        ("6月指数报90点，较去年8月的历史高位95点低5.3%。", "5.3%", "2022-06"),
        ("6月负荷90万千瓦，距离去年8月缔造的纪录95万千瓦只差5万千瓦。", "95万千瓦", "2021-08"),
        ("2021年，占比降至25%，较改制前的2011年下降21个百分点。", "21个百分点", "2021"),
        ("截至4月底的过去12个月，旅客5600万人次。", "5600万人次", "2021-05/2022-04"),
        ("截至4月底，全省已建充电桩3.8万个。", "3.8万个", "2022-04"),
    ],
)
def test_a_time_that_a_figure_is_measured_against(text: str, figure: str, period: str) -> None:
    assert periods_of(text)[figure] == period
