"""Phrases of statistical bulletins around a figure: what it is put right to, is in other money, was in one month, and with whom."""

import pytest

from kouan import metrics
from kouan.model.facts import Metric, Modality


def read(text: str, surface: str) -> Metric:
    (found,) = [one for one in metrics(text) if one.surface.endswith(surface)]
    return found


@pytest.mark.parametrize(
    ("text", "surface", "indicator"),
    [
        # 修订 and its like say that the figure is another now, not of what
        ("经核定，2022年广西进出口总额修订为43.4亿元。", "43.4亿元", "goods_trade"),
        ("2022年云南地区生产总值最终核实为979.7亿元。", "979.7亿元", "gdp"),
        ("2022年云南社会消费品零售总额核定为120亿元。", "120亿元", "retail_sales"),
        ("2023年云南地区生产总值初步核算为1026亿元。", "1026亿元", "gdp"),
        ("上年全省常住人口由222万人修正为221万人。", "222万人", "population"),
        ("上年全省常住人口由222万人修正为221万人。", "221万人", "population"),
        # the same amount in other money is of the same thing
        ("2023年进出口总额4.3亿美元，按人民币计价29.7亿元。", "29.7亿元", "goods_trade"),
        ("2023年进出口总额4.3亿美元，以人民币计约29.7亿元。", "29.7亿元", "goods_trade"),
        ("2023年进出口总额4.3亿美元（折合人民币29.7亿元）。", "29.7亿元", "goods_trade"),
        ("2023年进出口总额29.7亿元，约合4.3亿美元，增长3%。", "4.3亿美元", "goods_trade"),
        ("2023年进出口总额29.7亿元，约合4.3亿美元，增长3%。", "3%", "goods_trade"),
        ("2023年进出口总额29.7亿元，按美元计价为4.3亿美元。", "4.3亿美元", "goods_trade"),
        ("全省装机容量16亿千瓦，相当于70个大坝。", "70个", None),
        # a part of its time
        ("1—5月，港口货物吞吐量662万吨，其中5月份完成126万吨。", "126万吨", "freight_throughput"),
        ("前三季度接待游客210万人次，其中三季度实现80万人次。", "80万人次", "visitors_received"),
        ("全年货物吞吐量662万吨，下半年完成400万吨。", "400万吨", "freight_throughput"),
        # names
        ("2023年外贸进出口总额335亿元。", "335亿元", "goods_trade"),
        ("全年死亡人口1.3万人。", "1.3万人", "deaths"),
    ],
)
def test_a_figure_of_a_bulletin_counts_what_it_counts(
    text: str, surface: str, indicator: str | None
) -> None:
    assert read(text, surface).indicator_id == indicator


@pytest.mark.parametrize(
    ("text", "surface", "partner"),
    [
        ("2023年，广西对越南进出口1818亿元，增长11.5%。", "11.5%", "越南"),
        ("2023年，广西自越南进口1818亿元，下降1.5%。", "1.5%", "越南"),
        ("2023年，广西对东盟出口88亿元，占49%。", "49%", "东盟"),
        ("2023年，广西进出口88亿元，增长2%。对越南出口20亿元。", "2%", None),
    ],
)
def test_a_growth_is_of_the_trade_with_whom_its_amount_is(
    text: str, surface: str, partner: str | None
) -> None:
    """A growth of the trade with one country stood as that of all trade."""
    assert read(text, surface).partner == partner


def test_what_was_said_at_first_is_only_compared_with() -> None:
    text = "2022年云南地区生产总值为979亿元，比初步核算数增加11亿元。"
    assert read(text, "11亿元").modality is Modality.ACTUAL
    assert (
        read("初步核算，全年云南地区生产总值979亿元。", "979亿元").modality is Modality.PRELIMINARY
    )


@pytest.mark.parametrize(
    "time",
    ["2022年", "2022年1月份", "2022年前10个月", "2022年度", "2022年二季度", "前三季度", "7月"],
)
def test_the_time_of_a_title_is_no_part_of_the_name_behind_it(time: str) -> None:
    """份云河市 and 个月云河市 were the subjects of whole bulletins."""
    text = f"{time}云河市经济运行情况\n\n全市进出口总额20亿元，增长3%。\n"
    assert read(text, "20亿元").subject == "云河市"
