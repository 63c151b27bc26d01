"""Text and a reference in; every time expression out, down to clock times, with its ISO period and its half-open instants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kouan.extraction.time.calendars import Calendar, calendar_of
from kouan.extraction.time.expressions.reader import Expression, expressions
from kouan.extraction.time.intervals import (
    Interval,
    midnight,
)
from kouan.extraction.time.notation import interval_of, iso_of, reference_of
from kouan.extraction.time.periods import Period, read_periods
from kouan.extraction.time.spans import span_of
from kouan.model.knowledge import Knowledge

#: Two presents with nothing in common: what reads alike against both needs no reference.
_PRESENTS: Final = ("1987-03-18T10:30:11", "2043-10-06T21:47:52")
_ONE_DAY: Final = dt.timedelta(days=1)


def read_times(
    text: str, knowledge: Knowledge, reference: str | dt.date | dt.datetime | None = None
) -> tuple[Period, ...]:
    """The periods of the text as its figures have them, with all else that names a time, in order.

    `first` and `until` are the likeliest reading; `readings` holds every one. Without a reference only what
    the text fixes by itself is resolved.

    Raises:
        ValueError: the reference is no date in ISO notation.
    """
    present = None if reference is None else reference_of(reference)
    if present is None:
        calendar = calendar_of(text, None)
    else:
        # as finely as the reference says it: 全年 against 2021 is no 全年 of January
        calendar = Calendar(iso_of(present)[1][0], is_published=True)
    told = tuple(read_periods(text, knowledge, calendar))
    return tuple(_merged(text, told, _expressions(text, knowledge, present)))


def _expressions(text: str, knowledge: Knowledge, present: Interval | None) -> list[Expression]:
    if present is not None:
        return list(expressions(text, knowledge, present))
    one, other = (
        {
            (found.start, found.end): found
            for found in expressions(text, knowledge, reference_of(each))
        }
        for each in _PRESENTS
    )
    fixed = []
    for place, found in one.items():
        again = other[place].readings if place in other else ()
        if kept := tuple(reading for reading in found.readings if reading in again):
            fixed.append(replace(found, readings=kept))
    return fixed


def _merged(text: str, told: tuple[Period, ...], found: list[Expression]) -> Iterator[Period]:
    """Both in order; where they overlap the longer one stands, a figure's period first of equals."""
    at, end, day = 0, 0, None
    for expression in found:
        while at < len(told) and told[at].end <= expression.start:
            if told[at].start >= end:
                yield _dated(told[at], ())
                end = told[at].end
            at += 1
        within = []
        while at < len(told) and told[at].start < expression.end:
            within.append(told[at])
            at += 1
        if expression.start < end:
            continue
        longest = max(within, key=lambda one: one.end - one.start, default=None)
        if longest and longest.end - longest.start >= expression.end - expression.start:
            is_same = (longest.start, longest.end) == (expression.start, expression.end)
            made = _dated(longest, expression.readings if is_same else ())
        else:
            made = _timed(text, expression, longest or (day if expression.is_open else None))
        yield made
        end = made.end
        day = longest if longest and longest.value and not longest.is_base else day
    for one in told[at:]:
        if one.start >= end:
            yield _dated(one, ())


def _dated(told: Period, readings: tuple[Interval, ...]) -> Period:
    """A figure's period with its instants: what is finer than its ISO value (10月上旬) comes first."""
    ways = list(readings)
    if told.value and (stated := interval_of(told.value)):
        ways = [*_within(stated, readings), stated, *readings]
    if not ways:
        return told
    return replace(told, first=ways[0].first, until=ways[0].until, readings=_distinct(ways))


def _distinct(ways: list[Interval]) -> tuple[Interval, ...]:
    """Each stretch once, as it is where it says where its last unit begins."""
    known: dict[tuple[dt.datetime, dt.datetime], Interval] = {}
    for way in ways:
        known[way[:2]] = known.get(way[:2], way) if way.last is None else way
    return tuple(known.values())


def _within(stated: Interval, readings: tuple[Interval, ...]) -> list[Interval]:
    return [one for one in readings if stated.first <= one.first < one.until <= stated.until]


def _timed(text: str, expression: Expression, told: Period | None) -> Period:
    """An expression that no figure's period covers; of its readings the one in the period that was told in it."""
    ways = list(expression.readings)
    if told and told.value and (around := interval_of(told.value)):
        fits = [way for way in ways if around.first <= way.first < around.until]
        ways = [*(fits or _moved(ways, around)), *ways]
    start, end, first = expression.start, expression.end, ways[0]
    value, ends = iso_of(first)
    return Period(
        start,
        end,
        text[start:end],
        value,
        told.basis if told else "resolved",
        told.is_base if told else False,
        span=span_of(*ends),
        first=first.first,
        until=first.until,
        readings=_distinct(ways),
    )


def _moved(ways: list[Interval], day: Interval) -> list[Interval]:
    """The likeliest reading on the day that is told: 当天下午3点, or 9时 after a date."""
    if day.until - day.first != _ONE_DAY:
        return []
    step = day.first - midnight(ways[0].first)
    first, until, last = ways[0]
    try:
        return [Interval(first + step, until + step, last and last + step)]
    except OverflowError:  # a stretch that no calendar holds on that day
        return []
