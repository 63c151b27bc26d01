"""Text in, the calendar dates and clock times in it out, as far as the text itself states them.

>>> [(moment.surface, moment.first, moment.last) for moment in moments("2014年9月16日，1—5月，9时50分")][:2]
[('2014年9月16日', Day(year=2014, month=9, day=16), None), ('1—5月', Day(year=None, month=1, day=None), Day(year=None, month=5, day=None))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.language.folding import fold
from kouan.language.numerals import number
from kouan.model.expression import Expression


class Day(NamedTuple):
    """A date as far as it is stated."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a span of dates, or a clock time (`first` is None) at [start, end) of the text."""

    start: int
    end: int
    surface: str
    first: Day | None
    last: Day | None = None

    @property
    def is_clock(self) -> bool:
        """True for 9时50分, which names no day."""
        return self.first is None


#: The first year of the Republic is 1912: 112年 is 2023.
REPUBLIC: Final = 1911
#: The months in English, in full or short; March and May begin other words too (Marathon, Mayor).
MONTHS: Final = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
#: 民国105年, or 111年 before a month or quarter, or of what begins in it: nothing lasts 111年12月.
_REPUBLIC = (
    "(?<=民国)[0-9]{1,3}(?=年)"
    "|1[0-3][0-9](?=年(?:(?:1[0-2]|0?[1-9])[至到—–~～-])?(?:1[0-2]|0?[1-9])月(?![前后内])"
    "|年(?:第[一二三四1-4]季|[上下]半年|全年|度|底|启用|完工|通车|动工|量产|上路|总预算"
    "|春节|元旦|除夕|清明|端午|中秋|国庆|寒假|暑假))"
    "|(?<![^，。；：、（\n估测布计县市])1[0-3][0-9](?=年(?:第[0-9一二三四]期(?!工)|目标|为[约近]?[0-9]|[\u4e00-\u9fff]{0,6}(?:人次|旅客|运量|总额|预算|决算|收入|支出|人数|人口|产值|营收|销售|出口|进口|税收|成长率|失业率|通膨率|毛额|GDP|贸易[值额]|产量)))"
    "|1[0-3][0-9](?=年同[期月])|(?<=[较比])1[0-3][0-9](?=年(?:增|减|成长|下降|多|少|的[约近]?[0-9]))"
    "|(?<=预计|预定|预估|将于)1[0-3][0-9](?=年(?![来间历之以后内前]))"
)
_YEAR = f"(?:1[5-9]|20)[0-9]{{2}}|[一二][〇零○一二三四五六七八九]{{3}}|{_REPUBLIC}"
#: The number of a month, of a day in it.
MONTH_NUMBER: Final = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
DAY_NUMBER: Final = (
    "3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
)
_TO = "(?:至|到|—{1,2}|-{1,2}|–|~|～)"
_AND = f"(?:{_TO}|、|和)"
_PART = "(?:份|底|初|末|中旬|上旬|下旬|中)?"


def _month_and_day(name: str) -> str:
    days = rf"(?:(?P<d0{name}>{DAY_NUMBER})[日号]?{_AND})?(?P<d1{name}>{DAY_NUMBER})[日号]"
    return rf"(?:(?P<m0{name}>{MONTH_NUMBER})月?(?:份|底|初)?{_AND})?(?P<m1{name}>{MONTH_NUMBER})月{_PART}(?:{days})?"


_DATE: Final = Expression(
    r"(?<![0-9.A-Za-z])(?:"
    r"(?P<iso>(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
    r"|(?P<school>20[0-9]{2}|1[0-3][0-9])(?:[-—–~～至/]{1,2}(?:20)?[0-9]{2})?学年度?"
    # 2025/26年度, 2025-26财年; in full, 2024-2025年度 is of whatever season the words behind it name
    r"|(?<!美国)(?P<fiscal>20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?:[-—–~～/]{1,2}|至)(?P<next>[0-9]{2}|[〇○零一二三四五六七八九]{2}|(?:(?:20)?[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2})(?=年?(?:财|会计)|年度(?:业绩|财政|预算|全年业绩)))年?(?:财政年度|会计年度|财年|(?:(?<=/[0-9]{2})|(?<=/[0-9]{4}))年度(?![^，。；：、]{0,10}(?:产量|种植|榨|大豆|小麦|玉米|稻|棉|糖|菜籽|供需|库存|市场年|供暖|采暖|流感|赛季|联赛))|年度(?=业绩|财政|预算|全年业绩|盈利|收入|赤字|盈余))"
    r"|(?P<clock>[0-9]{1,2}[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：])"
    r"|(?:[0-9]{1,2}|[零二三四五六七八九十]{1,3})[时点](?:[0-5]?[0-9]|[零一二三四五六七八九十]{1,3})分(?![之钟])"
    r"|(?:[0-9]{1,2})时(?![代间期速常刻隔尚装效局段])(?:[0-9]{1,2}(?![0-9]))?|零时"
    r"|(?:1?[0-9]|2[0-4])点(?:[0-5][0-9](?![0-9])|半|整|多|左右|许|钟)?(?![0-9个要希建意主共倡看大])"
    r"|[二两三四五六七八九十]{1,2}点(?:半|整|钟|一刻|三刻|多|左右|许)"
    r"|(?<=[上下中]午|凌晨|早上|晚上|早晨|傍晚|清晨|深夜)[一二两三四五六七八九十]{1,2}点)"
    rf"|(?:(?P<y0>{_YEAR})年?{_TO})?(?P<y1>{_YEAR})年(?:度|底|初|末)?(?:{_month_and_day('a')})?"
    rf"|{_month_and_day('b')}"
    # 连续3日, 为期3日 are lengths of time
    rf"|(?<!连续)(?<!为期)(?<!历时)(?<!长达)(?<!一连)(?:(?P<d0c>3[01]|[12]?[0-9])日?{_AND})?(?P<d1c>3[01]|[12]?[0-9])日(?![均游元本常用前后内]|产(?![险业品]))"
    # 2019工作会议, 2022世界…: a year as part of an event's name
    r"|(?P<bare>20[0-4][0-9])(?=全国|国际|世界|亚洲|中国|工作会议|年会|财年|Q[1-4](?![0-9A-Za-z])|赛季|春|夏|秋|冬|届[^，。；：！？]{0,14}毕业生[^，。；：！？0-9]{0,8}[0-9])"
    r")"
)
#: Digits with a sign of dates behind them: a cheap first look, most numbers end here.
_TRIGGER: Final = Expression(
    "[0-9零〇○一二两三四五六七八九十]{1,9}+(?:[年月日号时点:：至到、和—–~～./-]|(?=全国|国际|世界|亚洲|中国|工作|年会|财年|Q[1-4]|赛季|学年|[春夏秋冬届]))"
)
_UNTIL: Final = Expression(_TO)


