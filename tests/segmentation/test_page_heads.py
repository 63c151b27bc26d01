"""Title, day and publisher below the heads that papers, portals, apps and accounts put above a story."""

from __future__ import annotations

import pytest
from factories import knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment

TITLE = "半年来边城港货物吞吐量稳步回升"
BODY = (
    "清晨六点，边城港的堆场上已经排起长队，调度员正在为司机引路，作业有序而顺畅。",
    "该港今年以来装卸货物二十五万吨，比去年同期多出一成，靠泊的船舶还将增加。",
)


def article(*head: str) -> Article:
    raw = "\n".join((*head, *BODY))
    (found,) = segment(clean_batch([decode(raw.encode())], knowledge())[0], knowledge())
    return found


@pytest.mark.parametrize(
    "above",
    [
        ("即时 热门 政治 生活 健康 国际 地方", "首页 > 港口 > 动态"),
        ("边城财经网 快讯 股市 公司 机构 专栏",),
        ("边城先锋网 您所在的位置：首页 >> 今日边城 >> 正文",),
        ("边城日报 | 第5版：港口周刊 | 上一版 下一版",),
        ("边城新闻 > 港航",),
        ("边城日报", "A5 港航"),
        ("今日边城APP", "边城要闻"),
        ("边城网 公司 港口",),
        ("首页 > 港口 > 动态", "记者调查"),
        ("【行业观察】",),
        ("新春走基层·港口见闻",),
    ],
)
def test_what_stands_above_a_title_is_none(above: tuple[str, ...]) -> None:
    assert article(*above, TITLE, "2025-07-21 16:10").title == TITLE


@pytest.mark.parametrize(
    ("line", "day", "source"),
    [
        ("2025年7月21日 16:10 四川", "2025-07-21T16:10:00", None),
        ("王小明 边城发布 2025年7月21日 16:10 四川 听全文", "2025-07-21T16:10:00", None),
        ("边城网（边城日报网）　2025年07月21日16:10　扫一扫 分享到朋友圈", "2025-07-21T16:10:00", "边城网（边城日报网）"),
        ("〖 作者：王小明 来源：边城港务局 更新时间：2025-7-21 〗", "2025-07-21", "边城港务局"),
        ("2025-07-21 16:10　来源: 边城晚报　举报", "2025-07-21T16:10:00", "边城晚报"),
        ("发布时间：2025-07-21 16:10 更新时间：2025-07-22 10:05", "2025-07-21T16:10:00", None),
    ],
)  # fmt: skip
def test_the_line_below_a_title_says_day_and_source(
    line: str, day: str, source: str | None
) -> None:
    found = article(TITLE, line)
    assert (found.title, found.published_at, found.source) == (TITLE, day, source)


def test_the_day_of_an_agency_stands_above_its_title() -> None:
    found = article("边城网 > 财经 > 正文", "2025 07/21 16:10:33", "来源：边城社", TITLE)
    assert (found.title, found.published_at) == (TITLE, "2025-07-21T16:10:33")


def test_an_account_and_a_printed_page_credit_themselves() -> None:
    assert (
        article(TITLE, "2025-07-21 16:10", "原创 边城晚报　收藏 点赞 评论(36)").source == "边城晚报"
    )
    head = ("边城日报 | 第5版：港口周刊 | 上一版 下一版", "2025年7月21日 星期一")
    assert article(*head, TITLE).source == "边城日报"
    assert article("2025年7月21日 星期一 边城日报 要闻 A02", TITLE).published_at == "2025-07-21"


def test_a_short_title_above_a_paragraph_stays() -> None:
    assert article("边城新闻", "2025-07-21 16:10").title == "边城新闻"


@pytest.mark.parametrize(
    "title", ["边城加快打造科创中心", "边城建成国际消费中心", "全省税收改革新动态"]
)
def test_a_short_headline_is_no_name_of_a_column(title: str) -> None:
    assert article(title, "上半年研发投入增长一成以上").title == title


@pytest.mark.parametrize("line", ["县委书记看望人民日报", "原创 王小明"])
def test_neither_a_sentence_nor_a_person_is_a_publisher(line: str) -> None:
    assert article(TITLE, line).source is None


def test_buttons_behind_an_account_are_not_divided_in_every_way() -> None:
    """Two blanks between buttons doubled the time with each button."""
    line = "原创 边城晚报" + "  收藏" * 90 + "。"
    assert article(TITLE, line).title == TITLE


def test_who_reports_from_where_is_named_beside_the_day() -> None:
    found = article(TITLE, "2025-07-21 16:10　边城报／ 记者王小明／台北即时报导")
    assert (found.published_at, found.authors) == ("2025-07-21T16:10:00", ("王小明",))


@pytest.mark.parametrize("below", ["第一部分 概况", "一、概况"])
def test_a_heading_of_the_text_is_no_title_below_what_may_be_a_kicker(below: str) -> None:
    assert article("市场调查", below).title == "市场调查"
