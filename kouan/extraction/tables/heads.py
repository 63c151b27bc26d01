"""The words over a column, or at the head of a row, in; what they say of its figures out: unit, change, time, what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.time.periods import Period, periods
from kouan.language.dates import REPUBLIC
from kouan.language.grids import YEAR, YEAR_OF_REPUBLIC
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

BRACKETED: Final = Expression(r"[（(\[【]\s?([^（）()\[\]【】]{1,24})\s?[）)\]】]", holds="（([【")
UNIT_LABEL: Final = Expression(r"(?:计量|计价|金额|货币)?单位\s?[:：]?\s?", holds="单")
#: A bracket that a title ends with.
_AT_END: Final = Expression(r"[（(]\s?([^（）()]{1,16})\s?[）)]\s?$", holds="）)")
LONGEST_TITLE: Final = 60
#: What measures: （节） and （组） of a title say which part of something it is.
_MEASURES: Final = Expression("[元吨％%亩户家]|人|公里|平方|公顷|千瓦|标箱|TEU|立方")
#: 万吨、%: units of several columns in one line.
UNITS_PART: Final = Expression(r"[、，,；;/／和及\s]+")
PER_CENT: Final = Expression(r"[±＋+-]{0,2}\s?([%％‰])$", holds="%％‰")
#: What a change is measured against, and how it is called; 去年同期 alone is the time of a level.
YEAR_ON_YEAR: Final = Expression(
    r"同比|(?:累计)?[比较与]\s?(?:上年|去年|上一年)同[期月季]\s?(?:相?比较?)?|按年(?=[增减变升跌涨下成±%％]|\s*$)|(?<![\d〇零一二三四五六七八九十上去今本当全])年(?:增(?:长率?|减率?|率|幅|\s*$)|减率)",
    holds="同比较与年按",
)
MONTH_ON_MONTH: Final = Expression(
    r"环比|[比较]\s?上(?:个?月|季度?|周|旬|期|日)|按[月季](?=[增减变升跌涨下成±%％]|\s*$)|(?<![\d一二三四五六七八九十本当上个全])月增(?:长率?|减率?|率|\s*$)",
    holds="环比较月按",
)
AGAINST: Final = Expression(r"[比较]\s?(?:上年|去年|上一年|年初)末?")
GROWTH: Final = Expression(
    r"(?<!自然)增[长减加](?:率|幅度|速度|额|数|量)?(?!值)|(?<!新)增量|增[速幅]|涨跌[幅额]?|[升涨]幅|变[动化](?!成本)(?:率|幅度)?|成长率?|[±↑]+",
    holds="增涨升变成±↑",
)
DECLINE: Final = Expression(r"下降(?:率|幅度)?|[降跌]幅|减少")
#: Times that only the time of the whole table makes known.
SO_FAR: Final = Expression(
    r"(?:本年|当年|年初至今|年初|今年|自年初)?(?:以来)?累计(?:数|额|值|量)?|[1一]\s?[—–\-~至到]\s?(?:本|当)月(?:止?累计)?|年初至今|本年止",
    holds="累1一年",
)
THIS: Final = Expression(r"(?:本|当)(?:月|期|季度?|年度?)", holds="本当")
YEAR_BEFORE: Final = Expression(r"(?:上年|去年|上一年)(?:同[期月季])?")
#: Of the time before, whenever that was.
SOME_TIME_BEFORE: Final = Expression(
    r"[年期月]初(?!至今|以来|累计|预算)|前值|上期|前期|[上前]次", holds="前上初"
)
#: The plan of the year of the table.
_PLAN: Final = Expression("年初(?=预算)", holds="年")
#: Days, weeks and years that are told from the day that a table is of.
_OF_DAY: Final = Expression("[今昨前当明]日|[今昨前]天|[本上]周")
_OF_YEAR: Final = Expression("[今去本上前]年")
MONTH_BEFORE: Final = Expression(r"上个?月", holds="上")
#: Behind 单位 nobody names more.
_LONGEST_UNITS: Final = 40
#: What is left behind between words that were read.
LOOSE: Final = Expression(r"[\s、，,:：()（）\[\]【】/／·*#]+")
#: 一、 (1) 1. 其中： before the name of a row; what follows 其中 is a part of what stands above.
NUMBERED: Final = Expression(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[（(]?\d{1,2}[、）)．](?!\d)|\d{1,2}\.(?=\D)|[#＃*·•－-]+)\s*"
)
AMONG: Final = Expression(r"其\s?中\s?[:：]?\s*", holds="其")
#: A month or a quarter of a year that its head does not say.
YEARLESS: Final = Expression(
    r"\s?(?:1[0-2]|[1-9]|[一二三四]|[上下]半|全年|前[一二三1-9]|第[一二三四1-4])"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A period with what it is to its figures; `basis` says how the table gives it."""

    value: str
    span: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Said:
    """What some words say: `words` are what is left when unit, change and time are read."""

    words: str = ""
    unit: str | None = None
    change: str | None = None
    time: Time | None = None
    #: They speak of a time that nothing fixes.
    is_untimed: bool = False
    is_part: bool = False


