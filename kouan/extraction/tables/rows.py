"""A row of a table in, what its own words say out: whom it is about, what it counts, its time, its unit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from kouan.extraction.figures.canonical import indicators_named
from kouan.extraction.tables.columns import Column, Heads, Use, joined
from kouan.extraction.tables.context import CHINA, Context, Names
from kouan.extraction.tables.grid import Row, Table
from kouan.extraction.tables.heads import (
    LOOSE,
    Anchor,
    Said,
    read_head,
    time_in,
    unit_in,
    without_unit,
)
from kouan.extraction.tables.wanted import wanted_by
from kouan.language.grids import NOTHING, YEAR_OF_REPUBLIC, Cell
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: Heads of those that a country trades with, and of those whom its guests and goods come from.
_PARTNERS: Final = Expression("国家(?!级|重点)|国别|[口易象]国|^国$|伙伴", holds="国伙")
_SOURCES: Final = Expression("客源|来源[地国]|原产[地国]|目的[地国]", holds="源产的")
#: Heads of goods, whose trade a table states.
_GOODS: Final = Expression("商品|货物|货品|产品|品名", holds="货品")
#: 分三大门类, 按经济类型分: it parts the rows below, and names none of them.
_PARTING: Final = Expression("[分按]", holds="分按")
#: The head of a column of times.
_OF_TIME: Final = Expression("年(?:别|度|份|月)?$|期间|时间|[学会]年")
_HOME: Final = "全国"
_WHOLE: Final = "全"
#: 注：, 资料来源：: a row that says something of the table.
_NOTE: Final = Expression(r"(?:注|备注|说明|资料来源|数据来源)\s?[:：]", holds="注说资数")


class Told(NamedTuple):
    """What the words of a row say; `is_sum`: it adds up the others (合计)."""

    said: Said
    name: str | None
    unit: str | None
    is_sum: bool
    #: The name stands under a head for those that somebody trades with; for those where guests or goods come from.
    is_partner: bool
    is_source: bool
    #: The words that say a time.
    time_text: str = ""
    #: The part of what the words count that the row is of: 第一产业 of 地区生产总值.
    part: str = ""
    #: It names goods or the like, not what is counted of them.
    is_item: bool = False


#: What stands above the first row.
NOBODY: Final = Told(Said(), None, None, False, False, False)


class Labels(NamedTuple):
    """The columns that name rows: all of them, and those whose words say what a figure counts.

    What stands beside the name of a row (三级甲等, 新鲜完整) describes it, unless rows of one name are told apart by it.
    """

    all: Collection[int]
    telling: Collection[int]


def labelling(table: Table, columns: Mapping[int, Column]) -> tuple[Labels, list[int]]:
    """The columns that name rows, and those that state figures."""
    filled: dict[int, list[Cell]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.text not in NOTHING:
                filled.setdefault(cell.column, []).append(cell)
    figures = []
    for column, cells in sorted(filled.items()):
        known = columns.get(column)
        if known and known.use in (Use.NUMBER, Use.UNIT, Use.NOTE):
            continue
        is_first = column == min(filled)
        if not is_first and 2 * sum(cell.is_number for cell in cells) >= len(cells):
            figures.append(column)
    first = figures[0] if figures else 0
    labels = [
        column
        for column in sorted(filled)
        if column < first and (column not in columns or columns[column].use is not Use.UNIT)
    ]
    named = [column for column in labels if _use(columns, column) is not Use.NUMBER]
    texts = [cell.text for cell in filled[named[0]]] if named else []
    telling = [column for column in named[1:] if _use(columns, column) in (Use.NAME, Use.ITEM)]
    if len(set(texts)) < len(table.rows):
        telling = named[1:]
    return Labels(labels, [*named[:1], *telling]), figures


def filled_down(rows: Sequence[Row], labels: Labels, knowledge: Knowledge) -> Iterator[Row]:
    """The rows, each with the name above it where one name spans several rows that a second column tells apart.

    A sum of all rows (合计) is of no name above it.
    """
    heads = knowledge.made(Heads)
    above: Cell | None = None
    first = next(iter(labels.telling), None)
    for row in rows:
        named = [cell for cell in row.cells if cell.column in labels.all]
        own = next((cell for cell in named if cell.column == first), None)
        above = own or above
        is_below = named and above and not own
        if is_below and heads.use_of(named[0].text) is Use.TOTAL and named[0].column < (first or 0):
            is_below = False
        yield row._replace(cells=(above, *row.cells)) if is_below and above else row


def _use(columns: Mapping[int, Column], number: int) -> Use | None:
    return columns[number].use if number in columns else None


def told_by(
    row: Row,
    labels: Labels,
    columns: Mapping[int, Column],
    context: Context,
    names: Names,
    knowledge: Knowledge,
) -> Told | None:
    """What a row says of its figures; None where it names nothing, or a rest that nobody can name (其他)."""
    heads = knowledge.made(Heads)
    said, name = _of_part(row, labels, context, names, knowledge)
    unit, time_text = None, ""
    is_sum = is_partner = is_source = is_named = is_found = is_item = False
    for cell in row.cells:
        column = columns.get(cell.column)
        if column and column.use is Use.UNIT:
            unit = unit_in(cell.text, knowledge)
        if cell.column not in labels.all or cell.text in NOTHING:
            continue
        use = heads.use_of(cell.text)
        if use is Use.PART or _NOTE.match(cell.text):
            return None
        if use is Use.TOTAL:
            name = CHINA if cell.text.startswith(_HOME) else name
            is_named, is_sum = True, not cell.text.startswith(_WHOLE)
            is_item |= bool(column and _GOODS.search(column.text))
        elif (column and column.use is Use.NUMBER) or (
            cell.is_number and not time_in(cell.text, context.anchor, knowledge)
        ):
            continue
        else:
            named = without_unit(cell.text, knowledge)
            found = _name_in(cell, named, column, names)
            if found is None and cell.column not in labels.telling and is_named:
                continue
            is_named = True
            is_item |= bool(column and _GOODS.search(column.text))
            if len(named) < len(cell.text) or found is None:
                read = read_head(cell.text, _anchor_of(cell, column, context), knowledge)
                read = replace(read, words="") if found else read
                said = joined(said, read)
                time_text = cell.text if read.time else time_text
            if found and not is_found:
                is_found = True
                name = found
                is_partner = bool(column and _PARTNERS.search(column.text))
                is_source = bool(column and _SOURCES.search(column.text))
    if not is_named:
        return None
    return Told(said, name, unit, is_sum, is_partner, is_source, time_text, is_item=is_item)


def _anchor_of(cell: Cell, column: Column | None, context: Context) -> Anchor:
    """What times of a cell are read against: 100年 below 树龄 is no year of the Republic of China."""
    is_age = YEAR_OF_REPUBLIC.fullmatch(cell.text) and column and not _OF_TIME.search(column.text)
    return Anchor(None, None) if is_age else context.anchor


def part_of(whole: Told, told: Told, knowledge: Knowledge) -> Told:
    """A row behind 其中 as a part of the one above it, where it has its unit and names nothing that is counted by itself."""
    words = told.said.words
    is_own = told.name or told.unit != whole.unit or indicators_named(words, knowledge)
    if is_own or not words or not whole.said.words:
        return told
    # the unit stands in the row above: 旅客吞吐量（万人次）, 其中：国际
    own = told.said.unit
    unit = own if own or wanted_by(words) else whole.said.unit
    return told._replace(said=replace(told.said, words=whole.said.words, unit=unit), part=words)


def _of_part(
    row: Row, labels: Labels, context: Context, names: Names, knowledge: Knowledge
) -> tuple[Said, str | None]:
    """What the head of the part that a row stands in says, but for what the row says again; and whom it names."""
    if row.part is None or _NOTE.match(row.part.text) or _PARTING.match(row.part.text):
        return Said(), None
    if (name := names.get((row.part.start, row.part.end))) is not None:
        return Said(), name
    said = replace(read_head(row.part.text, context.anchor, knowledge), unit=None)
    told = "".join(cell.text for cell in row.cells if cell.column in labels.all)
    # 一、出口 says what the rows below count, 二、载运量 only what sort they are of
    counts = indicators_named(said.words, knowledge) and not indicators_named(told, knowledge)
    return (said if counts and said.words not in told else replace(said, words="")), None


def _name_in(cell: Cell, text: str, column: Column | None, names: Names) -> str | None:
    """The body or place that a cell names: as names are found in all text, or because its column is one of names."""
    if (found := names.get((cell.start, cell.start + len(text)))) is not None:
        return found
    if column is None or column.use is not Use.NAME:
        return None
    return LOOSE.sub("", text) or None
