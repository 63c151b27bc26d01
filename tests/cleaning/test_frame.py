"""What is article and what is page, told from lines alone: the frame goes, the article stays whole, and no article is taken for a page."""

from __future__ import annotations

import pytest
from factories import knowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.cleaning.frame.choice import chosen
from kouan.cleaning.frame.marks import Mark, Phrases, judged, weight_of
from kouan.cleaning.pipeline import clean_batch
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment

TITLE = "边城口岸旅客数创新高"
BODY = [
    "记者三月二日在边城口岸看到，入境大厅里旅客排队有序，通关顺畅，民警正在为老人引路。",
    "据边检站统计，今年以来从这里出入境的旅客已达二十五万人次，同比增长百分之五。",
    "“过去要等一个小时，现在几分钟就行了。”",
    "新通道投入使用",
    "该站负责人说，新增的六条通道本周投入使用，节假日开行的班次也将增加。",
]
MENU = ["首页", "新闻", "体育", "财经", "论坛", "博客", "登录", "注册", "设为首页", "加入收藏"]
FOOT = ["发表评论", "匿名", "验证码", "关于我们", "某某网版权所有 京ICP备00000000号"]
RELATED = ["相关新闻", "·某地举行签约仪式", "·两地共建智慧口岸", "·暑期旅客增多"]
TALK = [
    "网友评论",
    "过客 2018-07-16 09:54",
    "说得好，希望通道再多开几条，我们经常过关。",
    "路人 2018-07-17 10:01",
    "同意，排队的时间确实比以前短多了，点赞。",
]


def cleaned(lines: list[str]) -> Cleaned:
    return clean_batch([decode("\n".join(lines).encode())], knowledge())[0]


def kept(lines: list[str]) -> list[str]:
    return [line for line in cleaned(lines).clean.split("\n") if line]


def test_menu_and_footer_go_and_the_title_above_the_article_stays() -> None:
    assert kept([f"{TITLE}_某某网", *MENU, TITLE, *BODY, *FOOT]) == [TITLE, *BODY]


def test_lists_of_links_and_readers_talk_below_the_article_go() -> None:
    assert kept([f"{TITLE} - 某某网", *MENU, TITLE, *BODY, *RELATED, *TALK, *FOOT]) == [
        TITLE,
        *BODY,
    ]


@pytest.mark.parametrize("heading", ["更多孩子踢上了球", "热门航线一票难求", "精彩赛事带火小城"])
def test_a_heading_that_begins_like_a_mark_of_links_stays(heading: str) -> None:
    body = [*BODY[:2], heading, *BODY[2:]]
    assert kept([f"{TITLE}_某某网", *MENU, TITLE, *body, *RELATED, *FOOT]) == [TITLE, *body]


def test_a_subtitle_between_title_and_date_stays_with_the_title() -> None:
    title, subtitle = "人到站 车不等", "——边城口岸“半年报”里的新变化"
    facts = "2018-07-16　来源:边城时报　点击:2417次"
    page = [*MENU, "当前位置：首页 > 口岸 > 正文", title, subtitle, facts, *BODY, *FOOT]
    assert kept(page) == [title, subtitle, *BODY]


def test_who_issued_a_bulletin_below_its_facts_is_not_its_title() -> None:
    title = "2023年边城国民经济和社会发展统计公报"
    facts = "发布时间：2024-04-11 信息来源：边城统计局 浏览次数：356"
    issued = ["边城统计局", "国家统计局边城调查队", "（2024年4月8日）"]
    assert kept([*MENU, title, facts, *issued, *BODY, *FOOT]) == [title, *BODY]


def test_what_goes_says_what_it_was() -> None:
    page = [
        f"{TITLE}_某某网",
        *MENU,
        TITLE,
        "2018-07-16 09:54 来源：边城日报",
        *BODY,
        *RELATED,
        *TALK,
        *FOOT,
    ]
    document = cleaned(page)
    said = [(removal.kind, line) for removal in document.removals for line in removal.text.split()]
    assert ("navigation", "首页") in said
    assert ("related_links", "·两地共建智慧口岸") in said
    assert ("copyright_notice", "某某网版权所有") in said
    assert ("other", "路人") in said
    (article,) = segment(document, knowledge())
    assert article.title == TITLE
    assert article.published_at == "2018-07-16T09:54:00"
    assert article.source == "边城日报"


def test_a_heading_and_speech_inside_the_article_stay() -> None:
    page = kept([f"{TITLE}_某某网", *MENU, TITLE, *BODY, *FOOT])
    assert "新通道投入使用" in page
    assert "“过去要等一个小时，现在几分钟就行了。”" in page


