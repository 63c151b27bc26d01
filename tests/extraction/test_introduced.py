"""A body that the text says is called otherwise from there on is one body by both names; it speaks for itself in what it announces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article_of

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


def read(
    *paragraphs: str,
    title: str | None = None,
    subtitle: str | None = None,
    day: str = "2025-10-09",
) -> tuple[dict[str, set[str]], dict[str, tuple[str | None, str | None]]]:
    """The surfaces of each entity, and subject and period of each figure."""
    article, document = article_of(*paragraphs, title=title, published_at=day)
    article = replace(article, subtitle=subtitle)
    entities = find_entities(article, document, KNOWLEDGE)
    named = {one.name: {mention.surface for mention in one.mentions} for one in entities}
    figures = find_metrics(article, entities, document, KNOWLEDGE)
    return named, {one.surface: (one.subject, one.period) for one in figures}


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("日前，白鹭江（集团）股份有限公司（下称“白鹭股份”，600999）披露季报。", "白鹭江（集团）股份有限公司", "白鹭股份"),
        ("日前，白鹭江重型机械有限公司（600999，以下简称“白鹭重机”）投产。", "白鹭江重型机械有限公司", "白鹭重机"),
        ("控股子公司陕西白鹭汽车有限公司（简称“白鹭汽车”）投产。", "陕西白鹭汽车有限公司", "白鹭汽车"),
    ],
)  # fmt: skip
def test_a_body_is_known_by_what_it_is_called(text: str, name: str, short: str) -> None:
    named, _ = read(text, f"今年，{short}招聘员工。")
    assert {name, short} <= named[name]


def test_no_body_is_what_is_called_otherwise_and_is_none() -> None:
    named, _ = read("日前，白鹭江跨江通道工程（以下简称“通道”）开工。")
    assert not any("通道" in surfaces for surfaces in named.values())


def test_a_firm_announces_its_own_figures_and_an_office_those_of_others() -> None:
    _, figures = read("南方航空公告显示，9月旅客周转量同比上升6%。")
    assert figures["6%"][0] == "南方航空"
    _, figures = read("海关总署公告显示，9月全国出口同比上升6%。")
    assert figures["6%"][0] == "中国"


def test_who_reads_figures_is_not_whom_they_are_of() -> None:
    text = "国家统计局今天发布了8月份全国CPI数据。", "8月份，CPI环比下降0.1%。"
    _, figures = read(*text, title="董莉娟解读8月份CPI数据", day="2025-09-10")
    assert figures["0.1%"] == ("中国", "2025-08")


def test_a_subtitle_names_whom_a_title_does_not() -> None:
    text = "如今在校学生2.1万人，分布在3个校区。"
    subtitle = "——写在河海大学建校110周年之际"
    _, figures = read("河海大学在南京。", text, title="一所学校的江河答卷", subtitle=subtitle)
    assert figures["2.1万人"][0] == "河海大学"


def test_days_off_that_nobody_named_are_those_just_over() -> None:
    assert read("假期共处置事故41宗。")[1]["41宗"][1] == "2025-10-01/2025-10-08"
    assert read("假期共处置事故41宗。", day="2025-11-20")[1]["41宗"][1] is None


def test_a_second_thing_at_the_same_time() -> None:
    told = "前三季度，大桥通行车辆286.3万辆次。"
    assert read(told, "下游通道同期通行约98万辆次。")[1]["约98万辆次"][1] == "2025-01/2025-09"
    assert read(told, "去年同期通行约98万辆次。")[1]["约98万辆次"][1] != "2025-01/2025-09"


def test_what_was_added_since_new_year_and_the_parts_of_a_state() -> None:
    figures = read("截至9月末，存款余额15.03万亿元，比年初增加1.06万亿元。")[1]
    assert figures["15.03万亿元"][1] == "2025-09"
    assert figures["1.06万亿元"][1] == "2025-01/2025-09"
    figures = read("截至9月底，全省参保5620万人。其中，职工1320万人。")[1]
    assert figures["1320万人"][1] == "2025-09"
    figures = read("截至当月末……9月，某航引进2架客机；截至当月末，合计运营飞机946架。")[1]
    assert figures["946架"][1] == "2025-09"


def test_the_whole_has_the_growth_that_others_move() -> None:
    text = "宁波进出口1.06万亿元。", "其中，墨西哥和巴西合计拉动全市出口增长1.2个百分点。"
    assert read(*text)[1]["1.2个百分点"][0] == "宁波"
