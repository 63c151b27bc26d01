"""What is page and not article, and where lines were broken: `kouan check` names each with its place, `kouan clean --diff` shows it."""

from __future__ import annotations

from factories import knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.linting.difference import unified_diff
from kouan.linting.hits import lint
from kouan.linting.selection import STORIES, Selection
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

WRAPPED = (
    "　　清晨六点，边城口岸的大厅里已经排起了长队，民警们正在\n"
    "为老人和孩子引路。王师傅说，从前过关要等上大半天，如今只\n"
    "要十来分钟，货物当天就能送到对面的市场上去，价钱也比过去\n"
    "好了许多。"
)
HALVES = "该站常年不闭关。多年来该站主动服务国家\n\n“一带一路”倡议，受到一致好评。"
PAGE = f"边城口岸见闻_某某网\n2018-07-16 09:54 来源：边城日报\n{WRAPPED}\n（责任编辑：张小明）"


BRIEFS = (
    "国内联播快讯\n"
    "前八月服务外包产业稳步发展\n商务部今天公布，前八月承接服务外包合同额同比增长。\n"
    "黄河山东段本年度第二次封河\n受冷空气影响，黄河山东段再次封河。\n"
)


def cleaned(text: str) -> Cleaned:
    return clean_batch([decode(text.encode())], knowledge())[0]


def found(text: str) -> list[tuple[str, int, int, str]]:
    return [
        (hit.rule, hit.line, hit.column, text[hit.start : hit.end]) for hit in lint(cleaned(text))
    ]


def test_each_piece_of_the_page_and_each_broken_line_has_its_place() -> None:
    assert found(PAGE) == [
        ("site_suffix", 1, 7, "_某某网"),
        ("dateline", 2, 1, "2018-07-16 09:54 来源：边城日报\n"),
        *(("hard_wrap", line, 29, "\n") for line in (3, 4, 5)),
        ("boilerplate", 7, 1, "（责任编辑：张小明）"),
    ]


def test_a_broken_paragraph_is_a_finding_at_the_blank_line_between_its_halves() -> None:
    assert found(f"边城口岸见闻\n{HALVES}") == [("broken_paragraph", 3, 1, "\n")]


def test_a_sentence_set_a_clause_a_line_is_a_finding_at_each_comma() -> None:
    text = "边城口岸见闻\n清晨六点，\n边城口岸的大厅里已经排起了长队，\n民警们引路，\n货物放行。"
    assert [(rule, line) for rule, line, _, _ in found(text)] == [
        ("clause_lines", 2),
        ("clause_lines", 3),
        ("clause_lines", 4),
    ]


def test_the_difference_shows_what_goes_and_what_is_joined() -> None:
    shown = unified_diff(cleaned(PAGE), "a.txt").split("\n")
    assert "-边城口岸见闻_某某网" in shown
    assert "+边城口岸见闻" in shown
    assert "-2018-07-16 09:54 来源：边城日报" in shown
    assert "+" + WRAPPED.replace("\n", "") in shown


def test_each_story_of_a_file_of_several_is_shown_from_its_first_line_to_its_last() -> None:
    hits = [
        hit for hit in lint(cleaned(BRIEFS), knowledge=knowledge()) if hit.rule == "several_stories"
    ]
    assert [(hit.line, hit.end_line, hit.severity, hit.is_fixable) for hit in hits] == [
        (2, 3, "note", False),
        (4, 5, "note", False),
    ]
    assert hits[1].message == (
        "several stories in one file: story 2 of 2, “黄河山东段本年度第二次封河”"
    )


def test_stories_are_those_of_the_whole_document_whatever_is_selected() -> None:
    page = (
        BRIEFS.replace("服务外包产业", "服务外包chǎn产业").replace(",", "，")
        + "（责任编辑：张小明）"
    )
    whole = cleaned(page)
    shown = lint(whole, Selection((STORIES,)), knowledge())
    assert [hit.rule for hit in shown] == [STORIES, STORIES]
    assert lint(whole, Selection((), (STORIES,)), knowledge()) == lint(whole)
    assert not [hit for hit in lint(cleaned(PAGE), knowledge=knowledge()) if hit.rule == STORIES]
