"""A line in, the dates it states in ISO 8601 out, and what each says: when the page went out, was changed, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Final, NamedTuple

from kouan.language.dates import MONTHS, REPUBLIC
from kouan.model.expression import Expression

DIGITS: Final = str.maketrans(
    "０１２３４５６７８９〇零○一二三四五六七八九：／－．國發時間",
    "0123456789000123456789:/-.国发时间",
)
NUMERAL: Final = r"\d|\d?十\d?|\d\d"
#: A year of the Republic of China (1912 is 1): behind 民国, or of three digits behind a label of publication.
DATE: Final = Expression(
    r"(?P<roc>民国\s{0,2})?(?<!\d)(?P<year>\d{4}|(?:(?<=民国)|(?<=民国 ))(?:\d{2,3}|\d?百0?\d?十?\d?|\d?十\d?)|(?P<short>1\d\d)(?=[-/.年]))"
    rf"\s{{0,2}}(?:[-/.年]\s{{0,2}}(?P<month>{NUMERAL})\s{{0,2}}[-/.月]\s{{0,2}}"
    r"(?P<day>\d\d|\d?十\d?|\d)(?!\d)\s{0,2}日?"
    r"|\s(?P<slashed>\d{1,2}/\d{1,2})(?=\s)"
    r"|(?P<packed>(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d))"
    r"(?:[\sT]{0,4}(?:星期.|周.|\(.\)|HKT)?[\sT]{0,4}(?P<noon>上午|下午|晚上|中午|凌晨)?\s{0,2}"
    r"(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{2})(?:[:分]\s?(?P<second>\d{2})?)?(?!\d)"
    r"(?:\.\d{1,9})?(?P<zone>Z|[+-]00:?00)?)?"
)
#: 9/17/2004 5:54:13 AM: how a server set to English writes month, day and year.
AMERICAN: Final = Expression(
    r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})\s{1,2}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s?(?P<half>[AP]M)"
)
#: 05 Mar 2018, July 16, 2018 09:54
ENGLISH: Final = Expression(
    rf"(?<![A-Za-z\d])(?:(?P<before>\d{{1,2}})\s)?(?P<month>{MONTHS})\.?,?\s(?:(?P<behind>\d{{1,2}}),\s)?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"(?:[\s,]{1,3}(?P<clock>\d\d:\d\d(?::\d\d)?))?"
)
NAMES: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
#: 18-07-16 09:54 来自 …: an account says its day without the century, and whence it wrote.
OF_ACCOUNT: Final = Expression(
    r"^\s*(?P<year>[12]\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\s(?P<clock>\d\d:\d\d)\s{1,4}(?:来自|发布于|已编辑)"
)
#: 日期：18.07.16: behind its label a year may lack its century.
LABELLED: Final = Expression(
    r"(?:时间|日期|于)[:\s]{0,3}['’]?(?P<year>[12]\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?(?![\d-])(?:\s{1,2}(?P<clock>\d\d:\d\d))?"
)
#: 发布时间：06:30 2018-07-16: the hour before the day, so many signs at most.
CLOCK_BEFORE: Final = Expression(
    r"(?<!\d)(?<!\d:)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s$"
)
LONGEST_CLOCK: Final = 10
#: What stands right before a date and says which it is. 发布时间：2018-07-16 更新时间：2019-01-01
ISSUED: Final = Expression(
    r"(?:发布|发表|发稿|刊发|刊登|出版|见报|上版|上稿|张贴|公告|公布)(?:时间|日期|于|日)?[:\s]{0,3}$"
)
UPDATED: Final = Expression(r"(?:更新|修改|修订|编辑|校对|审核)(?:时间|日期|于|日)?[:\s]{0,3}$")
#: The day of a record, a birth or a law is not the page's; "time" and "date" alone are.
OTHERS: Final = Expression(
    r"(?:发行|出生|生产|上映|首播|播出|有效|截止|截至|到期|成立|成文|签署|签订|施行|实施|生效|开放|注册|登记|建站|报名|开始|结束|考试|会议|活动|比赛|演出|出发"
    r"|检索|访问|引用|下载|收稿|接受|录用|出道|开业|开工|竣工|通车|创刊|拍摄|逝世|获奖|收录|导出|入库)(?:日期|时间|年月|日|于)?[:\s]{0,3}$"
)
#: So many characters before a date are asked for its label.
LABEL: Final = 16
#: The Chinese press lives by one clock, eight hours before that of Greenwich.
AHEAD: Final = timedelta(hours=8)

#: 2018-07-16 09:54 来源：某某日报　7月16日，…: the line of the date and the first of the text have run into one.
RUN_IN: Final = Expression(
    r"((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{1,4}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)\s{1,4}(?:来源|稿源)[:：]\s?(?P<publisher>[^\s，。：:]{2,16})\s"
)


class Said(IntEnum):
    """What a date of a line says: the greater, the surer that it is the day the page went out."""

    UPDATED = 1
    PLAIN = 2
    ISSUED = 3


class Stated(NamedTuple):
    """A date in ISO 8601, where it begins in its line, what is said of it, and whether with its hour."""

    at: str
    start: int
    said: Said

    @property
    def has_clock(self) -> bool:
        """It names the hour too."""
        return "T" in self.at


def date_of(text: str) -> str | None:
    """The full date of a line that says when its page went out, with its time if stated.

    Of several the first that is called so, else the first that is called nothing, else the first that says when
    the page was changed. A date without a year states none.

    >>> date_of("2018年7月16日 09:54"), date_of("民国107年7月16日"), date_of("7月16日")
    ('2018-07-16T09:54:00', '2018-07-16', None)
    >>> date_of("发布日期：107-07-16"), date_of("发行日期：2018年7月16日")
    ('2018-07-16', None)
    """
    stated = stated_in(text)
    return stated.at if stated else None


def stated_in(text: str) -> Stated | None:
    """As `date_of`, with the place of the date and what is said of it."""
    plain = text.translate(DIGITS)
    dates = list(_dates(plain)) or [
        *_american(plain),
        *_english(plain),
        *_of_account(plain),
        *_labelled(plain),
    ]
    return max(dates, key=lambda one: (one.said, -one.start), default=None)


def _american(plain: str) -> Iterator[Stated]:
    for found in AMERICAN.finditer(plain):
        hour = int(found["hour"]) % 12 + 12 * (found["half"] == "PM")
        clock = f"{hour:02}:{found['minute']}:{found['second'] or '00'}"
        yield from _stated(
            found["year"], int(found["month"]), found["day"], clock, found.start(), plain
        )


def _english(plain: str) -> Iterator[Stated]:
    for found in ENGLISH.finditer(plain):
        month = NAMES.index(found["month"][:3]) // 3 + 1
        if day := found["before"] or found["behind"]:
            yield from _stated(found["year"], month, day, found["clock"], found.start(), plain)


def _of_account(plain: str) -> Iterator[Stated]:
    if found := OF_ACCOUNT.match(plain):
        year, month = f"20{found['year']}", int(found["month"])
        yield from _stated(year, month, found["day"], found["clock"], found.start("year"), plain)


def _labelled(plain: str) -> Iterator[Stated]:
    for found in LABELLED.finditer(plain):
        year, month = f"20{found['year']}", int(found["month"])
        yield from _stated(year, month, found["day"], found["clock"], found.start("year"), plain)


def _stated(
    year: str, month: int, day: str, clock: str | None, start: int, plain: str
) -> Iterator[Stated]:
    """The date of these parts, if there is such a day and the words before it call it none other than the page's."""
    try:
        at = date(int(year), month, int(day)).isoformat()
        at += f"T{time.fromisoformat(clock).isoformat()}" if clock else ""
    except ValueError:
        return
    if said := _said(plain, start):
        yield Stated(at, start, said)


