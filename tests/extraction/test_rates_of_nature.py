"""Rates of births less deaths are levels, what a growth comes to by so many points is a growth, and a stroke behind 为 is a sign."""

from __future__ import annotations

from decimal import Decimal

import pytest
from growth import is_search_linear

from kouan import metrics
from kouan.extraction.figures import changes, growing, kinds
from kouan.model.expression import Expression


def read(text: str) -> list[tuple[str, str]]:
    return [(one.surface, one.kind.value) for one in metrics(f"2025-10-20\n\n{text}")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人口自然增长率为3.2‰。", ["level"]),
        ("人口自然增长率下降到0.5‰，比上年下降0.3个千分点。", ["level", "change"]),
        ("人口自然增长率由3.2‰升至3.8‰。", ["level", "level"]),
        ("自然增长率为负0.7‰，较上年回落0.2千分点。", ["level", "change"]),
        ("人口机械增长率为1.2‰。", ["level"]),
        ("出生率、死亡率和自然增长率分别为6.5‰、7.2‰和-0.7‰。", ["share", "share", "level"]),
        ("出生率6.5‰，提高0.4个千分点；死亡率7.2‰。", ["share", "change", "share"]),
        # what grows in per cent goes on to be a growth
        ("人均收入增长率为3.2%。", ["change"]),
        ("人口增长率为3.2‰。", ["change"]),
    ],
)
def test_a_rate_of_nature_is_a_level(text: str, expected: list[str]) -> None:
    assert [kind for _, kind in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected", "base"),
    [
        ("工业增速由5.5%回落0.3个百分点至5.2%。", "change", None),
        ("增速较上月加快1.1个百分点，达5.2%。", "change", None),
        ("涨幅比上月收窄0.3个百分点到5.2%。", "change", None),
        ("出口增速从8月的8.1%回落2.9个百分点至9月的5.2%。", "change", None),
        ("同比增幅扩大1.2个百分点，至5.2%。", "change", "yoy"),
        # no growth gets anywhere
        ("失业率回落0.3个百分点至5.2%。", "share", None),
        ("营收增速为8%，毛利率提高1.2个百分点，达到5.2%。", "level", None),
    ],
)
def test_what_a_growth_comes_to_by_points_is_a_growth(
    text: str, expected: str, base: str | None
) -> None:
    *_, last = metrics(f"2025-10-20\n\n{text}")
    assert (last.surface, last.kind.value) == ("5.2%", expected)
    assert (None if last.base is None else last.base.value) == base


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("人口自然增长率为-0.99‰。", "-0.99‰", "-0.99"),
        ("人口自然增长率为－0.99‰。", "－0.99‰", "-0.99"),
        ("公司净利润为-3亿元。", "-3亿元", "-300000000"),
        ("经营现金流净额为－30.5万元。", "－30.5万元", "-305000"),
        ("毛利率变动为-0.3个百分点。", "-0.3个百分点", "-0.3"),
        # a range, and a dash between names
        ("航程为3-5小时。", "3-5小时", "3"),
        ("公司净利润-3亿元。", "3亿元", "300000000"),
        ("道路全长达-3公里。", "3公里", "3"),
        ("捐款人数为－20人。", "20人", "20"),
        ("每股收益为-0.2元/股。", "-0.2元/股", "-0.2"),
        ("手下3人受伤。", "3人", "3"),
    ],
)
def test_a_stroke_that_is_a_sign_belongs_to_its_figure(text: str, surface: str, value: str) -> None:
    found = metrics(f"2025-10-20\n\n{text}")
    assert [(one.surface, one.value) for one in found] == [(surface, Decimal(value))]


@pytest.mark.parametrize(
    ("expression", "piece"),
    [
        (growing._BY_POINTS_TO, "，回落至"),
        (kinds._NATURAL, "自然增长率"),
        (changes._CAME_TO, "点，到"),
    ],
)
def test_a_search_for_such_growths_takes_time_in_proportion(
    expression: Expression, piece: str
) -> None:
    assert is_search_linear(expression, piece)
