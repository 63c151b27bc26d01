"""A stretch of years in words in (十年来, “十三五”期间, 党的十八大以来), its first and last day out, against the article's date."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from kouan.extraction.time.calendars import Calendar, shift_days
from kouan.extraction.time.intervals import civil, shift_month, week_of
from kouan.language.dates import REPUBLIC, Day
from kouan.language.numerals import number
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

_COUNT: Final = "[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}"
_PLAN: Final = '[“"]?(?P<plan>十?[一二三四五六七八九]五|十五)[”"]?'
#: The first years of the plans from the third on: the third began in 1966, and each takes five years.
_THIRD_PLAN: Final = (3, 1966)
#: A cheap first look: most passages speak of no such stretch. An event shows by its last character.
_SIGN: Final = '年前|年第[0-9一二三四五六七八九十]{1,3}周|[当该前]一?周|今明|[本上下]一?个?季|[年月多余]以?来|年间|五[”"期时规以]|过去|[近这]的?[0-9一二两三四五六七八九十]|[今去明]（1[0-3]|[昨今前明后]（[0-9]|[本这上下]一?个?(?:周|星期)|[0十]年代|首[日周]|月(?:[0-9]{2}日|[底末])?止'
#: How far the words reach before such a sign, or as far as the longest event does, and behind it.
_BEFORE: Final = 18
_BEHIND: Final = 16
_OFFSETS: Final = {"上": -1, "下": 1, "本": 0, "这": 0}
#: 截至4月底的过去12个月: the last of them is told.
_UNTIL: Final = Expression(
    "截[至止]到?(?:今年|去年)?(?P<month>[0-9]{1,2})月(?:份|[底末]|[0-9]{1,2}日)?(?:为?止)?的?$"
)
#: The months of what a company reports on, by the first character of the words for it.
_MONTHS: Final = {
    "十": 12,
    "1": 12,
    "九": 9,
    "9": 9,
    "六": 6,
    "6": 6,
    "半": 6,
    "三": 3,
    "3": 3,
    "季": 3,
}
#: 30年代 and later need no century: the press means the twentieth.
_DECADES: Final = 30


class Stretches:
    """The pattern of such stretches, with the events of period_event.csv that a press counts from."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("period_event")
        self._events = {row["surface"]: _day(row["first"]) for row in rows}
        self._before = max(_BEFORE, *map(len, self._events))
        ends = any_of({event[-1]: None for event in self._events})
        self._sign = Expression(f"{_SIGN}|(?:{ends})(?:以来|至今|后)")
        self.pattern = Expression(
            rf"(?:(?:近|过去|最近|这|此前|前)的?)?(?<![0-9.第])(?P<count>{_COUNT})(?:多|余)?"
            r"(?:年|个(?:多|余)?(?P<month>月))(?:多|以)?来(?![自到说访])"
            rf"|(?:过去|最近|(?<![^，。；：！？、“])(?:近|这(?!一年)))的?(?P<past>{_COUNT})(?:多|余)?"
            r"(?:年|个(?:多|余)?(?P<months>月))(?:中(?!国)|里|间|内)?(?!工作|历程|重大|伟大|[前后的史以时度龄])"
            rf"|(?<![0-9.第])(?P<during>{_COUNT})年(?:多)?间(?![接隔断])"
            rf"|{_PLAN}(?:规划)?(?P<part>期间|以来|时期|末|初|收官|开局)"
            r"|(?<![0-9.第十百几数])(?P<ago>[2-9]|10|[两三四五六七八九十])年前(?![后期]|[0-9一二三四五六七八九十两]{1,2}个?[季月])"
            r"|(?P<year_of_week>20[0-9]{2})年第(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})周(?!年|岁)"
            rf"|[今去明]（(?P<republic>1[0-3][0-9])）年"
            r"|[昨今前明后]（(?P<near>[0-9]{1,2})）日"
            r"|(?P<week>[本这上下])一?个?(?:周|星期)(?:(?P<weekday>[一二三四五六日天末])(?!天|个|[^，。]?年)|(?![年期岁末边围长刊一二三四五六日天]|报(?![告道])))"
            r"|(?P<years>今明)两年"
            r"|(?P<quarter>[本上下])(?:一?个?季度|季(?=[出进]口|营收|[获净毛]利|财报|[，,]))"
            r"|(?P<same>[当该]周(?![年期岁末边围长刊报一二三四五六日天])|前一周(?![年期岁]))"
            r"|(?:(?P<century>上|本|1[0-9]|20|21|十[七八九]|二十)世纪)?(?P<decade>[2-9]0|[二三四五六七八九]十)年代"
            r"|(?P<opening>(?<![^，。；：！？])首日)(?![封上票涨])"
            r"|(?P<first_week>(?<![^，。；：！？、])首周)(?!票)"
            # a company's year or half: 截至2026年3月底止年度, 截至6月30日止六个月
            r"|截[至止]到?(?P<year_closed>(?:20)?[0-9]{2}年|[今去]年)?(?P<closed>1[0-2]|0?[1-9])月(?:(?:3[01]|2[89])日|[底末])?止的?(?P<length>(?:财政|会计)?年度|财年|(?:十二|12|九|9|六|6|三|3)个月|半年度?|季度)"
            rf"|(?P<event>{any_of(self._events)})(?:以来|至今|后的?(?=[0-9一二三四五六七八九十]))"
        )

    def find(self, text: str) -> list[re.Match[str]]:
        """Where such words stand in the text."""
        found: list[re.Match[str]] = []
        end = 0
        for sign in self._sign.finditer(text):
            if sign.start() < end:
                continue
            first = max(end, sign.start() - self._before)
            one = self.pattern.search(text, first, sign.end() + _BEHIND)
            if one and one.start() <= sign.start():
                found.append(one)
                end = one.end()
        return found

    def read(self, found: re.Match[str], calendar: Calendar) -> tuple[Day | None, Day | None]:
        """The first and the last year, month or day that the words span; None where the present is not known."""
        if found["closed"]:
            return _closed(found, calendar)
        if plan := found["plan"]:
            first = _first_year(plan)
            if found["part"] in ("末", "收官"):
                return Day(first + 4), None
            if found["part"] in ("初", "开局"):
                return Day(first), None
            if found["part"] == "以来":
                return Day(first), calendar.until_now(Day(first))
            return Day(first), Day(first + 4)
        if republic := found["republic"]:  # a page in Taiwan writes 今（112）年
            return Day(int(republic) + REPUBLIC), None
        if weeks := found["number"]:
            return _week_by_number(int(found["year_of_week"]), int(number(weeks) or 0))
        if ago := found["ago"]:
            year, years = calendar.today.year, int(number(ago) or 0)
            return (Day(year - years), None) if year and year > years else (None, None)
        if near := found["near"]:
            return calendar.complete(Day(None, None, int(near))), None
        if found["week"]:
            return _week(found, calendar)
        if found["years"]:
            year = calendar.today.year
            return (Day(year), Day(year + 1)) if year else (None, None)
        if quarter := found["quarter"]:
            return _quarter(quarter, calendar)
        if same := found["same"]:
            return _week_told(same, calendar)
        if found["opening"]:
            days = calendar.days
            return (days[0] if days else calendar.day if calendar.day.day else None), None
        if found["first_week"]:
            return calendar.week or (None, None)
        if decade := found["decade"]:
            return _decade(found["century"], decade)
        if event := found["event"]:
            first_day = self._events[event]
            return first_day, calendar.until_now(first_day)
        return self._counted(found, calendar)

    def _counted(self, found: re.Match[str], calendar: Calendar) -> tuple[Day | None, Day | None]:
        year, month = calendar.today.year, calendar.today.month
        count = number(found["count"] or found["past"] or found["during"])
        if year is None or not count or count > year:
            return None, None
        if found["month"] or found["months"]:
            if month is None or not calendar.is_published:
                return None, None
            if until := _UNTIL.search(found.string, max(0, found.start() - 16), found.start()):
                last = calendar.complete(Day(None, int(until["month"])))
                if last.year and last.month:
                    return Day(*shift_month(last.year, last.month, 1 - int(count))), last
            return Day(*shift_month(year, month, -int(count))), Day(year, month)
        return Day(year - int(count)), Day(year)


