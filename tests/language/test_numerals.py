"""Numerals: exact values by case, and any integer written out and read again."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from factories import ROOT
from hypothesis import given
from hypothesis import strategies as st

from kouan.language.numerals import number, numerals
from kouan.model.facts import Bound

CASES = tomllib.loads((ROOT / "tests" / "cases" / "numerals.toml").read_text("utf-8"))
DIGITS = "零一二三四五六七八九"


def written(value: int) -> str:
    """A number in Chinese, by the schoolbook."""
    if value < 0:
        return "负" + written(-value)
    for size, sign in ((10**12, "兆"), (10**8, "亿"), (10**4, "万")):
        if value >= size:
            rest = value % size
            gap = "零" if 0 < rest < size // 10 else ""
            return written(value // size) + sign + gap + (written(rest) if rest else "")
    for size, sign in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            rest = value % size
            gap = "零" if 0 < rest < size // 10 else ""
            return DIGITS[value // size] + sign + gap + (written(rest) if rest else "")
    return DIGITS[value]


@pytest.mark.parametrize(
    "case", [case for group in CASES.values() for case in group], ids=lambda case: case["text"]
)
def test_a_numeral_is_read_exactly_or_not_at_all(case: dict[str, str]) -> None:
    expected = Decimal(case["value"]) if "value" in case else None
    assert number(case["text"]) == expected


@given(st.integers(min_value=-(10**16) + 1, max_value=10**16 - 1))
def test_a_written_integer_is_read_as_itself(value: int) -> None:
    assert number(written(value)) == value
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_ten_thousand_multiplies_without_rounding(value: Decimal) -> None:
    assert number(f"{value:f}万") == value * 10000


@given(
    st.text(alphabet="零一二三五十百千万亿点分之几数多余半成折0123456789.,负-壹佰 ", max_size=40)
)
def test_every_numeral_found_lies_where_it_says_and_no_text_raises(text: str) -> None:
    at = 0
    for found in numerals(text):
        assert text[found.start : found.end] == found.surface
        assert found.start >= at
        assert (found.bound is Bound.RANGE) == (found.value_max is not None)
        at = found.end


def test_the_stated_decimals_are_kept() -> None:
    assert str(number("3.0")) == "3.0"
    assert str(number("2.5亿")) == "250000000"


def test_a_fraction_keeps_its_parts() -> None:
    (third,) = numerals("三分之一")
    assert (third.numerator, third.denominator) == (Decimal(1), Decimal(3))


def test_tenths_and_discounts_are_fractions() -> None:
    assert [str(found.value) for found in numerals("三成，七成五，八折，八五折")] == [
        "0.3",
        "0.75",
        "0.8",
        "0.85",
    ]


def test_tenths_are_read_in_words_pairs_and_with_blanks_between_their_signs() -> None:
    said = numerals("打对折，半成，七八成，75折，１０ 成，陆 点 五 折，三成半，7 2 折")
    assert [(one.surface, str(one.value)) for one in said] == [
        ("对折", "0.5"),
        ("半成", "0.05"),
        ("七八成", "0.7"),
        ("75折", "0.75"),
        ("１０ 成", "1.0"),
        ("陆 点 五 折", "0.65"),
        ("三成半", "0.35"),
        ("7 2 折", "0.72"),
    ]
    assert not [one for one in numerals("半成品，不打折扣，一对，一波三折页") if one.denominator]


def test_a_numeral_set_with_blanks_lies_where_it_says() -> None:
    (one,) = numerals("下降百 分 之 一 百二 十點 五。")
    assert (one.surface, one.numerator) == ("百 分 之 一 百二 十點 五", Decimal("120.5"))
    assert [one.surface for one in numerals("一 二 三，二 十项举措")][:3] == ["一", "二", "三"]


def test_a_fraction_may_be_a_range_or_vague() -> None:
    pair, vague = numerals("百分之二三十，百分之三十多")
    assert (pair.value, pair.value_max, pair.bound) == (Decimal("0.2"), Decimal("0.3"), "range")
    assert (vague.value, vague.below, vague.bound) == (Decimal("0.3"), Decimal("0.4"), "over")


def test_a_minus_sign_belongs_to_the_number_and_a_dash_does_not() -> None:
    assert [str(one.value) for one in numerals("-10.1万，负七八百，1-5，GB-2312")] == [
        "-101000",
        "-800",
        "1",
        "5",
        "2312",
    ]


@pytest.mark.parametrize(
    ("text", "below"),
    [("3000多", 4000), ("25万余", 260000), ("十几", 20), ("几十万", 10**6), ("120多", 130)],
)
def test_a_vague_numeral_says_what_it_stays_below(text: str, below: int) -> None:
    (one,) = numerals(text)
    assert one.below == below


def test_a_traditional_text_is_read_as_it_stands() -> None:
    assert [
        (one.surface, str(one.value)) for one in numerals("兩萬五千，陸佰叁拾，百分之三點五")
    ] == [
        ("兩萬五千", "25000"),
        ("陸佰叁拾", "630"),
        ("百分之三點五", "0.035"),
    ]


def test_a_formal_digit_in_a_word_is_no_numeral() -> None:
    assert numerals("收拾、拾荒、食肆、肆虐、大陆、队伍") == ()
    assert [str(one.value) for one in numerals("肆，柒元")] == ["4", "7"]


def test_a_word_that_begins_like_a_tenth_is_none() -> None:
    assert [found.surface for found in numerals("由三成员组成")] == ["三"]


def test_vague_numerals_say_how_they_are_meant() -> None:
    found = numerals("几千、数十、十几、三百多、二十来、七八百")
    assert [(one.surface, one.bound.value) for one in found] == [
        ("几千", "over"),
        ("数十", "over"),
        ("十几", "over"),
        ("三百多", "over"),
        ("二十来", "about"),
        ("七八百", "range"),
    ]
