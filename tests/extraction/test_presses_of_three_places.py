"""Figures as the press and the offices of Taiwan, Hong Kong and Macao state them: whose money, which period, of what."""

from __future__ import annotations

import pytest

from kouan import metrics
from kouan.extraction.amounts.money import home_currency
from kouan.gathering import gather
from kouan.model.facts import Metric

DAY = "2025年7月5日\n\n"


def figures(text: str) -> dict[str, Metric]:
    """The figures of a page of that day, by their words."""
    return {one.surface: one for one in metrics(DAY + text)}


@pytest.mark.parametrize(
    ("page", "money"),
    [
        ("財政部公布，若按新台幣計算，出口為1兆元。財政部說，主計總處上修預測。", "TWD"),
        ("臺灣港務公司說，貿易值可望突破4,500億元，臺灣港務公司上修目標。", "TWD"),
        ("香港海關檢獲一批龍蝦，市值約650萬港元，罰款200萬元。", "HKD"),
        ("博彩監察協調局公布，毛收入為211億澳門元，上年為201億元。", "MOP"),
        ("財政部公布，財政部安排資金3億元。", "CNY"),
    ],
)
def test_bodies_of_one_place_tell_whose_money_a_page_means(page: str, money: str) -> None:
    """A ministry of finance has Taiwan too: it tells nothing."""
    assert {one.currency for one in metrics(page)} >= {money}
    assert money != "CNY" or home_currency(page, gather()) == "CNY"


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "一季度，出口增长1.2%，去年四季度则下降0.2%。进口增长1.1%。",
            {"0.2%": "2024-10/2024-12", "1.1%": "2025-01/2025-03"},
        ),
        (
            "一季度，私人消費開支下跌1.3%，而去年第四季為下跌0.2%。政府開支錄得8.7%的升幅。",
            {"8.7%": "2025-01/2025-03"},
        ),
        (
            "2024年，全市生产总值增长5.2%，2023年增速为4.8%，2022年增速为3%。第三产业增长6%。",
            {"3%": "2022", "6%": "2024"},
        ),
        ("4月，出口30亿元，3月为28亿元。其中，民营企业出口20亿元。", {"20亿元": "2025-04"}),
        (
            "一季度，投资增长4.1%，而2023年全年增长6.3%。进出口210亿元，其中出口14亿元。",
            {"210亿元": "2025-01/2025-03", "14亿元": "2025-01/2025-03"},
        ),
        ("2024年，客流下降3%；2025年1月，客流增长5%。车流增长6%。", {"6%": "2025-01"}),
    ],
)
def test_what_follows_is_not_of_the_time_that_was_set_beside(
    text: str, periods: dict[str, str]
) -> None:
    found = figures(text)
    assert {surface: found[surface].period for surface in periods} == periods


@pytest.mark.parametrize(
    ("text", "amount", "change", "base"),
    [
        ("一季度出口471亿元，较2024年同期的448亿元增长5.2%。", "471亿元", "5.2%", "448亿元"),
        ("上半年貨櫃量471萬TEU，較113年同期448萬TEU成長5.2%。", "471万TEU", "5.2%", "448万TEU"),
        ("贸易值可达4500亿元，较2023年的3980亿元增加1成3。", "4500亿元", "1成3", "3980亿元"),
        ("接诊6.5万人次，比6月3日的7.3万人次减少11%。", "6.5万人次", "11%", "7.3万人次"),
        ("用电量3亿千瓦时，并较去年6月的2亿千瓦时上升50%。", "3亿千瓦时", "50%", "2亿千瓦时"),
    ],
)
def test_a_growth_is_of_the_amount_and_not_of_what_it_is_measured_against(
    text: str, amount: str, change: str, base: str
) -> None:
    found = figures(text)
    assert found[change].of_figure == (found[amount].start, found[amount].end)
    assert found[base].period is None or found[base].period < (found[change].period or "9")


def test_what_grew_by_the_year_on_average_is_counted_without_that() -> None:
    assert figures("人口年均增长5%，较2020年的20万人增长50%。")["20万人"].indicator == "人口"


