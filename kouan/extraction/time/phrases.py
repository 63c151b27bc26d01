"""Dates and words of time in a text in; the phrases that they make together out, with their first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final, NamedTuple

from kouan.extraction.time.accounts import ACCOUNT, months_of
from kouan.extraction.time.calendars import Calendar
from kouan.extraction.time.ends import MONTHS, YEAR_ENDS, completed, is_all_of, no_earlier
from kouan.extraction.time.festivals import Festivals
from kouan.extraction.time.fiscal_years import FISCAL, months_of_fiscal
from kouan.extraction.time.holidays import HOLIDAY, read_holiday
from kouan.extraction.time.notation import iso_span
from kouan.extraction.time.parts import PART, part_of_present_year, part_of_year
from kouan.extraction.time.plans import is_planned, is_start
from kouan.extraction.time.spans import Span
from kouan.extraction.time.stretches import Stretches
from kouan.language.dates import Day, Moment
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: Behind a word for a year: its last days.
_EDGES: Final = ("末", "底")
#: Between the first and the last of a stretch: 去年12月 + 至 + 今年2月, 本周日 + 起至 + 4月底.
_ON_TO: Final = Expression("(?P<on>起|开始)?[至到]", holds="至到")
#: A time without a year of its own.
_BARE: Final = Expression("[0-9][^年]*|年[末底]|岁末")
_OWN_WEEK: Final = Expression("[这该当]一?个?(?:周|星期)")
#: Behind a year of accounts (2025/26年度) these are of it, and of the one before.
_OF_ACCOUNTS: Final = Expression("年内|本年度|(?P<before>(?:上一?|去)年度)")
#: How far behind days in brackets the bracket is closed: 1月31日24时）.
_CLOSING: Final = 6


class Phrase(NamedTuple):
    """A phrase at [start, end) with the days it spans; `has_year` where it says its year."""

    start: int
    end: int
    first: Day | None
    last: Day | None
    is_named: bool
    has_year: bool
    whole_year: bool = False
    span: Span | None = None


class Words:
    """Words of time from period_word.csv."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.rows = {
            row["surface"]: (row["grain"], row["relation"], int(row["offset"]))
            for row in knowledge.rows("period_word")
        }
        # 两年内: no 年内; 网上年货节: no 上年; 按当年价格: no year; 去年至今年: no 至今; 建成后年产值, 疫情前年均: no 后年
        self.pattern = Expression(
            f"(?!(?<=[0-9一二两三四五六七八九十几数多半每])年内|(?<=[网线])上年|当年价|(?<=[成产工运用造建营线了年])[前后]年|[前后]年[产均销吞]|至今[年日天晚晨早春夏秋冬]|隔夜(?:[拆利回存债菜茶饭水品指]|[A-Z]))(?:{any_of(self.rows)})"
        )
        self.stretches = Stretches(knowledge)
        self.festivals = knowledge.made(Festivals)


def start_of(one: Moment | re.Match[str]) -> int:
    """Where a date or a word of time begins."""
    return one.start if isinstance(one, Moment) else one.start()


def end_of(one: Moment | re.Match[str]) -> int:
    """Where a date or a word of time ends."""
    return one.end if isinstance(one, Moment) else one.end()


def read_phrase(
    text: str,
    found: list[Moment | re.Match[str]],
    index: int,
    words: Words,
    calendar: Calendar,
    year: int | None,
) -> Phrase:
    """Read one expression with what continues it and the one that it lasts to: 去年 + 12月 + 至今年2月."""
    expression = _single(text, found, index, words, calendar, year)
    return _until_another(text, found, index, expression, words, calendar)


def _single(
    text: str,
    found: list[Moment | re.Match[str]],
    index: int,
    words: Words,
    calendar: Calendar,
    year: int | None,
) -> Phrase:
    """One expression together with what continues it: 今年 + 9月, 2014年 + 上半年."""
    one = found[index]
    start, end = start_of(one), end_of(one)
    is_named = isinstance(one, Moment)
    first: Day | None
    last: Day | None = None
    whole_year = False
    span: Span | None = None
    has_year = bool(isinstance(one, Moment) and one.first and one.first.year)
    # the class that leaves in 2025 is sought out the autumn before: its year is not that of a month behind it
    has_year = has_year and not text.startswith("届", end)
    if isinstance(one, Moment):
        is_plan = is_planned(text, start, end) or is_start(text, end)
        first, last = completed(one.first or Day(), one.last, calendar, year, is_plan)
    elif calendar.accounts and (years := _OF_ACCOUNTS.match(text, start)):
        first, last = (
            day._replace(year=(day.year or 0) - bool(years["before"])) for day in calendar.accounts
        )
        return Phrase(start, years.end(), first, last, False, False)
    elif one[0] in words.rows:
        first = calendar.word(*words.rows[one[0]])
        has_year = words.rows[one[0]][0] == "year"
        if has_year and words.rows[one[0]][1] == "same" and year is not None:
            first = Day(year)  # 2021年……当年
        span = "instant" if words.rows[one[0]][0] == "present" else None
        if one[0] in YEAR_ENDS and not text.startswith("前", end):
            present = calendar.today.year or 0
            if year is not None and year in (present, present - 1):
                first = Day(year)
            elif year is None and calendar.is_new_year:
                first = Day(present - 1)
    elif one.re is HOLIDAY:
        first, last = read_holiday(one, words.festivals, calendar, year if one["rest"] else None)
        return Phrase(start, end, first, last, True, False)
    elif one.re in (ACCOUNT, FISCAL):
        first, last = _of_accounts(one, year, calendar)
    elif one.re is not PART:
        first, last = words.stretches.read(one, calendar)
        if not (one["republic"] or one["ago"] or one["number"]):
            counted = one["count"] or one["past"] or one["during"] or one["event"]
            since: Span | None = "since" if counted else None
            return Phrase(start, end, first, last, False, False, True, since)
        has_year = one["ago"] is None
    else:
        first, last = part_of_present_year(one, year, calendar)
        whole_year = one[0].startswith(("年初", "开年"))
    expression = Phrase(start, end, first, last, is_named, has_year, whole_year, span)
    for number_of_other in range(index + 1, len(found)):
        other = found[number_of_other]
        if start_of(other) >= expression.end:
            longer = _continued(text, expression, other, words, calendar)
            if longer is None:
                break
            expression = longer
    # 去年末, as 2022年末 is read: the end of the year, and no part of its name like 末期
    is_year = has_year and not is_named and expression.end == end
    if is_year and text.startswith(_EDGES, end) and not text.startswith("期", end + 1):
        expression = expression._replace(end=end + 1)
    return expression


