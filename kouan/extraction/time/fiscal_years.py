"""A word for a year of accounts in (本财政年度, 上一财年, 下年度), the months of it out, by the year of accounts that was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.language.dates import Day

_LOOKED_FOR: Final = ("财年", "年度")
#: 本年度, 上年度 and 去年度 may be years of the calendar too, and are read as such where none of accounts was told.
FISCAL: Final = re.compile(
    "(?:(?P<last>上一?个?|去)|下一?个?|[本今]个?)(?:财政年度|会计年度|财年)|(?P<plain>下一?个?年度)"
)


def find_fiscal_years(text: str) -> Iterator[re.Match[str]]:
    """Where years of accounts are told without their number."""
    if any(word in text for word in _LOOKED_FOR):
        yield from FISCAL.finditer(text)


def months_of_fiscal(found: re.Match[str], calendar: Calendar) -> tuple[Day | None, Day | None]:
    """The first and the last month of such a year; none where nobody said with which month it begins."""
    years = -1 if found["last"] else int(found[0].startswith("下"))
    if calendar.accounts is None:
        return (calendar.word("year", "reference", years) if found["plain"] else None), None
    first, last = (day._replace(year=(day.year or 0) + years) for day in calendar.accounts)
    return first, last
