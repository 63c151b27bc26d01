"""Shares and totals of an archive from a sample, with their intervals."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.impact.estimates import Bootstrap, Estimate, share_of_all, wilson


@pytest.mark.parametrize(
    ("hits", "drawn", "low", "high"),
    [(0, 10, 0.0, 0.278), (1, 10, 0.018, 0.404), (81, 263, 0.255, 0.366), (10, 10, 0.722, 1.0)],
)
def test_the_interval_of_a_share_is_that_of_wilson(hits, drawn, low, high):
    assert wilson(hits, drawn) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 500), st.data())
def test_a_share_lies_in_its_interval_and_what_was_seen_is_there(drawn, data):
    hits = data.draw(st.integers(0, drawn))
    population = data.draw(st.integers(drawn, 10_000))
    found = share_of_all(hits, drawn, population)
    assert hits <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= population - drawn + hits


def test_nothing_seen_in_a_sample_is_not_nothing_in_the_archive():
    found = share_of_all(0, 200, 20_000)
    assert (found.value, found.low) == (0, 0)
    assert 300 < found.high < 500


def test_where_all_were_read_there_is_no_interval():
    assert share_of_all(3, 10, 10) == Estimate(3, 3, 3)
    assert Bootstrap(10, 10, 1).total([2, -5]) == Estimate(-3, -3, -3)


@given(st.lists(st.integers(-50, 50).filter(bool), max_size=30), st.integers(0, 3))
def test_a_total_scales_with_the_archive_and_is_the_same_for_the_same_seed(amounts, seed):
    first, again = (Bootstrap(40, 400, seed).total(amounts) for _ in range(2))
    assert first == again
    assert first.value == pytest.approx(sum(amounts) * 10)
    assert first.low <= first.high


def test_the_interval_of_a_total_holds_the_truth_about_as_often_as_it_says():
    generator = np.random.default_rng(7)
    archive = np.where(generator.random(2_000) < 0.2, generator.geometric(0.4, 2_000), 0)
    held = 0
    for seed in range(100):
        drawn = random.Random(seed).sample(range(2_000), 150)
        found = Bootstrap(150, 2_000, seed).total([int(archive[n]) for n in drawn if archive[n]])
        held += found.low <= archive.sum() <= found.high
    assert 88 <= held <= 100