def _of_accounts(
    one: re.Match[str], year: int | None, calendar: Calendar
) -> tuple[Day | None, Day | None]:
    """The months of a report, or of a year of accounts."""
    if one.re is FISCAL:
        return months_of_fiscal(one, calendar)
    return months_of(one, year, calendar)


def _until_another(
    text: str,
    found: list[Moment | re.Match[str]],
    index: int,
    expression: Phrase,
    words: Words,
    calendar: Calendar,
) -> Phrase:
    """The expression with the day, month or year it lasts to, where both say their years, or it begins on a day: 去年12月至今年2月, 7月6日起至年底."""
    first, end = expression.first, expression.end
    if first is None or first.year is None or expression.last is not None:
        return expression
    to = _ON_TO.match(text, end)
    if to is None or not (expression.has_year or (first.day is not None and to["on"])):
        return expression
    for number in range(index + 1, len(found)):
        at = start_of(found[number])
        if at > end:
            if at == to.end():
                other = _single(text, found, number, words, calendar, first.year)
                return _lasting_to(text, expression, first, other)
            break
    return expression


def _lasting_to(text: str, expression: Phrase, first: Day, other: Phrase) -> Phrase:
    """The expression, which begins with `first`, up to another; what begins on a day ends on one: 底 is the last of its month."""
    last, end = other.last or other.first, other.end
    if last and first.day is not None and _BARE.fullmatch(text, other.start, end):
        last = no_earlier(last, first, text[other.start : end])
    if last is None or last.year is None or not (other.has_year or first.day):
        return expression
    if first.day is None and last.day is not None:
        return expression
    if first.day is not None and last.day is None:
        if last.month is None or not 1 <= last.month <= MONTHS:
            return expression
        last = last._replace(day=monthrange(last.year, last.month)[1])
        end += text.startswith(_EDGES, end)
    if not (iso_span(first, last) or "").count("/"):
        return expression
    return expression._replace(end=end, last=last)


def _continued(
    text: str,
    expression: Phrase,
    other: Moment | re.Match[str],
    words: Words,
    calendar: Calendar,
) -> Phrase | None:
    """The expression with what stands right behind it: 今年 + 9月, 本月 + 15日, 去年 + 上半年; None if that is another."""
    first = expression.first
    gap = text[expression.end : start_of(other)]
    if first is None:
        return None
    if first.day is not None:
        return _same_or_later(text, expression, other, words, calendar)
    if gap not in ("", "的", "（"):
        return None
    if gap and isinstance(other, Moment) and is_all_of(first, other):
        # 2025年1月（1月1日0时至1月31日24时）: its own days
        closed = text.find("）", other.end, other.end + _CLOSING)
        return expression._replace(end=max(closed + 1, other.end))
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
        first, last = read_holiday(other, words.festivals, calendar, first.year)
        return expression._replace(end=other.end(), first=first, last=last)
    if other.re is ACCOUNT:
        begin, last = months_of(other, first.year, calendar)
        return expression._replace(end=other.end(), first=begin, last=last)
    if other.re is not PART:
        return None
    begin, last = part_of_year(other, first, calendar)
    return expression._replace(
        end=other.end(), first=begin, last=last, whole_year=other[0].startswith("年初")
    )


def _same_or_later(
    text: str,
    expression: Phrase,
    other: Moment | re.Match[str],
    words: Words,
    calendar: Calendar,
) -> Phrase | None:
    """A day with its date in brackets, 昨天（1月11日）, or with the day it lasts to, 今天到明天; None if that is another."""
    first = expression.first
    gap = text[expression.end : start_of(other)]
    if not gap and expression.last is not None and not isinstance(other, Moment):
        # 10月7日至13日这一周: its own days
        is_own = _OWN_WEEK.fullmatch(other[0]) is not None
        return expression._replace(end=other.end()) if is_own else None
    if gap == "（" and isinstance(other, Moment) and first and other.first:
        is_same = (other.first.month, other.first.day) == (first.month, first.day)
        closed = other.end + text.startswith("）", other.end)
        return expression._replace(end=closed) if is_same else None
    if gap not in ("到", "至") or expression.last is not None or first is None:
        return None
    if isinstance(other, Moment):
        last = other.first and not other.last and calendar.complete(other.first, first.year, True)
    else:
        row = words.rows.get(other[0])
        last = calendar.word(*row) if row and row[0] == "day" else None
    if not last or not last.day or not (iso_span(first, last) or "").count("/"):
        return None
    return expression._replace(end=end_of(other), last=last)
