"""Figures of what was built, of what lies somewhere, and of an event or a house that is called by its last word."""

from __future__ import annotations

import pytest
from factories import subjects_in_turn
from growth import is_search_linear

from kouan.extraction.parties import bodies, unlisted
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("榆中校区新建的天山堂A座共12层，建筑面积2.9万平方米。", "天山堂A座"),
        ("县医院新建的门诊综合楼建筑面积3.2万平方米，设床位600张。", "门诊综合楼"),
        ("太原市新建成的汾西大桥全长1800米。", "汾西大桥"),
        ("该校改建的东区体育馆可容纳观众3000人。", "东区体育馆"),
        ("镇上扩建的粮食仓库占地60亩。", "粮食仓库"),
        ("集团投建的三号熔炉高32米。", "三号熔炉"),
        ("博物馆重建的书画展厅共4层。", "书画展厅"),
    ],
)
def test_a_measure_of_what_was_built_is_of_it(text: str, named: str) -> None:
    assert set(subjects_in_turn(text)) == {named}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("位于花江校区的慧谷创业园，目前在孵项目56个，带动就业410人。", "慧谷创业园"),
        ("位于祁连县的卓尔山景区，今年接待游客80万人次。", "卓尔山景区"),
        ("地处嘉定区的安亭汽车产业园，入驻企业320家。", "安亭汽车产业园"),
        ("坐落在鼓楼区的三山美术馆，全年办展24场。", "三山美术馆"),
    ],
)
def test_what_lies_somewhere_is_told_of_and_not_where(text: str, named: str) -> None:
    assert set(subjects_in_turn(text)) == {named}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("西部陆海新通道海铁联运班列提速。班列今年累计发送货物32万标准箱。", "西部陆海新通道海铁联运班列"),
        ("“敦煌夜话书展”今天开幕。书展期间接待观众3万人次。", "敦煌夜话书展"),
        ("走进香积路上的拱墅区社会治理中心，人来人往。中心前10个月接待群众1.42万批次。", "拱墅区社会治理中心"),
    ],
)  # fmt: skip
def test_a_last_word_means_the_one_that_was_named(text: str, named: str) -> None:
    assert subjects_in_turn(text) == [named]


#: An expression and what almost fits it, again and again.
HOSTILE = [
    (unlisted._BUILT, "新建的甲"),
    (unlisted._BUILT, "建成的楼共约"),
    (bodies._BARE, "班列前"),
    (bodies._OPENING, "走进村里的"),
]


@pytest.mark.parametrize(("expression", "piece"), HOSTILE)
def test_expressions_of_what_was_built_take_time_in_proportion(
    expression: Expression, piece: str
) -> None:
    assert is_search_linear(expression, piece)
