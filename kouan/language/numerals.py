"""Text in, the numerals in it out: Arabic, Chinese and mixed ones, exact as `Decimal`, never float.

>>> [numeral.value for numeral in numerals("3万5千吨，一百二十三点四，四分之一")]
[Decimal('35000'), Decimal('123.4'), Decimal('0.25')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.language.cardinals import DIGITS, DIVISION, EXACT, cardinal
from kouan.language.folding import closed, fold
from kouan.model.expression import Expression
from kouan.model.facts import Bound

_ARABIC = r"(?:[0-9]{1,3}(?:[,，\u2009\u202f][0-9]{3}(?![0-9]))+|[0-9]+(?:,[0-9]{3})*)(?:\.[0-9]+)?"
_HAN_SIGN = "零〇○一二三四五六七八九十百千万亿兆廿卅壹贰叁肆柒捌玖拾佰仟"
_HAN_DIGIT = "[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
#: 伍 and 陆 are surnames and 大陆; 两 is a number only at the head of one (二两 is a weight); 百分 after 七十 is another word.
_HAN = (
    rf"(?:(?:[{_HAN_SIGN.replace('百', '')}]|百(?!分[之位点]))++|(?<![0-9零〇一二三四五六七八九])两"
    rf"|[伍陆](?=[拾佰仟万亿]|点{_HAN_DIGIT})|(?<=[拾佰仟万亿零点])[伍陆])++"
)
_SCALE = "(?:[十千万亿兆拾佰仟]|百(?!分[之位点]))"
#: 几千 and 3000多 say where a number begins; 多 of 多次 and 来 of 来自 belong to other words.
_VAGUE = r"(?:[多几]|余(?!下)|(?<=[十百千万亿0])来(?![自到访源往者宾]))"
_POINT = rf"(?:点{_HAN_DIGIT}+{_SCALE}*|(?<=[百千万亿])点[0-9]+)"
_CARDINAL = (
    rf"(?:{_ARABIC}(?:(?:[ \u00a0](?=[万亿]))?(?:{_SCALE}|个(?=亿))+(?:(?:{_ARABIC}|[一二两三四五六七八九]){_SCALE}+)*"
    rf"(?:[0-9]{{3,4}}(?![0-9年.,])|(?<=[万])[0-9],[0-9]{{3}}(?![0-9年.,])|(?<=百)0[1-9](?![0-9年.,]))?"
    rf"|[kK](?=[元块个美欧港日~～—至到-]|左右|上下|以[上下内]|$)|w(?=[元块~～—至到-]|左右|上下|以[上下内]|$))?"
    rf"|{_HAN}(?:{_POINT}|个(?=亿)亿+)?)"
)
#: No number of a text is written with more signs; longer runs are noise.
_LONGEST: Final = 64
#: What a numeral begins with: looking for one of these first is many times faster than trying the pattern everywhere.
FIRST_SIGNS: Final = f"0-9{_HAN_SIGN}两伍陆幺几数"
#: Where a numeral may stand; `reading` judges what was found.
_NUMERAL: Final = (
    rf"(?:[{_HAN_SIGN}]+|[0-9]+)分之(?:(?:{_CARDINAL})(?:{_VAGUE}{_SCALE}*)?|[几数]{_SCALE}+)"
    rf"|(?<![{_HAN_SIGN}])百分(?:百|[二三四五六七八九]?十[一二三四五六七八九]?(?![{_HAN_SIGN}人个名]))"
    # 一两天: one or two; 二两 is a weight
    "|[一三]两(?=[十百千万亿个天年月日名位人次件家块辆岁分小周星层米公元杯瓶句遍种场步代倍成条只头口项处])[十百千万亿]*"
    # 七、八个: the next number up, of one thing
    "|(?<![0-9.、])(?:2、3|3、4|4、5|5、6|6、7|7、8|8、9)(?=[个名位人家块辆岁天米公元场倍])"
    "|(?:一、二|二、三|两、三|三、四|四、五|五、六|六、七|七、八|八、九)(?=[十百千万个名位人次件家块辆岁天年米公元场步倍条])[十百千万]*"
    rf"|{_HAN_DIGIT}*幺(?:{_HAN_DIGIT}|[幺洞拐两]){{2,}}"
    rf"|{_CARDINAL}(?:{_VAGUE}{_SCALE}*)?"
    rf"|[几数](?:{_SCALE}|个(?=亿))+"
)
#: All that a figure begins with, in one expression, since to compile one takes milliseconds: a numeral, tenths and discounts
#: that are written without one (半成, 打对折), and what counts only before a unit or in an order.
FIGURE: Final = Expression(
    rf"{_NUMERAL}|(?P<worded>半(?=[成折])|(?<=打)对(?=折))|(?P<unnumbered>半(?=[年天个小公数])|首位|榜首)"
)
_NO_BLANKS: Final = dict.fromkeys(map(ord, " \u00a0\u2009\u202f"))
_SPOKEN: Final = str.maketrans(
    "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐两", "0001234567891234567891072"
)
_INNER: Final = Expression(r"(.+?)([多余来几])([十百千万亿兆拾佰仟]*)")
_PAIR: Final = Expression(
    r"(.*[十百千万亿])?([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]*)"
)
_LIST: Final = Expression("([2-8])、([3-9])")
#: Three or two days: 三两天.
_UNEVEN: Final = {"三两": "两三"}
_PART: Final = r"(?:10|[0-9](?:\.[0-9]{1,2})?|十|[一二两三四五六七八九](?:点[0-9一二三四五六七八九]{1,2})?|陆点[一二三四五六七八九])"
#: 一成五及8.6%, 一成五至三成: another part stands beside it; 五成二和三线城市 are two numbers.
_BESIDE: Final = (
    rf"[及和与或](?![一二三四五六七八九十]{{1,2}}(?!成))|[至到](?:{_PART}成|[0-9.]{{1,6}}[%％])"
)
#: Tenths of a whole (三成, 七成五, 半成, 七八成) and discounts (八折, 八五折, 打对折).
TENTHS: Final = Expression(
    rf"(?:{_PART}|[一二三四五六七八][二三四五六七八九]|半)成"
    rf"(?![为立功果员都本绩就长人型品年熟交分效色份语])(?:[一二三四五六七八九](?:(?![一-鿿])|(?=的|左右|上下|及?以[上下内]|多|不到|受访|民众|选民|网友|{_BESIDE}))|[0-9](?![0-9.,%万千百个個名人家年月日项种倍])|半)?"
    rf"|(?:{_PART}|[0-9]{{2}}|[一二三四五六七八九]{{2}}|半|(?<=打)对)折(?![射叠断磨中腰扣返线合页戟旧])",
    holds="成折",
)
_HALF: Final = Decimal("0.5")
_NEGATIVE: Final = ("负", "-", "−")
_DIGIT_BY_DIGIT: Final = frozenset("零〇○一二两三四五六七八九")


class Reading(NamedTuple):
    """What a numeral says, wherever it stands; a fraction keeps its parts.

    `below` is what a vague numeral stays below: 3000多 begins at 3000 and is less than 4000.
    """

    value: Decimal
    value_max: Decimal | None = None
    bound: Bound = Bound.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A numeral at [start, end) of the text it was read from; `below` as in `Reading`."""

    start: int
    end: int
    surface: str
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    below: Decimal | None = None


