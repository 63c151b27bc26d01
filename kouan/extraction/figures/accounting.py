"""A figure with its sentence in, how it is counted out: over a time, at an instant, on average, as a ratio or an index."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.figures.statement import Cues, Statement
from kouan.lexicons.words import any_of
from kouan.model.facts import Measure, MetricKind
from kouan.model.knowledge import Knowledge

_RATIO_UNITS: Final = frozenset(("%", "‰", "1", "倍"))
_POINTS: Final = frozenset(("个百分点", "百分点", "个基点", "基点"))
#: What a figure that is counted per one of these says is an amount over time.
_TIMES: Final = frozenset("年月日天周") | {"小时", "分钟", "季度"}
#: 共有30家, 有8辆: what there is.
_THERE_IS: Final = re.compile("(?<![没所])有(?:了)?$")
#: The noun behind the figure: 812万张养老床位, 50名遇难者.
_NOUN: Final = 12
#: A word further behind is of another thing: 38个选举单位分别召开会议.
_CLOSE: Final = 4


class _Words:
    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {
            row["surface"]: Measure(row["measure"]) for row in knowledge.rows("measure_cue")
        }
        self.units = {
            row["surface"]: Measure(row["measure"]) for row in knowledge.rows("unit_measure")
        }
        #: what is counted, whatever is done with it: 处分党员300人
        self.objects = {
            row["surface"] for row in knowledge.rows("measure_cue") if row["use"] == "object"
        }
        self.pattern = re.compile(any_of(self.words))


def measure_cues(text: str, first: int, last: int, knowledge: Knowledge) -> Cues:
    """The words of a sentence that tell how its figures are counted."""
    return Cues(knowledge.made(_Words).pattern, text, first, last)


#: 造成60名平民死亡: what happens to people is counted over a time, whatever stands between.
_HAPPENED: Final = re.compile(
    "[^，。；！？]{0,9}?(?:死亡|遇难|丧生|身亡|遇害|罹难|受伤|失踪|被捕|获救|感染|确诊|被疏散|撤离)"
)
#: So many sorts, countries: there are that many.
_SORTS: Final = frozenset(("种", "类", "款", "国", "省份", "语种", "品种"))
_PERSONS: Final = frozenset(("人", "名", "例", "位"))


def measure_of(
    figure: Statement, cues: Cues, per_unit: str | None, of: Measure | None, knowledge: Knowledge
) -> Measure | None:
    """How the figure is counted; None of a rank and of a length of time, which are neither.

    A change has the measure of what changed: `of` where that stands in the text as a figure.
    """
    if figure.kind is MetricKind.RANK:
        return None
    words = knowledge.made(_Words)
    if figure.kind is MetricKind.CHANGE:
        return _of_change(figure, cues, of, words)
    said = _said(figure, cues, words)
    if said is Measure.INDEX:
        return said
    if figure.kind is MetricKind.DURATION:
        return Measure.AVERAGE if said is Measure.AVERAGE else None
    if figure.kind is MetricKind.SHARE or figure.quantity.unit in _RATIO_UNITS:
        return Measure.RATIO
    if any(
        words.words[one.word] is Measure.AVERAGE for one in cues.before(figure.start, figure.clause)
    ):
        return Measure.AVERAGE
    if figure.kind is MetricKind.RATE:
        return Measure.FLOW if per_unit in _TIMES else Measure.RATIO
    if figure.quantity.unit in _PERSONS and _HAPPENED.match(figure.behind):
        return Measure.FLOW
    if figure.quantity.unit in _SORTS:
        return Measure.STOCK
    if _THERE_IS.search(figure.text, figure.clause, figure.start):
        return Measure.STOCK
    return (
        said
        or _of_noun(figure, cues, words)
        or words.units.get(figure.quantity.unit, Measure.STOCK)
    )


def _said(figure: Statement, cues: Cues, words: _Words) -> Measure | None:
    """What the nearest word before the figure says; what is done in a relative clause (开展专业的院校9所) is not counted.

    Of members, beds and the like a word before them may say what was done: 新增床位300张.
    """
    counted: Measure | None = None
    for cue in cues.before(figure.start, figure.clause):
        measure = words.words[cue.word]
        if measure is Measure.FLOW and "的" in figure.text[cue.end : figure.start]:
            continue
        if counted is None and cue.word in words.objects:
            counted = measure
            continue
        return measure if counted is None or measure is Measure.FLOW else counted
    return counted


def _of_noun(figure: Statement, cues: Cues, words: _Words) -> Measure | None:
    """What the words right behind the figure say of it."""
    behind = cues.within(figure.end, min(figure.stop, figure.end + _NOUN))
    is_close = behind and behind[0].start <= figure.end + _CLOSE
    return words.words[behind[0].word] if is_close else None


def _of_change(figure: Statement, cues: Cues, of: Measure | None, words: _Words) -> Measure | None:
    if figure.quantity.unit in _POINTS and of in (None, Measure.RATIO):
        return Measure.INDEX if of is None and _is_index(figure, cues, words) else Measure.RATIO
    if of is not None:
        return of
    before = [words.words[cue.word] for cue in cues.before(figure.start, figure.clause)]
    if Measure.AVERAGE in before:
        return Measure.AVERAGE
    cue = next(iter(cues.before(figure.start, figure.clause)), None)
    if cue:
        return words.words[cue.word]
    return words.units.get(figure.quantity.unit, Measure.FLOW)


def _is_index(figure: Statement, cues: Cues, words: _Words) -> bool:
    return any(
        words.words[cue.word] is Measure.INDEX for cue in cues.before(figure.start, figure.clause)
    )
