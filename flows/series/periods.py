"""First and last day of a period in, its name as the press writes it out: 2023年上半年, 2023年1—5月, Jan–May 2023."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from flows.reporting.wording import Language

_HALVES: Final = {1: "上半年", 7: "下半年"}
_QUARTERS: Final = {1: "一季度", 4: "二季度", 7: "三季度", 10: "四季度"}
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def period_of(start: date, end: date, span: str, language: Language) -> str:
    """The name of a period.

    >>> period_of(date(2023, 1, 1), date(2023, 9, 30), "ytd", "zh")
    '2023年前三季度'
    >>> period_of(date(2023, 1, 1), date(2023, 5, 31), "ytd", "zh")
    '2023年1—5月'
    >>> period_of(date(2023, 7, 31), date(2023, 7, 31), "instant", "zh")
    '2023年7月末'
    >>> period_of(date(2023, 1, 1), date(2023, 5, 31), "ytd", "en")
    'Jan–May 2023'
    """
    return _chinese(start, end, span) if language == "zh" else _english(start, end, span)


def _chinese(start: date, end: date, span: str) -> str:
    if span == "instant":
        if _is_month_end(end):
            return f"{end.year}年末" if end.month == 12 else f"{end.year}年{end.month}月末"
        return f"截至{_day_zh(end)}"
    if span == "since":
        return f"{_beginning_zh(start)}以来（至{_day_zh(end)}）"
    if start == end:
        return _day_zh(start)
    if not _is_of_months(start, end):
        return _days_zh(start, end)
    if start.year != end.year:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}—{end.year}年"
        return f"{start.year}年{start.month}月—{end.year}年{end.month}月"
    return f"{start.year}年{_months_zh(start.month, end.month)}"


def _months_zh(first: int, last: int) -> str:
    """Months of one year."""
    if (first, last) == (1, 12):
        return ""
    if (first, last) == (1, 9):
        return "前三季度"
    if last - first == 5 and first in _HALVES:
        return _HALVES[first]
    if last - first == 2 and first in _QUARTERS:
        return _QUARTERS[first]
    return f"{first}月" if first == last else f"{first}—{last}月"


def _days_zh(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.year}年{start.month}月{start.day}—{end.day}日"
    same_year = start.year == end.year
    last = f"{end.month}月{end.day}日" if same_year else _day_zh(end)
    return f"{_day_zh(start)}—{last}"


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _beginning_zh(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" if day.day == 1 else _day_zh(day)


def _english(start: date, end: date, span: str) -> str:
    if span == "instant":
        return f"end of {_month_en(end)}" if _is_month_end(end) else f"at {_day_en(end)}"
    if span == "since":
        return f"since {_beginning_en(start)} (to {_day_en(end)})"
    if start == end:
        return _day_en(start)
    if not _is_of_months(start, end):
        return _days_en(start, end)
    if start.year != end.year:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}–{end.year}"
        return f"{_month_en(start)}–{_month_en(end)}"
    return f"{_months_en(start.month, end.month)}{start.year}"


def _months_en(first: int, last: int) -> str:
    if (first, last) == (1, 12):
        return ""
    if first % 6 == 1 and last - first == 5:
        return f"H{1 + first // 6} "
    if first % 3 == 1 and last - first == 2:
        return f"Q{1 + first // 3} "
    if first == last:
        return f"{_MONTHS[first - 1]} "
    return f"{_MONTHS[first - 1]}–{_MONTHS[last - 1]} "


def _days_en(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day_en(end)}"
    return f"{_day_en(start)} – {_day_en(end)}"


def _day_en(day: date) -> str:
    return f"{day.day} {_month_en(day)}"


def _month_en(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _beginning_en(day: date) -> str:
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    return _month_en(day) if day.day == 1 else _day_en(day)


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _is_of_months(start: date, end: date) -> bool:
    return start.day == 1 and _is_month_end(end)
