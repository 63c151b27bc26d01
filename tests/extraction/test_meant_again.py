"""Figures are of whom their clause calls by a part of a name: the service of a country, 该动车组, the race of the title."""

from __future__ import annotations

import pytest
from factories import named, subjects_in_turn
from growth import is_search_linear

from kouan.extraction.names import forces
from kouan.extraction.parties import described, said_again
from kouan.model.expression import Expression


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("美国海军出动3艘军舰巡航。", "美国海军"),
        ("俄罗斯空军击落12架无人机。", "俄罗斯空军"),
        ("日本海上自卫队部署了4艘护卫舰。", "日本海上自卫队"),
        ("中国海警出动10艘船艇。", "中国海警"),
    ],
)
def test_what_a_service_does_is_its_own_and_not_its_countrys(sentence: str, subject: str) -> None:
    assert subjects_in_turn(sentence) == [subject]


@pytest.mark.parametrize(
    "sentence",
    [
        "韩国空军基地占地20公顷。",
        "法国海军上将某某到访。",
        "中国国防军工板块上涨3%。",
        "德国国防军费增长5%。",
        "美国空军队以3比1获胜。",
    ],
)
def test_what_has_its_name_from_a_service_is_none(sentence: str) -> None:
    assert not any("军" in one for one in named(sentence) if one.startswith("organization"))


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("BX450动车组样车下线。该动车组最快每小时跑460公里。", "BX450动车组"),
        ("新一代“海龙”型无人潜水器下水。该潜水器长6米。", "“海龙”型无人潜水器"),
        ("江城—海州航线开通。该航线每周3班。", "江城—海州航线"),
        ("江城文化遗址位于海州市。该遗址面积3万平方米。", "江城文化遗址"),
        ("潜水器下水。该潜水器长6米。", None),
    ],
)
def test_a_noun_that_points_back_means_the_name_that_ended_with_it(
    sentence: str, subject: str | None
) -> None:
    assert subjects_in_turn(sentence)[-1] == subject


def test_a_race_is_called_again_by_its_sort() -> None:
    race = "第十二届环洱海国际公路自行车赛"
    assert subjects_in_turn(f"{race}今天收官。自行车赛设6个赛段，总长900公里。") == [race] * 2


def test_who_watches_shops_does_not_sell_what_they_sell() -> None:
    told = "商务部重点监测的书店企业营业额同比增长7.1%，部分平台图书营业额增长6%。"
    assert "商务部" not in subjects_in_turn(told)


def test_from_how_many_to_how_many_is_of_whom_the_next_clause_names() -> None:
    told = "从当初每周两列到如今每天三列，中欧班列越开越密。"
    assert subjects_in_turn(told) == ["中欧班列"] * 2
    told = "湛江港大幅扩建，从过去的2个泊位到目前的9个泊位，湛江市港务局用了10年。"
    assert subjects_in_turn(told)[:2] == ["湛江港"] * 2


def test_a_team_stands_before_the_first_time_too() -> None:
    told = "中国选手王明夺冠，至此，中国跳水队首次包揽8枚金牌。"
    assert subjects_in_turn(told) == ["中国跳水队"]


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (forces._SERVICE, "海军海上自卫队"),
        (said_again._AGAIN, "该这座"),
        (said_again._MARKED, "A“海"),
        (said_again._ROUTE, "江城—"),
        (described._FROM_TO, "从一到如今"),
    ],
)
def test_a_search_takes_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
