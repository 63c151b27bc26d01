"""Whole dates, years, decades and parts of a year in; the stretches of time that they can mean out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kouan.extraction.time.expressions.path import DAY, MONTH, PART, YEAR, Path, Readers
from kouan.extraction.time.expressions.tokens import Tokens, count
from kouan.extraction.time.festivals import term_day
from kouan.extraction.time.intervals import Interval, day_of, month_of, year_of

_YEARS: Final = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "次年": 1, "来年": 1,
    "后年": 2, "大后年": 3,
}  # fmt: skip
_SEASONS: Final = {
    "春": ("立春", "立夏"),
    "夏": ("立夏", "立秋"),
    "秋": ("立秋", "立冬"),
    "冬": ("立冬", "立春"),
}
_HOLIDAYS: Final = {"暑假": (7, 2), "寒假": (1, 2)}
#: Months that the edges of a year take: 年底 is November and December.
_YEAR_EDGES: Final = {"初": (1, 2), "始": (1, 1), "中": (6, 2), "底": (11, 2), "末": (11, 2)}
#: Years of a decade that its edges take; of a century ten times as many.
_EDGES: Final = {"初": (0, 2), "前": (0, 3), "中": (3, 7), "后": (7, 10), "末": (7, 10)}
#: Two digits of a year up to so many years ahead are of this century.
_AHEAD: Final = 11


class Years:
    """Readers of whole dates, years and parts of a year against one present."""

    def __init__(self, tokens: Tokens, present: Interval) -> None:
        self.tokens, self.present = tokens, present
        self.readers: Readers = {
            "stamp": self._stamp, "ymd": self._ymd, "dmy": self._dmy, "short": self._short, "ym": self._ym,
            "md": self._md, "era": self._era, "decade": self._decade, "years": self._years, "year": self._year,
            "bare": self._bare, "part": self._part,
        }  # fmt: skip

    # whole dates

    def _stamp(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        text = found[0]
        yield from self._date(path, int(text[:4]), int(text[4:6]), int(text[6:]))

    def _ymd(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        yield from self._date(path, int(found["y"]), int(found["m"]), int(found["d"]))

    def _dmy(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        yield from self._date(path, int(found["y1"]), int(found["m1"]), int(found["d1"]))

    def _short(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        """27-7-3 begins with the year; 3-7-07 and 05/05/89 end with it."""
        first, month, last = found["a"], int(found["b"]), found["c"]
        ends = len(first) == 1 or int(last) > 31
        readings = [(last, first), (first, last)] if ends else [(first, last), (last, first)]
        for year, day in readings:
            if len(year) == 2:
                yield from self._date(path, self._century(int(year)), month, int(day))

    def _ym(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank < 0:
            yield from path.step(MONTH, month_of(int(found["y2"]), int(found["m2"])))

    def _md(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        for year in path.near_years(self.present):
            yield from self._date(path, year, int(found["m3"]), int(found["d3"]))

    def _date(self, path: Path, year: int, month: int, day: int) -> Iterator[Path]:
        if path.rank < PART:
            begun = Path(year=year, month=month)
            for in_year in begun.step(YEAR, year_of(year)):
                for in_month in in_year.step(MONTH, month_of(year, month)):
                    yield from in_month.step(DAY, day_of(year, month, day))

    # years

    def _era(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        yield from self._of_year(
            path, self.tokens.eras[found["era_name"]] + count(found["era_n"]) - 1
        )

    def _decade(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        """十九世纪七十年代, 九十年代 (of either century), 18世纪; with their edges."""
        if path.rank >= YEAR:
            return
        present = self.present.first.year // 100
        tens = found["tens"] or found["tens1"]
        centuries = [present - 1, present] if tens else []
        if found["century"]:
            centuries = [count(found["century"]) - 1]
        elif word := found["century_word"]:
            centuries = [present - (word[0] == "上")]
        years = 10 if tens else 100
        edge = (found["decade_edge"] or found["decade_edge1"] or "")[:1]
        begin, end = _EDGES.get(edge, (0, 10))
        for century in centuries:
            first = century * 100 + (count(tens) if tens else 0)
            scale = years // 10
            yield from path.step(
                YEAR, year_of(max(1, first + begin * scale), (end - begin) * scale)
            )

    def _years(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        surface = found["y41"] or found["y3"] or found["y3c"]
        if surface:
            year = count(surface)
            if found["y40"]:
                began, ended = year_of(count(found["y40"])), year_of(year)
                if began and ended and path.rank < YEAR and began.first < ended.first:
                    both = Interval(began.first, ended.until, ended.first)
                    yield from replace(path, year=year).step(YEAR, both)
                return
        else:
            year = self._century(count(found["y20"] or found["y2c"] or found["y2d"]))
        yield from self._of_year(path, year)

    def _bare(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        yield from self._of_year(path, int(found["y42"]))

    def _year(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if found["both_years"]:
            yield from path.step(YEAR, year_of(self.present.first.year, 2))
            return
        word = found["year_word"]
        yield from self._of_year(path, self.present.first.year + _YEARS.get(word, 0))

    def _of_year(self, path: Path, year: int) -> Iterator[Path]:
        if path.rank < YEAR:
            yield from replace(path, year=year).step(YEAR, year_of(year))

    def _century(self, year: int) -> int:
        present = self.present.first.year
        return present // 100 * 100 + year - 100 * (year > present % 100 + _AHEAD)

    # parts of a year

    def _part(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= PART and not (found["year_edge"] and path.rank == MONTH):
            return
        year = path.year or self.present.first.year
        path = replace(path, year=year)
        if edge := found["year_edge"]:
            if path.rank == YEAR or len(edge) > 1:
                first, months = _YEAR_EDGES[edge[-1]]
                yield from path.step(PART, month_of(year, first, months))
        elif word := found["quarter_word"]:
            offset = word.count("下") - word.count("上")
            quarter = (self.present.first.month - 1) // 3 + offset
            yield from self._quarter(path, year, quarter, found["quarter_edge1"])
        elif season := found["season"]:
            for each in [year] if path.rank == YEAR else Path().near_years(self.present):
                yield from path.step(PART, _season(each, season))
        elif found["holidays"]:
            first, months = _HOLIDAYS[found["holidays"]]
            yield from path.step(PART, month_of(year, first, months))
        elif found["whole"]:
            if found[0] == "内" and path.rank != YEAR:
                return
            yield from path.step(PART, year_of(year))
        elif half := found["half"]:
            yield from path.step(PART, month_of(year, 1 if half == "上" else 7, 6))
        elif quarter_name := found["quarter"] or found["quarter1"] or found["q"]:
            yield from self._quarter(path, year, count(quarter_name) - 1, found["quarter_edge"])
        else:
            yield from path.step(PART, self._months(found, year))

    def _months(self, found: re.Match[str], year: int) -> Interval | None:
        if found["quarters"]:
            return month_of(year, 1, 3 * count(found["quarters"]))
        if found["first_month"]:
            return month_of(year, 1)
        if found["month_n"]:
            return month_of(year, count(found["month_n"]))
        months = count(found["months"])
        if not 1 <= months <= 12:
            return None
        return month_of(year, 13 - months if found["first_last"] == "后" else 1, months)

    def _quarter(self, path: Path, year: int, quarter: int, edge: str | None) -> Iterator[Path]:
        first, months = 3 * quarter + 1, 3
        if edge:
            first, months = first + 2 * (edge != "初"), 1
        yield from path.step(PART, month_of(year, first, months))


def _season(year: int, season: str) -> Interval | None:
    first, until = _SEASONS[season]
    begun, ended = term_day(year, first), term_day(year + (season == "冬"), until)
    return Interval(begun.first, ended.first) if begun and ended else None
