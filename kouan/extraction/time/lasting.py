"""A day of a sentence in, the days that something lasts from it out: 7月1日，暑运启动，8月31日结束; 10月1日起连续7天."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kouan.extraction.time.calendars import shift_days
from kouan.extraction.time.phrases import Phrase
from kouan.language.dates import Day
from kouan.language.numerals import number
from kouan.model.expression import Expression

#: What stands between the day on which something begins and the one on which it ends.
_BEGINS: Final = Expression(
    "[^。！？；\\n]{0,24}?(?:启动|开[始启跑幕赛展售票]|[起开]跑|起(?![^，。；]{0,3}[前来因])|拉开[^，。；]{0,6}[帷序]幕|启幕)"
    "[^。！？；，0-9]{0,8}[，、]?(?:将|并|预计|一直)*(?:持?延?续?[至到]|于)?"
)
#: What stands behind the latter.
_ENDS: Final = Expression(
    "(?:[0-9]{1,2}[时点])?(?:为?止|结束|收官|闭幕|落幕|截止|告终|收尾|收假|谢幕)"
)
#: 自10月20日起，全市连续三天开展演练: for how many days from it on.
_FOR_DAYS: Final = Expression(
    "(?:[0-9]{1,2}[时点])?(?:起|开始)，?(?:[^，。！？；：“”0-9起至到]{0,14}?(?:将|已|在)?)?(?:连续|为期|持续|历时)(?P<days>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})个?(?P<unit>[天日晚]|周|星期)(?![前后内])"
)
_WEEK: Final = 7
#: Nothing that is told of in one breath lasts longer, in days.
_LONGEST: Final = 100
#: What tells that days are those of a holiday.
_DAYS_OFF: Final = Expression("假|黄金周|节")


class Lasting:
    """The days of one passage, in order: whether each ends what the one before it began."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begun: tuple[int, Day] | None = None
        #: whether the last one was lengthened, and is of days that no word calls a holiday
        self.is_of_work = False

    def lengthened(self, expression: Phrase) -> Phrase:
        """A single day with the one that something began on which ends on it; any other as it is."""
        self.is_of_work = False
        day = expression.first
        if day is None or day.day is None or expression.last is not None:
            return expression
        before, self._begun = self._begun, (expression.end, day)
        if last := self._last_of_so_many(expression, day):
            return expression._replace(last=last)
        if before is None or not self._is_lasting(before, expression, day):
            return expression
        self.is_of_work = not _DAYS_OFF.search(self._text, before[0], expression.end)
        return expression._replace(first=before[1], last=day)

    def _last_of_so_many(self, expression: Phrase, first: Day) -> Day | None:
        """The last of the days that something lasts from `first` on, where it is said for how many."""
        said = _FOR_DAYS.match(self._text, expression.end) if None not in first else None
        days = int(number(said["days"]) or 0) if said else 0
        if said and said["unit"] in ("周", "星期"):
            days *= _WEEK
        return shift_days(first, days - 1) if 1 < days <= _LONGEST else None

    def _is_lasting(self, begun: tuple[int, Day], expression: Phrase, last: Day) -> bool:
        at, first = begun
        if None in last or None in first or not _ENDS.match(self._text, expression.end):
            return False
        if not _BEGINS.fullmatch(self._text, at, expression.start):
            return False
        try:
            days = (dt.date(*map(int, last)) - dt.date(*map(int, first))).days  # type: ignore[arg-type]
        except ValueError:
            return False
        return 0 < days <= _LONGEST
