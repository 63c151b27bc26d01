"""Two days of a sentence in, whether something lasts from the one to the other out: 7月1日，暑运启动，8月31日结束."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kouan.language.dates import Day
from kouan.model.expression import Expression

_BEGINS: Final = Expression(
    "[^。！？；\\n]{0,24}?(?:启动|开[始启跑幕赛展售票]|[起开]跑|起(?![^，。；]{0,3}[前来因])|拉开[^，。；]{0,6}[帷序]幕|启幕)"
    "[^。！？；，0-9]{0,8}[，、]?(?:将|并|预计|一直)*(?:持?延?续?[至到]|于)?"
)
_ENDS: Final = Expression(
    "(?:[0-9]{1,2}[时点])?(?:为?止|结束|收官|闭幕|落幕|截止|告终|收尾|收假|谢幕)"
)
#: Nothing that is told of in one breath lasts longer, in days.
_LONGEST: Final = 100


def lasts(text: str, begun: tuple[int, Day] | None, start: int, end: int, last: Day) -> Day | None:
    """The day that something began on which ends on the day at [start, end); `begun` is the day before it, with where it ends."""
    if begun is None or None in last or None in begun[1]:
        return None
    at, first = begun
    if not _ENDS.match(text, end) or not _BEGINS.fullmatch(text, at, start):
        return None
    try:
        days = (dt.date(*map(int, last)) - dt.date(*map(int, first))).days  # type: ignore[arg-type]
    except ValueError:
        return None
    return first if 0 < days <= _LONGEST else None
