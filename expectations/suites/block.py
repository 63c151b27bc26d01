"""What the text of a paragraph, heading or caption must not hold any more."""

from __future__ import annotations

from great_expectations import expectations as gxe
from great_expectations.expectations.row_conditions import Column

HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"

BLOCK = (
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex="\ufffd",
        severity="warning",
        notes="No character was lost in decoding (U+FFFD).",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex="[\ue000-\uf8ff]",
        severity="warning",
        notes="No character of a private font (U+E000 to U+F8FF) stands for one that others can read.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex="[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]",
        severity="warning",
        notes="No invisible character (control, zero width, direction) hides in the text.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex=f"{HAN}[,;:?!]{HAN}",
        severity="warning",
        notes="No half-width mark stands between two Chinese characters.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex="&(?:nbsp|amp|lt|gt|quot|[lr][sd]quo|hellip|middot|mdash|#[0-9]{2,6});",
        severity="warning",
        notes="No character reference of the page (&nbsp; and its like) is left in the text.",
    ),
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="text",
        regex="</?(?:p|div|span|br|a|img|td|tr|table|font|strong|script|style)(?:[ /][^<>]{0,200})?>",
        severity="warning",
        notes="No tag of the page is left in the text.",
    ),
    gxe.ExpectColumnValueLengthsToBeBetween(
        column="text",
        min_value=1,
        max_value=5000,
        severity="warning",
        notes="A block longer than five thousand characters is a page that lost its line breaks.",
    ),
    gxe.ExpectColumnValuesToMatchRegex(
        column="text",
        # rows of tables, whose cells are parted by tabs, end as they like
        regex='[。！？…：；”’」』）》—.!?:;)"]$|\t',
        row_condition=Column("role") == "body",
        severity="info",
        notes="A paragraph ends as a sentence does; one that does not may have been cut.",
    ),
)
