"""The divisions of China as data: as many as there are, each below what it lies in, and what became of the former ones."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from factories import knowledge

from kouan.extraction.names.locations import location
from kouan.extraction.names.naming import known_names
from kouan.model.facts import EntityType, Known
from kouan.model.knowledge import Row

#: As the ministry's list has them in September 2026, Taiwan, Hong Kong and Macao apart.
COUNTED = {"province": 31, "prefecture": 333, "county": 2847}
#: Zones and offices that statistics list among the counties: by the digits of their code, and those with others.
ZONE = re.compile(r"\d{4}7\d")
OTHERS = {"232761", "232762", "232763", "232764", "460323", "510102", "510156", "632857"}


def standing() -> list[Row]:
    return [row for row in knowledge().rows("division") if not row["valid_to"]]


def test_there_are_as_many_divisions_as_the_state_counts() -> None:
    found = Counter(
        row["level"]
        for row in standing()
        if row["code"] and row["code"][:2] not in ("71", "81", "82")
        if not ZONE.fullmatch(row["code"]) and row["code"] not in OTHERS
    )
    assert found == COUNTED


@pytest.mark.parametrize(
    ("parent", "count"),
    [
        ("香港", 18),
        ("澳门", 8),
        ("台湾省", 22),
        ("台北市", 12),
        ("新北市", 29),
        ("桃园市", 13),
        ("台中市", 29),
        ("台南市", 37),
        ("高雄市", 38),
    ],
)
def test_hong_kong_macao_and_the_cities_of_taiwan_have_all_their_districts(
    parent: str, count: int
) -> None:
    assert sum(row["parent"] == parent for row in standing()) == count


def test_every_division_lies_in_one_of_a_higher_level() -> None:
    levels = ("country", "province", "prefecture", "county")
    level = {row["surface"]: row["level"] for row in knowledge().rows("division")}
    above = {**level, "中国": "country"}
    wrong = [
        row["surface"]
        for row in knowledge().rows("division")
        if levels.index(above[row["parent"]]) >= levels.index(row["level"])
    ]
    assert wrong == []


def test_a_code_begins_with_that_of_what_the_division_lies_in() -> None:
    codes = {row["surface"]: row["code"] for row in standing() if row["level"] != "county"}
    wrong = [
        row["surface"]
        for row in standing()
        if row["code"] and (over := codes.get(row["parent"]))
        if not row["code"].startswith(over[:2] if over.endswith("0000") else over[:4])
    ]
    assert wrong == []


def test_no_two_standing_divisions_of_one_place_share_name_or_code() -> None:
    rows = standing()
    names = Counter((row["surface"], row["parent"]) for row in rows)
    codes = Counter(row["code"] for row in rows if row["code"])
    assert [one for one, count in (names + codes).items() if count > 1] == []


def test_a_former_division_says_when_it_ended_and_what_stands_now() -> None:
    codes = {row["code"] for row in standing()} - {""}
    for row in knowledge().rows("division"):
        assert bool(row["valid_to"]) == bool(row["successor"]), row
        assert not row["valid_to"] or re.fullmatch(r"\d{4}(-\d\d){0,2}", row["valid_to"]), row
        assert not row["successor"] or row["successor"] in codes, row
        assert not (row["valid_to"] and row["code"]), row


def test_a_district_that_only_says_what_it_is_bears_the_name_of_its_city() -> None:
    """城区, 郊区 and 新社区 are words: by themselves they name nothing."""
    words = {"城区", "郊区", "矿区", "市区", "新区", "东区", "西区", "南区", "北区", "中区", "市中区", "城中区", "新社区", "大社区"}  # fmt: skip
    names = {row[name] for row in knowledge().rows("division") for name in ("surface", "short")}
    assert words & names == set()
    found = location("山西省阳泉市城区", knowledge())
    assert found is not None
    assert (found.city, found.county, found.code) == ("阳泉市", "城区", "140302")
    assert location("城区的天气", knowledge()) is None


@pytest.mark.parametrize(
    ("text", "county", "code"),
    [
        ("新疆白杨市", "白杨市", "659012"),
        ("新疆草湖市", "草湖市", "659013"),
        ("漳州市长泰区", "长泰区", "350605"),
        ("西宁市湟中区", "湟中区", "630106"),
        ("喀什地区岑岭县", "岑岭县", "653132"),
        ("宝鸡市凤翔区", "凤翔区", "610305"),
        ("库车市", "库车市", "652902"),
        # as older pages have it
        ("北京市崇文区", "东城区", "110101"),
        ("天津市塘沽区", "滨海新区", "120116"),
        ("重庆市渝北区", "两江新区", "500157"),
        ("陕西省户县", "鄠邑区", "610118"),
        ("苏州市平江区", "姑苏区", "320508"),
        # 平江 by itself is the county of the name
        ("平江", "平江县", "430626"),
    ],
)
def test_new_and_former_counties_are_found_where_they_lie(
    text: str, county: str, code: str
) -> None:
    found = location(text, knowledge())
    assert found is not None
    assert (found.county, found.code) == (county, code)


def test_a_name_that_a_former_division_bore_too_leaves_open_where_it_is() -> None:
    """江北区 is in Ningbo, and older pages mean the one of Chongqing."""
    found = location("江北区", knowledge())
    assert found is not None
    assert (found.province, found.city, found.county, found.code) == (None, None, "江北区", None)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("崇明", Known("崇明区")),
        ("无为", Known("无为市")),
        ("崇明县", Known("崇明县", "2016", "崇明区")),
        ("江北区", Known("江北区")),
    ],
)
def test_a_name_means_the_division_that_stands(name: str, known: Known) -> None:
    assert known_names(knowledge())[EntityType.PLACE, name] == known
