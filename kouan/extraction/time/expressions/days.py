"""Months, weeks, festivals and days in; the stretches of time that they can mean out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kouan.extraction.time.expressions.path import DAY, MONTH, PART, WEEK, YEAR, Path, Readers
from kouan.extraction.time.expressions.tokens import Tokens, count
from kouan.extraction.time.festivals import lunar_day, lunar_month
from kouan.extraction.time.intervals import (
    WEEKDAYS,
    Interval,
    day_of,
    midnight,
    month_of,
    nth_weekday,
    shift_month,
    week_of,
)

_DAYS: Final = {"昨": -1, "明": 1, "次": 1, "翌": 1, "第": 1}
#: Days that the edges of a month take, by their first and last.
_MONTH_EDGES: Final = {
    "初": (1, 5),
    "底": (25, None),
    "末": (25, None),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, None),
}


class Days:
    """Readers of months, weeks, festivals and days against one present."""

    def __init__(self, tokens: Tokens, present: Interval) -> None:
        self.tokens, self.present = tokens, present
        self.readers: Readers = {
            "lunar": self._lunar, "month": self._month, "week": self._week, "festival": self._festival, "day": self._day,
        }  # fmt: skip

    # months

    def _lunar(self, _: re.Match[str], path: Path) -> Iterator[Path]:
        yield replace(path, is_lunar=True)

    def _month(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= PART:
            return
        edge = (found["month_edge"] or found["month_edge1"] or "").removeprefix("月")
        if word := found["month_word"]:
            present = self.present.first
            offset = word.count("下") - word.count("上")
            year = path.year if path.rank == YEAR and path.year else present.year
            yield from self._of_month(path, year, present.month + offset, edge)
            return
        surface, month = found["m4"], count(found["m4"])
        is_lunar = path.is_lunar or surface in "正冬腊" or bool(found["leap"])
        path = replace(path, is_lunar=is_lunar, is_leap=bool(found["leap"]))
        for year in path.near_years(self.present, 4 if month == 2 else 1):
            if found["m40"]:
                first = count(found["m40"])
                begun = month_of(year - (first > month), first)
                ended = month_of(year, month)
                if begun and ended:
                    both = Interval(begun.first, ended.until, ended.first)
                    yield from replace(path, year=year, month=month).step(MONTH, both)
            else:
                yield from self._of_month(path, year, month, edge)

    def _of_month(self, path: Path, year: int, month: int, edge: str = "") -> Iterator[Path]:
        if path.is_lunar:
            whole = lunar_month(year, month, path.is_leap)
        else:
            whole = month_of(year, month)
            year, month = shift_month(year, month, 0)
        path = replace(path, year=year, month=month)
        if whole and edge:
            first, last = _MONTH_EDGES[edge]
            until = whole.until if last is None else whole.first + dt.timedelta(days=last)
            whole = Interval(whole.first + dt.timedelta(days=first - 1), until)
        yield from path.step(MONTH, whole)

    # weeks and days

    def _week(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        within, present = path.now, self.present.first
        weekday = found["weekday"] or found["weekday1"] or found["weekday2"] or found["weekday3"]
        if word := found["week_word"]:
            if path.rank < 0:
                offset = word.count("下") - word.count("上")
                yield from path.step(DAY if weekday else WEEK, week_of(present, offset, weekday))
        elif found["weekday3"]:
            if path.rank >= DAY:  # 10月12号，星期一 names one day twice
                yield path
            elif path.rank in (-1, WEEK):
                start = within.first if within else present
                for offset in (0,) if within else (0, 1, -1):
                    yield from path.step(DAY, week_of(start, offset, weekday))
        elif within and path.rank in (YEAR, PART, MONTH):
            nth = count(found["week_n"]) if found["week_n"] else -1
            day = nth_weekday(within, nth, WEEKDAYS[weekday or "一"])
            if day:
                whole = dt.timedelta(days=1 if weekday else 7)
                yield from path.step(DAY if weekday else WEEK, Interval(day, day + whole))

    def _festival(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= PART:
            return
        for year in path.near_years(self.present):
            if new_year := found["new_year"]:
                is_eve = new_year == "三十"
                day = lunar_day(year, 12 if is_eve else 1, None if is_eve else count(new_year))
            else:
                day = self.tokens.festivals.day(found["festival_name"], year)
            yield from replace(path, year=year).step(DAY, day)

    def _day(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= DAY:
            return
        within, present = path.now, midnight(self.present.first)
        one = dt.timedelta(days=1)
        if word := found["day_word"]:
            if path.rank >= 0:
                return
            offset = _DAYS.get(word[0], 0)
            if word.endswith(("后天", "前天")):
                offset = (2 + word.count("大")) * (1 if word.endswith("后天") else -1)
            yield from path.step(
                DAY, Interval(present + offset * one, present + (offset + 1) * one)
            )
        elif number_of_day := found["day_n"]:
            first = (within.first if within else present) + (count(number_of_day) - 1) * one
            yield from path.step(DAY, Interval(first, first + one))
        elif found["first_days"] or found["last_days"]:
            days = count(found["first_days"] or found["last_days"]) * one
            if within and path.rank in (YEAR, PART, MONTH):
                stretch = Interval(within.first, within.first + days)
                if found["last_days"]:
                    stretch = Interval(within.until - days, within.until)
                yield from path.step(DAY, stretch)
        else:
            yield from self._of_day(found, path)

    def _of_day(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        """A day of the month that is said, or of the present month and those beside it."""
        surface = found["lunar_day"] or found["d4"] or found["d5"] or found["d6"]
        first = count(found["d40"])
        if path.rank not in (-1, MONTH):
            return
        if path.month is None and found["lunar_day"]:
            return
        present = self.present.first
        months = [(path.year or present.year, path.month)] if path.month else []
        if not path.month:
            months = [(present.year, present.month + step) for step in (0, 1, -1)]
        is_word = not found["d4"] and not surface.isdigit() and count(surface) > 10
        for year, month in months:
            if path.is_lunar or found["lunar_day"]:
                yield from path.step(DAY, lunar_day(year, month, count(surface), path.is_leap))
                continue
            in_year, in_month = shift_month(year, month, 0)
            day = day_of(in_year, in_month, count(surface))
            if day and first:
                begun = day_of(in_year, in_month, first)
                day = begun and Interval(begun.first, day.until, day.first)
            yield from path.step(DAY, day)
            if is_word:  # 八月十五 is as a rule of the lunar calendar, 一月二十三 is not
                yield from path.step(DAY, lunar_day(year, month, count(surface)))
