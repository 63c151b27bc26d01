"""Which period each figure of an article has, and what that period is to it."""

from __future__ import annotations

import re

import pytest
from growth import is_linear

from kouan.api import metrics
from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.dated import Dated
from kouan.extraction.time.timeline import Timeline
from kouan.gathering import gather

KNOWLEDGE = gather()
_FIGURE = re.compile(r"[0-9.]+(?:万|亿)?(?:[家件座吨%人]|公里|亿元)")


def dated(text: str, published_at: str | None = "2022-12-16", title: str = "") -> dict[str, Dated]:
    """Each figure of the text, blocks parted by line breaks, with its period."""
    blocks = text.split("\n")
    figures = [[found.span() for found in _FIGURE.finditer(block)] for block in blocks]
    timeline = Timeline(blocks, calendar_of(text, published_at), KNOWLEDGE, figures, title)
    result = {}
    for number, found in enumerate(figures):
        for start, end in found:
            sentence = next(
                place
                for place, (first, last) in enumerate(timeline.sentences(number))
                if first <= start < last
            )
            result[blocks[number][start:end]] = timeline.period_of(number, sentence, start)
    return result


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


def test_a_plan_is_no_period_for_what_was_done() -> None:
    assert dated("计划2025年通车。施工队完成了40座桥墩。")["40座"].value is None


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


def test_what_a_figure_has_risen_from_is_not_its_period() -> None:
    found = dated(
        "2021年公布，占比从2012年的52%提高到60%。总数从十多年前的4万家增加到2021年的23万家。"
    )
    assert (found["52%"].value, found["60%"].value) == ("2012", "2021")
    assert (found["4万家"].value, found["23万家"].value) == (None, "2021")


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


