"""What a site sets around a story in other words: houses, boxes, fields, two lines of a title, days and names in every spelling."""

from __future__ import annotations

import pytest
from factories import knowledge
from growth import is_linear

from kouan.cleaning import dated_lines
from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rules import broken_title
from kouan.model.article import Article
from kouan.reading.decoding import decode
from kouan.segmentation import credited, datelines, headline, lines, owners, publishers
from kouan.segmentation.articles import segment

TITLE = "边城港半年装卸量增长一成"
BODY = (
    "清晨六点，边城港的堆场上已经排起长队，调度员正在为司机引路，作业有序而顺畅。",
    "边城港半年来装卸货物二十五万吨，装卸量比去年同期增长一成，靠泊的船舶还将增加。",
)


def article(*lines: str) -> Article:
    (cleaned,) = clean_batch([decode("\n".join(lines).encode())], knowledge())
    (found,) = segment(cleaned, knowledge())
    return found


@pytest.mark.parametrize(
    ("lines", "house"),
    [
        (("边港银行", TITLE, *BODY, "版权所有 © 边港银行股份有限公司"), None),
        (("港城速递", TITLE, "来源：港城速递", *BODY), "港城速递"),
        (("南港快讯", TITLE, f"南港快讯7月10日电，{BODY[0]}", BODY[1]), "南港快讯"),
        (("港人茶座", TITLE, *BODY, "打开港人茶座APP，阅读体验更佳"), None),
        (("海岸线", TITLE, *BODY, "未经授权不得转载 海岸线保留权利"), None),
        (("知乎", "首发于 码头手记", TITLE, "关注他", *BODY), "知乎"),
    ],
)
def test_the_name_of_the_house_above_a_story_is_no_title(
    lines: tuple[str, ...], house: str
) -> None:
    found = article(*lines)
    assert (found.title, found.source) == (TITLE, house)


@pytest.mark.parametrize(
    "lines",
    [
        ("守岛人", BODY[0], BODY[1]),
        ("一枝一叶总关情", "边城港装卸量又创新高", BODY[0], "一枝一叶，都在心上。"),
        ("走进边城大学", "2025-07-21", *BODY),
    ],
)
def test_a_short_title_that_nobody_calls_a_house_stays(lines: tuple[str, ...]) -> None:
    assert article(*lines).title == lines[0]


@pytest.mark.parametrize(
    "above",
    [
        ("【港口见闻】",),
        ("〔新春走基层·码头〕",),
        ("索引号 | 3300/2024-109", "公开方式 | 主动公开", "发布单位 | 边城市港务局"),
        ("DOI: 10.1000/j.port.2025",),
        ("无障碍链接", "跳转到内容", "跳到导航"),
        ("报章 | A08 | 要闻 | 张小明 | 426 字",),
    ],
)
def test_boxes_fields_and_links_above_a_title_are_none(above: tuple[str, ...]) -> None:
    assert article(*above, TITLE, "2025-07-21 08:13", *BODY).title == TITLE


@pytest.mark.parametrize(
    "title",
    ["365｜守岛的日子", "36｜边城夜话", "100｜百年边城港", "命中：边城队三分绝杀", "无障碍阅读", "跳过此部分内容的读者请看"],
)  # fmt: skip
def test_a_title_that_begins_like_a_field_stays(title: str) -> None:
    assert article(title, *BODY).title == title


def test_what_a_meeting_is_about_is_no_title_unless_a_mail_says_so() -> None:
    assert article("边城港党日活动", "作者：王小明", "主题：重温入党誓词", *BODY).title == "边城港党日活动"  # fmt: skip
    mail = ("From: 边城港", "收件人：各码头", "主题：重温入党誓词", *BODY)
    assert article(*mail).title == "重温入党誓词"


def test_a_title_in_a_box_is_read_without_it() -> None:
    assert article(f"【{TITLE}】", *BODY).title == TITLE


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("边城市港务局负责同志就", "口岸扩建答记者问", "发布时间：2025-07-21"), "边城市港务局负责同志就口岸扩建答记者问"),
        (("一座没有围墙的码头，", "怎么守住夜里的灯", "文｜张三丰"), "一座没有围墙的码头，怎么守住夜里的灯"),
        (("边城港口股份有限公司", "关于签订装卸合同的公告", "特别提示"), "边城港口股份有限公司关于签订装卸合同的公告"),
        (("国务院有关部门关于进一步推进", "边城口岸建设的", "2025-07-21"), "国务院有关部门关于进一步推进"),
        (("边城港装卸量增长一成", "靠泊船舶创新高", "2025-07-21"), "边城港装卸量增长一成"),
    ],
)  # fmt: skip
def test_a_title_in_two_lines_is_joined_where_the_first_cannot_end(
    lines: tuple[str, ...], title: str
) -> None:
    assert article(*lines, *BODY).title == title


