"""A change with its sentence in, what it is measured against and at whose prices out: 同比, 环比, 比2019年; 可比价."""

from __future__ import annotations

from typing import Final, NamedTuple

from kouan.extraction.amounts.units import POINTS
from kouan.extraction.figures.statement import Statement
from kouan.model.expression import Expression
from kouan.model.facts import ChangeBase, ChangeForm, MetricKind, PriceBasis

_BASE: Final = Expression(
    "(?=[同比较相高低超去上按年环月季周与“12])(?:(?P<yoy>同比|(?:[比较]|相比|高于|低于|超过)(?:了)?(?:去|上)年(?!末|底)(?:同期|同月|同日|全年|度)?"
    "|[比较]上一年(?:度)?(?:同期)?|[比较]前一年(?:同期)?|去年同期|上年同期|按年|年[增减](?!加|长|少))"
    "|(?P<mom>环比|[比较](?:上|前一)个?(?:月|季度|周|日|天|旬)|[比较](?:昨|前)[日天]|[比较]上期|[比较](?:前|上)一?(?:周|日|天)|按月|按季|[月季周][增减](?!加|长|少))"
    "|(?P<named>[比较](?:上|去)年(?:末|底|年末|年底)|[比较]年初|[比较与同](?:(?:20|19)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年|[比较]1[0-3][0-9]年(?:同[期月])?(?![前后来间内])|[比较与](?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})年前"
    "|[比较][0-9]{1,2}[—-][0-9]{1,2}月份?|[比较]第?[一二三四]季度|[比较][上下]半年|[比较]疫情前|[比较][0-9]{1,2}月份?"
    "|(?:20|19)[0-9]{2}年同期|[比较]“?十[一二三四五]五”?))"
)
#: 同比、环比分别增长3%和下降4%: the first is against the one, the second against the other.
_BOTH: Final = Expression(
    "(?:(?P<yoy_first>同比)(?:[、和与及]|以及)?环比|环比(?:[、和与及]|以及)?同比)(?:[则均]?分别|各)"
)
_FIGURE: Final = Expression("[0-9.]{1,9}")
#: 增速较上月加快1.1个百分点，达5.2%: it was the points that were told against the month before.
_CAME_TO: Final = Expression("点，?[^，。；！？0-9]{0,4}[到至达为][^，。；！？%‰]{0,10}$")
_GROWN: Final = ("同比", "环比")
_REAL: Final = Expression("扣除(?:价格|物价|通胀)|实际(?:增长|增速|下降)|剔除价格")
_COMPARABLE: Final = Expression("可比(?:价|口径)|不变价|可比口径")
_NOMINAL: Final = Expression("名义|现价|当年价|按现行价格")
#: A word of prices governs the clauses around it: 按可比价格计算，同比增长5.2%.
_NEAR: Final = 40
_BELOW: Final = "（下同）"
#: So long is a paragraph that it says so for.
_PARAGRAPH: Final = 2000
_ASIDE: Final = Expression("（[^（）0-9]{1,16}）")


#: Units in which a change is no amount; a bare ratio (三分之一) is a share of what was.
_FORMS: Final = {
    **dict.fromkeys(("%", "‰", "1"), ChangeForm.PCT),
    **dict.fromkeys(("倍", "番"), ChangeForm.MULTIPLE),
}


class Base(NamedTuple):
    """What a change is measured against, and where the text says so."""

    base: ChangeBase
    start: int
    end: int


def form_of(figure: Statement) -> ChangeForm | None:
    """How a change is stated, which its unit says: 5.7% pct, 2.4个百分点 pp, 2倍 multiple, 3亿元 abs."""
    if figure.kind is not MetricKind.CHANGE:
        return None
    if figure.quantity.unit_base == POINTS:
        return ChangeForm.PP
    return _FORMS.get(figure.quantity.unit, ChangeForm.ABS)


def base_of(figure: Statement) -> Base | None:
    """What a change is measured against: the last that its sentence names before it, in the clause first.

    同比 said once holds for the changes that follow it in the sentence, until another base is named.
    """
    if figure.kind is not MetricKind.CHANGE:
        return None
    last: Base | None = _base_of_all(figure)
    is_reached = _CAME_TO.search(figure.text, max(figure.first, figure.start - _NEAR), figure.start)
    for found in _BASE.finditer(figure.text, figure.first, figure.start):
        if is_reached and found[0] not in _GROWN:
            continue
        last = Base(ChangeBase(found.lastgroup or ""), found.start(), found.end())
    word = base_of_two(figure.text, figure.clause, figure.start) if last else ""
    if last and word:
        at = figure.text.rfind(word, figure.clause, figure.start)
        return Base(ChangeBase.YOY if word == "同比" else ChangeBase.MOM, at, at + len(word))
    return last


def base_of_two(text: str, clause: int, start: int) -> str:
    """Which of 同比 and 环比 the figure at `start` is against where both stand 分别 before two; "" elsewhere."""
    both = _BOTH.search(text, clause, start)
    if both is None or start - both.end() > _NEAR:
        return ""
    before = len(_FIGURE.findall(text, both.end(), start))
    if before > 1:
        return ""
    return "同比" if (before == 0) == bool(both["yoy_first"]) else "环比"


def _base_of_all(figure: Statement) -> Base | None:
    """What its paragraph says that all growths below are measured against: 比去年同期（下同）增长12.5%."""
    below = figure.text.rfind(_BELOW, max(0, figure.first - _PARAGRAPH), figure.first)
    if below < 0:
        return None
    for found in _BASE.finditer(figure.text, max(0, below - _NEAR), below):
        if found.end() == below:
            return Base(ChangeBase(found.lastgroup or ""), found.start(), found.end())
    return None


def price_basis_of(figure: Statement, about: Statement | None) -> PriceBasis | None:
    """At whose prices an amount of money, or the change of the one it is about, is counted; None of what is no money.

    An amount is at the prices of its time, unless the text says otherwise; of a growth in per cent nobody knows.
    """
    form = form_of(figure)
    before = figure.text[max(figure.first, figure.start - _NEAR) : figure.start]
    before = before.rpartition("；")[2]
    # 生产总值5502亿元，按不变价格计算，增长5.5%: what stands behind is of the next figure, but for an aside
    aside = _ASIDE.match(figure.text, figure.end, figure.last)
    words = f"{before}{figure.quantity.surface}{aside[0] if aside else ''}"
    if _NOMINAL.search(figure.before):
        return PriceBasis.NOMINAL
    if _COMPARABLE.search(words):
        return PriceBasis.COMPARABLE
    if form and _REAL.search(words):
        return PriceBasis.REAL
    is_change_of_money = form and about and about.quantity.currency
    if not figure.quantity.currency and not is_change_of_money:
        return None
    return PriceBasis.NOMINAL if form in (None, ChangeForm.ABS) else PriceBasis.UNKNOWN
