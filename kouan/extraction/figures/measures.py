"""A place in the text in, the number with its unit that begins there out; two of them where they make a range."""

from __future__ import annotations

import re
from decimal import Decimal
from math import prod
from typing import Final, NamedTuple

from kouan.extraction.figures.money import with_coins
from kouan.extraction.figures.units import PER_CENT, RATIO, Base, Unit, UnitTable, base_of
from kouan.language.numerals import EXACT, NUMERAL, TENTHS, Reading, number, reading, tenths
from kouan.model.facts import MetricKind

#: 1万(含)-5万元: what stands between the number and the sign says whether it is included.
_TO: Final = re.compile("(?:[（(]不?含[^，。）)]{0,4}[）)])?(?:至|到|—{1,2}|-{1,2}|–|~|～|〜)")
_HALF: Final = Decimal("0.5")
_HALF_TIME: Final = re.compile("(?:小时|月|钟头|世纪|学期)")
_AND_HALF: Final = re.compile("半(?![年月天数导夜路个程决价挂成岛径球熟自潜封山])")
#: No half stands on its own behind these: 上半年, 大半天, 一半.
_NO_HALF: Final = tuple("半上下前后大多夜过折减对打各")
_PLURAL_TIME: Final = re.compile(
    "个?(?:多|余|来)(?=小时|月|星期|钟头|世纪|学期|年头|昼夜|工作日)|个(?=半)"
)
_UNIT_MORE: Final = re.compile("多(?=[，。、；！的时来前后了就才便以深高长宽厚远重）]|$)")
_TENTHS_MORE: Final = re.compile("多(?![种个项次样元])")
#: 2小时56分 is one length of time, in minutes; 1分30秒 in seconds.
_AND_SMALLER: Final = re.compile(
    "零?([0-9]{1,2}|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])(分钟?|秒钟?)(?!之)"
)
_SMALLER: Final = {"小时": "分", "个小时": "分", "分": "秒", "分钟": "秒"}
#: 9秒83, 1分43秒22, 2米28: the places behind the point, in sport and of people's height.
_PLACES: Final = re.compile("([0-9]{2})(?![0-9.%]|[年月日时分秒点个名人万亿])")
_WITH_PLACES: Final = frozenset({"秒", "米"})
_SIXTY: Final = Decimal(60)
#: 120 公里: some houses part digits from characters.
_MINUS: Final = re.compile("零下|[-−负]")
_ENDS_IN_MINUS: Final = re.compile(rf"(?:{_MINUS.pattern})\Z")
_FROM: Final = re.compile("[由从自]")
_SPREAD: Final = re.compile("不等|之间|的?区间")
_SPACES: Final = (" ", "\u00a0", "\u2009", "\u202f")
#: 2/3以上的收入, but not 1/4决赛 and no date
_SLASHED: Final = re.compile("([1-9])/([1-9][0-9]?)(?![0-9/A-Za-z年月日决场])")
#: 十 is none: 二到三十 begins at two.
_SCALES: Final = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "佰": 100,
    "仟": 1000,
    "k": 1000,
    "K": 1000,
    "w": 10**4,
}
_MULTIPLIERS: Final = "".join(_SCALES)
_LARGE: Final = frozenset("万亿")


class Measure(NamedTuple):
    """A number that ends at `end`; with a unit (or as a ratio) it is complete and ends at `unit_end`, else that is 0."""

    end: int
    reading: Reading
    surface: str
    unit: Unit | None = None
    unit_end: int = 0
    per_unit: Unit | None = None
    #: 多 behind the unit: 两年多
    is_over: bool = False
    #: the second number of -3℃至-1℃
    is_negative: bool = False

    @property
    def name(self) -> str:
        """The unit as it is written, 1 for a ratio in words."""
        if self.unit is None:
            return "%" if self.reading.denominator == 100 else "1"
        return self.unit.unit + (f"/{self.per_unit.surface}" if self.per_unit else "")

    @property
    def base(self) -> Base:
        """What one of the unit is in its base unit."""
        if self.unit is None:
            return PER_CENT if self.reading.denominator == 100 else RATIO
        return base_of(self.unit, self.per_unit)


class _Found(NamedTuple):
    unit: Unit
    end: int
    #: what 半 adds: 三个半小时, 两年半
    more: Decimal | None = None
    is_over: bool = False


