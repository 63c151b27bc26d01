"""Figures of several that are listed, each in its place or all together, and of somebody who is called what he is."""

from __future__ import annotations

import pytest
from factories import subjects_in_turn
from growth import is_search_linear

from kouan.extraction.parties import listed, others
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("病例分布在广州（301例）、佛山（246例）、中山（97例）等地。", ["广州", "佛山", "中山"]),
        ("投诉集中在杭州（120件）、宁波（88件）。", ["杭州", "宁波"]),
        ("新增装机主要来自甘肃（320万千瓦）、青海（210万千瓦）。", ["甘肃", "青海"]),
        ("客流居前的是广州南站（32万人次）、深圳北站（28万人次）。", ["广州南站", "深圳北站"]),
        ("生命科学学院、资源环境学院各获34项、31项。", ["生命科学学院", "资源环境学院"]),
        ("民事审判庭、刑事审判庭分别结案1200件、800件。", ["民事审判庭", "刑事审判庭"]),
        ("2号线、3号线客运量分别为412万人次、288万人次。", ["2号线", "3号线"]),
        ("消化内科、心血管内科分别出院3200人次、2800人次。", ["消化内科", "心血管内科"]),
        ("林学专业、园艺专业分别招生120人、90人。", ["林学专业", "园艺专业"]),
        ("祁连景区、门源景区分别接待游客30万人次、21万人次。", ["祁连景区", "门源景区"]),
    ],
)  # fmt: skip
def test_each_figure_of_a_list_is_of_the_name_in_its_place(text: str, named: list[str]) -> None:
    assert subjects_in_turn(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("浙江、广东、江苏贷款余额居全国前三位。", "浙江、广东、江苏"),
        ("山东、河南、黑龙江粮食产量列前三名。", "山东、河南、黑龙江"),
        ("西滨、梅仙、洋中3个乡镇的接种率均超过七成。", "西滨、梅仙、洋中"),
        ("兰州、西宁、银川三市用电量合计增长8%。", "兰州、西宁、银川"),
        ("沙坡、石桥、柳湾三个村的光伏覆盖率都超过90%。", "沙坡、石桥、柳湾"),
        ("涧西区、西工区、洛龙区合计占全市零售总额的44.7%。", "涧西区、西工区、洛龙区"),
        ("兰州、西宁合计发电312亿千瓦时。", "兰州、西宁"),
    ],
)
def test_what_is_said_of_all_of_a_list_is_of_them_together(text: str, named: str) -> None:
    assert subjects_in_turn(text)[-1] == named


@pytest.mark.parametrize(
    "text",
    [
        # of the whole that the text is about
        "甘肃今年新增装机500万千瓦，酒泉、张掖、武威合计占63%。",
        # whom somebody calls on, and what only describes
        "甘肃今年新增装机500万千瓦。安排国航、南航和海航三家公司平均每天加开12班。",
    ],
)
def test_the_share_of_some_is_of_the_whole(text: str) -> None:
    assert subjects_in_turn(text)[-1] != "酒泉、张掖、武威"
    assert not (subjects_in_turn(text)[-1] or "").startswith("安排")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("南通市民陆卫东坚持献血26年，累计献血112次。", "陆卫东"),
        ("电子工程学院大三学生韦志豪每周有2天泡在车间里。", "韦志豪"),
        ("在湖边开民宿的返乡青年陈亮今年接待客人320人次。", "陈亮"),
        ("株洲队门将贺宇轩全场扑出6次险情。", "贺宇轩"),
        ("在科技公司上班的32岁工程师廖柏翰已抽签3次。", "廖柏翰"),
        ("家住城东的退休教师林秀兰捐书1200册。", "林秀兰"),
        ("太原市民郭建平骑行上班12年，累计骑行8万公里。", "郭建平"),
        ("武威牧羊人赵长河今年卖羊120只。", "赵长河"),
        ("济南骑手孙浩然每天送单60单。", "孙浩然"),
        ("酒泉讲解员何丽萍全年讲解520场。", "何丽萍"),
    ],
)
def test_who_is_called_what_he_is_and_where_from_is_told_of(text: str, name: str) -> None:
    assert set(subjects_in_turn(text)) == {name}


@pytest.mark.parametrize(
    "text", ["兰州学生高素质发展3年。", "兰州市民安全出行120万人次。", "兰州游客路过景区3万人次。"]
)
def test_words_for_how_things_are_make_no_name(text: str) -> None:
    assert set(subjects_in_turn(text)) <= {"兰州", None}


#: An expression and what almost fits it, again and again.
HOSTILE = [
    (listed._SUMMED, "甲乙、"),
    (listed._SUMMED, "甲乙丙丁3个镇"),
    (others._OF_AGE, "的果农"),
    (others._SOMEBODY, "青年"),
]


@pytest.mark.parametrize(("expression", "piece"), HOSTILE)
def test_expressions_of_lists_take_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
