"""Values as the tables hold them: exact decimals that fit, days of a period, instants."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from kouan.model.expression import Expression

#: DECIMAL(38, 10): 28 digits before the point, 10 behind it.
PLACES: Final = 10
WHOLE_DIGITS: Final = 28
_WIDE: Final = Context(prec=100, rounding=ROUND_HALF_EVEN)
_LAST_PLACE: Final = Decimal(1).scaleb(-PLACES)

#: Months and first month of the periods that have a name.
_GRAINS: Final = {
    **{(1, month): "month" for month in range(1, 13)},
    **{(3, month): "quarter" for month in (1, 4, 7, 10)},
    **{(6, month): "half" for month in (1, 7)},
    (12, 1): "year",
}
_DAY: Final = Expression(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def fitted(value: Decimal | None) -> tuple[Decimal | None, bool, bool]:
    """A number as its column holds it, whether it was rounded (half-even), and whether it overflowed.

    >>> fitted(Decimal("0.12345678905"))
    (Decimal('0.1234567890'), True, False)
    >>> fitted(Decimal("1E28"))
    (None, False, True)
    """
    if value is None:
        return None, False, False
    if not value.is_finite() or (value and value.adjusted() >= WHOLE_DIGITS):
        return None, False, True
    if value.adjusted() < -2 * PLACES:
        return Decimal(0).quantize(_LAST_PLACE), bool(value), False
    # Only digits that can still decide the rounding are kept: a number may be a million digits long.
    kept = round_to_odd(value, 2 * PLACES)
    rounded = kept.quantize(_LAST_PLACE, context=_WIDE)
    if rounded and rounded.adjusted() >= WHOLE_DIGITS:
        return None, False, True
    return rounded, kept != rounded, False


def round_to_odd(value: Decimal, places: int) -> Decimal:
    """Cut behind `places`, with a last 1 where something was cut off, so that a later rounding stays right."""
    sign, digits, exponent = value.as_tuple()
    extra = -int(exponent) - places
    if extra <= 0:
        return value
    kept, cut = digits[:-extra], digits[-extra:]
    if any(cut):
        return Decimal((sign, (*kept, 1), -places - 1))
    return Decimal((sign, kept or (0,), -places))


def days_of(period: str | None) -> tuple[date | None, date | None]:
    """First and last day of a period: YYYY[-MM[-DD]], or two of them joined by "/".

    >>> days_of("2014-02")
    (datetime.date(2014, 2, 1), datetime.date(2014, 2, 28))
    >>> days_of("2014-01/2014-11")[1].isoformat()
    '2014-11-30'
    """
    if period is None:
        return None, None
    first, _, last = period.partition("/")
    start, end = _day(first, 0), _day(last or first, -1)
    if start is None or end is None or start > end:
        return None, None
    return start, end


def grain_of(start: date | None, end: date | None) -> str | None:
    """How long a period is: a whole day, month, quarter, half or year of the calendar, else other.

    >>> grain_of(date(2023, 4, 1), date(2023, 6, 30)), grain_of(date(2023, 1, 1), date(2023, 5, 31))
    ('quarter', 'other')
    """
    if start is None or end is None:
        return None
    if start == end:
        return "day"
    is_whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if not is_whole or start.year != end.year:
        return "other"
    return _GRAINS.get((end.month - start.month + 1, start.month), "other")


def _day(text: str, edge: int) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None
        month = month or (1 if edge == 0 else 12)
        return date(year, month, day or (1 if edge == 0 else calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def instant_of(text: str | None) -> datetime | None:
    """An ISO date or date and time; one with an offset becomes UTC, one without stays as the page says it.

    >>> instant_of("2018-07-16")
    datetime.datetime(2018, 7, 16, 0, 0)
    """
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if found is None or found.tzinfo is None:
        return found
    try:
        return found.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return None
