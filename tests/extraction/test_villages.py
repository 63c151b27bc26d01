"""Villages right behind their county are named apart from it, however the segmenter cuts both."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_linear

from kouan.model.facts import EntityType


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the segmenter reads 市立, municipal
        ("澄江市立昌村住满了客人。", {"澄江市", "立昌村"}),
        ("义乌市立新社区修路。", {"义乌市", "立新社区"}),
        ("礼县五棵树村种花椒。", {"礼县", "五棵树村"}),
        ("沛县部分乡村停水。", {"沛县"}),
        ("义乌市场村镇经济活跃。", {"义乌市"}),
        ("北京市场上的农村电商", {"北京"}),
    ],
)
def test_a_village_and_its_county_are_two_names(text: str, names: set[str]) -> None:
    """A city in full is believed against the segmenter where a settlement follows."""
    assert surfaces(text, EntityType.PLACE) == names


def test_rows_of_counties_take_time_in_line_with_their_length() -> None:
    """Hostile text must not hold a run up."""
    assert is_linear(lambda size: surfaces("沛县立" * (size // 3), EntityType.PLACE), 40_000)
