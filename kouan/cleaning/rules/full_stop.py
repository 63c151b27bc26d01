"""Half-width dots where a Chinese sentence ends or breaks off: 我们来了. for 我们来了。, 空调......在 for 空调……在."""

from __future__ import annotations

from typing import Final

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import BREAK, HAN, WIDE, Signs, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.view import BatchView

CLOSERS = one_of("”’》）】」』")
#: A sentence holds so many Chinese characters near its end; a heading's number (第三章.) holds fewer.
LEAST, NEAR = 4, 16
#: A sentence may end two quotations at once.
MOST_CLOSERS: Final = 2
NUMBERED = one_of("第（(")
#: Two dots are a slip nobody can read; three and more are an ellipsis.
ELLIPSIS: Final = 3


@rule(
    "full_stop",
    kind="punctuation_width",
    within_lines=True,
    by_places=True,
    examples={
        "旅客陆续来到口岸.": "旅客陆续来到口岸。",
        "他说：“我们已经到了.”": "他说：“我们已经到了。”",
        "空调......在广交会展出": "空调……在广交会展出",
        "还有很多...": "还有很多……",
    },
    keeps=[
        "弗拉迪米尔.科马洛夫",
        "一.总则",
        "第三章.",
        "3.15",
        "No.2",
        "口岸.txt",
        "www.口岸.中国",
        "a..b",
    ],
)
def full_stop(view: BatchView) -> Edits:
    """Write the Chinese mark: an ellipsis for three dots or more, a full stop for one that ends a line or a quotation.

    A dot inside a line stays: between Chinese characters it parts a foreign name (弗拉迪米尔.科马洛夫).
    """
    codes, last = view.codes, len(view.codes) - 1
    dots = view.places_of(".")
    if not len(dots):
        return Edits.none()
    # runs of dots behind a Chinese character or a closing mark
    first = np.flatnonzero(np.diff(dots, prepend=-2) > 1)
    start, stop = dots[first], dots[np.append(first[1:], len(dots)) - 1] + 1
    fine = start > 0
    fine &= (view.bits_at(start - 1) & HAN > 0) | is_one(CLOSERS, codes[start - 1])
    start, stop = start[fine], stop[fine]
    if not len(start):
        return Edits.none()
    right = np.where(stop > last, BREAK, view.bits_at(np.minimum(stop, last)))
    breaks_off = (stop - start >= ELLIPSIS) & (right & (HAN | WIDE | BREAK) > 0)
    chosen = breaks_off | ((stop - start == 1) & _ends_a_sentence(view, start))
    start, stop, breaks_off = start[chosen], stop[chosen], breaks_off[chosen]
    length = np.where(breaks_off, 2, 1)
    return Edits(
        start,
        stop,
        np.repeat(np.where(breaks_off, ord("…"), ord("。")), length).astype(np.uint32),
        length.astype(np.int64),
        np.where(breaks_off, 0.95, 0.9).astype(np.float32),
        np.zeros(len(start), np.uint8),
    )


def _ends_a_sentence(view: BatchView, dot: Offsets) -> Signs:
    """Nothing but closing marks and blanks follows in the line, and a sentence of Chinese stands before."""
    line = view.line_of(dot)
    tail = view.last_sign_of(line)
    ends = (tail >= dot) & (tail - dot <= MOST_CLOSERS)
    for step in range(1, MOST_CLOSERS + 1):
        at = np.minimum(dot + step, len(view.codes) - 1)
        ends &= (tail < dot + step) | is_one(CLOSERS, view.codes[at])
    place = np.flatnonzero(ends)
    count = np.zeros(len(place), np.int64)
    begin = view.line_start[line[place]]
    for step in range(1, NEAR + 1):
        at = dot[place] - step
        count += (at >= begin) & (view.bits_at(np.maximum(at, 0)) & HAN > 0)
    numbered = is_one(NUMBERED, view.codes[np.minimum(begin, len(view.codes) - 1)])
    # 第三章. and （一）. are headings' numbers: behind them a sentence is wanted too
    ends[place] = count >= np.where(numbered & (dot[place] - begin <= LEAST + 2), NEAR, LEAST)
    return ends
