"""Pages of a county, a college, a port or a firm name what no list has: bodies, events, firms, stations and quays, by what such are called."""

from __future__ import annotations

import pytest
from factories import named
from growth import is_linear


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会同省医保局印发通知。", {"organization 省医保局"}),
        ("县供销社办了培训班，县融媒体中心作了报道。", {"organization 县供销社", "organization 县融媒体中心"}),
        ("活动由区委宣传部主办。", {"organization 区委宣传部"}),
        ("他被送到县医院救治。", {"organization 县医院"}),
        ("据市招办统计，报名人数增加。", {"organization 市招办"}),
        ("市公交集团把末班车延后。", {"organization 市公交集团"}),
        ("市人社局提醒，岗位有限。", {"organization 市人社局"}),
        ("生命科学学院、资源环境学院各获30项。", {"organization 生命科学学院", "organization 资源环境学院"}),
        ("物理科学与技术学院教授领衔的项目获批。", {"organization 物理科学与技术学院"}),
        ("第二临床医学院获批26项。", {"organization 第二临床医学院"}),
    ],
)  # fmt: skip
def test_bodies_of_a_division_and_colleges_are_named(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "全国县医院的水平提高。",
        "各市招办公布了办法。",
        "当地有12所工程学院。",
    ],
)
def test_what_every_division_has_is_no_name_of_one(text: str) -> None:
    assert not [one for one in named(text) if one.startswith("organization")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学校举行2026届毕业生春季双选会。", "2026届毕业生春季双选会"),
        ("县里举行茶叶采摘开园仪式。", "茶叶采摘开园仪式"),
        ("上周举行的全域招商引资推进会提出目标。", "全域招商引资推进会"),
        ("樱花文化节期间，酒店住满了。", "樱花文化节"),
        ("白沙岛海鲜节将于9月开幕。", "白沙岛海鲜节"),
        ("2026龙溪国际灯光节昨晚启动。", "2026龙溪国际灯光节"),
        ("今天是国际罕见病日，医院开展义诊。", "国际罕见病日"),
        ("新品在成都糖酒会亮相。", "成都糖酒会"),
        ("今年的太湖马拉松有2万人参赛。", "太湖马拉松"),
    ],
)
def test_events_are_named_by_what_is_held(text: str, name: str) -> None:
    assert f"program {name}" in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "县里举行专场招聘会，市里召开新闻通气会。",
        "各地举办美食节、购物节，传统文化节更多。",
        "全国总工会等四部门日前印发通知。",
        "市民参加马拉松的热情很高。",
    ],
)
def test_what_is_held_everywhere_is_no_event(text: str) -> None:
    assert not [one for one in named(text) if one.startswith("program")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("千山味业上半年营业收入下降4.2%。", {"organization 千山味业"}),
        ("天佑食品尚未披露半年报。", {"organization 天佑食品"}),
        ("珠江啤酒同期营收31亿元，重庆啤酒则营收下降。", {"organization 珠江啤酒", "organization 重庆啤酒"}),
        ("盐湖股份净利下降。", {"organization 盐湖股份"}),
    ],
)  # fmt: skip
def test_firms_are_named_by_their_trade_where_only_a_firm_is_meant(
    text: str, names: set[str]
) -> None:
    assert named(text) == names