def test_two_bases_behind_each_other_belong_to_one_amount() -> None:
    found = figures("6月收入211亿元，较2024年同月的201亿元上升5%，较5月份的188亿元增加12.4%。")
    amount = (found["211亿元"].start, found["211亿元"].end)
    assert found["5%"].of_figure == found["12.4%"].of_figure == amount
    assert figures("进口30亿元，出口较上年的44亿元增长5%。")["5%"].of_figure is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("营收同比增至30亿元（增长5%）。", "30亿元"),
        ("比亚迪销量30万辆增长5%。", "30万辆"),
        ("货车3万辆次（同比增长5%）和列车400列（占全国三成）。", "3万辆次"),
    ],
)
def test_a_word_that_ends_or_begins_with_than_sets_nothing_against(text: str, amount: str) -> None:
    found = figures(text)
    assert found["5%"].of_figure == (found[amount].start, found[amount].end)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "6月，留宿旅客（130万人次）與不過夜旅客（206萬人次）分別上升10.9%及35.4%。",
            {"130万人次": "留宿旅客", "206万人次": "不过夜旅客"},
        ),
        (
            "6月，进口货物（120万吨）和出口货物（80万吨）分别增长3%和5%。",
            {"120万吨": "进口货物", "80万吨": "出口货物"},
        ),
        ("6月，首都机场6万人次和浦东机场5万人次。", {"6万人次": None, "5万人次": None}),
        ("批发业（30亿元）、零售业（20亿元）居前。", {"30亿元": "批发业", "20亿元": "零售业"}),
        ("6月就业人数为1162万人，就业岗位3万个。", {"1162万人": "就业人数", "3万个": "就业岗位"}),
    ],
)
def test_a_figure_in_brackets_counts_the_name_before_it(
    text: str, indicators: dict[str, str | None]
) -> None:
    found = figures(text)
    assert {surface: found[surface].indicator for surface in indicators} == indicators


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("6月就业人数较上月增加5千人或0.04%。", "0.04%"),
        ("6月失业人数减少1千人或约0.2%。", "约0.2%"),
        ("6月货品出口录得8.7%的升幅。", "8.7%"),
        ("6月货品进口有3%的跌幅。", "3%"),
        ("6月出境、入境旅客分别增加一成五及8.6%。", "8.6%"),
    ],
)
def test_a_change_that_is_said_with_a_noun_or_twice_is_a_change(text: str, surface: str) -> None:
    assert figures(text)[surface].kind == "change"


def test_the_country_of_a_page_of_taiwan_is_told_by_its_counties_too() -> None:
    found = figures("農業部統計，全國損失2億元，嘉義縣損失6000萬元，雲林縣損失5000萬元。")
    assert found["2亿元"].subject == "台湾"


def test_a_year_of_the_republic_before_an_amount_is_no_length_of_time() -> None:
    found = figures("主計總處指出，113年國內生產毛額為25兆元，較112年的23兆元增加。")
    assert {one: found[one].period for one in found} == {"25兆元": "2024", "23兆元": "2023"}


def test_a_quarter_of_a_year_is_one_before_a_noun_as_well() -> None:
    assert figures("二○二四年第四季的升幅為2.5%。")["2.5%"].period == "2024-10/2024-12"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "罗湖口岸旅客20万人次、福田口岸10万人次。",
            {"20万人次": "罗湖口岸", "10万人次": "福田口岸"},
        ),
        ("广州市出口40亿元、佛山市出口25亿元。", {"40亿元": "广州市", "25亿元": "佛山市"}),
        ("广州市20亿元（占26%）、中山市10亿元（占21%）。", {"26%": "广州市", "21%": "中山市"}),
        ("以台南市最多，其次為嘉義縣6210萬元（占26%）。", {"26%": "嘉义县"}),
        ("臺北市增加401億元、桃園市增255億元。", {"401亿元": "台北市", "255亿元": "桃园市"}),
        ("中山市接待游客20万人次和珠海市10万人次。", {"10万人次": "珠海市"}),
        # what stands in another sort of place, or has no figure before it, begins no item
        ("广州市从深圳市、珠海市采购3亿元。", {"3亿元": "广州市"}),
    ],
)
def test_each_item_of_a_list_of_names_and_figures_is_of_its_own_name(
    text: str, subjects: dict[str, str]
) -> None:
    found = figures(text)
    assert {surface: found[surface].subject for surface in subjects} == subjects


def test_an_amount_behind_a_growth_counts_what_grew() -> None:
    found = figures(
        "台中市人口286万人，年增1万人；台北市249万人。4月出口21亿元，增长5%，较3月的18亿元增加2%。"
    )
    assert (found["249万人"].indicator, found["18亿元"].indicator) == ("人口", "出口")


def test_a_like_quarter_of_another_year_is_no_time_of_what_follows() -> None:
    text = "2024年第三季客流恢复至2019年同季的84.3%。首三季旅客3000万人次。"
    found = {one.surface: one for one in metrics(text)}
    assert found["3000万人次"].period == "2024-01/2024-09"
    assert found["84.3%"].period == "2024-07/2024-09"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("金門縣113年旅遊人次為178萬人次。", "2024"),
        ("114年目標178萬人次。", "2025"),
        ("農糧署公布，113年第1期稻作種植178萬公頃。", "2024"),
        ("民國112年為365萬件，113年為178萬件。", "2024"),
    ],
)
def test_a_bare_year_of_the_republic_is_told_by_what_stands_behind(text: str, period: str) -> None:
    (one,) = [one for one in metrics(text) if one.surface.startswith("178万")]
    assert one.period == period
    assert all(one.kind != "duration" for one in metrics(text))


def test_estimates_that_were_made_of_what_was_are_preliminary_and_points_are_points() -> None:
    found = figures(
        "零售業總銷貨價值的臨時估計為302億元，較二零二三年同月下跌7.3%。行政費降至37點子，減幅36%。"
    )
    assert found["302亿元"].modality == "preliminary"
    assert (found["7.3%"].base, found["7.3%"].base_period) == ("named", "2023")
    assert (found["37点子"].unit, found["36%"].kind) == ("基点", "change")
