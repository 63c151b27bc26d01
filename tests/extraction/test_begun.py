"""What began in one sentence and is summed in another lasts from the one day to the other."""

from __future__ import annotations

import pytest
from timelines import dated


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("10月15日起，白鹭县启动接种行动。截至11月24日，已接种4万人。", "2025-10-15/2025-11-24"),
        ("9月1日，消费券开始发放。截至11月24日，累计核销4万件。", "2025-09-01/2025-11-24"),
        ("11月10日，疫苗纳入免疫规划。到11月20日，全县已接种4万人。", "2025-11-10/2025-11-20"),
        ("今年2月，县里启动行动。行动开展以来，全县新增托位4万座。", "2025-02/2025-11"),
    ],
)
def test_a_sum_is_of_the_time_since_it_began(text: str, period: str) -> None:
    found = dated(text, "2025-11-26")
    assert [one.value for one in found.values()] == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("10月15日，县里开会。截至11月24日，已接种4万人。", "2025-11-24"),
        ("9月1日起，展馆开馆。截至11月24日，馆藏有4万件。", "2025-11-24"),
        ("今年2月，县里开会。长期以来，全县人均公路4公里。", None),
    ],
)
def test_what_there_is_and_what_nothing_began_are_of_the_day(text: str, period: str | None) -> None:
    found = dated(text, "2025-11-26")
    assert [one.value for one in found.values()] == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("展览自5月1日开展，累计接待观众8万人。", "2025-05/2025-11"),
        ("工程自2023年6月开工，已经完成投资12亿元。", "2023-06/2025-11"),
        ("大桥从2018年10月24日通车，各站累计运货3200万吨。", "2018-10/2025-11"),
        ("花节自3月20日开幕，到4月12日，累计接待游客60万人。", "2025-03-20/2025-04-12"),
        ("厂房自3月20日开工，预计投资6亿元。", "2025-03-20"),
    ],
)
def test_a_sum_in_the_sentence_that_says_since_when_lasts_to_the_present(
    text: str, period: str
) -> None:
    found = dated(text, "2025-11-26")
    assert [one.value for one in found.values()] == [period]


@pytest.mark.parametrize("verb", ["创下", "创造", "保持"])
def test_nothing_goes_on_in_the_day_of_an_old_record(verb: str) -> None:
    found = dated(f"客流打破今年5月1日{verb}的16万人的纪录。该站已加开列车20件。", "2025-11-26")
    assert found["20件"].value is None
