"""A bulletin states its period once: where its figures go on in it, and where that ends."""

from __future__ import annotations

import pytest
from test_timeline import dated

BULLETIN = (
    "核算结果显示，2021年全市生产总值为900亿元，比上年增长8%。分产业看，第一产业增加值22亿元。\n"
    "城镇居民人均收入3.1万元。规模以上企业利润总额30亿元，利润率为6.9%。\n"
)


def test_the_period_of_a_bulletin_goes_on_over_its_paragraphs() -> None:
    found = dated(BULLETIN + "二、贸易\n外贸出口总额40亿元。")
    assert found["22亿元"][:3] == ("2021", 0.6, "carried")  # 分产业看 divides what was told
    for figure in ("30亿元", "6.9%", "40亿元"):
        assert found[figure][:3] == ("2021", 0.5, "carried"), figure


def test_what_a_bulletin_says_of_a_goal_or_of_a_month_in_passing_does_not_end_its_period() -> None:
    found = dated(BULLETIN + "外贸出口总额40亿元，完成年度目标的90%。")
    assert (found["40亿元"].value, found["90%"].value) == ("2021", "2021")
    text = (
        "核算结果显示，2021年粮食总产量900吨，比上年增长8%，仅次于上年。其中，小麦产量22吨。\n"
        "单产稳定。亩产30吨，与上年持平。副司长解读，2021年难在旱情：5月份，降水量减少5%；亩产比上年提高6%。\n"
        "分地区看，东州产量40吨。新州产量50吨，比上年增加7吨。\n库存量9吨。"
    )
    found = dated(text, "2022-01-20", "2021年粮食总产量900吨")
    assert {one: told.value for one, told in found.items() if told.value != "2021"} == {
        "5%": "2021-05"
    }


def test_a_term_of_years_is_no_other_time_and_the_like_period_is_that_of_the_bulletin() -> None:
    found = dated(BULLETIN + "十年期保费占比30%，由去年同期的20%升至40%。", "2022-01-20")
    assert {one: found[one].value for one in ("30%", "20%", "40%")} == {
        "30%": "2021",
        "20%": "2020",
        "40%": "2021",
    }


def test_a_holiday_told_in_figures_of_any_kind_keeps_the_days_of_its_title() -> None:
    text = (
        "5月1日至5日假期，客流30万人。其中，5月1日客流9万人。\n东站进站超8万人，南站首破6万人。\n黄金周里，志愿者上岗5人。\n"
        "目前，配属列车90座。"
    )
    found = dated(text, "2021-05-06", "地铁五一假期客流30万人次")
    assert {
        one: told.value for one, told in found.items() if told.value != "2021-05-01/2021-05-05"
    } == {"9万人": "2021-05-01", "90座": "2021-05"}


def test_the_year_of_a_title_is_that_of_the_whole_year_below_it() -> None:
    text = "2021年末，人口30人，增加4人。\n全年出生人口20人，死亡率5%。"
    found = dated(text, "2022-03-20", "2021年末全省人口30人")
    assert (found["20人"].value, found["5%"].value) == ("2021", "2021")


@pytest.mark.parametrize(
    "behind",
    [
        "12月份，出口额5亿元。进口额40亿元。",
        "局长介绍，外贸出口总额40亿元。",
        "“外贸出口总额40亿元。”",
        "商户刘女士说，外贸出口总额40亿元。",
        "近年来，外贸出口总额40亿元。",
        "出口商品检验每次收费率不超过40亿元。",
        "大桥通车仪式在新码头隆重举行\n外贸出口总额40亿元。",
    ],
)
def test_another_time_or_voice_or_story_ends_the_period_of_a_bulletin(behind: str) -> None:
    assert dated(BULLETIN + behind)["40亿元"].value != "2021"


def test_a_story_has_no_period_that_goes_on_in_the_next_paragraph() -> None:
    story = "2021年，果园收入30亿元。老人走到树下。\n他坐下来歇息。\n村里人均收入6万元。果树占地40亿元。"
    assert dated(story)["40亿元"].value is None


def test_a_period_at_the_head_of_a_sentence_holds_for_the_next_statement() -> None:
    found = dated("2021年，死亡率下降到5%。成人吸烟率下降到25%。孩子们在院子里玩了8件玩具。")
    assert found["25%"].value == "2021"


def test_the_day_of_a_report_is_no_period_of_its_figures() -> None:
    found = dated(
        "本社3月15日电 某组织15日发布的报告显示，2022年3月7日至13日，新增病例11万人。某国新增病例2万人。"
    )
    assert found["2万人"].value == "2022-03-07/2022-03-13"


