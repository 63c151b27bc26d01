"""A figure with its sentence in, how it is counted out: over a time, at an instant, on average, as a ratio or an index."""

from __future__ import annotations

from typing import Final

from kouan.extraction.amounts.units import POINTS
from kouan.extraction.figures.acts import (
    is_achieved,
    is_body,
    is_calibre,
    is_done,
    is_exchanged,
    is_happening,
    is_listed,
    is_named_after,
    is_of_sorts,
    is_room,
    is_summed_up,
)
from kouan.extraction.figures.statement import Cue, Cues, Statement, told_since
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import Measure, MetricKind
from kouan.model.knowledge import Knowledge

_RATIO_UNITS: Final = frozenset(("%", "‰", "1", "倍"))
#: What a figure that is counted per one of these says is an amount over time.
_TIMES: Final = frozenset("年月日天周") | {"小时", "分钟", "季度"}
_TIME: Final = frozenset(("s", "month"))
_CLOCK: Final = frozenset(("小时", "秒", "分钟"))
#: 共有30家, 有8辆: what there is.
_THERE_IS: Final = Expression("(?<![没所])(?<!先后)(?<!陆续)(?<!相继)(?<!接连)有(?:了)?$")
#: 时速350公里, 每秒30米: how fast something is.
_SPEED: Final = frozenset(("公里", "千米", "米", "海里", "英里", "节"))
#: 新增5个国家, 打击30处: what was done nevertheless.
_ADDS: Final = "新"
#: A body, a house or a thing behind its number is the one that acts: 11个区开通热线.
_ACTING: Final = frozenset(
    ["个", "家", "座", "处", "所", "米", "条", "艘", "支", "篇", "台", "套", "节"]
)
#: 3月末，贷款同比增速: what is owed at an instant.
_AT_END: Final = Expression("[年月季]度?[末底][，,、]?")
_OWED: Final = frozenset(("贷款", "存款"))
#: 由3间扩建到6间: so many are there now.
_ENLARGED: Final = frozenset(("扩建", "改建", "重建", "增设"))
#: 截至去年底共建成水库600座: what stands is told; 今年已建成, how much was built.
_BUILT: Final = frozenset(
    ("建成", "建设", "开通", "修建", "投产", "认定", "投用", "投运", "架设", "上架", "换发")
)
_SO_FAR: Final = Expression("截[至止]|目前|迄今|至今|现已|如今|[共已]$|累计$")
_THIS_TIME: Final = Expression(
    "[今当全本去]年(?!底|末)|年内|[上下]半年|[季月]度?(?:以来|份)|期间|以来"
)
#: 新增灌溉面积3万亩: what there is says what was added; 治理沙化面积, what was done.
_GROWS: Final = frozenset(("面积", "里程", "长度", "库容"))
_DOES: Final = frozenset(
    ("治理水土流失", "治理沙化", "治理历史遗留", "抢排", "收获", "发掘", "消减")
)
#: 包括棉衣在内的款物300万元: what is included is no more than a part of it.
_INCLUDES: Final = frozenset(("包括", "包含"))
_INCLUDED: Final = "在内"
#: 市场规模300亿元 is sold in a year; 产业规模300万亩 is what there is.
_SIZE: Final = "规模"
#: 货运总规模, 进出口规模: so great is what the word before says.
_SIZED: Final = 3
#: 发芽率提高10%: what changes is a ratio, whatever else the sentence counts.
_OF_RATIO: Final = Expression(
    "(?:率|比例|占比|比重)(?:同比|环比|分别|平均|均|也|又|已|则|将|可|再|都|[较比][^，。；！？]{1,8}?)*(?:提[高升]|上升|下降|降低|增[长加]|减少|升高|回落|回升)了?(?:约|近|超过?)?$"
)
#: 储备规模为3万亿，升幅为2%: of what the clause before counts.
_OF_SAME: Final = Expression("(?:升幅|增幅|涨幅|降幅|跌幅|增速)")
#: Units of bodies: their growth is of how many there are.
_BODIES: Final = frozenset(("家", "所", "座"))
#: The noun behind the figure: 812万张养老床位, 50名遇难者.
_NOUN: Final = 12
#: A word further behind is of another thing: 38个选举单位分别召开会议.
_CLOSE: Final = 4
#: 获得了所参赛的8个项目的金牌: its own noun is the object of nothing.
_NEAR: Final = 8


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
        # 19日均同意 is no average, nor is 平均水平的2倍
        self.pattern = Expression(f"(?:{any_of(self.words)})(?<![0-9]日均)(?!水平的)")


