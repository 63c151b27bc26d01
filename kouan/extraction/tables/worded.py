"""What the heads of a cell say in, the columns of its figure that follow from words out.

A cell is read as the sentence that its heads make of it: 货物吞吐量 and 万吨 say of a number what 货物吞吐量1万吨 says.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.amounts.units import Base, UnitTable, base_named
from kouan.extraction.figures.canonical import bare_name
from kouan.extraction.figures.kinds import kind_of
from kouan.extraction.figures.narrowing import part_in
from kouan.extraction.figures.readings import Reading, readings_of
from kouan.extraction.figures.statement import statement
from kouan.language.cardinals import EXACT
from kouan.model.facts import MetricKind, Quantity
from kouan.model.knowledge import Knowledge


class Worded(NamedTuple):
    """What a number of this unit under these words is: `one` is the quantity that the number 1 would be."""

    one: Quantity
    kind: MetricKind
    reading: Reading
    phrase: str | None
    base: Base | None
    #: What the words narrow their indicator to: 电子零组件 of 电子零组件出口.
    part: str = ""

    def value(self, number: Decimal) -> Decimal:
        """A number of the table in the figure's unit: 1.5 of 万吨 is 15000."""
        return EXACT.multiply(number, self.one.value)

    def value_base(self, value: Decimal) -> Decimal | None:
        """The same in the unit that comparable figures share."""
        return None if self.base is None else self.base.of(value)


def worded(
    words: str, change: str | None, unit: str, home: str, is_ahead: bool, knowledge: Knowledge
) -> Worded | None:
    """How a number is read below these words; None where they and the unit make no figure."""
    phrase = words + (change or "")
    said = f"{phrase}1{unit}"
    one = next(
        (found for found in quantities(said, knowledge, home) if found.end == len(said)), None
    )
    if one is None or one.start != len(phrase) or one.value_max is not None:
        phrase_free = quantities(f"1{unit}", knowledge, home)
        if len(phrase_free) != 1 or phrase_free[0].end != len(unit) + 1:
            return None
        by = len(phrase)
        one = _moved(phrase_free[0], by)
    kind = kind_of(said, (0, len(said)), one, None, knowledge)
    if change:
        kind = MetricKind.CHANGE
    if kind is MetricKind.RANK:
        return None
    figure = statement(said, (0, len(said)), one, kind, phrase or None)
    reading = readings_of([figure], [is_ahead], knowledge)[0]
    based = base_named(one.unit, knowledge.made(UnitTable))
    if based is None and one.unit_base is not None:
        return None
    return Worded(
        one,
        kind,
        reading,
        phrase or None,
        based[0] if based else None,
        _part(phrase, reading, knowledge),
    )


def _part(phrase: str, reading: Reading, knowledge: Knowledge) -> str:
    """The words before the name of the indicator that are none of a dimension."""
    known = reading.canonical
    name = bare_name(phrase, known.indicator_id, knowledge) if known else None
    if name is None:
        return ""
    return part_in(phrase[: name[0]], reading.dimensions, knowledge)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)
