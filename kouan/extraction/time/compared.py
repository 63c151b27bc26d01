"""A passage and the place of a figure in, the time out that it is set beside: 由上年的7.4%升至8.0%, 去年同期为20亿元, 比2019年增长."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.sentences import CLAUSE_END
from kouan.extraction.time.dated import CARRIED, Dated
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

_LIKE_PERIOD: Final = Expression("同(?:[期月]|季度?)(?:仅|只|则|约|分别)?(?:为|是|有|达)?")
#: 由上月下降2.4%转为, 高于前一周的6.5%, 由去年同期的166小时: the figure is of the time before it.
#: 较去年8月的历史高位195点, 距前年缔造的纪录41万千瓦: so is that of a peak.
_OF_BASE: Final = Expression(
    "(?:同[期月]|同季度?)?(?:[创缔][造下]?|录得)?的(?:历史|前期|阶段|年内|单[日月周])?(?:最?[高低][位点峰值]|新[高低]|[峰谷]值|[纪记]录)?(?:约|近|超过?|逾|仅)?"
    "|同(?:[期月]|季度?)(?:约|近|超过?|逾|仅)?"  # 较2024年同期448万吨增长
)
_FROM: Final = Expression("(?:[由从比较距]|距离|高于|低于|多于|少于|优于)$")
#: 超过去年全年的280亿元: an amount of that time; 超过去年全年的九成 is a part of it.
_BEYOND: Final = Expression("(?:超[过出]?了?|逼近|接近|直追|追平|持平于|不及|不如)$")
_AMOUNT_OF: Final = Expression(
    "(?:全年|全月)?的(?:约|近|逾)?(?![0-9.]{1,9}(?:[%％倍]|个?百分点)|[一二三四五六七八九十两]{1,3}(?:成|倍|分之))"
)
_MOVED_FROM: Final = Expression("(?:同[期月]|同季度?)?的?[^，。；！？0-9转]{0,8}")
_OF_WHOLE: Final = Expression("(?!同[期月])[^，。；！？0-9的]{1,10}的?(?:约|近|超过?|逾)?")
_YEAR_BEFORE: Final = Expression("上年|上一年|前一年")
_LAST_YEAR: Final = Expression(f"去年|{_YEAR_BEFORE.pattern}")


def moved_from(passage: Passage, first: int, start: int) -> Period | None:
    """The time before which a figure stands that it has moved from, or that another is measured against."""
    bases = passage.bases_in(first, start)
    if not bases:
        return None
    base = bases[-1]
    if _BEYOND.search(passage.text, max(0, base.start - 4), base.start):
        found = _AMOUNT_OF.match(passage.text, base.end)
        return base if found and found.end() == start else None
    if not _FROM.search(passage.text, max(0, base.start - 2), base.start):
        return None
    if passage.text[base.start - 1] in "由从" and _MOVED_FROM.fullmatch(
        passage.text, base.end, start
    ):
        return base
    return base if _OF_BASE.fullmatch(passage.text, base.end, start) else None


def moved_to(passage: Passage, start: int, last: int) -> list[Period]:
    """The period of the figure that one has moved to: 从去年同期的31小时压缩到今年前9个月的18小时."""
    stop = CLAUSE_END.search(passage.text, start, last)
    behind = passage.periods_in(start, stop.start() if stop else last)
    return [one for one in behind[:1] if passage.text[one.start - 1] in "到至为"]


def part_of_time(passage: Passage, first: int, start: int) -> Period | None:
    """The time whose amount the figure is a part of, where that is no other year's: 占上半年净利润的19.3%."""
    bases = passage.bases_in(first, start)
    if (
        not bases
        or passage.text[bases[-1].start - 1] != "占"
        or _LAST_YEAR.match(bases[-1].surface)
    ):
        return None
    return bases[-1] if _OF_WHOLE.fullmatch(passage.text, bases[-1].end, start) else None


def like_period(passage: Passage, first: int, start: int) -> Period | None:
    """The year whose like period the figure itself is of: 去年同期为20亿元, not 比去年同期."""
    bases = passage.bases_in(first, start)
    if not bases or not _LIKE_PERIOD.fullmatch(passage.text, bases[-1].end, start):
        return None
    return None if passage.text[max(0, bases[-1].start - 1)] in "比较与同占" else bases[-1]


def is_year_before_another(text: str, before: Sequence[Period]) -> bool:
    """Whether the last period is the year before that of the figures: 由上年的7.4%升至8.0%; 2023年3亿元，上年2亿元."""
    told = before[-1]
    if not _YEAR_BEFORE.match(told.surface):
        return False
    has_year = len(before) > 1 and before[-2].basis == "stated"
    return has_year or text[max(0, told.start - 1) : told.start] in ("由", "从")


def of_year_before(base: Period, value: str | None) -> str | None:
    """What `base` means beside figures of the period `value`: 上年 is the year before that, whenever the page went out."""
    return (_YEAR_BEFORE.match(base.surface) and year_before(value)) or base.value


def in_year_of(base: Period, told: Period | Dated | None) -> Dated:
    """The period `told` in the year of `base`: 去年同期 behind 1—11月."""
    if told is None or not told.value or not base.value or len(base.value) > len("2022"):
        return Dated(base.value, CARRIED, base.basis, base.span)
    years = int(base.value) - int(told.value[:4])
    if years >= 0 and _LAST_YEAR.match(base.surface):
        years = -1  # 去年同期 beside figures of the year that the page looks back on
    ends = (f"{int(end[:4]) + years:04}{end[4:]}" for end in told.value.split("/"))
    return Dated("/".join(ends), CARRIED, "resolved", told.span)


def compared_with(base: Period, value: str | None) -> str | None:
    """The period `base` that a figure of the period `value` is compared with: 2019 of 比2019年增长.

    上年 is the year before that of the figure, whenever the page went out; so is a 去年 that would be its own year.
    """
    before = year_before(value)
    if before is None or len(base.value or "2022") != len("2022"):
        return base.value
    is_own = base.surface.startswith("去年") and (base.value or "") > before
    return before if is_own else of_year_before(base, value)


def year_before(value: str | None) -> str | None:
    """The year before the one that a period lies in; None where it lies in several.

    >>> year_before("2023-01/2023-09"), year_before("2022/2023")
    ('2022', None)
    """
    years = {end[:4] for end in (value or "").split("/")}
    return f"{int(years.pop()) - 1:04}" if len(years) == 1 and value else None
