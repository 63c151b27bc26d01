"""Edits as columns: what splice, back, forward and merge promise, over edits that nobody chose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.model.byte_places import widths
from kouan.model.characters import codes_of, text_of
from kouan.model.decoding import Segment
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Ledger, Pass, apply
from kouan.model.splicing import ranges, splice
from kouan.reading.decoding import decode


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it, sorted and apart."""
    text = draw(st.text("口岸通关一二三，。ab\n", min_size=1, max_size=40))
    rims = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits: list[Edit] = []
    for start, end in zip(rims[::2], rims[1::2], strict=False):
        after = draw(st.text("新字", max_size=3))
        if edits and start == edits[-1].end:
            continue
        if start < end or after:
            edits.append(Edit(start, end, after))
    return text, edits


def carried_out(text: str, edits: list[Edit]) -> str:
    """The plainest way to apply edits."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


def passed(text: str, edits: list[Edit]) -> tuple[str, Pass]:
    codes = codes_of(text)
    after, done = apply("r", codes, Edits.of(edits), np.array([0]), np.array([len(codes)]))
    return text_of(after), done


@given(changes())
def test_applying_columns_is_applying_edits_one_by_one(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    assert passed(text, edits)[0] == carried_out(text, edits)


@given(changes())
def test_a_pass_undoes_itself(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    after, done = passed(text, edits)
    assert text_of(done.undo(codes_of(after))) == text


@given(changes())
def test_the_way_back_of_a_kept_character_is_itself(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    after, done = passed(text, edits)
    at = np.arange(len(after))
    start, end = done.back(at, at + 1)
    inside = np.zeros(len(after), bool)
    inside[ranges(done.clean_start, done.clean_end)] = True
    for k in range(len(after)):
        if not inside[k]:
            assert (end[k] - start[k], text[start[k]]) == (1, after[k])
        else:
            assert any((edit.start, edit.end) == (start[k], end[k]) for edit in edits)


@given(changes())
def test_forward_finds_a_kept_character_again(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    after, done = passed(text, edits)
    gone = {k for edit in edits for k in range(edit.start, edit.end)}
    for k in range(len(text)):
        if k not in gone:
            assert after[int(done.forward(np.array([k]))[0])] == text[k]


@given(changes(), changes())
def test_merged_edits_never_overlap_and_the_first_rule_wins(
    one: tuple[str, list[Edit]], other: tuple[str, list[Edit]]
) -> None:
    text = one[0] + other[0]
    both = Edits.merged([("first", Edits.of(one[1])), ("second", Edits.of(other[1]))])
    _, done = apply("both", codes_of(text), both, np.array([0]), np.array([len(text)]))
    spans = [(edit.start, edit.end, edit.rule) for edit in done]
    for edit in Edits.of(one[1]).start.tolist():
        assert any(start == edit and rule == "first" for start, _, rule in spans)


def test_edits_that_leave_their_document_are_a_bug() -> None:
    codes = codes_of("口岸\n\x1e\n通关")
    starts, stops = np.array([0, 5]), np.array([2, 7])
    with pytest.raises(ValueError, match="leaves its document"):
        apply("r", codes, Edits.of([Edit(1, 4, "")]), starts, stops)
    with pytest.raises(ValueError, match="overlap"):
        apply("r", codes, Edits.removals(np.array([0, 1]), np.array([2, 2])), starts, stops)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_widths_add_up_to_the_encoded_text(text: str) -> None:
    for codec in ("utf-8", "gb18030", "utf-16-le", "utf-32-be"):
        each = widths(text, codec)
        assert each.sum() == len(text.encode(codec))
        assert each.tolist() == [len(character.encode(codec)) for character in text]


def test_splice_grows_shrinks_and_keeps() -> None:
    codes = codes_of("甲乙丙")
    grown = splice(codes, np.array([1]), np.array([1]), codes_of("新"), np.array([1]))
    assert text_of(grown) == "甲新乙丙"
    assert (
        splice(
            codes, np.array([], np.int64), np.array([], np.int64), codes[:0], np.array([], np.int64)
        )
        is codes
    )


@given(changes(), st.data())
def test_a_guessed_character_is_known_by_its_place_in_the_text_after_the_pass(
    change: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = change
    marked = [
        edit._replace(guessed=tuple(k for k in range(len(edit.after)) if data.draw(st.booleans())))
        for edit in edits
    ]
    after, done = passed(text, marked)
    assert [edit.guessed for edit in done] == [edit.guessed for edit in marked]
    assert "".join(after[at] for at in done.guessed_at) == "".join(
        edit.after[k] for edit in marked for k in edit.guessed
    )
    assert np.array_equal(done.of_document(0).guessed_at, done.guessed_at)


def test_choosing_and_merging_edits_keeps_what_was_guessed() -> None:
    mine = Edits.of([Edit(0, 1, "海口", guessed=(1,)), Edit(4, 5, "岸")])
    yours = Edits.of([Edit(0, 1, "x"), Edit(2, 3, "关通", guessed=(0,))])
    merged = Edits.merged([("mine", mine), ("yours", yours)])
    _, done = apply("both", codes_of("一二三四五"), merged, np.array([0]), np.array([5]))
    assert [(edit.after, edit.guessed) for edit in done] == [
        ("海口", (1,)),
        ("关通", (0,)),
        ("岸", ()),
    ]
    kept = merged.where(np.array([False, True, True]))
    assert kept.guessed is not None
    assert kept.guessed.tolist() == [True, False, False]


def test_a_span_inside_a_run_of_hz_has_the_bytes_of_its_characters() -> None:
    raw = "口岸 25万人次".encode("hz")
    decoding = decode(raw)
    ledger = Ledger(decoding.segments, (), len(decoding.text)).bound(decoding.text)
    assert raw[slice(*ledger.byte_span(1, 2))] == b"06~}"
    start, end = ledger.byte_span(5, 7)
    assert (b"~{" + raw[start:end].removeprefix(b"~{") + b"~}").decode("hz") == "万人"
    assert ledger.byte_span(6, 6)[0] == ledger.byte_span(6, 6)[1]


def test_a_span_inside_bytes_that_no_codec_reads_takes_in_all_of_them() -> None:
    segments = (
        Segment(0, 2, 0, 2, "ascii"),
        Segment(2, 5, 2, 9, None, b"1234567"),
        Segment(5, 6, 9, 10, "ascii"),
    )
    ledger = Ledger(segments, (), 6).bound("abxyzc")
    assert [ledger.byte_span(*span) for span in ((3, 4), (1, 3), (4, 6), (3, 3), (5, 6))] == [
        (2, 9),
        (1, 9),
        (2, 10),
        (2, 2),
        (9, 10),
    ]
