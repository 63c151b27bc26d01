"""A figure with the words before it in, what it is counted per out: 日均25万人次 is so many a day, 3人/平方米 on a square metre."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.sentences import clause_start
from kouan.lexicons.words import any_of
from kouan.model.facts import MetricKind, Quantity
from kouan.model.knowledge import Knowledge

#: Words of rates that do not carry their unit in themselves, or spell it in two ways.
_UNITS: Final = {
    "每天": "日",
    "一天": "日",
    "单日": "日",
    "平均单日": "日",
    "每名": "人",
    "时速": "小时",
}


class _Rates:
    def __init__(self, knowledge: Knowledge) -> None:
        words = [row["surface"] for row in knowledge.rows("kind_cue") if row["kind"] == "rate"]
        self.units = {word: _UNITS.get(word) or _unit_in(word) for word in words}
        self.pattern = re.compile(any_of(words))


def per_unit_of(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    kind: MetricKind,
    knowledge: Knowledge,
) -> str | None:
    """What stands behind the stroke of the unit, else the unit in the nearest word of rate; None where there is neither."""
    if "/" in quantity.unit:
        return quantity.unit.partition("/")[2] or None
    if kind is not MetricKind.RATE:
        return None
    rates = knowledge.made(_Rates)
    clause = clause_start(text, sentence[0], quantity.start)
    said = [found[0] for found in rates.pattern.finditer(text, clause, quantity.start)]
    return rates.units[said[-1]] if said else None


def _unit_in(word: str) -> str | None:
    """The unit that a word of rate names.

    >>> _unit_in("月均"), _unit_in("每公斤"), _unit_in("单价")
    ('月', '公斤', None)
    """
    if word.endswith("均"):
        return word[:-1] or None
    return word[1:] if word.startswith("每") and len(word) > 1 and word != "每个" else None
