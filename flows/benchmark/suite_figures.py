"""A text and the name of a suite of figures in, what kouan reads of the sort that the suite asks for out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kouan import numerals, quantities
from kouan.language.numerals import Numeric
from kouan.model.facts import Quantity

Answer = dict[str, Any]


def _figures(text: str) -> list[Answer]:
    """Quantities, and numerals where no quantity stands; a ratio (四分之一) has no unit there, 百分之百 has one."""
    found = quantities(text)
    stated = [_said(one, one.value, None if one.unit == "1" else one.unit) for one in found]
    plain = [
        _said(one, one.numerator, "%") if one.denominator == 100 else _said(one, one.value)
        for one in _bare(text, found)
    ]
    return sorted(stated + plain, key=lambda one: one["start"])


def _numbers(text: str) -> list[Answer]:
    """As asked for a number: 壹拾壹元壹角 says 11.1."""
    stated = quantities(text)
    return [_said(one, one.value) for one in _bare(text, stated) or stated]


def _money(text: str) -> list[Answer]:
    """As asked for money: bare numbers are 元, and a vague one runs up to where it ends (3000多 to 4000)."""
    stated = quantities(text)
    if stated:
        return [_said(one, one.value, one.currency or one.unit, one.below) for one in stated]
    return [_said(one, one.value, "CNY", one.below) for one in numerals(text)]


def _percents(text: str) -> list[Answer]:
    """As asked for per cent: shares of ten, a hundred, a thousand, and points of them; 三分之一 is none."""
    stated = [one for one in quantities(text) if one.unit in ("%", "‰", "个百分点", "百分点")]
    points = [_said(one, one.value_base, "%") for one in stated]
    return points + [
        _said(one, one.value * 100, "%")
        for one in _bare(text, stated)
        if one.denominator and one.denominator.log10() % 1 == 0
    ]


def _measured_in(*bases: str) -> Callable[[str], list[Answer]]:
    return lambda text: [
        _said(one, one.value, one.unit) for one in quantities(text) if one.unit_base in bases
    ]


def _bare(text: str, stated: Sequence[Quantity]) -> list[Numeric]:
    """The numerals that begin in none of the quantities stated."""
    covered = {place for one in stated for place in range(one.start, one.end)}
    return [one for one in numerals(text) if one.start not in covered]


def _said(
    one: Quantity | Numeric,
    value: Decimal | None,
    unit: str | None = None,
    below: Decimal | None = None,
) -> Answer:
    most = one.value_max if below is None else below
    return {
        "start": one.start,
        "end": one.end,
        "value": None if value is None else float(value),
        "value_max": None if most is None else float(most),
        "unit": unit,
    }


#: Suites that ask for one sort of figure.
_SORTS: Final[Mapping[str, Callable[[str], list[Answer]]]] = {
    "cn2an_number": _numbers,
    "jionlp_money_parse": _money,
    "jionlp_money_extract": _money,
    "ms_percent": _percents,
    "ms_age": _measured_in("岁"),
    "ms_temperature": _measured_in("℃", "°F", "度"),
}


def found_figures(suite: str, text: str) -> list[Answer]:
    """The figures of a text that a suite asks for, as its scorer reads them."""
    return _SORTS.get(suite, _figures)(text)