@pytest.mark.parametrize(
    "lines",
    [
        [TITLE, *BODY],
        [TITLE, *BODY, "更多旅客选择陆路出行。", "相关部门表示，将继续增加班次。"],
        ["通讯录", *[f"第{number}组" for number in range(1, 15)], "联系我们", *BODY],
        [*MENU],
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", *BODY],
        ["评论员文章", *BODY, "登录", "首页"],
    ],
)
def test_no_article_is_taken_for_a_page(lines: list[str]) -> None:
    document = cleaned(lines)
    assert not [removal for removal in document.removals if removal.rule == "page_frame"]


lines = st.lists(
    st.sampled_from([*MENU, *FOOT, *RELATED, *TALK, *BODY, TITLE, f"{TITLE}_某某网", "2018-07-16 09:54:07", "首页 > 新闻 > 正文", "5", "|", "更多", "一、总则", "作者：张三 2018-07-16"]),
    max_size=60,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines)
def test_a_page_without_its_frame_has_none(page: list[str]) -> None:
    once = cleaned(page)
    assert once.residual_edits == 0
    again = clean_batch([decode(once.clean.encode())], knowledge())[0]
    assert again.clean == once.clean


@settings(max_examples=100, deadline=None)
@given(lines)
def test_the_article_is_one_stretch_of_the_page_below_its_title(page: list[str]) -> None:
    if not page:
        return
    rows = judged(page, knowledge().made(Phrases.of))
    choice = chosen(page, rows)
    if choice is not None:
        assert 0 <= choice.start < choice.stop <= len(page)
        assert choice.title < choice.start


def test_prose_weighs_more_than_menus_whatever_their_length() -> None:
    assert weight_of(BODY[0]) > 1.5 > weight_of("通行无阻。") > 0 > weight_of("首页")
    assert judged(["甲", "某某网版权所有"], knowledge().made(Phrases.of))[1].mark is Mark.RIGHTS


def html(body: str, title: str = f"{TITLE}_某某网") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_lists_of_links_without_any_heading_go_by_their_markup() -> None:
    links = "".join(
        f"<li><a href='/{number}.htm'>{line}</a></li>"
        for number, line in enumerate(
            ["两地共建智慧口岸，签约仪式昨日举行。", "暑期旅客增多", "口岸扩建工程开工"]
        )
    )
    page = html(
        f"<div><ul>{links}</ul></div><h1>{TITLE}</h1><div>{paragraphs(BODY)}</div><ul>{links}</ul>"
    )
    document = clean_batch([decode(page)], knowledge())[0]
    assert document.clean.split() == [TITLE, *BODY]
    assert document.ledger.rebuild(document.clean) == page


def test_comments_in_an_element_that_calls_itself_so_go_however_long_they_are() -> None:
    talk = "".join(f"<dl><dt>旅客甲</dt><dd>{line}</dd></dl>" for line in BODY * 4)
    page = html(
        f"<h1>{TITLE}</h1>{paragraphs(BODY)}<div class='comment-list'>{talk.replace('通道', '道路')}</div>{paragraphs(FOOT)}"
    )
    document = clean_batch([decode(page)], knowledge())[0]
    assert [line for line in document.clean.split("\n") if line][: len(BODY) + 1] == [TITLE, *BODY]
    assert "旅客甲" not in document.clean


def test_a_word_of_a_class_that_stands_around_the_whole_page_takes_nothing_out() -> None:
    page = html(f"<div class='sidebar nav footer'><h1>{TITLE}</h1>{paragraphs(BODY)}</div>")
    document = clean_batch([decode(page)], knowledge())[0]
    assert all(line in document.clean for line in BODY)


def test_a_piece_of_a_page_is_an_article_and_loses_nothing() -> None:
    page = paragraphs([TITLE, *BODY]).encode()
    assert clean_batch([decode(page)], knowledge())[0].clean.split("\n") == [TITLE, *BODY]


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="/">首页</a> <a href="/a">新闻</a></nav><div class="footer">版权所有 某某网</div>',
        '<ul><li><a href="/1">边城口岸延长开放</a></li><li><a href="/2">旅客增加三成</a></li></ul>',
        '<div id="nav"><a href="/">首頁</a></div><p>著作權所有 未經授權不得轉載</p>',
        "",
    ],
)
def test_a_page_of_nothing_but_page_is_no_article(body: str) -> None:
    (document,) = clean_batch([decode(html(body, "某某网"))], knowledge())
    assert document.refusal == "nothing_but_page"


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="/">首页</a> <a href="/a">新闻</a></nav><p>边城口岸今天延长开放两小时。</p>',
        '<nav><a href="/">首页</a> <a href="/a">新闻</a></nav><h1>边城口岸今天延长开放</h1>',
    ],
)
def test_a_page_with_a_line_of_its_own_is_kept_however_short(body: str) -> None:
    (document,) = clean_batch([decode(html(body, "某某网"))], knowledge())
    assert document.refusal is None
    assert "边城口岸今天延长开放" in document.clean