def measure_cues(text: str, first: int, last: int, knowledge: Knowledge) -> Cues:
    """The words of a sentence that tell how its figures are counted."""
    words = knowledge.made(_Words)

    def is_idle(before: Cue | None, cue: Cue) -> bool:
        if words.words[cue.word] is Measure.FLOW and is_named_after(text, cue.start, cue.end):
            return True
        return before is not None and (
            cue.word == _SIZE
            and cue.start - before.end <= _SIZED
            and words.words[before.word] is Measure.FLOW
            and "的" not in text[before.end : cue.start]
        )

    return Cues(words.pattern, text, first, last).without(is_idle)


#: So many sorts, countries: there are that many.
_SORTS: Final = frozenset(
    [
        "种",
        "类",
        "款",
        "重",
        "国",
        "省份",
        "省区",
        "省市",
        "省区市",
        "语种",
        "品种",
        "方面",
        "点",
        "人口",
    ]
)
_AMONG: Final = "其中"
_AGE: Final = "岁"


def measure_of(
    figure: Statement, cues: Cues, per_unit: str | None, of: Measure | None, knowledge: Knowledge
) -> Measure | None:
    """How the figure is counted; None of a rank and of a length of time, which are neither.

    A change has the measure of what changed: `of` where that stands in the text as a figure; so has a part (其中党员140人).
    """
    if figure.kind is MetricKind.RANK:
        return None
    words = knowledge.made(_Words)
    if figure.kind is MetricKind.CHANGE:
        return _of_change(figure, cues, of, words)
    said = _said(figure, cues, words)
    if said is Measure.FLOW and is_calibre(figure):
        said = None  # 出售155毫米火炮
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
        if figure.quantity.unit.partition("/")[0] in _SPEED and per_unit in _CLOCK:
            return Measure.RATIO
        return Measure.FLOW if per_unit in _TIMES else Measure.RATIO
    if is_exchanged(figure):
        return Measure.RATIO
    if figure.quantity.unit == _AGE:
        return Measure.STOCK  # 打死一名17岁的男子
    if said is not Measure.FLOW and is_body(figure):
        return Measure.STOCK
    if is_room(figure) and not _is_over_time(figure, words):
        return Measure.STOCK
    if is_happening(figure):
        return Measure.FLOW
    if figure.quantity.unit in _SORTS:
        return Measure.STOCK
    paid = Measure.FLOW if figure.quantity.currency else Measure.STOCK
    default = words.units.get(figure.quantity.unit, paid)
    is_event = default is Measure.FLOW and figure.quantity.currency is None
    if (said is not Measure.STOCK and is_done(figure)) or is_achieved(figure):
        return Measure.FLOW
    if not is_event and _THERE_IS.search(figure.text, figure.clause, figure.start):
        return Measure.STOCK
    if (is_of_sorts(figure) and not _is_added(figure, cues)) or is_listed(figure):
        return Measure.STOCK
    return (
        said
        or _of_noun(figure, cues, words)
        or (of if _AMONG in figure.text[figure.first : figure.start] else None)
        or (Measure.FLOW if is_summed_up(figure) else None)
        or default
    )


