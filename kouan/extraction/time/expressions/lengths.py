"""A length of time counted from the present in (三年后, 近30天, 半小时内); the stretches that it can mean out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.time.expressions.tokens import count
from kouan.extraction.time.intervals import (
    Interval,
    later,
    midnight,
    month_of,
    week_of,
    year_of,
)

_MONTHS: Final = {"世纪": 1200, "年": 12, "季度": 3, "月": 1}
_WEEKS: Final = ("周", "星期", "礼拜")
_TIMES: Final = {
    "周": dt.timedelta(weeks=1),
    "星期": dt.timedelta(weeks=1),
    "礼拜": dt.timedelta(weeks=1),
    "天": dt.timedelta(days=1),
    "日": dt.timedelta(days=1),
    "小时": dt.timedelta(hours=1),
    "钟头": dt.timedelta(hours=1),
    "刻钟": dt.timedelta(minutes=15),
    "分钟": dt.timedelta(minutes=1),
    "分": dt.timedelta(minutes=1),
    "秒钟": dt.timedelta(seconds=1),
    "秒": dt.timedelta(seconds=1),
}
_DAY: Final = dt.timedelta(days=1)
_BACK: Final = ("近", "过去", "最近", "上", "前")


def stretch(found: re.Match[str], present: Interval) -> Iterator[tuple[bool, Interval]]:
    """The stretches that the words mean, each with whether it is a whole day that a clock time can go on with."""
    name = "a" if found["direction"] else "b"
    if found[f"{name}n"] == "几" or found[f"{name}some"]:
        return
    is_half = found[f"{name}n"] == "半"
    number = 0.5 if is_half else float(count(found[f"{name}n"]))
    halved = "半" in (found[f"{name}half"], found[f"{name}rest"])
    number += 0.5 * halved
    unit = found[f"{name}unit"]
    if found["side"]:
        for interval in _beside(found["side"], number, unit, present):
            yield False, interval
        return
    direction = found["direction"].lstrip("之以")
    if direction == "来":
        first = _grain(_moved(present.first, -number, unit), number, unit).first
        yield False, Interval(first, present.until)
    elif direction == "内":
        until = _moved(present.first, number, unit)
        if unit in _MONTHS or unit in ("天", "日", *_WEEKS):
            until = midnight(until) + _DAY
        if halved and unit == "年":
            until = _grain(until - _DAY, number, unit).until
        yield False, Interval(present.first, until)
    else:
        sign = 1 if direction == "后" else -1
        target = _moved(present.first, sign * number, unit)
        if unit in _MONTHS or unit in ("天", "日", *_WEEKS):
            yield unit in ("天", "日"), _grain(target, number, unit)
        else:
            whole = _TIMES[unit] * (number if is_half else 1)
            yield False, Interval(*sorted((target, target + sign * whole)))


def _beside(side: str, number: float, unit: str, present: Interval) -> Iterator[Interval]:
    """近三年, 未来两天: with the present unit, and without it."""
    sign = -1 if side in _BACK else 1
    if sign < 0:
        first = _moved(present.first, -number, unit)
        first = midnight(first) if unit in _MONTHS else first
        yield Interval(first, present.until)
        yield Interval(first, present.first)
        return
    for first in (present.first, present.until):
        until = _moved(first, number, unit)
        yield Interval(first, midnight(until) if unit in _MONTHS else until)


def _moved(moment: dt.datetime, number: float, unit: str) -> dt.datetime:
    if unit not in _MONTHS:
        return moment + number * _TIMES[unit]
    months = number * _MONTHS[unit]
    return later(moment, int(months)) + (months - int(months)) * 30 * _DAY


def _grain(moment: dt.datetime, number: float, unit: str) -> Interval:
    """The year, month, week, day or instant that so many units away is meant by."""
    is_whole = number == int(number)
    found: Interval | None = None
    if unit in ("年", "世纪") and is_whole:
        found = year_of(moment.year)
    elif unit == "月" and not is_whole:
        found = Interval(midnight(moment), later(midnight(moment), 1))
    elif unit in _MONTHS:
        found = month_of(moment.year, moment.month)
    elif unit in _WEEKS:
        found = week_of(moment, 0, None)
    elif unit in ("天", "日") and is_whole:
        found = Interval(midnight(moment), midnight(moment) + _DAY)
    return found or Interval(moment, moment)
