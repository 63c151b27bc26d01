"""Figures of one article in, what one says of another's period out: 去年同期为3万吨, 由3万吨增加到4万吨, 3万吨、4万吨 under one phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kouan.model.expression import Expression
from kouan.model.facts import Metric, MetricKind

#: What a change or a share can be of.
AMOUNTS: Final = frozenset((MetricKind.LEVEL, MetricKind.RATE))
#: A phrase that says only what a figure is compared with.
_BASE: Final = Expression(
    "(?:去年|上年|前年|上一年|[上前]个?月|上季度?)?(?:同期|同月|同季度?|全年)?(?:则|仅|只)?"
)
_LISTED: Final = Expression("[、和及与]|以及")
#: 对欧盟、美国分别进出口5.51万亿元、4.67万亿元
_SHARED_OUT: Final = Expression("分别[^，。；0-9]{0,12}(?:[0-9][^，。；]*[、和及])?$")
#: 由30.5万亿元增加到42.1万亿元
_FROM: Final = Expression("[由从自](?:[0-9]{4}年的?)?$")
_OWN_YEAR: Final = Expression("[0-9]{4}年的?$")
_TO: Final = Expression(
    "(?:，|并)?(?:增长|增加|提高|提升|上升|增|升|扩大|发展|跃升|攀升|跃|涨|下降|减少|降低|降|减|缩小|下调|上调|调高|调低|上修|下修|修正|调整)(?:到|至|为)了?"
    "(?:[0-9]{4}年的?)?(?:约|近|超过?)?"
)


def of_base(metric: Metric, told: Sequence[Metric]) -> Metric:
    """去年同期为115.6亿吨: what the amount before counts, in the period that it is compared with."""
    if metric.indicator_id or metric.kind not in AMOUNTS:
        return metric
    if not metric.indicator or not _BASE.fullmatch(metric.indicator):
        return metric
    for one in reversed(told):
        if one.kind not in AMOUNTS or one.unit_base != metric.unit_base:
            continue
        is_near = 0 <= metric.sentence_start - one.sentence_start - len(one.sentence) <= 1
        if not is_near and metric.sentence_start != one.sentence_start:
            return metric
        return replace(
            metric,
            indicator=one.indicator,
            indicator_id=one.indicator_id,
            dimensions=one.dimensions,
            subject=one.subject,
            subject_basis=one.subject_basis,
            measure=one.measure,
        )
    return metric


def about_now(change: Metric, about: Metric, told: Sequence[Metric], *, is_base: bool) -> Metric:
    """罗湖口岸旅客586万人次，上年为543万人次，同比增长8%: the growth is of the first, though the second stands before it."""
    if change.sentence_start != about.sentence_start:
        return change
    # it stands near: looking from the end keeps long texts in proportion
    place = next(at for at in reversed(range(len(told))) if told[at] is about)
    before = told[place - 1] if place else None
    is_earlier = (
        before is not None
        and before.sentence_start == about.sentence_start
        and before.kind is about.kind
        and before.indicator_id == about.indicator_id
        and before.unit_base == about.unit_base
        and before.dimensions == about.dimensions
        and (is_base or _is_later(before.period, about.period))
    )
    if before is None or not is_earlier:
        return change
    return replace(
        change,
        of_figure=(before.start, before.end),
        period=before.period,
        span=before.span,
        period_basis=before.period_basis,
    )


def _is_later(period: str | None, other: str | None) -> bool:
    """Whether a period begins when another has ended: 9月 is no later than 前三季度.

    >>> _is_later("2025", "2024"), _is_later("2025-09", "2025-01/2025-09"), _is_later("2025-12", "2025")
    (True, False, False)
    """
    begun, ended = (period or "").partition("/")[0], (other or "").rpartition("/")[2]
    return bool(begun and ended) and begun[: len(ended)] > ended


def at_its_end(metric: Metric, metrics: Sequence[Metric], number: int) -> Metric:
    """由30.5万亿元增加到42.1万亿元: the first is of the first year told, the second of the last; of one alone nothing tells the other's."""
    if metric.period is None or metric.kind is MetricKind.CHANGE:
        return metric
    if number + 1 < len(metrics) and _is_way(metric, metrics[number + 1]):
        return _dated_apart(metric, is_first=True)
    if number and _is_way(metrics[number - 1], metric):
        return _dated_apart(metric, is_first=False, before=metrics[number - 1])
    return metric


def _dated_apart(metric: Metric, *, is_first: bool, before: Metric | None = None) -> Metric:
    first, _, last = (metric.period or "").partition("/")
    if last and first[:4] != last[:4]:
        return replace(metric, period=first if is_first else last, span="single")
    begin = (before or metric).start - metric.sentence_start
    has_year = _OWN_YEAR.search(metric.sentence, max(0, begin - 8), begin) is not None
    return (
        metric
        if is_first == has_year
        else replace(metric, period=None, span=None, period_basis=None)
    )


def _is_way(one: Metric, other: Metric) -> bool:
    """Whether two figures are the ends of one way: from the one, to the other."""
    if one.sentence_start != other.sentence_start or one.unit_base != other.unit_base:
        return False
    if one.period != other.period:
        return False
    begin, end = (at - one.sentence_start for at in (one.start, one.end))
    return (
        _FROM.search(one.sentence, max(0, begin - 8), begin) is not None
        and _TO.fullmatch(one.sentence, end, other.start - one.sentence_start) is not None
    )


def is_one_of_several(metrics: Sequence[Metric], number: int) -> bool:
    """水力发电装机和太阳能装机突破4700万千瓦、2900万千瓦: one phrase for two figures does not say which is whose."""
    one = metrics[number]
    return any(
        0 <= at < len(metrics)
        and metrics[at].sentence_start == one.sentence_start
        and metrics[at].unit == one.unit
        and metrics[at].indicator == one.indicator
        and metrics[at].partner == one.partner
        and metrics[at].subject == one.subject
        and _LISTED.fullmatch(
            one.sentence,
            min(one.end, metrics[at].end) - one.sentence_start,
            max(one.start, metrics[at].start) - one.sentence_start,
        )
        is not None
        for at in (number - 1, number + 1)
    )


def is_shared_out(metric: Metric) -> bool:
    """Whether 分别 stands before the figure: 对欧盟、美国分别进出口5万亿元、4万亿元."""
    at = metric.start - metric.sentence_start
    return _SHARED_OUT.search(metric.sentence, max(0, at - 40), at) is not None
