"""Chinese characters set apart by blanks, as headings are spaced and recognised print reads: 通 知, 本 报 讯 记 者."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.characters import HAN, SPACE, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

#: Single characters in a row, each gap a blank, before a run inside a line counts as spaced out: 王 军 is a name set
#: to the width of three, and 一 二 三 a list.
LEAST: Final = 4
#: Words of two or three characters that are set wide as a heading, and nothing else: other pairs may be names.
HEADINGS: Final = frozenset(
    re.findall(
        "..",
        "通知公告通告报告報告决定決定命令目录目錄前言序言摘要附件附录附錄简介簡介说明說明意见意見"
        "办法辦法条例條例声明聲明启事啟事批复批復议案議案纪要紀要通报通報后记後記",
    )
)
#: Numbers set apart are a list or a table.
LISTED: Final = one_of("一二三四五六七八九十百千万亿零〇甲乙丙丁戊己庚辛壬癸年月日")


@rule(
    "letter_spacing",
    kind="spacing",
    within_lines=True,
    by_places=True,
    examples={
        "本 报 讯 记 者 报道": "本报讯记者 报道",
        "关 于 加 强 口 岸 管 理 的 通 知": "关于加强口岸管理的通知",
        "通 知": "通知",
        "公\u3000告": "公告",
    },
    keeps=[
        "王 军",
        "优化服务 守好国门",
        "一 二 三 四 五",
        "矢志担当迎挑战 优化服务守好关",
        "赵 钱 孙",
        "丁学东\u3000王 宁\u3000王 凯",
        "东\u3000南\u3000西\u3000北",
    ],
)
def letter_spacing(view: BatchView) -> Edits:
    """Delete the blanks of a run of at least four single characters, and of a line that is one spaced heading.

    Every gap of a run is one blank of the same kind, and its first and last characters stand alone too, so
    that blanks between phrases stay. Ideographic spaces part the entries of a list, so they are closed up only in
    a heading of `HEADINGS`.
    """
    blank = view.places(SPACE)
    if not len(blank):
        return Edits.none()
    codes, last = view.codes, len(view.codes) - 1
    blank = blank[(blank > 0) & (blank < last)]
    # a gap: a single blank between two Chinese characters
    gap = blank[
        (view.bits_at(blank - 1) & HAN > 0)
        & (view.bits_at(blank + 1) & HAN > 0)
        & (codes[blank] != 9)
    ]
    if not len(gap):
        return Edits.none()
    kind = codes[gap]
    joined = (np.diff(gap) == 2) & (np.diff(kind.astype(np.int64)) == 0)
    first = np.flatnonzero(np.append(True, ~joined))
    count = np.diff(np.append(first, len(gap)))
    # the character at the rim of a run of gaps may begin a phrase: in 记 者 报道 the last gap parts two words
    cut_first = view.bits_at(np.maximum(gap[first] - 2, 0)) & HAN > 0
    cut_first &= gap[first] > 1
    end = gap[first + count - 1] + 2
    cut_last = (end <= last) & (view.bits_at(np.minimum(end, last)) & HAN > 0)
    first, count = first + cut_first, count - cut_first - cut_last
    first, count = first[count > 0], count[count > 0]
    start, stop = gap[first] - 1, gap[first + count - 1] + 2
    fine = (count + 1 >= LEAST) & (kind[first] != 0x3000)
    for k in np.flatnonzero(fine).tolist():
        letters = codes[int(start[k]) : int(stop[k]) : 2]
        fine[k] = not is_one(LISTED, letters).any() or len(letters) >= 2 * LEAST
    short = np.flatnonzero(count == 1)
    if not len(short) and not fine.any():
        return Edits.none()
    lines = view.line_of(gap[first[short]])
    whole = (view.line_start[lines] == start[short]) & (view.line_stop[lines] == stop[short])
    for k in short[whole].tolist():
        fine[k] = chr(codes[start[k]]) + chr(codes[stop[k] - 1]) in HEADINGS
    gone = gap[ranges(first[fine], first[fine] + count[fine])]
    return Edits.removals(gone, gone + 1, confidence=0.95)
