"""A figure of money in, its coins and the name of its currency before it out: 123元1角1分, 新台币177.1亿元, US$30万."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.extraction.amounts.units import Base, Unit, UnitTable
from kouan.language.cardinals import EXACT
from kouan.language.numerals import number
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind
from kouan.model.knowledge import Knowledge

_COIN: Final = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
#: 1角1分, 三毛, 零八分钱; behind whole money only, where 角 is no corner.
_COINS: Final = Expression(
    rf"零?(?:(?P<tenths>{_COIN})[角毛](?:(?P<hundredths>{_COIN})分)?|(?P<alone>{_COIN})分)钱?(?![之点])"
)
#: 3块5, 十二块八
_BARE_COIN: Final = Expression(
    rf"(?P<tenths>{_COIN})(?P<hundredths>(?!))?(?P<alone>(?!))?(?=钱|[，。；、！？）]|$)"
)
#: 壹仟玖佰圆整
_EVEN: Final = Expression("整(?![个体理治顿改修合数])|正(?=[，。；、,;）)]|$)")
#: Units that need coins or a name before them to say which money: 块 is a piece, too.
_WHOLE: Final = frozenset({"元", "圆", "块", "块钱"})
#: No number of the price stands so close behind the name: 人民币 1.05万.
_GAP: Final = "[ \u00a0]?"
_NUMBER: Final = "0-9零〇一二两三四五六七八九十百千万亿兆多余几来半"


#: What 元 means where nothing says otherwise, and how many words must say otherwise.
HOME: Final = "CNY"
_SURE: Final = 2


class Currency(NamedTuple):
    """A row of currency.csv: a name or sign of money that stands before the number."""

    surface: str
    currency: str
    unit: str


class Currencies:
    """The names and signs of money that stand before their number."""

    def __init__(self, knowledge: Knowledge) -> None:
        rows = knowledge.rows("currency")
        self._rows = {
            row["surface"]: Currency(row["surface"], row["currency"], row["unit"]) for row in rows
        }
        self._last = frozenset(row["surface"][-1] for row in rows) | set(" \u00a0")
        self._longest = max((len(row["surface"]) for row in rows), default=0) + 1
        # behind a number the name is that number's unit
        self._before = Expression(
            rf"(?<![A-Za-z{_NUMBER}])(?<![{_NUMBER}][ \u00a0])({any_of(self._rows)}){_GAP}\Z"
        )

    def before(self, plain: str, start: int) -> tuple[Currency, int] | None:
        """The currency whose name ends here, and where the name begins."""
        if plain[start - 1 : start] not in self._last:
            return None
        found = self._before.search(plain, max(0, start - self._longest), start)
        return (self._rows[found[1]], found.start()) if found else None


class _Homes:
    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {row["surface"]: row["currency"] for row in knowledge.rows("home_currency")}
        self.pattern = Expression(any_of(self.words))


@lru_cache(maxsize=2)  # the articles of a document ask one after another
def home_currency(text: str, knowledge: Knowledge) -> str:
    """The currency that a bare 元 means in a Traditional page, by the bodies and places it speaks of; CNY in doubt.

    The press of Taiwan, Hong Kong and Macao writes 元 for its own money, and so does a mainland page in Traditional script.
    """
    homes = knowledge.made(_Homes)
    counts = Counter(homes.words[found[0]] for found in homes.pattern.finditer(text))
    most = max(counts, key=counts.__getitem__, default=HOME)
    return most if counts[most] >= _SURE and counts[most] > counts[HOME] else HOME


def unit_of(currency: Currency) -> Unit:
    """The unit of a number that has no other: $20, 人民币200万."""
    return Unit(
        currency.unit,
        currency.unit,
        Decimal(1),
        MetricKind.LEVEL,
        is_counter=False,
        base=Base(currency.currency),
        currency=currency.currency,
    )


def named(unit: Unit, currency: str) -> Unit:
    """元 behind the name of a currency is of that currency; other units stay as they are."""
    if unit.surface not in _WHOLE or unit.currency == currency:
        return unit
    return unit._replace(base=Base(currency), currency=currency)


def with_coins(
    plain: str, value: Decimal, unit: Unit, end: int, table: UnitTable
) -> tuple[Decimal, Unit, int]:
    """Whole money with the tenths and hundredths behind it: 十块三毛 is 10.3, 25元8角 is 25.8."""
    if unit.surface not in _WHOLE:
        return value, unit, end
    if even := _EVEN.match(plain, end):
        return value, unit, even.end()
    coins = _COINS.match(plain, end) or (
        _BARE_COIN.match(plain, end) if unit.surface == "块" else None
    )
    whole = table.units.get("块钱" if unit.surface == "块" else unit.surface)
    if coins is None or whole is None:
        return value, unit, end
    for sign, places in (
        (coins["tenths"], -1),
        (coins["hundredths"], -2),
        (coins["alone"], -2),
    ):
        if sign and (amount := number(sign)) is not None:
            value = EXACT.add(value, amount.scaleb(places))
    return value, whole._replace(unit=unit.unit), coins.end()
