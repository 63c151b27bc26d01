"""Pages with their HTML: whatever is written, nothing is lost, nothing hangs, and what is text stays text."""

from __future__ import annotations

import pytest
from factories import knowledge
from growth import is_linear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.cleaning.markup.elements import Elements
from kouan.cleaning.markup.layout import layout_of
from kouan.cleaning.markup.recognition import is_page
from kouan.cleaning.markup.tags import tags_of
from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rule import tried
from kouan.cleaning.rules.markup import markup
from kouan.model.hints import CELL, ITEM, LINKED, NAVIGATION
from kouan.model.processed import Cleaned
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

FRAGMENTS = [
    "<html>", "</html>", "<!DOCTYPE html>", "<body>", "<div class='nav'>", '<div id="content">', "</div>", "<p>", "</p>", "<P ALIGN=center>", "<br>", "<br/>",
    "<a href='x.html'>", "</a>", "<ul><li>", "</ul>", "<table><tr><td>", "</td>", "</table>", "<script>", "if (a<b) x('</p>');", "</script>", "<style>", "</style>", "<!--",
    "-->", "<!-->", "<![endif]-->", "<", ">", "<<p>b>", "</", "<a b=\"", "\"", "'", "='>", "<title>", "</title>", "<meta name='author' content='张三'>", "<pre>", "</pre>", "<select><option>",
    "&lt;p&gt;", "&lt;html&gt;", "&amp;lt;", "&nbsp;", "口岸开关。", "日均出入境旅客高达25万余人次，同比增长5%。", "首页", "版权所有", "\n", "  ", "\t", "檢驗(yàn)", "<b>", "</b>", "a@b.cn", "<三互>", "<textarea>", "<noscript>", "\x1e",
]  # fmt: skip
pages = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text("<>/!-='\" apdivtr口岸，。\n", max_size=8)),
    max_size=40,
).map("".join)
relaxed = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cleaned(text: str) -> Cleaned:
    return clean_batch([decode(text.encode("utf-8", "ignore"))], knowledge())[0]


@relaxed
@given(pages)
def test_a_page_comes_back_byte_for_byte(text: str) -> None:
    document = cleaned(text)
    assert document.ledger.rebuild(document.clean) == text.encode("utf-8", "ignore")
    assert document.ledger.conserved(len(document.clean))


@relaxed
@given(pages)
def test_cleaning_a_clean_page_makes_no_edit(text: str) -> None:
    once = cleaned("<!DOCTYPE html><p>口岸</p>" + text)
    assert once.residual_edits == 0
    again = cleaned(once.clean)
    if again.decoding.text == once.clean:  # a few bytes may read as another encoding
        assert again.clean == once.clean
        assert [[*done] for done in again.passes] == []


@relaxed
@given(pages)
def test_tags_stand_apart_in_order_and_begin_and_end_as_tags_do(text: str) -> None:
    at = 0
    for start, end, written in tags_of(text):
        assert at <= start < end <= len(text)
        assert text[start] == "<"
        assert text.startswith(written, start)
        assert end - start >= len(written)
        at = end


@relaxed
@given(pages)
def test_every_line_of_a_layout_has_one_entry_of_hints(text: str) -> None:
    layout = layout_of(BatchView.of([text], knowledge()), [0], knowledge().made(Elements.of))
    assert (layout.start < layout.end).all()
    assert (layout.start[1:] >= layout.end[:-1]).all()
    assert (layout.hints.linked <= layout.hints.length).all()
    assert layout.hints.length.sum() == (layout.end - layout.start).sum()


@pytest.mark.slow
@relaxed
@given(st.lists(pages, min_size=2, max_size=4))
def test_a_page_reads_the_same_beside_any_other(texts: list[str]) -> None:
    raws = ["<!DOCTYPE html><p>口岸</p>" + text for text in texts]
    together = clean_batch([decode(raw.encode("utf-8", "ignore")) for raw in raws], knowledge())
    for raw, document in zip(raws, together, strict=True):
        alone = cleaned(raw)
        assert document.clean == alone.clean
        assert [[*done] for done in document.passes] == [[*done] for done in alone.passes]