def _closed(found: re.Match[str], calendar: Calendar) -> tuple[Day | None, Day | None]:
    """The months that a company reports on, which end with a month."""
    said = found["year_closed"] or ""
    years = {"今年": 0, "去年": -1}
    if said in years and calendar.today.year:
        last = Day(calendar.today.year + years[said], int(found["closed"]))
    else:
        year = int(said[:-1]) if said[:-1].isdigit() else None
        year = year + 2000 if year is not None and year < 100 else year
        last = calendar.complete(Day(year, int(found["closed"])))
    if last.year is None or last.month is None:
        return None, None
    months = (
        12
        if found["length"].endswith(("年度", "财年")) and "半" not in found["length"]
        else _MONTHS[found["length"][0]]
    )
    return Day(*shift_month(last.year, last.month, 1 - months)), last


def _week(found: re.Match[str], calendar: Calendar) -> tuple[Day | None, Day | None]:
    """本周, 上周三: from Monday to Sunday, unless the page says of which days, or the day of it."""
    year, month, day = calendar.today
    if not calendar.is_published or year is None or month is None or day is None:
        return None, None
    offset = _OFFSETS[found["week"]]
    if calendar.present_week is not None and found["weekday"] is None:
        first = shift_days(calendar.present_week, 7 * offset)
        return first, first and shift_days(first, 6)
    try:
        week = week_of(civil(year, month, day), offset, found["weekday"])
    except OverflowError:  # before the first year or after the last
        return None, None
    days = [week.first, week.until - dt.timedelta(days=1)]
    begin, end = (Day(one.year, one.month, one.day) for one in days)
    return begin, None if begin == end else end