def test_a_bulletin_comes_back_to_the_period_of_its_title() -> None:
    text = (
        "全市居民人均收入3万元，增长5%。\n3月份，零售额增长8%。\n"
        "出口额增长4%。\n二、工业\n工业增加值增长6%。\n3月末存款余额1亿元。\n商品销售额7亿元。\n局长表示，利润增长9%。\n企业有员工20人。\n企业营收增长2%。"
    )
    found = dated(text, "2022-04-20", "2022年一季度全市经济运行情况")
    assert {found[figure].value for figure in ("5%", "6%", "7亿元")} == {"2022-01/2022-03"}
    assert {found[figure].value for figure in ("8%", "1亿元")} == {"2022-03"}
    assert found["4%"].value is None
    assert found["9%"].value is None
    # behind a speech only what says how much something grew is the bulletin's again
    assert found["20人"].value is None
    assert found["2%"].value == "2022-01/2022-03"


@pytest.mark.parametrize(
    "title", ["今天闭幕的大会", "2022年大会", "12月末余额增长8%", "计划2025年建成"]
)
def test_the_title_of_a_story_dates_nothing_in_it(title: str) -> None:
    assert (
        dated("展览面积15万座。\n会上有30家企业。\n客人走了。", "2022-12-16", title)["30家"].value
        is None
    )


def test_the_last_month_of_the_year_so_far_is_an_aside_in_its_bulletin() -> None:
    text = "1—11月，零售额30亿元，增长4%。其中，11月当月零售额2亿元。\n城镇零售额20亿元。网上零售额8亿元，创今年新高。"
    found = dated(text, title="前11个月边城零售额增长4%")
    assert (found["20亿元"].value, found["8亿元"].value) == ("2022-01/2022-11",) * 2


@pytest.mark.parametrize("aside", ["1—11月，出口额90亿元", "11月5日，出口额2亿元"])
def test_a_bulletin_comes_back_in_a_new_paragraph_from_the_year_so_far_and_from_a_peak(
    aside: str,
) -> None:
    text = f"11月，出口额30亿元，增长4%。{aside}。\n进口额20亿元，已连续16个月下降。粮食产量8吨。"
    found = dated(text, title="11月份边城进出口增长4%")
    assert (found["20亿元"].value, found["8吨"].value) == ("2022-11", "2022-11")


def test_a_bulletin_of_a_state_goes_on_in_it_where_its_title_names_no_time() -> None:
    text = "2021年末，法人单位30家，增长5%。\n白鹭区单位数20家。\n二、人员\n从业人员8人，增长4%。"
    found = dated(text, title="边城市经济普查公报")
    assert [found[figure].value for figure in ("20家", "8人")] == ["2021", "2021"]


def test_the_end_of_the_year_is_that_of_the_year_the_title_tells_of() -> None:
    found = dated(
        "全年新增就业30人。\n年末参保人数比2019年增加5人。\n年末床位8座。",
        "2022-06-20",
        "2021年度统计公报",
    )
    assert {one.value for one in found.values()} == {"2021"}
    assert dated("全年新增就业30人。", "2022-12-31", "2023年新年贺词")["30人"].value == "2022"


def test_a_title_that_promises_figures_makes_a_bulletin_of_statements_of_any_kind() -> None:
    text = "上半年，全市接待游客30万人。\n馆内过夜客人占20%。\n车站到发列车40件。\n铁路发送旅客5万人，增长3%。"
    assert dated(text, "2022-07-10", "上半年全市接待游客30万人")["40件"].value == "2022-01/2022-06"
    text = "上半年，全市植树30万件。\n馆内藏书占20%。\n车间生产零件40件。\n书店进书5万件，增长3%。"
    assert dated(text, "2022-07-10", "夏天到了")["40件"].value is None


def test_an_undated_results_statement_is_of_the_half_year_its_title_names() -> None:
    found = dated(
        "上半年，集团营收30亿元。\n净利润8亿元。\n毛利率20%。", None, "某公司2022年半年度业绩"
    )
    assert {one.value for one in found.values()} == {"2022-01/2022-06"}


def test_a_name_in_quotation_marks_and_a_mean_by_head_end_no_period() -> None:
    text = "全市居民人均收入3万元，增长5%。\n每名教师平均负担学生8人，“双减”政策覆盖率9%。\n出口额增长4%。"
    found = dated(text, "2022-04-20", "2022年一季度全市经济运行情况")
    assert {found[figure].value for figure in ("5%", "8人", "9%", "4%")} == {"2022-01/2022-03"}


def test_a_sentence_without_figures_that_names_the_period_of_the_title_ends_it_not() -> None:
    text = "出口额增长4%。\n进口额增长6%。\n一季度，全市经济平稳开局。居民人均收入增长5%。\n粮食增产2%。"
    found = dated(text, "2022-04-20", "2022年一季度全市经济运行情况")
    assert {one.value for one in found.values()} == {"2022-01/2022-03"}


