"""An undated text and the dates it names in, the year it was written in out, where one is told beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.time.plans import is_start
from kouan.language.dates import Day, Moment
from kouan.model.expression import Expression

#: A year that the present is measured against or counted from: 自1956年成立以来, 比2012年, 由2016年的.
_HISTORY_BEFORE: Final = Expression("(?:自从|[自从由比较])(?:[^，。；！？0-9]{0,3})$")
_HISTORY_AFTER: Final = Expression("[^，。；！？0-9]{0,8}(?:以来|至今|起[，、])|的?(?:同期|相比)")
#: What is told of an event in the years before it.
_YET_TO_COME: Final = "举办权|申办|会徽|吉祥物|口号|筹[办备]|倒计时"
#: What is held once a year carries the year of the present: 2014年举办的运动会, 2022年世界互联网大会. Its winners are told of later too.
_EVENT_AFTER: Final = Expression(
    f"(?:举办|举行|召开)的|(?!.{{0,12}}(?:以来|期间|时|后))(?!.{{0,24}}(?:{_YET_TO_COME}))[^，。；！？0-9的]{{2,16}}?"
    "(?:大会|峰会|论坛|年会|运动会|博览会|交易会|进博会|广交会|服贸会|锦标赛|杯赛|工作会议|开幕|活动周|宣传周|宣传日|创业周)"
    "(?!冠军|[亚季]军|金牌|得主|举办地)"
)
#: Events that were held a year late, under the name of the year for which they were meant.
_POSTPONED: Final = "2020年?(?:东京[奥残]|欧洲杯)|2021年?成都大运|2022年?杭州亚"
#: What bears the year to come, or one of the past, on the day that it is on; and what an office tells of a year.
_OF_OTHER_YEARS: Final = "以来|期间|新年|元旦|跨年|贺|国考|考研|研究生|公务员|考试|校招|招聘|开发|发布|公布|通报|揭晓|印发|出炉"
#: Who has his year from an event that is over: three characters each.
_OF_EVENTS_PAST: Final = ".冠军|.[亚季]军|.金牌|.得主|.选手|.老兵|.新生|.人物|.校友|.场馆|举办地"
#: 2024年高考今天（6月7日）开考: what is on today is called by the year of today.
_ON_TODAY: Final = Expression(
    f"(?<![0-9—/-])(?!{_POSTPONED})(?P<year>20[0-9]{{2}})(?!年?[度级届财/—-])年?"
    f"(?!.{{0,14}}(?:{_OF_OTHER_YEARS}|{_YET_TO_COME}))"
    f"[^，。；！？：、0-9的《》“”\n]{{2,18}}?(?<!{_OF_EVENTS_PAST})"
    "(?:[今昨][天晚晨日早])(?=[（(]|上午|下午|在|举行|开|正式|闭|继续|落)"
)
#: 今天（6月7日）: the press says once which day today is; yesterday and tomorrow are near enough.
_TODAY: Final = Expression(
    "[今昨明][天日晚晨早][（(](?P<month>1[0-2]|[1-9])月(?P<day>[0-9]{1,2})日"
)
#: 截至5月2日; 保质期截至2036年 and 报名截止 are days by which something is due.
_UNTIL_BEFORE: Final = Expression("(?:截至|截止到)$")
_DUE_BEFORE: Final = Expression(
    "(?:期限?|报名|申[请报]|投[稿标]|征[集稿]|有效|时间|日期|合同|租约|保修|活动)[^，。；！？]{0,4}截[至止]到?$"
)
_YEAR_END: Final = Expression("年(?:底|末|12月31日)$")
#: 2022/2023, 《2022…公报》 and 2023财年 are years of something else.
_PART_BEFORE: Final = Expression("[《—/-]$")
_PART_AFTER: Final = Expression("[届财/—-]|赛季|年度")
#: 建议会议于2023年3月4日召开, 习近平同志2022年10月16日所作的: a day that is not told as news.
_NO_NEWS_BEFORE: Final = Expression("(?:建议|决定|定于|截至|同志|总书记)[^，。；！？]{0,16}$")
#: A day named at the opening is that of the news itself.
_OPENING: Final = 120
#: So many days after something has happened it is news, and so many before; figures up to the end of a year are for so many months.
_NEWS: Final = 15
_BEFORE: Final = -2
_FRESH: Final = 7
_HALF_YEAR: Final = 6
_JUBILEE: Final = "周年"
_OF_YEAR: Final = 365
_OF_MONTH: Final = 30.5


class _Today(NamedTuple):
    month: int
    day: int

    def since(self, day: Day) -> float:
        """Days from a day of this year to today, about."""
        return (self.month - (day.month or 0)) * _OF_MONTH + self.day - (day.day or 0)


def present_year(text: str, named: Sequence[Moment]) -> int | None:
    """The year the text is written in, by the events it tells of and the days up to which it counts; None where they leave a doubt.

    `named` are its dates that are not of plans. A year that merely stands there (2021年过货量达300万吨) is as a rule not
    the present one: the press calls that 今年. Of undated news of 2022-2024, the year is right of .94 of those that have one.
    """
    named_day = _TODAY.search(text)
    today = _Today(int(named_day["month"]), int(named_day["day"])) if named_day else None
    told: set[int] = set()
    spoken: set[int] = set()
    for moment in named:
        year = _year_of(moment)
        if not year or _is_history(text, moment) or is_start(text, moment.end):
            continue
        spoken.add(year)
        if shown := _shown_by(text, moment, year, today):
            told.add(shown)
    told.update(int(found["year"]) for found in _ON_TODAY.finditer(text))
    return told.pop() if len(told) == 1 and max(spoken, default=0) <= max(told) else None


def _year_of(moment: Moment) -> int:
    return max((day.year or 0 for day in (moment.first, moment.last) if day), default=0)


def _shown_by(text: str, moment: Moment, year: int, today: _Today | None) -> int | None:
    """The present year as a date shows it: the year of an event, of news, or up to which the text counts."""
    last = moment.last or moment.first
    if last and _UNTIL_BEFORE.search(text, max(0, moment.start - 4), moment.start):
        return _counted_to(text, moment, last, year, today)
    if moment.first and moment.first.day:
        if today is None:
            return year if _is_news(text, moment) else None
        return None if _JUBILEE in text or last is None else _near(last, today)
    return year if _is_event(text, moment) else None


def _counted_to(
    text: str, moment: Moment, last: Day, year: int, today: _Today | None
) -> int | None:
    """The year of a text that counts up to a date: 截至2022年12月31日 is told in the year after, 截至5月2日 within months."""
    if _DUE_BEFORE.search(text, max(0, moment.start - 12), moment.start):
        return None
    if _YEAR_END.search(moment.surface) or text[moment.end : moment.end + 1] in ("底", "末"):
        is_after = today is not None and last.month in (None, 12) and today.month <= _FRESH
        return year + 1 if is_after else None
    if today is None:
        return year if last.day else None
    is_fresh = last.month is not None and 0 <= today.month - last.month <= _HALF_YEAR
    return year if is_fresh else None


def _near(day: Day, today: _Today) -> int | None:
    """The year of today where a day of that year or the one before has only just been; None where it has not."""
    ago = today.since(day)
    if ago and _BEFORE <= ago <= _NEWS:  # the very day of today is told of years ago
        return day.year
    return (day.year or 0) + 1 if 0 <= ago + _OF_YEAR <= _NEWS else None


def _is_news(text: str, moment: Moment) -> bool:
    """A day at the opening of a text."""
    return moment.start < _OPENING and not _NO_NEWS_BEFORE.search(
        text, max(0, moment.start - 20), moment.start
    )


def _is_event(text: str, moment: Moment) -> bool:
    """A year that belongs to an event: 2014年举办的, 2019工作会议; a month tells of one that is over."""
    if (moment.first and moment.first.month) or moment.surface.endswith(("底", "末", "初")):
        return False
    if _PART_BEFORE.search(text, max(0, moment.start - 1), moment.start):
        return False
    if _PART_AFTER.match(text, moment.end):
        return False
    return moment.surface.isdecimal() or bool(_EVENT_AFTER.match(text, moment.end))


def _is_history(text: str, moment: Moment) -> bool:
    first, last = moment.first, moment.last
    is_span = last is not None and first is not None and last.year != (first.year or last.year)
    return bool(
        is_span
        or _HISTORY_BEFORE.search(text, max(0, moment.start - 6), moment.start)
        or _HISTORY_AFTER.match(text, moment.end)
    )