def test_what_takes_effect_later_dates_nothing_told_after_it() -> None:
    assert dated("条例自2023年3月1日起施行。条例作了4件修改。")["4件"].value is None


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


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("机场旅客30万人，仅为上年的60%。", "30万人", None),
        ("9月末航班30件，恢复至2019年的80%左右。", "80%", "2022-09"),
        ("四季度新开航线30件，总局今年计划新建机场5座。", "5座", "2022"),
        ("11月份，销售额今年首次增长30亿元。", "30亿元", "2022-11"),
        ("2024年1月10日，口岸局公布，白鹭口岸计划2024年出口货物300万吨。", "300万吨", "2024"),
        ("11月出口30亿元。\n同期，进口20亿元。其中，大豆5吨。", "20亿元", "2022-11"),
        ("11月出口30亿元。\n与此同期相比，进口20亿元。", "20亿元", None),
        ("上半年，营收30亿元。\n报告期内，研发投入20亿元。", "20亿元", "2022-01/2022-06"),
        (
            "1月26日至3月5日，40天的2022年春运结束，发送旅客30万人。",
            "30万人",
            "2022-01-26/2022-03-05",
        ),
        ("前4个月完成30亿元。\n分港区看，东港完成20亿元。", "20亿元", "2022-01/2022-04"),
        ("最高峰日（2月17日）发送旅客30万人，正点率达98%。", "30万人", "2022-02-17"),
        ("最高峰日（2月17日）发送旅客30万人，正点率达98%。", "98%", None),
        ("2022年高考将于6月7日举行，教育部发布信息，报名人数30万人。", "30万人", "2022"),
        ("2021年医院收入30亿元，按当年价格比上年上涨4%。", "4%", "2021"),
        ("11月，受国庆假期出行带动，票价上涨4%。", "4%", "2022-11"),
        ("11月，蛋价由上月下降4%转为上涨6%。", "4%", "2022-10"),
        ("11月，蛋价由上月下降4%转为上涨6%。", "6%", "2022-11"),
        ("10月，蛋价由上月的4%升至6%。", "4%", "2022-09"),
        ("11月，均价30亿元，高于去年同期的20亿元。", "20亿元", "2021-11"),
        ("11月，出口额相当于去年同期的80%。", "80%", "2022-11"),
        ("11月，出口30亿元，今年以来累计90亿元；进口20亿元。", "20亿元", "2022-11"),
        ("11月，出口30亿元；1—11月，出口90亿元；进口20亿元。", "20亿元", "2022-01/2022-11"),
        (
            "12月5日，甲公司披露季报。截至11月末，资产90亿元。当日，市值20亿元。",
            "20亿元",
            "2022-12-05",
        ),
        ("上半年，营收30亿元。\n旅客很多。\n截至报告期末，资产20亿元。", "20亿元", "2022-06"),
        (
            "第49周（12月5日至11日），病例30人。当周，住院20人，多于前一周的9人。",
            "20人",
            "2022-12-05/2022-12-11",
        ),
        (
            "第49周（12月5日至11日），病例30人。当周，住院20人，多于前一周的9人。",
            "9人",
            "2022-11-28/2022-12-04",
        ),
        ("当周，住院20人。", "20人", None),
        ("国庆假期发送旅客30万人。假期首日，旅客20万人。", "20万人", "2022-10-01"),
        ("暑假期间，旅客20万人。", "20万人", None),
        ("2020年，由每人每年7件提高到9件，当年受检率仅58%。", "9件", "2020"),
        ("2020年，由每人每年7件提高到9件，当年受检率仅58%。", "58%", "2020"),
        ("11月，出口30亿元。\n其中，进口20亿元，较去年同月增长4%。", "4%", None),
        ("9月，出口30亿元。\n同月，进口20亿元，多于前年", "20亿元", "2022-09"),
        ("10月3日，发送旅客30万人，全月正点率98%。", "98%", "2022-10"),
        ("隔夜美股成交20亿元。", "20亿元", "2022-12-15"),
        ("隔夜拆借成交20亿元。", "20亿元", None),
        ("截至15日产险业赔付20亿元。", "20亿元", "2022-12-15"),
        ("船队连续3日运送20万人。", "20万人", None),
        ("12月，出口30亿元，为去年三季度单月的4倍，增长5%。", "5%", "2022-12"),
        ("自2003年6月通航以来，船闸设计通过能力为每年30万吨。", "30万吨", None),
        ("2020年和2021年旅客分别为30万人、20万人。", "30万人", "2020"),
        ("2020年和2021年旅客分别为30万人、20万人。", "20万人", "2021"),
        ("7月和8月旅客分别为30万人、20万人。", "30万人", "2022-07"),
        ("7月和8月，东港和西港旅客为30万人、20万人。", "30万人", "2022-07/2022-08"),
        ("去年和今年，旅客分别为30万人和20万人，占比7%。", "30万人", "2021"),
        ("9月，新房成交30亿元。二手房方面，成交20亿元。", "20亿元", "2022-09"),
        ("暑运62天（7月1日至8月31日），旅客20万人。", "20万人", "2022-07-01/2022-08-31"),
        ("截至上月底，存款20亿元。", "20亿元", "2022-11"),
        ("11月旅客30万人，仅次于上年，列第5。货物20万吨。其中，煤4吨。", "4吨", "2022-11"),
        ("就诊人次于2021年达到峰值30万人。", "30万人", "2021"),
        ("2021年出口30亿元，好于2019年，进口20亿元。", "20亿元", "2021"),
        ("三季度盈利为全年最高，单季营收30亿元。", "30亿元", "2022-07/2022-09"),
        ("三季度出口30亿元，全年出口90亿元。", "90亿元", "2022"),
        ("2020年医院收入30亿元，利润率由上年的7%升至8%。", "7%", "2019"),
        ("2020年医院收入30亿元；上年为20亿元。", "20亿元", "2019"),
        ("上年收入30亿元。", "30亿元", "2021"),
        ("2020年采血30吨。献血率为5%，比2019年提高4%。", "5%", "2020"),
        ("2020年采血30吨。献血率为5%，比2011年提高4%。", "5%", None),
        ("2021年来访30万人。\n就客源市场观察，东州20万人居首。", "20万人", "2021"),
        ("就在这里看，来的有20万人。", "20万人", None),
        (
            "12月2日登场的灯会，截至12日已吸引30万人，住房率约8%，预估带动商机20亿元。",
            "30万人",
            "2022-12-02/2022-12-12",
        ),
        (
            "12月2日登场的灯会，截至12日已吸引30万人，住房率约8%，预估带动商机20亿元。",
            "20亿元",
            None,
        ),
        (
            "自2019年8月开工以来，截至今年9月底，主体工程累计投资30亿元。",
            "30亿元",
            "2019-08/2022-09",
        ),
        ("公司2012年上市，截至今年9月底，共有员工30人。", "30人", "2022-09"),
        (
            "系统2020年6月上线，目前已覆盖医院30家；截至今年5月底，累计减免20亿元。",
            "30家",
            "2022-12",
        ),
        (
            "系统2020年6月上线，目前已覆盖医院30家；截至今年5月底，累计减免20亿元。",
            "20亿元",
            "2020-06/2022-05",
        ),
        ("从1998年第一次走进献血车算起，他已献血30件。", "30件", "1998/2022"),
        ("从9月起，补助由每人每月20亿元提高到30亿元。", "20亿元", None),
        ("从9月起，补助由每人每月20亿元提高到30亿元。", "30亿元", "2022-09"),
        ("今年难在旱情：5月份，气温偏高4%；亩产比上年提高6%。", "6%", "2022"),
        ("今年难在旱情：5月份，气温偏高4%；亩产比上年同期提高6%。", "6%", "2022-05"),
        ("等待从去年同期的30吨降到今年前9个月的20吨。", "30吨", "2021-01/2021-09"),
        ("等待从去年同期的30吨降到今年前9个月的20吨。", "20吨", "2022-01/2022-09"),
        ("11月（11月1日0时至11月30日24时），病例30人。其中，死亡4人。", "4人", "2022-11"),
        ("11月（11月1日至20日），病例30人。", "30人", "2022-11-01/2022-11-20"),
        ("自2019年秋季启动“大学区”招生以来，累计惠及30人。", "30人", "2019/2022"),
        ("该行于1997年成立，现有分行30家。", "30家", None),
        ("1997年成立，当年有分行30家。", "30家", "1997"),
        ("11月，气温30%，为1961年以来同期最高。雨量20%，较上年同期多4%。", "20%", "2022-11"),
        ("开业至今最多的是东州，1961年以来吞吐量30吨。", "30吨", "1961/2022"),
        ("11月收入30亿元，按照上年价格计算，业务量增长4%。", "4%", "2022-11"),
        ("首季零售30亿元，按年跌6%。珠宝零售按年跌4%，超市升8%。", "8%", "2022-01/2022-03"),
        ("2022年暑运民航旅客30万人。", "30万人", "2022-07-01/2022-08-31"),
        ("11月出口30亿元。暑运车票20件。", "20件", None),
        ("12月5日上午9时，口岸开闸。\n末班车延长到次日零时，每趟坐20人。", "20人", None),
    ],
)
def test_a_time_that_a_figure_is_measured_by_is_not_its_own(
    text: str, figure: str, period: str | None
) -> None:
    assert dated(text)[figure].value == period


