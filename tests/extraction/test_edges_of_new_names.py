"""What stands near a new rule's edge and is none of what it reads, as a strict reader found it."""

from __future__ import annotations

import pytest
from factories import article_of, surfaces
from growth import is_linear

from kouan import metrics
from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather
from kouan.model.facts import EntityType, Metric

KNOWLEDGE = gather()
ORGANIZATION, PLACE, PORT = EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PORT


def figures(text: str) -> dict[str, Metric]:
    article, document = article_of(*text.split("\n"), published_at="2024-05-09")
    entities = find_entities(article, document, KNOWLEDGE)
    return {one.surface: one for one in find_metrics(article, entities, document, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("3月供水300万吨。", "300万吨", "level"),
        ("4月供应住宅用地12宗。", "12宗", "level"),
        ("去年薪资支出3亿元。", "3亿元", "level"),
        ("该市月租3000元。", "3000元", "rate"),
        ("PM2.5日均值超过国家二级标准28天。", "28天", "duration"),
    ],
)
def test_the_end_of_a_time_and_a_standard_make_no_other_kind(
    text: str, figure: str, kind: str
) -> None:
    assert figures(text)[figure].kind.value == kind


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        (
            "去年完成投资900亿元，今年前4个月完成年度计划的45%，新开工项目12个。",
            "45%",
            "2024-01/2024-04",
        ),
        ("2022年产量300万吨，2023年完成计划的98%。", "98%", "2023"),
        (
            "2023年5月至2024年4月，二手房成交3000套。2024年，年内新开楼盘12个。",
            "12个",
            "2024",
        ),
    ],
)
def test_a_goal_and_twelve_months_move_no_other_time(text: str, figure: str, period: str) -> None:
    assert figures(text)[figure].period == period


@pytest.mark.parametrize(
    ("text", "kind", "absent"),
    [
        ("香港地产股价普遍下跌。", ORGANIZATION, "香港地产"),
        ("浙江家电、广东服装等外贸企业参展。", ORGANIZATION, "浙江家电"),
        ("公安局交警支队支队长介绍。", ORGANIZATION, "公安局交警支队支队"),
        ("江城市人民医院专门开设儿童病区。", ORGANIZATION, "专门开设儿童病区"),
        ("旅客在格林达维克镇避险，维克镇停电。", PLACE, "维克"),
        ("海东市民和县官亭镇重建。", PLACE, "和县"),
        ("列车从黑龙江富锦站开出，铁路加开列车。", PLACE, "黑龙江富锦站"),
        ("工厂引进2号线和3号线两条装配线。", PLACE, "2号线"),
        ("机收作业区域划定三处，船舶靠泊码头。", PORT, "机收作业区"),
    ],
)
def test_it_is_no_name(text: str, kind: EntityType, absent: str) -> None:
    assert absent not in surfaces(text, kind)


def test_two_that_are_first_are_not_the_last_of_them() -> None:
    text = "增长最快的是广东省和江苏省，出口均超过3万亿元。"
    assert figures(text)["超过3万亿元"].subject != "江苏省"


@pytest.mark.parametrize("text", ["一名19岁青年驾车撞伤王明。", "3岁女童随母亲王敏外出。"])
def test_the_age_of_one_is_not_of_another(text: str) -> None:
    assert all(not (one.subject or "").startswith("王") for one in figures(text).values())


@pytest.mark.slow
def test_years_in_a_row_take_time_in_line_with_their_length() -> None:
    """One sentence of nothing but years was led in anew for each figure."""
    assert is_linear(lambda size: metrics("113年" * (size // 4)), 48_000)
