"""A paper has its own figures, two that a word speaks of together are named together, a crowd is of no one of those in it, a sort is no name, nor what is done to something."""

from __future__ import annotations

import pytest
from factories import subjects_in_turn
from growth import is_search_linear

from kouan.extraction.parties import continuations, several
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("商务部日前印发的《白鹭消费促进行动方案》共提出20条措施。", "白鹭消费促进行动方案"),
        ("生态环境部公布的《海洋保护规划纲要》分为6个部分。", "海洋保护规划纲要"),
        ("中国气象局编制的《气候变化年度蓝皮书》收录42项指标。", "气候变化年度蓝皮书"),
        ("教育部今天发布的《校园食堂管理规定》明确了8项要求。", "校园食堂管理规定"),
        ("国家林草局出台的《湿地修复指南》包括5章。", "湿地修复指南"),
    ],
)
def test_what_a_paper_contains_is_told_of_the_paper(text: str, paper: str) -> None:
    assert subjects_in_turn(text) == [paper]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("纽约和伦敦铜期货价格都上涨2%。", "纽约和伦敦"),
        ("北京和上海二手房成交量均增长15%。", "北京和上海"),
        ("法国和德国制造业订单都下降3%。", "法国和德国"),
        ("江苏、浙江外贸企业均增长8%。", "江苏、浙江"),
    ],
)
def test_two_that_a_noun_parts_from_all_are_named_together(text: str, names: str) -> None:
    assert subjects_in_turn(text) == [names]


def test_a_daily_average_does_not_name_two_together() -> None:
    assert subjects_in_turn("成都和重庆地区往西安日均发送旅客3万人。") != ["成都和重庆"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("第三届青岭农业博览会举行。财政部种业司局官员、种子商会会长、育种专家和农户代表等约350人参加品种展示。", "第三届青岭农业博览会"),
        ("青岭灯会昨晚开幕。广东省文化和旅游厅负责人、各地工艺师和游客代表等约300人参加点灯。", "青岭灯会"),
    ],
)  # fmt: skip
def test_a_crowd_is_of_what_it_attends(text: str, event: str) -> None:
    assert subjects_in_turn(text)[-1] == event


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("在山东寿光的这家蔬菜企业，120名工人正在装车。", "寿光"),
        ("在湖南长沙的这个产业园，入驻企业增加了30家。", "长沙"),
        ("在云南大理的这座水文站，4台仪器正在工作。", "大理"),
        ("江苏句容的这家水厂今年新增员工15人。", "句容"),
    ],
)
def test_a_sort_of_house_is_no_name_beside_its_place(text: str, place: str) -> None:
    assert subjects_in_turn(text)[-1] == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("山东渔业转型。高水平建设国家海洋渔业示范区，新增网箱20座。", "山东"),
        ("智利山火蔓延。山火距离云溪机场只有3公里。", "智利"),
    ],
)
def test_a_name_has_no_adverb_or_verb_in_it(text: str, name: str) -> None:
    assert subjects_in_turn(text)[-1] == name


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (continuations._PAPER, "印发的《甲法"),
        (continuations._PAPER, "日前公布"),
        (several._BOTH, "铜期货价格日均"),
        (several._COUNTS, "约12"),
    ],
)
def test_looking_for_these_takes_no_more_time(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
