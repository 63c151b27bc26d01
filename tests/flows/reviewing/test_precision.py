"""Precision of judged rows: against published intervals, against values by hand, and what holds of all of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reviewing.precision import (
    Counts,
    covered,
    needed,
    needed_overall,
    opinion,
    overall,
    precision,
)

MANY = 10**12


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """A stratum of which some rows are judged."""
    rows = draw(st.integers(1, 5000))
    right = draw(st.integers(0, min(rows, 60)))
    wrong = draw(st.integers(0, min(rows - right, 60)))
    return Counts(rows, right, wrong)


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, the score interval
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_one_stratum_of_an_endless_archive_has_the_interval_of_wilson(right, judged, low, high):
    found = precision(Counts(MANY, right, judged - right))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_strata_count_by_their_rows_whatever_their_share_of_the_sample():
    strata = [Counts(900 * 10**9, 90, 10), Counts(100 * 10**9, 10, 90)]
    found = overall(strata)
    assert found.share == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)
    # by hand: the shares drawn towards 0.82 are 0.8941 and 0.1533, so the variance is 0.81 × 0.8941 × 0.1059 / 100
    # + 0.01 × 0.1533 × 0.8467 / 100 = 0.00078010, worth 0.1476 / 0.00078010 = 189.2 verdicts of one stratum
    assert (found.low, found.high) == pytest.approx((0.7591, 0.8682), abs=1e-4)


def test_strata_of_one_share_tell_as_much_as_one_that_was_drawn_alike():
    parts = [Counts(weight * MANY, 18 * weight, 2 * weight) for weight in (1, 2, 7)]
    whole = precision(Counts(10 * MANY, 180, 20))
    found = overall(parts)
    assert (found.low, found.high) == pytest.approx((whole.low, whole.high), abs=1e-6)


def test_strata_in_which_all_is_right_leave_as_much_open_as_one():
    parts = [Counts(MANY, 20), Counts(MANY, 20)]
    whole = precision(Counts(2 * MANY, 40))
    found = overall(parts)
    assert (found.low, found.high) == pytest.approx((whole.low, 1), abs=1e-6)


def test_the_interval_over_strata_holds_the_truth_as_often_as_it_says():
    """Fifty small strata, where intervals made of single shares hold it in 85 % to 90 % of the draws."""
    chance = random.Random(1)
    rows, judged, shares = 2000, 4, [0.6 + 0.4 * number / 49 for number in range(50)]
    truth = sum(round(rows * share) for share in shares) / (rows * len(shares))
    held = 0
    for _ in range(200):
        right = [sum(chance.random() < share for _ in range(judged)) for share in shares]
        found = overall([Counts(rows, one, judged - one) for one in right])
        held += found.low <= truth <= found.high
    assert (
        held >= 184
    )  # 190 are to be expected, and fewer than 184 of 200 come once in four hundred times


def test_a_stratum_that_nobody_judged_is_left_out_and_said():
    strata = [Counts(750, 9, 1), Counts(250)]
    assert overall(strata) == overall(strata[:1])
    assert covered(strata) == 0.75
    assert overall([Counts(10)]).share is None
    assert covered([]) == 0


@given(counts())
def test_an_interval_holds_what_was_seen_and_lies_between_none_and_all(one: Counts):
    found = precision(one)
    assert 0 <= found.low <= found.high <= 1
    if found.share is not None:
        assert found.low - 1e-12 <= found.share <= found.high + 1e-12
        assert found.low * one.rows >= one.right - 1e-6
        assert (1 - found.high) * one.rows >= one.wrong - 1e-6


@given(counts())
def test_one_stratum_alone_is_the_whole(one: Counts):
    alone, together = precision(one), overall([one])
    assert together.share == alone.share
    assert (together.low, together.high) == pytest.approx((alone.low, alone.high))


@given(st.lists(counts(), min_size=1, max_size=5))
def test_the_interval_over_strata_lies_around_its_share(strata: list[Counts]):
    found = overall(strata)
    assert 0 <= found.low <= found.high <= 1
    if found.share is not None:
        assert found.low <= found.share <= found.high


@given(st.integers(1, 200), st.integers(0, 200))
def test_where_all_rows_are_judged_nothing_is_open(right: int, wrong: int):
    found = precision(Counts(right + wrong, right, wrong))
    assert found.low == found.share == found.high
    assert needed(Counts(right + wrong, right, wrong)) == 0


@given(counts(), st.sampled_from([0.02, 0.05, 0.1]))
def test_so_many_verdicts_more_are_enough_and_one_less_is_not(one: Counts, margin: float):
    more = needed(one, margin)
    assert 0 <= more <= one.rows - one.sure
    share = one.right / one.sure if one.sure else 0.5

    def after(number: int) -> float:
        grown = Counts(one.rows, one.right + share * number, one.wrong + (1 - share) * number)
        return precision(grown).margin

    assert after(more) <= margin + 1e-9
    assert more == 0 or after(more - 1) > margin


@given(st.lists(counts(), min_size=1, max_size=4))
def test_over_strata_no_more_are_wanted_than_there_are(strata: list[Counts]):
    more = needed_overall(strata)
    assert 0 <= more <= sum(one.rows - one.sure for one in strata)
    assert needed_overall(strata, 0.2) <= more


def test_a_stratum_without_verdicts_wants_them_before_all_is_known():
    assert needed_overall([Counts(MANY, 10**7, 10**7)]) == 0
    assert needed_overall([Counts(MANY, 10**7, 10**7), Counts(MANY)]) > 0


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["right"], "right"),
        (["unsure", "wrong", "wrong"], "wrong"),
        (["right", "wrong"], "disputed"),
        (["unsure", "unsure"], "unsure"),
        ([], "unsure"),
    ],
)
def test_several_persons_decide_together_or_dispute(verdicts, said):
    assert opinion(verdicts) == said
