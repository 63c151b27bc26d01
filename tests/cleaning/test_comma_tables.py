"""A sheet saved as CSV has its figures read; commas of sentences and of thousands part no cells."""

import pytest
from growth import is_linear

from kouan import clean, metrics

SHEET = "指标,单位,2024年1—12月,同比增长（%）\n社会消费品零售总额,亿元,171.30,4.2\n一般公共预算收入,万元,865210,-1.3\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_figures_of_a_sheet_are_read(encoding: str, ending: str) -> None:
    """Its commas became those of a sentence, and the run said that all was well."""
    text = clean(SHEET.replace("\n", ending).encode(encoding)).text
    assert text == SHEET.replace(",", "\t")
    assert [(one.surface, one.unit, one.indicator_id, one.period) for one in metrics(text)] == [
        ("171.30", "元", "retail_sales", "2024-01/2024-12"),
        ("4.2", "%", "retail_sales", "2024-01/2024-12"),
        ("865210", "元", "fiscal_revenue", "2024-01/2024-12"),
        ("-1.3", "%", "fiscal_revenue", "2024-01/2024-12"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "港口,单位,吞吐量\n东滩港,万吨,1,234\n",
        '港口,单位,吞吐量\n"东滩,西滩",万吨,70.1\n北滩,万吨,8.2\n',
        "东滩港70万吨,增长5%,西滩港8万吨。\n北滩港60万吨,增长4%,南滩港7万吨。\n",
        "张小明,李小强,王大山\n赵小海,钱大江,孙小河\n",
    ],
)
def test_other_commas_part_no_cells(text: str) -> None:
    assert "\t" not in clean(text).text


@pytest.mark.parametrize("piece", ["1,", "港,1,2\n", ",", "1,234", ",,\n"])
def test_commas_take_time_that_grows_with_them(piece: str) -> None:
    assert is_linear(lambda length: clean(piece * (length // len(piece))), 100_000)