# The readers of figures and of periods look at the blocks of the same articles in turn, many articles at once.
@lru_cache(maxsize=2048)
def moments(text: str) -> tuple[Moment, ...]:
    """Dates and clock times in order; 9月28日至10月3日 is one moment with `first` and `last`."""
    return tuple(_joined(text, list(_atoms(text))))


def _atoms(text: str) -> Iterator[Moment]:
    plain, stop = fold(text), 0
    for trigger in _TRIGGER.finditer(plain):
        start = trigger.start()
        if start < stop or not (found := _DATE.match(plain, start)):
            continue
        end = stop = found.end()
        group = found.groupdict()
        surface = text[start:end]
        if group["clock"]:
            yield Moment(start, end, surface, None)
        elif group["iso"]:
            year, month, day = map(int, re.split("[-/.]", group["iso"]))
            yield Moment(start, end, surface, Day(year, month, day))
        elif group["school"]:  # from September to August
            school = _year(group["school"]) or 0
            yield Moment(start, end, surface, Day(school, 9), Day(school + 1, 8))
        elif group["fiscal"]:  # from April to March, as in Hong Kong, India and Japan
            fiscal, following = _count(group["fiscal"]) or 0, _count(group["next"][-2:]) or 0
            is_one = following == (fiscal + 1) % 100
            last = Day(fiscal + 1, 3) if is_one else Day(fiscal // 100 * 100 + following)
            yield Moment(start, end, surface, Day(fiscal, 4) if is_one else Day(fiscal), last)
        elif group["bare"]:
            yield Moment(start, end, surface, Day(int(group["bare"])))
        else:
            year_from, year_to = _year(group["y0"]), _year(group["y1"])
            if plain.startswith("民国", max(0, start - 2)) and year_to:
                start -= 2
                surface = text[start:end]
            month_from, month_to = (
                _count(group["m0a"] or group["m0b"]),
                _count(group["m1a"] or group["m1b"]),
            )
            day_from = _count(group["d0a"] or group["d0b"] or group["d0c"])
            day_to = _count(group["d1a"] or group["d1b"] or group["d1c"])
            last = Day(year_to, month_to, day_to)
            if year_from or month_from or day_from:
                first = Day(year_from or year_to, month_from or month_to, day_from or day_to)
                yield Moment(start, end, surface, first, last)
            else:
                yield Moment(start, end, surface, last)


def _joined(text: str, atoms: list[Moment]) -> Iterator[Moment]:
    """Join two dates that 至 or a dash connects; the second takes year and month from the first."""
    number_of_atoms, at = len(atoms), 0
    while at < number_of_atoms:
        one = atoms[at]
        two = atoms[at + 1] if at + 1 < number_of_atoms else None
        # a clock time between date and 至 belongs to the date: 12月17日11时至18日凌晨
        if two and two.is_clock and two.start == one.end and not one.is_clock and one.first:
            one = Moment(one.start, two.end, text[one.start : two.end], one.first, one.last)
            at += 1
            two = atoms[at + 1] if at + 1 < number_of_atoms else None
        if (
            two
            and one.first
            and two.first
            and not one.last
            and not two.last
            and two.start - one.end in (1, 2)
            and _UNTIL.fullmatch(text, one.end, two.start)
        ):
            last = Day(
                two.first.year or one.first.year, two.first.month or one.first.month, two.first.day
            )
            yield Moment(one.start, two.end, text[one.start : two.end], one.first, last)
            at += 2
            continue
        yield one
        at += 1


def _year(surface: str | None) -> int | None:
    """The year; three digits count from the founding of the Republic in 1912."""
    year = _count(surface)
    return None if year is None else year + REPUBLIC * (year < 1000)


def _count(surface: str | None) -> int | None:
    if not surface:
        return None
    if surface.isdecimal():
        return int(surface)
    value = number(surface.replace("廿", "二十"))
    return None if value is None else int(value)
