"""Partial dates in, periods in ISO notation out, by the article's date or the year it is written in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kouan.extraction.time.intervals import shift_month
from kouan.extraction.time.plans import is_planned
from kouan.extraction.time.present_year import present_year
from kouan.language.dates import Day, Moment, moments

#: A date this far after the day of publication belongs to the year before (12月20日, read in January).
_AHEAD: Final = 2
#: Up to this month the press sums up the year before.
_NEW_YEAR: Final = 2


@dataclass(slots=True)
class Calendar:
    """What the dates of one article are read against, with the days it has named.

    `last` is the last day that was named, `scene` the last one that was told by the hour.
    `day` is the last one that was named whole, `month` the last month that figures were told of, `quarter`, `week`,
    `holiday` and `days` the last quarter, seven days, days off and days that were named: 当日, 上月, 上季度, 当周, 假期首日, 首日 mean them.
    `accounts` is the last year that begins in another month than January (2025/26年度): 年内 and 上年度 are of such years.
    `present_week` is the first day of this week where the page says which days 上周 or 本周 has: surveillance begins it on Sunday.
    `told` is the year that the title says the article is about: its 全年 and 年末 are those of that year.
    `today` is the date of publication, or, where the page gives none, the latest year (and month) that
    the text itself names as past; `is_published` tells the two apart.
    """

    today: Day
    is_published: bool
    last: Day = field(default=Day())
    scene: Day = field(default=Day())
    told: int | None = None
    day: Day = field(default=Day())
    month: Day = field(default=Day())
    week: tuple[Day, Day] | None = None
    present_week: Day | None = None
    holiday: tuple[Day, Day] | None = None
    quarter: Day | None = None
    days: tuple[Day, Day] | None = None
    accounts: tuple[Day, Day] | None = None

    @property
    def is_new_year(self) -> bool:
        """True in January and February, when 全年 is the year that has just ended."""
        return self.is_published and (self.today.month or 12) <= _NEW_YEAR

    def complete(self, day: Day, year: int | None = None, is_plan: bool = False) -> Day:
        """Fill in the year, and the month of a bare day, as far as they are known; a plan may lie ahead."""
        if day.year is not None:
            return day
        if day.month is None:
            return self._bare_day(day)
        year = year or self.today.year
        if year is not None and year == self.today.year and self.is_published and not is_plan:
            year -= self.is_of_year_before(Day(year, day.month))
        return Day(year, day.month, day.day)

    def is_of_year_before(self, day: Day) -> bool:
        """True for a month well after publication: it must be that of the year before."""
        return (
            self.is_published
            and day.year == self.today.year
            and (day.month or 0) - (self.today.month or 12) >= _AHEAD
        )

    def _is_to_come(self, day: Day) -> bool:
        """True for a month after that of publication: a bare day that follows is not one of it."""
        year, month, _ = self.today
        if not self.is_published or None in (year, month, day.year, day.month):
            return False
        return (day.year or 0, day.month or 0) > (year or 0, month or 0)

    def _bare_day(self, day: Day) -> Day:
        if day.day is None:
            return day
        is_told = self.last.month is not None and self._is_near()
        if is_told and not self._is_to_come(self.last) and not self._is_news(day):
            return Day(self.last.year, self.last.month, day.day)
        if not self.is_published or self.today.day is None or self.today.month is None:
            return day
        if day.day <= self.today.day + 1:
            return Day(self.today.year, self.today.month, day.day)
        year, month = shift_month(self.today.year or 0, self.today.month, -1)
        return Day(year, month, day.day)

    def _is_news(self, day: Day) -> bool:
        """A bare day next to that of publication is no day of a month that was told in passing: 今年5月上路的……28日."""
        today = self.today
        if not self.is_published or self.last.day is not None or None in (today.day, day.day):
            return False
        return abs((day.day or 0) - (today.day or 0)) <= 1

    def _is_near(self) -> bool:
        """The last date fits a bare day: one of this year, or itself a day; not 2008年2月 in passing."""
        return self.is_published or self.last.year in (None, self.today.year) or bool(self.last.day)

    def word(self, grain: str, relation: str, offset: int) -> Day | None:
        """The day, month or year that 去年, 本月, 当天, 目前 mean here; None where nothing fixes it."""
        anchor = self.last if relation == "same" else self.today
        if relation == "same" and grain == "month" and self.month.month is not None:
            anchor = self.month  # 前10个月……当月: the last of them
        if relation == "same" and grain == "day" and anchor.day is None:
            anchor = self.day  # 30日……截至9月末……当日
        if relation != "same" and grain in ("month", "day") and not self.is_published:
            return None
        year, month, day = anchor
        if year is None:
            return None
        if grain == "year":
            return Day(year + offset)
        if grain == "present":
            return Day(year, month) if self.is_published else Day(year)
        if month is None:
            return None
        if grain == "month":
            return Day(*shift_month(year, month, offset))
        if day is None:
            return None
        return shift_days(anchor, offset)

    def until_now(self, first: Day) -> Day | None:
        """The end of "since `first`", as finely as `first` is stated."""
        year, month, _ = self.today
        if year is None:
            return None
        return Day(year, month) if first.month is not None and month is not None else Day(year)


def shift_days(day: Day, days: int) -> Day | None:
    """The day so many days on; None where no calendar has one of them.

    >>> shift_days(Day(2024, 12, 2), -7)
    Day(year=2024, month=11, day=25)
    """
    try:
        moved = dt.date(day.year or 0, day.month or 0, day.day or 0) + dt.timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return Day(moved.year, moved.month, moved.day)


def calendar_of(text: str, published_at: str | None) -> Calendar:
    """The calendar of an article, from its date or, failing that, from the years its text names."""
    if published_at and (found := re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", published_at)):
        return Calendar(Day(int(found[1]), int(found[2]), int(found[3] or 1)), is_published=True)
    named = [
        moment
        for moment in _moments(text)
        if moment.first and not is_planned(text, moment.start, moment.end)
    ]
    year = present_year(text, named)
    if year is None:
        return Calendar(Day(), is_published=False)
    months = [
        day.month
        for moment in named
        for day in (moment.first, moment.last)
        if day and day.month and (day.year or year) == year
    ]
    return Calendar(Day(year, max(months, default=None)), is_published=False)


def _moments(text: str) -> Iterator[Moment]:
    """The dates of a text, read line by line: each line has been read, or will be, by itself."""
    at = 0
    for line in text.split("\n"):
        for one in moments(line):
            yield Moment(one.start + at, one.end + at, one.surface, one.first, one.last)
        at += len(line) + 1
