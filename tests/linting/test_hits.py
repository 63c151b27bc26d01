"""The linter names each fault at its place in the text as it was decoded."""

from __future__ import annotations

import pytest
from factories import SEEDS, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from linting.documents import cleaned_by

from kouan.cleaning.pipeline import clean_batch
from kouan.linting.hits import Hit, lint
from kouan.model.article import Script
from kouan.model.edits import Edit, Suspicion
from kouan.reading.decoding import decode


def spots(hits: tuple[Hit, ...]) -> list[tuple[int, int, str]]:
    return [(hit.line, hit.column, hit.rule) for hit in hits]


def test_a_clean_document_has_no_hit() -> None:
    assert lint(cleaned_by("口岸\n通关。")) == ()


def test_an_edit_is_shown_at_its_line_and_column() -> None:
    (hit,) = lint(cleaned_by("一\n檢驗(yàn)員", ("gloss", [Edit(4, 9, "")])))
    assert (hit.line, hit.column, hit.end_line, hit.end_column) == (2, 3, 2, 8)
    assert (hit.start, hit.end, hit.before, hit.after) == (4, 9, "(yàn)", "")
    assert hit.message == "pinyin reading in brackets: remove “(yàn)”"


def test_an_edit_of_a_later_pass_is_led_back_through_the_earlier_ones() -> None:
    cleaned = cleaned_by(
        "驗(yàn)員,驗(yàn)員,",
        ("gloss", [Edit(1, 6, ""), Edit(9, 14, "")]),
        ("width", [Edit(2, 3, "，"), Edit(5, 6, "，")]),
        ("script", [Edit(0, 1, "验")]),
    )
    assert cleaned.clean == "验員，驗員，"
    hits = lint(cleaned)
    assert spots(hits) == [(1, 1, "script"), (1, 2, "gloss"), (1, 8, "width")]
    assert (hits[2].start, hits[2].end, hits[2].before, hits[2].after) == (7, 16, ",", "，")
    assert "2 places" in hits[2].message


def test_hits_of_one_rule_on_one_line_are_one_and_on_two_lines_two() -> None:
    text = "(a)一(b)\n(c)"
    hits = lint(cleaned_by(text, ("gloss", [Edit(0, 3, ""), Edit(4, 7, ""), Edit(8, 11, "")])))
    assert [(hit.start, hit.end) for hit in hits] == [(0, 7), (8, 11)]


def test_the_script_of_a_traditional_document_is_said_once_and_of_a_mixed_one_line_by_line() -> (
    None
):
    passes = ("script", [Edit(0, 1, "关"), Edit(2, 3, "检")])
    assert len(lint(cleaned_by("關\n檢", passes, script=Script.HANT))) == 1
    assert len(lint(cleaned_by("關\n檢", passes, script=Script.MIXED))) == 2


def test_a_removed_block_is_shown_where_its_first_line_begins() -> None:
    (hit,) = lint(cleaned_by("正文。\n广告", ("boilerplate", [Edit(3, 6, "", kind="ad_footer")])))
    assert (hit.line, hit.column) == (2, 1)
    assert hit.message == "advertisement or footer: remove “广告”"


def test_a_suspicion_is_led_back_from_the_clean_text() -> None:
    cleaned = cleaned_by(
        "驗(yàn)員陸??湛",
        ("gloss", [Edit(1, 6, "")]),
        suspicions=[
            Suspicion("misread_bytes", 2, 6, "陸??湛", ("陆空",), note="bytes out of step")
        ],
    )
    _, hit = lint(cleaned)
    assert (hit.start, hit.end, hit.severity) == (7, 11, "warning")
    assert hit.message == "bytes out of step: “陸??湛”, perhaps “陆空”"


def test_what_a_repair_guesses_is_said() -> None:
    repair = Edit(0, 4, "陆海空湛", kind="mojibake", guessed=(0, 2))
    (hit,) = lint(cleaned_by("陸??湛", ("misread_bytes", [repair])))
    assert hit.guessed == "陆空"
    assert hit.message.endswith("write “陆海空湛” for “陸??湛”, guessing “陆空”")


def test_bytes_without_a_character_are_shown_in_hexadecimal() -> None:
    (hit,) = lint(cleaned_by(decode("口岸通关的人和货物，".encode() + b"\xff" + "。".encode())))
    assert (hit.rule, hit.severity, hit.column) == ("undecodable_bytes", "error", 11)
    assert hit.message.endswith("(utf-8): ff")


@pytest.mark.parametrize("raw", [b"", bytes(range(256)) * 4])
def test_a_refused_document_is_one_error(raw: bytes) -> None:
    decoding = decode(raw)
    (hit,) = lint(cleaned_by(decoding, refusal=decoding.refusal))
    assert (hit.line, hit.column, hit.severity) == (1, 1, "error")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = "\ufeff一\r\n二\r三,"
    hits = lint(cleaned_by(text, ("invisible", [Edit(0, 1, "")]), ("width", [Edit(6, 7, "，")])))
    assert spots(hits) == [(1, 1, "invisible"), (3, 2, "width")]


def test_quotations_are_short_and_show_what_hides() -> None:
    (hit,) = lint(cleaned_by("\u202e" + "字" * 500, ("project_rule", [Edit(0, 501, "")])))
    assert hit.message == "project rule: remove “\\u202e" + "字" * 38 + "…”"
    assert len(hit.before) == 40


@given(
    st.lists(
        st.sampled_from(
            [
                "檢(jiǎn)",
                "驗(yàn)",
                "口岸,",
                "&ldquo;",
                " ",
                "\n",
                "\r\n",
                "\u200b",
                "a",
                "。",
                "著",
            ]
        ),
        max_size=30,
    ).map("".join)
)
@settings(max_examples=60, deadline=None)
def test_every_hit_lies_in_the_document(text: str) -> None:
    cleaned = clean_batch([decode(text.encode())], knowledge())[0]
    for hit in lint(cleaned):
        assert 0 <= hit.start <= hit.end <= len(cleaned.decoding.text)
        assert (1, 1) <= (hit.line, hit.column) <= (hit.end_line, hit.end_column)


def test_the_damaged_run_of_003_is_found_and_its_glosses_are_merged() -> None:
    raw = next(SEEDS.glob("003_*")).read_bytes()
    hits = lint(clean_batch([decode(raw)], knowledge())[0])
    (damaged,) = (hit for hit in hits if hit.rule == "misread_bytes")
    assert "湛诎锻菩兄袊" in damaged.before
    assert damaged.after == "海空口岸推行中國公民出入境通關"
    assert len([hit for hit in hits if hit.rule == "gloss"]) <= raw.count(b"\n") + 1
