"""The figures of an article in, the same out, each with the part that it counts where the words narrow its indicator.

服务进出口 is no 进出口, and 风电装机 not all of 装机: what stands before the name of an indicator and is neither a
word of dimension.csv nor a verb names a part, as part=服务. Behind 其中 a figure is part of the amount before it,
also where its own words do not say of what: 新增无症状感染者642例，其中境外输入118例.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kouan.extraction.figures.canonical import indicators_by_id, is_counted_in
from kouan.extraction.figures.comparisons import (
    AMOUNTS,
    about_now,
    at_its_end,
    is_one_of_several,
    is_shared_out,
    of_base,
)
from kouan.extraction.figures.narrowing import AMONG, opening_of, part_named, trade_before
from kouan.model.expression import Expression
from kouan.model.facts import Measure, Metric, MetricKind
from kouan.model.knowledge import Knowledge

#: The dimension of a part that dimension.csv does not know, in the words of the text.
PART: Final = "part"
#: What came to a stock in a time is no stock: 新增装机, 新改建农村公路.
_ADDED: Final = Expression("新增加?|新改建|新建|改扩建|新开通|新投产|新开工|新办|新设|新登记")
#: What firms have; of a country nobody states it but of a trade.
_OF_FIRMS: Final = frozenset(
    ("revenue", "net_profit", "industrial_profit", "industrial_output_value", "total_investment")
)
_NOBODY: Final = "中国"


def with_parts(metrics: Sequence[Metric], knowledge: Knowledge) -> Iterator[Metric]:
    """The figures in reading order, each with its part; those behind 其中 with the indicator of their whole."""
    told: list[Metric] = []
    by_span: dict[tuple[int, int], Metric] = {}
    bases: set[tuple[int, int]] = set()
    for number, metric in enumerate(metrics):
        about = by_span.get(metric.of_figure) if metric.of_figure else None
        read = of_base(metric, told)
        if about is not None and about.indicator_id and metric.kind is MetricKind.CHANGE:
            now = about_now(metric, about, told, is_base=metric.of_figure in bases)
            read = replace(now, indicator_id=about.indicator_id, dimensions=about.dimensions)
        elif read is not metric:
            bases.add((read.start, read.end))
        else:
            read = _of_its_amount(metric, about, knowledge) if about else metric
            whole = _whole_of(read, told)
            read = _taken_from(read, whole, knowledge) if whole else read
            if read.indicator_id is not None:
                read = _narrowed(read, whole, told, knowledge)
                read = _added(read, knowledge)
            if is_one_of_several(metrics, number):
                read = replace(read, indicator_id=None)
        read = at_its_end(read, metrics, number)
        if about is not None and about.subject == read.subject and not read.partner:
            read = replace(read, partner=about.partner)  # 对越南出口18亿元，增长11%
        told.append(read)
        by_span[read.start, read.end] = read
        yield read


def _of_its_amount(metric: Metric, about: Metric, knowledge: Knowledge) -> Metric:
    """A growth is of no indicator that its amount is not counted in: 出口612万吨，增长20% is none of the value of exports."""
    known = indicators_by_id(knowledge).get(metric.indicator_id or "")
    if (
        known is None
        or about.kind not in (*AMOUNTS, MetricKind.DURATION)
        or is_counted_in(known, about)
    ):
        return metric
    return replace(metric, indicator_id=None)


def _whole_of(metric: Metric, told: Sequence[Metric]) -> Metric | None:
    """The amount that this figure is part of: before the 其中 of its sentence, or last in the sentence before."""
    at = metric.start - metric.sentence_start
    among = metric.sentence.rfind(AMONG, 0, at)
    if among < 0 or metric.kind not in AMOUNTS:
        return None
    first = metric.sentence_start
    for one in reversed(told):
        if one.end > first + among or one.kind not in AMOUNTS or one.unit_base != metric.unit_base:
            continue
        if one.sentence_start == first:
            return one
        if among > 1:  # what the sentence begins with is no part of the one before
            return None
        begun = first - one.sentence_start
        return one if begun <= len(one.sentence) + 1 and _is_leading(one, told) else None
    return None


def _is_leading(one: Metric, told: Sequence[Metric]) -> bool:
    """Of a sentence with several amounts of one unit nothing says which is taken apart, unless they are parts of the first."""
    return not any(
        other is not one
        and other.sentence_start == one.sentence_start
        and other.unit_base == one.unit_base
        and other.kind in AMOUNTS
        for other in told
    )


def _taken_from(metric: Metric, whole: Metric, knowledge: Knowledge) -> Metric:
    """A part that its words name only by a dimension counts what its whole counts."""
    known = indicators_by_id(knowledge).get(whole.indicator_id or "")
    names = {part.partition("=")[0] for part in metric.dimensions}
    if known is None or metric.indicator_id not in (None, known.indicator_id):
        return metric
    if metric.indicator_id is None and (not names or not names <= set(known.dimensions)):
        return metric
    return replace(metric, indicator_id=known.indicator_id)


def _narrowed(
    metric: Metric, whole: Metric | None, told: Sequence[Metric], knowledge: Knowledge
) -> Metric:
    """The figure with the part that stands before the name of its indicator, or that goes on from the figure before.

    Without an indicator where the words share several amounts out and do not say which is whose.
    """
    part = part_named(metric, told[-1] if told else None, knowledge)
    if whole:
        metric = _within(metric, whole)
    if not part and whole:
        part = _part_of(whole)
        if _is_same(_of_part(metric, part), whole):
            part += opening_of(metric, knowledge) or AMONG
    elif not part and (before := _named_last(told)) and _goes_on(before, metric):
        part = _part_of(before)
    if not part and metric.indicator_id in _OF_FIRMS and metric.subject == _NOBODY:
        part = trade_before(metric, knowledge)
        if not part:
            return replace(metric, indicator_id=None)
    if not part and not metric.partner and not metric.dimensions and is_shared_out(metric):
        return replace(metric, indicator_id=None)
    return _of_part(metric, part)


def _within(metric: Metric, whole: Metric) -> Metric:
    """A part is of all that its whole is of, where it does not say otherwise itself: 民航, 其中国际市场."""
    names = {one.partition("=")[0] for one in metric.dimensions} | {PART}
    others = (one for one in whole.dimensions if one.partition("=")[0] not in names)
    return replace(metric, dimensions=tuple(sorted((*metric.dimensions, *others))))


def _of_part(metric: Metric, part: str) -> Metric:
    if not part:
        return metric
    known = _part_of(metric)
    others = (one for one in metric.dimensions if not one.startswith(f"{PART}="))
    return replace(metric, dimensions=tuple(sorted((*others, f"{PART}={known}{part}"))))


def _added(metric: Metric, knowledge: Knowledge) -> Metric:
    """What came to a stock is a flow of its own."""
    known = indicators_by_id(knowledge).get(metric.indicator_id or "")
    found = _ADDED.search(metric.indicator or "")
    if found is None or known is None:
        return metric
    if known.measure is not Measure.STOCK:  # 新办经营主体 is called new by its name
        is_read_as_stock = known.measure is Measure.FLOW and metric.measure is Measure.STOCK
        return replace(metric, measure=Measure.FLOW) if is_read_as_stock else metric
    rest = _part_of(metric)
    part = found[0] if rest in found[0] else found[0] + rest.removeprefix(found[0])
    others = tuple(one for one in metric.dimensions if not one.startswith(f"{PART}="))
    return _of_part(replace(metric, measure=Measure.FLOW, dimensions=others), part)


def _part_of(metric: Metric) -> str:
    return next(
        (one.partition("=")[2] for one in metric.dimensions if one.startswith(f"{PART}=")), ""
    )


def _named_last(told: Sequence[Metric]) -> Metric | None:
    """The last figure, but for changes that name nothing: 增长6%，高出全国2个百分点 are of what stands before them."""
    named = (one for one in reversed(told) if one.indicator_id or one.kind is not MetricKind.CHANGE)
    return next(named, None)


def _goes_on(before: Metric, metric: Metric) -> bool:
    """软件业务收入74300亿元，利润总额10100亿元: another thing of the same sentence, of the same part."""
    return (
        before.sentence_start == metric.sentence_start
        and before.indicator_id != metric.indicator_id
        and before.subject == metric.subject
        and not metric.dimensions
    )


def _is_same(metric: Metric, whole: Metric) -> bool:
    """Whether nothing tells the part from the whole."""
    return (
        metric.indicator_id == whole.indicator_id
        and metric.dimensions == whole.dimensions
        and metric.subject == whole.subject
        and metric.partner == whole.partner
        and metric.period == whole.period
        and metric.per_unit == whole.per_unit
    )
