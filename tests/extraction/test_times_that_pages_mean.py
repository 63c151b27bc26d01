"""Times that a page means by other words than a date: goals and records in passing, reports, years of accounts, what nobody dates."""

from __future__ import annotations

import pytest
from factories import article_of
from growth import is_linear

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.extraction.time import begun, plans, states, undated
from kouan.gathering import gather

KNOWLEDGE = gather()


def periods(text: str, published_at: str = "2031-10-09") -> dict[str, str | None]:
    article, document = article_of(text, published_at=published_at)
    entities = find_entities(article, document, KNOWLEDGE)
    found = find_metrics(article, entities, document, KNOWLEDGE)
    return {one.surface: one.period for one in found}


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("1至9月，港口完成吞吐量1.2亿吨，为全年1.5亿吨目标的80.1%。", "80.1%", "2031-01/2031-09"),
        ("1至9月，港口完成吞吐量1.2亿吨，为全年1.5亿吨目标的80.1%。", "1.5亿吨", "2031"),
        ("1至9月，全县造林3.2万亩，完成全年任务的91%，同比增长5%。", "5%", "2031-01/2031-09"),
        ("前三季度，公司发电312亿千瓦时，占全年计划的76.5%。", "76.5%", "2031-01/2031-09"),
        ("前9个月，全省投资620亿元，达到全年目标的82%；改建公路3100公里。", "3100公里", "2031-01/2031-09"),
        ("前三季度，业务量88亿件，为今年目标的79%；投递3亿件。", "3亿件", "2031-01/2031-09"),
        ("前8个月，法院执结案件3100件，完成全年目标任务的74%。", "74%", "2031-01/2031-08"),
    ],
)  # fmt: skip
def test_the_share_of_a_goal_that_is_done_is_of_the_months_in_which_it_was(
    text: str, surface: str, period: str
) -> None:
    assert periods(text)[surface] == period


@pytest.mark.parametrize(
    "record",
    ["创今年以来月度新高", "创今年以来单月新高", "为今年以来最高", "创下今年以来季度最高", "为2019年以来月度最高"],
)  # fmt: skip
def test_nothing_goes_on_in_the_time_that_a_record_is_measured_by(record: str) -> None:
    text = f"9月份，全市用电量32亿千瓦时，{record}。分行业看，工业用电20亿千瓦时，增长5%。"
    assert set(periods(text).values()) == {"2031-09"}


@pytest.mark.parametrize(
    ("text", "published_at", "period"),
    [
        ("半年报披露，公司境外收入68.3亿元。", "2031-08-20", "2031-01/2031-06"),
        ("公司中报显示，营业收入12亿元。", "2031-08-20", "2031-01/2031-06"),
        ("三季报显示，公司营收88亿元。", "2031-10-28", "2031-01/2031-09"),
        ("一季报显示，该行净利润3亿元。", "2031-04-28", "2031-01/2031-03"),
        ("年报显示，公司营收88亿元。", "2031-03-28", "2030"),
        ("年度报告提到，公司营收88亿元。", "2031-04-28", "2030"),
        ("半年报中，公司营收88亿元。", "2031-02-28", "2030-01/2030-06"),
        ("2029年年报显示，公司营收88亿元。", "2031-03-28", "2029"),
    ],
)  # fmt: skip
def test_what_a_report_says_is_of_its_months(text: str, published_at: str, period: str) -> None:
    assert set(periods(text, published_at).values()) == {period}


