"""A time expression that was read in; what later words (上月, 当周, 假期期间) may mean kept in the calendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from kouan.extraction.time.calendars import Calendar, shift_days
from kouan.extraction.time.holidays import HOLIDAY
from kouan.extraction.time.intervals import shift_month
from kouan.extraction.time.phrases import Phrase
from kouan.language.dates import Day, Moment
from kouan.model.expression import Expression

#: Words of the month before, which is that before the month of the figures where they are compared with it.
_MONTH_BEFORE: Final = ("上月", "上个月")
_WEEK_BEFORE: Final = ("上周", "上一周", "前一周", "上星期", "上个星期")
_QUARTERS: Final = ((1, 3), (4, 6), (7, 9), (10, 12))
_WEEK: Final = 7
#: 上周（3月8日至14日）: the page says which days it means by the word.
_WEEK_SAID: Final = Expression("(?P<which>[本这上])一?个?(?:周|星期)（$", holds="（")
_WEEKS_AGO: Final = {"上": 1, "本": 0, "这": 0}
#: 4月4日至6日清明假期: what tells that days are those of a holiday, and how near it stands.
_DAYS_OFF: Final = Expression("假期|[长连]假|黄金周|假日|小假")
_BESIDE: Final = 8
#: 2025-26财政年度, 2025/26财年
_YEAR_NAMED: Final = Expression("年度|财年")
#: 10月，出口20亿元。上月: a figure was told of the month, and its clause is closed, before the word that goes back from it.
_TOLD_OF: Final = Expression("[0-9][^，。；！？（]{0,24}[，。；（]")
_SENTENCE_END: Final = Expression("[。！？]")
_TOLD_NEAR: Final = 120
#: 10月，验放货车3万辆次。上月还验放列车400列: the same month by another word.
_TOO: Final = Expression("，?[^，。；！？0-9]{0,8}?(?:还|也|亦|同时)")
_LONGEST_HOLIDAY: Final = 10
_LONGEST_STRETCH: Final = 31


def of_month_told(expression: Phrase, one: Moment | re.Match[str], calendar: Calendar) -> Phrase:
    """比上月 of figures of April is March, whenever the page went out; so are 上周 and the week before that of the figures."""
    if isinstance(one, Moment):
        return expression
    year, month, _ = calendar.month
    if one[0] in _MONTH_BEFORE and year is not None:
        return expression._replace(first=Day(*shift_month(year, month or 1, -1)))
    if one[0] in _WEEK_BEFORE and calendar.week is not None:
        first, last = (shift_days(day, -_WEEK) for day in calendar.week)
        return expression._replace(first=first, last=last)
    return expression


class MonthTold:
    """The whole month that figures of a passage were last told of: 上月 behind it is the month before it, not that before the page's."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._month: Phrase | None = None

    def read(self, expression: Phrase, one: Moment | re.Match[str], *, is_compared: bool) -> Phrase:
        """A time as it stands behind those read so far, in the sentence of the last month or the next."""
        first, told = expression.first, self._month
        if not isinstance(one, Moment) and one[0] in _MONTH_BEFORE:
            if not (told and told.first and first and first[:2] == told.first[:2]):
                return expression
            if not (first.year and first.month and self._reaches(told, one)):
                return expression
            return expression._replace(first=Day(*shift_month(first.year, first.month, -1)))
        if not is_compared and first is not None:
            is_month = first.month is not None and first.day is None and expression.last is None
            if expression.span != "instant":  # 目前
                self._month = expression if is_month else None
        return expression

    def _reaches(self, told: Phrase, one: re.Match[str]) -> bool:
        text, start = self._text, one.start()
        if start - told.end > _TOLD_NEAR or _TOO.match(text, one.end()):
            return False
        ends = len(_SENTENCE_END.findall(text, told.end, start))
        return ends < 2 and _TOLD_OF.search(text, told.end, start) is not None


def remember(
    text: str, expression: Phrase, one: Moment | re.Match[str], calendar: Calendar
) -> None:
    """Keep the day, month, week and days off that later words may mean."""
    first, last = expression.first, expression.last or expression.first
    if first is None or last is None:
        return
    if last.year is not None and last.month is not None and expression.span != "instant":
        calendar.month = last._replace(day=None)
    if (first.year, first.day) == (last.year, None) and (first.month, last.month) in _QUARTERS:
        calendar.quarter = first
    if (
        isinstance(one, Moment)
        and _YEAR_NAMED.search(text, expression.start, expression.end + 4)
        and _is_year_of_accounts(first, last)
    ):
        calendar.accounts = (first, last)
    if None in last or None in first:
        return
    calendar.day = last
    is_part = not isinstance(one, Moment) and one.re is HOLIDAY and not one["name"]
    if not is_part and _is_holiday(text, expression, one, calendar, (first, last)):
        calendar.holiday = (first, last)
    if 1 < (number := _days(first, last)) <= _LONGEST_STRETCH:
        calendar.days = (first, last)
    if number == _WEEK:
        calendar.week = (first, last)
        if said := _WEEK_SAID.search(text, max(0, expression.start - 5), expression.start):
            calendar.present_week = shift_days(first, _WEEK * _WEEKS_AGO[said["which"]])


def _is_holiday(
    text: str,
    expression: Phrase,
    one: Moment | re.Match[str],
    calendar: Calendar,
    days: tuple[Day, Day],
) -> bool:
    """Whether days are those of a holiday: by its name, by the word beside them, or as those of the one that was named."""
    if not isinstance(one, Moment):
        return one.re is HOLIDAY and _days(*days) > 1
    if not 1 < _days(*days) <= _LONGEST_HOLIDAY:
        return False
    before = text[max(0, expression.start - _BESIDE) : expression.start].rpartition("。")[2]
    behind = text[expression.end : expression.end + _BESIDE].partition("。")[0]
    if _DAYS_OFF.search(before) or _DAYS_OFF.search(behind):
        return True
    told = calendar.holiday
    return told is not None and _overlap(told, days) and not _inside(days, told)


def _overlap(some: tuple[Day, Day], others: tuple[Day, Day]) -> bool:
    return tuple(some[0]) <= tuple(others[1]) and tuple(others[0]) <= tuple(some[1])


def _is_year_of_accounts(first: Day, last: Day) -> bool:
    """Whether months are twelve, and those of no year of the calendar."""
    is_other = first.day is None and first.month not in (None, 1)
    return is_other and shift_month(first.year or 0, first.month or 1, 11) == last[:2]


def _inside(some: tuple[Day, Day], others: tuple[Day, Day]) -> bool:
    """Whether days are some of others behind their first: 5月4日、5日 of the five days off."""
    return tuple(others[0]) < tuple(some[0]) and tuple(some[1]) <= tuple(others[1])


def _days(first: Day, last: Day) -> int:
    """How many days a stretch has; none where a calendar lacks one of its ends."""
    try:
        return (dt.date(*map(int, last)) - dt.date(*map(int, first))).days + 1  # type: ignore[arg-type]
    except ValueError:
        return 0
