"""Text whose lines were broken at a column, as mail, boards and plain-text archives hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.lines import lines_below_title
from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import table_lines
from kouan.model.article import RepairKind
from kouan.model.characters import HAN, LETTER, is_one, one_of
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: Columns of the screen, two for a Chinese character: text is not set narrower, and what is wider is no line of a screen.
NARROWEST, WIDEST = 40, 140
#: A mark may not begin a line and a word is not cut, so a full line may want so many columns.
SLACK = 4
LONGEST_WORD = 16
#: A stretch has so many full lines that break off in mid-sentence.
FEWEST = 3
#: Of the lines that break off so many at least are full: what ends short ends there.
FULL = 0.9
#: A line that fills so little of it is a heading.
HEADING = 0.6
#: So many of its lines are no wider than the column.
MOST = 0.9
#: A paragraph is set in by so many columns.
INDENT = 8
#: Of its lines so many at least hold a mark of a clause: a table or a list of names does not.
SPOKEN = 0.5
CLAUSE_MARKS = "，。；！？、：,"
CLAUSE = Expression(f"[{CLAUSE_MARKS}]")
IS_CLAUSE = one_of(CLAUSE_MARKS).astype(np.uint32)
COMMAS = one_of("，、；")
#: A line that begins so starts something of its own, whatever stands above.
STARTS = Expression(
    r"[#●•■◆▪*>▲△▼▶◀]|[-–—]\s|[-=_*—]{2}|\d{1,2}[、．]|[(（]?[一二三四五六七八九十]{1,3}[、)）]"
)
#: A paragraph is set in; a line that only goes on is not.
SET_IN = Expression(r"[ \t\xa0\u3000]{2,}|\u3000")
ENDS = tuple("。！？…”’」』）)：:")
IS_END = one_of("".join(ENDS))
#: A mark that begins no line: what it closes stands above.
CANNOT_BEGIN = tuple("，。、；：！？”’）」』》")
LATIN = Expression(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class _Row:
    """A line of the batch that is not blank: its number, its text without blanks behind, and the columns of the whole line."""

    line: int
    text: str
    whole: int
    is_padded: bool

    @cached_property
    def width(self) -> int:
        """The columns of its text."""
        return columns(self.text) if self.is_padded or self.whole >= BEYOND else self.whole


@rule(
    "hard_wrap",
    kind=RepairKind.BROKEN_PARAGRAPH,
    spares=("page_markup",),
    examples={
        "边城旧事\n"
        "　　清晨六点，边城口岸的大厅里已经排起了长队，民警们正在\n"
        "为老人和孩子引路。王师傅说，从前过关要等上大半天，如今只\n"
        "要十来分钟，货物当天就能送到对面的市场上去，价钱也比过去\n"
        "好了许多。\n"
        "　　他记得第一次过关的情形。": "边城旧事\n"
        "　　清晨六点，边城口岸的大厅里已经排起了长队，民警们正在为老人和孩子引路。王师傅说，从前过关要等上大半天，"
        "如今只要十来分钟，货物当天就能送到对面的市场上去，价钱也比过去好了许多。\n"
        "　　他记得第一次过关的情形。",
    },
    keeps=[
        "口岸\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "名单\n" + "\n".join(["张小明　李小强　王大山　赵小海　钱大江　孙小河"] * 5),
        "讲话\n"
        + "\n".join(
            f"{number}、团结合作，构建面向未来的口岸通关新体系\n"
            + "口岸通关要更加顺畅，旅客排队要更加有序。" * 5
            for number in "一二三四五"
        ),
        "通告\n" + "\n".join(["为了方便旅客通行，边城口岸自下月起延长开放时间。"] * 4),
    ],
)
def hard_wrap(view: BatchView) -> Edits:
    """Join the lines of a stretch that were all broken at one column, where its lines break off in mid-sentence.

    A line goes on in the next where it fills the column and does not end a sentence, or ends one in a stretch that
    sets its paragraphs in, and the next is not set in. A short line ends a paragraph. Between Latin words a space is left.
    """
    edits: list[Edit] = []
    candidates = _candidates(view)
    rows = frozenset(table_lines(view).tolist()) if candidates else frozenset[int]()
    for document in candidates:
        for stretch in _stretches(view, lines_below_title(view, document, rows)):
            edits += _joins(view, stretch)
    return Edits.of(edits)


def _candidates(view: BatchView) -> list[int]:
    """Documents with so many lines of some length that break off, each right above another, and fewer paragraphs left whole."""
    filled = view.filled_lines
    upper, lower = filled[:-1], filled[1:]
    sign = view.last_sign[upper]
    breaks = (view.bits_at(sign) & (HAN | LETTER) > 0) | is_one(COMMAS, view.codes[sign])
    chosen = (
        breaks
        & (lower - upper <= 2)
        & (view.line_document[upper] == view.line_document[lower])
        & (view.line_length[upper] >= NARROWEST // 2 - SLACK)
        & (view.line_length[upper] <= WIDEST)
    )
    count = np.bincount(view.line_document[upper[chosen]], minlength=len(view))
    paragraphs = filled[view.line_length[filled] > WIDEST]
    whole = np.bincount(view.line_document[paragraphs], minlength=len(view))
    fits = (count >= FEWEST) & (count > whole)
    if not fits.any():
        return []
    # of the lines that break off, a share holds a clause: a list of names has none
    goes_on = fits[view.line_document[upper]] & (lower - upper <= 2)
    goes_on &= ~is_one(IS_END, view.codes[sign]) & (4 * view.line_length[upper] >= NARROWEST)
    told = upper[goes_on]
    told = told[view.weigh(told, IS_CLAUSE) > 0]
    spoken = np.bincount(view.line_document[told], minlength=len(view))
    return np.flatnonzero(fits & (spoken >= SPOKEN * FEWEST)).tolist()


def _stretches(view: BatchView, lines: Sequence[int]) -> Iterator[list[_Row]]:
    """The lines in rows that follow each other at one distance."""
    stretch: list[_Row] = []
    gap = 0
    if not lines:
        return
    widths = view.weigh(np.array(lines, np.int64), _columns()).tolist()
    for line, width in zip(lines, widths, strict=True):
        step = line - stretch[-1].line if stretch else 0
        if stretch and (step > 2 or (gap and step != gap)):
            yield stretch
            # where the distance changes a paragraph ends, but the line may begin the next stretch
            stretch, step = [], 0
        gap = step
        whole = view.line_text(line)
        text = whole.rstrip()
        stretch.append(_Row(line, text, width, len(text) < len(whole)))
    if stretch:
        yield stretch


def columns(text: str) -> int:
    """How many columns of a screen a text takes.

    >>> columns("口岸2018")
    8
    """
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


#: More than any line has: what the table counts for a character that it does not list.
BEYOND: Final = 1 << 24


@cache
def _columns() -> npt.NDArray[np.uint32]:
    """The columns of each character of the basic plane."""
    table = [1 + (unicodedata.east_asian_width(chr(code)) in "WF") for code in range(0x10000)]
    return np.array([*table, BEYOND], np.uint32)


def _joins(view: BatchView, stretch: Sequence[_Row]) -> Iterator[Edit]:
    width = _column(stretch)
    if not width:
        return
    is_set_in = any(SET_IN.match(row.text) for row in stretch)
    for row, upper, lower in _triples(stretch):
        if not _is_full(row, upper, lower, width) or STARTS.match(lower.text):
            continue
        ends = upper.text.endswith(ENDS) and not lower.text.startswith(CANNOT_BEGIN)
        if SET_IN.match(lower.text) or (ends and not is_set_in):
            continue
        begin = int(view.line_start[upper.line]) + len(upper.text)
        below = view.line_text(lower.line)
        end = int(view.line_start[lower.line]) + len(below) - len(below.lstrip())
        is_latin = LATIN.match(upper.text[-1]) and LATIN.match(lower.text.lstrip()[0])
        yield Edit(begin, end, " " if is_latin else "", 0.9)


def _triples(stretch: Sequence[_Row]) -> Iterator[tuple[_Row | None, _Row, _Row]]:
    """Each line with the one above it, if any, and the one below."""
    yield from zip((None, *stretch), stretch, stretch[1:], strict=False)


def _column(stretch: Sequence[_Row]) -> int:
    """The column at which the lines of a stretch were broken; 0 where they were not."""
    broken = [
        triple
        for triple in _triples(stretch)
        if not triple[1].text.endswith(ENDS)
        # no sign takes more than two columns
        and 4 * len(triple[1].text) >= NARROWEST
        and 2 * triple[1].width >= NARROWEST
        and not SET_IN.match(triple[2].text)
    ]
    if len(broken) < FEWEST:
        return 0
    widths = sorted(upper.width for _, upper, _ in broken)
    width = widths[int(len(widths) * MOST)]  # a line or two may be wider: a table, a heading
    wider = sum(row.width > width + SLACK for row in stretch)
    if not NARROWEST <= width <= WIDEST or wider > (1 - MOST) * len(stretch):
        return 0
    broken = [triple for triple in broken if triple[1].width > HEADING * width]
    full = [one for one in broken if _is_full(*one, width)]
    spoken = sum(CLAUSE.search(upper.text) is not None for _, upper, _ in full)
    if len(full) < FEWEST or len(full) < FULL * len(broken) or spoken < SPOKEN * len(full):
        return 0
    return width


def _is_full(row: _Row | None, upper: _Row, lower: _Row, width: int) -> bool:
    """Whether nothing more of the next line would have fitted: a Latin word is not cut, and a paragraph was set in."""
    word = re.match(r"[A-Za-z0-9.%]*", lower.text.lstrip())
    room = width - upper.width
    begins = row is None or row.text.endswith(ENDS) or width - row.width > SLACK
    if begins and not upper.text.endswith(ENDS):
        room -= INDENT  # the blanks with which a paragraph began may be gone
    return -SLACK - INDENT <= room <= SLACK or (
        word is not None and 0 < room <= min(len(word[0]), LONGEST_WORD)
    )
