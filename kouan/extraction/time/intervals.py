"""Years, months, days and instants in, half-open stretches of time out; what no calendar has is None."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Final, NamedTuple

#: The days from Monday to Saturday by their characters; Sunday has three.
WEEKDAYS: Final = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}


class Interval(NamedTuple):
    """From `first` up to but not with `until`; `last` is where the last named unit of a stretch begins."""

    first: dt.datetime
    until: dt.datetime
    last: dt.datetime | None = None


def civil(year: int, month: int = 1, day: int = 1) -> dt.datetime:
    """The beginning of a day. A page names no zone: its times are the civil times of its place."""
    return dt.datetime(year, month, day)  # noqa: DTZ001


def shift_month(year: int, month: int, offset: int) -> tuple[int, int]:
    """The month `offset` months on.

    >>> shift_month(2018, 1, -1)
    (2017, 12)
    """
    months = year * 12 + month - 1 + offset
    return months // 12, months % 12 + 1


def year_of(year: int, years: int = 1) -> Interval | None:
    """So many years from January of `year` on."""
    if not 1 <= year <= year + years <= dt.MAXYEAR:
        return None
    return Interval(civil(year), civil(year + years))


def month_of(year: int, month: int, months: int = 1) -> Interval | None:
    """So many months; the month may lie outside 1-12 and then belongs to another year."""
    year, month = shift_month(year, month, 0)
    if not 1 <= year < dt.MAXYEAR - 1:
        return None
    first = civil(year, month)
    return Interval(first, later(first, months))


def day_of(year: int, month: int, day: int, days: int = 1) -> Interval | None:
    """So many days from this one on; None for a day that no calendar has."""
    try:
        first = civil(year, month, day)
        return Interval(first, first + dt.timedelta(days=days))
    except (ValueError, OverflowError):
        return None


def later(moment: dt.datetime, months: int) -> dt.datetime:
    """The moment so many months on; the 31st becomes the last of a shorter month."""
    year, month = shift_month(moment.year, moment.month, months)
    if not 1 <= year <= dt.MAXYEAR:
        raise OverflowError(f"the year {year} is outside the calendar")
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def midnight(moment: dt.datetime) -> dt.datetime:
    """The beginning of its day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def monday(moment: dt.datetime) -> dt.datetime:
    """The beginning of its week."""
    return midnight(moment) - dt.timedelta(days=moment.weekday())


def week_of(moment: dt.datetime, offset: int, weekday: str | None) -> Interval:
    """The week so many weeks on, or its day; 周末 is Saturday and Sunday."""
    first = monday(moment) + dt.timedelta(weeks=offset)
    if not weekday:
        return Interval(first, first + dt.timedelta(weeks=1))
    day = first + dt.timedelta(days=WEEKDAYS[weekday])
    return Interval(day, day + dt.timedelta(days=2 if weekday == "末" else 1))


def nth_weekday(within: Interval, nth: int, weekday: int) -> dt.datetime | None:
    """The nth such weekday of a month or year, counted from its end where nth is negative."""
    if nth < 0:
        last = within.until - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7, weeks=-nth - 1)
    first = within.first + dt.timedelta(days=(weekday - within.first.weekday()) % 7)
    found = first + dt.timedelta(weeks=nth - 1)
    return found if nth and found < within.until else None
