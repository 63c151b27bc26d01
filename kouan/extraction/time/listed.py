"""Periods told in a row (2022年和2023年……分别为) and the places of figures in, the period that is each figure's own out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kouan.extraction.time.dated import Dated
from kouan.extraction.time.intervals import shift_month
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

_JOINTS: Final = ("、", "和", "与", "及", "以及")
#: 7月和8月 are read as one stretch, and so is 7月至8月, which is none of two.
_JOINED: Final = Expression("[月年日、][、和与及]")
#: 12.3%和 before the next figure of a row
_ROW: Final = Expression("[^，。；：和及与、]{1,16}(?:[、和与及]|以及)")
#: 13.1亿元、 before the next figure of a row
_NEXT: Final = Expression("[^，。；：和及与、]{1,16}(?:[、和与及]|以及)(?:[近约超逾])?")
#: How much there is, and of what.
_NUMBER: Final = Expression("[0-9][0-9.,]*[万亿千百十余多]*")
_UNIT: Final = Expression("[0-9][0-9.,]*[万亿千百十余多]*(?P<unit>[^0-9、和及与以近约超逾]{1,4})")
_MONTH: Final = "2026-07"
#: The two ends of a stretch, and what may stand behind it that figures are of one by one.
_ENDS: Final = Expression("[0-9年月](?:—|-|－|–|~|～|至|到)[12]?[0-9]")
_OTHERS: Final = Expression("[、和与及各每两三四五六七八]")
_PAIR: Final = 2
#: Nobody lists more.
_MOST: Final = 12


def respectively(
    text: str, before: Sequence[Period], figures: Sequence[int], start: int
) -> Dated | None:
    """The period that is that of the figure at `start` by its number in the row; None where no row is shared out."""
    counted = [one for one in figures if before and one >= before[-1].end]
    if start not in counted:
        return None
    if units := _units(before[-1], text[before[-1].end : counted[0]]):
        number, size = _in_row(text, counted, start)
        # 2026年至2028年净利润为1亿元、2亿元、3亿元: as many as years, or none is shared out
        is_shared = size == len(units)
        return Dated(units[number], 0.9, before[-1].basis, "single") if is_shared else None
    if "分别" not in text[before[-1].end : counted[0]]:
        return None
    row = [before[-1]]
    for one in reversed(before[:-1]):
        if text[one.end : row[0].start] not in _JOINTS:
            break
        row.insert(0, one)
    values = [value for one in row for value in _values(one)]
    number, size = counted.index(start), len(values)
    if size < 2 or size > len(counted):
        return None
    if number >= size:
        # 7月、8月分别为7亿和8亿，增长1%和2%: the second row is shared out as the first
        group = counted[number - number % size :][:size]
        if len(group) < size or not all(_ROW.fullmatch(text, *pair) for pair in pairwise(group)):
            return None
        number %= size
    return Dated(values[number], 0.9, row[-1].basis, "single")


def _units(told: Period, between: str) -> list[str]:
    """The years or months of a stretch that names its ends (2026年至2028年), where nothing else can share the figures out."""
    first, _, last = (told.value or "").partition("/")
    if not last or len(first) != len(last) or len(first) > len(_MONTH) or told.span == "ytd":
        return []
    if not _ENDS.search(told.surface) or _OTHERS.search(between):
        return []
    begin, end = (int(one[:4]) * 12 + int(one[5:] or 1) - 1 for one in (first, last))
    step = 1 if len(first) == len(_MONTH) else 12
    if step == 1 and "分别" not in between:
        return []
    if not _PAIR <= (end - begin) // step + 1 <= _MOST:
        return []
    ways = (shift_month(0, 1, month) for month in range(begin, end + 1, step))
    return [f"{year:04}-{month:02}"[: len(first)] for year, month in ways]


def _in_row(text: str, counted: Sequence[int], start: int) -> tuple[int, int]:
    """The number of a figure in its row, and how many stand in that."""
    at = begin = counted.index(start)
    while begin and _is_next(text, counted[begin - 1], counted[begin]):
        begin -= 1
    end = at + 1
    while end < len(counted) and _is_next(text, counted[end - 1], counted[end]):
        end += 1
    return at - begin, end - begin


def _is_next(text: str, first: int, second: int) -> bool:
    """Whether a figure stands next to another one of the same thing: 1亿元、2亿元, not 3期、300人次."""
    if not _NEXT.fullmatch(text, first, second):
        return False
    unit = _UNIT.match(text, first)
    number = _NUMBER.match(text, second)
    return bool(unit and number and text.startswith(unit["unit"], number.end()))


def _values(period: Period) -> Sequence[str | None]:
    """The two ends of 7月和8月, which is read as a stretch; else the period itself."""
    if period.value and "/" in period.value and _JOINED.search(period.surface):
        return period.value.split("/")
    return (period.value,)
