"""The phrase for what a figure counts: what its rims are cut off by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kouan.extraction.figures import indicators

SIGNS = sorted(set(indicators._TAIL.pattern))


@given(st.text(SIGNS, max_size=6))
def test_a_phrase_that_is_not_searched_has_no_tail(phrase: str) -> None:
    assert indicators._without_tail(phrase) == indicators._TAIL.sub("", phrase)


def test_every_character_of_a_tail_is_asked_as_its_last() -> None:
    tails = {
        sign for sign in SIGNS for lead in ("", *SIGNS) if indicators._TAIL.search(lead + sign)
    }
    assert tails <= indicators._TAIL_ENDS