def test_one_month_seen_alone_is_an_aside_though_a_paragraph_opens_with_it() -> None:
    text = (
        "据海关统计，今年前10个月，全市进出口30亿元，下降2%。\n单看10月，进出口5亿元，下降6%。\n"
        "一般贸易占近8成，加工贸易下降11%。跨境电商抢眼：同期经海关监管的电商出口18亿元。\n"
        "从企业看，民营企业进出口9亿元。\n商品方面，电池出口16亿元；鞋靴平稳，每月出口4亿元。"
    )
    found = dated(text, "2022-11-22", "前10个月边城外贸进出口30亿元")
    assert (found["5亿元"].value, found["6%"].value) == ("2022-10", "2022-10")
    for figure in ("11%", "18亿元", "9亿元", "16亿元", "4亿元"):
        assert found[figure].value == "2022-01/2022-10", figure


def test_the_days_of_a_holiday_go_on_past_its_peak() -> None:
    text = (
        "交通局公布，10月1日至7日国庆假期旅客30万人，增长4%。\n"
        "假期内出入境40万人，10月2日单日达8万人。关闸最忙，占4%。海路有6万人，较去年假期少2%。\n"
        "局长表示，假期酒店入住率92%。\n日前有客50万人。"
    )
    found = dated(text, "2022-10-09", "黄金周旅客30万人")
    for figure in ("30万人", "40万人", "4%", "6万人", "2%", "92%"):
        assert found[figure].value == "2022-10-01/2022-10-07", figure
    assert found["8万人"].value == "2022-10-02"
    assert found["50万人"].value is None


def test_a_tally_of_damage_is_of_the_day_that_its_lead_names() -> None:
    text = (
        "台风今天离境，全岛28万座住宅停电。\n电力公司表示，此次停电以3万家最多，预计明天恢复。\n"
        "农损估计3亿元，其中香蕉占45%。\n香蕉受损8吨。\n果农说，「我种了2吨，倒了7%」。"
    )
    found = dated(text, "2022-09-12", "台风离境 全岛28万座停电")
    for figure in ("28万座", "3万家", "3亿元", "45%", "8吨"):
        assert found[figure].value == "2022-09-12", figure
    assert found["7%"].value is None


def test_the_end_of_what_is_reported_on_dates_a_state_in_it() -> None:
    text = (
        "上半年，该行营收30亿元，增长4%。\n资产方面，报告期末总资产90亿元，较上年末增长6%。\n"
        "净息差2%。手续费收入8亿元，下降5%。\n该行成立于1997年，现有网点326家。"
    )
    found = dated(text, "2022-08-28", "边城银行发布2022年半年度报告")
    assert {found[figure].value for figure in ("90亿元", "6%")} == {"2022-06"}
    assert {found[figure].value for figure in ("2%", "8亿元", "5%")} == {"2022-01/2022-06"}
    assert found["326家"].value is None


def test_a_state_goes_on_at_the_end_of_the_months_up_to_it() -> None:
    text = "截至4月底，装机容量30亿元，增长4%。其中，太阳能装机容量9亿元，风电发电8亿元。"
    found = dated(text, "2022-05-23")
    assert (found["9亿元"].value, found["9亿元"].span) == ("2022-04", "instant")
    assert found["8亿元"].value == "2022-01/2022-04"


def test_a_plan_for_the_year_of_the_page_is_the_period_of_its_title() -> None:
    text = "今年计划招生3万人，比去年减少2%。\n新增学位2件。教师占4%。\n高中阶段招生计划8万人。"
    assert dated(text, "2022-06-12", "边城今年预计招生3万人")["8万人"].value == "2022"
    later = "到2025年建成30座。\n高中阶段增加8%。\n教师占4%。\n学位增加6%。"
    assert dated(later, "2022-06-12", "边城2025年预计建成30座")["8%"].value is None


def test_a_sentence_that_names_the_year_of_the_title_is_of_it_from_its_beginning() -> None:
    text = (
        "2021年，全州生产总值30亿元，增长4%。\n粮食产量连续多年保持在6吨以上，2021年达到8吨，增长2%。\n"
        "夏菜面积5亿元，居全省前列。\n零售额9亿元，增长3%。"
    )
    found = dated(text, "2022-03-28", "2021年边州统计公报")
    assert {found[figure].value for figure in ("6吨", "8吨", "5亿元")} == {"2021"}


