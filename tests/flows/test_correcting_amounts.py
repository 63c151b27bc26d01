"""A number as a person types it: 1060.55 for 1060.53亿元 became 1060.55元."""

from decimal import Decimal

import pytest
from factories import knowledge

from flows.correcting.amounts import amount
from kouan.corrections import CorrectionError

SURFACE, SEEN = "1060.53亿元", Decimal("106053000000")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("106055000000", "106055000000"),
        ("1060.55亿元", "106055000000"),
        ("1060.55亿", "106055000000"),
        ("1060.55元", "1060.55"),
        ("12", "12"),
        ("-106055000000", "-106055000000"),
        ("一千亿", "100000000000"),
        ("很多", "很多"),
    ],
)
def test_a_number_is_typed_as_texts_write_it(typed: str, plain: str) -> None:
    assert amount(typed, SURFACE, SEEN, "元", knowledge()) == plain


@pytest.mark.parametrize(
    ("typed", "surface", "seen", "right"),
    [
        ("1060.55", SURFACE, SEEN, "write 1060.55亿元"),
        ("-3.5", "-3.2万人", Decimal(-32000), "write -3.5万人"),
        ("171.5", "171.30", Decimal("17130000000"), "write 17150000000"),
        ("8.1亿美元", SURFACE, SEEN, "--unit 美元"),
        ("1060.55", "1,060.53亿元", SEEN, "write 1060.55亿元"),
        ("3", "三亿元", Decimal(3 * 10**8), "write 3亿元"),
        ("320", "三百二十亿元", Decimal(32 * 10**9), "write 320亿元"),
        ("4", "三千元", Decimal(3000), "write 4千元"),
        ("6", "3亿至5亿元", Decimal(3 * 10**8), "write 6亿元"),
        ("6", "3亿到5亿元", Decimal(3 * 10**8), "write 6亿元"),
        ("6", "3亿余元", Decimal(3 * 10**8), "write 6亿元"),
    ],
)
def test_a_number_of_another_size_is_refused(
    typed: str, surface: str, seen: Decimal, right: str
) -> None:
    with pytest.raises(CorrectionError, match=right):
        amount(typed, surface, seen, "元", knowledge())


@pytest.mark.parametrize("what", ["write 6亿元", "write 4千元", "write 1060.55亿元"])
def test_what_it_says_to_write_is_taken(what: str) -> None:
    said = what.removeprefix("write ")
    assert Decimal(amount(said, SURFACE, SEEN, "元", knowledge())) > 0


@pytest.mark.parametrize(
    ("typed", "surface", "seen"),
    [
        ("35", "0万余30人", Decimal(30)),
        ("3", "0.00亿元", Decimal(0)),
        ("300000000", "三亿元", Decimal(2 * 10**8)),
        ("12", "十余人", Decimal(10)),
    ],
)
def test_a_number_is_taken_beside_figures_that_write_no_digit_or_none_but_0(
    typed: str, surface: str, seen: Decimal
) -> None:
    """0万余30人 raised an error of division."""
    assert amount(typed, surface, seen, "人", knowledge()) == typed


@pytest.mark.parametrize("typed", ["260000", "26", "3.1", "0"])
def test_a_number_without_a_scale_is_taken_as_it_is(typed: str) -> None:
    assert amount(typed, "25人", Decimal(25), "人", knowledge()) == typed
