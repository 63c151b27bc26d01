"""A mark of a note, of what is preliminary or revised, an arrow and a blank between thousands take no figure from a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from growth import is_linear

from kouan import metrics
from kouan.language.cell_numbers import number_in
from kouan.language.grids import cells_of, is_data
from kouan.model.facts import Metric

HEAD = "2024年10月港口生产情况\n\n2024-11-18\n\n| 港口 | 吞吐量（万吨） | 同比增长（%） |\n|---|---|---|\n"
ROWS = "| 大连港 | 2,345 | 4.5 |\n| 青岛港 | 5,345 | 3.2 |\n"
ACCOUNTS = "白鹭集团2024年中期业绩\n\n2024-08-18\n\n单位：千港元\n\n| 项目 | 2024年上半年 | 2023年上半年 |\n|---|---|---|\n| 营业收入 | 82,345 | 71,234 |\n| 毛利 | 12,345 | 11,234 |\n"


def of(port: str, row: str) -> list[Metric]:
    return [one for one in metrics(HEAD + ROWS + row) if one.subject == port]


@pytest.mark.parametrize(
    ("cell", "surface", "value"),
    [
        ("650,123.5*", "650,123.5", "650123.5"),
        ("1,234①", "1,234", "1234"),
        ("1,234†", "1,234", "1234"),
        ("1,234注2", "1,234", "1234"),
        ("1,234 [2]", "1,234", "1234"),
        ("1,234¹", "1,234", "1234"),
        ("123 (p)", "123", "123"),
        ("123r", "123", "123"),
        ("123（修订）", "123", "123"),
        ("1 234.5", "1 234.5", "1234.5"),
        ("1\u00a0234 567.5", "1\u00a0234 567.5", "1234567.5"),
        ("1\u2009234", "1\u2009234", "1234"),
        ("１２３．５", "123.5", "123.5"),
    ],
)
def test_a_level_keeps_its_figure_beside_a_mark(cell: str, surface: str, value: str) -> None:
    level, growth = of("上海港", f"| 上海港 | {cell} | 4.1 |\n")
    assert (level.surface, level.value) == (surface, Decimal(value) * 10_000)
    assert growth.of_figure == (level.start, level.end)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.3%↑", "12.3"),
        ("12.3↓", "-12.3"),
        ("↓3.1%", "-3.1"),
        ("3.1↓*", "-3.1"),
        ("－4.1", "-4.1"),
        ("+4.1*", "4.1"),
        ("4.1▼", "-4.1"),
    ],
)
def test_an_arrow_says_where_a_growth_goes_on_either_side(cell: str, value: str) -> None:
    *_, growth = of("上海港", f"| 上海港 | 123 | {cell} |\n")
    assert (growth.kind.value, growth.value) == ("change", Decimal(value))


@pytest.mark.parametrize("cell", ["3.1▲", "▲3.1", "(4.1)", "—", "…", "..", "n.a.", "－", "注1"])
def test_what_nobody_can_tell_and_what_is_not_there_is_no_growth(cell: str) -> None:
    assert [one.surface for one in of("上海港", f"| 上海港 | 123 | {cell} |\n")] == ["123"]


def test_what_is_marked_preliminary_is_so_and_what_is_revised_is_not() -> None:
    marks = {
        "123p": "preliminary",
        "123（初步）": "preliminary",
        "123r": "actual",
        "123*": "actual",
    }
    read = {
        cell: of("上海港", f"| 上海港 | {cell} | 4.1 |\n")[0].modality.value  # type: ignore[union-attr]
        for cell in marks
    }
    assert read == marks


def test_money_in_brackets_is_below_nothing() -> None:
    found = metrics(ACCOUNTS + "| 净利润 | (1,234) | （987.5） |\n")
    assert [one.value for one in found[-2:]] == [Decimal(-1_234_000), Decimal(-987_500)]


@pytest.mark.parametrize("cell", ["(1)", "（2）", "(12)"])
def test_a_digit_or_two_in_brackets_are_a_note(cell: str) -> None:
    found = metrics(ACCOUNTS + f"| 营业利润 | {cell} | 987 |\n")
    assert [one.surface for one in found[-1:]] == ["987"]


@pytest.mark.parametrize(
    ("cell", "unit"),
    [("120m²", "m²"), ("3000km²", "km²"), ("200m³", "m³"), ("10m²①", "m²"), ("5万吨²", "万吨")],
)
def test_a_square_and_a_cube_belong_to_the_metre_and_a_note_to_none(cell: str, unit: str) -> None:
    found = number_in(cell)
    assert found
    assert found.unit == unit


def test_a_plain_blank_parts_thousands_where_no_two_numbers_can_be_meant() -> None:
    read = [
        number_in(cell) for cell in ("1 234 567", "100\u00a0200", "100 200", "0 123", "0 123.5")
    ]
    assert [one and int(one.plain) for one in read] == [1_234_567, 100_200, None, None, None]


def test_numbers_of_columns_in_brackets_are_heads() -> None:
    rows = ["港口\t(1)\t(2)", "上海港\t70,123\t3.1", "宁波港\t60,123\t2.1"]
    assert is_data([cells_of(row) for row in rows])
    assert not cells_of(rows[0])[1].is_number


def test_a_long_cell_is_read_in_time_in_proportion() -> None:
    for piece in ("1 234", " 234", "m²", "1,234", "1*", "（1", "12%↑", "9．"):
        assert is_linear(lambda length, piece=piece: number_in(piece * length), 40_000)  # type: ignore[misc]
