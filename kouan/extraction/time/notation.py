"""Days and stretches of time in, their ISO notation out, and the way back."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kouan.extraction.time.intervals import Interval, day_of, midnight, month_of, year_of
from kouan.language.dates import Day

_DAY: Final = dt.timedelta(days=1)


def iso(day: Day) -> str | None:
    """ISO notation as far as the day is stated; None without a year or for a day that no calendar has.

    >>> iso(Day(2014, 9)), iso(Day(None, 9)), iso(Day(2014, 2, 30))
    ('2014-09', None, None)
    """
    year, month, date = day
    if year is None or not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if date is None:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, date).isoformat()
    except ValueError:
        return None


def iso_span(first: Day, last: Day | None) -> str | None:
    """One period, or two joined by "/"; a span that would end before it begins is none.

    >>> iso_span(Day(2022, 9, 28), Day(2022, 10)), iso_span(Day(2022, 9, 28), Day(2022, 9, 3))
    ('2022-09-28/2022-10', None)
    """
    start = iso(first)
    if last is None or last == first:
        return start
    end = iso(last)
    if not start or not end:
        return None
    finest = min(len(start), len(end))
    return f"{start}/{end}" if start[:finest] <= end[:finest] else None


def iso_of(interval: Interval) -> tuple[str, tuple[Day, Day | None]]:
    """The period in ISO notation, to the day, and its two ends as coarse as they are.

    >>> iso_of(Interval(dt.datetime(2021, 9, 1), dt.datetime(2021, 12, 1)))[0]
    '2021-09/2021-11'
    """
    first, last = interval.first, interval.until - dt.timedelta(microseconds=1)
    last = max(first, last)
    whole = interval.first == midnight(interval.first) and interval.until == midnight(
        interval.until
    )
    grain = 3
    if whole and first.day == 1 and (last + _DAY).day == 1:
        grain = 1 if (first.month, last.month) == (1, 12) else 2
    ends = [Day(*(one.year, one.month, one.day)[:grain]) for one in (first, last)]
    texts = [iso(end) or "" for end in ends]
    if texts[0] == texts[1]:
        return texts[0], (ends[0], None)
    return "/".join(texts), (ends[0], ends[1])


def reference_of(reference: str | dt.date | dt.datetime) -> Interval:
    """The present as finely as it is given: a date is that whole day, 2021-06-14T01:06 that minute.

    >>> reference_of("2021-06-14").until, reference_of("2021-06-14T01:06").until
    (datetime.datetime(2021, 6, 15, 0, 0), datetime.datetime(2021, 6, 14, 1, 7))

    Raises:
        ValueError: it is no date in ISO notation.
    """
    text = reference if isinstance(reference, str) else reference.isoformat()
    date, _, clock = text.strip().replace(" ", "T").partition("T")
    try:
        made = _instant(date, clock) if clock else _unit(date)
    except (ValueError, OverflowError):
        made = None
    if made is None:
        raise ValueError(f"{text!r} is no date; write 2021-06-14 or 2021-06-14T01:06")
    return made


def _instant(date: str, clock: str) -> Interval:
    first = dt.datetime.fromisoformat(f"{date}T{clock if ':' in clock else clock + ':00'}")
    steps = {0: dt.timedelta(hours=1), 1: dt.timedelta(minutes=1)}
    first = first.replace(tzinfo=None)
    return Interval(first, first + steps.get(clock.count(":"), dt.timedelta(seconds=1)))


def interval_of(value: str) -> Interval | None:
    """The instants of a period in ISO notation.

    >>> interval_of("2014-01/2014-11").until
    datetime.datetime(2014, 12, 1, 0, 0)
    """
    begun, _, ended = value.partition("/")
    first, last = _unit(begun), _unit(ended or begun)
    if first is None or last is None:
        return None
    return Interval(first.first, last.until, last.first if ended else None)


def _unit(date: str) -> Interval | None:
    """The year, month or day of a date in ISO notation; None where no calendar has it."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return year_of(year)
    if len(rest) == 1:
        return month_of(year, rest[0]) if 1 <= rest[0] <= 12 else None
    return day_of(year, rest[0], rest[1]) if len(rest) == 2 else None
