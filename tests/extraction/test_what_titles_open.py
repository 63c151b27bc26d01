"""A title that says something opens, sets out or is done in, whom the figures below it are about out."""

from __future__ import annotations

import pytest
from growth import is_search_linear

from kouan import metrics
from kouan.extraction.parties import openings
from kouan.extraction.parties.background import Background
from kouan.model.expression import Expression

DATE = "2024-05-12"

#: A title, what stands below it, and whom its last figure is about.
OPENED = [
    (
        "云岭茶文化周在江城开幕",
        "云岭茶文化周昨晚在江城开幕。期间将举办品茶、采茶等活动30场。",
        "云岭茶文化周",
    ),
    (
        "江城湖泊钻探计划取得重大突破",
        "江城湖泊钻探计划取得重大突破。截至今天，第三个钻孔深度已达512米。",
        "江城湖泊钻探计划",
    ),
    (
        "10年期绿色专项债券今天发行",
        "10年期绿色专项债券今天发行。发行利率为2.1%。",
        "10年期绿色专项债券",
    ),
    (
        "云岭海警第三支编队完成任务返回江城军港",
        "云岭海警第三支编队昨天返回江城军港。此次巡航历时96天。",
        "云岭海警第三支编队",
    ),
    (
        "江城至白鹭国际旅游专列恢复开行",
        "昨天，江城至白鹭国际旅游专列恢复开行。全程用时36小时。",
        "江城至白鹭国际旅游专列",
    ),
]


@pytest.mark.parametrize(("title", "text", "subject"), OPENED)
def test_what_the_title_opens_is_what_the_story_is_about(
    title: str, text: str, subject: str
) -> None:
    *_, last = metrics(f"{title}\n\n{DATE}\n\n{text}")
    assert last.subject == subject


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        # where it is said to be the first, that is no part of the name
        ("国内首套青岭潮汐机组正式投产", "青岭潮汐机组今天投产。", "青岭潮汐机组"),
        ("纪录片《青岭往事》今晚开播", "纪录片《青岭往事》共6集。", "青岭往事"),
        ("第三届白鹭奖颁奖典礼举行", "第三届白鹭奖颁奖典礼昨晚举行。", "第三届白鹭奖"),
        ("青岭园博会各项工作准备就绪", "青岭园博会各项工作已经就绪。", "青岭园博会"),
        # of the country, of who meets the press, of what the text calls otherwise, of half a quotation
        ("我国首批试点正式启动", "我国首批试点有12个。", None),
        ("青岭编队记者见面会举行", "青岭编队记者见面会上，队长介绍了情况。", None),
        ("青岭渡口今天启用", "这个渡口有3个泊位。", None),
        ("“青岭的故事——十年在白鹭”报告会举行", "“青岭的故事——十年在白鹭”报告会举行。", None),
    ],
)
def test_a_title_opens_what_its_text_names_in_the_same_words(
    title: str, body: str, name: str | None
) -> None:
    assert openings.opened(title, body) == name


def test_a_place_that_begins_the_short_name_of_an_event_stands_for_the_event() -> None:
    assert openings.is_short_for("白鹭园博会主会场完工", "白鹭", "2024年白鹭国际园林博览会")
    assert not openings.is_short_for("白鹭茶博会开幕在即", "白鹭", "2024年白鹭国际园林博览会")


def test_a_heading_inside_a_story_says_whom_its_part_is_about() -> None:
    text = (
        f"日本多地暴雨成灾\n\n{DATE}\n\n日本多地连日暴雨，已有3人死亡。\n\n"
        "法国热浪持续\n\n气象部门说，最高气温达到42摄氏度。"
    )
    assert [one.subject for one in metrics(text)] == ["日本", "法国"]


def test_a_paragraph_that_does_not_name_who_is_named_most_is_about_its_own_place() -> None:
    text = (
        f"各地新招迎客来\n\n{DATE}\n\n在湖南长沙，老街换新颜。\n\n傍晚的长沙人来人往，长沙的夜市灯火通明。\n\n"
        "在福建漳州，刚建好的冰场迎来游客。开业三天，已售出门票5200张。"
    )
    *_, last = metrics(text)
    assert last.subject == "漳州"


def test_what_the_leading_bodies_decide_is_of_the_country() -> None:
    text = "中央政治局召开会议，全国各地贯彻落实。"
    assert Background(text, (0, len(text)), "中央政治局召开会议", [], "中国").main is None


#: An expression and what almost fits it, again and again.
CASES = [
    (openings._TITLE, "青岭今天在在在"),
    (openings._TITLE, "将于将于完成"),
    (openings._HEADING, "图摄青岭"),
    (openings._WORK, "颁奖典"),
    (openings._NO_NAME, "见面会谈"),
    (openings._SHORT, "青岭白鹭"),
    (openings._FIRST, "全球首"),
]


@pytest.mark.parametrize(("expression", "piece"), CASES)
def test_expressions_of_titles_take_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
