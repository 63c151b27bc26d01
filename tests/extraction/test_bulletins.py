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
    for figure in ("22亿元", "30亿元", "6.9%", "40亿元"):
        assert found[figure][:3] == ("2021", 0.5, "carried"), figure


@pytest.mark.parametrize(
    "behind",
    [
        "12月份，出口额5亿元。进口额40亿元。",
        "局长介绍，外贸出口总额40亿元。",
        "“外贸出口总额40亿元。”",
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
