"""Text in, the periods it states out: absolute, relative (今年, 当天), ranges, 截至 and 以来, resolved where possible."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from kouan.extraction.time.calendars import Calendar, calendar_of, is_ahead, is_start, iso_span
from kouan.extraction.time.expressions.intervals import Interval
from kouan.extraction.time.holidays import HOLIDAY, find_holidays, read_holiday
from kouan.extraction.time.parts import PART, part_of_present_year, part_of_year
from kouan.extraction.time.spans import Span, span_of
from kouan.extraction.time.stretches import Stretches
from kouan.language.dates import Day, Moment, moments
from kouan.lexicons.words import any_of
from kouan.model.knowledge import Knowledge

Basis = Literal["stated", "carried", "resolved", "inferred"]

#: 年末, 9月底: a figure of that day, not of the year or month.
_END: Final = re.compile("[底末]$")
_UNTIL_BEFORE: Final = re.compile("(?:截至|截止到?|截至到)(?:了)?$")
_SINCE: Final = re.compile("(?:以来|至今|到现在|开始至今)")
_FOUNDED: Final = re.compile("[^，。；！？0-9]{0,8}以来")
_BASE_BEFORE: Final = re.compile("(?:比|较|与|同|相当于|不及|超过了?|高于|低于)$")
#: 11日发布的报告: the day of the report is not the period of its figures.
_REPORTED: Final = re.compile(
    "[^，。；！？]{0,8}?(?:发布|公布|报道|称|表示|宣布|消息|通报|披露|发表|援引)"
)
_BASE_AFTER: Final = re.compile("(?:同期|同月|同日|相比|的水平|以前|之前的)")


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression at [start, end) of the text; `value` is its period in ISO notation, None where open.

    `is_base` marks what a figure is only compared with (比去年, 上年同期) and the day of a report
    (24日报道称). `is_scene` marks an expression that opens what follows (进入10月). `span` says what the period is to
    a figure in it: 1—5月 and 上半年 are ytd, 截至5月末 and 目前 an instant. `first` and `until` are its half-open
    instants, `readings` all it can mean (30日 of this month or the last); only the full reading fills them in.
    """

    start: int
    end: int
    surface: str
    value: str | None
    basis: Basis
    is_base: bool = False
    is_scene: bool = False
    span: Span | None = None
    first: dt.datetime | None = None
    until: dt.datetime | None = None
    readings: tuple[Interval, ...] = ()


class _Expression(NamedTuple):
    start: int
    end: int
    first: Day | None
    last: Day | None
    is_named: bool
    has_year: bool
    whole_year: bool = False
    span: Span | None = None


