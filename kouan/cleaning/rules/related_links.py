"""Lists of other articles' titles with their dates, below or beside an article."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kouan.cleaning.lines import Removals, documents_with, left_over, whole_lines
from kouan.cleaning.rule import rule
from kouan.cleaning.table_lines import outside_tables
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import DIGIT, HALF, SPACE, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

DATE = Expression(r"(?:20|19)?\d\d[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?(?:\s+\d\d:\d\d(?::\d\d)?)?")
DATE_SIGNS = "0123456789-./:年月日 "
MARKS = one_of("-–·•●■◆▪*>»")
#: Marks and blanks behind a date.
CLOSERS = ")）]】 \u3000"
_CLOSERS = one_of(CLOSERS)
BESIDE = one_of(DATE_SIGNS)
_DIGITS = one_of("0123456789")
#: 2011-02-18, sign by sign.
SHAPE = (*[_DIGITS] * 4, one_of("-./年"), *[_DIGITS] * 2, one_of("-./月"), *[_DIGITS] * 2)
CLOSING = one_of(")）]】日")
#: Before the last number of a date, which has one or two digits, stands one of these.
BETWEEN = one_of("-./:年月")


@rule(
    "related_links",
    kind=RemovedKind.RELATED_LINKS,
    takes_lines=True,
    examples={
        "正文。\n- 质检总局：严厉打击违法行为(2011-02-18)\n- “以人为本”做好党风廉政工作(2011-02-17)": "正文。"
    },
    keeps=[
        "该站成立于2018-07-16",
        "- 一手抓业务，一手抓队伍。",
        "发布会定于2019年3月2日",
        "- 2018年完成验放\n- 2019年完成验放",
        "首次开行日期：2018-07-16",
        "港口\t吞吐量\t同比增长\n东港吞吐量\t70.1\t13.2\n西港吞吐量\t80.2\t10.6\n北港吞吐量\t80.2\t10.6",
    ],
)
def related_links(view: BatchView) -> Edits:
    """Delete runs of two or more lines that are a list mark, a title and a date; one alone needs its neighbour.

    A dated line without a list mark goes only in a run of three, since a chronicle may look alike.
    """
    lines = outside_tables(view, _dated_lines(view))
    dated = lines[_end_in_date(view, lines)]
    if len(dated) < 2:
        return Edits.none().watching(np.zeros(0, np.int64))
    runs = _runs(view, dated)
    edits = whole_lines(view, Removals.alike(*runs, RemovedKind.RELATED_LINKS, 0.95))
    # two that are apart may become neighbours
    return edits.watching(documents_with(view, left_over(view, dated, edits), 2))


def _end_in_date(view: BatchView, lines: Offsets) -> npt.NDArray[np.bool_]:
    """Which of the lines end in a date: 2011-02-18 and its like, alone or in a bracket, are seen at once."""
    last = view.line_stop[lines] - 1
    closed = is_one(_CLOSERS, view.codes[last])
    last = last - closed
    start = last - len(SHAPE) + 1
    # nothing that belongs to a date stands before it, and only one mark behind it
    before, _ = view.neighbours(np.maximum(start, 0))
    plain = (start >= view.line_start[lines]) & ~is_one(_CLOSERS, view.codes[last])
    plain &= ~is_one(BESIDE, before)
    for step, table in enumerate(SHAPE):
        plain &= is_one(table, view.codes[np.maximum(start + step, 0)])
    century = view.codes[np.maximum(start, 0)] * 10 + view.codes[np.maximum(start + 1, 0)]
    plain &= (century == ord("2") * 10 + ord("0")) | (century == ord("1") * 10 + ord("9"))
    doubtful = np.flatnonzero(~plain)
    plain[doubtful] = [_ends_in_date(view.lines[line][-30:]) for line in lines[doubtful].tolist()]
    return plain


def _ends_in_date(end: str) -> bool:
    core = end.rstrip(CLOSERS)
    return bool(DATE.fullmatch(core[len(core.rstrip(DATE_SIGNS)) :].strip()))


def _runs(view: BatchView, lines: Offsets) -> tuple[Offsets, Offsets]:
    """First lines and last lines of each run that is a list, parted where a line is not the next filled one of its document."""
    place = np.searchsorted(view.filled_lines, lines)
    home = view.line_document[lines]
    breaks = (np.diff(place) != 1) | (np.diff(home) != 0) | (np.diff(lines) > 3)
    bounds = np.concatenate(([0], np.flatnonzero(breaks) + 1, [len(lines)]))
    first, stop = bounds[:-1], bounds[1:]
    before = np.append(0, np.cumsum(is_one(MARKS, view.codes[view.line_start[lines]])))
    marked = before[stop] - before[first]
    listed = (marked >= 2) | ((stop - first >= 3) & (marked == 0))
    return lines[first[listed]], lines[stop[listed] - 1]


def _dated_lines(view: BatchView) -> Offsets:
    """Lines of at most 140 characters that may end in a date: a short number, perhaps with a closing mark behind it."""
    filled = (view.line_length >= 10) & (view.line_length <= 140)
    lines = np.flatnonzero(filled & (view.line_document >= 0))
    last = view.line_stop[lines] - 1
    closed = is_one(CLOSING, view.codes[last]) | (view.bits_at(last) & (HALF | SPACE) > 0)
    bare = view.bits_at(last) & DIGIT > 0
    digit = np.where(bare, last, last - 1)
    short = is_one(BETWEEN, view.codes[digit - 1]) | is_one(BETWEEN, view.codes[digit - 2])
    return lines[(bare | closed) & (view.bits_at(digit) & DIGIT > 0) & short]
