"""Where a place lies: the levels a text names, names that several divisions share, former names, and the lexicon itself."""

from __future__ import annotations

from collections import Counter

import pytest
from factories import knowledge
from hypothesis import given
from hypothesis import strategies as st

from kouan.extraction.names.locations import location


def told(text: str) -> tuple[str | None, str | None, str | None] | None:
    found = location(text, knowledge())
    return found and (found.province, found.city, found.county)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广东省湛江市霞山区人民大道12号", ("广东省", "湛江市", "霞山区")),
        ("广东湛江", ("广东省", "湛江市", None)),
        # a city and a county share the short name: the city is meant
        ("湘潭的天气", ("湖南省", "湘潭市", None)),
        ("湘潭县的天气", ("湖南省", "湘潭市", "湘潭县")),
        # a street is named after another place
        ("广西东兴市北仑大道", ("广西壮族自治区", "防城港市", "东兴市")),
        ("青岛市市南区香港中路", ("山东省", "青岛市", "市南区")),
        # province and city are one
        ("天津滨海新区", ("天津市", "天津市", "滨海新区")),
        ("香港沙田区", ("香港特别行政区", "香港", "沙田区")),
        # a county right under its province
        ("湖北省仙桃市", ("湖北省", None, "仙桃市")),
        ("台湾苗栗县", ("台湾省", None, "苗栗县")),
        ("广州市天河区珠江新城", ("广东省", "广州市", "天河区")),
        ("长春高新技术产业开发区", ("吉林省", "长春市", "长春高新技术产业开发区")),
        ("湛江市经济技术开发区", ("广东省", "湛江市", "经济技术开发区")),
    ],
)
def test_an_address_tells_province_city_and_county(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("former", "expected"),
    [
        ("襄樊市老河口市", ("湖北省", "襄阳市", "老河口市")),
        ("浙江省杭州市江干区", ("浙江省", "杭州市", "上城区")),
        ("柳州地区忻城县", ("广西壮族自治区", "来宾市", "忻城县")),
        # the prefecture was cut up: the county says more than its successor
        ("柳州地区鹿寨县", ("广西壮族自治区", "柳州市", "鹿寨县")),
        ("莱芜市", ("山东省", "济南市", "莱芜区")),
    ],
)
def test_a_former_name_stands_for_what_it_became(
    former: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert told(former) == expected


def test_a_name_that_several_divisions_bear_leaves_open_what_they_do_not_share() -> None:
    assert told("朝阳区的天气") == (None, None, "朝阳区")
    assert told("北京朝阳区的天气") == ("北京市", "北京市", "朝阳区")
    assert told("长春市朝阳区的天气") == ("吉林省", "长春市", "朝阳区")
    shared = location("鼓楼区", knowledge())
    assert shared is not None
    assert shared.code is None


def test_a_text_without_a_division_lies_nowhere() -> None:
    assert told("旅客排队有序") is None
    assert told("") is None


@given(st.text(alphabet="广东省湛江市霞山区吉林朝阳县旗\ud800 、a", max_size=30))
def test_what_is_told_stands_in_the_text(text: str) -> None:
    found = location(text, knowledge())
    if found is not None:
        assert text[found.start : found.end] == found.surface
        assert found.province or found.county


def test_every_division_has_its_place_in_the_tree() -> None:
    rows = knowledge().rows("division")
    codes = Counter(row["code"] for row in rows if row["code"])
    names = {row["surface"] for row in rows} | {"中国"}
    assert {code for code, count in codes.items() if count > 1} == set()
    assert {row["parent"] for row in rows} <= names
    assert {row["successor"] for row in rows} - set(codes) == {""}
    assert all(bool(row["valid_to"]) == bool(row["successor"]) for row in rows)
