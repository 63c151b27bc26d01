"""A period of the text in, the period that a figure has by it out: how sure that is, and how the text gives it."""

from __future__ import annotations

from typing import Final, NamedTuple

from kouan.extraction.time.periods import Basis, Period
from kouan.extraction.time.spans import Span

#: How sure a period is that the sentence itself does not say.
CARRIED: Final = 0.6
#: How sure it is that the text fixes none, whatever was told around.
OPEN: Final = 0.5


class Dated(NamedTuple):
    """The period of a figure, how sure that is, how the text gives it, and what it is to the figure."""

    value: str | None
    confidence: float
    basis: Basis | None = None
    span: Span | None = None
    #: Whether it ends with a day up to which the text told (截至10月底): what is so at that day is of its end.
    is_until: bool = False


def dated(period: Period, confidence: float) -> Dated:
    """The period as the figure's own sentence says it."""
    if period.value is None:
        return Dated(None, confidence)
    return Dated(period.value, confidence, period.basis, period.span)


def carried(period: Period) -> Dated:
    """The period as a sentence has it that does not say it itself."""
    basis: Basis | None = None if period.value is None else "carried"
    is_until = period.is_until and "/" in (period.value or "")
    return Dated(period.value, CARRIED, basis, period.span, is_until)


def is_sum_up_to(total: Period | Dated, month: Period | Dated) -> bool:
    """Whether a period is that of the year so far with the month told before it: 6月出口3亿元；上半年累计20亿元."""
    first, _, last = (total.value or "").partition("/")
    is_month = month.span == "single" and len(last) == len("2024-06")
    return is_month and last == month.value and first.endswith("-01")
