"""Text in, the numerals in it out: Arabic, Chinese and mixed ones, exact as `Decimal`, never float.

>>> [numeral.value for numeral in numerals("3万5千吨，一百二十三点四，四分之一")]
[Decimal('35000'), Decimal('123.4'), Decimal('0.25')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.model.facts import Bound

#: Wide enough that no press figure is rounded; thirds and sevenths end after 28 places.
EXACT: Final = Context(prec=76)
DIVISION: Final = Context(prec=28)

_DIGIT: Final = {
    sign: value
    for value, signs in enumerate(["零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"])
    for sign in signs
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_OTHER_FORMS: Final = re.compile("[０-９％．／－兩萬億點負]")
_FOLD: Final = str.maketrans("０１２３４５６７８９％．／－兩萬億點負", "0123456789%./-两万亿点负")

_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_HAN = "[零〇○一二两三四五六七八九十百千万亿兆廿卅]"
_HAN_DIGIT = "[零〇○一二三四五六七八九]"
_SCALE = "[十百千万亿兆]"
_CARDINAL = (
    rf"(?:{_ARABIC}(?:(?:[ \u00a0](?=[万亿]))?{_SCALE}+(?:{_ARABIC}{_SCALE}+)*(?:[0-9]{{3,4}}(?![0-9年.,]))?)?"
    rf"|{_HAN}+(?:点{_HAN_DIGIT}+{_SCALE}*)?)"
)
#: No number of a text is written with more signs; longer runs are noise.
_LONGEST: Final = 64
#: Where a numeral may stand; `reading` judges what was found.
NUMERAL: Final = re.compile(
    rf"(?:{_HAN}+|[0-9]+)分之(?:{_ARABIC}|{_HAN}+(?:点{_HAN_DIGIT}+)?)"
    rf"|{_CARDINAL}(?:[多余来几]{_SCALE}*)?"
    rf"|[几数]{_SCALE}+"
    "|(?:[壹贰叁肆柒捌玖拾佰仟]|[伍陆](?=[拾佰仟万亿]))[壹贰叁肆伍陆柒捌玖零拾佰仟万亿点]*"
)
_TOKEN: Final = re.compile(rf"{_ARABIC}|{_SCALE}|[廿卅]|[零〇○一二两三四五六七八九]+")
_INNER: Final = re.compile(rf"(.+?)([多余来几])({_SCALE}*)")
_PAIR: Final = re.compile(
    rf"(.*[十百千万亿])?([一二两三四五六七八])([二三四五六七八九])({_SCALE}*)"
)
#: Tenths of a whole (三成, 七成五) and discounts (八折, 八五折).
TENTHS: Final = re.compile(
    r"(?:10|十|[0-9](?:\.[0-9])?|[一二两三四五六七八九])(?:点[0-9一二三四五六七八九])?成"
    r"(?![为立功果员都本绩就长人型品年熟交分效])[一二三四五六七八九半]?"
    r"|(?:[0-9](?:\.[0-9])?|[一二两三四五六七八九](?:点?[一二三四五六七八九])?)折(?![射叠断磨中腰扣返线])"
)


class Reading(NamedTuple):
    """What a numeral says, wherever it stands; a fraction keeps its parts."""

    value: Decimal
    value_max: Decimal | None = None
    bound: Bound = Bound.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A numeral at [start, end) of the text it was read from."""

    start: int
    end: int
    surface: str
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def fold(text: str) -> str:
    """Write full-width digits and signs, and 兩萬億點負, in their usual form; the length stays."""
    return text.translate(_FOLD) if _OTHER_FORMS.search(text) else text


def number(surface: str) -> Decimal | None:
    """The exact number that the whole surface writes, or None.

    >>> number("两百零五"), number("2.5亿"), number("三万五"), number("负十"), number("多")
    (Decimal('205'), Decimal('250000000'), Decimal('35000'), Decimal('-10'), None)
    """
    text = fold(surface.strip())
    if len(text) > _LONGEST + 1:
        return None
    for sign in ("负", "-", "−"):
        if text.startswith(sign):
            value = number(text[1:]) if text[1:2] not in ("负", "-", "−") else None
            return None if value is None else EXACT.minus(value)
    if not NUMERAL.fullmatch(text):
        return None
    if not text.isdigit() and set(text) <= set("零〇○一二两三四五六七八九"):
        return _cardinal(text)
    found = reading(text)
    return found.value if found and found.bound is Bound.EXACT else None


def numerals(text: str) -> tuple[Numeric, ...]:
    """Every numeral of the text, in order; tenths (三成) and discounts (八折) as fractions."""
    plain = fold(text)
    found = []
    at = 0
    while match := NUMERAL.search(plain, at):
        start, end = match.span()
        part = TENTHS.match(plain, start)
        read = tenths(part[0]) if part else reading(match[0])
        if part and read:
            end = part.end()
        elif read is None or (match[0][0] in "百千万亿兆" and len(match[0]) == 1):
            # 百姓, 万一: a lone multiplier is part of a word; 三互 after a bad run may still be read
            at = start + 1 if len(match[0]) <= _LONGEST else match.end()
            continue
        if start and plain[start - 1] == "负":
            start -= 1
            read = Reading(EXACT.minus(read.value))
        found.append(Numeric(start, end, text[start:end], *read))
        at = end
    return tuple(found)


