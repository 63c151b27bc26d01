"""Prose set a clause a line, as pages for small screens set it: a line ends at each comma."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from kouan.cleaning.lines import lines_below_title
from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import table_lines
from kouan.model.article import RepairKind
from kouan.model.characters import is_one, one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

COMMAS = one_of("，、")
ENDS: Final = ("。", "！", "？", "…", "。”", "！”", "？”", "……")
#: A semicolon ends an item of a list as often as a clause.
GOES_ON: Final = ("，", "、")
#: A document has so many lines that end at a comma: one alone is another fault.
FEWEST = 3
#: In verse no line is as long as this; in prose one of a sentence is.
VERSE = 16
#: Lines whose lengths differ by no more are verse, however long: so many of them make a metre.
METRE, FEWEST_OF_METRE = 1, 4
#: No line of a clause is longer; a longer one is a paragraph that broke off.
LONGEST = 60
#: A line that begins so is the next of a list, or something of its own.
STARTS = Expression(
    r"\s*(?:[#●•■◆▪*>▲△▼▶◀]|[-–—]|[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、)）．.]|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]"
    r"|其[一二三四五六]|首先|其次|再次|最后|图[：:为]|资料图|[(（【\[])"
)


@rule(
    "clause_lines",
    kind=RepairKind.BROKEN_PARAGRAPH,
    spares=("page_markup",),
    examples={
        "边城旧事\n清晨六点，\n边城口岸的大厅里已经排起了长队，\n民警们正在为老人和孩子引路。\n王师傅说，\n从前过关要等上大半天。": "边城旧事\n"
        "清晨六点，边城口岸的大厅里已经排起了长队，民警们正在为老人和孩子引路。\n王师傅说，从前过关要等上大半天。",
    },
    keeps=[
        "静夜思\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "边城谣\n清晨的炊烟升起在关楼下，\n旅人的脚步落在石桥边上，\n钟声从山的那边远远传来，\n河水在月光里静静地流过。",
        "会议\n一是加强监管，\n二是优化服务，\n三是严格管理，让旅客满意、让企业放心、让社会认可。",
        "名单\n张小明，\n李小强，\n王大山，\n赵小海",
    ],
)
def clause_lines(view: BatchView) -> Edits:
    """Join the lines of a sentence that was set a clause a line: each but the last ends at a comma, the last ends it.

    One sentence of the document at least shows that it is prose: it has a line longer than verse has any. Lines of
    equal length stay, and so do four and more that keep a metre. An item of a list begins anew.
    """
    edits: list[Edit] = []
    candidates = _candidates(view)
    rows = frozenset(table_lines(view).tolist()) if candidates else frozenset[int]()
    for document in candidates:
        sentences = list(_sentences(view, lines_below_title(view, document, rows)))
        lengths = [[len(view.line_text(line).strip()) for line in one] for one in sentences]
        if any(max(one) >= VERSE and not _keeps_metre(one) for one in lengths):
            for sentence, length in zip(sentences, lengths, strict=True):
                edits += [] if _keeps_metre(length) else _joins(view, sentence)
    return Edits.of(edits)


def _candidates(view: BatchView) -> list[int]:
    """Documents with so many short lines that end at a comma."""
    filled = view.filled_lines
    comma = filled[is_one(COMMAS, view.codes[view.last_sign[filled]])]
    comma = comma[view.line_length[comma] <= LONGEST]
    count = np.bincount(view.line_document[comma], minlength=len(view))
    return np.flatnonzero(count >= FEWEST).tolist()


def _sentences(view: BatchView, lines: Iterable[int]) -> Iterator[list[int]]:
    """Lines of one sentence each: all but the last end at a comma."""
    sentence: list[int] = []
    for line in lines:
        text = view.line_text(line).strip()
        is_far = bool(sentence) and line - sentence[-1] > 2
        is_apart = is_far or len(text) > LONGEST or STARTS.match(text)
        if is_apart:
            sentence = []
        if text.endswith(GOES_ON) and len(text) <= LONGEST:
            sentence.append(line)
        else:
            if sentence and text.endswith(ENDS):
                yield [*sentence, line]
            sentence = []


def _keeps_metre(lengths: Sequence[int]) -> bool:
    """Whether lines of these lengths are verse: all equal, or many that hardly differ."""
    slack = METRE if len(lengths) >= FEWEST_OF_METRE else 0
    return max(lengths) - min(lengths) <= slack


def _joins(view: BatchView, sentence: Sequence[int]) -> Iterator[Edit]:
    for upper, lower in itertools.pairwise(sentence):
        whole, below = view.line_text(upper), view.line_text(lower)
        start = int(view.line_start[upper]) + len(whole.rstrip())
        end = int(view.line_start[lower]) + len(below) - len(below.lstrip())
        yield Edit(start, end, "", 0.85)