@pytest.mark.parametrize(
    "byline",
    [
        "边城新闻记者 张三丰 实习生 李思",
        "边城日报 记者：张三丰",
        "文｜张三丰 编辑｜李思",
        "作者：张三丰",
    ],
)
def test_a_byline_above_the_text_of_a_page_is_no_title(byline: str) -> None:
    menu = ("边城Logo", "下载客户端", "登录", "无障碍", "政情")
    title = "夜里的灯，照着回家的船"
    found = article(*menu, title, byline, "2025-07-21 21:17", "来源：边城新闻", "字号", *BODY, "收藏", "我要举报", "边城新闻，未经授权不得转载")  # fmt: skip
    assert found.title == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Lin Yue | 5 Jul 2025", "2025-07-05"),
        ("July 21, 2025 08:13", "2025-07-21T08:13:00"),
        ("发布时间：06:30 2025-07-21 HKT", "2025-07-21T06:30:00"),
        ("2025-07-21 HKT 17:03", "2025-07-21T17:03:00"),
        ("25-07-21 23:06 来自 某某手机 已编辑", "2025-07-21T23:06:00"),
        ("【时间：2025-07-21】 【来源：边城协会】 【点击：4512】", "2025-07-21"),
        ("文：张三丰　图：团队　审核：李思　来源：港口学院　日期：2025-07-21　点击数：[12]", "2025-07-21"),
        ("发布者：张三丰    发布时间：2025-07-21    点击数：1086", "2025-07-21"),
        ("2025-07-21 18:22 · 港城观察", "2025-07-21T18:22:00"),
        ("发布时间：10:08:15 2025-07-21", "2025-07-21T10:08:15"),
        ("Sept. 5, 2025", "2025-09-05"),
        ("31 Feb 2025", None),
    ],
)  # fmt: skip
def test_days_are_read_in_the_spellings_of_sites(line: str, day: str | None) -> None:
    found = article(TITLE, line, *BODY)
    assert (found.title, found.published_at) == (TITLE, day)


@pytest.mark.parametrize("line", ["Decision 12, 2025", "Marathon 21, 2025", "Mayor 3, 2025", "5 Junk 2025"])  # fmt: skip
def test_a_word_that_begins_like_a_month_is_none(line: str) -> None:
    assert article("边城港", line, *BODY).published_at is None


@pytest.mark.parametrize(
    "lines",
    [
        ("2025年7月16日 男子甲组", "2025年7月17日 女子甲组"),
        ("2025-07-16 小组赛A组",),
        ("2025年8月1日 终审法院刑事组",),
        ("2025年2月28日 高三年级组",),
        ("2025-07-16 体育组", "2025-07-17 综合组"),
        ("图：边城港旧貌 1987年7月16日",),
        ("摄影：王小明 2025年7月15日",),
        ("文：李明 2001年9月3日",),
        ("科室：内科 时间：2025年7月16日",),
    ],
)
def test_a_day_of_a_schedule_or_of_a_picture_is_not_the_page_s(lines: tuple[str, ...]) -> None:
    """Such lines were taken out as datelines, and dated the page."""
    found = article(TITLE, *lines, *BODY)
    assert found.published_at is None
    assert set(lines) <= {block.text for block in found.blocks}


