"""A figure behind a time in, whether it is of none that the text tells out: what is designed, expected, said or was so before."""

from __future__ import annotations

from typing import Final

from kouan.extraction.time.periods import Period
from kouan.extraction.time.scenes import EVERY_YEAR
from kouan.extraction.time.speech import is_in_speech
from kouan.model.expression import Expression

_DESIGNED: Final = Expression("设计[^，。；！？0-9]{0,8}(?:能力|产能|规模|吞吐量|时速|标准)")
#: 由每人每月400元提高到600元
_FROM: Final = Expression("[由从][^，。；！？0-9]{0,10}$")
_STARTS: Final = Expression("(?:日|份)?(?:开始)?起(?!义|点|草|伏)|开始")
_FORECAST: Final = Expression("预[计估测期]|有望|可望|料将")


def is_undated(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether the figure at `start`, in a clause that begins at `clause`, is of another time than the last one told, which it does not say."""
    is_behind = told.end <= clause
    return (
        # 年均30% says nothing of the single year before it
        ("/" not in (told.value or "/") and EVERY_YEAR.search(text, clause, start) is not None)
        # 设计能力为每年30万吨: nothing that was done since, nor on the day it opens
        or (
            (is_behind or told.span == "since")
            and _DESIGNED.search(text, clause, start) is not None
        )
        or (is_behind and is_in_speech(text, told.end, start))
        or _is_before_start(text, told, clause, start)
        # 截至17日已有4万人次，预估带动商机60亿元
        or (is_behind and told.is_until and _FORECAST.search(text, clause, start) is not None)
    )


def _is_before_start(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether a figure is what was so before something took effect: 从9月起，补助由400元提高到600元."""
    is_start = _STARTS.match(text, told.end) is not None and told.span != "since"
    return is_start and _FROM.search(text, max(clause, told.end), start) is not None