class Anchor(NamedTuple):
    """What times are read against: that of the whole table, and the day of publication."""

    time: Time | None
    published_at: str | None


def without_unit(text: str, knowledge: Knowledge) -> str:
    """A head without the brackets at its end that hold its unit: 大连港（万标箱）."""
    for found in BRACKETED.finditer(text):
        if found.end() == len(text) and unit_in(found[1], knowledge):
            return text[: found.start()].rstrip()
    return text


def unit_in(text: str, knowledge: Knowledge) -> str | None:
    """The text as a unit that stands behind a number (万吨, ±%), or None."""
    text = text.strip().lstrip("±+＋").strip().removeprefix("人民币")
    if text in ("", "万", "亿", "千", "百"):
        return None
    found = quantities(f"1{text}", knowledge)
    return text if len(found) == 1 and found[0].end == len(text) + 1 else None


def units_in(text: str, knowledge: Knowledge) -> list[str]:
    """The units that a line names: 单位：万吨、%, or in brackets at the end of a title: 主要经济指标（亿元）."""
    if label := UNIT_LABEL.search(text):
        rest = text[label.end() : label.end() + _LONGEST_UNITS].strip(" ）)】]")
    elif (
        len(text) <= LONGEST_TITLE
        and (bracket := _AT_END.search(text))
        and _MEASURES.search(bracket[1])
    ):
        rest = bracket[1]
    else:
        return []
    pieces = UNITS_PART.split(rest)
    whole = unit_in(rest, knowledge)
    found = [whole] if whole else [unit_in(str(piece), knowledge) for piece in pieces]
    return [unit for unit in found if unit]


def read_head(text: str, anchor: Anchor, knowledge: Knowledge) -> Said:
    """What the head of a column or of a row says."""
    among = AMONG.match(text) or AMONG.match(text, _numbered(text))
    rest = text[among.end() if among else _numbered(text) :]
    unit = None
    for found in BRACKETED.finditer(rest):
        label = UNIT_LABEL.match(found[1])
        named = unit_in(found[1][label.end() if label else 0 :], knowledge)
        if named:
            unit, rest = named, rest[: found.start()] + rest[found.end() :]
            break
    if unit is None and (ending := PER_CENT.search(rest)):
        unit, rest = ending[1], rest[: ending.start()] + ("±" if "±" in ending[0] else "")
    change, rest = _change(rest)
    time, rest, is_untimed = _time(rest, anchor, knowledge)
    words = LOOSE.sub("", rest).replace("实际完成", "")
    return Said(words, unit, change, time, is_untimed, among is not None)


def _numbered(text: str) -> int:
    found = NUMBERED.match(text)
    return found.end() if found else 0


def _change(text: str) -> tuple[str | None, str]:
    """How a change is told, and the text without that."""
    base = growth = ""
    for pattern, name in ((YEAR_ON_YEAR, "同比"), (MONTH_ON_MONTH, "环比"), (AGAINST, "")):
        if found := pattern.search(text):
            base = name or found[0]
            text = text[: found.start()] + "\n" + text[found.end() :]
            growth = "增长" if name else ""
            break
    if found := GROWTH.search(text):
        growth = "增长"
        text = text[: found.start()] + text[found.end() :]
    elif found := DECLINE.search(text):
        growth = "下降"
        text = text[: found.start()] + text[found.end() :]
    return (base + growth if growth else None), text


