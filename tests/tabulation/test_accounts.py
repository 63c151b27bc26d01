"""Kept, removed, replaced: on hand-made passes, and against a slow count character by character."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Pass, apply
from kouan.tabulation.accounts import account


def passes_of(text: str, *steps: list[Edit]) -> tuple[str, list[Pass]]:
    """The text after these steps, and their passes."""
    codes, passes = codes_of(text), []
    for number, step in enumerate(steps):
        stops = np.array([len(codes)])
        codes, done = apply(f"rule{number}", codes, Edits.of(step), np.zeros(1, np.int64), stops)
        passes.append(done)
    return text_of(codes), passes


def slow_account(text: str, passes: list[Pass]) -> tuple[int, int, int]:
    """Every character carries the set of originals it stands for; untouched ones stand for themselves alone."""
    carried = [({at}, False) for at in range(len(text))]
    for done in passes:
        out, at = [], 0
        edits = done.edits
        for number in range(len(edits)):
            start, end = int(edits.start[number]), int(edits.end[number])
            out += carried[at:start]
            stood = set().union(*(originals for originals, _ in carried[start:end]))
            out += [(stood, True)] * int(edits.after_length[number])
            at = end
        carried = out + carried[at:]
    kept = {at for originals, touched in carried if not touched for at in originals}
    replaced = {at for originals, touched in carried if touched for at in originals} - kept
    return len(kept), len(text) - len(kept) - len(replaced), len(replaced)


def test_a_character_that_gave_way_to_another_is_replaced():
    _, passes = passes_of("檢驗", [Edit(0, 1, "检")])
    assert account(passes, 2) == (1, 0, 1)


def test_a_gloss_is_removed():
    clean, passes = passes_of("檢驗(yàn)局", [Edit(2, 7, "")])
    assert (clean, account(passes, 8)) == ("檢驗局", (3, 5, 0))


def test_a_line_that_was_converted_and_then_went_counts_as_removed():
    _, passes = passes_of("檢驗\n正文", [Edit(0, 1, "检")], [Edit(0, 3, "")])
    assert account(passes, 5) == (2, 3, 0)


def test_what_a_later_edit_spans_after_it_was_removed_stays_removed():
    _, passes = passes_of("a（注）b", [Edit(1, 4, "")], [Edit(0, 2, "x")])
    assert account(passes, 5) == (0, 3, 2)


def test_what_was_put_in_and_replaced_again_counts_once():
    _, passes = passes_of("a&amp;b", [Edit(1, 6, "&")], [Edit(1, 2, "＆")])
    assert account(passes, 7) == (2, 0, 5)


@st.composite
def edited(draw):
    text = draw(st.text("ab口岸\n", max_size=30))
    steps, length = [], len(text)
    for _ in range(draw(st.integers(0, 4))):
        bounds = draw(st.lists(st.integers(0, length), max_size=8, unique=True).map(sorted))
        step = [
            Edit(start, end, draw(st.text("xy", max_size=3)))
            for start, end in zip(bounds[::2], bounds[1::2], strict=False)
        ]
        steps.append(step)
        length += sum(len(edit.after) - (edit.end - edit.start) for edit in step)
    return text, steps


@settings(max_examples=300, deadline=None)
@given(edited())
def test_the_three_counts_add_up_and_agree_with_a_count_character_by_character(case):
    text, steps = case
    _, passes = passes_of(text, *steps)
    counts = account(passes, len(text))
    assert sum(counts) == len(text)
    assert counts == slow_account(text, passes)
