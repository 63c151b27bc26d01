"""A figure with its clause in, what it is counted per out: 日均25万人次 is so many a day, 3人/平方米 on a square metre."""

from __future__ import annotations

from kouan.extraction.figures.statement import Statement
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind
from kouan.model.knowledge import Knowledge


class _Rates:
    def __init__(self, knowledge: Knowledge) -> None:
        self.units = {row["surface"]: row["per_unit"] for row in knowledge.rows("rate")}
        self.pattern = Expression(any_of(self.units))


def per_unit_of(figure: Statement, knowledge: Knowledge) -> str | None:
    """What stands behind the stroke of the unit, else the unit in the nearest word of rate; None where there is neither."""
    if "/" in figure.quantity.unit:
        return figure.quantity.unit.partition("/")[2] or None
    if figure.kind is not MetricKind.RATE:
        return None
    rates = knowledge.made(_Rates)
    said = rates.pattern.findall(figure.before)
    return rates.units[said[-1]] if said else None