def test_a_day_below_a_text_stands_beside_its_weekday_and_a_post_says_when_it_was_edited() -> None:
    assert article(TITLE, *BODY, "完", "2025年7月21日（星期一）", "香港时间16时30分").published_at == "2025-07-21"  # fmt: skip
    edited = ("编辑于 2025-07-21 22:41 · IP 属地上海", "物流", "供应链", "赞同 168", "申请转载")
    assert (article(TITLE, *BODY, *edited).published_at or "")[:10] == "2025-07-21"


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        ((TITLE, "2025-07-21 18:22 · 港城观察", *BODY), "港城观察"),
        (("港航周报 第186期", TITLE, *BODY), "港航周报"),
        (("码头来信 Vol.612", TITLE, *BODY), "码头来信"),
        (("From: 港航早知道 <daily@kouan.example>", TITLE, *BODY), "港航早知道"),
        (("楼市参考", TITLE, "楼市参考", *BODY), "楼市参考"),
        (("海港故事", TITLE, "海港故事", "关注", *BODY), "海港故事"),
        (("海港故事", "守望", "海港故事", *BODY), None),
        ((TITLE, "边城的渔家", "海风习习", "边城的渔家", *BODY), None),
        (("转发省财政厅关于做好港口收费工作的通知", *BODY), None),
        (("一图读懂财政部关于港口建设费的办法", *BODY), None),
        (("学习贯彻国务院关于口岸工作的意见", *BODY), None),
        (("新华社授权发布国务院关于口岸工作的意见", *BODY), None),
        (("记者体验国家医保局关于异地结算的办法", *BODY), None),
        ((TITLE, "2025-07-21 18:22 · 广东", *BODY), None),
        ((TITLE, "2025-07-21 18:22 · 北京市", *BODY), None),
        ((TITLE, "2025-07-21 18:22 · 原创", *BODY), None),
        ((TITLE, "2025-07-21 18:22 · 湖北日报", *BODY), "湖北日报"),
        (("一文读懂财政部关于港口建设费的办法", *BODY), None),
        (("聚焦国务院关于口岸工作的意见", *BODY), None),
        ((TITLE, "2025-07-21 18:22 · 已编辑", *BODY), None),
        ((TITLE, *BODY, "新闻公报"), None),
        ((TITLE, "新闻公报", *BODY), None),
        (("新闻公报", *[2 * BODY[0]] * 3), None),
        (("新闻公报", "English | 简体版", TITLE, *BODY), "新闻公报"),
        (("边城经济报", TITLE, *BODY), "边城经济报"),
        (("边城港口股份有限公司关于签订合同的公告", *BODY), "边城港口股份有限公司"),
        (("边城市统计局关于上半年港口统计数据的通报", *BODY), "边城市统计局"),
        (("专家热议关于口岸建设的意见", *BODY), None),
        ((TITLE, *BODY), None),
    ],
)
def test_whose_page_it_is_stands_in_many_places(lines: tuple[str, ...], source: str | None) -> None:
    assert article(*lines).source == source


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lin Yue | 5 Jul 2025", ["Lin Yue"]),
        ("By Lin Yue and Wang Hai", ["Lin Yue", "Wang Hai"]),
        ("LIN YUE, WANG HAI 2025年7月21日", ["LIN YUE", "WANG HAI"]),
        ("CHINA JOY 2025年7月26日开幕", []),
        ("2025-07-21 02:11 联合报／ 记者王小明、林大同／台中报导", ["王小明", "林大同"]),
        ("B02 | 产经 | By 记者王小明 广州报道", ["王小明"]),
        ("报章 | A08 | 要闻 | 王小明 | 426 字", ["王小明"]),
    ],
)
def test_names_stand_in_fields_and_in_latin_letters(line: str, names: list[str]) -> None:
    assert list(article(TITLE, line, *BODY).authors) == names


def test_who_took_the_picture_did_not_write_the_story() -> None:
    found = article(TITLE, "边城港的堆场。（记者王小明摄）", *BODY)
    assert "王小明摄" not in found.authors


HOSTILE = (
    "边城" * 40, "By A" + " B" * 60, "A" * 300, "关于" * 60, "【" * 200, "5 Jul " * 60, "公司关于" * 60, "1 Jan 2" * 60,
    "Lin Yue, " * 60, "（）" * 100, "A | " * 80,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_head_takes_more_than_time_that_grows_with_it(text: str) -> None:
    def read(size: int) -> None:
        line = text * (size // len(text))
        broken_title._are_halves(line, line, line, line)
        for found in (
            *(broken_title.ISSUER, broken_title.ISSUED, broken_title.ABOVE, headline.FIELD),
            *(owners.ISSUE, owners.SENDER, owners.BUTTON, dated_lines.CAPTION),
        ):
            found.fullmatch(line)
        for found in (broken_title.NO_HALF, broken_title.OPEN, owners.OF_HOUSE, lines.MAIL, dated_lines.DESK):  # fmt: skip
            found.search(line)
        publishers.issuer_of(line)
        publishers.beside_date(line)
        credited.credited(line)
        datelines.stated_in(line)

    assert is_linear(read, 100_000)
