"""When a page went out and who wrote it: from the line nearest the article, then from its meta tags, never from others' lines."""

from __future__ import annotations

import pytest
from factories import knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.segmentation.credited import credited

TITLE = "边城口岸旅客数创新高"
BODY = [
    "记者三月二日在边城口岸看到，入境大厅里旅客排队有序，通关顺畅，民警正在为老人引路。",
    "据边检站统计，今年以来从这里出入境的旅客已达二十五万人次，同比增长百分之五。",
    "该站负责人说，新增的六条通道本周投入使用，节假日开行的班次也将增加。",
]
MENU = ["首页", "新闻", "体育", "财经", "论坛", "博客", "登录", "注册", "2006年12月"]
FOOT = [
    "相关新闻",
    "·某地举行签约仪式(2019-03-01)",
    "·暑期旅客增多(2019-04-02)",
    "发表评论",
    "某某网版权所有",
]


def article(raw: str) -> Article:
    (found,) = segment(clean_batch([decode(raw.encode())], knowledge())[0], knowledge())
    return found


def lines(*above: str, below: tuple[str, ...] = ()) -> Article:
    return article("\n".join([f"{TITLE}_某某网", *MENU, TITLE, *above, *BODY, *below, *FOOT]))


def page(head: str, *above: str, below: str = "") -> Article:
    links = "".join(f"<li><a href='/{line}'>{line}</a></li>" for line in (*MENU, *FOOT))
    text = "".join(f"<p>{line}</p>" for line in BODY)
    told = "".join(f"<div>{line}</div>" for line in above)
    return article(
        f"<!DOCTYPE html><html><head><title>{TITLE}_某某网</title>{head}</head><body><ul>{links}</ul>"
        f"<h1>{TITLE}</h1>{told}{text}{below}<ul>{links}</ul></body></html>"
    )


def test_the_date_above_the_article_is_its_date() -> None:
    assert lines("2018-07-16 09:54 来源：边城日报").published_at == "2018-07-16T09:54:00"
    assert page("", "2018年07月16日 09:54").published_at == "2018-07-16T09:54:00"


def test_the_date_right_below_it_is_where_none_stands_above() -> None:
    found = lines(below=("海边人 发表于 2018-07-16 09:54 阅读(12)",))
    assert found.published_at == "2018-07-16T09:54:00"
    assert found.authors == ("海边人",)


def test_neither_a_calendar_nor_a_related_link_dates_an_article() -> None:
    assert lines().published_at is None
    assert page("").published_at is None


def test_meta_tags_speak_where_the_page_shows_nothing() -> None:
    head = '<meta property="article:published_time" content="2018-07-16T09:54:00+08:00"><meta name=author content="张小明">'
    found = page(head)
    assert found.published_at == "2018-07-16T09:54:00"
    assert found.published_evidence == "article:published_time: 2018-07-16T09:54:00+08:00"
    assert found.authors == ("张小明",)
    assert page(head, "2018-07-15 08:00").published_at == "2018-07-15T08:00:00"


def test_a_site_that_names_itself_as_author_is_none() -> None:
    assert page('<meta name="author" content="某某网技术部">').authors == ()


def test_bylines_above_the_date_and_credits_below_the_article_name_its_authors() -> None:
    assert lines("本报记者 张小明 李强", "2018-07-16 09:54").authors == ("张小明", "李强")
    assert lines("2018-07-16", below=("作者：海边人  编辑：王五",)).authors == ("海边人",)


def test_the_names_in_the_bracket_that_closes_it_are_its_authors() -> None:
    assert lines(
        "2018-07-16 09:54", below=("旅客纷纷点赞，说方便多了。（张小明 李强）",)
    ).authors == ("张小明", "李强")


def test_a_republic_year_is_read() -> None:
    assert lines("发布日期：民国107年7月16日").published_at == "2018-07-16"


@pytest.mark.parametrize(
    "text",
    [
        "作者：佚名",
        "作者认为：口岸应当扩建。",
        "会议商定由边城于2025年主办下一届。",
        "由于 2018 年的大雨",
        "编辑：王五",
        "stand by",
    ],
)
def test_nobody_is_credited_where_nobody_is_named(text: str) -> None:
    assert credited(text) == ()
