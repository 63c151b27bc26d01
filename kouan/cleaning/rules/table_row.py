"""Tables that text draws with bars, wide blanks or commas: | 港口 | 吞吐量 |, 港口    吞吐量, 港口,吞吐量 of a sheet saved as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from kouan.cleaning.rule import rule
from kouan.language.grids import FEWEST_ROWS, TAB, Cell, is_data
from kouan.model.characters import SPACE
from kouan.model.edits import Edit, Edits
from kouan.model.expression import Expression
from kouan.model.view import BatchView

#: What parts two cells: a bar with the blanks around it, or so many blanks.
BAR: Final = Expression(r"[ \t\u3000]*+[|｜│┃]")
WIDE: Final = Expression(r"(?<![ \u3000])(?: {2,}|\u3000+| \u3000[ \u3000]*)(?=[^ \u3000])")
COMMA: Final = Expression(",")
#: A sentence, a cell in quotes, and figures whose commas may stand between thousands: 1,234.
NO_CELLS: Final = Expression('[，。；：！？、"]|, |(?<![0-9.])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])')
#: | --- | ---: |, ├──┼──┤: it parts head from body and says nothing.
RULE: Final = Expression(r"[\s|｜│┃+├┼┤┌┬┐└┴┘─━:\-=]+")
BARS: Final = "|｜│┃"
#: A row that blanks part has so many cells, as all rows of its table have.
FEWEST_CELLS: Final = 3
LONGEST_ROW: Final = 400
LINE: Final = ord("\n")
IDEOGRAPHIC: Final = 0x3000


class _Row(NamedTuple):
    """A line as a row of a table: its cells, and the stretches between them."""

    line: int
    cells: list[Cell]
    gaps: list[tuple[int, int]]
    is_rule: bool

    @property
    def rim(self) -> tuple[int, int]:
        """Where its first cell begins and its last one ends."""
        first, last = self.cells[0], self.cells[-1]
        return min(first.start, self.gaps[0][0]), max(last.end, self.gaps[-1][1])


@rule(
    "table_row",
    examples={
        "| 港口 | 吞吐量（万吨） |\n|---|---:|\n| 东港 | 70.1 |\n| 西港 | 8.2 |": "港口\t吞吐量（万吨）\n东港\t70.1\n西港\t8.2",
        "港口,单位,吞吐量\n东港,万吨,70.1\n西港,万吨,8.2": "港口\t单位\t吞吐量\n东港\t万吨\t70.1\n西港\t万吨\t8.2",
        "港口    吞吐量    同比\n东港    70.1    3.2\n西港    8.2    -0.6": "港口\t吞吐量\t同比\n东港\t70.1\t3.2\n西港\t8.2\t-0.6",
        "港口    吞吐量    上年\n东港    1,234.5    1,100.2\n西港    8.2    9.0": "港口\t吞吐量\t上年\n东港\t1,234.5\t1,100.2\n西港\t8.2\t9.0",
    },
    keeps=[
        "张小明 | 李小强 | 王大山\n赵小海 | 钱大江 | 孙小河",
        "张小明  李小强  王大山\n赵小海  钱大江  孙小河",
        "东港、西港,合计70,100万吨\n东港,西港,合计 82,100万吨",
        "东港,120,345\n西港,88,214",
        "一是70,二是80,三是90。\n四是60,五是50,六是40。",
        "第一版  要闻  2018年\n第二版  要闻  2018年",
    ],
)
def table_row(view: BatchView) -> Edits:
    """Part the cells of a table of data by tabs where bars, wide blanks or commas part them; the line below its head goes.

    Only rows in a row that have one number of cells, most of them figures, are a table: menus and lists of names are none.
    """
    edits: list[Edit] = []
    for run in _runs(view):
        edits += _edits(view, run)
    return Edits.of(edits)


def _runs(view: BatchView) -> Iterator[list[_Row]]:
    """Rows below each other that are a table of data."""
    run: list[_Row] = []
    width = 0
    for line in [*_candidates(view), -1]:
        row = _row(view, line) if line >= 0 else None
        goes_on = (
            row is not None
            and run
            and line == run[-1].line + 1
            and (row.is_rule or len(row.gaps) == width)
        )
        if row is not None and goes_on:
            run.append(row)
            continue
        rows = [one for one in run if not one.is_rule]
        if len(rows) >= FEWEST_ROWS and is_data([one.cells for one in rows if one.cells]):
            yield run
        run, width = ([row], len(row.gaps)) if row is not None and not row.is_rule else ([], 0)


def _candidates(view: BatchView) -> list[int]:
    """Lines with a bar, with wide blanks or with commas, that no tab parts yet."""
    parted = np.unique(view.line_of(view.places_of(BARS)))
    lines, count = np.unique(view.line_of(view.places_of(",")), return_counts=True)
    parted = np.union1d(parted, lines[count >= FEWEST_CELLS - 1])
    blank = view.places(SPACE)
    wide = parted[:0]
    if len(blank):
        first = np.append(True, np.diff(blank) != 1)
        start, end = blank[first], blank[np.append(first[1:], True)] + 1
        before, _ = view.neighbours(start)
        _, after = view.neighbours(end - 1)
        # those that set a line in, or stand at its end, part nothing
        inside = (before != LINE) & (after != LINE)
        inside &= (end - start > 1) | (view.codes[start] == IDEOGRAPHIC)
        lines, count = np.unique(view.line_of(start[inside]), return_counts=True)
        wide = lines[count >= FEWEST_CELLS - 1]
    lines = np.union1d(parted, wide)
    lines = lines[(view.line_length[lines] <= LONGEST_ROW) & (view.line_document[lines] >= 0)]
    # a row has another right above or below it
    far = np.diff(lines, prepend=-2, append=-2) != 1
    return [int(line) for line in lines[~(far[:-1] & far[1:])]]


def _row(view: BatchView, line: int) -> _Row | None:
    text = view.line_text(line)
    start = int(view.line_start[line])
    if TAB in text:
        return None
    is_barred = any(bar in text for bar in BARS)
    if is_barred and RULE.fullmatch(text):
        return _Row(line, [], [], True)
    has_commas = not is_barred and text.count(",") >= FEWEST_CELLS - 1
    has_commas = has_commas and not (NO_CELLS.search(text) or WIDE.search(text.strip()))
    pattern = BAR if is_barred else COMMA if has_commas else WIDE
    inner_start, inner_end = len(text) - len(text.lstrip()), len(text.rstrip())
    if is_barred:
        inner_start += text[inner_start : inner_start + 1] in BARS
        inner_end -= inner_end > inner_start and text[inner_end - 1] in BARS
    cells: list[Cell] = []
    gaps: list[tuple[int, int]] = []
    at = inner_start
    for found in [*pattern.finditer(text, inner_start, inner_end), None]:
        end = found.start() if found else inner_end
        piece = text[at:end]
        said = piece.strip()
        begin = at + len(piece) - len(piece.lstrip())
        if said:
            cells.append(Cell(len(gaps), start + begin, start + begin + len(said), said))
        if found:
            behind = found.end()
            behind += len(text[behind:inner_end]) - len(text[behind:inner_end].lstrip(" \u3000"))
            gaps.append((start + end, start + behind))
            at = behind
    if len(gaps) < (1 if is_barred else FEWEST_CELLS - 1) or not cells:
        return None
    return _Row(line, cells, gaps, False)


def _edits(view: BatchView, run: Sequence[_Row]) -> Iterator[Edit]:
    for row in run:
        start, stop = int(view.line_start[row.line]), int(view.line_stop[row.line])
        if row.is_rule:
            yield Edit(start - 1, stop, "", 0.95)
            continue
        rim = row.rim
        if rim[0] > start:
            yield Edit(start, rim[0], "", 0.95)
        for first, last in row.gaps:
            yield Edit(first, last, TAB, 0.95)
        if rim[1] < stop:
            yield Edit(rim[1], stop, "", 0.95)