def _dates(plain: str) -> Iterator[Stated]:
    for found in DATE.finditer(plain):
        before = CLOCK_BEFORE.search(plain, max(0, found.start() - LONGEST_CLOCK), found.start())
        said = _said(plain, before.start() if before else found.start())
        if said is None or (found["short"] and said is not Said.ISSUED):
            continue
        year = _year(found["year"]) + (REPUBLIC if found["roc"] or found["short"] else 0)
        month, day = _month_and_day(found)
        try:
            stated = date(year, month, day).isoformat()
        except ValueError:
            continue
        if 1900 <= year <= 2100:
            clock = _clock(found if found["hour"] or not before else before)
            yield Stated(_local(stated + clock, found["zone"]), found.start(), said)


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    if packed := found["packed"]:
        return int(packed[:2]), int(packed[2:])
    if slashed := found["slashed"]:  # 2018 07/16
        month, _, day = slashed.partition("/")
        return int(month), int(day)
    return _small(found["month"]), _small(found["day"])


def _said(plain: str, start: int) -> Said | None:
    """What the words right before a date call it; None where they call it another day than the page's."""
    before = plain[max(0, start - LABEL) : start]
    if ISSUED.search(before):
        return Said.ISSUED
    if OTHERS.search(before):
        return None
    return Said.UPDATED if UPDATED.search(before) else Said.PLAIN


def _clock(found: re.Match[str]) -> str:
    if found["hour"] is None:
        return ""
    hour, parts = int(found["hour"]), found.groupdict()
    if parts.get("noon") in ("下午", "晚上") and hour < 12:
        hour += 12
    try:
        clock = time(hour, int(found["minute"]), int(parts.get("second") or 0))
    except ValueError:
        return ""  # 24:00, 9:75: the day stands, the time is not stated
    return "T" + clock.isoformat()


def _local(stated: str, zone: str | None) -> str:
    """A time of Greenwich as the clocks of the Chinese press show it; any other stays as it is written."""
    if zone is None or "T" not in stated:
        return stated
    return (datetime.fromisoformat(stated) + AHEAD).isoformat()


def _year(numeral: str) -> int:
    """A year, its Chinese digits already Arabic: 2018, 107, 1百07, 1百1十2, 8十9."""
    hundreds, mark, rest = numeral.rpartition("百")
    if mark:
        return 100 * int(hundreds or 1) + (_small(rest) if rest else 0)
    return _small(numeral)


def _small(numeral: str) -> int:
    """A number below a hundred, or plain digits: 7, 07, 十, 十2, 3十, 2十8."""
    if "十" not in numeral:
        return int(numeral)
    tens, _, ones = numeral.partition("十")
    return 10 * int(tens or 1) + int(ones or 0)
