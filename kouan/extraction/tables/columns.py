"""A table in, what each of its columns is out: names of rows, units, numbers of rows, or figures with what their heads say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final

from kouan.extraction.tables.grid import Table
from kouan.extraction.tables.heads import Anchor, Said, read_head, unit_in
from kouan.language.grids import Cell
from kouan.model.knowledge import Knowledge


class Use(StrEnum):
    """What a head, or the name of a row, is for (table_head.csv)."""

    NUMBER = "number"
    UNIT = "unit"
    ITEM = "item"
    NAME = "name"
    VALUE = "value"
    MONEY = "money"
    TOTAL = "total"
    PART = "part"
    NOTE = "note"


#: So many cells are asked what their column holds.
_ASKED: Final = 8
#: Heads of these uses are known by their ends too: 招生学校, 报名电话.
_BY_END: Final = frozenset((Use.NUMBER, Use.NAME, Use.UNIT))


class Heads:
    """The words of table_head.csv."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._uses = {row["surface"]: Use(row["use"]) for row in knowledge.rows("table_head")}
        self._longest = max(map(len, self._uses), default=0)

    def use_of(self, text: str) -> Use | None:
        """What a head as it stands is for."""
        return self._uses.get("".join(text.split()))

    def use_of_column(self, text: str) -> Use | None:
        """The same of the head of a column, which may say more before it: 招生学校."""
        solid = "".join(text.split())
        if (use := self._uses.get(solid)) is not None:
            return use
        for at in range(max(1, len(solid) - self._longest), len(solid) - 1):
            if (use := self._uses.get(solid[at:])) in _BY_END:
                return use
        return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the words over it, as they stand; `name` is a body or a place that one of its heads names."""

    text: str
    use: Use | None
    said: Said
    name: str | None
    #: The words that say what is counted, 金额 and 数量 among them.
    counted: str = ""


def columns_of(
    table: Table, anchor: Anchor, names: Mapping[tuple[int, int], str], knowledge: Knowledge
) -> dict[int, Column]:
    """The columns that have a head, by their numbers."""
    heads = knowledge.made(Heads)
    columns = {
        number: _column(cells, anchor, names, heads, knowledge)
        for number, cells in table.heads.items()
    }
    for number, column in columns.items():
        if column.use is Use.UNIT and not _holds_units(table, number, knowledge):
            columns[number] = replace(column, use=Use.NAME)
    return columns


def _holds_units(table: Table, number: int, knowledge: Knowledge) -> bool:
    """Whether a column headed 单位 holds units: it may hold those who work there."""
    cells = (cell.text for row in table.rows for cell in row.cells if cell.column == number)
    return any(unit_in(text, knowledge) for text in islice(cells, _ASKED))


def _column(
    cells: tuple[Cell, ...],
    anchor: Anchor,
    names: Mapping[tuple[int, int], str],
    heads: Heads,
    knowledge: Knowledge,
) -> Column:
    said, name, counted = Said(), None, ""
    use = heads.use_of_column(cells[-1].text) or heads.use_of_column(cells[0].text)
    for cell in cells:
        if (cell.start, cell.end) in names:
            name = names[cell.start, cell.end]
        else:
            read = read_head(cell.text, _within(anchor, said), knowledge)
            kind = heads.use_of(read.words)
            if read.words and kind is not Use.VALUE:
                counted = read.words
            if kind in (Use.VALUE, Use.MONEY, Use.TOTAL):
                read = replace(read, words="")
            said = joined(said, read)
    return Column("".join(cell.text for cell in cells), use, said, name, counted)


def _within(anchor: Anchor, said: Said) -> Anchor:
    """What times are read against below a head that says one."""
    return anchor if said.time is None else anchor._replace(time=said.time)


def joined(above: Said, below: Said) -> Said:
    """What two heads say together: the lower one where both say a thing, the words of both."""
    return replace(
        above,
        words=above.words + below.words,
        unit=below.unit or above.unit,
        change=below.change or above.change,
        time=below.time or above.time,
        is_untimed=above.is_untimed or below.is_untimed,
        is_part=above.is_part or below.is_part,
    )


def follows_untimed(columns: Mapping[int, Column], figures: Sequence[int], number: int) -> bool:
    """Whether a change stands behind levels alone of times that nothing fixes: 上周."""
    said = [columns[one].said for one in figures if one < number and one in columns]
    levels = [one for one in said if not one.change]
    return bool(levels) and all(one.is_untimed for one in levels)
