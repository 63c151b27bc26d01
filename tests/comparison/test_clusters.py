"""Clusters: the same in any order, the earliest kept, never two that contradict one another."""

from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kouan.comparison.clusters import Link, Rank, clusters, connected
from kouan.comparison.verification import Kind

NAMES = "abcdefgh"


def rank(name: str, day: int | None = None) -> Rank:
    return Rank.of(datetime(2020, 1, day, tzinfo=UTC) if day else None, name)


def near(one: str, other: str, similarity: float = 0.8) -> Link:
    return Link(one, other, Kind.NEAR, similarity)


def agree(one: str, other: str) -> bool:
    del one, other
    return False


def texts_of(made: tuple[object, ...]) -> list[tuple[str, ...]]:
    return [cluster.texts for cluster in made]  # type: ignore[attr-defined]


LINKS = st.lists(
    st.builds(
        lambda pair, kind, similarity: Link(*pair, kind, similarity),
        st.sampled_from(list(combinations(NAMES, 2))),
        st.sampled_from([Kind.NEAR, Kind.NEAR, Kind.INSIDE, Kind.SIMILAR]),
        st.sampled_from([0.5, 0.6, 0.9]),
    ),
    max_size=20,
    unique_by=lambda link: (link.one, link.other),
)
DAYS = st.fixed_dictionaries({name: st.none() | st.integers(1, 3) for name in NAMES})


@given(LINKS, DAYS, st.randoms())
def test_clusters_are_the_same_in_any_order(
    links: list[Link], days: dict[str, int | None], rng: object
) -> None:
    ranks = {name: rank(name, day) for name, day in days.items()}
    shuffled, turned = list(links), list(ranks.items())
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    rng.shuffle(turned)  # type: ignore[attr-defined]
    assert clusters(ranks, links, agree) == clusters(dict(turned), shuffled, agree)


@given(LINKS, DAYS)
def test_every_text_is_in_one_cluster_and_the_earliest_is_kept(
    links: list[Link], days: dict[str, int | None]
) -> None:
    ranks = {name: rank(name, day) for name, day in days.items()}
    made = clusters(ranks, links, agree)
    assert sorted(text for cluster in made for text in cluster.texts) == sorted(NAMES)
    assert all(cluster.kept == min(cluster.texts, key=lambda one: ranks[one]) for cluster in made)


@given(LINKS, DAYS)
def test_two_that_contradict_one_another_never_share_a_cluster(
    links: list[Link], days: dict[str, int | None]
) -> None:
    ranks = {name: rank(name, day) for name, day in days.items()}
    against = {frozenset((one.one, one.other)) for one in links if one.kind is Kind.SIMILAR}

    def differ(one: str, other: str) -> bool:
        return frozenset((one, other)) in against

    for cluster in clusters(ranks, links, differ):
        assert not any(frozenset(pair) in against for pair in combinations(cluster.texts, 2))


@given(LINKS, DAYS)
def test_a_cluster_stays_in_its_group_and_groups_can_be_done_one_by_one(
    links: list[Link], days: dict[str, int | None]
) -> None:
    ranks = {name: rank(name, day) for name, day in days.items()}
    whole = set(texts_of(clusters(ranks, links, agree)))
    apart = {
        cluster
        for group in connected(ranks, links)
        for cluster in texts_of(clusters({name: ranks[name] for name in group}, links, agree))
    }
    assert whole == apart


def test_copies_of_copies_belong_together_and_dates_come_before_ids() -> None:
    ranks = {"a": rank("a"), "b": rank("b", 2), "c": rank("c", 1)}
    assert texts_of(clusters(ranks, [near("a", "b"), near("b", "c")], agree)) == [("c", "b", "a")]


def test_where_two_contradict_one_another_their_copies_stay_with_the_earlier() -> None:
    ranks = {name: rank(name, day) for day, name in enumerate("abc", 1)}
    links = [near("a", "c", 0.6), near("b", "d", 0.9), near("c", "d", 0.7)]
    ranks["d"] = rank("d", 4)
    made = clusters(ranks, links, lambda one, other: {one, other} == {"a", "b"})
    assert texts_of(made) == [("a", "c", "d"), ("b",)]


def test_whoever_contradicts_the_kept_text_through_a_third_stays_out() -> None:
    ranks = {name: rank(name, day) for day, name in enumerate("abc", 1)}
    made = clusters(
        ranks, [near("a", "b"), near("b", "c")], lambda one, other: {one, other} == {"a", "c"}
    )
    assert texts_of(made) == [("a", "b"), ("c",)]


def test_a_compilation_joins_nothing() -> None:
    ranks = {name: rank(name, day) for day, name in enumerate("abcd", 1)}
    held = [Link("a", "d", Kind.INSIDE, 0.3), Link("b", "d", Kind.INSIDE, 0.3)]
    assert texts_of(clusters(ranks, held, agree)) == [("a",), ("b",), ("c",), ("d",)]
    # with two that are copies of one another in it, it is no compilation
    assert texts_of(clusters(ranks, [*held, near("a", "b")], agree)) == [("a", "b", "d"), ("c",)]


def test_what_was_put_into_a_copy_joins_nothing() -> None:
    ranks = {name: rank(name, day) for day, name in enumerate("abc", 1)}
    links = [near("a", "c"), Link("b", "c", Kind.INSIDE, 0.3)]
    assert texts_of(clusters(ranks, links, agree)) == [("a", "c"), ("b",)]
    # where every print of the longer text holds it, it is a shorter print of the same
    assert texts_of(clusters(ranks, [*links, Link("b", "a", Kind.INSIDE, 0.3)], agree)) == [
        ("a", "b", "c")
    ]


def test_what_several_unlike_texts_hold_is_a_quotation_and_joins_nothing() -> None:
    ranks = {name: rank(name, day) for day, name in enumerate("abc", 1)}
    held = [Link("a", "b", Kind.INSIDE, 0.3), Link("a", "c", Kind.INSIDE, 0.3)]
    assert texts_of(clusters(ranks, held, agree)) == [("a",), ("b",), ("c",)]
    # in two prints of one longer text it is a shorter print of it
    assert texts_of(clusters(ranks, [*held, near("b", "c")], agree)) == [("a", "b", "c")]