def measure_at(
    plain: str, start: int, table: UnitTable, before: Unit | None = None
) -> Measure | None:
    """The number that begins here, with the unit behind it; None where there is no unit, ratio or range.

    `before` is the unit that stands before the number ($20), for numbers without one behind them.
    """
    if found := TENTHS.match(plain, start):
        more = _TENTHS_MORE.match(plain, found.end())
        part, end = tenths(found[0]), more.end() if more else found.end()
        return part and Measure(found.end(), part, found[0], None, end, is_over=bool(more))
    if plain[start] == "半":
        return _half(plain, start, table)
    found = NUMERAL.match(plain, start)
    if found is None:
        return None
    surface, end = found[0], found.end()
    if (slashed := _SLASHED.match(plain, start)) and int(slashed[1]) < int(slashed[2]):
        return _fraction(f"{slashed[2]}分之{slashed[1]}", slashed.end())
    if "分之" in surface:
        return _fraction(surface, end)
    if (
        surface == "一"
        and plain.startswith("半", end)
        and not plain.startswith(("个", "年"), end + 1)
    ):
        return Measure(end + 1, Reading(_HALF), "一半", None, end + 1)
    if surface[-1] in "千百兆" and len(surface) > 1 and table.is_longer_unit(plain, end - 1):
        surface, end = surface[:-1], end - 1  # 100万千瓦: the 千 belongs to the unit
    is_spaced = plain[end : end + 1] in _SPACES and (
        plain[end - 1].isascii() or (plain[start].isascii() and plain[end - 1] in _LARGE)
    )
    unit = _unit(plain, end + is_spaced, table)
    if unit is None and not _opens_range(plain, end):
        if before is None:
            return None
        unit = _Found(before, end)
    read = reading(surface)
    if read is None or unit is None:
        return read and Measure(end, read, surface)
    return _measured(plain, Measure(end, read, surface), unit, table)


def range_end(
    plain: str, start: int, first: Measure, table: UnitTable, before: Unit | None = None
) -> Measure | None:
    """The second number of 8-10辆, 20%至30%, -3℃至-1℃; where both have a unit it must be the same.

    由3个到5个 says what was and what is: two figures.
    """
    is_signed = bool(_ENDS_IN_MINUS.search(plain, max(0, start - 2), start))
    for end in dict.fromkeys((first.end, first.unit_end)):
        to = _TO.match(plain, end) if end else None
        if to is None:
            continue
        minus = _MINUS.match(plain, to.end()) if is_signed else None
        at = minus.end() if minus else to.end()
        if not NUMERAL.match(plain, at):
            continue
        last = measure_at(plain, at, table, before) or _percent(plain, at, first)
        if last is None or not last.unit_end:
            return None
        is_same = last.unit == first.unit or (end == first.end and first.unit is not None)
        is_same = is_same or not first.unit_end
        if end == first.unit_end and _FROM.search(plain, max(0, start - 1), start):
            is_same = is_same and bool(_SPREAD.match(plain, last.unit_end))
        low, high = range_start(first, last), last.reading.value_max or last.reading.value
        if not is_same or (low >= high and not is_signed):
            return None
        return last._replace(is_negative=minus is not None)
    return None


def _percent(plain: str, start: int, first: Measure) -> Measure | None:
    """The second number of 百分之二十至三十."""
    found = NUMERAL.match(plain, start)
    read = reading(found[0]) if found and first.reading.denominator == 100 else None
    if found is None or read is None:
        return None
    return Measure(
        found.end(), read._replace(denominator=Decimal(100)), found[0], None, found.end()
    )


def range_start(first: Measure, last: Measure) -> Decimal:
    """Where a range begins: 3至5万 at 30,000, 8000至1万 at 8,000."""
    value = first.reading.value
    if last.unit is None and last.reading.denominator == 10 and first.reading.denominator is None:
        return value.scaleb(-1, EXACT)  # 三至五成
    if first.unit is not None or set(first.surface) & _LARGE:
        return value
    # 一千到两千万 begins at 1000 ten thousands, 三到五千万 at 3 ten millions
    for scale in _scales(last.surface):
        if value < last.reading.value / scale:
            return EXACT.multiply(value, Decimal(scale))
    return value


