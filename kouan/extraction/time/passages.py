"""A block in; its sentences, periods and clock times out, to be asked for by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from kouan.extraction.sentences import sentences
from kouan.extraction.time.calendars import Calendar
from kouan.extraction.time.notation import iso
from kouan.extraction.time.periods import Period, read_periods
from kouan.extraction.time.plans import goal_after, is_planned, is_start
from kouan.language.dates import moments
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: Stands for a character that nobody can read, or that was guessed.
_UNREADABLE: Final = "\ufffd"
#: A time of which a character is lost may be any: ?季度, 1?月. No such time is longer than its bounds.
_LOST: Final = Expression(
    "[0-9零〇一二三四五六七八九十前上下今去]{0,6}\ufffd{1,6}[0-9零〇一二三四五六七八九十年个]{0,6}(?:季度|半年|[年月日旬周](?!\ufffd{0,3}[均度]))",
    holds=_UNREADABLE,
)
#: 为1961年以来最高: what a figure of another time is measured by.
_RECORD: Final = Expression(
    "的?(?:历史)?(?:同期|同月|单[日月季周]|[月季年]度)?的?(?:最[高低大小多少好快热冷强弱早晚]|第[一二三四五六七八九十0-9]{1,3}[高低大多少]|新[高低]|之[最首]|首[次度])"
)

#: 刷新了去年2月3日创下的纪录: nothing goes on in the day of an old record.
_SET: Final = Expression("(?:所)?(?:创下|创造|缔造|保持|写下|留下|跑出|刷新)的")
#: 出口增长1.2%，去年四季度则下降0.2%: the earlier time is told beside that of the sentence, and nothing goes on in it.
_BESIDE_OPENS: Final = Expression("(?:^|[，；（、])[而但和与]?在?$")
_BESIDE: Final = Expression(
    "份?的?(?:同期|同月|全年)?的?(?:[升降增涨跌]幅|增速)?"
    "(?:[则为仅只是]|(?:同比|分别)?(?:增长|成长|增加|上[升涨]|提高|下[降跌]|减少|回落|[增减升降涨跌])(?![到至]))"
)


@dataclass(frozen=True)
class Passage:
    """One block: its text, its sentences and periods (offsets in the block), the clock times and the day of the scene before it."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    periods: tuple[Period, ...]
    clocks: tuple[int, ...]
    last_day: str | None

    def periods_in(self, first: int, last: int) -> list[Period]:
        """The periods that begin in [first, last), without those that a figure is only compared with."""
        return [one for one in self._told_in(first, last) if not one.is_base]

    def told_before(self, sentence: int) -> list[Period]:
        """The periods told in the two sentences before one."""
        return self.periods_in(self.sentences[max(0, sentence - 2)][0], self.sentences[sentence][0])

    def bases_in(self, first: int, last: int) -> list[Period]:
        """The periods in [first, last) that a figure is only compared with, and the days of reports."""
        return [one for one in self._told_in(first, last) if one.is_base]

    def _told_in(self, first: int, last: int) -> tuple[Period, ...]:
        if not self.periods:  # most blocks tell of no time
            return ()
        begin = bisect_left(self.periods, first, key=_start)
        return self.periods[begin : bisect_left(self.periods, last, begin, key=_start)]

    def last_in(self, sentence: int, reach: int) -> Period | None:
        """The last period in this sentence or in the `reach` sentences that end with it; None for a plan."""
        if sentence < 0:
            return None
        first = self.sentences[max(0, sentence - reach + 1)][0]
        told = [
            one
            for one in self.periods_in(first, self.sentences[sentence][1])
            if not (one.is_ago or _SET.match(self.text, one.end) or goal_after(self.text, one.end))
        ]
        while len(told) > 1 and self._is_beside(*told[-2:]):
            told.pop()
        if not told or is_planned(self.text, told[-1].start, told[-1].end):
            return None
        return None if is_start(self.text, told[-1].end) else told[-1]

    def _is_beside(self, one: Period, other: Period) -> bool:
        """Whether the second time is an earlier one that a clause sets beside the first: 4月出口30亿元，3月为28亿元."""
        begun, before = (time.value or "" for time in (other, one))
        if not begun or begun.partition("/")[0] >= before.partition("/")[0]:
            return False
        begin = max(0, other.start - 3)
        return bool(
            _BESIDE_OPENS.search(self.text, begin, other.start)
            and _BESIDE.match(self.text, other.end)
        )

    def has_clock(self, first: int, last: int) -> bool:
        """True when a clock time stands in [first, last)."""
        return bisect_left(self.clocks, first) < bisect_left(self.clocks, last)


def _start(period: Period) -> int:
    return period.start


def _with_lost(text: str, found: list[Period]) -> list[Period]:
    """The periods with those that cannot be read, which are none: nothing before them goes on behind them."""
    if _UNREADABLE not in text:
        return found
    lost = [
        Period(one.start(), one.end(), one[0], None, "resolved") for one in _LOST.finditer(text)
    ]
    ends = [one.end for one in lost]
    whole = []
    for one in found:
        at = bisect_right(ends, one.start)
        if at == len(lost) or one.end <= lost[at].start:
            whole.append(one)
    return sorted(whole + lost, key=_start)


def read_passage(text: str, calendar: Calendar, knowledge: Knowledge) -> Passage:
    """The passage that a block makes, read in the order of the article."""
    day = calendar.scene if calendar.scene.day else calendar.last
    last_day = iso(day) if day.day else None
    periods = tuple(_with_lost(text, list(read_periods(text, knowledge, calendar))))
    # 为1961年以来最高 is what a figure of another time is measured by
    periods = tuple(
        one
        for one in periods
        if not (one.span == "since" or one.surface.endswith("以来"))
        or not _RECORD.match(text, one.end)
    )
    clocks = tuple(moment.start for moment in moments(text) if moment.is_clock)
    return Passage(text, sentences(text), periods, clocks, last_day)
