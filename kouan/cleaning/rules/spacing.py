"""Blanks beside full-width punctuation, which brings its own space: 佳音： “三个一” for 佳音：“三个一”."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import table_lines
from kouan.model.characters import SPACE, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.view import BatchView

AFTER = one_of("，。、；：？！（《〈【「『")
BEFORE = one_of("，。、；：？！）》〉】」』")


@rule(
    "spacing",
    within_lines=True,
    by_places=True,
    examples={
        "佳音： “三个一”": "佳音：“三个一”",
        "通关 。": "通关。",
        "检疫，\u00a0按照": "检疫，按照",
    },
    keeps=[
        "矢志担当迎挑战 优化服务守好关",
        "“欢迎回家” “畅行无忧”",
        "　　一段的缩进。",
        "说：\n　　下一段",
        "3 月",
        "港口\t（万吨）\n东港：\t70.1\n西港：\t8.2",
    ],
)
def spacing(view: BatchView) -> Edits:
    """Delete a run of blanks inside a line when a mark that brings its own space stands on either side.

    Blanks between two words part the halves of a headline and stay; so do the blanks at both ends of a line.
    """
    blank = view.places(SPACE)
    if not len(blank):
        return Edits.none()
    first = np.concatenate(([True], np.diff(blank) != 1))
    start, end = blank[first], blank[np.append(first[1:], True)] + 1
    inner = (start > 0) & (end < len(view.codes))
    start, end = start[inner], end[inner]
    left, right = view.codes[start - 1], view.codes[end]
    inside = (left != 10) & (right != 10)
    gone = inside & (is_one(AFTER, left) | is_one(BEFORE, right))
    if len(rows := table_lines(view)):  # their blanks part cells
        gone &= ~np.isin(view.line_of(start), rows)
    return Edits.removals(start[gone], end[gone], confidence=0.95)
