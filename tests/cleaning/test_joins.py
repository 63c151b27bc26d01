"""Lines broken in mid-sentence, at a column, and at each comma are joined; captions, verse, lists and tables stay as they are."""

from __future__ import annotations

import itertools

import pytest
from factories import knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rule import tried
from kouan.cleaning.rules.hard_wrap import hard_wrap
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode
from kouan.segmentation.repairs import repairs_of

CLAUSES = (
    "清晨六点边城口岸的大厅里已经排起了长队",
    "民警们正在为老人和孩子引路",
    "王师傅从前过关要等上大半天",
    "货物当天就能送到对面的市场上去",
    "价钱也比过去好了许多",
    "新增的六条通道从本周起投入使用",
    "节假日开行的班次还将继续增加",
    "旅客们纷纷为这里的服务点赞",
)
TITLE = "边城口岸见闻"
HALF, OTHER = (
    "该站地处边境，常年不闭关。多年来该站主动服务国家",
    "“一带一路”倡议的各项建设，受到往来旅客的一致好评。",
)


def cleaned(*lines: str) -> Cleaned:
    return clean_batch([decode("\n".join(lines).encode())], knowledge())[0]


def joined(*lines: str) -> list[str]:
    return [line for line in cleaned(*lines).clean.split("\n") if line.strip()]


def wrapped(paragraph: str, width: int, indent: str) -> list[str]:
    """A paragraph in lines of so many characters, set in; a mark that would begin a line stays on the line above."""
    lines, rest = [], indent + paragraph
    while rest:
        at = width
        while at < len(rest) and rest[at] in "，。":
            at += 1
        lines.append(rest[:at])
        rest = rest[at:]
    return lines


#: Many clauses of different lengths, none the copy of another.
MANY = [
    f"{when}{who}{what}"
    for when, who in zip(
        ("清晨", "上午", "中午刚过", "下午三点", "傍晚时分", "入夜以后", "第二天一早"),
        ("民警们", "司机王师傅", "货主", "带班的科长", "几位老人", "查验员", "候检的旅客"),
        strict=True,
    )
    for what in ("又忙碌起来", "在大厅里谈起了往年过关的情形", "把单证交到了窗口", "说如今方便多了")
]


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """Three paragraphs of six to nine clauses each, every clause once: so many lines as show a column."""
    clauses = draw(st.permutations(MANY))
    cuts = draw(st.lists(st.integers(6, 9), min_size=3, max_size=3))
    starts = [0, *(sum(cuts[: number + 1]) for number in range(len(cuts)))]
    return ["，".join(clauses[start:stop]) + "。" for start, stop in itertools.pairwise(starts)]


@given(
    stories(),
    st.integers(22, 32),
    st.sampled_from(["　　", "    "]),
)
@settings(max_examples=40, deadline=None)
def test_what_was_broken_at_a_column_is_whole_again(
    story: list[str], width: int, indent: str
) -> None:
    lines = [line for paragraph in story for line in wrapped(paragraph, width, indent)]
    # the rule alone: a line may by chance be the copy of another, and goes as one
    found = tried(hard_wrap, "\n".join((TITLE, *lines)), knowledge())
    assert [line.strip() for line in found.split("\n")[1:]] == story
    assert tried(hard_wrap, found, knowledge()) == found


def test_a_column_is_known_without_blanks_at_the_head_of_a_paragraph() -> None:
    first = "，".join(CLAUSES[:5]) + "。"
    second = "，".join(CLAUSES[3:]) + "。"
    lines = [line.strip() for one in (first, second) for line in wrapped(one, 26, "　　")]
    assert joined(TITLE, *lines) == [TITLE, first, second]


def test_lines_set_two_apart_are_joined_too() -> None:
    story = "，".join(CLAUSES) + "。"
    lines = [piece for line in wrapped(story, 26, "") for piece in (line, "")]
    assert joined(TITLE, "", *lines) == [TITLE, story]


def test_a_latin_word_is_not_joined_to_the_next() -> None:
    lines = (
        "清晨六点边城口岸的大厅里已经排起了长队，旅客都说，这里的 border",
        "control 办得又快又好，民警们正在为老人和孩子引路，货物当天就能送到",
        "对面的市场上去，价钱也比过去好了许多，新增的六条通道从本周起投入使",
        "用，节假日开行的班次还将继续增加。",
    )
    found = joined(TITLE, *lines)
    assert len(found) == 2
    assert "border control 办得" in found[1]


