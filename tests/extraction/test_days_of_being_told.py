"""The day on which a reporter was told something is not the time of what he was told."""

from __future__ import annotations

import pytest

from kouan import metrics

#: The sentence of a page of 2 March 2021, and the period of each figure that is no growth; None is not stated.
CASES = [
    (
        "记者28日从平潭边检站获悉，今年1至2月，该站验放货车1.2万辆次，增长2%；检查船舶2190艘次。",
        ["2021-01/2021-02", "2021-01/2021-02"],
    ),
    ("本报记者1日从湛江海关了解到，2月份该关验放货车5000辆次；查验船舶90艘次。", ["2021-02"] * 2),
    (
        "3月2日，记者从湛江港获悉，今年1至2月，货物吞吐量2100万吨；集装箱20万标箱。",
        ["2021-01/2021-02"] * 2,
    ),
    ("3月1日，本台记者从口岸办获知，在建泊位5个，投资20亿元。", [None, None]),
    # so is what somebody learned at his work
    ("3月1日，海关在检查货轮时了解到船上有走私香烟，查获300条。", ["2021-03-01"]),
    ("3月1日民警走访中了解到有人囤货，当场查扣20箱。", ["2021-03-01"]),
    # what was seen or done on a day is of it
    ("3月1日，琅岐口岸出境旅客800人次；入境旅客700人次。", ["2021-03-01"] * 2),
    ("3月1日上午，记者在港区看到，20艘船正在作业。", ["2021-03-01"]),
]


@pytest.mark.parametrize(("sentence", "periods"), CASES, ids=[case[0][:14] for case in CASES])
def test_what_was_told_has_its_own_time(sentence: str, periods: list[str | None]) -> None:
    figures = metrics(f"2021年3月2日\n\n{sentence}")
    assert [figure.period for figure in figures if figure.kind != "change"] == periods
