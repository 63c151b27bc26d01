"""Periods of one length in; those between the first and the last that are not among them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

#: Months of a period by its grain; days and odd lengths follow no calendar that would tell what is missing.
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def missing(
    grain: str, span: str, periods: Iterable[tuple[date, date]]
) -> tuple[tuple[date, date], ...]:
    """The periods that nothing is observed for, where all are one calendar grain.

    >>> first, third = (date(2023, 1, 1), date(2023, 1, 31)), (date(2023, 3, 1), date(2023, 3, 31))
    >>> missing("month", "single", [first, third])
    ((datetime.date(2023, 2, 1), datetime.date(2023, 2, 28)),)
    """
    months = _MONTHS.get(grain)
    known = set(periods)
    if months is None or span != "single" or not known:
        return ()
    first, last = min(known)[0], max(known)[0]
    return tuple(period for period in _periods(first, last, months) if period not in known)


def _periods(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        behind = _later(start, months)
        yield start, behind - timedelta(days=1)
        start = behind


def _later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, day.day)
