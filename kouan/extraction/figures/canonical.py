"""The phrase for what a figure counts in, the indicator of indicator.csv that it names out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kouan.extraction.amounts.units import PER_CENT, POINTS
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import Indicator, Measure, Metric, MetricKind, Quantity
from kouan.model.knowledge import Knowledge, Row

#: What may stand behind a name and leaves it what it is: 旅客吞吐量同比增长, 进出口总值达到.
_BEHIND: Final = Expression(
    "(?:分别|合计|总计|累计|预计|同比|环比|实际|名义|再|继续|净|比[^，。]{1,8}|超额|实现|完成|达到?|已|为|约|由[^，。]{0,6}|从[^，。]{0,6}"
    "|(?:增[长加多幅速]|上[涨升]|提[高升]|下[降跌滑]|减少|回[落升]|涨幅|降幅|跌幅|攀升|翻|扩大|收窄|加快|放缓|增|降)[至到了为约]?)*"
)
#: Before a name it makes another thing of it: 不准入境人员, 非法出入境人员.
_DENIED: Final = ("不准", "不予", "不得", "禁止", "拒绝", "阻止", "限制", "非法", "违法", "违规")
#: A change in one of these base units may be one of any indicator.
_RELATIVE: Final = frozenset((PER_CENT.name, POINTS, "倍", "番"))


class _Indicators:
    def __init__(self, knowledge: Knowledge) -> None:
        rows = [indicator_of_row(row) for row in knowledge.rows("indicator")]
        self.by_id = {one.indicator_id: one for one in rows}
        self.by_name = {name: one for one in rows for name in one.names}
        self.pattern = Expression(any_of(self.by_name))


def indicator_of_row(row: Row) -> Indicator:
    """A row of the lexicon with its lists read: words parted by spaces."""
    return Indicator(
        indicator_id=row["indicator_id"],
        names=tuple(row["names"].split()),
        measure=Measure(row["measure"]),
        unit_base=row["unit_base"] or None,
        units=frozenset(row["units"].split()),
        dimensions=tuple(row["dimensions"].split()),
        is_summable=row["is_summable"] == "yes",
        definition=row["example"],
    )


def named_by(metrics: Iterable[Metric], knowledge: Knowledge) -> tuple[Indicator, ...]:
    """The indicators that figures name, each once."""
    known = knowledge.made(_Indicators)
    ids = dict.fromkeys(metric.indicator_id for metric in metrics)
    return tuple(known.by_id[id_] for id_ in ids if id_ is not None)


def indicator_of_id(indicator_id: str, knowledge: Knowledge) -> Indicator | None:
    """The indicator with this id; None where none has it."""
    return knowledge.made(_Indicators).by_id.get(indicator_id)


def bare_phrase(phrase: str) -> str:
    """The phrase without the words of growing and reaching behind it: 旅客吞吐量 of 旅客吞吐量同比增长."""
    for at in range(1, len(phrase)):
        if _BEHIND.fullmatch(phrase, at):
            return phrase[:at]
    return phrase


def indicators_by_id(knowledge: Knowledge) -> Mapping[str, Indicator]:
    """Every indicator of indicator.csv under its id."""
    return knowledge.made(_Indicators).by_id


def bare_name(
    phrase: str, indicator_id: str | None, knowledge: Knowledge
) -> tuple[int, int] | None:
    """Where the phrase names this indicator, the last time; None where it does not, as behind 其中."""
    known = knowledge.made(_Indicators)
    spans = [
        found.span()
        for found in known.pattern.finditer(phrase)
        if known.by_name[found[0]].indicator_id == indicator_id
    ]
    return spans[-1] if spans else None


def canonical_of(
    indicator: str | None, quantity: Quantity, kind: MetricKind, knowledge: Knowledge
) -> Indicator | None:
    """The indicator that ends the phrase, but for words of growing; None where the unit is none of its units.

    A change in per cent or in points may be one of any indicator.
    """
    if not indicator:
        return None
    known = knowledge.made(_Indicators)
    best: Indicator | None = None
    for found in known.pattern.finditer(indicator):
        is_denied = indicator.endswith(_DENIED, 0, found.start())
        if not is_denied and _BEHIND.fullmatch(indicator, found.end()):
            best = known.by_name[found[0]]
    if best is None:
        return None
    is_relative = kind is MetricKind.CHANGE and quantity.unit_base in _RELATIVE
    return best if is_relative or is_counted_in(best, quantity) else None


def is_counted_in(indicator: Indicator, amount: Quantity | Metric) -> bool:
    """Whether the unit of an amount is one that the indicator is counted in."""
    return amount.unit in indicator.units or (
        "money" in indicator.units and amount.currency is not None
    )


def indicators_named(text: str, knowledge: Knowledge) -> list[str]:
    """The names of indicators that a text holds, each indicator by the first of its names there."""
    known = knowledge.made(_Indicators)
    found: dict[str, str] = {}
    for one in known.pattern.finditer(text):
        found.setdefault(known.by_name[one[0]].indicator_id, one[0])
    return list(found.values())
