"""A blank at the point of a number, as recognised print reads: 增长0. 5% for 增长0.5%, which would be a growth by 5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit
from kouan.model.expression import Expression

NUMBER: Final = Expression(
    r"(?<![0-9A-Za-z.,．，])(?P<whole>[0-9]{1,6})(?P<point> ?\. ?)[0-9]{1,4}(?![0-9.])", holds="."
)
#: What a quantity is in; 1. 5个项目 and 102. 3月 go on otherwise.
UNIT: Final = Expression(r"\s?(?:[%％‰万亿倍元吨]|个百分点)")
#: 0. 5 begins no item, but 0. 3月 may end a sentence.
OTHER: Final = Expression("[年月日号]")
POINTED: Final = Expression(r"(?<![0-9.])([0-9]{1,6})\. ", holds=".")
#: How far off the next item of a list is sought.
NEAR: Final = 200
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
        "重点任务分为1. 5个项目开工；2. 3个项目竣工",
        "单价1. 20元 2. 30元",
        "报价1. 20元，均价2. 30元",
        "2月指数为102. 3月指数为103。",
        "评分为95. 2号选手",
        "总投资约2. 3年建成",
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
        if point == ".":
            continue
        if found["whole"] == "0":
            is_broken = OTHER.match(text, found.end()) is None
        else:
            is_said = before in BEFORE and UNIT.match(text, found.end()) is not None
            is_broken = is_said and not is_listed(text, found)
        if is_broken:
            yield Edit(*found.span("point"), ".", confidence=0.9)


def is_listed(text: str, found: re.Match[str]) -> bool:
    """Whether the number before or the one after stands with a point too, as the items of a list do."""
    whole = int(found["whole"])
    around = text[max(0, found.start() - NEAR) : found.end() + NEAR]
    return any(int(one[1]) in (whole - 1, whole + 1) for one in POINTED.finditer(around))
