"""The sentences of an article with what they say of time in, those of growth, shares and ranks that say none out with what they go on in.

An amount without a date may be of any time. Growth, a share or a rank is said of an amount, and mostly of the last that
was told: 5月客流120万人次。……换乘比例占30%，同比提高2个百分点。 So are the amounts told in one breath with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kouan.extraction.time.dated import CARRIED, Dated, is_sum_up_to
from kouan.model.facts import MetricKind

_SAID_OF_AMOUNTS: Final = (MetricKind.CHANGE, MetricKind.SHARE, MetricKind.RANK)
_IN_ONE_BREATH: Final = (*_SAID_OF_AMOUNTS, MetricKind.LEVEL, MetricKind.RATE)
#: What is so since long is not said again of what follows.
GOING_ON: Final = ("single", "ytd", "custom", "instant")
#: How sure such a period is.
_CONTINUED: Final = 0.5
#: How many blocks behind the one that told it a period goes on.
_REACH: Final = 3


class Said(NamedTuple):
    """The kinds and periods of the figures of one sentence; `is_elsewhen` where it is of another time than the story."""

    block: int
    kinds: Sequence[MetricKind]
    periods: Sequence[Dated]
    is_elsewhen: bool


def continued(
    sentences: Iterable[Said], is_of_late: Callable[[str], bool]
) -> Iterator[list[Dated]]:
    """The periods of the figures of each sentence of an article, in reading order.

    `is_of_late` says of a period whether a page may still be telling of it. A period that cannot be told (9月 of a page without a year) ends what went on before it.
    """
    told, home = None, 0
    for said in sentences:
        goes_on = _that_go_on(said)
        own: Dated | None = None
        periods: list[Dated] = []
        for kind, period in zip(said.kinds, said.periods, strict=True):
            if period.value is not None and is_set_beside(period):
                pass
            elif told is not None and said.block == home and is_sum_up_to(period, told):
                pass  # 6月出口3亿元；上半年累计20亿元: what follows is of the month
            elif own is not None and _is_over_before(period, own):
                pass  # 一季度增长1.2%，去年四季度则下降0.2%: what follows is of this year
            elif period.value is not None:
                is_going_on = period.span in GOING_ON and is_of_late(period.value)
                told, home = (period if is_going_on else None), said.block
                own = told
            elif not is_silent(period):
                told = None
            has_one = is_silent(period) and kind in goes_on and said.block - home <= _REACH
            is_over = told is not None and said.block > home and _is_day(told)
            periods.append(_carried(told) if told and has_one and not is_over else period)
        yield periods


def _is_over_before(period: Dated, other: Dated) -> bool:
    """Whether a period has ended when the other begins: 2024 before 2025-01/2025-03."""
    ended, begun = (period.value or "").rpartition("/")[2], (other.value or "").partition("/")[0]
    return bool(ended and begun) and ended < begun[: len(ended)]


def _is_day(period: Dated) -> bool:
    """Whether a period is a single day: what happened on it is told in one paragraph."""
    return period.span == "single" and len(period.value or "") == len("2025-10-21")


def _carried(period: Dated) -> Dated:
    return period._replace(confidence=_CONTINUED, basis="carried")


def _that_go_on(said: Said) -> Sequence[MetricKind]:
    """The kinds that take the period told before, in this sentence."""
    if said.is_elsewhen:
        return ()
    silent = [kind for kind, one in zip(said.kinds, said.periods, strict=True) if is_silent(one)]
    return _IN_ONE_BREATH if any(kind in _SAID_OF_AMOUNTS for kind in silent) else ()


def is_set_beside(period: Dated) -> bool:
    """Whether a period is only that of what a figure is measured against: 较去年8月的高位195点仍低1%."""
    return period.confidence == CARRIED and period.basis != "carried"


def is_silent(period: Dated) -> bool:
    """Whether the text says nothing of the time of a figure; one that it leaves open is surer."""
    return period.value is None and period.confidence == CARRIED