@pytest.mark.parametrize("text", ["全市食品股价上涨。", "绿色食品披露信息。", "现代医药营收增长。"])
def test_a_trade_is_no_firm(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("列车停靠龙洞堡东站、十里坪站等车站。", "place 龙洞堡东站"),
        ("乘地铁从行政中心站到终点要半小时。", "place 行政中心站"),
        ("本市轨道交通客流中，3号线、5号线居前。", "place 5号线"),
        ("焦柳线加开旅客列车12列。", "place 焦柳线"),
        ("列车从重庆白鹤村站开出。", "place 白鹤村站"),
        ("金龙头码头停靠了国际邮轮。", "port 金龙头码头"),
        ("朱家桥港区完成改造，码头更新。", "port 朱家桥港区"),
        ("邮轮从上海白沙口码头起航。", "port 白沙口码头"),
        ("虎门大桥东引桥缓行4公里。", "place 虎门大桥东引桥"),
        ("天津港北岸港区矿石码头靠泊首船。", "port 天津港北岸港区矿石码头"),
        ("广东省公安厅交通管理局高速公路二支队提醒，避开高峰。", "organization 广东省公安厅交通管理局高速公路二支队"),
        ("慈溪、余姚过来的货多了。", "place 余姚"),
        ("临江大学花江校区体育馆开放。", "place 花江校区体育馆"),
    ],
)  # fmt: skip
def test_stations_quays_and_what_stands_there_are_named(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "列车在枢纽站换乘，工作站照常。",
        "深水码头和泊位码头建成，港口码头繁忙。",
        "列车送旅客到达终点站。",
    ],
)
def test_any_station_or_quay_is_no_name(text: str) -> None:
    assert not [one for one in named(text) if "站" in one or "码头" in one]


def test_a_museum_is_one_body_in_all_tables() -> None:
    """Whether it acts or is visited: its rows would fall apart by pages."""
    assert "organization 清河县革命博物馆" in named("天堂坪、清河县革命博物馆位列前三名。")
    assert "organization 临江市博物馆" in named("临江市博物馆馆长周宁介绍，馆藏两万件。")


def test_a_railway_in_front_of_its_station_is_no_part_of_the_name() -> None:
    assert "place 青州南站" in named("列车晚点，铁路青州南站客流上升。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("虾农汤建军收完了头一轮地笼。", "汤建军"),
        ("市民陆卫东坚持献血20年。", "陆卫东"),
        ("新生武嘉禾扫码报到。", "武嘉禾"),
        ("院长助理王思睿翻开台账。", "王思睿"),
    ],
)
def test_persons_are_named_behind_what_they_are(text: str, name: str) -> None:
    assert f"person {name}" in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("客流集中在老城区。", "老城区"),
        ("五星酒店房价上涨。", "酒店"),
        ("该行合并了三家村镇银行。", "银行"),
        ("老人多住在养老社区。", "社区"),
        ("当地新建非营利幼儿园两所。", "幼儿园"),
        ("贵州、江西、广东三省共有500人。", "东三省"),
        ("首批好望角型船舶靠泊。", "好望角"),
        ("建成国家重点实验室1个、教育部重点实验室9个。", "教育部"),
        ("一趟下来，连车费要三百元。", "连车费"),
    ],
)
def test_sorts_of_things_are_no_names(text: str, name: str) -> None:
    assert not [one for one in named(text) if name in one]


def test_what_stands_between_title_marks_is_a_document() -> None:
    assert "document 区域全面经济伙伴关系协定" in named("《区域全面经济伙伴关系协定》生效。")
    assert "document 中国能源月报" in named("数据见《中国能源月报》。")


def test_a_county_is_called_without_the_word_for_it_where_it_is_named_once() -> None:
    assert "place 尤溪" in named("尤溪县医院扩建。尤溪县的病人多，专家到尤溪坐诊。")
    assert "place 通渭" not in named("通渭县的山上，华能通渭风电场并网。")


@pytest.mark.parametrize(
    "unit",
    [
        "省财政省医保",
        "生命科学与技术与",
        "举行毕业生毕业",
        "国际文化旅游艺术",
        "全国安全教育",
        "大张实业、白鹭",
        "营业收入食品上半年",
        "列车到龙洞堡东、",
        "地铁3号",
        "在金龙头港码头靠泊",
        "虾农汤建军",
        "教育部重点实验室义务教育",
    ],
)
def test_names_are_sought_in_time_that_grows_with_the_text(unit: str) -> None:
    assert is_linear(lambda length: named(unit * (length // len(unit))), 8_000)