def test_a_time_of_which_a_character_is_lost_may_be_any() -> None:
    found = dated("4月11日介绍，\ufffd季度，海州港吞吐量20万吨，去年1\ufffd月3万吨，2月4万吨。")
    assert [found[one].value for one in ("20万吨", "3万吨")] == [None, None]
    assert found["4万吨"].value is not None


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["\ufffd", "1年", "\ufffd1月", "1\ufffd月2月"])
def test_lost_characters_cost_no_more_than_their_number(unit: str) -> None:
    def read(length: int) -> None:
        dated(unit * (length // len(unit)) + "\ufffd")

    assert is_linear(read, 40_000)


def test_a_time_that_lasts_to_another_over_and_over_is_read_to_its_end() -> None:
    assert dated("去年至" * 4000 + "。去年至今年，出口30亿元。")["30亿元"].value == "2021/2022"


def test_a_guessed_character_dates_no_figure() -> None:
    text = "海州港一季度货物吞吐量增长\n2023-04-12 10:00 来源：海州日报\n4月11日介绍，一季度，海州港完成货物吞吐量2310万吨。\n"
    whole, guessed = (metrics(one)[0] for one in (text, text.encode().decode("gb18030", "replace")))
    assert (whole.period, guessed.period) == ("2023-01/2023-03", None)


def test_what_is_so_at_a_day_goes_on_at_that_day() -> None:
    found = dated("截至11月末，存款余额30亿元，同比增长4%。人民币存款余额20亿元，同比增长5%。")
    assert [(found[one].value, found[one].span) for one in ("30亿元", "20亿元", "5%")] == [
        ("2022-11", "instant")
    ] * 3


def test_what_somebody_says_is_not_of_the_time_told_before_his_words() -> None:
    found = dated("2021年度结余30亿元，用于补助，“干得好的，一年下来能多拿4亿元”。")
    assert (found["30亿元"].value, found["4亿元"].value) == ("2021", None)
    assert dated("2021年，“一站式通关服务”窗口办结30件。")["30件"].value == "2021"
    found = dated("11月，出口减少了30亿元。处长坦言，排队由5家拉长到6家，老问题又冒了头。")
    assert (found["30亿元"].value, found["6家"].value) == ("2022-11", None)


def test_now_in_a_quotation_is_the_day_on_which_it_was_said() -> None:
    found = dated("“现在镇上就拍了，报告有8件。”10月29日上午，村民说。", "2022-11-08")
    assert found["8件"].value == "2022-10-29"
    assert dated("“现在镇上有8件报告。”村民说。", "2022-11-08")["8件"].value == "2022-11"


def test_what_was_so_years_ago_is_of_that_year_and_not_of_what_follows() -> None:
    found = dated("目前，大班额已降到3%，三年前还是5%。教师有8人。总额增至十年前的4%。")
    assert (found["3%"].value, found["5%"].value) == ("2022-12", "2019")
    assert found["8人"].value is None


def test_what_a_line_is_designed_for_is_not_of_the_day_it_opens() -> None:
    found = dated("铁路年底前通车，这条线设计年输送能力4吨。2012年设计能力为8吨。")
    assert (found["4吨"].value, found["8吨"].value) == (None, "2012")


def test_what_was_founded_in_a_year_has_its_size_of_today() -> None:
    found = dated("学校成立于2004年，现有教师30人。厂房建成于2021年，投资8亿元。")
    assert (found["30人"].value, found["8亿元"].value) == (None, "2021")


def test_a_second_row_of_figures_is_shared_out_as_the_first() -> None:
    found = dated("7月、8月，用电量分别为3吨和4吨，增长5%和6%，累计减少8%。")
    assert [found[figure].value for figure in ("3吨", "4吨", "5%", "6%")] == [
        "2022-07",
        "2022-08",
    ] * 2
    assert found["8%"].value == "2022-07/2022-08"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # what has to be done by a day, was so before it, or has its name from when it began
        ("农户可在12月20日前申请；每户补助9亿元。", {"9亿元": None}),
        ("12月15日均价达46元，比灾前的32亿元贵了4%。", {"32亿元": None, "4%": "2022-12-15"}),
        ("今年5月上路的“收入保险”投保率为4%。", {"4%": None}),
        ("今年5月上路的新线运送旅客4万人。", {"4万人": "2022-05"}),
        ("今年5月新规实施。16日客流4万人。", {"4万人": "2022-12-16"}),
        ("今年5月新规实施。26日客流4万人。", {"4万人": "2022-05-26"}),
        # a part of a time is told of it, where it is no other year's
        ("拟派红利8亿元，占上半年净利润的19%。", {"19%": "2022-01/2022-06"}),
        ("派红利8亿元，占去年净利润的19%。", {"19%": None}),
        # the year in the title of rules is that of what they rule
        ("按照《2022年招生规定》，东校计划为900人。", {"900人": "2022"}),
        ("根据《条例（2019年修订）》，补助为900人。", {"900人": None}),
        ("截至11月底，外汇存底57亿元。", {"57亿元": "2022-11"}),
        (
            "12月5日至11日这一周，新增8家，比前一周少3家。",
            {"8家": "2022-12-05/2022-12-11", "3家": "2022-12-05/2022-12-11"},
        ),
        (
            "今年新增学位6万座。2018年以来，在校生净增2万人。\n分区来看，东区新生4万人。",
            {"4万人": "2022"},
        ),
    ],
)
def test_a_figure_is_of_the_time_that_is_told_of_it(
    text: str, figures: dict[str, str | None]
) -> None:
    found = dated(text)
    assert {one: found[one].value for one in figures} == figures