def reading(surface: str) -> Reading | None:
    """Read one numeral (folded, as `NUMERAL` finds it); None when the signs make no number.

    >>> reading("5000多万").value, reading("七八百")[:3]
    (Decimal('50000000'), (Decimal('700'), Decimal('800'), <Bound.RANGE: 'range'>))
    """
    return _reading(surface) if len(surface) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _reading(surface: str) -> Reading | None:
    surface = surface.replace(" ", "").replace("\u00a0", "")
    if "分之" in surface:
        return _fraction(*surface.split("分之", 1))
    if surface[0] in "几数":
        value = _cardinal(surface[1:])
        return None if value is None else Reading(value, None, Bound.OVER)
    if inner := _INNER.fullmatch(surface):
        value = _cardinal(inner[1] + inner[3])
        bound = Bound.ABOUT if inner[2] == "来" else Bound.OVER
        return None if value is None else Reading(value, None, bound)
    if pair := _PAIR.fullmatch(surface):
        head, low, high, tail = pair.groups(default="")
        if _DIGIT[high] == _DIGIT[low] + 1 or low + high == "三五":
            first, last = _cardinal(head + low + tail), _cardinal(head + high + tail)
            if first is not None and last is not None:
                return Reading(first, last, Bound.RANGE)
    value = _cardinal(surface.translate(_FORMAL).rstrip("点"))
    return None if value is None else Reading(value)


def _fraction(below: str, above: str) -> Reading | None:
    denominator, numerator = _cardinal(below), _cardinal(above)
    if not denominator or numerator is None:
        return None
    value = DIVISION.divide(numerator, denominator)
    return Reading(value, None, Bound.EXACT, numerator, denominator)


def tenths(surface: str) -> Reading | None:
    """Read tenths or a discount, as `TENTHS` finds them."""
    whole, _, rest = surface.replace("折", "成").partition("成")
    if len(whole) == 2 and "." not in whole:  # 八五折
        whole = f"{whole[0]}点{whole[1]}"
    value = _cardinal(whole)
    if value is None:
        return None
    if rest:
        value = EXACT.add(
            value, Decimal("0.5") if rest == "半" else Decimal(_DIGIT[rest]).scaleb(-1)
        )
    return Reading(value.scaleb(-1, EXACT), None, Bound.EXACT, value, Decimal(10))


def _cardinal(surface: str) -> Decimal | None:
    """The number that digits and multipliers write: 3万5千, 一百零五, 二〇一九, 十二点五亿."""
    whole, point, rest = surface.partition("点")
    if not point:
        return _whole(surface)
    digits = rest.rstrip("十百千万亿兆")
    value = _whole(whole)
    if value is None or not digits or any(sign not in _DIGIT for sign in digits):
        return None
    fraction = Decimal("0." + "".join(str(_DIGIT[sign]) for sign in digits))
    scale = _whole(rest[len(digits) :]) if len(digits) < len(rest) else Decimal(1)
    if scale is None:
        return None
    value = EXACT.multiply(EXACT.add(value, fraction), scale)
    return value.to_integral_value() if scale > 1 and value == value.to_integral_value() else value


def _whole(surface: str) -> Decimal | None:
    if surface.isdigit():
        return Decimal(surface)
    total = section = Decimal(0)
    pending: Decimal | None = None
    scale, below, highest, after_zero, positional = 1, 10**4, 0, False, False
    for token in _TOKEN.findall(surface):
        if token in _SMALL or token in "廿卅":
            size = _SMALL.get(token, 10)
            times = {"廿": Decimal(2), "卅": Decimal(3)}.get(
                token, Decimal(1) if pending is None else pending
            )
            if size >= below or positional:
                return None
            section = EXACT.add(section, EXACT.multiply(times, Decimal(size)))
            pending, below, scale, after_zero = None, size, size, False
        elif token in _LARGE:
            size = _LARGE[token]
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
            if size > highest:
                total = EXACT.multiply(EXACT.add(total, section), Decimal(size))
            else:
                total = EXACT.add(total, EXACT.multiply(section, Decimal(size)))
            section, pending, below, scale, after_zero = Decimal(0), None, 10**4, size, False
            highest = max(highest, size)
        elif pending is not None or positional:
            return None
        elif token[0] in "0123456789":
            pending = Decimal(token.replace(",", ""))
        else:
            after_zero = after_zero or (scale > 1 and token[0] in "零〇○")
            digits = token[1:] if after_zero else token
            positional = len(digits) > 1
            if positional and (scale > 1 or highest):
                return None
            pending = Decimal("".join(str(_DIGIT[sign]) for sign in digits)) if digits else None
    if (
        pending is not None
        and scale >= 100
        and not after_zero
        and pending < 10
        and pending == int(pending)
    ):
        pending = EXACT.multiply(pending, Decimal(scale // 10))  # 三万五 is 35,000
    value = EXACT.add(EXACT.add(total, section), pending or Decimal(0))
    # 2.5亿 is an integer; 3.0 keeps its stated digit
    return value.to_integral_value() if scale > 1 and value == value.to_integral_value() else value