def _week_by_number(year: int, week: int) -> tuple[Day | None, Day | None]:
    """2025年第3周 of surveillance, from Monday to Sunday."""
    try:
        days = [dt.date.fromisocalendar(year, week, weekday) for weekday in (1, 7)]
    except ValueError:  # a year has no such week
        return None, None
    first, last = (Day(one.year, one.month, one.day) for one in days)
    return first, last


def _quarter(which: str, calendar: Calendar) -> tuple[Day | None, Day | None]:
    """本季度; 上季度 is counted from the quarter that was told of, where one was."""
    year, month, _ = (which != "本" and calendar.quarter) or calendar.today
    if year is None or month is None or not calendar.is_published:
        return None, None
    year, first = shift_month(year, (month - 1) // 3 * 3 + 1, 3 * _OFFSETS[which])
    return Day(year, first), Day(year, first + 2)


def _week_told(same: str, calendar: Calendar) -> tuple[Day | None, Day | None]:
    """当周, the week that was told of, and 前一周, the one before it."""
    if calendar.week is None:
        return None, None
    first, last = calendar.week
    return (shift_days(first, -7), shift_days(last, -7)) if same == "前一周" else (first, last)


def _decade(century: str | None, decade: str) -> tuple[Day | None, Day | None]:
    """上世纪90年代, 20世纪80年代; without a century that of the 1930s to the 1990s."""
    tens = int(number(decade) or 0)
    if century is None and tens < _DECADES:
        return None, None
    hundreds = {None: 19, "上": 19, "本": 20}.get(century)
    if hundreds is None:
        hundreds = int(number(century or "") or 20) - 1
    return Day(hundreds * 100 + tens), Day(hundreds * 100 + tens + 9)


def _first_year(plan: str) -> int:
    which, (third, began) = int(number(plan[:-1]) or 0), _THIRD_PLAN
    return began + 5 * (which - third)


def _day(text: str) -> Day:
    year, _, month = text.partition("-")
    return Day(int(year), int(month) if month else None)
