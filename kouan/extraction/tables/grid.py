"""The blocks of an article in, its tables of data out: head, rows, and the lines above that say what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kouan.language.grids import TAB, Cell, cells_of, head_of, tables_in
from kouan.model.article import Block

#: So many lines above a table may be its name, its unit, or the sentence that leads to it.
LINES_ABOVE: Final = 3


#: A block, where its line begins, and its cells.
_Line = tuple[Block, int, list[Cell]]


class Row(NamedTuple):
    """A row of figures with its cells by column, in its block; `part` is the head of the part of the table it is in."""

    block: Block
    cells: tuple[Cell, ...]
    part: Cell | None
    is_set_in: bool


class Table(NamedTuple):
    """A table of data: `heads` has the words over each column from the top down, `above` the lines above, the nearest first.

    Places are those of the clean text.
    """

    first: Block
    last: Block
    heads: dict[int, tuple[Cell, ...]]
    rows: tuple[Row, ...]
    above: tuple[Block | Cell, ...]

    @property
    def width(self) -> int:
        """So many columns have a head or a figure."""
        columns = [*self.heads, *(row.cells[-1].column for row in self.rows)]
        return max(columns, default=-1) + 1


def tables_of(blocks: Sequence[Block], clean: str) -> list[Table]:
    """The tables of data that the blocks of an article hold, in order."""
    if TAB not in clean:
        return []
    lines = [_line(block, clean) for block in blocks]
    tables: list[Table] = []
    behind = 0
    for run in tables_in([text for _, text in lines]):
        above = blocks[max(behind, run.start - LINES_ABOVE) : run.start]
        rows = [(blocks[number], *_cells(*lines[number])) for number in run]
        tables.append(_table(rows, above[::-1]))
        behind = run.stop
    return tables


def side_by_side(table: Table) -> list[Table]:
    """The tables that stand side by side in one: its heads begin anew, as 地区, 出口, 地区, 出口."""
    texts = {column: [cell.text for cell in cells] for column, cells in sorted(table.heads.items())}
    first = next(iter(texts.values()), None)
    begins = [column for column, words in texts.items() if words == first]
    if len(begins) < 2 or begins[0] > min(row.cells[0].column for row in table.rows):
        return [table]
    parts = []
    for start, stop in zip(begins, [*begins[1:], table.width], strict=True):
        rows = [
            row._replace(cells=tuple(cell for cell in row.cells if start <= cell.column < stop))
            for row in table.rows
        ]
        heads = {column: cells for column, cells in table.heads.items() if start <= column < stop}
        parts.append(table._replace(heads=heads, rows=tuple(row for row in rows if row.cells)))
    return parts


def _cells(start: int, line: str) -> tuple[int, list[Cell]]:
    return start, cells_of(line, start)


def _line(block: Block, clean: str) -> tuple[int, str]:
    """The line of a block with the blanks before it, which say in which column its first cell stands."""
    start = clean.rfind("\n", 0, block.start) + 1
    if clean[start : block.start].strip():
        start = block.start
    return start, clean[start : block.end]


def _table(lines: Sequence[_Line], above: Sequence[Block]) -> Table:
    head = head_of([cells for _, _, cells in lines])
    # one cell alone above the heads names the table, one below them the first of its parts
    wide = [number for number in range(head) if len(lines[number][2]) > 1]
    first = wide[-1] + 1 if wide else head
    over = [cells for _, _, cells in lines[:first] if len(cells) > 1]
    told = [cells[0] for _, _, cells in lines[:head] if len(cells) == 1]
    return Table(
        lines[0][0],
        lines[-1][0],
        _heads(over),
        tuple(_rows(lines[first:])),
        (*told[::-1], *above),
    )


def _rows(lines: Sequence[_Line]) -> Iterator[Row]:
    """The rows of figures; one cell alone in its row is the head of those below."""
    part: Cell | None = None
    for block, start, cells in lines:
        if len(cells) == 1 and not cells[0].is_number:
            part = cells[0]
        elif len(cells) > 1:
            is_set_in = cells[0].column == 0 and cells[0].start > start
            yield Row(block, tuple(cells), part, is_set_in)


def _heads(rows: Sequence[Sequence[Cell]]) -> dict[int, tuple[Cell, ...]]:
    """The words over each column, from the top down: a head that spans several stands over each of them.

    A blank cell goes on with the head to its left where nothing of its own stands above it and something below.
    """
    width = max((row[-1].column for row in rows if row), default=-1) + 1
    by_level = [{cell.column: cell for cell in row} for row in rows]
    over: dict[int, list[Cell]] = {column: [] for column in range(width)}
    #: columns that stand under the same heads as the column to their left, so far
    joined = set(range(1, width))
    for level, cells in enumerate(by_level):
        below = {column for later in by_level[level + 1 :] for column in later}
        for column in range(width):
            if column in cells:
                over[column].append(cells[column])
                joined.discard(column)
            elif column in joined and column in below and over[column - 1]:
                left = over[column - 1]
                if len(left) == len(over[column]) + 1:
                    over[column].append(left[-1])
                else:
                    joined.discard(column)
            else:
                joined.discard(column)
    return {column: tuple(cells) for column, cells in over.items() if cells}