def _said(figure: Statement, cues: Cues, words: _Words) -> Measure | None:
    """What the nearest word before the figure says; what is done in a relative clause (开展专业的院校9所) is not counted.

    Of members, beds and the like a word before them may say what was done: 新增床位300张.
    """
    counted: Measure | None = None
    last: Cue | None = None
    listed = figure.text.endswith("等", figure.clause, figure.start)
    for cue in cues.before(figure.start, told_since(figure)):
        measure = words.words[cue.word]
        if measure is Measure.FLOW and (
            _is_relative(figure, cue)
            or (cue.word in _ENLARGED and figure.text.startswith(("到", "至", "为"), cue.end))
            or (listed and figure.text.startswith(("、", "等"), cue.end))
        ):
            continue
        if cue.word in _INCLUDES and _INCLUDED in figure.text[cue.end : figure.start]:
            continue
        if (cue.word in _BUILT and _is_standing(figure, cue, words)) or (
            cue.word.endswith(_SIZE) and not _is_over_time(figure, words)
        ):
            measure = Measure.STOCK
        if counted is None and (cue.word in words.objects or cue.word in _GROWS):
            counted, last = measure, cue
            continue
        if last and last.word in _GROWS:
            is_made = cue.word.startswith(_ADDS) or cue.word in _DOES
            return Measure.FLOW if is_made else counted
        return measure if counted is None or measure is Measure.FLOW else counted
    return counted


def _is_relative(figure: Statement, cue: Cue) -> bool:
    """True of what is done in a relative clause (开展专业的院校9所); 空袭了该地区的300个目标 is no such clause."""
    between = figure.text[cue.end : figure.start]
    return "的" in between and not (
        between[0] == "了"
        and between[-1] == "的"
        and between.count("的") == 1
        and "的" not in figure.behind[:_NEAR]
    )


def _is_over_time(figure: Statement, words: _Words) -> bool:
    """True of money and of units that only count what happens."""
    unit = figure.quantity.unit
    return figure.quantity.currency is not None or words.units.get(unit) is Measure.FLOW


def _is_standing(figure: Statement, cue: Cue, words: _Words) -> bool:
    """True of what has been built up to now and is there: 截至年底建成水库600座."""
    if _is_over_time(figure, words):
        return False
    first = figure.first
    return (
        _SO_FAR.search(figure.text, first, cue.start) is not None
        and _THIS_TIME.search(figure.text, first, cue.start) is None
    )


def _is_added(figure: Statement, cues: Cues) -> bool:
    cue = next(iter(cues.before(figure.start, figure.clause)), None)
    return cue is not None and cue.word.startswith(_ADDS)


def _of_noun(figure: Statement, cues: Cues, words: _Words) -> Measure | None:
    """What the words right behind the figure say of it."""
    behind = cues.within(figure.end, min(figure.stop, figure.end + _NOUN))
    if not behind or behind[0].start > figure.end + _CLOSE:
        return None
    measure = words.words[behind[0].word]
    is_actor = measure is Measure.FLOW and figure.quantity.unit in _ACTING
    return None if is_actor else measure


def _of_change(figure: Statement, cues: Cues, of: Measure | None, words: _Words) -> Measure | None:
    if figure.quantity.unit_base == POINTS and of in (None, Measure.RATIO):
        return Measure.INDEX if of is None and _is_index(figure, cues, words) else Measure.RATIO
    if of is not None and figure.quantity.unit_base not in _TIME:
        return of
    if _OF_RATIO.search(figure.text, figure.clause, figure.start):
        return Measure.RATIO
    before = [words.words[cue.word] for cue in cues.before(figure.start, figure.clause)]
    if Measure.AVERAGE in before:
        return Measure.AVERAGE
    if figure.quantity.unit_base in _TIME:
        return None  # 用时缩短3天
    cue = next(iter(cues.before(figure.start, figure.first)), None)
    if cue and _OF_SAME.match(figure.text, figure.clause, figure.start):
        return words.words[cue.word]
    # 指数为120.6，比上年增长2.5%: the clause before says what grows where this one says nothing
    if cue and (cue.start >= figure.clause or words.words[cue.word] is Measure.INDEX):
        is_owed = cue.word in _OWED and _AT_END.search(figure.text, figure.first, cue.start)
        return Measure.STOCK if is_owed else words.words[cue.word]
    grows = Measure.STOCK if figure.quantity.unit in _BODIES else Measure.FLOW
    return words.units.get(figure.quantity.unit, grows)


def _is_index(figure: Statement, cues: Cues, words: _Words) -> bool:
    return any(
        words.words[cue.word] is Measure.INDEX for cue in cues.before(figure.start, figure.clause)
    )
