"""Repairs from the passes: raw words before, clean words after, in the kept text only."""

from __future__ import annotations

import numpy as np
from factories import decoding_of
from hypothesis import given
from hypothesis import strategies as st

from kouan.model.article import Repair, Script
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Pass, apply
from kouan.model.processed import Cleaned
from kouan.segmentation.repairs import occurrences, repairs_of

Step = tuple[str, str, str]


def passed(text: str, *steps: list[Edit]) -> Cleaned:
    """A document after these passes, each a list of edits in the text the pass before it left."""
    codes, passes = codes_of(text), list[Pass]()
    for number, edits in enumerate(steps):
        starts, stops = np.zeros(1, np.int64), np.array([len(codes)])
        codes, done = apply(f"rule{number}", codes, Edits.of(edits), starts, stops)
        passes.append(done)
    return Cleaned(decoding_of(text), text_of(codes), tuple(passes), Script.HANT, (), (), ())


def every(text: str, *steps: Step) -> Cleaned:
    """A document where each step (kind, before, after) is carried out wherever `before` stands."""
    made: list[list[Edit]] = []
    now = text
    for kind, before, after in steps:
        edits, at = [], now.find(before)
        while at >= 0:
            edits.append(Edit(at, at + len(before), after, kind=kind))
            at = now.find(before, at + len(before))
        made.append(edits)
        now = now.replace(before, after)
    return passed(text, *made)


def test_a_gloss_is_recorded_with_its_raw_and_its_clean_character() -> None:
    document = every(
        "檢驗(yàn)檢疫，實驗(yàn)。",
        ("pinyin_annotation", "(yàn)", ""),
        ("", "驗", "验"),
    )
    assert repairs_of(document) == (Repair("pinyin_annotation", "驗(yàn)", "验", 2),)


def test_what_was_removed_later_is_not_counted() -> None:
    copy = "關(guān)口,岸。\n"
    document = passed(
        copy + copy,
        [Edit(1, 7, "", kind="pinyin_annotation"), Edit(13, 19, "", kind="pinyin_annotation")],
        [Edit(2, 3, "，", kind="punctuation_width"), Edit(8, 9, "，", kind="punctuation_width")],
        [Edit(6, 12, "", kind="duplicate_block")],
        [Edit(0, 1, "关")],
    )
    assert document.clean == "关口，岸。\n"
    assert repairs_of(document) == (
        Repair("pinyin_annotation", "關(guān)", "关", 1),
        Repair("punctuation_width", ",", "，", 1),
    )


def test_a_join_is_recorded_with_its_line_breaks_and_the_words_on_both_sides() -> None:
    document = every(
        "立足口岸,主动服务国家\n\n“一带一路”倡议战略，继续。",
        ("punctuation_width", ",", "，"),
        ("broken_paragraph", "国家\n\n“", "国家“"),
    )
    (_, joined) = repairs_of(document)
    assert joined.before.startswith("主动服务国家\n\n“一带一路”")
    assert joined.after == joined.before.replace("\n\n", "")


def test_a_join_that_deletes_the_breaks_reads_the_same() -> None:
    document = every("主动服务国家\n\n“一带一路”倡议", ("broken_paragraph", "\n\n", ""))
    assert repairs_of(document) == (
        Repair(
            "broken_paragraph", "主动服务国家\n\n“一带一路”倡议", "主动服务国家“一带一路”倡议", 1
        ),
    )


def test_a_space_is_recorded_with_its_neighbours_and_a_word_by_itself() -> None:
    document = passed(
        "又传来佳音： “三个一”，优势 and 特色",
        [Edit(6, 7, "", kind="spacing")],
        [Edit(14, 19, "和", kind="stray_word")],
    )
    assert repairs_of(document) == (
        Repair("spacing", "佳音： “", "佳音：“", 1),
        Repair("stray_word", " and ", "和", 1),
    )


def test_script_conversion_has_no_record() -> None:
    assert repairs_of(every("檢驗檢疫", ("", "檢", "检"), ("", "驗", "验"))) == ()


def test_a_document_without_passes_has_no_repair() -> None:
    assert repairs_of(passed("口岸")) == ()


KINDS = [
    "pinyin_annotation",
    "punctuation_width",
    "broken_paragraph",
    "spacing",
    "related_links",
    "",
]


@st.composite
def cleanings(draw: st.DrawFn) -> Cleaned:
    text = draw(st.text("口岸檢驗(yàn),\n 一", max_size=40))
    steps: list[list[Edit]] = []
    length = len(text)
    for _ in range(draw(st.integers(0, 4))):
        edges = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
        edits = [
            Edit(start, end, draw(st.text("甲，", max_size=2)), kind=draw(st.sampled_from(KINDS)))
            for start, end in zip(edges[::2], edges[1::2], strict=False)
        ]
        edits = list(_unique(edits))
        steps.append(edits)
        length += sum(len(edit.after) - (edit.end - edit.start) for edit in edits)
    return passed(text, *steps)


def _unique(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept


@given(cleanings())
def test_any_passes_give_records_that_stand_in_raw_and_clean_text(document: Cleaned) -> None:
    found = list(occurrences(document))
    for one in found:
        assert document.decoding.text[one.start : one.end] == one.before
        assert one.after in document.clean
    records = repairs_of(document)
    assert len({(one.kind, one.before) for one in records}) == len(records)
    assert sum(one.count for one in records) == len(found)
    repairs = sum(edit.kind in KINDS[:4] for done in document.passes for edit in done)
    assert len(found) <= repairs
