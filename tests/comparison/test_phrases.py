"""Phrases for one thing come together by their ends, and no chain joins what is unlike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kouan.comparison.phrases import groups


def test_longer_names_of_one_thing_join_the_most_frequent_one():
    made = groups({"货物吞吐量": 5, "港口货物吞吐量": 2, "全市港口货物吞吐量": 1, "票房": 3})
    assert [(group.name, group.count) for group in made] == [("货物吞吐量", 8), ("票房", 3)]


def test_names_that_only_share_a_short_end_stay_apart():
    assert len(groups({"参保人数": 3, "死亡人数": 3, "客运总量": 2, "货运总量": 2})) == 4


def test_of_two_names_that_are_equally_alike_the_same_one_is_joined_in_every_run():
    (first, second) = groups({"丁甲乙丁": 2, "乙乙丁丙": 2, "乙乙丁甲": 1})
    assert (first.phrases, second.phrases) == (("丁甲乙丁", "乙乙丁甲"), ("乙乙丁丙",))


@given(
    st.dictionaries(st.text("甲乙丙丁戊", min_size=1, max_size=6), st.integers(1, 9), max_size=12)
)
def test_every_phrase_is_in_one_group_whatever_the_order(counts: dict[str, int]):
    made = groups(counts)
    assert sorted(one for group in made for one in group.phrases) == sorted(counts)
    assert made == groups(dict(reversed(counts.items())))
