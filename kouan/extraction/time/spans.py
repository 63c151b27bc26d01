"""The two ends of a period in, what it is to the figures in it out: a state, a whole unit, the year so far, a stretch."""

from __future__ import annotations

from typing import Final, Literal

from kouan.language.dates import Day

#: instant: a state at its end; single: one whole day, month, quarter, half or year; ytd: from January on; since: from
#: an event up to now; custom: any other stretch.
Span = Literal["instant", "single", "ytd", "since", "custom"]

#: Months of the parts of a year that have a name and are not the year so far.
_NAMED: Final = {(4, 6), (7, 9), (10, 12), (7, 12), (1, 12)}


def span_of(first: Day, last: Day | None) -> Span:
    """What a period is by its two ends alone; what begins with January is the year so far.

    >>> span_of(Day(2022, 1), Day(2022, 6)), span_of(Day(2022, 4), Day(2022, 6)), span_of(Day(2022, 1), None)
    ('ytd', 'single', 'single')
    >>> span_of(Day(2022, 8), Day(2022, 11)), span_of(Day(2022, 9, 28), Day(2022, 10, 3))
    ('custom', 'custom')
    """
    if last is None or last == first:
        return "single"
    if first.year != last.year or first.day or last.day or not first.month or not last.month:
        return "custom"
    if (first.month, last.month) in _NAMED:
        return "single"
    return "ytd" if first.month == 1 else "custom"
