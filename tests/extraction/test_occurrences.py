"""Where names of one article stand in it: one way for few of them, one for many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kouan.extraction.names import occurrences as module
from kouan.extraction.names.occurrences import occurrences

TEXTS = st.text("海关总署口岸\ud800", max_size=30)
SURFACES = st.lists(st.text("海关总署口岸", min_size=1, max_size=4), unique=True, max_size=8)


@given(TEXTS, SURFACES)
def test_few_surfaces_are_found_where_many_would_be(text: str, surfaces: list[str]) -> None:
    others = [f"第{number}号" for number in range(module.FEW + 1)]
    few, many = occurrences(text, surfaces), occurrences(text, [*surfaces, *others])
    assert list(few) == list(many)


def test_a_name_inside_a_longer_one_is_no_place_of_its_own() -> None:
    found = list(occurrences("拱北口岸和拱北", ["拱北", "拱北口岸"]))
    assert found == [(0, 4, "拱北口岸"), (5, 7, "拱北")]
