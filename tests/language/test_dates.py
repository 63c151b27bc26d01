"""Calendar dates and clock times as far as the text states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.language.dates import Day, moments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014年9月16日", (Day(2014, 9, 16), None)),
        ("二〇一四年三月", (Day(2014, 3), None)),
        ("2018-07-16", (Day(2018, 7, 16), None)),
        ("12月18日", (Day(None, 12, 18), None)),
        ("11月底", (Day(None, 11), None)),
        ("24日", (Day(None, None, 24), None)),
        ("1—5月", (Day(None, 1), Day(None, 5))),
        ("8月、9月", (Day(None, 8), Day(None, 9))),
        ("2021-2022年", (Day(2021), Day(2022))),
        ("9月28日至10月3日", (Day(None, 9, 28), Day(None, 10, 3))),
        ("12月17日11时至18日", (Day(None, 12, 17), Day(None, 12, 18))),
        ("9时50分", (None, None)),
        ("零时", (None, None)),
        ("9:50", (None, None)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_stated(
    text: str, expected: tuple[Day | None, Day | None]
) -> None:
    (moment,) = moments(f"至{text}，")
    assert moment.surface == text
    assert (moment.first, moment.last) == expected


@pytest.mark.parametrize(
    "text", ["24小时", "3个月", "63年", "30天", "3.15", "3点要求", "一时", "10日游", "K9-12"]
)
def test_lengths_of_time_and_names_are_no_dates(text: str) -> None:
    assert moments(text) == ()


@given(st.text(alphabet="0123456789一二〇十年月日时分点:至—-、，前后", max_size=40))
def test_moments_lie_in_order_where_they_say(text: str) -> None:
    at = 0
    for moment in moments(text):
        assert at <= moment.start < moment.end <= len(text)
        assert text[moment.start : moment.end] == moment.surface
        at = moment.end
