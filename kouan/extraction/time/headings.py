"""The head of an article in (its title, the line below it, the report it names, its first figures), the period that it is of out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.extraction.time.dated import is_sum_up_to
from kouan.extraction.time.notation import interval_of, iso_span
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.extraction.time.plans import is_planned
from kouan.extraction.time.statements import holds, is_statement
from kouan.model.expression import Expression

_DAYS_OFF: Final = Expression("(?:小?长|连)假|假期|假日|黄金周")
#: In how many blocks at the head of an article its period is told.
LEAD: Final = 2
#: 发布《2024年国民经济和社会发展统计公报》, 《2024年半年度报告》显示
_REPORT: Final = Expression(
    "《(?P<title>[^《》]{0,24}[12][0-9]{3}年[^《》]{0,24}(?:公报|(?<!工作)报告|[年季月半]报|统计))》(?P<told>[^，。；！？《》]{0,6}(?:[发公]布|显示|出炉|披露))?",
    holds="《",
)
_CAME_OUT: Final = Expression(
    "(?:[发公]布|披露|发表|出炉|推出|晒出|亮出|[根依]?据)[^，。；！？《》]{0,12}$"
)
_NEAR: Final = 16
#: A first line no longer than this, and no sentence, is a title that was not found as such, or stands below the title.
_LONGEST_TITLE: Final = 40
_SENTENCE: Final = Expression("[。；：？！]")
#: Days that a text counts around those of a holiday are no more than these.
_LONGEST_STRETCH: Final = dt.timedelta(days=40)


def title_period(title: Passage, year: int | None) -> Period | None:
    """The one period that a title names: 2024年一季度 of a report on it, no state at a day and no plan but one for `year`, the present one."""
    told = title.periods_in(0, len(title.text))
    if len(told) > 1:
        told = [one for one in told if not is_planned(title.text, one.start, one.end)]
    if len(told) == 2 and is_sum_up_to(told[1], told[0]):
        told = told[:1]
    if len(told) != 1 or told[0].value is None or told[0].span in ("instant", "since"):
        return None
    is_day = len(told[0].value) == len("2024-06-10") and not is_statement(title.text)
    is_ahead = told[0].value != str(year) and is_planned(title.text, told[0].start, told[0].end)
    return None if is_day or is_ahead else told[0]


def days_off_in(title: str, calendar: Calendar) -> Period | None:
    """The days off that the lead told of, where the title names them by a bare word: 黄金周酒店入住率近九成."""
    found = _DAYS_OFF.search(title)
    if found is None or calendar.holiday is None:
        return None
    value = iso_span(*calendar.holiday)
    return Period(0, 0, found[0], value, "resolved", span="custom") if value else None


def heading_in(blocks: Sequence[str]) -> str:
    """The first block of a page where it reads like a title that states a figure; else nothing."""
    first = blocks[0].strip() if len(blocks) > 1 else ""
    is_line = len(first) <= _LONGEST_TITLE and not _SENTENCE.search(first)
    return first if is_line and is_statement(first) else ""


def report_in(blocks: Sequence[str]) -> str | None:
    """The title of the one report that the head of a page says came out: 统计局发布《2024年国民经济和社会发展统计公报》."""
    head = "\n".join(blocks[:LEAD])
    named = {
        one["title"]
        for one in _REPORT.finditer(head)
        if one["told"] or _CAME_OUT.search(head, max(0, one.start() - _NEAR), one.start())
    }
    return named.pop() if len(named) == 1 else None


def year_just_ended(title: Passage, calendar: Calendar) -> int | None:
    """The one year that the title tells of (2024年, 2024年末), where it is over."""
    years = {one.value and one.value[:4] for one in title.periods_in(0, len(title.text))}
    said = years.pop() if len(years) == 1 else None
    year = int(said) if said else None
    return year if year and year < (calendar.today.year or year + 1) else None


def told_title(
    passages: Sequence[Passage],
    figures: Sequence[Sequence[tuple[int, int]]],
    title: Period | None,
) -> tuple[Period | None, str | None]:
    """The period of the title as the first figures bear it out, and the day that the title names where they do not.

    今日开考 of a page on this year's candidates is no period of theirs; 9月27日至10月8日 are the days of its 国庆假期.
    """
    told = _first_told(passages, figures)
    if title is None or title.value is None or not told:
        return title, None
    is_day = len(title.value) == len("2024-05-01")
    if is_day and all(one.value != title.value for one in told):
        return None, title.value
    return told[0] if _is_around(told[0], title.value) else title, None


def _is_around(stretch: Period, days: str) -> bool:
    """Whether a stretch of days holds other days and more."""
    if stretch.span != "custom" or not stretch.value:
        return False
    whole, part = interval_of(stretch.value), interval_of(days)
    if whole is None or part is None or whole.until - whole.first > _LONGEST_STRETCH:
        return False
    return whole.first <= part.first and part.until <= whole.until


def _first_told(
    passages: Sequence[Passage], figures: Sequence[Sequence[tuple[int, int]]]
) -> list[Period]:
    """The periods of the first sentence with figures that names one."""
    for passage, found in zip(passages[:LEAD], figures[:LEAD], strict=True):
        for first, last in passage.sentences:
            is_sentence = passage.text[last - 1] == "。"  # and no heading
            told = passage.periods_in(first, last)
            if is_sentence and told and holds(found, first, last):
                return told
    return []


def day_of(
    passages: Sequence[Passage], figures: Sequence[Sequence[tuple[int, int]]]
) -> Period | None:
    """The one day that the first sentence with figures names."""
    for passage, found in zip(passages[:LEAD], figures[:LEAD], strict=True):
        for first, last in passage.sentences:
            if not holds(found, first, last):
                continue
            told = [one for one in passage.periods_in(first, last) if one.value]
            if len({one.value for one in told}) != 1 or told[0].value is None:
                return None
            is_day = len(told[0].value) == len("2024-05-01")
            return replace(told[0], span="single") if is_day else None
    return None
