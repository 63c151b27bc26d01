"""Parts of the day, clock times and lengths of time in; the stretches of time that they can mean out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.time.expressions.lengths import stretch
from kouan.extraction.time.expressions.path import (
    CLOCK,
    DAY,
    DAY_PART,
    MONTH,
    PART,
    WEEK,
    YEAR,
    Path,
    Readers,
)
from kouan.extraction.time.expressions.tokens import Tokens, count
from kouan.extraction.time.intervals import Interval, midnight

_HALF_DAY: Final = dt.timedelta(hours=12)


class Clocks:
    """Readers of parts of the day, clock times and lengths of time against one present."""

    def __init__(self, tokens: Tokens, present: Interval) -> None:
        self.tokens, self.present = tokens, present
        self.readers: Readers = {
            "now": self._now, "day_part": self._day_part, "clock": self._clock, "span": self._span,
        }  # fmt: skip

    # times of day

    def _now(self, _: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank < 0:
            yield from path.step(CLOCK, self.present)

    def _day_part(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= DAY_PART or path.rank in (YEAR, PART, MONTH, WEEK):
            return
        surface = found[0] if found[0] in self.tokens.day_parts else found[0][0]
        if surface not in self.tokens.day_parts:
            surface = "早"
        begin, end = self.tokens.day_parts[surface]
        for day in self._days(path):
            hours = Interval(day + dt.timedelta(hours=begin), day + dt.timedelta(hours=end))
            yield from path.step(DAY_PART, hours)

    def _days(self, path: Path) -> list[dt.datetime]:
        if path.now:
            return [midnight(path.now.first)]
        present = midnight(self.present.first)
        return [present + dt.timedelta(days=step) for step in (0, 1, -1)]

    def _clock(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= CLOCK or path.rank in (YEAR, PART, MONTH, WEEK):
            return
        surface = found["h"] or found["h1"]
        hours = [count(surface)]
        if not surface.isdigit() and len(surface) == 2 and "十" not in surface:
            hours = [count(surface[0]), count(surface[1])]  # 七八点
        begun = count(found["h0"])
        if max(begun, *hours) > 24:
            return
        minute = count(found["mi"] or found["mi1"])
        minute = 30 if found["half_hour"] else 15 * count(found["quarter_hour"]) or minute
        second = count(found["s"] or found["s1"])
        grain = dt.timedelta(hours=1)
        if found["s"] or found["s1"]:
            grain = dt.timedelta(seconds=1)
        elif found["mi"] or found["mi1"] or found["half_hour"] or found["quarter_hour"]:
            grain = dt.timedelta(minutes=1)
        begins = path.now.first.hour if path.rank == DAY_PART and path.now else None
        for day in self._days(path):
            at = [
                day + _of_clock(hour, begins) + dt.timedelta(minutes=minute, seconds=second)
                for hour in hours
            ]
            first, last = at[0], None
            if found["h0"]:
                first = day + _of_clock(begun, begins)
                while at[0] <= first:  # 10~2点 ends in the afternoon, 晚上11~2点 on the day after
                    at = [one + _HALF_DAY for one in at]
                last = at[0]
            # a stretch of whole hours ends with the stroke: 9~11点
            until = at[-1] + (dt.timedelta(0) if last and grain == dt.timedelta(hours=1) else grain)
            yield from path.step(CLOCK, Interval(first, until, last or at[-1]))

    # lengths of time

    def _span(self, found: re.Match[str], path: Path) -> Iterator[Path]:
        if path.rank >= 0:
            return
        for is_day, interval in stretch(found, self.present):
            yield from path.step(DAY if is_day else CLOCK, interval)


def _of_clock(hour: int, begins: int | None) -> dt.timedelta:
    """The hour of the day, by the part of the day that is said: 下午3点, 晚上12点, 半夜1点."""
    if begins is not None:
        if hour == 12:
            hour = 24 if begins >= 18 else 12 * (begins > 0)
        elif (begins == 12 and hour <= 3) or begins >= 13 or (begins == 0 and hour > 6):
            hour += 12 * (hour < 12)
    return dt.timedelta(hours=hour)