def _scales(surface: str) -> list[int]:
    """What the multipliers at the end of a numeral are worth, all of them first, then the last alone."""
    ending = surface[len(surface.rstrip(_MULTIPLIERS)) :]
    worth = [_SCALES[sign] for sign in ending]
    return list(dict.fromkeys((prod(worth), worth[-1]))) if worth else []


def _half(plain: str, start: int, table: UnitTable) -> Measure | None:
    if plain[start - 1 : start] in _NO_HALF:
        return None
    if plain.startswith("半数", start):
        return Measure(start + 2, Reading(_HALF), "半数", None, start + 2)
    unit = table.unit_at(plain, start + 1)
    if unit is None or unit.kind is not MetricKind.DURATION:
        return None
    return Measure(start + 1, Reading(_HALF), "半", unit, start + 1 + len(unit.surface))


def _fraction(surface: str, end: int) -> Measure | None:
    read = reading(surface)
    if read is None or read.numerator is None:
        return None
    if read.denominator == 100:
        read = read._replace(
            value=read.numerator,
            value_max=_hundredfold(read.value_max),
            below=_hundredfold(read.below),
        )
    return Measure(end, read, surface, None, end)


def _hundredfold(value: Decimal | None) -> Decimal | None:
    return None if value is None else EXACT.multiply(value, Decimal(100))


def _measured(plain: str, bare: Measure, found: _Found, table: UnitTable) -> Measure:
    """A number with its unit; what follows the unit and belongs to the figure is read too."""
    read, unit, end = bare.reading, found.unit, found.end
    if found.more:
        read = read._replace(value=EXACT.add(read.value, found.more))
    if (smaller := _SMALLER.get(unit.surface)) and (rest := _AND_SMALLER.match(plain, end)):
        amount, written = number(rest[1]), table.units.get(rest[2])
        time = table.units.get(smaller + "钟")
        if rest[2].startswith(smaller) and amount is not None and written and time:
            value = EXACT.add(EXACT.multiply(read.value, _SIXTY), amount)
            # the row of 分 means marks of an examination
            unit = written._replace(kind=time.kind, is_counter=False, base=time.base)
            value, end = _with_places(plain, value, unit, rest.end())
            return bare._replace(reading=Reading(value), unit=unit, unit_end=end)
    value, end = _with_places(plain, read.value, unit, end)
    if not found.is_over:
        value, unit, end = with_coins(plain, value, unit, end, table)
    if value is not read.value:
        read = read._replace(value=value)
    below = table.unit_at(plain, end + 1) if plain.startswith("/", end) else None
    if below:
        end += 1 + len(below.surface)
    return Measure(bare.end, read, bare.surface, unit, end, below, found.is_over)


def _with_places(plain: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, int]:
    places = _PLACES.match(plain, end) if unit.surface in _WITH_PLACES else None
    if places is None or value != value.to_integral_value():
        return value, end
    return EXACT.add(value, Decimal(places[1]).scaleb(-2)), places.end()


def _unit(plain: str, at: int, table: UnitTable) -> _Found | None:
    """The unit behind a number, with 多 or 半 before, in or behind it: 4个多小时, 三个半小时, 两年半, 两米多."""
    if found := _PLURAL_TIME.match(plain, at):
        half = plain.startswith("半", found.end())
        begin = found.end() + half
        unit = table.unit_at(plain, begin)
        if plain.startswith("月", begin):
            unit = table.units.get("个月")
        if unit and (not half or _HALF_TIME.match(plain, begin)):
            length = 1 if plain.startswith("月", begin) else len(unit.surface)
            return _Found(unit, begin + length, _HALF if half else None, not half)
    unit = table.unit_at(plain, at)
    if unit is None:
        return None
    end = at + len(unit.surface)
    if not unit.is_counter:
        if unit.currency is None and _AND_HALF.match(plain, end):
            return _Found(unit, end + 1, _HALF)
        if _UNIT_MORE.match(plain, end):
            return _Found(unit, end + 1, is_over=True)
    return _Found(unit, end)


def _opens_range(plain: str, at: int) -> bool:
    sign = _TO.match(plain, at)
    return bool(sign and NUMERAL.match(plain, sign.end()))