def test_the_year_so_far_in_passing_leads_back_to_nine_months() -> None:
    text = "前三季度，货物30吨，增长4%。\n目前有航线8件。今年以来新增航线6件。\n班列开行9件，较去年同期增长5%。"
    found = dated(text, "2022-10-15", "前三季度边港货物30吨")
    assert (found["6件"].value, found["9件"].value) == ("2022-01/2022-10", "2022-01/2022-09")


def test_a_holiday_of_the_title_is_what_its_days_are_called_below() -> None:
    text = "10月1日至6日，急诊3人。\n医院节日期间开放诊室4座。"
    assert dated(text, "2022-10-08", "国庆假期急诊3人")["4座"].value == "2022-10-01/2022-10-06"
    assert dated(text, "2022-11-20", "急诊3人")["4座"].value is None


def test_a_report_that_the_head_of_a_page_names_is_what_its_figures_are_of() -> None:
    text = (
        "900亿元，比上年增长8%——3月20日，统计局发布《2021年东州市国民经济和社会发展统计公报》，这组数字添了底气。\n"
        "规模以上工业里，三个行业合计占64%，新产线年内满产。去年第二产业增加值44亿元，增长7%。\n"
        "具体到市州，新州以37亿元的总量领跑，增速为6%。\n“五一”假期，景区单日接待2万人。\n年末人口24万人，比上年末少了7万人。"
    )
    found = dated(text, "2022-03-21", "翻开统计公报，看见向上的东州")
    told = {one: dated.value for one, dated in found.items()}
    assert {one: told[one] for one in ("900亿元", "8%", "64%", "37亿元", "6%", "24万人")} == {
        **dict.fromkeys(("900亿元", "8%", "64%", "37亿元", "6%", "24万人"), "2021")
    }
    # a report on the work of a government is a plan
    text = "省长作《2022年政府工作报告》。" + BULLETIN
    assert dated(text, "2022-01-21")["900亿元"].value == "2021"


def test_a_line_of_figures_below_the_title_and_days_told_otherwise_name_the_period() -> None:
    text = (
        "国庆中秋假期铁路发送旅客17亿人次\n"
        "国铁集团10月7日发布消息，9月27日至10月8日，全国铁路发送旅客19万人，同比增长8%。其中，9月29日发送2万人，创单日新高。\n"
        "客流以旅游为主。长三角铁路发送旅客4万人，占全国的21%。\n东铁首日加开客车6列。广铁发送旅客7万人，首日发送5万人，增长3%。"
    )
    found = dated(text, "2023-10-07", "设为首页")
    assert {one: told.value for one, told in found.items()} == {
        "17亿人": "2023-09-29/2023-10-06",
        "19万人": "2023-09-27/2023-10-08",
        "8%": "2023-09-27/2023-10-08",
        "2万人": "2023-09-29",
        "4万人": "2023-09-27/2023-10-08",
        "21%": "2023-09-27/2023-10-08",
        "7万人": "2023-09-27/2023-10-08",
        "5万人": "2023-09-27",
        "3%": "2023-09-27",
    }


def test_the_day_of_a_title_is_that_of_the_event_where_the_figures_are_of_the_year() -> None:
    text = (
        "6月7日，东州高考拉开帷幕。考试院介绍，今年全市报名考生36万人，比去年减少2万人。\n"
        "在选考科目中，选择技术的占35%，选择物理的占52%。\n新州设考点58座。新州考生4万人，占全市13%。"
    )
    found = dated(text, "2022-06-07", "东州高考今日开考 36万人赴考")
    assert {told.value for told in found.values()} == {"2022"}


def test_balances_are_of_the_end_and_sums_behind_them_of_the_whole() -> None:
    text = (
        "6月末，全市存款余额30亿元。新增贷款里，住户贷款2亿元，占比20%，增量偏少。\n"
        "再看投向。“中长期贷款余额9亿元，增速8%，比各项贷款快3%。”科长说。民宿老板周女士拿到了50万元贷款。\n"
        "上半年保费收入7亿元，同比增长6%。"
    )
    found = dated(text, "2022-07-24", "上半年全市新增贷款62亿元")
    assert {one: told.value for one, told in found.items() if told.value != "2022-01/2022-06"} == {
        "30亿元": "2022-06",
        "9亿元": "2022-06",
        "8%": "2022-06",
        "3%": "2022-06",
    }


def test_what_stands_before_a_month_in_passing_goes_on() -> None:
    text = (
        "核算结果显示，前三季度全市生产总值900亿元，增长8%。\n"
        "东厂生产汽车41万辆，增长6%；新厂的产线已于8月点火。\n县区表现有快有慢。新州工业投资增长13%，东州下降1%。"
    )
    found = dated(text, "2022-10-28", "前三季度东州GDP增长8%")
    assert {told.value for told in found.values()} == {"2022-01/2022-09"}