#: What a page begins with, what is said again and again behind it, how often, and what ends it.
HOSTILE = {
    "never closed": ("<!DOCTYPE html>", "<div>", 10_000, "口岸"),
    "open angles": ("<!DOCTYPE html></p>", "<", 1_000_000, ""),
    "open tags": ("<!DOCTYPE html></p>", "<a ", 300_000, ">"),
    "quoted ends": ("<!DOCTYPE html></p>", '<a b="> " ', 100_000, ""),
    "comments without end": ("<!DOCTYPE html></p>", "<!-- > ", 140_000, ""),
    "scripts without end": ("<!DOCTYPE html></p>", "<textarea>", 100_000, ""),
    "a script with ends that do not end": (
        "<!DOCTYPE html><p>口岸</p><script>",
        "</script",
        125_000,
        "",
    ),
    "closing what is not open": ("<!DOCTYPE html><p>口岸</p>", "</b></i></td>", 80_000, ""),
    "lists": ("<!DOCTYPE html></p>", "<ul><li>", 120_000, ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_keeps_nobody_busy_and_loses_nothing(name: str) -> None:
    begin, unit, times, end = HOSTILE[name]

    def read(times: int) -> None:
        text = begin + unit * times + end
        assert tried(markup, text, knowledge()).count("口岸") == text.count("口岸")

    assert is_linear(read, times)


def test_a_deep_page_keeps_nobody_busy_and_loses_nothing() -> None:
    def read(depth: int) -> None:
        assert "口岸" in tried(markup, "<div>" * depth + "口岸" + "</div>" * depth, knowledge())

    assert is_linear(read, 10_000)


def test_plain_text_and_markdown_are_no_pages() -> None:
    for text in (
        "# 标题\n\n正文 <b>加粗</b>，见 <https://a.cn>。\n\n<br>\n\n- 一\n- 二",
        "# 项目\n\n<div align='center'><img src='a.png'></div>\n\n正文一段，讲口岸。"
        + "正文。" * 200,
        "教程：写 `<p>一段</p>` 就是一段。" + "说明文字。" * 100,
        "a < b，b > c，</完>",
    ):
        assert not is_page(text)
        assert "<" in cleaned(text).decoding.text


def test_a_page_behind_a_wrapper_and_comments_is_one() -> None:
    assert is_page(
        "<text id='http://a.cn/1.htm'><!-- 口岸 --><html><body>正文</body></html></text>"
    )
    assert is_page("\ufeff\n\n<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C'><p>正文</p>")


def test_lines_break_at_blocks_and_nowhere_else() -> None:
    page = "<html><body><p>记者<a href='x'>张三</a>在<b>口岸</b>看到，\n旅客有序。</p><table><tr><td>吨<td>万</table><pre>一\n二</pre></body></html>"
    assert tried(markup, page, knowledge()) == "记者张三在口岸看到，旅客有序。\n吨\n万\n一\n二"


def test_text_set_as_it_is_keeps_its_line_breaks_between_tags_too() -> None:
    page = "<html><pre>\n一  二<b>\n</b>\n<i>三</i></pre>\n<p>四\n五</p></html>"
    assert tried(markup, page, knowledge()) == "一 二\n三\n四五"


@pytest.mark.parametrize("gap", ["", " ", "\n", "<br>", "<!-- x -->"])
@pytest.mark.parametrize("end", ["。", "：", "，", ""])
def test_a_paragraph_and_a_set_text_behind_it_are_lines_of_their_own(gap: str, end: str) -> None:
    page = f"<html><body><p>一段文字{end}</p>{gap}<pre>二\n三</pre>{gap}<p>四</p></body></html>"
    assert tried(markup, page, knowledge()) == f"一段文字{end}\n二\n三\n四"


def test_what_a_page_states_of_itself_is_an_edit_of_its_own() -> None:
    page = "<html><meta name='author' content='张三'><meta name=a>\n<p>口岸</p>\n<meta name=b>开关</p></html>"
    (done,) = cleaned(page).passes
    stated = [edit.before for edit in done if edit.kind == "page_statement"]
    assert stated == ["<meta name='author' content='张三'>", "<meta name=a>", "<meta name=b>"]
    assert cleaned(page).clean == "口岸\n开关"


def test_words_of_latin_letters_keep_the_space_between_their_lines() -> None:
    page = "<html><body><p>port of\nentry 口岸\n开关</p></body></html>"
    assert tried(markup, page, knowledge()) == "port of entry 口岸开关"


def test_hints_say_where_a_line_stands() -> None:
    page = "<html><div class='topNav'><ul><li><a href='x'>首页</a></li></ul></div><table><td>正文</table></html>"
    view = BatchView.of([page], knowledge())
    first, second = layout_of(view, [0], knowledge().made(Elements.of)).hints.place.tolist()
    assert first & NAVIGATION
    assert first & ITEM
    assert first & LINKED
    assert second & CELL
    assert not second & (NAVIGATION | LINKED)


def test_a_clean_character_of_a_page_leads_back_to_its_bytes() -> None:
    raw = "<html><body><div>一</div><p>口<b>岸</b>&ldquo;开关&rdquo;。</p></body></html>".encode(
        "gb18030"
    )
    document = clean_batch([decode(raw)], knowledge())[0]
    at = document.clean.index("岸")
    start, end = document.origin(at, at + 1)
    assert raw[start:end].decode("gb18030") == "岸"


def test_a_page_that_stands_escaped_in_a_feed_is_read_too() -> None:
    assert (
        cleaned("&lt;p&gt;第一段。&lt;/p&gt;&lt;p&gt;第二段。&lt;/p&gt;").clean
        == "第一段。\n第二段。"
    )
