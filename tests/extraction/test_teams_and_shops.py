"""A team is called by the place that it plays for; a shop and what is held, by a quoted name with who keeps it or what it is behind."""

from __future__ import annotations

import pytest
from factories import named
from growth import is_linear


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("怀化队、娄底队场均观众都在2万人以上。", {"organization 怀化队", "organization 娄底队"}),
        ("江苏队在接力赛中夺冠。", {"organization 江苏队"}),
        ("广东男篮客场险胜辽宁男篮。", {"organization 广东男篮", "organization 辽宁男篮"}),
        ("中国短道速滑队再添一金。", {"organization 中国短道速滑队"}),
        ("“市长杯”青少年足球赛落幕。", {"program “市长杯”青少年足球赛"}),
        ("2026年湖南省足球联赛（简称“湘超”）开赛以来，湘超场均观众1.7万人。", {"program 2026年湖南省足球联赛", "program 湘超"}),
        ("西部陆海新通道海铁联运班列昨日开出3列。", {"program 西部陆海新通道海铁联运班列"}),
        ("她说，“共好社宅”政策推动至今，申请踊跃。", {"program 共好社宅"}),
        ("老街“阿福东安鸡”的店主说，要多备200只鸡。", {"organization 阿福东安鸡"}),
        ("祖屋改成了“云上小筑”民宿，8间客房订满了。", {"organization 云上小筑"}),
        ("村口的“王婶豆腐坊”一天卖出200斤。", {"organization 王婶豆腐坊"}),
        ("“跟着球赛游全城”活动推出以来，12家景区免费入园。", {"program 跟着球赛游全城"}),
        ("“徽风乐购”以旧换新活动带动销售7.9亿元。", {"program “徽风乐购”以旧换新活动"}),
    ],
)  # fmt: skip
def test_teams_shops_and_events_are_named(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("永州队伍整齐，株洲队员受伤，衡阳队长请假。", "队"),
        ("两国元首出席“友好之年”开幕式活动。", "开幕式活动"),
    ],
)
def test_no_team_is_read_from_its_members_and_no_event_from_its_opening(
    text: str, name: str
) -> None:
    assert not [one for one in named(text) if name in one]


@pytest.mark.parametrize(
    "text",
    [
        "“无人”便利店今年新增300家。",
        "“90后”店主今年卖出300件。",
        "“网红”书店卖出80本。",
        "“智慧”书店卖出80本。",
        "“黑心”老板被罚3万元。",
        "“助农”直播间卖出20吨。",
        "“夫妻”小店开了12年。",
        "“夫妻店”店主每天工作14小时。",
        "“网红面馆”一天卖出200碗。",
    ],
)
def test_a_sort_of_shop_is_no_name(text: str) -> None:
    assert not [one for one in named(text) if one.startswith("organization")]


def test_what_a_team_is_called_by_may_begin_another_word() -> None:
    assert named("河南女足不出户卖出3000件。") == {"place 河南"}
    assert not [one for one in named("湛江市共建成胸痛中心、卒中中心8家。") if "卒中" in one]


@pytest.mark.parametrize("unit", ["中国男子队队", "“活活”活动", "“一二三四五六七活", "张岁的王员"])
def test_names_are_sought_in_time_that_grows_with_the_text(unit: str) -> None:
    assert is_linear(lambda length: named(unit * (length // len(unit))), 12_000)
