"""Lines that say a day in a way of their own in, the day out: the issue of a periodical, an agency's code, a day in several lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from kouan.language.dates import REPUBLIC
from kouan.model.expression import Expression
from kouan.segmentation.datelines import DIGITS, date_of

#: 《边城月刊》1998年3月号, 《边城学刊》2000年第2期, 《边城日报》2018年7月16日第3版
ISSUE: Final = Expression(
    r"《(?P<name>[^《》\n]{2,24})》\s{0,2}(?:杂志)?\s{0,2}[,，(]?\s{0,2}(?P<year>(?:19|20)\d\d)\s?年?\s?"
    r"(?:第?\s?(?P<month>\d{1,2})\s?月\s?[号刊]|第?\s?\d{1,4}(?:\s?[-—~、/]\s?\d{1,4})?\s?期|\d{1,2}月\d{1,2}日)"
)
#: A line that is a credit begins so.
CREDITS: Final = Expression(
    r"[\s(（\[【*※—–―─-]*(?:(?:原|本文)?(?:载于?|刊于?)|原刊于?|摘自|转自|选自|来源|出自|转载自?|见)?\s?[:：]?\s?《"
)
#: What may stand behind the issue in such a line.
LONGEST_REST: Final = 24


#: The Central News Agency ends a story with the day it was sent, its year of the Republic: （編輯：…）1131108
SENT: Final = Expression(
    r"[)）]\s?(?P<code>(?P<year>1[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]))\s*$"
)


class Issue(NamedTuple):
    """The issue of a periodical in which an article stood; `at` is a month, a day, or a year."""

    publisher: str
    at: str


def issue_of(text: str) -> Issue | None:
    """The issue that a line credits; None for a line that says more than that.

    >>> issue_of("——《边城月刊》1998年3月号"), issue_of("（原载《边城学刊》2000年第2期）")
    (Issue(publisher='边城月刊', at='1998-03'), Issue(publisher='边城学刊', at='2000'))
    >>> issue_of("他在《边城月刊》1998年3月号上说，口岸应当扩建。") is None
    True
    """
    if "《" not in text or not CREDITS.match(text):
        return None
    plain = text.translate(DIGITS)
    found = ISSUE.search(plain)
    if not found or len(plain) - found.end() > LONGEST_REST or "。" in plain.rstrip("。)）"):
        return None
    name = text[found.start("name") : found.end("name")]
    if found["month"]:
        month = int(found["month"])
        return Issue(name, f"{found['year']}-{month:02}") if 1 <= month <= 12 else None
    return Issue(name, date_of(found[0]) or found["year"])


def sent_on(text: str) -> tuple[str, str] | None:
    """The day that the code at the end of an agency's story says, with the code.

    >>> sent_on("（编辑：张小明）1131108"), sent_on("（编辑：张小明）")
    (('2024-11-08', '1131108'), None)
    """
    found = SENT.search(text)
    if found is None:
        return None
    try:
        day = date(int(found["year"]) + REPUBLIC, int(found["month"]), int(found["day"]))
    except ValueError:  # the 31st of February
        return None
    return day.isoformat(), found["code"]


#: A day whose year stands in a line of its own: 2018 / 07/16 / 09:54:07, and 16 / 2018-07.
PARTED: Final = Expression(
    r"(?<![^\n])(?:(?P<year>20\d\d)年?\n\s*(?P<month>\d\d)[-/.月](?P<day>\d\d)日?|(?P<before>\d{1,2})日?\n\s*(?P<whole>20\d\d)[-/.年](?P<of>\d{1,2})月?)"
    r"(?:\n\s*(?P<clock>\d\d:\d\d(?::\d\d)?))?(?![^\n])"
)


def parted_days(text: str) -> Iterator[str]:
    r"""The days that stand in two or three lines, each written in one.

    >>> [*parted_days("首页\n2018\n07/16\n09:54:07\n来源"), *parted_days("16\n2018-07")]
    ['2018-07-16 09:54:07', '2018-07-16']
    """
    plain = "\n".join(line.strip() for line in text.translate(DIGITS).split("\n"))
    for found in PARTED.finditer(plain):
        day = (
            found["year"] or found["whole"],
            found["month"] or found["of"],
            found["day"] or found["before"],
        )
        yield "-".join(part.zfill(2) for part in day) + (
            f" {found['clock']}" if found["clock"] else ""
        )
