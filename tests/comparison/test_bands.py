"""Candidates: who shares a band is found, whether all come at once or in portions."""

from random import Random

import numpy as np
from comparison.stories import edited, story
from hypothesis import given
from hypothesis import strategies as st

from kouan.comparison.bands import MOST, Candidates
from kouan.comparison.signatures import BANDS, COLUMNS, Signatures, sign


def rows_of(seed: int) -> Signatures:
    """A few signatures, some of which share a band."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 200, (int(rng.integers(1, 13)), COLUMNS), np.uint32)


ROWS = st.integers(0, 10**9).map(rows_of)


def pairs_of(fresh: Signatures, *earlier: Signatures) -> set[tuple[int, int]]:
    found = Candidates(fresh)
    for rows in earlier:
        found.add(rows)
    return {(one, other) for one, other in found.pairs().tolist()}


def by_hand(rows: Signatures) -> set[tuple[int, int]]:
    return {
        (one, other)
        for one in range(len(rows))
        for other in range(one + 1, len(rows))
        if (rows[one, :BANDS] == rows[other, :BANDS]).any()
    }


@given(ROWS)
def test_all_that_share_a_band_are_found(rows: Signatures) -> None:
    assert pairs_of(rows) == by_hand(rows)


@given(ROWS, st.integers(0, 12), st.integers(0, 12))
def test_in_portions_the_same_pairs_are_found_as_at_once(
    rows: Signatures, first: int, second: int
) -> None:
    ends = sorted((min(first, len(rows)), min(second, len(rows))))
    portions = np.split(rows, ends)
    found: set[tuple[int, int]] = set()
    base = 0
    for number, fresh in enumerate(portions):
        names = [*range(base, base + len(fresh)), *range(base)]
        # the earlier ones in the order in which they came, in portions of their own
        for one, other in pairs_of(fresh, *portions[:number]):
            found.add((min(names[one], names[other]), max(names[one], names[other])))
        base += len(fresh)
    assert found == by_hand(rows)


def test_copies_are_found_in_the_crowd_of_a_template() -> None:
    # all say the same but for their figures, and every second one has a twin with the same figures
    form = story(7).replace("万人次", "")
    texts = [f"{form}第{1000 + n // 2}期，共{3000 + n // 2}人。" for n in range(3 * MOST)]
    names = Random(1).sample(range(len(texts)), len(texts))
    rows, _ = sign([texts[n] for n in names])
    found = pairs_of(rows)
    twins = {frozenset((2 * n, 2 * n + 1)) for n in range(len(texts) // 2)}
    met = {frozenset((names[one], names[other])) for one, other in found}
    assert len(twins & met) >= 0.97 * len(twins)
    assert len(found) < len(texts) * (len(texts) - 1) / 2


def test_edited_copies_are_candidates_and_strangers_are_not() -> None:
    stories = [story(seed) for seed in range(50)]
    copies = [edited(text, 0.05, 1) for text in stories]
    rows, _ = sign([*stories, *copies])
    found = pairs_of(rows)
    assert {(n, n + 50) for n in range(50)} <= found
    assert len(found) < 60
