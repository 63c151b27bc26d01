"""Text in, the periods it states out: absolute, relative (今年, 当天), ranges, 截至 and 以来, resolved where possible."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kouan.extraction.time.accounts import find_accounts
from kouan.extraction.time.bases import is_base, is_day_of_report
from kouan.extraction.time.calendars import Calendar, calendar_of
from kouan.extraction.time.fiscal_years import find_fiscal_years
from kouan.extraction.time.holidays import HOLIDAY, find_holidays
from kouan.extraction.time.intervals import Interval
from kouan.extraction.time.lasting import Lasting
from kouan.extraction.time.notation import iso_span
from kouan.extraction.time.parts import PART, find_parts
from kouan.extraction.time.phrases import Phrase, Words, end_of, read_phrase, start_of
from kouan.extraction.time.remembered import MonthTold, of_month_told, remember
from kouan.extraction.time.spans import Span, span_of
from kouan.extraction.time.titles import outside_titles
from kouan.language.dates import Day, Moment, moments
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

Basis = Literal["stated", "carried", "resolved", "inferred"]

_STOP: Final = Expression("[。！？]")
#: Words of the year that the sentence before spoke of.
_OF_SPOKEN: Final = ("全年", "年末", "年底", "当年", "同年", "这一年", "那一年")
#: The year in figures, or that of a plan: nothing about it has to be worked out.
_SAYS_YEAR: Final = Expression(
    "(?<![0-9])(?:[12][0-9]{3}(?![0-9])|1[0-3][0-9](?=年|学年))|[〇○零一二三四五六七八九]{4}年|民国"
    '|五[”"]?(?:期间|时期|规划|末|初|收官|开局)'
)
#: 年末, 9月底: a figure of that day, not of the year or month.
_END: Final = Expression("[底末]$")
_MONTH_END: Final = Expression("[末底](?!前|之前|班|部|盘|线)")
#: What makes a day the scene of a report: 12月18日，零时30分; 当天上午.
_BY_THE_HOUR: Final = Expression(
    "，?(?:上午|中午|下午|傍晚|晚|凌晨|清晨|早|午夜|深夜|(?:[0-9]{1,2}|[零一二三四五六七八九十]{1,3})[时点:：])"
)
#: 自2022年秋季启动“大学区”招生以来: behind 自 much may stand before 以来.
_FOUNDED_FROM: Final = Expression("[^，。；！？0-9]{0,20}?以来")
_UNTIL_BEFORE: Final = Expression("(?:截至|截止到?|截至到)了?(?:(?:当地|北京)时间)?$")
#: 到11月16日，全省已接种4万剂次
_REACHED: Final = Expression("(?<![^，。；：！？])到$")
_DONE_BY_THEN: Final = Expression("[，]?[^，。；！？0-9将拟]{0,12}?(?:已|累计|共(?!同))")
#: 去年12月至今年2月 lasts to a month of this year.
_SINCE: Final = Expression(
    "(?:以来|起?(?:开始)?至今(?![年日天晚晨早春夏秋冬])|到现在"
    # 从去年9月起，走上讲台的师傅已有86人
    "|(?:起|开始)(?=，?[^。；！？0-9将拟]{0,56}?(?:累计|已(?:经)?(?:有|为|在|完成|达|帮助|惠及|发放|吸引|接待|办[理结]|受理|开展|组织|培训|举办|查|处|建|投|售|接种|服务|开行|[^，。；！？0-9]{0,8}出))[^，。；！？0-9]{0,12}[0-9一二三四五六七八九十近超逾])"
    ")"
)
_FOUNDED: Final = Expression("(?!是)[^，。；！？0-9]{0,8}以来|[^，。；！？0-9]{0,14}?算起")
#: 2016年开行至今; 2018年建成的码头至今仍有3台 tells of the present.
_BEGUN_TO_NOW: Final = Expression(
    "(?!的)[^，。；！？0-9的]{1,8}(?:至今(?![年日天晚晨早春夏秋冬])|迄今)(?![^，。；！？0-9]{0,4}(?:仍|还|尚|未|没|无|依然|依旧|为止))"
)

#: 自7月4日开幕，共踢完97场: what began then is summed up in what follows.
_BEGAN: Final = Expression(
    "(?:正式|全面|率先|在[^，。；！？0-9]{2,8})?(?:开[幕赛园馆展业张行通播演工建]|启[动用幕]|上线|上市|上映|通车|投[产用运]|试?运营|成立|推出|实施|推行|试点|挂牌|设立)"
    "(?=，(?![截到至])[^。！？]{0,40}?(?:累计|历时|已(?:经)?|共(?!同|建|享)|场均|日均|总计|[踢打赛]完))"
)


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

    @property
    def is_until(self) -> bool:
        """Whether it is what things are counted up to: 截至10月底, 到11月16日."""
        is_day = self.surface.startswith("到") and self.surface[1:2].isdigit()
        return is_day or self.surface.startswith("截")

    @property
    def is_ago(self) -> bool:
        """Whether it is told in passing, as what was so years ago: 十年前."""
        return self.surface.endswith("年前")


def periods(text: str, knowledge: Knowledge, published_at: str | None = None) -> tuple[Period, ...]:
    """Every time expression of a text with the period it means, read against the date of publication."""
    return tuple(read_periods(text, knowledge, calendar_of(text, published_at)))


def read_periods(text: str, knowledge: Knowledge, calendar: Calendar) -> Iterator[Period]:
    """The time expressions of one passage, in order; the calendar remembers the last day between passages."""
    words = knowledge.made(Words)
    found: list[Moment | re.Match[str]] = [moment for moment in moments(text) if moment.first]
    found += words.pattern.finditer(text)
    found += find_parts(text)
    found += words.stretches.find(text)
    found += find_holidays(text)
    found += find_accounts(text)
    found += find_fiscal_years(text)
    if "《" in text:
        found = outside_titles(text, found)
    if not found:
        return
    found.sort(key=lambda one: (start_of(one), -end_of(one)))
    at, year, spoken = 0, None, calendar.told
    lasting, month_told = Lasting(text), MonthTold(text)
    for index, one in enumerate(found):
        if start_of(one) < at or _is_of_year(text, one):
            continue
        if year is not None and _STOP.search(text, at, start_of(one)):
            year = None
        said: int | None = year or (spoken if _is_of_spoken(text, one, calendar) else None)
        expression = read_phrase(text, found, index, words, calendar, said)
        at = expression.end
        is_compared = is_base(text, expression.start, expression.end)
        if is_compared or text[max(0, expression.start - 1) : expression.start] in ("由", "从"):
            expression = of_month_told(expression, one, calendar)
        expression = month_told.read(expression, one, is_compared=is_compared)
        if isinstance(one, Moment):
            expression = lasting.lengthened(expression)
        if expression.first is None:
            if not _is_name(one, calendar):
                yield _unresolved(text, expression)
            continue
        if expression.has_year and not is_compared:
            year = spoken = expression.first.year
        period = _period(text, expression, calendar, is_compared)
        at = max(at, period.end)  # 2019年至今: 至今 is no time of its own
        yield period
        last = expression.last or expression.first
        if not is_compared:
            holiday = calendar.holiday
            remember(text, expression, one, calendar)
            if lasting.is_of_work and isinstance(one, Moment):
                calendar.holiday = holiday
        if not is_compared and (
            last.day is not None or (expression.is_named and last.month is not None)
        ):
            calendar.last = last
            if last.day is not None and _BY_THE_HOUR.match(text, expression.end):
                calendar.scene = last


def _is_of_year(text: str, one: Moment | re.Match[str]) -> bool:
    """同月 of 去年同月 says no month of its own."""
    if isinstance(one, Moment) or one[0] not in ("同月", "同日"):
        return False
    return text.endswith("年", 0, one.start())


def _is_of_spoken(text: str, one: Moment | re.Match[str], calendar: Calendar) -> bool:
    """Whether it takes the year last spoken of: 全年, 年末, a sum behind 累计, any part of a year where no other is known."""
    if isinstance(one, Moment):
        return text.startswith("累计", max(0, one.start - 2)) and one.last is not None
    return one[0] in _OF_SPOKEN or (one.re is PART and calendar.today.year is None)


def _is_name(one: Moment | re.Match[str], calendar: Calendar) -> bool:
    """A holiday without a word for its days (春节晚会) names no time, nor does a bare 假期 where none was named."""
    if isinstance(one, Moment) or one.re is not HOLIDAY:
        return False
    is_bare = not (one["name"] or one["rush"] or one["within"] or one["nth"] or one["first"])
    return not one["rest"] or (is_bare and not one["some"] and calendar.holiday is None)


def _unresolved(text: str, expression: Phrase) -> Period:
    start, end = expression.start, expression.end
    is_compared = is_base(text, start, end) or is_day_of_report(text, end)
    return Period(start, end, text[start:end], None, "resolved", is_compared)


def _period(text: str, expression: Phrase, calendar: Calendar, is_compared: bool) -> Period:
    start, end, first, last = expression[:4]
    # an article without a date has only what its own content says of its year
    reckoned: Basis = "resolved" if calendar.is_published else "inferred"
    basis: Basis = "stated" if _SAYS_YEAR.search(text, start, end) else reckoned
    if first is None:
        return _unresolved(text, expression)
    span = expression.span
    if text[end - 1] == "月" and _MONTH_END.match(text, end):
        end += 1  # 当月末
    since = _since(text, start, end, expression.has_year)
    if since and not expression.whole_year:
        first, last, span = _up_to_now(text, end, first, calendar)
        end, basis = since.end(), reckoned
    elif until := _UNTIL_BEFORE.search(text, max(0, start - 8), start) or (
        first.day
        and _DONE_BY_THEN.match(text, end)
        and _REACHED.search(text, max(0, start - 2), start)
    ):
        start = until.start()
        if text[end - 1] in "末底" and "季" in text[start:end]:
            span = "instant"
        elif first.month is not None and first.day is None and last is None:
            first, last = Day(first.year, 1), first
        elif last is None:
            span = "instant"
    elif last is None and _END.search(text, start, end) and not text.startswith("前", end):
        span = "instant"
    value = iso_span(first, last)
    # that of the phrase itself, before 以来 makes it coarser
    has_day = expression.first is not None and bool(expression.first.day)
    return Period(
        start,
        end,
        text[start:end],
        value,
        basis,
        is_compared or (has_day and is_day_of_report(text, expression.end)),
        text[max(0, start - 2) : start] == "进入",
        None if value is None else span or span_of(first, last),
    )


def _since(text: str, start: int, end: int, has_year: bool) -> re.Match[str] | None:
    """What says that a time is the one since when something is counted: 以来, 至今; 建成以来 behind a year."""
    if since := _SINCE.match(text, end) or _BEGUN_TO_NOW.match(text, end):
        return since
    before = text[max(0, start - 1) : start]
    if before in ("自", "从") and (began := _BEGAN.match(text, end)):
        return began
    if not has_year and before not in ("自", "从"):
        return None
    return (_FOUNDED_FROM if before == "自" else _FOUNDED).match(text, end)


def _up_to_now(text: str, end: int, first: Day, calendar: Calendar) -> tuple[Day, Day | None, Span]:
    """The days and the span of what is counted since `first`, which ends at `end`."""
    if first.month is not None or first.year != calendar.today.year:
        return first._replace(day=None), calendar.until_now(first), "since"
    if not _SINCE.match(text, end):  # 今年入冬以来: nobody says from which month
        return first, None, "since"
    # 今年以来: to the month of publication where it is known
    if calendar.is_published and (month := calendar.today.month):
        return Day(first.year, 1), Day(first.year, month), "ytd"
    return first, None, "ytd"
