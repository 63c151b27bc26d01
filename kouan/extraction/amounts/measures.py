"""A place in the text in, the number with its unit that begins there out."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kouan.extraction.amounts.money import with_coins
from kouan.extraction.amounts.units import PER_CENT, RATIO, Base, Unit, UnitTable, base_of
from kouan.language.cardinals import EXACT
from kouan.language.numerals import TENTHS, Reading, number, numeral_at, reading, tenths
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind

#: 1万(含)-5万元: what stands between the number and the sign says whether it is included.
TO: Final = Expression("(?:[（(]不?含[^，。）)]{0,4}[）)])?(?:至|到|—{1,2}|-{1,2}|–|~|～|〜)")
_HALF: Final = Decimal("0.5")
_HALF_TIME: Final = Expression("(?:小时|月|钟头|世纪|学期)")
_AND_HALF: Final = Expression("半(?![年月天数导夜路个程决价挂成岛径球熟自潜封山])")
#: No half stands on its own behind these: 上半年, 大半天, 一半.
_NO_HALF: Final = tuple("半上下前后大多夜过折减对打各")
_PLURAL_TIME: Final = Expression(
    "个?(?:多|余|来)(?=小时|月|星期|钟头|世纪|学期|年头|昼夜|工作日)|个(?=半)"
)
_UNIT_MORE: Final = Expression("多(?=[，。、；！的时来前后了就才便以深高长宽厚远重）]|$)")
_TENTHS_MORE: Final = Expression("多(?![种个项次样元])")
#: 2小时56分 is one length of time, in minutes; 1分30秒 in seconds.
_AND_SMALLER: Final = Expression(
    "零?([0-9]{1,2}|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])(分钟?|秒钟?)(?!之)"
)
_SMALLER: Final = {"小时": "分", "个小时": "分", "分": "秒", "分钟": "秒"}
#: 9秒83, 1分43秒22, 2米28: the places behind the point, in sport and of people's height.
_PLACES: Final = Expression("([0-9]{2})(?![0-9.%]|[年月日时分秒点个名人万亿])")
_WITH_PLACES: Final = frozenset({"秒", "米"})
_MANY: Final = Expression("[百千万](?=[人户])")
_MANY_SIZES: Final = {"百": 100, "千": 1000, "万": 10**4}
_SIXTY: Final = Decimal(60)
#: 逗留1.2日, 为期3日, 一连五日 are lengths of time; any other 5日 is a date.
_DAYS_BEFORE: Final = Expression("(?:一连|连续|为期|历时|长达|短短|[逗停]留)(?:了|约|近)?$")
_DAYS: Final = Expression("日(?![均元圆币本用产内前后报期刊记])")
#: 120 公里: some houses part digits from characters.
_SPACES: Final = (" ", "\u00a0", "\u2009", "\u202f")
#: 2/3以上的收入, but not 1/4决赛 and no date
_SLASHED: Final = Expression("([1-9])/([1-9][0-9]?)(?![0-9/A-Za-z年月日决场])")
#: What only the greatest numbers are written with.
LARGE: Final = frozenset("万亿")


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
    found = numeral_at(plain, start)
    if found is None:
        return None
    surface, end = found[0], found.end()
    if (slashed := _SLASHED.match(plain, start)) and int(slashed[1]) < int(slashed[2]):
        return _fraction(f"{slashed[2]}分之{slashed[1]}", slashed.end())
    if "分之" in surface:
        return _part_of_unit(plain, surface, end, table) or _fraction(surface, end)
    if (
        surface == "一"
        and plain.startswith("半", end)
        and not plain.startswith(("个", "年"), end + 1)
    ):
        return Measure(end + 1, Reading(_HALF), "一半", None, end + 1)
    if surface[-1] in "千百兆" and len(surface) > 1 and table.is_longer_unit(plain, end - 1):
        surface, end = surface[:-1], end - 1  # 100万千瓦: the 千 belongs to the unit
    is_spaced = plain[end : end + 1] in _SPACES and (
        plain[end - 1].isascii() or (plain[start].isascii() and plain[end - 1] in LARGE)
    )
    unit = _unit(plain, end + is_spaced, table) or _days(plain, start, end, table)
    if unit is None and not _opens_range(plain, end):
        if before is None:
            return None
        unit = _Found(before, end)
    read = reading(surface)
    if read is None or unit is None:
        return read and Measure(end, read, surface)
    return _measured(plain, Measure(end, read, surface), unit, table)


def _days(plain: str, start: int, end: int, table: UnitTable) -> _Found | None:
    """日 where it counts days: behind a fraction, or behind a word for a length of time."""
    days = table.units.get("天")
    is_length = "." in plain[start:end] or _DAYS_BEFORE.search(plain, max(0, start - 4), start)
    if not days or not is_length or not _DAYS.match(plain, end):
        return None
    return _Found(days._replace(surface="日", unit="日"), end + 1)


def _half(plain: str, start: int, table: UnitTable) -> Measure | None:
    if plain[start - 1 : start] in _NO_HALF:
        return None
    if plain.startswith("半数", start):
        return Measure(start + 2, Reading(_HALF), "半数", None, start + 2)
    unit = table.unit_at(plain, start + 1)
    if plain.startswith("个多月", start + 1) and (month := table.units.get("个月")):
        return Measure(start + 1, Reading(_HALF), "半", month, start + 4, is_over=True)
    if unit is None or unit.kind is not MetricKind.DURATION:
        return None
    end = start + 1 + len(unit.surface)
    is_over = _UNIT_MORE.match(plain, end) is not None
    return Measure(start + 1, Reading(_HALF), "半", unit, end + is_over, is_over=is_over)


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


def _part_of_unit(plain: str, surface: str, end: int, table: UnitTable) -> Measure | None:
    """百分之一秒 is 0.01 s, 三分之二亩 a piece of land: no share of anything."""
    unit, read = table.unit_at(plain, end), reading(surface)
    if unit is None or read is None or unit.is_counter or unit.currency:
        return None
    if unit.kind not in (MetricKind.LEVEL, MetricKind.DURATION):
        return None
    return Measure(end, read, surface, unit, end + len(unit.surface))


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
    below = _counted_per(plain, end + 1, table) if plain.startswith("/", end) else None
    if below:
        end += 1 + len(below.surface)
    return Measure(bare.end, read, bare.surface, unit, end, below, found.is_over)


def _counted_per(plain: str, at: int, table: UnitTable) -> Unit | None:
    """The unit behind a stroke, of which there may be many: 元/公斤, 部/百人."""
    if plain.startswith("月", at) and (month := table.units.get("个月")):
        return month._replace(surface="月", unit="月")  # 5130元/月
    many = _MANY.match(plain, at)
    unit = table.unit_at(plain, many.end() if many else at)
    if unit is None or many is None:
        return unit
    times = EXACT.multiply(unit.base.times, Decimal(_MANY_SIZES[many[0]]))
    surface = many[0] + unit.surface
    return unit._replace(surface=surface, unit=surface, base=unit.base._replace(times=times))


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
    sign = TO.match(plain, at)
    return bool(sign and numeral_at(plain, sign.end()))
