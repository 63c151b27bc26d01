"""Periods told in a row (2022年和2023年……分别为) and the places of figures in, the period that is each figure's own out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kouan.extraction.time.dated import Dated
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

_JOINTS: Final = ("、", "和", "与", "及", "以及")
#: 7月和8月 are read as one stretch, and so is 7月至8月, which is none of two.
_JOINED: Final = Expression("[月年日、][、和与及]")
#: 12.3%和 before the next figure of a row
_ROW: Final = Expression("[^，。；：和及与、]{1,16}(?:[、和与及]|以及)")


def respectively(
    text: str, before: Sequence[Period], figures: Sequence[int], start: int
) -> Dated | None:
    """The period that is that of the figure at `start` by its number in the row; None where no row is shared out."""
    counted = [one for one in figures if before and one >= before[-1].end]
    if start not in counted or "分别" not in text[before[-1].end : counted[0]]:
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


def _values(period: Period) -> Sequence[str | None]:
    """The two ends of 7月和8月, which is read as a stretch; else the period itself."""
    if period.value and "/" in period.value and _JOINED.search(period.surface):
        return period.value.split("/")
    return (period.value,)
