"""The figures of an article with their periods in, those of sentences that say no time out with the one that it is mainly about.

How often labels agree is in tests/unseen/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from kouan.extraction.most import most_of
from kouan.extraction.time.continued import GOING_ON, is_set_beside, is_silent
from kouan.extraction.time.dated import Dated
from kouan.model.facts import Measure, MetricKind, Modality

if TYPE_CHECKING:
    from kouan.extraction.time.timeline import Timeline

#: An article is mainly about a period that so many of its figures are read to be of.
_FIGURES: Final = 7
_KINDS: Final = (MetricKind.LEVEL, MetricKind.CHANGE, MetricKind.SHARE, MetricKind.RANK)
#: What something can do, or has to, is so at any time.
_OF_ANY_TIME: Final = (Modality.CAPACITY, Modality.STANDARD)
#: How long and how wide something is does not happen in a period.
_EXTENTS: Final = ("m", "m²")
#: How sure such a period is.
_MAINLY: Final = 0.4


class Told(NamedTuple):
    """One figure: what the text says of its time, and what it is."""

    dated: Dated
    kind: MetricKind
    unit_base: str | None
    measure: Measure | None
    modality: Modality


class ToldTogether(NamedTuple):
    """The figures of one sentence, by its block and its number there."""

    place: tuple[int, int]
    figures: Sequence[Told]


def in_main_period(article: Sequence[ToldTogether], timeline: Timeline) -> Iterator[list[Dated]]:
    """The periods of the figures of each sentence of an article, in reading order."""
    main = _main_period([one.dated for some in article for one in some.figures])
    if main is None or not timeline.is_of_late(main.value or ""):
        yield from ([one.dated for one in some.figures] for some in article)
        return
    carried = main._replace(confidence=_MAINLY, basis="carried", is_until=False)
    for place, figures in article:
        is_open = all(is_silent(one.dated) for one in figures)
        is_open = is_open and not timeline.is_apart(*place, main.value)
        yield [carried if is_open and _is_of(one, main) else one.dated for one in figures]


def _is_of(figure: Told, main: Dated) -> bool:
    """Whether a figure may be of the period of its page: what is so at a day is not of a month."""
    return (
        figure.kind in _KINDS
        and figure.modality not in _OF_ANY_TIME
        and figure.unit_base not in _EXTENTS
        and (figure.measure is not Measure.STOCK or main.span == "instant")
    )


def _main_period(periods: Sequence[Dated]) -> Dated | None:
    """The period of most figures, in an article of many; None where none has a third of those that have one."""
    told = [one for one in periods if one.value is not None and not is_set_beside(one)]
    may_be = [one for one in told if one.span in GOING_ON]
    value = most_of(
        (one.value for one in may_be if one.value), _FIGURES, others=len(told) - len(may_be)
    )
    return next((one for one in may_be if one.value == value), None)
