"""The library as a Python user meets it."""

from __future__ import annotations

import copy
import dataclasses
import doctest
import pickle
from importlib import resources

import pytest

import kouan
from kouan import api


def test_the_examples_of_the_documentation_are_true() -> None:
    failed, tried = doctest.testmod(api)
    assert tried >= 5
    assert failed == 0


def test_every_public_name_can_be_imported_from_the_package() -> None:
    assert {getattr(kouan, name).__name__ for name in kouan.__all__} == set(api.__all__)


def test_hostile_text_gives_an_answer() -> None:
    assert kouan.clean("a\ud800b\x1e口岸").text == "a\ufffdb\ufffd口岸"
    for text in ("", "\n", "\x00", "\ud83d\ude00", "((((", "１" * 50):
        assert isinstance(kouan.clean(text).text, str)
        assert isinstance(kouan.clean(text.encode("utf-8", "surrogatepass")).edits, tuple)
        for read in (
            kouan.entities,
            kouan.metrics,
            kouan.quantities,
            kouan.periods,
            kouan.numerals,
            kouan.positions,
        ):
            assert isinstance(read(text), tuple)
        assert kouan.location(text) is None


def test_offsets_of_facts_are_those_of_the_clean_text() -> None:
    text = "羅湖口岸日均出入境(jìng)旅客25万余人次,同比增长5%。"
    cleaned = kouan.clean(text).text
    found = kouan.metrics(text)
    assert found
    assert [cleaned[one.start : one.end] for one in found] == [one.surface for one in found]


def test_a_cleaned_text_leads_back_to_what_was_given() -> None:
    text = "羅湖檢驗(yàn)檢疫局,日均出入境旅客25萬余人次。\n版權聲明:本網所有稿件不得轉載。"
    cleaned = kouan.clean(text)
    assert (
        str(cleaned)
        == cleaned.text
        == cleaned.clean
        == "罗湖检验检疫局，日均出入境旅客25万余人次。"
    )
    start, end = cleaned.decoded_span(2, 7)
    assert text[start:end] == "檢驗(yàn)檢疫局"
    start, end = cleaned.origin(2, 7)
    assert text.encode()[start:end].decode() == "檢驗(yàn)檢疫局"
    assert [removal.kind for removal in cleaned.removals] == ["copyright_notice"]
    for edit in cleaned.edits:
        if edit.rule in ("gloss", "script", "width"):
            assert text[edit.start : edit.end] == edit.before
    assert list(cleaned.edits) == sorted(cleaned.edits, key=lambda edit: (edit.start, edit.end))


def test_bytes_are_decoded_first_and_origins_are_those_bytes() -> None:
    raw = "霍爾果斯檢驗檢疫局,今天開放口岸。".encode("big5")
    cleaned = kouan.clean(raw)
    assert (cleaned.text, cleaned.decoding.encoding) == (
        "霍尔果斯检验检疫局，今天开放口岸。",
        "big5hkscs",
    )
    start, end = cleaned.origin(0, 4)
    assert raw[start:end].decode("big5") == "霍爾果斯"
    assert cleaned.ledger.rebuild(cleaned.text) == raw
    assert kouan.clean(b"").refusal == "empty"


@pytest.mark.parametrize(("start", "end"), [(0, 99), (-1, 2), (3, 2)])
def test_a_span_that_the_text_does_not_have_is_refused(start: int, end: int) -> None:
    cleaned = api.clean("檢驗(yàn)檢疫局")
    for lead in (cleaned.origin, cleaned.decoded_span):
        with pytest.raises(IndexError, match=r"no span of a text of 5 characters"):
            lead(start, end)


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert resources.files("kouan").joinpath("py.typed").is_file()


def test_a_result_shows_itself_briefly_and_cannot_be_changed() -> None:
    cleaned = kouan.clean("檢疫," + "口岸" * 100)
    assert repr(cleaned).startswith("Cleaned('检疫，口岸")
    assert repr(cleaned).endswith("…', edits=2, suspicions=0)")
    with pytest.raises(dataclasses.FrozenInstanceError):
        cleaned.clean = ""  # type: ignore[misc]


@pytest.mark.parametrize("given", [None, float("nan"), 3, ["口岸"]])
def test_what_is_no_text_is_told_so(given: object) -> None:
    reads = (kouan.clean, kouan.entities, kouan.metrics, kouan.quantities, kouan.periods)
    for read in (*reads, kouan.positions, kouan.location):
        with pytest.raises(TypeError, match=r"text is a str, not .*; leave missing values out"):
            read(given)  # type: ignore[arg-type]


def test_bytes_where_text_is_asked_for_are_told_how_they_become_text() -> None:
    for read in (kouan.quantities, kouan.periods, kouan.location):
        with pytest.raises(TypeError, match=r"clean\(raw\)\.text decodes them"):
            read("口岸".encode())  # type: ignore[arg-type]


def test_a_reference_of_another_sort_is_told_so() -> None:
    with pytest.raises(TypeError, match=r"not int \(20240301\)"):
        kouan.periods("去年", 20240301)  # type: ignore[arg-type]


def test_cleaned_documents_compare_and_can_be_keys_and_be_copied() -> None:
    text = "羅湖檢驗(yàn)檢疫局,開放口岸。"
    cleaned = kouan.clean(text)
    assert cleaned == kouan.clean(text) == pickle.loads(pickle.dumps(cleaned))
    assert copy.deepcopy(cleaned) == cleaned
    assert cleaned != kouan.clean(cleaned.text)  # the same text, made of another one
    assert cleaned != cleaned.text
    assert len({cleaned, kouan.clean(text), kouan.clean(cleaned.text)}) == 2


def test_nothing_given_is_an_empty_document_as_text_and_as_bytes() -> None:
    for given in ("", b"", " \n", b" \n"):
        assert kouan.clean(given).refusal == "empty"


def test_a_notebook_that_completes_names_is_told_them_before_they_are_used() -> None:
    assert set(kouan.__all__) <= set(dir(kouan))