def test_a_sentence_set_a_clause_a_line_is_one_line() -> None:
    page = (
        *(f"{CLAUSES[0]}，", f"{CLAUSES[1]}，", f"{CLAUSES[2]}。"),
        *("王师傅说，", f"{CLAUSES[4]}。"),
        *(f"{CLAUSES[5]}，", f"{CLAUSES[6]}。"),
    )
    assert joined(TITLE, *page) == [
        TITLE,
        f"{CLAUSES[0]}，{CLAUSES[1]}，{CLAUSES[2]}。",
        f"王师傅说，{CLAUSES[4]}。",
        f"{CLAUSES[5]}，{CLAUSES[6]}。",
    ]


def test_a_traditional_page_is_joined_as_well() -> None:
    page = (
        "清晨六點邊城口岸的大廳裡已經排起了長隊，",
        "民警們正在為老人和孩子引路，",
        "貨物當天就能送到對面的市場上去，",
        "價錢也比過去好了許多。",
    )
    assert joined("邊城口岸見聞", *page) == [
        TITLE,
        "清晨六点边城口岸的大厅里已经排起了长队，民警们正在为老人和孩子引路，"
        "货物当天就能送到对面的市场上去，价钱也比过去好了许多。",
    ]


def test_a_paragraph_broken_in_mid_sentence_is_one_repair() -> None:
    found = cleaned(TITLE, HALF, "", OTHER)
    assert f"{HALF}{OTHER}" in found.clean
    (repair,) = (one for one in repairs_of(found) if one.kind == "broken_paragraph")
    assert (repair.count, "\n\n" in repair.before, "\n" in repair.after) == (1, True, False)


def test_a_line_that_begins_with_a_comma_goes_on_with_the_one_above() -> None:
    assert (
        joined(TITLE, "该站地处边境，常年不闭关，旅客往来不绝", "，受到一致好评。")[1]
        == "该站地处边境，常年不闭关，旅客往来不绝，受到一致好评。"
    )


@pytest.mark.parametrize(
    "caption",
    [
        "▲民警在国门巡逻。",
        "图为民警在国门巡逻。",
        "民警在国门巡逻。张小明 摄",
        "民警在国门巡逻。（张小明摄）",
        "民警在国门巡逻。（边城边检站供图）",
        "资料图：民警在国门巡逻。",
        "【相关背景】边城口岸是重要的陆路口岸。",
    ],
)
def test_a_caption_or_sidebar_between_the_halves_is_joined_to_neither(caption: str) -> None:
    assert joined(TITLE, HALF, caption, OTHER) == [TITLE, HALF, caption, OTHER]


@pytest.mark.parametrize(
    "lines",
    [
        ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"),
        ("白日依山尽，黄河入海流，", "欲穷千里目，更上一层楼，", "白日依山尽，黄河入海流，", "欲穷千里目，更上一层楼。"),
        ("清晨的边城升起炊烟", "旅人的脚步落在桥上", "钟声从关楼上传来", "河水静静流过"),
        ("一是加强口岸监管力度，确保通关安全，", "二是优化口岸服务水平，提高效率，", "三是严格内部管理，让旅客满意。"),
        ("（一）加强口岸监管力度，", "（二）优化口岸服务水平，", "（三）严格内部管理。"),
        ("第一，口岸监管力度要加强，不能放松，", "第二，口岸服务水平要提高，不能停步，", "第三，内部管理要严格。"),
        ("边城口岸　旅客二十五万人次　货物三万吨", "江城口岸　旅客十五万人次　货物一万吨", "山城口岸　旅客十二万人次　货物两万吨") * 3,
    ],
    ids=["a poem", "a poem of long lines", "free verse", "measures", "in brackets", "ordinals", "a table"],
)  # fmt: skip
def test_verse_lists_and_tables_are_left_alone(lines: tuple[str, ...]) -> None:
    found = cleaned(TITLE, *dict.fromkeys(lines))
    assert [one for one in repairs_of(found) if one.kind == "broken_paragraph"] == []


def test_a_poem_in_a_page_of_clauses_stays_a_poem() -> None:
    page = (f"{CLAUSES[0]}，", f"{CLAUSES[1]}，", f"{CLAUSES[2]}。")
    poem = ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。")
    assert joined(TITLE, *page, *poem)[2:] == list(poem)