def numeral_at(text: str, start: int = 0) -> re.Match[str] | None:
    """What may be a numeral and begins at `start` of a folded text; `reading` judges it."""
    found = FIGURE.match(text, start)
    return None if found is None or found.lastgroup else found


def numeral_in(text: str, start: int = 0) -> re.Match[str] | None:
    """The first that may be a numeral from `start` of a folded text on."""
    return next((found for found in FIGURE.finditer(text, start) if not found.lastgroup), None)


def number(surface: str) -> Decimal | None:
    """The exact number that the whole surface writes, or None.

    >>> number("两百零五"), number("2.5亿"), number("三万五"), number("负十"), number("多")
    (Decimal('205'), Decimal('250000000'), Decimal('35000'), Decimal('-10'), None)
    """
    text = fold(surface.strip())
    if len(text) > _LONGEST + 1:
        return None
    if text.startswith(_NEGATIVE):
        value = None if text[1:].startswith(_NEGATIVE) else number(text[1:])
        return None if value is None else EXACT.minus(value)
    found = FIGURE.fullmatch(text)
    if found is None or found.lastgroup:
        return None
    if not text.isdigit() and _DIGIT_BY_DIGIT.issuperset(text):
        return cardinal(text)
    read = reading(text)
    return read.value if read and read.bound is Bound.EXACT else None


_FIRST: Final = Expression(f"[{FIRST_SIGNS}半对]")
_MINUS: Final = Expression(r"(?<![0-9A-Za-z%℃°年月日号时点分)）\]\-－−–—~])[-－−]\Z")


def numerals(text: str) -> tuple[Numeric, ...]:
    """Every numeral of the text, in order; tenths (三成) and discounts (八折) as fractions.

    >>> [(found.surface, str(found.value)) for found in numerals("-10.5，打对折，七八成，幺八六")]
    [('-10.5', '-10.5'), ('对折', '0.5'), ('七八成', '0.7'), ('幺八六', '186')]
    """
    if not isinstance(text, str):
        raise TypeError(f"text is a str, not {type(text).__name__}; leave missing values out")
    whole = closed(fold(text))
    plain = whole.text
    found = []
    at = 0
    while first := _FIRST.search(plain, at):
        match = FIGURE.match(plain, first.start())
        if match is None or match.lastgroup == "unnumbered":
            at = first.end()
            continue
        start, end = match.span()
        part = TENTHS.match(plain, start)
        read = tenths(part[0]) if part else reading(match[0])
        if part and read:
            end = part.end()
        elif read is None or _is_word(plain, match):
            # 百姓, 万一: a lone multiplier is part of a word; 三互 after a bad run may still be read
            at = start + 1 if len(match[0]) <= _LONGEST else match.end()
            continue
        if start and (plain[start - 1] == "负" or _MINUS.search(plain, max(0, start - 2), start)):
            start -= 1
            read = _negative(read)
        begin, stop = whole.span(start, end)
        found.append(Numeric(begin, stop, text[begin:stop], *read))
        at = end
    return tuple(found)


