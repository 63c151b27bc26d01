"""From clean text to the article: roles by case, offsets and coverage on any text."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factories import ROOT, cleaned_of
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from kouan.lexicons import read_folder
from kouan.model.article import Article, Removal, Role, Script
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.segmentation.articles import segment
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.datelines import date_of
from kouan.segmentation.publishers import publisher_of

KNOWLEDGE = Knowledge(read_folder())
LETTERS = {
    "h": Role.HEADING,
    "b": Role.BODY,
    "y": Role.BYLINE,
    "c": Role.CAPTION,
    "n": Role.EDITOR_NOTE,
}


def cases(name: str) -> list[dict[str, Any]]:
    groups = tomllib.loads((ROOT / "tests" / "cases" / f"{name}.toml").read_text("utf-8"))
    return [case for group in groups.values() for case in group]


def article_in(page: str, *removals: Removal) -> Article:
    document = cleaned_of(page)
    if removals:
        document = Cleaned(document.decoding, page, (), Script.HANS, removals, (), ())
    (article,) = segment(document, KNOWLEDGE)
    return article


def removed(kind: str, text: str, at: int = 0) -> Removal:
    return Removal(kind, kind, text, at, 0, 0, 1.0)


@pytest.mark.parametrize("case", cases("pages"), ids=lambda case: case["why"])
def test_every_line_gets_its_role(case: dict[str, Any]) -> None:
    article = article_in(case["page"])
    placed = {block.start: block.role for block in article.blocks}
    if article.title is not None:
        placed[article.title_start] = "t"  # type: ignore[assignment]
    if article.subtitle is not None:
        placed[case["page"].index(article.subtitle)] = "s"  # type: ignore[assignment]
    expected = [LETTERS.get(letter, letter) for letter in case["roles"]]
    assert [placed[start] for start in sorted(placed)] == expected


@pytest.mark.parametrize("case", cases("bylines"), ids=lambda case: case["text"])
def test_a_byline_is_read_whole_or_not_at_all(case: dict[str, Any]) -> None:
    names = byline_names(case["text"], KNOWLEDGE)
    assert (None if names is None else list(names)) == case.get("names")


@pytest.mark.parametrize("case", cases("datelines"), ids=lambda case: case["text"])
def test_a_date_is_read_only_where_it_is_stated_in_full(case: dict[str, Any]) -> None:
    assert date_of(case["text"]) == case.get("at")


@pytest.mark.parametrize("case", cases("publishers"), ids=lambda case: case["text"])
def test_the_publisher_is_who_is_credited(case: dict[str, Any]) -> None:
    assert publisher_of(case["text"], KNOWLEDGE) == case.get("publisher")


PAGE = "口岸新貌\n清晨六点，第一辆货车驶入查验区。\n货主王师傅说，如今通关只要十分钟。"


def test_date_and_source_come_from_the_lines_that_cleaning_took_out() -> None:
    article = article_in(
        PAGE,
        removed("dateline", "2018-07-16 09:54:07", 5),
        removed("source_line", "某某平台", 5),
        removed("source_line", "（来源：法制日报——法制网）", len(PAGE)),
    )
    assert article.published_at == "2018-07-16T09:54:07"
    assert article.published_evidence == "2018-07-16 09:54:07"
    assert article.source == "法制日报——法制网"
    assert article.source_evidence == "（来源：法制日报——法制网）"


def test_the_date_of_a_related_link_is_not_the_articles() -> None:
    article = article_in(
        PAGE,
        removed("related_links", "- 质检总局：严厉打击（2011-02-18）\n来源：新华网", len(PAGE)),
        removed("copyright_notice", "版权声明：来源：本网 2019-01-01", len(PAGE)),
    )
    assert (article.published_at, article.source) == (None, None)


def test_authors_stand_in_bylines_in_the_opening_and_at_the_close() -> None:
    article = article_in(
        "口岸新貌\n本报讯（记者 张三 通讯员 李四）清晨六点，第一辆货车驶入查验区。\n"
        "货主王师傅说，如今通关只要十分钟。（本报记者 赵六）",
        removed("source_line", "来源：新华网 作者：孙七 责任编辑：周八"),
    )
    assert article.authors == ("张三", "李四", "赵六", "孙七")


@pytest.mark.parametrize(
    "opening",
    [
        "本报讯（记者张三、李四）",
        "新华社乌鲁木齐7月16日电 (记者 张三 李四)",
        "【环球网报道 记者 张三 李四】",
        "本报讯 记者张三 李四报道：",
    ],
)
def test_each_way_to_open_a_story_names_its_authors(opening: str) -> None:
    article = article_in(f"口岸新貌\n{opening}清晨六点，第一辆货车驶入查验区，司机递上了单证。")
    assert article.authors == ("张三", "李四")


def test_a_gap_that_cleaning_left_is_no_gap_of_the_page() -> None:
    paragraphs = ["口岸新貌", *["货车重新排起了长队，关员们一刻也没有休息。"] * 6]
    page = "\n\n".join(paragraphs) + "\n\n\n\n王师傅笑了。"
    at = page.index("王师傅") - 2
    assert article_in(page).blocks[-1].role is Role.CAPTION
    assert article_in(page, removed("ad_footer", "广告", at)).blocks[-1].role is Role.BODY


def test_a_project_adds_its_own_cue_by_a_row(tmp_path: Path) -> None:
    (tmp_path / "editor_note.csv").write_text(
        "surface,use,example\n主编导读,label,主编导读\n", "utf-8"
    )
    page = "口岸新貌\n主编导读：口岸建设成就显著。\n清晨六点，第一辆货车驶入查验区。"
    assert article_in(page).blocks[0].role is Role.BODY
    (article,) = segment(cleaned_of(page), Knowledge(read_folder(tmp_path)))
    assert article.blocks[0].role is Role.EDITOR_NOTE


@pytest.mark.parametrize("lexicon", ["byline", "caption", "credit", "editor_note"])
def test_every_word_stands_in_its_example(lexicon: str) -> None:
    for row in KNOWLEDGE.rows(lexicon):
        assert row["surface"] in row["example"].replace("/", ""), row


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n\n",
        " ",
        "\u3000",
        "#",
        "# ",
        "##",
        "——",
        "编者按",
        "：",
        "一",
        "。",
        "本报记者 张三",
        "今天，本报刊登",
        "图为",
        "（张三 摄）",
        "2018-07-16",
        "\r",
        "\u2028",
        "\x1c",
        "\ufeff",
        "口岸",
        "口岸简讯\n",
        "国内\n",
        "\n●",
        "\n【口岸新线开通】",
        "\n1. ",
        "\n二、",
        "本报讯 ",
        "昨天，口岸开通了新线。\n",
        "口岸开通新线\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS, st.lists(TEXTS, max_size=2))
def test_no_text_raises_and_every_line_stands_exactly_once(text: str, taken: list[str]) -> None:
    removals = tuple(
        removed(kind, said, min(number * 7, len(text)))
        for number, said in enumerate(taken)
        for kind in ("dateline", "source_line", "other")
    )
    document = Cleaned(cleaned_of("").decoding, text, (), Script.HANS, removals, (), ())
    articles = segment(document, KNOWLEDGE)
    spans = []
    for article in articles:
        spans += [(block.start, block.end) for block in (*article.above, *article.blocks)]
        for block in (*article.above, *article.blocks):
            assert text[block.start : block.end] == block.text == block.text.strip() != ""
        if article.title is not None:
            assert text[article.title_start : article.title_end] == article.title
            spans.append((article.title_start, article.title_end))
        if article.subtitle is not None:
            start = text.index(article.subtitle, article.title_end)
            spans.append((start, start + len(article.subtitle)))
    assert [block.start for article in articles for block in article.blocks] == sorted(
        block.start for article in articles for block in article.blocks
    )
    spans.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    told = "".join(text[start:end] for start, end in spans)
    assert left_of(told) == left_of(text)


#: Marks before a heading or before a story are part of neither, where they stand at the head of a line.
MARKS = str.maketrans("", "", "#●◆■☆【】（）().、123一二三①")


def left_of(text: str) -> str:
    return "".join(text.split()).translate(MARKS)


@given(st.text(max_size=300))
def test_no_line_makes_the_readers_raise(text: str) -> None:
    names = byline_names(f"本报记者 {text}", KNOWLEDGE)
    assert all(name in text or " " in text or "\u3000" in text for name in names or ())
    assert (publisher_of(f"来源：{text}", KNOWLEDGE) or "") in text
    stated = date_of(f"2018年{text}")
    assert stated is None or date.fromisoformat(stated[:10]).year >= 1900


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    texts = (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日")
    assert {date_of(text) for text in texts} == {day.isoformat()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("units", "times"),
    [
        (("口",), 2_000_000),
        (("口\n",), 100_000),
        (("# ",), 300_000),
        (("编者按\n",), 50_000),
        (("今天，",), 300_000),
        ((" ", "\n"), 1_000_000),
        (("记者 ", "（"), 200_000),
    ],
    ids=["one line", "short lines", "marks", "labels", "subjects", "blanks", "cues"],
)
def test_large_pages_take_time_in_proportion(units: tuple[str, ...], times: int) -> None:
    def read(times: int) -> None:
        segment(cleaned_of("\n".join(unit * times for unit in units)), KNOWLEDGE)

    assert is_linear(read, times)
