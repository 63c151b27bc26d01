"""A figure as written in, the worth of one step of its last stated digit out.

>>> resolution("25万", Decimal("250000")), resolution("7.97亿", Decimal("797000000")), resolution("5.7%", Decimal("5.7"))
(Decimal('10000'), Decimal('1000000'), Decimal('0.1'))
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kouan.language.cardinals import DIVISION, EXACT
from kouan.language.folding import fold
from kouan.language.numerals import FIRST_SIGNS, numeral_in, reading
from kouan.model.expression import Expression

#: The last digit that is written, whatever multipliers follow; 十 in 四十 is one.
_LAST_DIGIT: Final = Expression("[0-9一二两三四五六七八九](?=[^0-9一二两三四五六七八九]*$)")
_STEPS: Final = dict(
    zip("123456789一二两三四五六七八九", "012345678零一一二三四五六七八", strict=True)
)
#: The places of a numeral of plain digits say its step.
_ARABIC: Final = Expression(r"[0-9]{1,24}(?:\.([0-9]{1,24}))?")
#: 零下5度: the 零 is no number.
_SIGN: Final = Expression("^(?:零下|负|-|−)")
#: A cheap first look: without one of these no other numeral follows.
_MORE: Final = Expression(f"[{FIRST_SIGNS}]")
_ALONE: Final = Expression("[十百千万亿兆]+")


def resolution(surface: str, value: Decimal) -> Decimal | None:
    """The worth of the last stated digit, in the terms of `value`; None for words (数十) and fractions (四分之一).

    The digit is changed by one and the numeral read again; `value` against what the numeral says gives
    the factor of the unit. A trailing zero counts as stated: 300 is exact to 1.

    >>> resolution("二百万人次", Decimal("2000000")), resolution("300辆", Decimal("300"))
    (Decimal('1000000'), Decimal('1'))
    >>> resolution("数十名", Decimal("10")), resolution("四分之一", Decimal("0.25"))
    (None, None)
    """
    plain = _SIGN.sub("", fold(surface))
    found = numeral_in(plain)
    if found is None or "半" in plain or plain[found.end() : found.end() + 1] == "/":
        return None
    if _MORE.search(plain, found.end()) and numeral_in(plain, found.end()):  # 1小时30分, 8至10辆
        return None
    written = found[0]
    if "分之" in written and not written.startswith(("百分之", "千分之")):
        return None
    if not value:
        return _of_zero(written)
    step = _step(written, value)
    if step is None and written[-1] in "千百兆":  # 100万千瓦: the 千 belongs to the unit
        step = _step(written[:-1], value)
    return step


def _step(written: str, value: Decimal) -> Decimal | None:
    """The step of a numeral, where a unit's factor leads from what it says to the value."""
    if plain := _ARABIC.fullmatch(written):
        stated, step = Decimal(written), Decimal(1).scaleb(-len(plain[1] or ""))
    else:
        read, other = reading(written), _stepped(written)
        if read is None or read.value_max is not None or other is None:
            return None
        stated, step = read.value, abs(EXACT.subtract(other, read.value))
    if not stated or not step:
        return None
    factor = DIVISION.divide(value, stated)
    if EXACT.multiply(factor, stated) != value:
        return None
    return _plain(abs(EXACT.multiply(step, factor)))


def _of_zero(written: str) -> Decimal | None:
    """0.0% is exact to a tenth: its own places say so."""
    if not re.fullmatch(r"0(?:\.0+)?", written):
        return None
    return Decimal(1).scaleb(-len(written.partition(".")[2]))


def _stepped(written: str) -> Decimal | None:
    """The numeral with its last stated digit one lower, or a 0 made 1."""
    if _ALONE.fullmatch(written):  # 十万: its one digit is left unsaid
        read = reading(f"二{written}")
        return read.value if read else None
    last = _LAST_DIGIT.search(written)
    if last is None:
        return None
    digit = "1" if last[0] == "0" else _STEPS[last[0]]
    if digit == "零":  # 一 as the last digit: 二十一 becomes 二十二
        digit = "二"
    read = reading(written[: last.start()] + digit + written[last.end() :])
    return read.value if read and read.value_max is None else None


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent or zeros behind its point."""
    return Decimal(f"{value.normalize():f}")
