"""The library as a Python user meets it."""

from __future__ import annotations

import doctest

import kouan
from kouan import api


def test_the_examples_of_the_documentation_are_true() -> None:
    failed, tried = doctest.testmod(api)
    assert tried >= 5
    assert failed == 0


def test_every_public_name_can_be_imported_from_the_package() -> None:
    assert {getattr(kouan, name).__name__ for name in kouan.__all__} == set(api.__all__)


def test_hostile_text_gives_an_answer() -> None:
    assert kouan.clean("a\ud800b\x1e口岸") == "a\ufffdb\ufffd口岸"
    for text in ("", "\n", "\x00", "\ud83d\ude00", "((((", "１" * 50):
        assert isinstance(kouan.clean(text), str)
        for read in (
            kouan.entities,
            kouan.metrics,
            kouan.quantities,
            kouan.periods,
            kouan.numerals,
        ):
            assert isinstance(read(text), tuple)


def test_offsets_of_facts_are_those_of_the_clean_text() -> None:
    text = "羅湖口岸日均出入境(jìng)旅客25万余人次,同比增长5%。"
    cleaned = kouan.clean(text)
    found = kouan.metrics(text)
    assert found
    assert [cleaned[one.start : one.end] for one in found] == [one.surface for one in found]
