"""A public holiday named in a text (春节假期, 国庆黄金周, 端午期间) in, its days out, by the year that is said or the one nearest."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from kouan.extraction.time.festivals import Festivals
from kouan.extraction.time.intervals import civil, day_of
from kouan.language.dates import Day
from kouan.language.numerals import number

if TYPE_CHECKING:
    from kouan.extraction.time.calendars import Calendar

HOLIDAY: Final = re.compile(
    '(?:[“"「『]?(?P<name>元旦|春节(?!连假)|清明(?!连假)|五一(?:国际)?(?:劳动(?=节))?|(?<!国际)劳动(?=节(?!连假|[约省奏制能点]))|端午|(?:国庆[、和与]?)?中秋(?:[、和与]?国庆)?|国庆|双十(?=(?:国庆)?连假)|双节(?=(?:小?长|连)假|假期|期间|黄金周|[78七八]天)|十一(?=[”"」』]?(?:(?:小?长|连)假|假期|黄金周|期间)))节?[”"」』]?'
    # what was named before: 假期期间, 节日期间, 假期内; 假期酒店入住率 at the head of its clause
    "|(?<![寒暑休病产婚事年轮放度])(?=(?:(?:小?长|连)假|假期|假日|节日|黄金周)(?:期间|内|[里中](?!国(?!际)|[东西])|的?第[一二三四五六七]天|首日|[前头首]?[两二三四五2-6][天日]|最后[一两][天日]))"
    # 假期前三天客满，后两天回落
    "|(?<=[，；、])(?=(?:后[两二三四2-4]|最后[一两])[天日](?![内前后里之起来]))"
    "|(?<![^，。；：])(?=(?:(?:小?长|连)假|假期|黄金周)(?![^，。；！？]{0,4}(?:[将后前]|结束|落幕|临近|来临|在即|到来|安排|通知|余额)))"
    "|(?P<rush>春运|暑运)(?=全社会|全国|民航|铁路|公路|水路|旅客|客流|期间|首[日周]|的?第[一二三四五六七]天|[前头](?:[1-3][0-9]|[2-9]|[一二三]?十[一二三四五六七八九]?|[两二三四五六七八九])天|[前头]?[一两二三1-3]周|[前头]?半个?月|(?:启动|开启|开始)(?:首|[一两二三1-3]个?[周星]|半个?月|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})天)))"
    "(?P<rest>[3-9三四五六七八九][天日](?:(?:小?长|连)假|假期)|(?:小?长|连)假|假期|假日|黄金周|节日|期间|[3-9三五七八九]天(?:(?:小?长|连)假|假期)?(?![前后内之乐行])|(?P<day>当天|当日))?(?:(?P<within>期间|内|[里中](?!国(?!际)|[东西])))?(?:的?第(?P<nth>[一二三四五六七])天|(?P<first>首日)|[前头首](?P<some>[两二三四五2-6]|(?(rush)(?:[1-3][0-9]|[7-9]|[一二三]?十[一二三四五六七八九]?|[六七八九])))[天日]|(?P<rear>后[两二三四2-4]|最后[一两])[天日])?"
    # 春运启动一周来, 暑运首周
    "(?(rush)(?:(?:启动|开启|开始)?(?:(?P<week>首周)|[前头]?(?P<weeks>[一两二三1-3])个?(?:周|星期)|[前头]?(?P<half>半个?月)|(?P<days>[0-9]{1,2}|[一二三四五六七八九十]{1,3})天(?=以?来))(?:以?来)?)?)"
)
#: A cheap first look by characters that few other words have: 中 and 国 stand in every line.
_SIGN: Final = re.compile('旦|节|午|秋|庆|假|运|黄金周|清明|五一|十一[”"]?[小长假黄期]')
#: Alone 十一 is a number: no festival goes by that name.
_OTHER_NAMES: Final = {"十一": "国庆", "双节": "国庆", "双十": "双十节"} | dict.fromkeys(
    ("五一劳动", "五一国际劳动", "五一国际", "劳动"), "五一"
)
#: 连假 are the days off of Taiwan: 国庆 there is another day; those of 春节 and 清明 are set anew each year.
_OF_TAIWAN: Final = "连假"
#: The first and last day of three days off, counted from the day of the festival, from Monday to Sunday; on a
#: Wednesday it is that day alone.
_DAYS_OFF: Final = ((-2, 0), (-2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (-1, 1))
#: The week of 国庆 and 春节 (from New Year's Eve on).
_WEEKS: Final = {"国庆": (0, 6), "春节": (-1, 5)}
#: The days of 五一 by the first year in which they were so many, after the notices of the State Council; in the years
#: from 2008 on it had three days, as the festivals that were made holidays then.
_MAYS: Final = ((2020, (0, 4)), (2019, (0, 3)), (2008, None), (2000, (0, 6)), (0, (0, 0)))
#: In these years days before 1 May were off for days worked.
_MAY_ELSE: Final = {2013: (-2, 0), 2022: (-1, 3), 2023: (-2, 2)}
#: Since when New Year's Eve is one of the days of 春节.
_EVE_OFF: Final = 2008
#: In these years the days off of 春节 began or ended otherwise.
_SPRINGS: Final = {2014: (0, 6), 2020: (-1, 8), 2024: (0, 7), 2025: (-1, 6), 2026: (-2, 6)}
#: Since when 中秋 is a holiday; beside 国庆 it makes its week end on the seventh day after the first.
_MOON_OFF: Final = 2008
_BEFORE_WEEK: Final = 2
_WEEK: Final = 7
_HALF_A_MONTH: Final = 15
#: From which to which month 双节 are these two.
_MOON_MONTHS: Final = (9, 11)
_WITH_MOON: Final = 7
#: How long the traffic of the holidays goes on, and how long before 春节 it begins.
_RUSHES: Final = {"春运": dt.timedelta(days=39), "暑运": dt.timedelta(days=61)}
_BEFORE_FESTIVAL: Final = dt.timedelta(days=15)
#: A holiday up to so many days ahead is the one that is spoken of, not that of the year before.
_AHEAD: Final = dt.timedelta(days=20)
#: Of these pages speak as 假期 for so long.
_LONG: Final = ("国庆", "春节", "五一", "端午", "清明", "元旦")
_BEHIND: Final = dt.timedelta(days=4)
#: 五一假期将至: the next one, however far ahead it is.
_TO_COME: Final = re.compile("(?:将[至临近]|临近|来临|即将|在即|到来|前夕)")


def find_holidays(text: str) -> list[re.Match[str]]:
    """Where holidays are named."""
    return list(HOLIDAY.finditer(text)) if _SIGN.search(text) else []


#: 产假，假期期间工资照发: leave of another sort was named so far in front at most.
_OTHER_LEAVE: Final = re.compile("(?:产|[寒暑婚病事]|年休|探亲|陪产|育儿)假")
_REACH: Final = 16


#: 假期前三天: behind it 后两天 are the rest of the same days.
_FIRST_DAYS: Final = re.compile(
    "假[^，。；]{0,2}[前头首](?:[两二三四五2-6][天日]|日)[^。！？]{0,40}$"
)
_FIRST_REACH: Final = 56


def read_holiday(
    found: re.Match[str], festivals: Festivals, calendar: Calendar, year: int | None
) -> tuple[Day | None, Day | None]:
    """The days of the holiday; a bare 春节 is only a name unless its year is said, and then its day."""
    if found["rush"]:
        return _rush(found, festivals, calendar, year)
    if not found["name"]:
        return _told(found, festivals, calendar)
    name = "国庆" if "国庆" in found["name"] else _OTHER_NAMES.get(found["name"], found["name"])
    if name == "国庆" and _OF_TAIWAN in (found["rest"] or ""):
        name = _OTHER_NAMES["双十"]
    if (
        found["name"] == "双节"
        and not _MOON_MONTHS[0] <= (calendar.today.month or 0) <= _MOON_MONTHS[1]
    ):
        return None, None  # 元旦 and 春节, or any other two
    if year is None:
        if not found["rest"] or not calendar.today.year:
            return None, None
        if not calendar.is_published:
            return read_holiday(found, festivals, calendar, calendar.today.year)
        today = civil(calendar.today.year, calendar.today.month or 12, calendar.today.day or 1)
        day = festivals.day(name, today.year)
        is_next = _TO_COME.match(found.string, found.end()) is not None
        is_over = bool(day and day.first < today)
        is_far = bool(day and day.first - today > _AHEAD)
        year = today.year + (is_over if is_next else -is_far)
    festival = festivals.day(name, year)
    if festival is None:
        return None, None
    first = last = festival.first
    if found["rest"] and not found["day"]:
        try:
            first, last = _days_off(found, name, first, _moon_beside(festivals, year))
        except OverflowError:  # before the first year
            return None, None
    return _ends(first, last)


def _rush(
    found: re.Match[str], festivals: Festivals, calendar: Calendar, year: int | None
) -> tuple[Day | None, Day | None]:
    """春运 is the forty days from the fifteenth before 春节 on, 暑运 July and August, of that year or the last one begun."""
    today = calendar.today
    if not (present := today.year):
        return None, None
    now = civil(present, today.month or 12, today.day or 1)
    for one in (year,) if year else (present, present - 1):
        start = _begin(found["rush"], festivals, one)
        if start and (year or not calendar.is_published or start - now <= _AHEAD):
            return _ends(*_some_of(found, start, start + _RUSHES[found["rush"]]))
    return None, None


def _begin(rush: str, festivals: Festivals, year: int) -> dt.datetime | None:
    if rush == "暑运":
        july = day_of(year, 7, 1)
        return july.first if july else None
    festival = festivals.day("春节", year)
    return festival.first - _BEFORE_FESTIVAL if festival else None


def _told(
    found: re.Match[str], festivals: Festivals, calendar: Calendar
) -> tuple[Day | None, Day | None]:
    """假期首日, 假期期间: the days off that were named before, or those of them that are meant; else those that just ended."""
    if found["rear"] and not found["rest"]:
        reach = max(0, found.start() - _FIRST_REACH)
        if calendar.holiday is None or not _FIRST_DAYS.search(found.string, reach, found.start()):
            return None, None
    if calendar.holiday is None:
        is_other = _OTHER_LEAVE.search(found.string, max(0, found.start() - _REACH), found.start())
        days = None if is_other else just_over(festivals, calendar)
        return _ends(*_some_of(found, *days)) if days else (None, None)
    first, last = (civil(*map(int, day)) for day in calendar.holiday)  # type: ignore[arg-type]
    return _ends(*_some_of(found, first, last))


def just_over(festivals: Festivals, calendar: Calendar) -> tuple[dt.datetime, dt.datetime] | None:
    """The days off of the mainland that a page comes out in, or so few days behind."""
    year, month, day = calendar.today
    if not calendar.is_published or None in (year, month, day):
        return None
    now = civil(year or 0, month or 0, day or 0)
    for name in _LONG:
        festival = festivals.day(name, now.year)
        if festival is None or abs(festival.first - now) > _AHEAD:
            continue
        first, last = _off(name, festival.first, _moon_beside(festivals, now.year))
        if first <= now <= last + _BEHIND:
            return first, last
    return None


def _ends(first: dt.datetime, last: dt.datetime) -> tuple[Day | None, Day | None]:
    days = [Day(one.year, one.month, one.day) for one in (first, last)]
    return days[0], None if first == last else days[1]


def _some_of(
    found: re.Match[str], first: dt.datetime, last: dt.datetime
) -> tuple[dt.datetime, dt.datetime]:
    """All the days off, or those that are named among them."""
    if found["nth"] or found["first"]:
        nth = "一二三四五六七".find(found["nth"] or "一")
        first = last = first + dt.timedelta(days=nth)
    elif found["rear"]:
        first = last - dt.timedelta(days=int(number(found["rear"][-1]) or 1) - 1)
    elif days := _first_days(found):
        last = first + dt.timedelta(days=days - 1)
    return first, last


def _first_days(found: re.Match[str]) -> int:
    """How many of the first days are named; none where all are."""
    if found["some"] or found["days"]:
        return int(number(found["some"] or found["days"]) or 1)
    if found["half"]:
        return _HALF_A_MONTH
    weeks = 1 if found["week"] else int(number(found["weeks"]) or 0) if found["weeks"] else 0
    return weeks * _WEEK


def _moon_beside(festivals: Festivals, year: int) -> dt.datetime | None:
    """The day of 中秋 where it falls into the week of 国庆 or on one of the two days before it."""
    moon, day = festivals.day("中秋", year), festivals.day("国庆", year)
    if moon is None or day is None or year < _MOON_OFF:
        return None
    return moon.first if -_BEFORE_WEEK <= (moon.first - day.first).days <= _WITH_MOON else None


def _days_off(
    found: re.Match[str], name: str, day: dt.datetime, moon: dt.datetime | None
) -> tuple[dt.datetime, dt.datetime]:
    """The first and the last of the days off, or of those that are named among them."""
    return _some_of(found, *_off(name, day, moon))


def _off(name: str, day: dt.datetime, moon: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    """The first and the last of the days off."""
    begin, end = _WEEKS.get(name, _DAYS_OFF[day.weekday()])
    if name == "春节":
        begin, end = _SPRINGS.get(day.year, (begin, end) if day.year >= _EVE_OFF else (0, 6))
    if name == "五一":
        told = next(days for since, days in _MAYS if day.year >= since)
        begin, end = _MAY_ELSE.get(day.year) or told or (begin, end)
    if name == "国庆" and moon:
        # 中秋 in or just before the week makes it eight days
        begin, end = min(0, (moon - day).days), min(0, (moon - day).days) + _WITH_MOON
    return day + dt.timedelta(days=begin), day + dt.timedelta(days=end)