def test_the_like_period_of_a_report_is_of_its_months() -> None:
    told = periods("半年报提到，公司毛利率为41.4%，上年同期为40.1%。", "2031-08-20")
    assert told == {"41.4%": "2031-01/2031-06", "40.1%": "2030-01/2030-06"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("管理局公布2030/31年度业绩，录得总收入9亿元。年内访客达1520万人次。", "2030-04/2031-03"),
        ("基金会公布2030/31年度业绩，录得总收入9亿元。本年度资助项目1520个。", "2030-04/2031-03"),
        ("马会2030/31年度投注额达3000亿元。上年度投注1520亿元。", "2029-04/2030-03"),
        ("管理局总收入9亿元。年内访客达1520万人次。", "2031"),
    ],
)
def test_behind_a_year_of_accounts_words_for_the_year_are_of_it(text: str, period: str) -> None:
    assert list(periods(text).values())[-1] == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("春运前21天，海峡累计运送旅客221.7万人次。", "2031-01-08/2031-01-28"),
        ("春运前二十天，铁路发送旅客3200万人次。", "2031-01-08/2031-01-27"),
        ("春运前8天，全市公路客运量80万人次。", "2031-01-08/2031-01-15"),
    ],
)
def test_the_first_days_of_the_rush_may_be_many(text: str, period: str) -> None:
    assert list(periods(text, "2031-02-22").values()) == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2028年，县里启动改革。这一年，县里组建医共体2个。", "2028"),
        ("2027年，合作社成立。那一年，社员只有12户。", "2027"),
        ("2026年大桥开工。这一年，沿线拆迁1200户。2030年通车。", "2026"),
    ],
)
def test_this_year_is_the_one_told_before(text: str, period: str) -> None:
    assert list(periods(text).values()) == [period]


def test_some_of_the_days_off_are_not_all_of_them() -> None:
    text = "“五一”假期，博物馆接待观众20万人次。5月4日、5日，观众回落。假期共售出文创3万件。"
    assert periods(text, "2031-05-06")["3万件"] == "2031-05-01/2031-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "9月28日，图书馆迎来客人。馆长说，开馆以来，已接待读者230万人次。",
        "中心9月迎来整修。运行以来，中心累计出具报告12.7万份。",
        "9月12日，学生登上这艘船。投用以来已培养实习生2.3万名。",
        "平台今年9月改版。上线以来，平台累计办件120万件。",
        "热线9月扩容。热线开通以来，累计接听电话8万个。",
        "7月，草原迎来旺季。牧场成立以来，累计出栏肉羊12万只。",
    ],
)
def test_what_is_summed_since_nobody_says_when_is_of_no_time(text: str) -> None:
    assert list(periods(text).values()) == [None]


def test_what_is_summed_since_what_was_told_is_of_the_time_since() -> None:
    text = "今年2月，平台上线试行。上线以来，平台累计办件120万件。"
    assert periods(text) == {"120万件": "2031-02/2031-10"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("合作社打算两年内再投3.2亿元，把茶园扩到3000亩。", "3.2亿元"),
        ("三方约定3年内投入1.8亿元。", "1.8亿元"),
        ("县里计划一年内改造旧房1200户。", "1200户"),
        ("该厂四季度开工率只有46%，员工由高峰时的2100人减至1380人。", "2100人"),
        ("上半年，药费占收入的比重从改革前的43.2%降到23.9%。", "43.2%"),
        ("今年，本科专业由升格之初的6个增加到15个。", "6个"),
        ("今年9月，日接诊由最多时的800人次降到300人次。", "800人次"),
        ("9月，班列由开通初期的1列增至5列。", "1列"),
        ("2024年至2029年，学校获国家奖4项。现有重点实验室9个。", "9个"),
        ("1至9月，医院出院病人12万人次。全院现有床位3200张。", "3200张"),
    ],
)
def test_what_no_time_is_told_of_takes_none_from_beside(text: str, surface: str) -> None:
    assert periods(text)[surface] is None


#: An expression and what almost fits it, again and again.
HOSTILE = [
    (begun._UNSAID, "运行"),
    (begun._UNSAID, "，开放以来"),
    (plans._GOAL, "全年目标任务"),
    (states._NOW, "据悉，学校"),
    (undated._UNTIL_THEN, "由最初"),
]


@pytest.mark.parametrize(("expression", "piece"), HOSTILE)
def test_these_expressions_take_time_in_proportion(expression: object, piece: str) -> None:
    def search(length: int) -> None:
        for _ in expression.finditer(piece * (length // len(piece))):  # type: ignore[attr-defined]
            pass

    assert is_linear(search, 100_000)
