"""Text in, the same text as a reader of numerals takes it out: usual signs, Simplified units, letter-spaced numerals closed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kouan.model.expression import Expression

_WIDE: Final = "０１２３４５６７８９％．／－￥＄"
_USUAL: Final = "0123456789%./-¥$"
#: What numerals, units and words of bounds are written with where a text is Traditional.
_TRADITIONAL: Final = (
    "億兩幾萬負貳陸叁點亞亞來個備傢價內冊創劃劑動區員單噸國圍圓圖團堅報場塊學將對屆層峯崗嶺幣廂張後復應戶撥數時晝會東條棟業構槍標機檔檯"
    "欄權歐歲氣準滿為無環產畝發盃盞盤盧碼礙種筆節紀約納級終組綑維網線總織羣聯聲臺華蘭處裏裡製複規視計試話誌語課議貝貨賽踰車載輛輩輪週"
    "過達邊釐針銀銅錢錶鍾鎊鐘長門開間閤隊際隻雙電韓響頁頂項頭顆類餘館馬體麪麵齣"
)
_SIMPLIFIED: Final = (
    "亿两几万负贰陆叁点亚亚来个备家价内册创划剂动区员单吨国围圆图团坚报场块学将对届层峰岗岭币厢张后复应户拨数时昼会东条栋业构枪标机档台"
    "栏权欧岁气准满为无环产亩发杯盏盘卢码碍种笔节纪约纳级终组捆维网线总织群联声台华兰处里里制复规视计试话志语课议贝货赛逾车载辆辈轮周"
    "过达边厘针银铜钱表钟镑钟长门开间合队际只双电韩响页顶项头颗类余馆马体面面出"
)
_FOLD: Final = str.maketrans(_WIDE + _TRADITIONAL, _USUAL + _SIMPLIFIED)
_OTHER_FORMS: Final = Expression(f"[{_WIDE}{_TRADITIONAL}]")

_BLANK: Final = "[ \u00a0\u3000]"
_SIGN: Final = "0-9.零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点分之"
#: A look that costs little: most texts have no blank before a sign of numerals.
_MAY_BE_SPACED: Final = Expression(f"{_BLANK}[{_SIGN}成折个k]")
#: 百 分 之 二 点 四, 陆 点 五 折, 一百五十 个百分点: numerals set with blanks between their signs.
_SPACED: Final = Expression(rf"[{_SIGN}](?:[{_SIGN}成折个k]|{_BLANK}{{1,8}}+(?=[{_SIGN}成折个k]))*")
#: Without one of these, blanks part numerals from one another (一 二 三) or from a heading (二 十项举措).
_JOINED: Final = Expression("分之|个百分点|折|成(?![一-鿿])|成[一二三四五六七八九]$")
_BETWEEN_DIGITS: Final = Expression(rf"(?<=[0-9]){_BLANK}+(?=[0-9])")
_BLANKS: Final = Expression(f"{_BLANK}+")


class Closed(NamedTuple):
    """Text to be read, and where each of its characters stands in the original; None: where it stands here."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that [start, end) was read from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> str:
    """Write full-width digits and signs, and Traditional numerals and units, in their usual form; the length stays.

    >>> fold("１２．５％，兩萬億點，負三，五個")
    '12.5%，两万亿点，负三，五个'
    """
    return text.translate(_FOLD) if _OTHER_FORMS.search(text) else text


def closed(plain: str) -> Closed:
    """A folded text without the blanks that stand inside its numerals.

    >>> closed("降价 7 2 折，下降 百 分 之 五").text
    '降价 72折，下降 百分之五'
    """
    if not _MAY_BE_SPACED.search(plain):
        return Closed(plain)
    gaps = [gap for found in _SPACED.finditer(plain) for gap in _gaps(plain, found)]
    if not gaps:
        return Closed(plain)
    places: list[int] = []
    at = 0
    for start, end in gaps:
        places.extend(range(at, start))
        at = end
    places.extend(range(at, len(plain)))
    return Closed("".join(map(plain.__getitem__, places)), tuple(places))


def _gaps(plain: str, found: re.Match[str]) -> list[tuple[int, int]]:
    """The blanks inside one numeral; those between two digits only in 7 2 折."""
    run = found[0]
    if not _BLANKS.search(run):
        return []
    whole = _BLANKS.sub("", run)
    follows = plain[found.end() : found.end() + 1]
    if not _JOINED.search(whole + follows):
        return []
    kept = set()
    if not re.fullmatch("[0-9]{2}折", whole):
        kept = {gap.start() for gap in _BETWEEN_DIGITS.finditer(run)}
    return [
        (found.start() + gap.start(), found.start() + gap.end())
        for gap in _BLANKS.finditer(run)
        if gap.start() not in kept
    ]
