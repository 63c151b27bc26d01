"""Days in; the ends of what they span out: all of a month, the last day from a day on, both with their years."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.language.dates import Day, Moment

MONTHS: Final = 12
#: Bare, they are the end of the year that is told of, or in January of the one just ended.
YEAR_ENDS: Final = ("年末", "年底", "岁末")


def no_earlier(last: Day, first: Day, surface: str) -> Day:
    """The day or month that something lasts to from a day on: 12月 behind it is that of its year, 年底 the last month."""
    if surface in YEAR_ENDS:
        return first._replace(month=MONTHS, day=None)
    if "月" not in surface or last.month is None:  # 2月13日起到15日
        return first._replace(day=last.day)
    is_next = (last.month, last.day or 31) < (first.month or 1, first.day or 1)
    return last._replace(year=(first.year or 0) + is_next)


def is_all_of(month: Day, days: Moment) -> bool:
    """Whether days are all those of a month."""
    first, last = days.first, days.last
    if first is None or last is None or month.year is None or month.month is None:
        return False
    is_same = first.month == month.month and last.month in (None, month.month)
    return is_same and (first.day, last.day) == (1, monthrange(month.year, month.month)[1])


def completed(
    first: Day, last: Day | None, calendar: Calendar, year: int | None, is_plan: bool
) -> tuple[Day, Day | None]:
    """Both ends with their years; 12月28日至1月3日 begins in the year before."""
    if last is None:
        return calendar.complete(first, year, is_plan), None
    if first.year is not None or first.month is None:
        first = calendar.complete(first, year, is_plan)
        return first, calendar.complete(
            Day(last.year or first.year, last.month or first.month, last.day)
        )
    last = calendar.complete(last, year, is_plan)
    crosses = last.year is not None and last.month is not None and first.month > last.month
    return Day(last.year - 1 if crosses and last.year else last.year, first.month, first.day), last
