"""Festivals, days of the lunar calendar and solar terms in, their days of a year out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from kouan.extraction.time.intervals import (
    Interval,
    civil,
    day_of,
    month_of,
    nth_weekday,
)
from kouan.lexicons.words import any_of

if TYPE_CHECKING:
    from kouan.model.knowledge import Knowledge

#: The years that the lunar tables hold.
_LUNAR_YEARS: Final = range(1900, 2101)


class Festivals:
    """The festivals of festival.csv: their pattern, and their days in a year."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._rows = {
            row["surface"]: (row["calendar"], row["day"]) for row in knowledge.rows("festival")
        }
        self.pattern = any_of(self._rows)

    def day(self, surface: str, year: int) -> Interval | None:
        """The day, or the days, of a festival in one year (a lunar one in the lunar year that begins in it)."""
        calendar, day = self._rows[surface]
        first, _, last = day.partition("/")
        found = _day(calendar, first, year)
        closed = _day(calendar, last, year) if last else found
        return Interval(found.first, closed.until) if found and closed else None


def _day(calendar: str, day: str, year: int) -> Interval | None:
    if calendar == "term":
        return term_day(year, day)
    month, *rest = day.split("-")
    if calendar == "weekday":
        within = month_of(year, int(month))
        found = None if within is None else nth_weekday(within, int(rest[1]), int(rest[0]) - 1)
        return Interval(found, found + dt.timedelta(days=1)) if found else None
    if calendar == "lunar":
        return lunar_day(year, int(month), None if rest[0] == "last" else int(rest[0]))
    return day_of(year, int(month), int(rest[0]))


def lunar_day(year: int, month: int, day: int | None, is_leap: bool = False) -> Interval | None:
    """A day of the lunar calendar; `day` None is the last of its month.

    >>> lunar_day(2019, 1, 1).first, lunar_day(2021, 12, None).first
    (datetime.datetime(2019, 2, 5, 0, 0), datetime.datetime(2022, 1, 31, 0, 0))
    """
    whole = lunar_month(year, month, is_leap)
    if whole is None:
        return None
    first = whole.until - dt.timedelta(days=1)
    if day is not None:
        first = whole.first + dt.timedelta(days=day - 1)
    return Interval(first, first + dt.timedelta(days=1)) if first < whole.until else None


def lunar_month(year: int, month: int, is_leap: bool = False) -> Interval | None:
    """A month of the lunar calendar; None where the year has no such leap month."""
    if year not in _LUNAR_YEARS or not 1 <= month <= 12:
        return None
    from borax.calendars.lunardate import LCalendars, LunarDate

    if is_leap and LCalendars.leap_month(year) != month:
        return None
    day = LunarDate(year, month, 1, int(is_leap)).to_solar_date()
    first = civil(day.year, day.month, day.day)
    return Interval(first, first + dt.timedelta(days=LCalendars.ndays(year, month, int(is_leap))))


def term_day(year: int, name: str) -> Interval | None:
    """The day of a solar term: 清明, 芒种."""
    if year not in _LUNAR_YEARS:
        return None
    from borax.calendars.lunardate import TermUtils

    day = TermUtils.nth_term_day(year, term_name=name)
    return day_of(day.year, day.month, day.day)
