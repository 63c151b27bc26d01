"""Numbers that a house style sets apart from their words say what they say without the blanks."""

import re

import pytest
from growth import is_linear

from kouan import clean, metrics
from kouan.extraction.set_apart import closed

PAGES = (
    "据云河海关统计，2023 年 5 月，云河市外贸进出口总值 520.1 亿元，同比增长 6.3%。",
    "2023 年 1 — 8 月，东滩口岸出入境人员 31.2 万人次，增长 4.8% ；验放车辆 2.4 万辆次。",
    "2022 年上半年，青石县接待游客 120 万人次，旅游收入 8.8 亿元，分别增长 21.3% 和 25.0%。",
    "云河市 2023 年国民经济和社会发展统计公报\n\n年末全市常住人口 105.87 万人，城镇化率 60.0%，比上年末提高 0.9 个百分点。",
    "截至 2024 年 3 月末，全县各项贷款余额 1204.5 亿元，比年初增加 41 亿元。",
    "2023 年  5 月，云河市外贸进出口总值  520.1 亿元，同比增长  6.3%  。",
    "2023 年 4 月 18 日，东滩口岸单日验放旅客 1.2 万人次，较 2019 年同期增长 1.5 倍。",
)


def _said(text: str) -> list[tuple[object, ...]]:
    return [
        (
            one.value,
            one.unit,
            one.kind,
            one.indicator_id,
            one.subject,
            one.period,
            one.span,
            one.base,
            one.base_period,
        )
        for one in metrics(text)
    ]


@pytest.mark.parametrize("page", PAGES)
def test_numbers_set_apart_say_the_same(page: str) -> None:
    close = re.sub(r"(?<=[0-9%]) +| +(?=[0-9])|(?<=—) ", "", page)
    assert _said(page) == _said(close)
    assert all(one.period for one in metrics(page) if "\n" not in page)


@pytest.mark.parametrize("page", PAGES)
def test_a_figure_stands_where_its_text_has_it(page: str) -> None:
    text = clean(page).text
    for one in metrics(page):
        assert text[one.start : one.end] == one.surface
        end = one.sentence_start + len(one.sentence)
        assert text[one.sentence_start : end] == one.sentence
        assert one.sentence_start <= one.start < one.end <= end
        if one.of_figure:
            assert text[slice(*one.of_figure)] in one.sentence


@pytest.mark.parametrize(
    "text",
    [
        "3 结论",
        "1.2 范围",
        "粮食产量 25.61 1.1 万吨",
        "粮食\t25.61 万吨",
        "东滩   120 万人次",
        "东滩  西滩 120 万人次",
        "全年120万人次",
        "GDP 5 %",
    ],
)
def test_blanks_that_part_more_than_style_does_stay(text: str) -> None:
    assert closed(text) is None


def test_every_place_leads_there_and_back() -> None:
    text = "2023 年 5 月，进出口 520.1 亿元，增长 6.3% 。\n3 个口岸\n下一行 7 月"
    close = closed(text)
    assert close is not None
    for place, character in enumerate(text):
        if place in close.gaps:
            continue
        inner = close.inner(place)
        assert close.text[inner] == character
        assert close.span(inner, inner + 1) == (place, place + 1)


@pytest.mark.parametrize("piece", ["1 年", "1 ", " 年", "1 -", "— 1", "1 年\n", "\u00a01年 "])
def test_long_texts_take_time_that_grows_with_them(piece: str) -> None:
    assert is_linear(lambda length: closed(piece * (length // len(piece))), 600_000)
