"""Articles with their tables in, the figures of their cells out.

A cell whose unit, time or row is not sure states no figure: a number without a unit, one under two times, one of a row
that nobody can name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from kouan.extraction.figures.per_units import kind_per
from kouan.extraction.figures.spans import Spans
from kouan.extraction.tables.columns import Column, columns_of, follows_untimed
from kouan.extraction.tables.context import (
    TRADE,
    Context,
    Surroundings,
    context_of,
    in_heads,
    modality_in,
)
from kouan.extraction.tables.grid import Row, Table, side_by_side
from kouan.extraction.tables.heads import Said, Time, time_in
from kouan.extraction.tables.rows import NOBODY, Told, filled_down, labelling, part_of, told_by
from kouan.extraction.tables.wanted import Units, is_stock_so_far, unit_of, unit_of_change
from kouan.extraction.tables.worded import Worded, worded
from kouan.language.cardinals import EXACT
from kouan.language.cell_numbers import CellNumber, number_in
from kouan.language.grids import Cell
from kouan.model.article import Article
from kouan.model.facts import Bound, Entity, Metric, MetricKind, Modality
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned


class _Stated(NamedTuple):
    """A figure of a row with what is asked of it by the changes to its right."""

    metric: Metric
    words: str
    column: int


def figures_in(
    tables: Sequence[Table],
    article: Article,
    entities: Sequence[Entity],
    document: Cleaned,
    knowledge: Knowledge,
) -> list[Metric]:
    """The figures of the tables of one article, in reading order; nothing is taken from damaged cells."""
    damages = Spans((damage.start, damage.end) for damage in document.damages)
    around = Surroundings(article, entities, document, knowledge)
    return [
        metric
        for whole in tables
        for table in side_by_side(whole)
        for metric in Reader(table, around, knowledge).metrics(damages)
    ]


class Reader:
    """The figures of one table."""

    def __init__(self, table: Table, around: Surroundings, knowledge: Knowledge) -> None:
        self._table = table
        self._knowledge = knowledge
        self._names = around.names
        self._context: Context = context_of(table, around, knowledge)
        self._columns = columns_of(table, self._context.anchor, self._names, knowledge)
        self._labels, self._figures = labelling(table, self._columns)
        self._context = self._context.counted_in(
            column.said.unit
            for number, column in self._columns.items()
            if number in self._labels.all
        )
        levels = [self._columns[one].said for one in self._figures if one in self._columns]
        self._serves_others = any(not said.unit for said in levels if not said.change)
        self._worded: dict[tuple[str, str | None, str, bool], Worded | None] = {}
        self._today = around.article.published_at or ""

    def metrics(self, damages: Spans) -> Iterator[Metric]:
        """All figures, row by row."""
        parent, is_part = NOBODY, False
        levels_above: dict[int, _Stated] = {}
        for row in filled_down(self._table.rows, self._labels, self._knowledge):
            told = told_by(
                row, self._labels, self._columns, self._context, self._names, self._knowledge
            )
            if told is None:
                continue
            is_part = told.said.is_part or (is_part and row.is_set_in)
            if told.said.change and not told.said.words and told.name is None:
                # a row of growth is of what the row above counts
                told = told._replace(said=replace(told.said, words=parent.said.words))
            elif is_part:
                told = part_of(parent, told, self._knowledge)
            else:
                parent = told
            levels: list[_Stated] = []
            for cell in row.cells:
                if cell.column not in self._figures or damages.touch(cell.start, cell.end):
                    continue
                stated = self._stated(cell, row, told, levels, levels_above)
                if stated is not None:
                    if stated.metric.kind is not MetricKind.CHANGE:
                        levels.append(stated)
                    yield stated.metric
            if levels:
                levels_above = {one.column: one for one in levels}

    def _stated(
        self,
        cell: Cell,
        row: Row,
        told: Told,
        levels: Sequence[_Stated],
        above: Mapping[int, _Stated],
    ) -> _Stated | None:
        number = number_in(cell.text)
        column = self._columns.get(cell.column)
        said = column.said if column else Said()
        if number is None or said.is_untimed or told.said.is_untimed:
            return None
        if column is None and not number.unit:
            return None
        if told.name and column and column.name:
            return None  # who is the figure's own, and who the other's, nobody says
        change = said.change or told.said.change
        time, is_clear = self._time(column, told)
        if not is_clear:
            return None
        beside = told.said.words
        if told.is_item:
            beside = self._context.goods(beside, said.words)
        counted = beside + said.words
        of = None
        if change:
            of = self._about(cell, said, told, counted, time, levels, above)
            counted = of.words if of and not said.words else counted
        if change and time is None and of is not None and of.metric.period:
            time = Time(of.metric.period, of.metric.span, of.metric.period_basis or "stated")
        elif change and time is None:
            time = self._time_beside(cell.column)
            if (
                time is None
                and said.change
                and follows_untimed(self._columns, self._figures, cell.column)
            ):
                return None
        time = time or self._context.anchor.time
        words = self._context.words(counted, self._knowledge)
        heads = (column.text if column else "") + told.time_text
        if not change and is_stock_so_far(heads, words):
            return None  # so many there are by now, not so many came in the year
        units = Units(
            number.unit,
            said.unit,
            told.unit or told.said.unit,
            self._context.units,
            self._serves_others,
        )
        if change:
            is_of_ratio = units.beside in ("%", "‰") and not told.said.change
            unit = unit_of_change(units, said.change is not None, is_of_ratio)
        else:
            unit = unit_of(units, column.counted if column else "", words, self._knowledge)
        read = unit and self._read(words, change, unit, time)
        if not read or (number.is_bracketed and not read.one.currency):
            return None
        metric = self._metric((cell, number), row, told, column, read, time, of)
        return _Stated(metric, counted, cell.column)

    def _time(self, column: Column | None, told: Told) -> tuple[Time | None, bool]:
        """The time that the heads of a cell say, and whether they say one at most."""
        over = column.said.time if column else None
        beside = told.said.time
        if over is None or beside is None or column is None:
            return over or beside, True
        anchor = self._context.anchor
        outer, text = (over, told.time_text) if len(over.value) == 4 else (beside, column.text)
        inner = beside if outer is over else over
        if len(outer.value) != 4 or inner.basis == "stated":
            return None, False
        found = time_in(text, anchor._replace(time=outer), self._knowledge)
        return (found[1], True) if found and found[1] else (None, False)

    def _time_beside(self, number: int) -> Time | None:
        """The time of the columns that a change stands beside: the latest that one of them says."""
        times: list[Time] = []
        for column in range(number - 1, -1, -1):
            said = self._columns[column].said if column in self._columns else Said()
            if said.change and times:
                break
            times += [said.time] if said.time and not said.change else []
        return max(times, key=lambda one: one.value.split("/")[-1], default=None)

    def _about(
        self,
        cell: Cell,
        said: Said,
        told: Told,
        words: str,
        time: Time | None,
        levels: Sequence[_Stated],
        above: Mapping[int, _Stated],
    ) -> _Stated | None:
        """The level that a change is of: of its words and time in this row, the latest; else the one above it."""
        if told.said.change:
            return above.get(cell.column)
        fitting = [
            one
            for one in levels
            if (not said.words or one.words == words)
            and (time is None or one.metric.period == time.value)
        ]
        if not fitting:
            return None
        if not said.words:
            # of the columns nearest to it that count one thing
            fitting = [one for one in fitting if one.words == fitting[-1].words]
        return max(fitting, key=lambda one: ((one.metric.period or "").split("/")[-1], one.column))

    def _read(self, words: str, change: str | None, unit: str, time: Time | None) -> Worded | None:
        is_ahead = bool(time and self._today and time.value[: len(self._today)] > self._today)
        key = (words, change, unit, is_ahead)
        if key not in self._worded:
            self._worded[key] = worded(
                words, change, unit, self._context.home, is_ahead, self._knowledge
            )
        return self._worded[key]

    def _metric(
        self,
        figure: tuple[Cell, CellNumber],
        row: Row,
        told: Told,
        column: Column | None,
        read: Worded,
        time: Time | None,
        of: _Stated | None,
    ) -> Metric:
        cell, number = figure
        value = read.value(number.plain)
        step = read.value(Decimal(1).scaleb(int(number.plain.as_tuple().exponent)))
        if number.is_negative:
            value = EXACT.minus(value)
        name = told.name or (column.name if column else None)
        phrase, partner = read.phrase, None
        about = headed = in_heads(name)
        is_traded = told.is_partner and TRADE.search(phrase or self._context.trade)
        if name and (told.is_source or is_traded):
            partner, about = name, self._context.about
        elif name is None and not (told.is_sum and self._context.is_selection):
            about = self._context.about
        planned = (column and modality_in(column.text)) or self._context.modality
        if number.is_preliminary and planned is Modality.ACTUAL:
            planned = Modality.PRELIMINARY
        reading, one, part = read.reading, read.one, told.part or read.part
        measure = reading.measure
        if of is not None and reading.canonical is None:
            measure = of.metric.measure or measure
        return Metric(
            start=cell.start,
            end=cell.start + number.length,
            surface=cell.text[: number.length],
            sentence=row.block.text,
            sentence_start=row.block.start,
            value=value,
            value_max=None,
            unit=one.unit,
            bound=Bound.EXACT,
            kind=kind_per(read.kind, reading.per_unit),
            indicator=phrase,
            subject=about.name,
            subject_basis=about.basis,
            period=time.value if time else None,
            confidence=headed.sureness if name else about.sureness,
            resolution=Decimal(f"{step.normalize():f}"),
            per_unit=reading.per_unit,
            period_basis=time.basis if time else None,
            span=time.span if time else None,
            measure=measure,
            modality=reading.modality if reading.modality is not Modality.ACTUAL else planned,
            indicator_id=reading.canonical.indicator_id if reading.canonical else None,
            partner=partner,
            dimensions=tuple(sorted((*reading.dimensions, *([f"part={part}"] if part else [])))),
            form=reading.form,
            base=reading.base.base if reading.base else None,
            price_basis=reading.price_basis,
            of_figure=(of.metric.start, of.metric.end) if of else None,
            whole=reading.whole,
            unit_base=one.unit_base,
            value_base=read.value_base(value),
            currency=one.currency,
        )
