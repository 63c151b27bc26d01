"""The dead of a raid are counted where it fell, what a force does somewhere is told of the force."""

from __future__ import annotations

import pytest
from factories import subjects_in_turn
from growth import is_search_linear

from kouan.extraction.parties import victims
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("军队士兵当天在利比亚城市班加西打死3名村民。", "班加西"),
        ("伊拉克士兵在巴格达枪杀4名牧民。", "巴格达"),
        ("苏丹卫生部说，快速支援部队在喀土穆的行动造成12人死亡。", "喀土穆"),
        ("政府军22日向叙利亚的阿勒颇发动进攻，导致15人死亡。", "叙利亚"),
        ("以军当天空袭黎巴嫩东部巴勒贝克、南部提尔等地，造成8人受伤。", "黎巴嫩"),
        ("战机袭击了黎巴嫩东部巴勒贝克、南部提尔等多地，造成5人死亡。", "黎巴嫩"),
    ],
)
def test_the_dead_of_a_raid_are_counted_where_it_fell(text: str, place: str) -> None:
    assert subjects_in_turn(text)[-1] == place


def test_of_fighters_it_is_told_who_killed_them() -> None:
    assert subjects_in_turn("叙利亚政府军在霍姆斯打死20名武装人员。") == ["叙利亚政府军"]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("俄军当天击落两架无人机，并在黑海摧毁3艘快艇。", "俄军"),
        ("乌军称，昨天在第聂伯罗打退多次进攻，其中在扎波罗热方向击退6次进攻。", "乌军"),
        ("叙利亚政府军继续推进，当天在阿勒颇控制了4个村庄。", "叙利亚政府军"),
        ("以军连日轰炸，在加沙城摧毁70个目标。", "以军"),
    ],
)
def test_what_a_force_does_somewhere_is_told_of_the_force(text: str, force: str) -> None:
    assert subjects_in_turn(text)[-1] == force


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (victims._LISTED, "西部甲地、南部乙镇"),
        (victims._JOINT, "、东部"),
        (victims._KILLED, "打死了至少"),
        (victims._FIGHTERS, "名村民和"),
        (victims._RAID, "袭击甲地，又"),
    ],
)
def test_looking_for_raids_takes_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
