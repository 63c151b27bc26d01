"""A part of a year in words in (上半年, 三季度, 前11个月, 年初以来), its first and last month out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.time.calendars import Calendar
from kouan.language.dates import Day
from kouan.language.numerals import number

_QUARTERS: Final = {"首": 1, "一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
PART: Final = re.compile(
    r"(?P<half>[上下])半年|(?P<opening>[一二三])、(?P<closing>[二三四])季度|第?(?P<quarter>首(?=季)|[一二三四](?=季度)|(?<=第)[1-4](?=季)|(?<=年第)[一二三四](?=季的)|(?<=第)(?<![》”」]第)[一二三四](?=季(?![稻水作种节播集的》”」]|综艺|首播|开播|收官|动画)))季度?(?:(?<=季度)(?P<close>[末底]))?|[前首](?P<quarters>[两二三23])季(?:度|(?!节))"
    # 2019Q1, 今年Q3; 奥迪Q5 is a car
    r"|(?<=[0-9年])Q(?P<letter>[1-4])(?![0-9A-Za-z])"
    r"|[前头首](?P<months>1[01]|[2-9]|十一?|[两二三四五六七八九])个?月|(?:年初|开年)(?:以来|至今(?![年日天晚晨早春夏秋冬]))|(?P<whole>全年)|(?P<end>年底|年末|岁末|年初)|(?P<midyear>(?<=年)半年(?=[度报]))度?"
)

#: A cheap first look: every branch begins with a character, which the search jumps to.
_HEAD: Final = re.compile(
    "上半年|下半年|第|一季|二季|三季|四季|首|一、|二、|三、|前|头|年初|开年|年底|年末|岁末|全年|半年|1季|2季|3季|4季|Q[1-4]"
)


def find_parts(text: str) -> Iterator[re.Match[str]]:
    """Where parts of a year are named."""
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() >= end and (found := PART.match(text, head.start())):
            end = found.end()
            yield found


def part_of_present_year(
    one: re.Match[str], year: int | None, calendar: Calendar
) -> tuple[Day | None, Day | None]:
    """A part of the year that the text is in; 前11个月 or 全年 read in January, 四季度 in March, are those of the year before."""
    first, last = part_of_year(one, Day(year or calendar.today.year), calendar)
    if one["whole"] and year is None and first and calendar.is_new_year:
        return Day((first.year or 0) - 1), None
    ended = last if one["months"] else first
    if year is None and first and ended and calendar.is_of_year_before(ended):
        return part_of_year(one, Day((first.year or 0) - 1), calendar)
    return first, last


def part_of_year(
    found: re.Match[str], year: Day, calendar: Calendar
) -> tuple[Day | None, Day | None]:
    """A part of a year: 上半年, 三季度, 前11个月, 年初以来."""
    if year.year is None:
        return None, None
    if found["opening"]:
        months = (3 * _QUARTERS[found["opening"]] - 2, 3 * _QUARTERS[found["closing"]])
    elif half := found["half"]:
        months = (1, 6) if half == "上" else (7, 12)
    elif found["midyear"]:
        months = (1, 6)
    elif found["close"]:
        return Day(year.year, 3 * _QUARTERS[found["quarter"]]), None
    elif quarter := found["quarter"] or found["letter"]:
        months = (3 * _QUARTERS[quarter] - 2, 3 * _QUARTERS[quarter])
    elif quarters := found["quarters"]:
        months = (1, 9 if quarters in "三3" else 6)
    elif found["months"]:
        months = (1, int(number(found["months"]) or 1))
    elif (
        found["whole"] or found["end"] or not calendar.is_published or calendar.today.month is None
    ):
        return Day(year.year), None
    else:
        months = (1, calendar.today.month)
    return Day(year.year, months[0]), Day(year.year, months[1])
