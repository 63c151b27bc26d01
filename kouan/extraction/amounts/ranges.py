"""The first number of a range in, the second one out, and where the range begins: 8-10辆, 3至5万, -3℃至-1℃."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Final

from kouan.extraction.amounts.measures import LARGE, TO, Measure, measure_at
from kouan.extraction.amounts.units import Unit, UnitTable
from kouan.language.cardinals import EXACT
from kouan.language.numerals import numeral_at, reading
from kouan.model.expression import Expression

_MINUS: Final = Expression("零下|[-−负]")
_ENDS_IN_MINUS: Final = Expression(rf"(?:{_MINUS.pattern})\Z")
_FROM: Final = Expression("[由从自]")
_SPREAD: Final = Expression("不等|之间|的?区间")
#: 十 is none: 二到三十 begins at two.
_SCALES: Final = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "佰": 100,
    "仟": 1000,
    "k": 1000,
    "K": 1000,
    "w": 10**4,
}
_MULTIPLIERS: Final = "".join(_SCALES)


def range_end(
    plain: str, start: int, first: Measure, table: UnitTable, before: Unit | None = None
) -> Measure | None:
    """The second number of 8-10辆, 20%至30%, -3℃至-1℃; where both have a unit it must be the same.

    由3个到5个 says what was and what is: two figures.
    """
    for end in dict.fromkeys((first.end, first.unit_end)):
        to = TO.match(plain, end) if end else None
        if to is None:
            continue
        is_signed = bool(_ENDS_IN_MINUS.search(plain, max(0, start - 2), start))
        minus = _MINUS.match(plain, to.end()) if is_signed else None
        at = minus.end() if minus else to.end()
        if not numeral_at(plain, at):
            continue
        last = measure_at(plain, at, table, before) or _percent(plain, at, first)
        if last is None or not last.unit_end:
            return None
        is_same = last.unit == first.unit or (end == first.end and first.unit is not None)
        is_same = is_same or not first.unit_end
        if end == first.unit_end and _FROM.search(plain, max(0, start - 1), start):
            is_same = is_same and bool(_SPREAD.match(plain, last.unit_end))
        low, high = range_start(first, last), last.reading.value_max or last.reading.value
        if not is_same or (low >= high and not is_signed):
            return None
        return last._replace(is_negative=minus is not None)
    return None


def _percent(plain: str, start: int, first: Measure) -> Measure | None:
    """The second number of 百分之二十至三十."""
    found = numeral_at(plain, start)
    read = reading(found[0]) if found and first.reading.denominator == 100 else None
    if found is None or read is None:
        return None
    return Measure(
        found.end(), read._replace(denominator=Decimal(100)), found[0], None, found.end()
    )


def range_start(first: Measure, last: Measure) -> Decimal:
    """Where a range begins: 3至5万 at 30,000, 8000至1万 at 8,000."""
    value = first.reading.value
    if last.unit is None and last.reading.denominator == 10 and first.reading.denominator is None:
        return value.scaleb(-1, EXACT)  # 三至五成
    if first.unit is not None or set(first.surface) & LARGE:
        return value
    # 一千到两千万 begins at 1000 ten thousands, 三到五千万 at 3 ten millions
    for scale in _scales(last.surface):
        if value < last.reading.value / scale:
            return EXACT.multiply(value, Decimal(scale))
    return value


def _scales(surface: str) -> list[int]:
    """What the multipliers at the end of a numeral are worth, all of them first, then the last alone."""
    ending = surface[len(surface.rstrip(_MULTIPLIERS)) :]
    worth = [_SCALES[sign] for sign in ending]
    return list(dict.fromkeys((prod(worth), worth[-1]))) if worth else []
