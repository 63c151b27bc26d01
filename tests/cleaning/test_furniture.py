"""Every sort of furniture leaves a plain-text page, in either script; what an article may say stays."""

from __future__ import annotations

import re
import time
import tomllib
from typing import Any

import pytest
from factories import ROOT, decoding_of, knowledge
from growth import pace

from kouan.cleaning.phrases import read_phrases
from kouan.cleaning.phrases.reader import checked_phrases, shipped_files
from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.script.tables import converter

CASES: dict[str, Any] = tomllib.loads(
    (ROOT / "tests" / "cases" / "furniture.toml").read_text("utf-8")
)
TITLE = "口岸旅客增长百分之五"
TEXT = [
    "记者近日从口岸办获悉，今年以来出入境旅客已达25万人次，同比增长5%。",
    "“现在过关只要几分钟，比以前快多了。”经常往来两地的张先生说，排队的人也少了。",
    "口岸办负责人表示，下一步将增开通道，延长开放时间，让旅客往来更加便捷。",
]
PAGES = CASES["page"]


def left_of(lines: list[str], profile: str) -> list[str]:
    page = converter(profile).convert("\n".join(lines))
    (cleaned,) = clean_batch([decoding_of(page)], knowledge())
    return [line for line in cleaned.text.split("\n") if line.strip()]


@pytest.mark.parametrize("profile", ["t2s", "s2t"])
@pytest.mark.parametrize(
    "number", range(len(PAGES)), ids=lambda number: f"{number}-{PAGES[number]['sort']}"
)
def test_the_furniture_goes_and_the_article_stays(number: int, profile: str) -> None:
    page = PAGES[number]
    lines = [*page["head"], TITLE, "", *TEXT, "", *page["foot"]]
    assert left_of(lines, profile) == [TITLE, *TEXT]


@pytest.mark.parametrize("profile", ["t2s", "s2t"])
def test_what_an_article_may_say_stays(profile: str) -> None:
    lines = [TITLE, TEXT[0], *CASES["keep"]["lines"], *TEXT[1:]]
    assert left_of(lines, profile) == lines


@pytest.mark.parametrize("sort", sorted({page["sort"] for page in PAGES}))
def test_each_sort_of_furniture_has_three_pages(sort: str) -> None:
    assert sum(page["sort"] == sort for page in PAGES) == 3


def test_a_page_without_prose_keeps_what_only_its_place_would_make_furniture() -> None:
    lines = ["首页", "新闻", "财经", "体育", "房产", "口岸旅客增长", "热点排行", "标签：口岸 通关"]
    assert left_of(lines, "t2s") == lines


def test_the_line_above_the_prose_is_the_title_whatever_it_looks_like() -> None:
    lines = ["即时新闻：港股收市升一百点", *TEXT]
    assert left_of(lines, "t2s") == lines
    assert left_of(["首页", "新闻", "财经", "体育", "房产", "今夜无眠", *TEXT], "t2s") == [
        "今夜无眠",
        *TEXT,
    ]


def test_an_address_at_the_end_of_an_article_stays_unless_a_footer_stands_beside_it() -> None:
    lines = [TITLE, *TEXT, "地址：某某市某某路8号口岸办大厅"]
    assert left_of(lines, "t2s") == lines
    assert left_of([*lines, "粤ICP备05012345号"], "t2s") == [TITLE, *TEXT]


def test_one_call_to_comment_in_the_midst_of_an_article_takes_nothing_with_it() -> None:
    lines = [TITLE, TEXT[0], "网友评论", *TEXT[1:]]
    assert left_of(lines, "t2s") == lines


def test_a_title_that_begins_like_a_heading_of_links_stays() -> None:
    lines = [
        TITLE,
        TEXT[0],
        "相关新闻发布会将于明天举行。",
        "更多新闻发布制度即将建立。",
        *TEXT[1:],
    ]
    assert left_of(lines, "t2s") == lines


