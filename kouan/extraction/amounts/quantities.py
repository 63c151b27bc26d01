"""Text in, quantities out: a number, its unit or measure word, and the bound word that touches it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kouan.extraction.amounts.bounds import bound_after, bound_before, bound_of
from kouan.extraction.amounts.measures import Measure, measure_at
from kouan.extraction.amounts.money import HOME, Currencies, named, unit_of
from kouan.extraction.amounts.put_right import is_put_right
from kouan.extraction.amounts.ranges import range_end, range_start
from kouan.extraction.amounts.ranks import is_ranked, rank_at
from kouan.extraction.amounts.refusals import Refusals, is_labelled, is_refused
from kouan.extraction.amounts.units import UnitTable
from kouan.language.cardinals import EXACT
from kouan.language.dates import moments
from kouan.language.folding import closed, fold
from kouan.language.numerals import FIGURE, FIRST_SIGNS
from kouan.model.expression import Expression
from kouan.model.facts import Bound, MetricKind, Quantity
from kouan.model.knowledge import Knowledge

_FIRST: Final = Expression(f"[{FIRST_SIGNS}半对首榜]")
#: 50万元（含）以上
_INCLUDED: Final = Expression("（含[^，。）]{0,4}）(?=以[上下内])")
#: 2.3和3.7个百分点: a number that has its unit behind a later one of its list.
_MEMBERS: Final = Expression(
    "(?:、[0-9.]{1,9}[万亿]?){0,12}(?:[、和及与]|以及)(?P<last>[0-9.]{1,9}[万亿]?)"
)
_EXACT_NUMBER: Final = Expression("[0-9]+[.][0-9]+[万亿]?|[0-9]+[万亿]")
_WHOLE_NUMBER: Final = Expression("[0-9]+")
_SHARED_OUT: Final = Expression("(?:分别|依次|各)[^。；]{0,24}$")
_REACH: Final = 32
_LARGE: Final = frozenset("万亿")
_SIGNS: Final = frozenset("下-−－负")
_SIGNED_UNITS: Final = ("%", "‰", "℃", "摄氏度", "度", "个百分点", "百分点")
#: 净利润为-3亿元, 指数为-3点: behind these a stroke is no dash; 比分为-2分, 路长达-3公里 is nothing below zero.
_TELLING: Final = frozenset("为是达至")


class _Grammar:
    def __init__(self, knowledge: Knowledge) -> None:
        self.table = UnitTable(knowledge)
        self.refusals = Refusals(knowledge)
        self.currencies = Currencies(knowledge)


def quantities(text: str, knowledge: Knowledge, home: str = HOME) -> tuple[Quantity, ...]:
    """Every figure the text states, in order; dates, labels, ordinals and idioms are none.

    `home` is the currency that a bare 元 means.
    """
    return tuple(_quantities(text, knowledge.made(_Grammar), home))


def unit_kinds(knowledge: Knowledge) -> dict[str, MetricKind]:
    """The kind of figure that each unit makes by itself."""
    return {**knowledge.made(_Grammar).table.kinds, "日": MetricKind.DURATION}


def _quantities(text: str, grammar: _Grammar, home: str) -> Iterator[Quantity]:
    whole = closed(fold(text))
    plain = whole.text
    dates = [(moment.start, moment.end) for moment in moments(plain)]
    date, at = 0, 0
    while first := _FIRST.search(plain, at):
        at = first.end()
        found = FIGURE.match(plain, first.start())
        if found is None:
            continue
        start, at = found.span()
        while date < len(dates) and dates[date][1] <= start:
            date += 1
        if date < len(dates) and dates[date][0] < found.end():
            continue
        if found[0] in ("首位", "榜首") or is_ranked(plain, start):
            quantity = rank_at(plain, found, grammar.table)
        else:
            quantity = _quantity(plain, start, grammar.table, grammar.currencies, home)
        if quantity is None:
            quantity = _of_shared_unit(plain, found, grammar, home)
        if quantity is None or is_labelled(plain, quantity.start, quantity.end):
            continue
        if is_put_right(plain, quantity.start, quantity.end):
            continue
        if not grammar.refusals.in_fixed_name(plain, quantity.start, quantity.end):
            at = quantity.end
            begin, end = whole.span(quantity.start, quantity.end)
            yield (
                quantity
                if plain is text
                else replace(quantity, start=begin, end=end, surface=text[begin:end])
            )


def _quantity(
    plain: str, start: int, table: UnitTable, currencies: Currencies, home: str
) -> Quantity | None:
    named_by = currencies.before(plain, start)
    before = unit_of(named_by[0]) if named_by else None
    first = measure_at(plain, start, table, before)
    if first is None:
        return None
    last = range_end(plain, start, first, table, before)
    measure = last or first
    if not measure.unit_end:
        return None
    sign = _sign_before(plain, start, measure)
    begin = named_by[1] if named_by else start - sign
    word = bound_before(plain, begin, table)
    if is_refused(plain, start, first, measure, word, is_named=named_by is not None):
        return None
    value, value_max = _values(first, last, sign)
    if value_max is not None and value >= value_max:
        return None  # 5~2元 is no range: nobody can say what is meant
    if word and word.is_kept:
        begin -= len(word.surface)
    elif measure.unit is not before:
        begin = start - sign  # 新台币177.1亿元 has a unit behind it
    end = measure.unit_end
    if included := _INCLUDED.match(plain, end):
        end = included.end()
    after = bound_after(plain, end, measure, table)
    end += len(after.surface) if after else 0
    bound = bound_of(plain, start, measure, word, after, table)
    bound = bound if value_max is None else Bound.RANGE
    if measure.unit and (named_by or measure.unit.currency):
        currency = named_by[0].currency if named_by else home
        measure = measure._replace(unit=named(measure.unit, currency))
    base, unit = measure.base, measure.unit
    return Quantity(
        begin,
        end,
        plain[begin:end],
        value,
        value_max,
        measure.name,
        bound,
        unit_base=base.name,
        value_base=base.of(value),
        value_max_base=None if value_max is None else base.of(value_max),
        currency=unit.currency if unit else None,
        below=_below(first) if bound is Bound.OVER and last is None else None,
    )


def _of_shared_unit(
    plain: str, found: re.Match[str], grammar: _Grammar, home: str
) -> Quantity | None:
    """A number of a list whose last one alone has the unit: 提高2.3和3.7个百分点, 61.2万、54.6万及70.8万人次."""
    members = _MEMBERS.match(plain, found.end())
    if members is None:
        return None
    start, last = found.start(), members.start("last")
    end = found.end()
    is_told = _SHARED_OUT.search(plain, max(0, start - _REACH), start)
    if not _EXACT_NUMBER.fullmatch(found[0]) and not (
        is_told and _WHOLE_NUMBER.fullmatch(found[0])
    ):
        return None
    numeral = FIGURE.match(plain, last)
    whole = numeral and _quantity(plain, last, grammar.table, grammar.currencies, home)
    if not numeral or not whole or whole.value_max is not None or whole.start != last:
        return None
    # 3.5和4.6万吨 shares 万 too; of 12和1.5万人 nobody knows
    shared = plain[numeral.end() - 1] if plain[numeral.end() - 1] in _LARGE else ""
    if found[0][-1] in _LARGE:
        shared = ""
    elif shared and "." not in found[0]:
        return None
    # the number as if the unit stood behind it
    read = _quantity(
        plain[:end] + shared + plain[numeral.end() : whole.end],
        start,
        grammar.table,
        grammar.currencies,
        home,
    )
    if read is None or read.unit != whole.unit or read.value_max is not None:
        return None
    return replace(read, end=end, surface=plain[read.start : end])


def _values(first: Measure, last: Measure | None, sign: int) -> tuple[Decimal, Decimal | None]:
    """What a figure says in its unit, from and to; `sign` is how long the sign of minus before it is."""
    value, value_max = first.reading.value, first.reading.value_max
    if last:
        value, value_max = range_start(first, last), last.reading.value_max or last.reading.value
    unit = (last or first).unit
    if unit and unit.factor != 1:
        value = EXACT.multiply(value, unit.factor)
        value_max = None if value_max is None else EXACT.multiply(value_max, unit.factor)
    if not sign:
        return value, value_max
    value = EXACT.minus(value)
    # 零下5至10度 lies between -10 and -5, -5至3℃ and 零下5℃至3℃ end above zero
    if value_max is not None and ((last and last.is_negative) or (sign > 1 and not first.unit)):
        low, high = sorted((value, EXACT.minus(value_max)))
        return low, high
    return value, value_max


def _below(measure: Measure) -> Decimal | None:
    """What a vague numeral stays below, in its unit; 超过3000 says no such thing."""
    below = measure.reading.below
    return below and measure.unit and EXACT.multiply(below, measure.unit.factor)


def _sign_before(plain: str, start: int, measure: Measure) -> int:
    """How many characters of a minus sign stand before: 零下5摄氏度, 负3%, -2.5%."""
    if plain[start - 1 : start] not in _SIGNS:
        return 0
    if plain.endswith("零下", 0, start):
        return 2
    if plain[start - 1] == "下":
        return 0
    before = plain[start - 2 : start - 1]
    is_balance = measure.name == "点" or (measure.unit and measure.unit.currency)
    if measure.name in _SIGNED_UNITS or (is_balance and before in _TELLING):
        return int(not (before.isalnum() and before.isascii()) and before not in ("%", "℃", "正"))
    return 0
