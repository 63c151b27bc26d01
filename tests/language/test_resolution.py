"""What one step of the last stated digit is worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.language.resolution import resolution


@pytest.mark.parametrize(
    ("surface", "value", "step"),
    [
        ("25万余人次", "250000", "10000"),
        ("7.97亿美元", "797000000", "1000000"),
        ("5.7%", "5.7", "0.1"),
        ("0.0%", "0", "0.1"),
        ("百分之十五", "15", "1"),
        ("3万5千辆", "35000", "1000"),
        ("三万五", "35000", "1000"),
        ("二十一人", "21", "1"),
        ("二百万", "2000000", "1000000"),
        ("十万", "100000", "100000"),
        ("一百二十三点四", "123.4", "0.1"),
        ("零下5摄氏度", "-5", "1"),
        ("1,234.50元", "1234.5", "0.01"),
        ("100万千瓦", "1000000", "10000"),
    ],
)
def test_the_last_stated_digit_gives_the_step(surface, value, step):
    assert resolution(surface, Decimal(value)) == Decimal(step)


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("数十名", "10"),
        ("四分之一", "0.25"),
        ("1/4", "0.25"),
        ("半年", "0.5"),
        ("三个半小时", "3.5"),
        ("1小时30分", "90"),
        ("七八百", "700"),
        ("首位", "1"),
        ("", "1"),
    ],
)
def test_words_fractions_and_figures_of_two_numbers_state_no_step(surface, value):
    assert resolution(surface, Decimal(value)) is None


@given(
    st.integers(0, 10**12),
    st.integers(0, 4),
    st.sampled_from([("", 0), ("万", 4), ("亿", 8)]),
)
def test_a_number_of_so_many_places_has_the_step_of_its_last_one(digits, places, scale):
    word, power = scale
    written = Decimal(digits).scaleb(-places)
    value = written.scaleb(power)
    if digits:
        expected = Decimal(1).scaleb(power - places)
        assert resolution(f"{written:f}{word}", value) == expected


@given(
    st.text("0123456789.,万亿千百十一二两三半分之余多几数/至-% ", max_size=20),
    st.decimals(-10, 10**9, places=2),
)
def test_no_surface_raises_and_no_step_is_zero_or_less(surface, value):
    step = resolution(surface, value)
    assert step is None or step > 0
