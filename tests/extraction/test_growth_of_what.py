"""A growth is measured against what its paragraph says of all below, and is of no indicator its amount is not counted in."""

from __future__ import annotations

import pytest

from kouan import metrics

#: The sentences, and of each growth: itself, its base, its indicator.
CASES = [
    (
        "滨江海关监管货物2045.7万吨，比去年同期（下同）增长12.5%。其中，出口612.3万吨，增长20.1%；进口1433.4万吨，下降9.5%。",
        [("12.5%", "yoy", None), ("20.1%", "yoy", None), ("9.5%", "yoy", None)],
    ),
    (
        "一季度外贸进出口300亿元，同比（下同）增长2%。出口200亿元，增长3%；环比增长1%。",
        [
            ("2%", "yoy", "goods_trade"),
            ("3%", "yoy", "goods_exports"),
            ("1%", "mom", "goods_exports"),
        ],
    ),
    # what is the same below is the currency, and not what growths are measured against
    (
        "外贸进出口300亿元（人民币，下同），增长2%。出口200亿元，增长3%。",
        [("2%", None, "goods_trade"), ("3%", None, "goods_exports")],
    ),
    ("湛江港出口货物20万吨，增长3%。", [("3%", None, None)]),
    ("湛江市出口20亿元，增长3%。", [("3%", None, "goods_exports")]),
]


@pytest.mark.parametrize(("text", "told"), CASES, ids=[case[0][:12] for case in CASES])
def test_a_growth_has_the_base_and_indicator_that_are_its_own(
    text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    growths = [one for one in metrics(f"2021年4月16日\n\n{text}") if one.kind == "change"]
    assert [(one.surface, one.base, one.indicator_id) for one in growths] == told


@pytest.mark.parametrize(
    "surface", ["121.4万个标准货柜单位", "3万个标准箱", "7.6万个标箱", "2万个国际标准箱"]
)
def test_boxes_that_are_counted_with_a_measure_word_are_boxes(surface: str) -> None:
    # 个 was their unit, and no series of throughput had them
    (figure,) = metrics(f"2021年4月16日\n\n湛江港完成集装箱吞吐量{surface}。")
    assert (figure.surface, figure.unit_base, figure.value_base) == (surface, "TEU", figure.value)
    assert figure.indicator_id == "container_throughput"


@pytest.mark.parametrize(
    ("row", "kind"),
    [("货物吞吐量（亿吨） 2.19 -3.6%", "change"), ("集装箱（万标箱） 1243.5 3.2%", "share")],
)
def test_a_row_of_a_table_has_no_words_for_what_it_counts(row: str, kind: str) -> None:
    # a share below nothing is none, and the cell before is no indicator
    (figure,) = metrics(f"湛江港年报\n\n2021年，该港生产良好。\n{row}\n")
    assert (figure.kind, figure.indicator) == (kind, None)
