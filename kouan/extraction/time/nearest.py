"""A figure and the times told round it in its own sentence in, the period that they give it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.sentences import CLAUSE_END
from kouan.extraction.time.begun import begun_before, to_now
from kouan.extraction.time.dated import CARRIED, OPEN, Dated, dated
from kouan.extraction.time.periods import Period
from kouan.extraction.time.states import AFTER, STOCK, is_standing
from kouan.extraction.time.undated import is_undated
from kouan.model.expression import Expression

#: 全长134公里的运河年底通航: what describes something says nothing of a time behind it.
_EXTENT: Final = Expression(
    "(?:全长|总长|总投资|占地|总?面积|建筑面积|设计[^，。；0-9]{0,6})(?:额)?(?:约|达|近|超过?|逾)?$"
)
_EXTENDS: Final = 12
_DESCRIBES: Final = Expression("[^，。；！？]{0,8}?的")
_ALL_YEARS: Final = Expression("历年|历次|开通以来|成立以来")


def not_as_told(text: str, told: Period, clause: int, start: int) -> Dated | None:
    """The period of a figure at `start` that is not that of the time told before it; None where it is."""
    if is_undated(text, told, clause, start):
        return Dated(None, OPEN)
    # since 2012 from 5 to 60: the first figure is that of the beginning
    if told.span == "since" and told.value and text[start - 1] in "从由":
        return Dated(told.value.partition("/")[0], CARRIED, told.basis, "instant")
    # 截至目前历年累计开行: the sum of all years, no state
    if told.span == "instant" and _ALL_YEARS.search(text, told.end, start):
        return dated(told, 0.9)._replace(span="since")
    return None


#: 截至7月底，班列今年累计发送货物32万标准箱: a sum of the year up to then.
_SUMMED: Final = Expression("(?:今年|年内)[^，。；]{0,4}(?:累计|共)")


def as_told(
    text: str, before: Sequence[Period], told: Period, start: int, earlier: Sequence[Period]
) -> Dated:
    """The period of a figure at `start` by the one of the times `before` it that it is told of.

    `earlier` are those of the sentences just before.

    What is summed up to a day is of the stretch since it began, and what there is on it is of the day.
    """
    if since := begun_before(text, before, earlier) or to_now(text, before, earlier):
        return since
    is_summed = _SUMMED.search(text, told.end, start) is not None
    if (
        not is_summed
        and told.is_until
        and (STOCK.search(text, told.end, start + AFTER) or is_standing(text, told, start))
    ):
        end = (told.value or "").partition("/")[2] or told.value
        return Dated(end, 0.9, told.basis, "instant")
    return dated(told, 0.9)


def told_behind(text: str, told: Sequence[Period], start: int, last: int) -> Dated | None:
    """The period told behind a figure in its clause, where none stands before it in the sentence, which ends at `last`."""
    stop = CLAUSE_END.search(text, start, last)
    end = stop.start() if stop else last
    behind = [one for one in told if start < one.start < end and "—" not in text[start : one.start]]
    if (
        behind
        and _EXTENT.search(text, max(0, start - _EXTENDS), start)
        and _DESCRIBES.search(text, start, behind[0].start)
    ):
        return Dated(None, OPEN)
    # from 4.9 to the 33 of 2021: the first figure is of another time
    if behind and text[behind[0].start - 1] in "到至":
        return Dated(None, CARRIED)
    return dated(behind[0], 0.7) if behind else None
