"""Copies inside a document that are not the same to the character: the first stays, and so does what says something else."""

from __future__ import annotations

import numpy as np
import pytest
from cleaning.clean_pages import PAGES
from factories import knowledge
from hypothesis import given
from hypothesis import strategies as st

from kouan.api import clean
from kouan.cleaning.near_lines import MOST_PAIRS, SHARED, _meetings, is_near, near_lines
from kouan.cleaning.recurrence import recurring
from kouan.cleaning.rules.repeated_block import repeated_block
from kouan.cleaning.script.conversion import converter
from kouan.model.view import BatchView

PAGE = PAGES[2]


def test_the_text_again_in_the_other_script_goes() -> None:
    assert str(clean(PAGE + converter("s2t").convert(PAGE))).strip() == PAGE.strip()


def test_the_text_again_with_readings_goes() -> None:
    glossed = (
        PAGE.replace("独自", "独自(zì)").replace("焦急", "焦(jiāo)急").replace("凌晨", "凌(líng)晨")
    )
    assert glossed != PAGE
    assert str(clean(PAGE + glossed)).strip() == PAGE.strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("独自站在", "独自立在"),
        ("激动得", "激动的"),
        ("，浑身湿透，", " 浑身湿透 "),
        ("神情焦急", "神情焦\ufffd"),
    ],
)
def test_a_sign_that_differs_in_a_long_run_hides_no_copy(before: str, after: str) -> None:
    copy = PAGE.split("\n", 1)[1].replace(before, after)
    assert copy not in PAGE
    view = BatchView.of([PAGE + copy], knowledge())
    (edit,) = list(zip(repeated_block(view).start, repeated_block(view).end, strict=True))
    assert view.slice_text(int(edit[0]), int(edit[1])).strip() == copy.strip()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("十一点", "十二点"),
        ("霍尔果斯", "满洲里"),
        ("老人的女儿", "老人的儿子"),
        ("雨下个不停", "雨下个没停"),
        ("民警", "海关"),
        ("不出话", "出话"),
    ],
)
def test_a_figure_a_name_or_a_contrary_makes_no_copy(before: str, after: str) -> None:
    line = next(line for line in PAGE.split("\n")[1:] if before in line)
    assert not is_near(line, line.replace(before, after))


@pytest.mark.parametrize("other", ["2.5%", "25‰", "-25%", "２６％"])
def test_a_figure_that_differs_in_its_marks_makes_no_copy(other: str) -> None:
    line = "罗湖口岸今年以来进出口货值同比增长25%，创历史新高。"
    assert not is_near(line, line.replace("25%", other))


@pytest.mark.parametrize("other", ["25.0%", "２５％", "百分之二十五"])
def test_a_figure_that_is_only_written_otherwise_hides_no_copy(other: str) -> None:
    line = "罗湖口岸今年以来进出口货值同比增长25%，创历史新高。"
    assert is_near(line, line.replace("25%", other))


def test_two_lines_that_are_destroyed_are_no_copies() -> None:
    assert not is_near(
        "口岸通关有序记者报道" + "\ufffd" * 30, "\ufffd" * 20 + "口岸通关有序记者报道"
    )


def test_the_longest_run_goes_as_one_though_its_middle_differs() -> None:
    body = "\n".join(line for page in PAGES[:2] for line in page.split("\n")[1:] if line)
    copy = body.replace("记者从", "记者於", 1)
    edits = repeated_block(BatchView.of([f"标题\n{body}\n{copy}"], knowledge()))
    assert len(edits) == 1
    assert int(edits.end[0] - edits.start[0]) == len(copy) + 1


def test_a_short_line_that_is_nearly_the_same_stays() -> None:
    text = "边检民警提醒广大旅客合理安排行程，错峰出行。\n正文在此。\n边检民警提醒广大旅客合理安排行程，错锋出行。"
    assert not len(repeated_block(BatchView.of([text], knowledge())))


@given(st.lists(st.sampled_from([*PAGES[0].split("\n"), *PAGES[2].split("\n")]), max_size=8))
def test_lines_are_near_to_lines_of_their_own_document_only(lines: list[str]) -> None:
    texts = ["\n".join(lines), "\n".join(lines)]
    found = near_lines(BatchView.of(texts, knowledge()))
    view = BatchView.of(texts, knowledge())
    for document, pairs in found.items():
        for one, other in pairs:
            assert one < other
            assert {int(view.line_document[one]), int(view.line_document[other])} == {document}
    assert (0 in found) == (1 in found)


@given(
    st.text(alphabet="口岸海关不没一二25，。裡里", max_size=60),
    st.text(alphabet="口岸海关不没一二25，。裡里", max_size=60),
)
def test_nearness_is_the_same_both_ways(one: str, other: str) -> None:
    assert is_near(one, other) == is_near(other, one)


@given(
    st.lists(st.sampled_from([*PAGES[0].split("\n"), *PAGES[2].split("\n")]), min_size=1),
    st.text(alphabet="口岸海关不没一二25，。裡里", max_size=2),
    st.integers(0, 200),
)
def test_lines_that_are_told_apart_by_their_characters_are_no_near_copies(
    lines: list[str], put: str, place: int
) -> None:
    changed = [line[:place] + put + line[place + 1 :] for line in lines]
    text = "\n".join([*lines, *changed])
    view = BatchView.of([text], knowledge())
    near = [
        pair for pair in _pairs_that_meet(view) if is_near(*(view.line_text(line) for line in pair))
    ]
    assert near_lines(view).get(0, []) == near


@pytest.mark.parametrize(("said", "instead"), [("最", "更"), ("25万", "二十五万")])
def test_one_character_or_another_spelling_of_a_figure_tells_no_lines_apart(
    said: str, instead: str
) -> None:
    line = "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次。"
    view = BatchView.of([f"{line}\n{line.replace(said, instead)}"], knowledge())
    assert near_lines(view) == {0: [(0, 1)]}


def _pairs_that_meet(view: BatchView) -> list[tuple[int, int]]:
    lines, mates, shared, fewest = _meetings(view)
    enough = shared >= SHARED * fewest
    if enough.sum() > MOST_PAIRS:
        return []
    return list(zip(lines[enough].tolist(), mates[enough].tolist(), strict=True))


@given(st.lists(st.integers(0, 5), max_size=60))
def test_what_recurs_is_among_what_may_recur(numbers: list[int]) -> None:
    keys = np.array(numbers, np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    again = [place for place, number in enumerate(numbers) if numbers.count(number) > 1]
    assert set(again) <= set(recurring(keys).tolist())
