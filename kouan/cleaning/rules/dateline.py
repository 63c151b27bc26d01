"""The line under a title that says when a page went out, and the site's own name beside it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from kouan.cleaning.dated_lines import (
    BEFORE_DATE,
    BEHIND_DATE,
    CAPTION,
    DATED,
    DESK,
    FIRST_SIGNS,
    HOUSE_BEFORE,
    HOUSE_BEGINS,
    HOUSE_BEHIND,
    MONTH,
    PARTS,
)
from kouan.cleaning.frame.sites import LONGEST_NAME, is_site
from kouan.cleaning.lines import (
    Removable,
    document_lines,
    documents_with,
    next_filled,
    whole_lines,
)
from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import BLANKS, DIGIT, STOPS, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

LONGEST_HOUSE_LINE = 60
#: The first signs of a dateline, behind blanks and brackets.
BEGINS = one_of("".join(sorted(FIRST_SIGNS)))
#: What Markdown sets around a line that it quotes or sets apart.
AROUND = " \t\u3000>*_"
BRACKETS = BLANKS + "[【（(〖>*_"
SKIPPED = one_of(BRACKETS)
#: Behind so many, which is less than the shortest line, nothing is looked at.
MOST_SKIPPED = 6
#: A date stands among the first lines of a page that are not blank, or among the last.
HEAD, TAIL = 8, 3
#: What no dateline has; the rules beside it look for the same.
MARKS = "，。"
#: A date has so many digits at least; one of the Republic (民国99年1月2日) fewer.
DIGITS, FEWEST_DIGITS = 6, 4
#: A letter or decree is dated in words, under a short line that names who signed it, below its text.
SIGNED = Expression(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
LONGEST_SIGNER = 30


@rule(
    "dateline",
    kind=RemovedKind.DATELINE,
    takes_lines=True,
    examples={
        "标题\n2018-07-16 09:54:07\nLandbridge平台\n正文。": "标题\n正文。",
        "标题\n发布时间：2018年7月16日 来源：新华网 点击：32次\n正文。": "标题\n正文。",
        "标题\n发布日期：112-01-02\n正文。": "标题\n正文。",
        "2018年7月16日　星期一　第A03版：要闻\n标题\n正文。": "标题\n正文。",
        "标题\n信息来源：某某局　　作者：办公室　　日期：2018-07-16　　【打印】【关闭】\n正文。": "标题\n正文。",
        "标题\n中华民国112年1月2日\n正文。": "标题\n正文。",
        "标题\n某某省统计局　2018-07-16 10:05　【打印】【关闭】\n正文。": "标题\n正文。",
        "标题\n某某市统计局　国家统计局某某调查队　　2018年7月16日\n正文。": "标题\n正文。",
        "标题\n某某晚报　A7版　　2018-07-16 09:54\n正文。": "标题\n正文。",
        "标题\n2018/07/16 09:54 某某日报 记者王小明／台北即时报导\n正文。": "标题\n正文。",
        "标题\n2018-07-16 09:54　某某时报记者 王小明　阅读 13402\n正文。": "标题\n正文。",
        "标题\n某某水运报 2018年07月16日 09:54 责任编辑:王小明 分享到: 微博 微信\n正文。": "标题\n正文。",
        "标题\n2018-07-16 09:54\n某某教育报\n正文。": "标题\n正文。",
        "标题\n某某日报 2018-07-16 09:54 07-16 10:05更新\n正文。": "标题\n正文。",
        "标题\n2018-07-16 健康组\n正文。": "标题\n正文。",
        "标题\n2018年7月16日 09:54 四川\n正文。": "标题\n正文。",
        "标题\n王小明 某某发布 2018年7月16日 09:54 四川 听全文\n正文。": "标题\n正文。",
        "标题\n2018 07/16 09:54:07\n正文。": "标题\n正文。",
        "标题\n〖 作者：王小明 来源：某某局 更新时间：2018-7-16 〗\n正文。": "标题\n正文。",
        "标题\n发布时间：2018-07-16 09:54 更新时间：2018-07-16 10:05\n正文。": "标题\n正文。",
        "2018年7月16日 星期一 某某日报 要闻 A02\n标题\n正文。": "标题\n正文。",
        "标题\n2018年7月16日（星期一）\n正文。": "标题\n正文。",
        "标题\n2018/07/16（一）\n正文。": "标题\n正文。",
        "标题\n2018.7.16 第1234期\n正文。": "标题\n正文。",
        "标题\n见报日期：2018-07-16 版次：A3\n正文。": "标题\n正文。",
        "标题\n日期：18.07.16\n正文。": "标题\n正文。",
        "标题\n> 来源：某某局　2018-07-16\n正文。": "标题\n正文。",
        "标题\n*发布时间：2018年7月16日*\n正文。": "标题\n正文。",
        "标题\nBy Lin Yue | 5 Jul 2018\n正文。": "标题\n正文。",
        "标题\n发布时间：06:30 2018-07-16 HKT\n正文。": "标题\n正文。",
        "标题\n【时间：2018-07-16】 【来源：某某协会】 【点击：4512】\n正文。": "标题\n正文。",
        "标题\n文：王小明 图：某某团队 审核：李四 来源：某某学院 日期：2018-07-16 点击数：[1264]\n正文。": "标题\n正文。",
        "标题\n正文。\n编辑于 2018-07-16 09:54 · IP 属地上海": "标题\n正文。",
        "标题\n某某新闻网（某某日报网）　2018年07月16日09:54　扫一扫 分享到朋友圈\n正文。": "标题\n正文。",
    },
    keeps=[
        "标题\n2018年7月16日，记者在口岸看到，旅客络绎不绝。",
        "2018年",
        "标题\n正文。\n7月12日",
        "2016-2018",
        "标题\n> 2018年7月16日，记者在口岸看到，旅客络绎不绝。",
        "标题\n编号：112-01-02\n正文。",
        "标题\n2018年7月16日 男子甲组\n2018年7月17日 女子甲组\n正文。",
        "标题\n2018-07-16 体育组\n2018-07-17 综合组\n正文。",
        "标题\n图：某某港旧貌 1987年7月16日\n正文。",
        "标题\n科室：内科 时间：2018年7月16日\n正文。",
        "标题\nDecision 12, 2018\n正文。",
        "标题\n正文。\n正文。\n特此公告。\n某某市海关 2018年7月16日",
        "贺信\n谨向大会致以热烈的祝贺，祝大会圆满成功！\n某某联合会\n2022年10月24日",
    ],
)
def dateline(view: BatchView) -> Edits:
    """Delete a line that is a date (with time, label, source, click counter) near the head or the end of a page.

    A date in words under a name that signs the text above belongs to that text, and stays; so does a house with
    its date below a sentence.
    A short line right below it that has the shape of a site's name goes as `source_line`; the publisher an article
    credits is read from its own line.
    """
    dated: list[int] = []
    # what stands further in comes near the rim when lines are gone, and a house to the head.
    inner: list[int] = []
    desks: list[int] = []
    head, tail, beyond = (lines.tolist() for lines in _short_dated_lines(view))
    at_head, at_rim = {*head}, {*head, *tail}
    for line in (*head, *tail, *beyond):
        text = view.lines[line]
        if DESK.search(text):
            desks.append(line)
        if _is_dateline(text):
            (dated if line in at_rim else inner).append(line)
        elif _is_of_house(text):
            goes = line in at_head and _is_above_text(view, line)
            (dated if goes else inner).append(line)
    listed = _listed(view, desks)
    dated = [line for line in dated if line not in listed]
    watched = documents_with(view, np.array([*inner, *listed], np.int64), 1)
    signed = [line for line in dated if _is_signed(view, line)]
    if signed:  # once what stands above is gone, it may be the page's date after all
        dated = [line for line in dated if line not in signed]
        watched = np.union1d(watched, view.line_document[signed])
    if not dated:
        return Edits.none().watching(watched)
    below = next_filled(view, np.array(dated))
    sites = below[(below >= 0) & (view.line_length[below] < 2 * LONGEST_NAME)].tolist()
    removable = [Removable(line, line, RemovedKind.DATELINE, 0.95) for line in dated]
    removable += (
        Removable(line, line, RemovedKind.SOURCE_LINE, 0.8)
        for line in sites
        if is_site(view.lines[line].strip())
    )
    return whole_lines(view, removable).watching(watched)


def _is_dateline(line: str) -> bool:
    """A date, with nothing but labelled pieces before and behind it."""
    text = line.strip().strip(AROUND)
    begins = text.lstrip(BRACKETS)
    if begins[:1] not in FIRST_SIGNS or CAPTION.match(begins):
        return False
    return any(
        BEFORE_DATE.fullmatch(text, 0, date.start()) and BEHIND_DATE.fullmatch(text, date.end())
        for date in DATED.finditer(text)
    )


def _is_of_house(line: str) -> bool:
    """A date with the house that issued the page and its buttons, one of them at least."""
    text = line.strip()
    if len(text) > LONGEST_HOUSE_LINE or text.startswith("《"):
        return False
    # it begins with the date, or with a name that a blank or a bar parts from it
    if text[:1] not in FIRST_SIGNS and not (HOUSE_BEGINS.match(text) and PARTS.search(text)):
        return False
    return any(
        (
            date.start() == 0
            # most dates stand in brackets: one look at the sign before them is enough
            or (
                PARTS.match(text, date.start() - 1)
                and HOUSE_BEFORE.fullmatch(text, 0, date.start())
            )
        )
        and HOUSE_BEHIND.fullmatch(text, date.end())
        for date in DATED.finditer(text)
    )


def _listed(view: BatchView, desks: list[int]) -> frozenset[int]:
    """Those of the lines with a desk that have another of their kind in their document."""
    count = Counter(view.line_document[desks].tolist())
    return frozenset(line for line in desks if count[int(view.line_document[line])] > 1)


def _is_above_text(view: BatchView, line: int) -> bool:
    """Whether no sentence stands above it: below one, the house signs and dates what it says."""
    first = document_lines(view, int(view.line_document[line])).start
    return not any(text.rstrip().endswith("。") for text in view.lines[first:line])


def _is_signed(view: BatchView, line: int) -> bool:
    """A date in words under a line that is no sentence, behind one that is."""
    if not SIGNED.fullmatch(view.lines[line].strip()):
        return False
    first = document_lines(view, int(view.line_document[line])).start
    above = [text for text in map(str.strip, view.lines[first:line]) if text]
    return (
        len(above) > 2
        and len(above[-1]) <= LONGEST_SIGNER
        and not above[-1].endswith(tuple(STOPS))
        and any(text.endswith(tuple(STOPS)) for text in above)
    )


def _short_dated_lines(view: BatchView) -> tuple[Offsets, Offsets, Offsets]:
    """Lines of 8 to 120 characters that begin as a dateline does, with the digits of a date and no comma or full stop.

    Those near the head of a page, those near its end, and those beyond; a house may begin the shorter ones.
    """
    filled = view.filled_lines
    first, stop = view.filled_bounds
    length = view.line_length[filled]
    rank = np.flatnonzero((length >= 8) & (length <= 120))
    rank = rank[(length[rank] <= LONGEST_HOUSE_LINE) | _begins(view, filled[rank])]
    digits = view.places(DIGIT)
    count = np.searchsorted(digits, view.line_stop[filled[rank]])
    count -= np.searchsorted(digits, view.line_start[filled[rank]])
    rank, count = rank[count >= FEWEST_DIGITS], count[count >= FEWEST_DIGITS]
    marks = view.places_of(MARKS)
    start, end = view.line_start[filled[rank]], view.line_stop[filled[rank]]
    unmarked = np.searchsorted(marks, start) == np.searchsorted(marks, end)
    rank, count = rank[unmarked], count[unmarked]
    dated = count >= DIGITS
    few = np.flatnonzero(~dated)
    dated[few] = [
        "民国" in view.lines[line] or MONTH.search(view.lines[line]) is not None
        for line in filled[rank[few]].tolist()
    ]
    rank = rank[dated]
    home = view.line_document[filled[rank]]
    at_head = rank - first[home] < HEAD
    at_tail = ~at_head & (stop[home] - rank <= TAIL)
    return filled[rank[at_head]], filled[rank[at_tail]], filled[rank[~(at_head | at_tail)]]


def _begins(view: BatchView, lines: Offsets) -> npt.NDArray[np.bool_]:
    """Which of these lines, not short, may be a dateline by their first sign behind blanks and brackets."""
    at = view.line_start[lines]
    skipped = np.ones(len(at), bool)
    for _ in range(MOST_SKIPPED):
        skipped &= is_one(SKIPPED, view.codes[at])
        at = at + skipped
    return skipped | is_one(BEGINS, view.codes[at])
