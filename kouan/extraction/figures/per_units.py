"""A figure with its clause in, what it is counted per out: 日均25万人次 is so many a day, 3人/平方米 on a square metre."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.figures.statement import Statement
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind, Quantity
from kouan.model.knowledge import Knowledge

#: 过去一天, 18日一天: one day that is meant, no rate.
ONE_DAY: Final = "".join(
    f"(?<!{before}一天)" for before in ("过去", "最近", "此前", *"前近后同这那当日第头整某有")
)
#: 发射频次由1年2次: so often in one of these.
_EACH: Final = Expression(
    "(?<![0-9.第零一二三四五六七八九十百过去最近])[1一](?P<time>年|个?月|天|日|周|小时|学期)$"
)
#: 每10股派发现金红利9.4元
_SHARES: Final = Expression("每(?P<some>[0-9]{1,4}股)")
_TURNS: Final = frozenset(("次", "趟", "班", "轮", "顿", "列", "班次"))


#: 4月 + 供应, 去年 + 薪酬: the end of a time, and no rate.
NO_TIME: Final = "(?!(?<=[0-9一二三四五六七八九十个今去昨明当本同全半])[年月](?:薪|工资|租|供)|月供[应水电气热地给]|月租[赁约])"


#: Time and persons: only an amount for one of them is a rate. A price, a yield and what a household has are levels.
#: 日, 人年, 床日 and 平方米·月, not 千瓦时.
_OF_RATES: Final = Expression(
    ".*(?<![瓦安])(?:[秒分时日天晚夜周旬月季年节人名位生hs]|分钟|季度|学期|人次|min)", re.DOTALL
)


def kind_per(kind: MetricKind, per_unit: str | None) -> MetricKind:
    """The kind of a figure that is counted per something: 每天3万人次 is a rate, 每公斤5.2元 a level.

    >>> kind_per(MetricKind.RATE, "公斤").value, kind_per(MetricKind.RATE, "日").value
    ('level', 'rate')
    """
    is_of_thing = kind is MetricKind.RATE and per_unit and not _OF_RATES.fullmatch(per_unit)
    return MetricKind.LEVEL if is_of_thing else kind


class _Rates:
    def __init__(self, knowledge: Knowledge) -> None:
        self.units = {row["surface"]: row["per_unit"] for row in knowledge.rows("rate")}
        self.pattern = Expression(f"{NO_TIME}(?:{any_of(self.units)}){ONE_DAY}")


def time_of_turns(text: str, clause: int, quantity: Quantity) -> str | None:
    """The time that so many turns are counted in: 年 of 1年2次; None of any other figure."""
    if quantity.unit not in _TURNS:
        return None
    each = _EACH.search(text, max(clause, quantity.start - 4), quantity.start)
    return each["time"].removeprefix("个").replace("天", "日") if each else None


def per_unit_of(figure: Statement, knowledge: Knowledge) -> str | None:
    """What stands behind the stroke of the unit, else the unit in the nearest word of rate; None where there is neither."""
    if "/" in figure.quantity.unit:
        return figure.quantity.unit.partition("/")[2] or None
    if figure.kind is not MetricKind.RATE:
        return None
    rates = knowledge.made(_Rates)
    if time := time_of_turns(figure.text, figure.clause, figure.quantity):
        return time
    said = rates.pattern.findall(figure.before)
    if said:
        return rates.units[said[-1]]
    shares = _SHARES.search(figure.before)
    return shares["some"] if shares else None
