"""Decimals, days and instants as the tables hold them."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.tabulation.values import days_of, fitted, grain_of, instant_of


@pytest.mark.parametrize(
    ("value", "expected", "is_rounded"),
    [
        ("250000", "250000", False),
        ("5.7", "5.7", False),
        ("0.00000000005", "0", True),  # half, to the even neighbour
        ("0.00000000015", "0.0000000002", True),
        (
            "0.000000000050000000000000000000000000001",
            "0.0000000001",
            True,
        ),  # a little more than half
        ("-0.00000000015", "-0.0000000002", True),
        (
            "9999999999999999999999999999.9999999999",
            "9999999999999999999999999999.9999999999",
            False,
        ),
        ("1E-1000000", "0", True),
        ("0E+999999", "0", False),
    ],
)
def test_a_number_is_rounded_half_even_and_says_so(value, expected, is_rounded):
    assert fitted(Decimal(value)) == (Decimal(expected), is_rounded, False)


@pytest.mark.parametrize(
    "value",
    ["1E28", "-1E28", "9999999999999999999999999999.99999999999", "1E+999999", "NaN", "Infinity"],
)
def test_a_number_that_does_not_fit_is_null(value):
    assert fitted(Decimal(value)) == (None, False, True)


def test_a_number_of_a_million_digits_is_no_trouble():
    assert fitted(Decimal("0." + "3" * 1_000_000))[0] == Decimal("0.3333333333")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_rounding_agrees_with_plain_quantize(value):
    with localcontext(prec=80, rounding=ROUND_HALF_EVEN):
        plain = value.quantize(Decimal("1E-10"))
    assert fitted(value)[0] == plain


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (None, (None, None)),
        ("2014", (date(2014, 1, 1), date(2014, 12, 31))),
        ("2016-02", (date(2016, 2, 1), date(2016, 2, 29))),
        ("2014-12-18", (date(2014, 12, 18), date(2014, 12, 18))),
        ("2014-09/2014-12", (date(2014, 9, 1), date(2014, 12, 31))),
        ("1956/2019", (date(1956, 1, 1), date(2019, 12, 31))),
        ("2014-13", (None, None)),
        ("2014-02-30", (None, None)),
        ("2015/2014", (None, None)),  # the table refuses a period that ends before it starts
        ("0000", (None, None)),
        ("二〇一四", (None, None)),
        ("2014/", (date(2014, 1, 1), date(2014, 12, 31))),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period, expected):
    assert days_of(period) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("2018-07-16", "2018-07-16T00:00:00"),
        ("2018-07-16T09:54:07", "2018-07-16T09:54:07"),
        ("2018-07-16T09:54:07+08:00", "2018-07-16T01:54:07"),
        ("2018-07", None),
        ("0001-01-01T00:00+08:00", None),
        ("gestern", None),
    ],
)
def test_an_instant_is_as_the_page_states_it(text, expected):
    found = instant_of(text)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("period", "grain"),
    [
        ("2023", "year"),
        ("2023-02", "month"),
        ("2023-02-03", "day"),
        ("2023-01/2023-03", "quarter"),
        ("2023-07/2023-12", "half"),
        ("2023-01/2023-05", "other"),
        ("2022-12/2023-02", "other"),
        ("2023-01-02/2023-03-31", "other"),
        ("2021/2022", "other"),
        (None, None),
    ],
)
def test_a_period_has_the_grain_of_the_calendar(period, grain):
    assert grain_of(*days_of(period)) == grain