_COINS: Final = "元圆角分整"


def _is_word(plain: str, match: re.Match[str]) -> bool:
    """True for a lone multiplier or formal digit in a word: 百姓, 万一, 收拾, 肆虐."""
    if match[0] in tuple("壹贰叁肆伍陆柒捌玖拾"):
        around = (
            plain[max(0, match.start() - 1) : match.start()],
            plain[match.end() : match.end() + 1],
        )
        return any("一" <= sign <= "鿿" and sign not in _COINS for sign in around)
    return len(match[0]) == 1 and match[0] in "百千万亿兆佰仟"


def _negative(read: Reading) -> Reading:
    """负七八百 lies between -800 and -700."""
    low, high = read.value, read.value_max
    if high is not None:
        return Reading(EXACT.minus(high), EXACT.minus(low), read.bound)
    return Reading(EXACT.minus(low))


def reading(surface: str) -> Reading | None:
    """Read one numeral (folded, as `numeral_at` finds it); None when the signs make no number.

    >>> reading("5000多万").value, reading("七八百")[:3]
    (Decimal('50000000'), (Decimal('700'), Decimal('800'), <Bound.RANGE: 'range'>))
    """
    return _reading(surface) if len(surface) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _reading(surface: str) -> Reading | None:
    surface = surface.translate(_NO_BLANKS).replace("个亿", "亿")
    if "分之" in surface:
        return _fraction(*surface.split("分之", 1))
    if surface.startswith("百分"):
        return _fraction("百", surface[2:])
    if "幺" in surface:
        return Reading(Decimal(surface.translate(_SPOKEN)))
    if surface[0] in "几数":
        value = cardinal(surface[1:])
        if value is None:
            return None
        return Reading(value, None, Bound.OVER, below=EXACT.multiply(value, Decimal(10)))
    if inner := _INNER.fullmatch(surface):
        value = cardinal(inner[1] + inner[3])
        if value is None:
            return None
        if inner[2] == "来":
            return Reading(value, None, Bound.ABOUT)
        return Reading(value, None, Bound.OVER, below=_next(value))
    if pair := _LIST.fullmatch(surface):
        return Reading(Decimal(pair[1]), Decimal(pair[2]), Bound.RANGE)
    if pair := _PAIR.fullmatch(surface.replace("、", "")):
        head, low, high, tail = pair.groups(default="")
        both = _UNEVEN.get(low + high, low + high)
        low, high = both[0], both[1]
        if DIGITS[high] == DIGITS[low] + 1 or both == "三五":
            first, last = cardinal(head + low + tail), cardinal(head + high + tail)
            if first is not None and last is not None:
                return Reading(first, last, Bound.RANGE)
    value = cardinal(surface.rstrip("点"))
    return None if value is None else Reading(value)


def _next(value: Decimal) -> Decimal:
    """What a number with 多 stays below: its last digit that is no zero is one higher."""
    return EXACT.add(value, Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)))


def _fraction(below: str, above: str) -> Reading | None:
    # 万万分之七 is one of a hundred million
    denominator, read = cardinal(below.replace("万万", "亿")), _reading(above)
    if not denominator or read is None:
        return None
    numerator, most, limit = read.value, read.value_max, read.below
    return Reading(
        DIVISION.divide(numerator, denominator),
        None if most is None else DIVISION.divide(most, denominator),
        read.bound,
        numerator,
        denominator,
        None if limit is None else DIVISION.divide(limit, denominator),
    )


@lru_cache(maxsize=512)
def tenths(surface: str) -> Reading | None:
    """Read tenths or a discount, as `TENTHS` finds them."""
    whole, _, rest = surface.replace("折", "成").partition("成")
    if whole in ("半", "对"):  # 半成 is half a tenth, 半折 and 对折 half the price
        half = Decimal(5) if "折" in surface else _HALF
        return Reading(half.scaleb(-1, EXACT), None, Bound.EXACT, half, Decimal(10))
    if len(whole) == 2 and whole != "10":
        if "折" not in surface:  # 七八成
            low, high = (Decimal(DIGITS[sign]).scaleb(-1) for sign in whole)
            return Reading(low, high, Bound.RANGE) if low < high else None
        whole = f"{whole[0]}点{whole[1]}"  # 八五折
    value = cardinal(whole)
    if value is None:
        return None
    if rest:
        value = EXACT.add(
            value, _HALF if rest == "半" else Decimal(DIGITS.get(rest) or rest).scaleb(-1)
        )
    return Reading(value.scaleb(-1, EXACT), None, Bound.EXACT, value, Decimal(10))
