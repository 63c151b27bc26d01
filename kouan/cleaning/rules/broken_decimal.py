"""A blank at the point of a number, as recognised print reads: 增长0. 5% for 增长0.5%, which would be a growth by 5%."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit
from kouan.model.expression import Expression

NUMBER: Final = Expression(
    r"(?<![0-9A-Za-z.,．，])(?P<whole>[0-9]{1,6})(?P<point> ?\. ?)[0-9]{1,4}(?![0-9.])", holds="."
)
#: Behind one of these a number begins and no item of a list: 增长, 同比下降, 达, 完成, 量, 额.
BEFORE: Final = frozenset("长加降少升涨跌落至为达成近超逾约破过占量额值比率幅价速均计重")


@rule(
    "broken_decimal",
    trigger=".",
    within_lines=True,
    examples={
        "同比增长0. 5%": "同比增长0.5%",
        "吞吐量2 .52亿吨": "吞吐量2.52亿吨",
        "达12. 5万人次，增长3 . 2%": "达12.5万人次，增长3.2%",
        "0. 8个百分点": "0.8个百分点",
    },
    keeps=[
        "1. 5个项目开工",
        "其中：1. 3亿元用于码头",
        "任务1. 5月底前完成",
        "Vol. 3. 20 pages",
        "见图1. 2",
        "版本1. 2. 3",
        "10. 20日召开会议",
    ],
)
def broken_decimal(text: str) -> Iterator[Edit]:
    """Delete the blanks on both sides of the point, where the words before say that a quantity follows, or the number begins with 0.

    1. 5个项目 is the first item of a list: at the head of a line or behind a mark nothing is changed.
    """
    if ". " not in text and " ." not in text:
        return
    for found in NUMBER.finditer(text):
        point = found["point"]
        before = text[max(0, found.start() - 2) : found.start()].rstrip(" ")[-1:]
        if point != "." and (found["whole"] == "0" or before in BEFORE):
            yield Edit(*found.span("point"), ".", confidence=0.9)
