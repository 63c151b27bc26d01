"""A sentence in, whom its first figure is about by the shape of the sentence out."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


def subjects(text: str, title: str | None = None) -> list[str | None]:
    article, document = article_of(text, title=title, published_at="2031-10-09")
    entities = find_entities(article, document, KNOWLEDGE)
    return [one.subject for one in find_metrics(article, entities, document, KNOWLEDGE)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("各方愿以明年中印尼建立战略伙伴关系10周年为契机，深化合作。", "中印尼"),
        ("《青岭水利公约》通过75周年纪念活动提供了契机。", "青岭水利公约"),
        ("当地开展了青岭水灾10周年纪念活动。", "青岭水灾"),
        ("今年是我提出和合共荣理念10周年。", "和合共荣理念"),
        ("双方要以今年青岭走廊建设10周年为契机，深化合作。", "青岭走廊"),
    ],
)
def test_an_anniversary_is_of_what_began_and_not_of_the_verbs_before(
    text: str, subject: str
) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("女子百米决赛，中国选手高林溪以11秒23的成绩夺冠。", "高林溪"),
        ("在决赛中，中国选手林青岭最终以32分夺得金牌。", "林青岭"),
        ("在比赛中，中国选手林青岭以抓举186公斤夺冠。", "林青岭"),
    ],
)
def test_a_score_is_of_the_athlete(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "日前，中国常驻联合国粮农组织代表团举办招待会，70多个国家的代表到场。",
            "中国常驻联合国粮农组织代表团",
        ),
        ("越南亚运会代表团日前启程，代表团共有77名成员。", "越南亚运会代表团"),
        ("成都第41届世界大学生夏季运动会今天共产生11枚金牌。", "成都第41届世界大学生夏季运动会"),
        ("宁夏贺兰山东麓种植面积超过7万亩。", "贺兰山东麓"),
        ("今天，中国石化“深井一号”跃升7-7井从地下8100米处获得油气。", "深井一号跃升7-7井"),
        ("博鳌亚洲论坛2031年年会举行了四场分论坛。", "博鳌亚洲论坛2031年年会"),
        ("日前，共建“一带一路”从愿景转化为现实，已有150个国家加入。", "一带一路"),
    ],
)
def test_a_name_goes_on_behind_the_first_entity(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("其中，主要经济体意大利的通胀率为3.3%。", "意大利"),
        ("在上海，以炼油为主营业务的中国石化运营着20家油库。", "中国石化"),
        ("成都东站、重庆北站今天预计发送旅客增长31%。", "成都东站、重庆北站"),
        ("未来三天，西北、东北的部分地区还将出现降雪，气温下降6℃。", "西北、东北"),
        ("美国佛罗里达州迈阿密一家餐厅外发生枪击，造成10人受伤。", "迈阿密"),
        ("乌克兰武装部队称，过去一天前线地区发生31次战斗。", "乌克兰"),
        ("今天，有着400多年历史的青岭庙会人流如织。", "青岭庙会"),
    ],
)
def test_what_describes_or_lists_leads_to_whom_it_names(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


def test_two_or_three_fliers_are_the_crew_of_the_page() -> None:
    found = subjects("上周，三名航天员开展了实验。神舟四十号乘组在轨两个月。", "三名航天员开展实验")
    assert found[0] == "神舟四十号乘组"
    assert "神舟四十号乘组" not in subjects("已有15名航天员飞天。神舟四十号乘组在轨。")[:1]


def test_who_has_served_so_long_comes_next() -> None:
    text = "从警24年，程林先后侦破案件1000多起。程林家三代从警。"
    assert subjects(text)[:2] == ["程林", "程林"]


def test_the_whole_that_a_rank_is_in_is_no_city_by_that_name() -> None:
    assert subjects("白鹭区加快转型，在全市13个区中位居第三。") == [None, None]


def test_the_ship_of_a_house_is_meant_and_not_the_house() -> None:
    text = "青岭渔业有限公司所属远洋渔船“青渔028”倾覆，其中中国籍船员17人。"
    assert subjects(text)[0] == "青渔028"


def test_neither_a_report_nor_a_person_of_the_title_is_whose_the_figures_are() -> None:
    text = "生态环境部今天发布公报。环境空气质量稳中向好，339个城市达标。"
    assert subjects(text, "《2031中国生态环境状况公报》发布")[-1] == "中国"


def test_the_country_that_a_sentence_calls_so_is_its_whole() -> None:
    text = "苏丹卫生部26日说，该国暴发的疫情已致9人死亡，全国累计感染300例。"
    assert subjects(text)[-1] == "苏丹"


@pytest.mark.parametrize(
    "comparison",
    [
        "高于浙江省0.4个百分点",
        "增速快于嘉兴市0.4个百分点",
        "超过浙江省0.4个百分点",
        "低于全国0.1个百分点，低于杭州市0.4个百分点",
        "比上年同期更高，领先浙江省0.4个百分点",
        "落后杭州市0.4个百分点",
        "高出浙江省0.4个百分点",
        "优于江苏省0.4个百分点",
    ],
)
def test_what_another_is_measured_by_is_not_what_the_figure_is_about(comparison: str) -> None:
    assert subjects(f"前三季度，丽水市工业增加值增长6.1%，{comparison}。")[-1] == "丽水市"


@pytest.mark.parametrize("part", ["城镇市场占八成", "乡镇市场占八成", "县域市场增长8%"])
def test_a_sort_of_places_is_part_of_the_whole(part: str) -> None:
    assert subjects(f"前三季度，丽水市社会消费品零售总额987.3亿元，其中{part}。") == ["丽水市"] * 2


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("嘉兴市的白鹭特种纸股份有限公司在8月收到退税2860万元。", "白鹭特种纸股份有限公司"),
        ("丽水市的青岭茶叶专业合作社去年加工鲜叶480吨。", "青岭茶叶专业合作社"),
        ("衢州市的白鹭医院今年以来接诊患者1.2万人次。", "白鹭医院"),
        ("舟山市的青岭海上风电有限公司上半年发电8.6亿千瓦时。", "青岭海上风电有限公司"),
    ],
)
def test_the_house_of_a_place_acts_and_not_the_place(text: str, subject: str) -> None:
    assert subjects(text)[0] == subject


@pytest.mark.parametrize(
    "text",
    [
        "由白鹭水务集团有限公司出资3.2亿元新建的水厂昨日通水。",
        "由白鹭水务集团有限公司计划投资3.2亿元建设的水厂开工。",
        "由白鹭水务集团有限公司累计投入3.2亿元改造的水厂启用。",
    ],
)
def test_money_is_of_who_pays_it(text: str) -> None:
    assert subjects(text)[0] == "白鹭水务集团有限公司"
