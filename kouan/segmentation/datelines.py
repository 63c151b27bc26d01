"""A date line in, its date in ISO 8601 out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Final

DIGITS: Final = str.maketrans(
    "０１２３４５６７８９〇零○一二三四五六七八九：", "0123456789000123456789:"
)
NUMERAL: Final = r"\d|\d?十\d?|\d\d"
DATE: Final = re.compile(
    r"(?P<roc>民国\s{0,2})?(?<!\d)(?P<year>\d{4}|(?<=民国)\d{2,3}|(?<=民国 )\d{2,3})"
    rf"\s{{0,2}}(?:[-/.年]\s{{0,2}}(?P<month>{NUMERAL})\s{{0,2}}[-/.月]\s{{0,2}}"
    r"(?P<day>\d\d|\d?十\d?|\d)(?!\d)\s{0,2}日?"
    r"|(?P<packed>(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d))"
    r"(?:[\sT]{0,4}(?:星期.|周.)?[\sT]{0,4}"
    r"(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{2})(?:[:分]\s?(?P<second>\d{2})?)?(?!\d))?"
)
#: 9/17/2004 5:54:13 AM: how a server set to English writes month, day and year.
AMERICAN: Final = re.compile(
    r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\s{1,2}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s?(?P<half>[AP]M)"
)
#: 发布时间：2018-07-16 更新时间：2019-01-01
ISSUED: Final = re.compile(r"(?:发布|发表|刊发|出版|见报)(?:时间|日期|于)?[:\s]{0,3}$")


def date_of(text: str) -> str | None:
    """The first full date of a line (one that says 发布 before others), with its time if stated.

    A date without a year states none.

    >>> date_of("2018年7月16日 09:54"), date_of("民国107年7月16日"), date_of("7月16日")
    ('2018-07-16T09:54:00', '2018-07-16', None)
    """
    plain = text.translate(DIGITS)
    dates = list(_dates(plain))
    issued = (at for start, at in dates if ISSUED.search(plain, 0, start))
    return next(issued, dates[0][1] if dates else _american(plain))


def _american(plain: str) -> str | None:
    found = AMERICAN.search(plain)
    if not found:
        return None
    hour = int(found["hour"]) % 12 + 12 * (found["half"] == "PM")
    try:
        stated = date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
        clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
    return f"{stated}T{clock.isoformat()}"


def _dates(plain: str) -> Iterator[tuple[int, str]]:
    for found in DATE.finditer(plain):
        year = int(found["year"]) + (1911 if found["roc"] else 0)
        packed = found["packed"]
        month = int(packed[:2]) if packed else _small(found["month"])
        day = int(packed[2:]) if packed else _small(found["day"])
        try:
            stated = date(year, month, day).isoformat()
        except ValueError:
            continue
        if 1900 <= year <= 2100:
            yield found.start(), stated + _clock(found)


def _clock(found: re.Match[str]) -> str:
    if found["hour"] is None:
        return ""
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return ""  # 24:00, 9:75: the day stands, the time is not stated
    return "T" + clock.isoformat()


def _small(numeral: str) -> int:
    """A month or day, its Chinese digits already Arabic: 7, 07, 十, 十2, 3十, 2十8."""
    if "十" not in numeral:
        return int(numeral)
    tens, _, ones = numeral.partition("十")
    return 10 * int(tens or 1) + int(ones or 0)
