"""The report of a company by its short name in (半年报, 三季报), the months that it accounts for out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.language.dates import Day
from kouan.model.expression import Expression

#: 中国青年报 is a paper, 2021年报 is read by its year.
ACCOUNT: Final = re.compile(
    "(?P<half>半年(?:报|度报告)|中报)|(?P<quarter>[一二三四])季(?:报|度报告)|(?<![青少中半0-9])(?P<year>年报|年度报告)"
)
_NAME: Final = "报"
#: 半年报显示, 从半年报看, 三季报中称
_TELLS: Final = Expression(
    "[》”]?的?(?:[财业][务绩])?(?:数据|信息|内容)?(?:也|还|则|同时)?(?:显示|披露(?!之?[前后时日]|当|[^，。；！？]{0,4}期)|提[到及]|透露|表明|指出|称|写道|[看中里内])"
)
#: 披露三季报。公司钢材产量412万吨: what stands next is read from it.
_OPENED: Final = Expression(
    "(?<![将拟未后周月])(?:发布|披露|公布|公告|发表|交出|晒出|亮出|翻[开看阅]|查阅|细看|根据|依据|据)[^，。；！？：0-9《》]{0,10}《?$"
)
_CLOSED: Final = Expression("》?[，。；]")
_NEAR: Final = 16
#: The months of the two quarters that a report is of by itself; that of the first and the third is of the year so far.
_MONTHS: Final = {"一": (1, 3), "二": (4, 6), "三": (1, 9), "四": (10, 12)}


def find_accounts(text: str) -> Iterator[re.Match[str]]:
    """Where a report is named that tells figures; 半年报披露后 is only when it came out."""
    if _NAME not in text:
        return
    for found in ACCOUNT.finditer(text):
        start, end = found.span()
        if _TELLS.match(text, end) or (
            _CLOSED.match(text, end) and _OPENED.search(text, max(0, start - _NEAR), start)
        ):
            yield found


def months_of(
    found: re.Match[str], year: int | None, calendar: Calendar
) -> tuple[Day | None, Day | None]:
    """The months that a report accounts for, of a year that is said or else the last in which they were over."""
    present = year or calendar.today.year
    if present is None:
        return None, None
    if found["year"]:
        return Day(present - (year is None)), None
    first, last = (1, 6) if found["half"] else _MONTHS[found["quarter"]]
    if year is None and calendar.is_published and (calendar.today.month or 12) < last:
        present -= 1
    return Day(present, first), Day(present, last)
