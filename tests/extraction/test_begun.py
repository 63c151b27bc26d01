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
