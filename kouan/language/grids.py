"""Lines of text whose cells are parted by tabs in, the tables of data among them out.

A table of data has a head and figures below it; menus, addresses and timetables set in cells are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kouan.language.cell_numbers import is_number
from kouan.model.expression import Expression

TAB: Final = "\t"
#: No table of the press is wider; what has more cells on a line is no table that anybody reads.
MOST_COLUMNS: Final = 200
#: What is longer is running text, and no cell of figures.
LONGEST_CELL: Final = 80
#: 2019, 2019年: what stands so in a head is a time.
YEAR: Final = Expression(r"(?:19|20)\d\d年?")
#: 113年, of the Republic of China: so old is nothing that a head or a row is called by.
YEAR_OF_REPUBLIC: Final = Expression("1[0-3][0-9]年")
#: What stands in a cell for want of a figure.
NOTHING: Final = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "--",
        "——",
        "－",
        "/",
        "…",
        "……",
        "..",
        "...",
        "·",
        "×",
        "*",
        "无",
        "N/A",
        "n/a",
        "n.a.",
        "N.A.",
        "持平",
    )
)
#: Of the cells of a table that hold something, behind the first of each row, such a share are figures, and in one
#: column at least such a share.
SHARE, SHARE_OF_COLUMN = 0.25, 0.6
FEWEST_ROWS: Final = 2
#: Below figures so many different words are the heads of another table.
FEWEST_HEADS: Final = 2
#: What the head of a column ends with: a unit in brackets, what is counted, a time.
HEADED: Final = Expression(
    r"(?:[（(][^（）()]{1,12}[）)]|(?:[数量额率值比价速幅]|单位|本[期月年]|上[期月年]|同期|累计|合计|金额|收入|支出|余额|同比|环比|增[减长]|[%％±])|(?:19|20)\d\d年?|\d{1,2}月份?)$"
)
#: Figures each one more than the one before count days or pages.
FEWEST_COUNTED: Final = 5
COUNTED: Final = 0.8


class Cell(NamedTuple):
    """A cell that holds something: its text, at [start, end) of what it was read from, in this column."""

    column: int
    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it states a figure, perhaps with its unit."""
        return len(self.text) <= LONGEST_NUMBER and is_number(self.text)


#: Longer ones are codes.
LONGEST_NUMBER: Final = 28

Row = Sequence[Cell]


def cells_of(line: str, start: int = 0) -> list[Cell]:
    r"""The cells of a line that hold something; `start` is where the line stands.

    >>> [(cell.column, cell.text) for cell in cells_of("上海港\t\t-0.6")]
    [(0, '上海港'), (2, '-0.6')]
    """
    cells = []
    at = start
    for column, piece in enumerate(line.split(TAB)):
        text = piece.strip()
        if text:
            begin = at + len(piece) - len(piece.lstrip())
            cells.append(Cell(column, begin, begin + len(text), text))
        at += len(piece) + 1
    return cells


def is_row(line: str) -> bool:
    r"""Whether a line is the row of a table that states figures, by itself.

    >>> is_row("上海港\t70,123\t-0.6"), is_row("港口\t吞吐量（万吨）"), is_row("2024-11-18\t首页")
    (True, False, False)
    """
    return TAB in line and any(cell.is_number for cell in cells_of(line)[1:])


def tables_in(lines: Sequence[str]) -> Iterator[range]:
    r"""The tables of data among some lines, each as the numbers of its lines.

    One line without a tab may stand between two with: a note, or the head of a part.

    >>> list(tables_in(["港口情况", "港口\t吞吐量（万吨）", "上海港\t70,123", "宁波港\t88.2", "以上。"]))
    [range(1, 4)]
    """
    rows = [number for number, line in enumerate(lines) if TAB in line.strip()]
    first = 0
    for at, number in enumerate(rows, 1):
        if at < len(rows) and _goes_on(lines, number, rows[at]):
            continue
        for run in _by_heads(lines, range(rows[first], number + 1)):
            if len(run) >= FEWEST_ROWS and is_data([cells_of(lines[one]) for one in run]):
                yield run
        first = at


def _goes_on(lines: Sequence[str], above: int, below: int) -> bool:
    """Whether two rows are of one table: nothing stands between them, or one short line and no new head below it."""
    if below == above + 1:
        return True
    is_short = below == above + 2 and 0 < len(lines[above + 1].strip()) <= LONGEST_CELL
    return is_short and not (is_row(lines[above]) and _says_heads(cells_of(lines[below])[1:]))


def _by_heads(lines: Sequence[str], run: range) -> Iterator[range]:
    """The parts of rows that follow one another: a new head begins one, as where a page sets two tables below each other."""
    start = run.start
    figures: set[int] = set()
    for number in run:
        cells = cells_of(lines[number])[1:]
        if _says_heads([cell for cell in cells if cell.column in figures]) and _is_head(cells):
            yield range(start, number)
            start, figures = number, set()
        figures |= {cell.column for cell in cells if cell.is_number}
    yield range(start, run.stop)


def _says_heads(cells: Row) -> bool:
    """Whether cells without a figure say different things, one of them as only a head does: 停产, 检修 are what a row lacks."""
    told = {cell.text for cell in cells if cell.text not in NOTHING}
    if len(told) < FEWEST_HEADS or not _is_head(cells):
        return False
    return any(HEADED.search(text) for text in told)


def _is_head(cells: Row) -> bool:
    """Whether no cell states a figure; years do in no head."""
    return not any(cell.is_number and not YEAR.fullmatch(cell.text) for cell in cells)


def head_of(rows: Sequence[Row]) -> int:
    """How many rows stand above the first that states figures."""
    for number, row in enumerate(rows):
        if len(row) > 1 and not _is_head(row[1:]):
            return number
    return len(rows)


def is_data(rows: Sequence[Row]) -> bool:
    """Whether rows of cells are a table of data: under a head, or beside heads, mostly figures."""
    if max((row[-1].column for row in rows if row), default=0) >= MOST_COLUMNS:
        return False
    head = head_of(rows)
    body = [row for row in rows[head:] if len(row) > 1]
    wide = [row for row in rows[:head] if len(row) > 1]
    if not body or len(body) + len(wide) < FEWEST_ROWS:
        return False
    if any(len(cell.text) > LONGEST_CELL for row in (*wide, *body) for cell in row):
        return False
    told = [cell for row in body for cell in row[1:] if cell.text not in NOTHING]
    figures = [cell for cell in told if cell.is_number]
    if len(figures) < max(2, SHARE * len(told)):
        return False
    count = Counter(cell.column for cell in told)
    of_column = Counter(cell.column for cell in figures)
    if all(some < SHARE_OF_COLUMN * count[column] for column, some in of_column.items()):
        return False
    # without a head a figure says what it is by its unit and by its row
    names = [row[0] for row in body]
    is_headed = bool(wide) or (
        not any(cell.is_number for cell in names)
        and any(not cell.text[-1].isdecimal() for cell in (*figures, *names) if _may_say_unit(cell))
    )
    return is_headed and not _only_count(body)


def _may_say_unit(cell: Cell) -> bool:
    return cell.is_number or cell.text[-1] in "%％）)"


def _only_count(rows: Sequence[Row]) -> bool:
    """Whether the figures only count on, as the days of a calendar do."""
    whole = [
        int(cell.text)
        for row in rows
        for cell in row
        if len(cell.text) < 6 and cell.text.isdecimal()
    ]
    steps = sum(after - before == 1 for before, after in pairwise(whole))
    return len(whole) >= FEWEST_COUNTED and steps >= COUNTED * (len(whole) - 1)
