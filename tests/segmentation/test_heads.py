"""Heads and frames of pages as sites print them: title, day, publisher and authors are found, the text stays, the page goes."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from factories import ROOT, knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Article, Role
from kouan.model.batch import Batch
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.stages import process

HEADS = ROOT / "tests" / "heads"
FLOORS = tomllib.loads((HEADS / "floors.toml").read_text("utf-8"))

MENU = ("首页", "要闻", "财经", "社会", "港口", "登录", "注册", "无障碍")
TITLE = "边城港半年装卸量增长一成"
BODY = (
    "清晨六点，边城港的堆场上已经排起长队，调度员正在为司机引路，作业有序而顺畅。",
    "边城港半年来装卸货物二十五万吨，装卸量比去年同期增长一成，靠泊的船舶还将增加。",
)
FOOT = ("责任编辑：陈静", "边城网版权所有 滇ICP备05000001号")


def article(*lines: str) -> Article:
    (cleaned,) = clean_batch([decode("\n".join(lines).encode())], knowledge())
    (found,) = segment(cleaned, knowledge())
    return found


def texts(found: Article) -> list[str]:
    return [block.text for block in found.blocks if block.role is not Role.BYLINE]


@pytest.mark.parametrize(
    "between",
    [
        ("边城网APP", "缩小字体", "放大字体", "收藏", "分享", "2025-07-21 08:13"),
        ("边城新闻记者 黄宇", "2025-07-21 08:13", "来源：边城新闻", "听全文", "字号"),
        ("黄宇", "发布/2025年7月21日 08:13", "字体大小：", "小", "中", "大", "收藏"),
        ("2025-07-21 08:13", "听新闻 00:00 / 02:11", "本文共427字"),
    ],
)
def test_what_stands_between_title_and_text_hides_no_title(between: tuple[str, ...]) -> None:
    found = article(*MENU, TITLE, *between, *BODY, *FOOT)
    assert (found.title, (found.published_at or "")[:10]) == (TITLE, "2025-07-21")
    assert texts(found) == list(BODY)


def test_the_offices_that_signed_a_page_are_no_title() -> None:
    signed = ("边城港统计局　国家港务局边城货物调查队", "（2025年7月20日）")
    found = article(*MENU, TITLE, "信息来源：边城市统计局", *signed, *BODY, *FOOT)
    assert found.title == TITLE


@pytest.mark.parametrize(
    "above",
    [
        ("跳到主要内容", ":::", "边城港务局全球资讯网", "首页 / 公告 / 即时新闻", "即时新闻"),
        ("边城社", "首页 电报 话题 盯盘 投研 下载", "登录/注册", "7x24小时电报"),
        ("边城部主管 边城报社主办", "边城报网", "首页 | 要闻 | 公路 | 水运 | 评论 | 视频"),
        ("BIANCHENG PORT", "海关总署 | 无障碍浏览", "您的位置： 首页 > 新闻动态 > 要闻"),
    ],
)
def test_the_story_says_which_line_above_it_is_its_title(above: tuple[str, ...]) -> None:
    assert article(*above, TITLE, "2025-07-21 08:13", *BODY, *FOOT).title == TITLE


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "边城网消息", "边城港装卸量又创新高 船舶还将增加", *BODY),
        (TITLE, BODY[0], "边城港装卸货物比去年同期增长", BODY[1]),
        ("一枝一叶总关情", BODY[0], "装卸货物二十五万吨", BODY[1]),
        (*MENU, TITLE, BODY[0], "边城港装卸货物比去年同期增长", BODY[1], *FOOT),
    ],
)
def test_a_heading_of_the_story_is_no_title(lines: tuple[str, ...]) -> None:
    found = article(*lines)
    assert found.title == (lines[8] if lines[0] == "首页" else lines[0])
    assert set(BODY) <= set(texts(found))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ((TITLE, *BODY, "记者丨张三丰 李思"), ["张三丰", "李思"]),
        ((TITLE, *BODY, "（张三丰  李思/文  王五福/图）"), ["张三丰", "李思"]),
        ((TITLE, *BODY, "（总台央视记者 张三丰 李思）"), ["张三丰", "李思"]),
        ((TITLE, "文：张三丰　图：团队供图　编辑：钟晓　日期：2025-07-21", *BODY), ["张三丰"]),
        ((TITLE, "作者：特派记者 张三丰 通讯员 李思　2025-07-21", *BODY), ["张三丰", "李思"]),
        ((TITLE, "作者：边城市统计局办公室　2025-07-21", *BODY), []),
    ],
)
def test_names_stand_beside_bars_and_labels(lines: tuple[str, ...], names: list[str]) -> None:
    assert list(article(*lines).authors) == names


def test_a_wire_names_its_reporters_in_brackets() -> None:
    opened = f"边城网边城7月21日电 （张三丰、实习生李思）{BODY[0]}"
    assert article(TITLE, opened, BODY[1]).authors == ("张三丰", "李思")


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ((TITLE, "2025-07-21", *BODY, "来源丨边城县融媒体中心"), "边城县融媒体中心"),
        ((TITLE, f"边城社7月21日电，{BODY[0]}", BODY[1]), "边城社"),
        ((TITLE, f"【边城报专讯】{BODY[0]}", BODY[1]), "边城报"),
        ((TITLE, f"该社今年发布消息，{BODY[0]}", BODY[1]), None),
        ((TITLE, "以下文章来源于边城日报，作者张三丰", *BODY), "边城日报"),
        ((TITLE, "2025年7月21日 15:12 边城时报网", *BODY), "边城时报网"),
        (("边城新闻云 > 生活", TITLE, "2025-07-21 13:26", *BODY), "边城新闻云"),
        ((TITLE, "2025-07-21 来源：光明网-《光明日报》", *BODY), "光明网-《光明日报》"),
    ],
)
def test_houses_send_their_own_stories(lines: tuple[str, ...], source: str | None) -> None:
    assert article(*lines).source == source


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ((*MENU, "2025", "07/21", "08:13:25", TITLE, *BODY, *FOOT), "2025-07-21T08:13:25"),
        ((*MENU, "21", "2025-07", TITLE, "点击数：1204", *BODY, *FOOT), "2025-07-21"),
        (("边城融媒 边城融媒 2025年07月21日 19:30 宁夏", TITLE, *BODY), "2025-07-21T19:30:00"),
        ((TITLE, *BODY, "边城港务局", "2025年7月21日", "报备文件", "合同"), "2025-07-21"),
        ((TITLE, *BODY, "他说，", "2025年7月21日", "晴"), None),
    ],
)
def test_a_day_stands_in_parts_and_under_a_signature(
    lines: tuple[str, ...], day: str | None
) -> None:
    assert article(*lines).published_at == day


def test_a_record_of_a_database_is_read_by_its_labels() -> None:
    found = article(
        f"【标题】：{TITLE}", "【作者】：张三丰;李思;", "【来源】：边城日报", "【日期】：20250721", "【版次】：A04", "【正文】：", *BODY, "【收录日期】：2025-08-01",
    )  # fmt: skip
    assert (found.title, found.source, found.published_at) == (TITLE, "边城日报", "2025-07-21")
    assert found.authors == ("张三丰", "李思")
    assert texts(found) == list(BODY)


def test_a_month_in_a_title_makes_no_line_of_facts_of_it() -> None:
    title = "2025年7月份边城港装卸量增长3.7%"
    assert article(*MENU, title, "2025/08/15 10:00", "来源：边城港", *BODY, *FOOT).title == title


def fold(text: str | None) -> str:
    (cleaned,) = clean_batch([decode((text or "").encode())], knowledge())
    plain = unicodedata.normalize("NFKC", cleaned.text).translate(str.maketrans("「」『』", "“”‘’"))
    return "".join(plain.split())


@pytest.mark.parametrize("half", ["open", "kept", "second/open", "second/kept"])
def test_heads_as_sites_print_them_are_read_no_worse(half: str) -> None:
    files = sorted((HEADS / half).glob("*.txt"))
    batch = Batch.of([(path.name, path.read_bytes()) for path in files])
    right: Counter[str] = Counter()
    for path, document in zip(files, process(batch, knowledge()).documents, strict=True):
        right.update(_right(path, document.stories[0].article))
    asked = FLOORS[half]
    assert {name: right[name] for name in asked if right[name] < asked[name]} == {}


def _right(path: Path, found: Article) -> Counter[str]:
    label = json.loads(path.with_suffix(".json").read_text("utf-8"))
    said = "".join(map(fold, texts(found)))
    return Counter(
        title=fold(found.title) == fold(label["title"]),
        date=(found.published_at or "")[:10] == (label["date"] or ""),
        source=fold(found.source) == fold(label["source"]),
        authors=sorted(map(fold, found.authors)) == sorted(map(fold, label["authors"])),
        paragraphs=sum(fold(paragraph) in said for paragraph in label["body"]),
    )