class _Words:
    """Words of time from period_word.csv."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.rows = {
            row["surface"]: (row["grain"], row["relation"], int(row["offset"]))
            for row in knowledge.rows("period_word")
        }
        self.pattern = re.compile(any_of(self.rows))
        self.stretches = Stretches(knowledge)


def periods(text: str, knowledge: Knowledge, published_at: str | None = None) -> tuple[Period, ...]:
    """Every time expression of a text with the period it means, read against the date of publication."""
    return tuple(read_periods(text, knowledge, calendar_of(text, published_at)))


def read_periods(text: str, knowledge: Knowledge, calendar: Calendar) -> Iterator[Period]:
    """The time expressions of one passage, in order; the calendar remembers the last day between passages."""
    words = knowledge.made(_Words)
    found: list[Moment | re.Match[str]] = [moment for moment in moments(text) if moment.first]
    found += words.pattern.finditer(text)
    found += PART.finditer(text)
    found += words.stretches.find(text)
    found += find_holidays(text)
    found.sort(key=lambda one: (_start(one), -_end(one)))
    at, year, spoken = 0, None, None
    for index, one in enumerate(found):
        if _start(one) < at:
            continue
        if any(mark in text[at : _start(one)] for mark in "。！？"):
            year = None
        said: int | None = year or (
            spoken if not isinstance(one, Moment) and one[0] == "全年" else None
        )
        expression = _expression(text, found, index, words, calendar, said)
        at = expression.end
        if expression.first is None:
            if not _is_name(one):
                yield _unresolved(text, expression)
            continue
        if expression.has_year:
            year = spoken = expression.first.year
        yield _period(text, expression, calendar)
        last = expression.last or expression.first
        if not _is_compared(text, expression) and (
            last.day is not None or (expression.is_named and last.month is not None)
        ):
            calendar.last = last


def _is_name(one: Moment | re.Match[str]) -> bool:
    """A holiday without a word for its days (春节晚会) names no time."""
    return not isinstance(one, Moment) and one.re is HOLIDAY and not one["rest"]


def _start(one: Moment | re.Match[str]) -> int:
    return one.start if isinstance(one, Moment) else one.start()


def _end(one: Moment | re.Match[str]) -> int:
    return one.end if isinstance(one, Moment) else one.end()


def _expression(
    text: str,
    found: list[Moment | re.Match[str]],
    index: int,
    words: _Words,
    calendar: Calendar,
    year: int | None,
) -> _Expression:
    """Read one expression together with what continues it: 今年 + 9月, 2014年 + 上半年."""
    one = found[index]
    start, end = _start(one), _end(one)
    is_named = isinstance(one, Moment)
    first: Day | None
    last: Day | None = None
    whole_year = False
    span: Span | None = None
    has_year = bool(isinstance(one, Moment) and one.first and one.first.year)
    if isinstance(one, Moment):
        is_plan = is_ahead(text, start, end) or is_start(text, end)
        first, last = _completed(one.first or Day(), one.last, calendar, year, is_plan)
    elif one[0] in words.rows:
        first = calendar.word(*words.rows[one[0]])
        has_year = words.rows[one[0]][0] == "year"
        span = "instant" if words.rows[one[0]][0] == "present" else None
    elif one.re is HOLIDAY:
        first, last = read_holiday(one, calendar, year if one["rest"] else None)
        return _Expression(start, end, first, last, True, False)
    elif one.re is not PART:
        first, last = words.stretches.read(one, calendar)
        if not one["republic"]:
            since: Span | None = None if one["plan"] else "since"
            return _Expression(start, end, first, last, False, False, True, since)
        has_year = True
    else:
        first, last = part_of_present_year(one, year, calendar)
        whole_year = one[0].startswith("年初")
    expression = _Expression(start, end, first, last, is_named, has_year, whole_year, span)
    for number_of_other in range(index + 1, len(found)):
        other = found[number_of_other]
        if _start(other) >= expression.end:
            longer = _continued(text, expression, other, words, calendar)
            if longer is None:
                break
            expression = longer
    return expression


def _continued(
    text: str,
    expression: _Expression,
    other: Moment | re.Match[str],
    words: _Words,
    calendar: Calendar,
) -> _Expression | None:
    """The expression with what stands right behind it: 今年 + 9月, 本月 + 15日, 去年 + 上半年; None if that is another."""
    first = expression.first
    gap = text[expression.end : _start(other)]
    if first is None or first.day is not None or gap not in ("", "的", "（"):
        return None
    if isinstance(other, Moment):
        day = other.first
        if day is None or day.year is not None or (day.month is None) == (first.month is None):
            return None
        month = first.month or day.month
        last = other.last and Day(first.year, first.month or other.last.month, other.last.day)
        return expression._replace(
            end=other.end, first=Day(first.year, month, day.day), last=last, is_named=True
        )
    if first.month is not None:
        return None
    if other[0] in words.rows:
        return expression._replace(end=other.end()) if PART.match(other[0]) else None
    if other.re is HOLIDAY:
        first, last = read_holiday(other, calendar, first.year)
        return expression._replace(end=other.end(), first=first, last=last)
    if other.re is not PART:
        return None
    begin, last = part_of_year(other, first, calendar)
    return expression._replace(
        end=other.end(), first=begin, last=last, whole_year=other[0].startswith("年初")
    )


def _completed(
    first: Day, last: Day | None, calendar: Calendar, year: int | None, is_plan: bool
) -> tuple[Day, Day | None]:
    """Both ends with their years; 12月28日至1月3日 begins in the year before."""
    if last is None:
        return calendar.complete(first, year, is_plan), None
    if first.year is not None or first.month is None:
        first = calendar.complete(first, year, is_plan)
        return first, calendar.complete(
            Day(last.year or first.year, last.month or first.month, last.day)
        )
    last = calendar.complete(last, year, is_plan)
    crosses = last.year is not None and last.month is not None and first.month > last.month
    return Day(last.year - 1 if crosses and last.year else last.year, first.month, first.day), last


def _is_base(text: str, expression: _Expression) -> bool:
    is_report = expression.first and expression.first.day and _REPORTED.match(text, expression.end)
    return bool(is_report) or _is_compared(text, expression)


def _is_compared(text: str, expression: _Expression) -> bool:
    return bool(
        _BASE_BEFORE.search(text, max(0, expression.start - 4), expression.start)
        or _BASE_AFTER.match(text, expression.end)
    )


def _unresolved(text: str, expression: _Expression) -> Period:
    start, end = expression.start, expression.end
    return Period(start, end, text[start:end], None, "resolved", _is_base(text, expression))


def _period(text: str, expression: _Expression, calendar: Calendar) -> Period:
    start, end, first, last = expression[:4]
    basis: Basis = (
        "stated" if expression.is_named and text[start:end].find("年") > 0 else "resolved"
    )
    if first is None:
        return _unresolved(text, expression)
    span = expression.span
    since = _SINCE.match(text, end) or (
        _FOUNDED.match(text, end) if text[max(0, start - 1) : start] in ("自", "从") else None
    )
    if since and not expression.whole_year:
        if first.month is None and first.year == calendar.today.year:
            # 今年以来: to the month of publication where it is known
            months = calendar.is_published and calendar.today.month
            first, last = (Day(first.year, 1), Day(first.year, months)) if months else (first, None)
            span = "ytd"
        else:
            first, last, span = first._replace(day=None), calendar.until_now(first), "since"
        end, basis = since.end(), "resolved"
    elif until := _UNTIL_BEFORE.search(text, max(0, start - 4), start):
        start = until.start()
        if first.month is not None and first.day is None and last is None:
            first, last = Day(first.year, 1), first
        elif last is None:
            span = "instant"
    elif last is None and _END.search(text, start, end) and not text.startswith("前", end):
        span = "instant"
    value = iso_span(first, last)
    is_scene = text[max(0, start - 2) : start] == "进入"
    return Period(
        start,
        end,
        text[start:end],
        value,
        basis,
        _is_base(text, expression),
        is_scene,
        None if value is None else span or span_of(first, last),
    )
