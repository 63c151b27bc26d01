"""`kouan why` says below which heads a figure of a table stands."""

from __future__ import annotations

import pytest
from growth import is_linear

from warehouse.provenance.spans import heads_over

TABLE = "单位：亿元\n地区\t10月\t\t1—10月\n\t出口\t同比\t出口\t同比\n杭州\t500.1\t3.3\t5000.2\t4.4\n温州\t200.5\t-\t2100.3\t-1.0\n以上。"


@pytest.mark.parametrize(
    ("surface", "heads"),
    [
        ("5000.2", ("1—10月", "出口")),
        ("3.3", ("10月", "同比")),
        ("-1.0", ("1—10月", "同比")),
        ("温州", ("地区",)),
        ("以上", ()),
    ],
)
def test_the_heads_of_a_cell_are_those_of_its_column(surface: str, heads: tuple[str, ...]) -> None:
    """A head over two columns stands over both of them."""
    assert heads_over(TABLE, TABLE.index(surface)) == heads


@pytest.mark.parametrize(
    ("row", "surface"),
    [
        ("白菜\t3.2 %\n土豆\t4.5", "4.5"),
        ("白菜\t-\n土豆\t4.5", "4.5"),
        ("白菜\t无\n土豆\t4.5", "4.5"),
        ("白菜\t▲70\n土豆\t4.5", "4.5"),
        ("白菜\t1,234.5\n其中：\n土豆\t4.5", "4.5"),
        ("白菜\t88万吨\n（一）叶菜\n土豆\t4.5", "4.5"),
    ],
)
def test_the_cells_of_other_rows_are_no_heads(row: str, surface: str) -> None:
    """What stands above a figure is its head only where it names something."""
    table = f"品种\t涨幅\n{row}"
    assert heads_over(table, table.index(surface)) == ("涨幅",)


def test_a_table_of_any_length_is_looked_through_once() -> None:
    """The last row of a long table has its heads far above."""
    assert is_linear(
        lambda length: heads_over("甲\t1.5\n" * (length // 6), length // 6 * 6 - 2), 600_000
    )
    assert is_linear(
        lambda length: heads_over("\t" * length + "\n" + "\t" * length, length + 1), 600_000
    )
    assert is_linear(
        lambda length: heads_over("甲\t" + " " * length + "乙\n丙\t1.5", length + 6), 200_000
    )
