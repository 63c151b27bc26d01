"""Digits and multipliers in, the number they write out, exact; None where they write none."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final

from kouan.model.expression import Expression

#: Wide enough that no press figure is rounded; thirds and sevenths end after 28 places.
EXACT: Final = Context(prec=76)
DIVISION: Final = Context(prec=28)

DIGITS: Final = {
    sign: value
    for value, signs in enumerate(["零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"])
    for sign in signs
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
#: Letters of pay and prices: 15k, 30w.
_LETTERS: Final = {"k": 10**3, "K": 10**3, "w": 10**4}
_TWENTY: Final = {"廿": Decimal(2), "卅": Decimal(3)}
_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_ARABIC: Final = r"[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?"
_TOKEN: Final = Expression(rf"{_ARABIC}|[十百千万亿兆]|[廿卅]|[零〇○一二两三四五六七八九]+")


def cardinal(surface: str) -> Decimal | None:
    """The number that digits and multipliers write: 3万5千, 一百零五, 二〇一九, 十二点五亿, 壹万贰千, 15k.

    >>> cardinal("壹万贰千"), cardinal("9.3亿亿"), cardinal("三十百")
    (Decimal('12000'), Decimal('93000000000000000'), None)
    """
    surface = surface.translate(_FORMAL)
    if surface[-1:] in _LETTERS:
        value = cardinal(surface[:-1])
        return None if value is None else _plain(EXACT.multiply(value, _LETTERS[surface[-1]]))
    whole, point, rest = surface.partition("点")
    if not point:
        return _whole(surface)
    digits = rest.rstrip("十百千万亿兆")
    value = _whole(whole)
    if value is None or not digits:
        return None
    fraction = "".join(str(DIGITS[sign]) if sign in DIGITS else sign for sign in digits)
    scale = _whole(rest[len(digits) :]) if len(digits) < len(rest) else Decimal(1)
    if scale is None or not fraction.isdecimal():
        return None
    value = EXACT.multiply(EXACT.add(value, Decimal(f"0.{fraction}")), scale)
    return _plain(value) if scale > 1 else value


def _plain(value: Decimal) -> Decimal:
    """2.5亿 is an integer; 3.0 keeps its stated digit."""
    return value.to_integral_value() if value == value.to_integral_value() else value


def _whole(surface: str) -> Decimal | None:
    if surface.isdigit():
        return Decimal(surface)
    total = section = Decimal(0)
    pending: Decimal | None = None
    scale, below, highest, after_zero, positional = 1, 10**4, 0, False, False
    last, is_whole = "", False
    for token in _TOKEN.findall(surface):
        if token in _SMALL or token in "廿卅":
            size = _SMALL.get(token, 10)
            times = _TWENTY.get(token, Decimal(1) if pending is None else pending)
            if size >= below or positional:
                return None
            section = EXACT.add(section, EXACT.multiply(times, Decimal(size)))
            pending, below, scale, after_zero = None, size, size, False
        elif token in _LARGE:
            size = _LARGE[token]
            if token == last and is_whole:  # 9.3亿亿次, 一万万
                total = EXACT.multiply(total, Decimal(size))
                continue
            is_alone = pending is None and not section and not total
            section = EXACT.add(section, pending) if pending is not None else section
            if (
                positional
                or size == highest
                or (pending is None and not section and size < highest)
            ):
                return None
            if is_alone:
                section = Decimal(1)  # 万 is ten thousand, 0.0万 is nothing
            if is_whole := size > highest:
                total = EXACT.multiply(EXACT.add(total, section), Decimal(size))
            else:
                total = EXACT.add(total, EXACT.multiply(section, Decimal(size)))
            is_whole = is_whole and not is_alone
            section, pending, below, scale, after_zero = Decimal(0), None, 10**4, size, False
            highest = max(highest, size)
        elif pending is not None or positional:
            return None
        elif token[0] in "0123456789":
            after_zero = scale > 1 and token[0] == "0"  # 1百01
            pending = Decimal(token.replace(",", "").replace("，", ""))
        else:
            after_zero = after_zero or (scale > 1 and token[0] in "零〇○")
            digits = token[1:] if after_zero else token
            positional = len(digits) > 1
            if positional and (scale > 1 or highest):
                return None
            pending = Decimal("".join(str(DIGITS[sign]) for sign in digits)) if digits else None
        last = token
    if (
        pending is not None
        and scale >= 100
        and not after_zero
        and pending < 10
        and pending == int(pending)
    ):
        pending = EXACT.multiply(pending, Decimal(scale // 10))  # 三万五 is 35,000
    value = EXACT.add(EXACT.add(total, section), pending or Decimal(0))
    return _plain(value) if scale > 1 else value
