"""Which period each figure of an article has, and what that period is to it."""

from __future__ import annotations

import pytest
from timelines import KNOWLEDGE, dated

from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.timeline import Timeline


@pytest.mark.parametrize(
    ("text", "period", "span"),
    [
        ("1—11月出口30亿元。", "2022-01/2022-11", "ytd"),
        ("上半年出口30亿元。", "2022-01/2022-06", "ytd"),
        ("一季度出口30亿元。", "2022-01/2022-03", "ytd"),
        ("今年以来出口30亿元。", "2022-01/2022-12", "ytd"),
        ("二季度出口30亿元。", "2022-04/2022-06", "single"),
        ("今年1月累计出口30亿元。", "2022-01", "single"),
        ("11月出口30亿元。", "2022-11", "single"),
        ("8月至11月出口30亿元。", "2022-08/2022-11", "custom"),
        ("10年来累计出口30亿元。", "2012/2022", "since"),
        ("自2015年以来出口30亿元。", "2015/2022", "since"),
        ("目前存款30亿元。", "2022-12", "instant"),
        ("截至12月2日存款30亿元。", "2022-12-02", "instant"),
        ("截至当地时间11日晚，存款30亿元。", "2022-12-11", "instant"),
        ("自11月起，在8月产出的基础上增加30亿元。", "2022-11", "single"),
        ("截至目前，历年累计出口30亿元。", "2022-12", "since"),
        ("9月末存款30亿元。", "2022-09", "instant"),
        ("2005年设立以来存款30亿元。", "2005/2022", "since"),
        ("11月份，存款今年首次达30亿元。", "2022-11", "single"),
        ("截至10月末余额30亿元。", "2022-10", "instant"),
        ("截至10月末出口30亿元。", "2022-01/2022-10", "ytd"),
    ],
)
def test_a_period_says_what_it_is_to_its_figure(text: str, period: str, span: str) -> None:
    found = dated(text)["30亿元"]
    assert (found.value, found.span) == (period, span)


def test_what_is_told_as_done_goes_on_in_the_period_told_before() -> None:
    found = dated("10月3日，大桥通车。施工队完成了40座桥墩。大桥全长12公里，将设收费站3座。")
    assert found["40座"][:3] == ("2022-10-03", 0.6, "carried")
    assert found["12公里"].value is None
    assert found["3座"].value is None


def test_a_comparison_goes_on_with_what_it_compares() -> None:
    found = dated("11月开票额30亿元。就业指数53.4%，高于上月1.1%。")
    assert found["53.4%"].value == "2022-11"


def test_a_story_goes_on_over_the_blocks_of_a_stretch_of_work() -> None:
    found = dated("自9月以来，全局动员。\n全局出台了16件措施。\n园区共有绿地20座。")
    assert found["16件"].value == "2022-09/2022-12"


def test_a_figure_said_again_keeps_its_period() -> None:
    found = dated("6月5日，双方在8件事情上合作。\n围绕这8件事情，专家40人有话说。")
    assert found["8件"][:3] == ("2022-06-05", 0.6, "carried")


def test_a_growth_that_something_else_had_too_keeps_the_period_of_its_own_sentence() -> None:
    found = dated("11月，物价上涨4%。其中，蛋价上涨6%，肉价上涨7%。1—11月，物价上涨6%。")
    assert found["7%"].value == "2022-11"


def test_a_month_is_compared_with_the_one_before_it() -> None:
    timeline = Timeline(
        ["10月出口30亿元，比上月增长4%。"], calendar_of("", "2022-12-16"), KNOWLEDGE
    )
    assert timeline.compared_with(0, 0, 18, "2022-10") == "2022-09"


def test_what_is_so_at_present_is_not_dated_by_its_number_alone() -> None:
    assert dated("如今有6座码头。\n这里的6座码头都很忙。")["6座"].value is None


def test_the_first_of_two_figures_since_a_year_is_that_of_the_year() -> None:
    found = dated("自2012年以来，车站从5家增至60家。")
    assert (found["5家"].value, found["60家"].value) == ("2012", "2012/2022")


def test_yearly_means_go_on_over_the_years_told_before() -> None:
    found = dated("2013—2021年，投资年均增长12%。管理业投资年均增长11%。")
    assert found["11%"].value == "2013/2021"