def _time(text: str, anchor: Anchor, knowledge: Knowledge) -> tuple[Time | None, str, bool]:
    """The time that a head names, the head without it, and whether it names one that nothing fixes."""
    if (so_far := SO_FAR.search(text)) and YEAR_BEFORE.search(text):
        time = _so_far(anchor.time, so_far[0])
        time = time and _year_before(time, "去年同期")
        return time, SO_FAR.sub("", YEAR_BEFORE.sub("", text)), time is None
    for pattern, of_table in (
        (SO_FAR, _so_far),
        (THIS, _this),
        (YEAR_BEFORE, _year_before),
        (MONTH_BEFORE, _month_before),
    ):
        if (found := pattern.search(text)) and not any(
            sign.isdecimal() and sign != "1" for sign in text
        ):
            time = of_table(anchor.time, found[0])
            return time, text[: found.start()] + text[found.end() :], time is None
    text = _PLAN.sub("", text)
    told = time_in(text, anchor, knowledge)
    is_before = SOME_TIME_BEFORE.search(text) is not None
    if told is None or (is_before and told[0].basis != "stated"):
        return None, text, is_before
    period, time = told
    rest = text[: period.start] + text[period.end :]
    return time, SO_FAR.sub("", rest), time is None


def time_in(text: str, anchor: Anchor, knowledge: Knowledge) -> tuple[Period, Time | None] | None:
    """The one period that words name, read in the year of the table where they say none."""
    solid = text.strip()
    if YEAR.fullmatch(solid):
        text = solid.rstrip("年") + "年"
    elif YEAR_OF_REPUBLIC.fullmatch(solid) and _is_past(solid, anchor):
        text = f"民國{solid}"
    found = periods(text, knowledge, anchor.published_at)
    if not found:
        return None
    period, value = found[0], found[0].value
    year = anchor.time.value[:4] if anchor.time else None
    if anchor.time and period.basis != "stated" and _is_told_from_day(period.surface):
        day = _day_of(anchor.time, period.surface)
        again = periods(text, knowledge, day) if day else []
        value = again[0].value if again else None
    elif period.basis != "stated" and year and YEARLESS.match(period.surface):
        dated = periods(f"{year}年{period.surface}", knowledge, anchor.published_at)
        value = dated[0].value if dated else None
        today = anchor.published_at or ""
        if value and period.value and today and value[:7] > today[:7]:
            value = period.value  # 12月 in a table of February is last year's
    basis = "stated" if period.basis == "stated" else "resolved"
    return period, Time(value, period.span, basis) if value else None


def _is_past(year: str, anchor: Anchor) -> bool:
    """Whether a year of the Republic had come when a table was published: 使用年限 120年 is none."""
    published = anchor.published_at or (anchor.time.value if anchor.time else "")
    return published[:4].isdecimal() and int(year.rstrip("年")) + REPUBLIC <= int(published[:4])


def _is_told_from_day(surface: str) -> bool:
    return bool(_OF_DAY.search(surface) or _OF_YEAR.search(surface))


def _day_of(time: Time, surface: str) -> str | None:
    """The last day that a table is of, against which 今年 is read; 今日 only where that is all it is of."""
    last = time.value.split("/")[-1]
    if len(last) == len("2024-10-12"):
        return last
    is_year = last[:4].isdecimal() and not _OF_DAY.search(surface)
    return f"{last[:4]}-12-31" if is_year else None


def _so_far(time: Time | None, _: str) -> Time | None:
    """The year up to the month of the table."""
    if time is None or not _is_month(time.value.split("/")[-1]):
        return None
    last = time.value.split("/")[-1]
    first = f"{last[:4]}-01"
    return (
        Time(last, "single", "resolved")
        if last == first
        else Time(f"{first}/{last}", "ytd", "resolved")
    )


def _this(time: Time | None, word: str) -> Time | None:
    """The month of the table, or its own time."""
    if time is None:
        return None
    last = time.value.split("/")[-1]
    if word[1] == "月":
        return Time(last, "single", "resolved") if _is_month(last) else None
    return time


def _year_before(time: Time | None, word: str) -> Time | None:
    if time is None or (not word.endswith(("期", "月", "季")) and "-" in time.value):
        return None  # of a month, 上年 may be the month or the year
    before = "/".join(f"{int(end[:4]) - 1:04}{end[4:]}" for end in time.value.split("/"))
    return None if before.endswith("02-29") else Time(before, time.span, "resolved")


def _month_before(time: Time | None, _: str) -> Time | None:
    if time is None or not _is_month(time.value):
        return None
    year, month = int(time.value[:4]), int(time.value[5:7])
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return Time(f"{year:04}-{month:02}", "single", "resolved")


def _is_month(value: str) -> bool:
    return len(value) == 7
