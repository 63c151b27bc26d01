"""What a figure must be to be quoted: written in the text, whole, of a believable size."""

from __future__ import annotations

from datetime import date

from great_expectations import expectations as gxe
from great_expectations.expectations.row_conditions import Column

METRIC = (
    gxe.ExpectColumnValuesToMatchRegex(
        column="surface",
        regex="[0-9０-９〇○零一二三四五六七八九十百千万亿两俩仨半双番倍壹贰叁肆伍陆柒捌玖拾佰仟廿卅几数多]",
        row_condition=Column("kind") != "rank",
        severity="critical",
        notes="A figure is written with a numeral; only a rank may be a word (首位).",
    ),
    gxe.ExpectColumnValueLengthsToBeBetween(
        column="surface",
        min_value=1,
        max_value=60,
        severity="critical",
        notes="Number, unit and bound take a few characters, not a sentence.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="surface",
        regex="[。！？\n\ufffd\ue000-\uf8ff]",
        severity="critical",
        notes="A figure does not reach over the end of a sentence or a damaged character.",
    ),
    gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="value_max",
        column_B="value",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity="critical",
        notes="The upper end of a range is not below its lower end.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="confidence",
        min_value=0,
        max_value=1,
        severity="critical",
        notes="Confidence is a share of one.",
    ),
    gxe.ExpectColumnValuesToNotBeNull(
        column="value",
        severity="warning",
        notes="The number fits its column; the words of one that does not are kept in the surface.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="value",
        min_value=0,
        max_value=100,
        row_condition=(Column("kind") == "share") & (Column("unit") == "%"),
        severity="warning",
        notes="A share of a whole lies between 0 % and 100 %.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="value",
        min_value=-100_000,
        max_value=100_000,
        row_condition=(Column("kind") == "change") & (Column("unit") == "%"),
        severity="warning",
        notes="A growth beyond a thousand times is more often a lost decimal point.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="value",
        min_value=1,
        max_value=100_000,
        row_condition=Column("kind") == "rank",
        severity="warning",
        notes="A rank counts from one.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="value",
        min_value=0,
        row_condition=Column("kind") == "duration",
        severity="warning",
        notes="A length of time is not negative.",
    ),
    gxe.ExpectColumnValuesToBeBetween(
        column="period_end",
        min_value=date(1800, 1, 1),
        max_value=date(2100, 1, 1),
        severity="warning",
        notes="The period of a figure lies where press articles speak of; a plan may reach into the future.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="sentence",
        regex="\ufffd",
        severity="warning",
        notes="The sentence around the figure is whole; a lost character beside it can change what it says.",
    ),
)