@pytest.mark.parametrize(
    "below",
    [
        ["当前位置：首页 > 新闻中心 > 正文", "2018-07-16 来源：边城日报"],
        ["首页 新闻 财经 体育 娱乐 汽车 房产", "2018年7月16日 10:20 边城口岸办公室网站发布"],
        ["当前位置：首页 > 新闻中心 > 正文", "边城日报记者 王小明"],
    ],
)
def test_a_headline_that_ends_like_a_house_is_no_name_of_one(below: list[str]) -> None:
    title = "边城召开口岸安全生产工作会"
    (cleaned,) = clean_batch([decoding_of("\n".join([title, *below, *TEXT]))], knowledge())
    assert cleaned.text.split("\n")[0] == title


@pytest.mark.parametrize("begins", ["相关文件（征求意见稿）", "相关专题：", "往期回顾 "])
def test_a_title_that_begins_like_a_heading_of_documents_stays(begins: str) -> None:
    page = [begins + "边城口岸联合查验办法公开征求意见", *TEXT]
    (cleaned,) = clean_batch([decoding_of("\n".join(page))], knowledge())
    assert cleaned.text == "\n".join(page)


@pytest.mark.parametrize(
    "line",
    [
        "听" * 200,
        "关于我们 " * 60,
        "上证,1" + "1" * 200 + "点",
        "值班编辑 " * 60 + "。",
        "边城股份(600000)" + "1" * 200 + "点",
        "编辑 " * 60 + "。",
        ("责任编辑｜甲甲甲甲" + " " * 22) * 7 + "§",
        "编审丨王小明 " * 60 + "。",
    ],
    ids=lambda line: line[:4],
)
def test_no_line_keeps_a_phrase_busy(line: str) -> None:
    began = time.process_time()
    for phrase in knowledge().phrases:
        re.search(phrase.pattern, line)
    assert time.process_time() - began < pace()


@pytest.mark.parametrize(
    ("head", "left"),
    [
        (["联系我们"], ["联系我们"]),
        (["2024年3月1日", "联系我们"], ["联系我们"]),
        (["联系我们", "来源：某某日报"], ["联系我们"]),
        (["关于我们"], ["关于我们"]),
        (["联系我们", TITLE], [TITLE]),  # a menu above the title
        (["关于我们 | 联系我们 | 网站地图", TITLE], [TITLE]),
    ],
)
def test_a_heading_of_a_list_is_a_title_where_prose_stands_right_below(
    head: list[str], left: list[str]
) -> None:
    (cleaned,) = clean_batch([decoding_of("\n".join([*head, *TEXT]))], knowledge())
    lines = [line for line in cleaned.text.split("\n") if line]
    assert lines == [*left, *TEXT]
    assert cleaned.residual_edits == 0


def test_what_goes_at_the_rims_says_its_rule_and_kind() -> None:
    page = "\n".join([TITLE, *TEXT, "网友评论（2）", "海边人：写得好。", "请登录后发表评论"])
    (removal,) = clean_batch([decoding_of(page)], knowledge())[0].removals
    assert (removal.rule, removal.kind) == ("boilerplate", "other")
    assert removal.text.count("\n") >= 2


def test_every_shipped_phrase_is_without_fault() -> None:
    checked = [
        phrase
        for file in shipped_files()
        for phrase in checked_phrases(file.name, file.read_text("utf-8"))
    ]
    assert tuple(checked) == read_phrases()


def test_every_phrase_says_where_it_was_seen_and_finds_its_example() -> None:
    for phrase in read_phrases():
        assert phrase.seen, phrase.name
        assert phrase.example, phrase.name


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：张三\t1234",
        "版权所有\t2024",
        "下一篇：口岸客流再创新高\t12",
        "上一篇：口岸客流再创新高\t305",
        "【打印】\t【关闭】\t8",
    ],
)
def test_a_number_behind_a_tab_makes_furniture_no_row(line: str) -> None:
    """A row of a table stands in a table; a line of the page's own may hold tabs and counts too."""
    assert left_of([TITLE, *TEXT, line], "t2s")[-1] == TEXT[-1]


@pytest.mark.parametrize("name", ["责任编辑", "版权所有", "上一篇"])
def test_the_rows_of_a_table_stay_whatever_they_name(name: str) -> None:
    """A table of what editors do has a row of editors."""
    rows = ["岗位\t人数（人）", "记者\t1200", f"{name}\t34", "校对\t56"]
    assert f"{name}\t34" in left_of([TITLE, *TEXT, *rows, *TEXT[::-1]], "t2s")