@pytest.mark.parametrize(
    ("text", "published_at", "basis"),
    [
        ("2021年出口30亿元。", "2022-12-16", "stated"),
        ("“十三五”期间出口30亿元。", "2022-12-16", "stated"),
        ("今年4月至9月出口30亿元。", "2022-12-16", "resolved"),
        ("近5年来出口30亿元。", "2022-12-16", "resolved"),
        ("2014年9月16日开工，今年前8个月出口30亿元。", None, "inferred"),
        ("11月2日，大桥通车。完成了投资30亿元。", "2022-12-16", "carried"),
    ],
)
def test_a_period_says_how_it_was_come_by(text: str, published_at: str | None, basis: str) -> None:
    assert dated(text, published_at)["30亿元"].basis == basis


def test_a_scene_told_by_the_hour_lasts_over_what_is_told_beside_it() -> None:
    found = dated(
        "12月7日上午9时，口岸开闸。\n6月18日，有关部门推行新规。\n10时20分，旅客30人走向8座闸机。\n"
        "大厅被分成了2座。\n从9时一直忙到21时，平均每人查验40件。"
    )
    assert found["30人"].value == "2022-12-07"
    assert found["2座"].value == "2022-12-07"
    assert found["40件"].value is None


def test_a_denominator_and_a_press_conference_are_no_report() -> None:
    found = dated("今天举行发布会，介绍已建成43家。春播面积占全年20%。")
    assert found["43家"].value == "2022-12-16"
    assert found["20%"].value is None


def test_the_like_period_of_another_year_has_the_months_of_the_one_told_before() -> None:
    found = dated("前三季度营收22亿元，去年同期为20亿元，比2020年同期增长5%。")
    assert found["20亿元"].value == "2021-01/2021-09"
    assert found["5%"].value == "2022-01/2022-09"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("113年8月旅客412万人，较去年同期成长31%，累计1至8月旅客30人。", "2024-01/2024-08"),
        ("112年1至9月旅客30人。", "2023-01/2023-09"),
        ("第三航厦预计115年启用后，容量可增加30人。", "2026"),
        ("第三航厦115年完工，容量30人。", "2026"),
        ("小镇有115年历史，居民30人。", None),
        ("2022届毕业生共30人。", "2022"),
        ("9月，2025届毕业生共30人参加招聘会。", "2024-09"),
        ("为批准《关于修改1996年协定的议定书》，到会30人。", None),
        ("《2023年统计公报》显示，职工30人。", "2023"),
        ("国庆假期前三天，接待旅客30人。", "2024-10-01/2024-10-03"),
        ("今年入冬以来，患者30人。", "2024"),
        ("受去年同期基数走高影响，8月份增加30人。", "2024-08"),
    ],
)
def test_a_year_is_that_of_the_words_that_say_it(text: str, period: str | None) -> None:
    assert dated(text, "2024-10-05")["30人"].value == period


def test_an_undated_text_is_of_the_year_of_the_full_date_it_counts_up_to() -> None:
    found = dated(
        "截至2024年5月2日，累计发送旅客20人。\n“五一”假期前两天，发送旅客30人。4月30日当天，放行旅客40人。"
        "预计到2030年，旅客达50人。",
        None,
    )
    assert [found[figure].value for figure in ("20人", "30人", "40人", "50人")] == [
        "2024-05-02",
        "2024-05-01/2024-05-02",
        "2024-04-30",
        "2030",
    ]


def test_what_is_so_at_a_day_goes_on_at_that_day() -> None:
    found = dated("截至11月末，存款余额30亿元，同比增长4%。人民币存款余额20亿元，同比增长5%。")
    assert [(found[one].value, found[one].span) for one in ("30亿元", "20亿元", "5%")] == [
        ("2022-11", "instant")
    ] * 3


def test_a_second_row_of_figures_is_shared_out_as_the_first() -> None:
    found = dated("7月、8月，用电量分别为3吨和4吨，增长5%和6%，累计减少8%。")
    assert [found[figure].value for figure in ("3吨", "4吨", "5%", "6%")] == [
        "2022-07",
        "2022-08",
    ] * 2
    assert found["8%"].value == "2022-07/2022-08"
