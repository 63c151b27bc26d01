"""A value in its base unit in, the amount as the press writes it out: 14.3亿吨, 25万人次/日, 1.43 billion t."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from flows.reporting.wording import Language
from warehouse.series.records import WrittenUnit

_SCALES: Final[dict[Language, tuple[tuple[Decimal, str], ...]]] = {
    "zh": ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")),
}
_ONE: Final = Decimal(1)
#: The press takes the largest scale that needs few decimals: 41.76万亿元, but 36761亿元 and 385421万吨.
_FEW: Final = 2
#: Digits behind the point that are looked at.
_DIGITS: Final = 9
#: More than so many are not read; the exact value stands in the rows.
_DECIMALS: Final = 4
#: A number of eight digits is not read either.
_LONG: Final = Decimal(10**7)


@dataclass(frozen=True, slots=True)
class _Unit:
    at_least: Decimal
    factor: Decimal
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How amounts of one size are written: what one of them is worth, and the words behind the number."""

    worth: Decimal
    words: str
    decimals: int
    language: Language

    def number(self, value: Decimal, more: int = 0) -> str:
        """The number alone; `more` decimals for the ends of an interval."""
        shown = round(value / self.worth, self.decimals + more)
        text = f"{shown:f}" if self.language == "zh" else f"{shown:,f}"
        if more and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text.replace("-", "−") if shown else text.lstrip("-")


@cache
def _units() -> dict[str, list[_Unit]]:
    found: dict[str, list[_Unit]] = {}
    text = files(__package__).joinpath("units.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        unit = _Unit(Decimal(row["at_least"]), Decimal(row["factor"]), row["zh"], row["en"])
        found.setdefault(row["unit_base"], []).append(unit)
    return found


def is_counted(unit_base: str | None) -> bool:
    """Whether a unit counts things (例, 人次), so that its whole numbers are not rounded."""
    return unit_base is not None and unit_base.split("/")[0] not in _units()


def scale_of(
    value: Decimal,
    unit_base: str | None,
    resolution: Decimal | None,
    language: Language,
    written: WrittenUnit | None = None,
) -> Scale:
    """How an amount of this size is written, with the decimals that its last stated digit has.

    In Chinese the unit is the one that the texts write.
    """
    if written and language == "zh":
        per = (unit_base or "").partition("/")[2] if "/" not in written.name else ""
        factor, unit = written.worth, f"{written.name}/{per}" if per else written.name
    else:
        factor, unit = _unit_of(value, unit_base, language)
    amount, step = abs(value) / factor, None if resolution is None else resolution / factor
    scales = [one for one in _SCALES[language] if amount >= one[0]]
    worth, words = _scale(amount, step, [*scales, (_ONE, "")])
    gap = "" if language == "zh" or not words else " "
    decimals = min(_decimals(amount, step, worth), _DECIMALS)
    if decimals > _FEW:  # 346434000人次 to the last of them is 34643.4万人次
        decimals = min(decimals, _decimals(amount, None, worth))
    return Scale(worth * factor, f"{gap}{words}{_joined(unit, language)}", decimals, language)


def _scale(
    amount: Decimal, step: Decimal | None, scales: Sequence[tuple[Decimal, str]]
) -> tuple[Decimal, str]:
    """The largest scale that few decimals are enough for; else the one with more; else the largest."""
    for most in (_FEW, _DECIMALS):
        for worth, words in scales:
            if _decimals(amount, step, worth) <= most and amount / worth < _LONG:
                return worth, words
    return scales[0]


def amount_of(
    value: Decimal,
    unit_base: str | None,
    resolution: Decimal | None,
    language: Language,
    written: WrittenUnit | None = None,
) -> str:
    """An amount in words.

    >>> amount_of(Decimal(1430000000), "t", Decimal(10**7), "zh")
    '14.3亿吨'
    >>> amount_of(Decimal(1430000000), "t", Decimal(10**7), "en")
    '1.43 billion t'
    >>> amount_of(Decimal("23456"), "例", Decimal(1), "zh"), amount_of(Decimal("50.10"), "%", None, "en")
    ('23456例', '50.1%')
    """
    scale = scale_of(value, unit_base, resolution, language, written)
    return scale.number(value) + scale.words


def interval_of(low: Decimal, high: Decimal, scale: Scale) -> str:
    """Two ends of an interval in the scale of the value between them.

    >>> scale = scale_of(Decimal(1430000000), "t", Decimal(10**7), "zh")
    >>> interval_of(Decimal(1425000000), Decimal(1435000000), scale)
    '14.25—14.35亿吨'
    """
    dash = "—" if scale.language == "zh" else "–"
    return f"{scale.number(low, 2)}{dash}{scale.number(high, 2)}{scale.words}"


def _unit_of(value: Decimal, unit_base: str | None, language: Language) -> tuple[Decimal, str]:
    """What one of the shown units is worth, and its name."""
    if unit_base is None:
        return _ONE, ""
    whole = _chosen(_units().get(unit_base, ()), value)
    if whole:
        return whole.factor, whole.zh if language == "zh" else whole.en
    head, slash, per = unit_base.partition("/")
    unit = _chosen(_units().get(head, ()), value) if slash else None
    if unit:
        return unit.factor, f"{unit.zh if language == 'zh' else unit.en}/{per}"
    return _ONE, unit_base


def _chosen(units: Sequence[_Unit], value: Decimal) -> _Unit | None:
    return next((unit for unit in units if abs(value) >= unit.at_least), None)


def _joined(unit: str, language: Language) -> str:
    return unit if language == "zh" or not unit or unit.startswith(("%", "℃")) else f" {unit}"


def _decimals(amount: Decimal, step: Decimal | None, worth: Decimal) -> int:
    """Decimals that say all that was stated, in a scale."""
    said = (step or amount) / worth
    if abs(said) < _LONG:
        # a mu is no whole number of square metres: what is left of dividing is no digit
        said = round(said, _DIGITS)
    exponent = said.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
