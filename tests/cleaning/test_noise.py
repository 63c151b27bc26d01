"""Damage with exact truth: what it says of itself is so, and what kouan can take back it takes back."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random

import pytest
from clean_pages import PAGES
from factories import knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.benchmark.damaged import Change, changed, untouched
from flows.benchmark.noise import DAMAGES, Damaged, UnfitError, damage, damages_of
from kouan.cleaning.pipeline import clean_batch
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

CASES = Path(__file__).parents[1] / "cases" / "noise.toml"
#: Damages that cleaning does not take back yet, and why.
KNOWN = {
    case["damage"]: case["reason"]
    for case in tomllib.loads(CASES.read_text("utf-8"))["known_failure"]
}
#: Big5 writes Traditional characters, and of those the ones that Taiwan uses.
TRADITIONAL_FIRST = {
    *(name for name in DAMAGES if name.startswith(("big5", "shifted_big5", "truncated_big5")))
}
#: Hardly a sentence is Big5 by its bytes in UTF-8, so that none of it is lost.
HARDLY_EVER = {"utf8_as_big5"}
SEEDS = range(3)


def cleaned(raw: bytes) -> Cleaned:
    return clean_batch([decode(raw)], knowledge())[0]


@cache
def clean_truth(truth: str) -> str:
    """The truth is that of many damages."""
    return cleaned(truth.encode()).clean


def damaged(name: str, page: str, seed: int) -> Damaged | None:
    names = ["s2tw", name] if name in TRADITIONAL_FIRST else [name]
    try:
        return damage(page, names, Random(seed))
    except UnfitError:
        return None


def cases_of(name: str) -> list[Damaged]:
    tried = [damaged(name, page, seed) for page in PAGES for seed in SEEDS]
    return [one for one in tried if one is not None]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.split("\n")[0])
def test_the_pages_are_clean(page: str) -> None:
    assert cleaned(page.encode()).clean == page


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_finds_a_page_that_it_fits_and_says_where_it_is(name: str) -> None:
    done = cases_of(name)
    assert done or name in HARDLY_EVER
    for one in done:
        assert one.repaired == one.truth
        assert name in one.names
        assert one.text != one.truth or one.raw != one.truth.encode()
        bounds = [at for place in one.places for at in (place.start, place.end)]
        assert bounds == sorted(bounds)
        assert all(
            place.truth_start <= k < place.truth_end for place in one.places for k in place.lost
        )


@pytest.mark.parametrize("name", DAMAGES)
def test_the_same_seed_makes_the_same_damage(name: str) -> None:
    assert cases_of(name) == cases_of(name)


@pytest.mark.parametrize("name", [name for name, one in DAMAGES.items() if one.is_reversible])
def test_a_damage_that_holds_the_truth_is_taken_back(
    name: str, request: pytest.FixtureRequest
) -> None:
    if name in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[name], strict=True))
    cases = cases_of(name)
    batch = clean_batch([decode(one.raw) for one in cases], knowledge())
    failed = [
        one.text
        for one, document in zip(cases, batch, strict=True)
        if document.clean != clean_truth(one.truth)
    ]
    assert failed == []


def test_every_known_failure_is_a_damage() -> None:
    assert [name for name in KNOWN if name not in DAMAGES] == []


@pytest.mark.parametrize("name", [one.name for one in damages_of("encoding")])
def test_the_bytes_of_a_file_are_read_as_the_damage_says(
    name: str, request: pytest.FixtureRequest
) -> None:
    if name in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[name], strict=True))
    for one in cases_of(name):
        assert decode(one.raw).text == one.text


texts = [name for name, one in DAMAGES.items() if one.spoil]
writings = [name for name, one in DAMAGES.items() if one.write]


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.lists(st.sampled_from(texts), min_size=1, max_size=4),
    st.none() | st.sampled_from(writings),
    st.integers(0, 1 << 16),
)
def test_damages_laid_over_one_another_keep_their_truth_and_their_bytes(
    page: str, names: list[str], writing: str | None, seed: int
) -> None:
    try:
        done = damage(page, [*names, *([writing] if writing else [])], Random(seed))
    except UnfitError:
        return
    assert done.repaired == done.truth
    document = cleaned(done.raw)
    assert document.ledger.rebuild(document.clean) == done.raw
    assert document.residual_edits == 0


def test_places_that_a_second_damage_touches_become_one_with_it() -> None:
    first = changed(untouched("甲乙丙丁戊"), "a", [Change(1, 2, "xyz", (1,)), Change(4, 4, "+")])
    assert first.text == "甲xyz丙丁+戊"
    second = changed(first, "b", [Change(3, 5, "*"), Change(5, 6, "", (5,))])
    assert second.text == "甲xy*+戊"
    assert [(p.start, p.end, p.truth_start, p.truth_end, p.names) for p in second.places] == [
        (1, 4, 1, 3, ("a", "b")),
        (4, 4, 3, 4, ("b",)),
        (4, 5, 4, 4, ("a",)),
    ]
    assert second.lost == {1, 3}
    assert second.repaired == "甲乙丙丁戊"


def test_two_ways_of_writing_a_file_are_refused() -> None:
    with pytest.raises(UnfitError, match="both say how the file is written"):
        damage(PAGES[0], ["gb18030", "hz"], Random(0))
