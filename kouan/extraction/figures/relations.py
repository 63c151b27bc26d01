"""The figures of a sentence in, which other figure a change or a share is about, and what a share is a share of, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kouan.extraction.amounts.units import POINTS, RATIOS
from kouan.extraction.figures.statement import Statement
from kouan.extraction.words import read_words
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind

#: For each figure of a sentence the bounds of the list that it stands in.
Runs = Sequence[tuple[int, int]]

_GROWS: Final = "(?:增长|成长|增加|增多|上涨|上升|提高|提升|下降|减少|下跌|下滑|回落|回升|降低|扩大|收窄|加快|放缓|减缓|攀升|激增|猛增|增|减|涨|降|跌|翻)"
_AGAINST: Final = "(?:同比|环比|按年|按月|[年月季周](?=[增减])|[比较与同][^，。；！？]{1,12}?(?:相比|同期|同月|同季度?|年|月|季度|周|日|前|期)?)"
#: A clause that says only that something grew: 同比增长, 比上年分别增加, 增幅达, 降幅为.
BARE: Final = Expression(
    f"[（(]?(?:其中|均|都|且|并|又|更)?(?:分别)?(?:环比(?:[、和与及]|以及)?同比|{_AGAINST})?(?:分别)?(?:实际|名义|累计|净|大幅|小幅|再|继续|快速|逆势|明显|各)*"
    f"(?:{_GROWS}(?:了|约|近|超过?|达到?|逾|高达|不到)?|(?:增幅|涨幅|降幅|跌幅|增速|增长率)(?:分别)?(?:为|达到?|约|超过?|近)?)?"
    "(?:约|近|超|超过|逾|达)?"
)
_BARE_SHARE: Final = Expression("[（(]?(?:其中|约|均|仅|共|并)?占(?!地|用|领|有)[^，。；！？]*")
#: 增长5.7%至7.97亿元; 增长5.7%，达7.97亿元.
_REACHES: Final = Expression("，?(?:达到?|升?至|增?至|降?至|为|突破|涨到|增到)了?(?:约|近|超过?)?")
_LISTED: Final = Expression("[和、及与，]|以及|、?和")
_LISTED_GROWTH: Final = Expression(f"(?:、|，?(?:[和及与并]|以及))(?:同比|环比)?{_GROWS}了?")
_RESPECTIVELY: Final = "分别"
#: 较2024年同期的448亿元增长5%: the amount is what the growth is measured against.
_SET_AGAINST: Final = Expression(
    "(?<![计相可同环占对])(?:比(?![较如重例率亚特利肩赛价值])(?=[^，。；！？比较]{0,20}?[年月日季周期前])|较(?![较多大好高少低重快慢强弱长短早晚为]))"
    "[^，。；！？比较]{1,24}$"
)
_AGAINST_REACH: Final = 26
#: Nothing else stands before it in its clause.
_OPENING: Final = Expression("(?:[但而且并也又更均已还]|同时){0,4}")
_MARKS: Final = "，、；和及与并且"
_AMOUNTS: Final = frozenset((MetricKind.LEVEL, MetricKind.RATE, MetricKind.DURATION))
#: 占全区总量的40.3%, 约占全国总人数的四分之一
_WHOLE: Final = Expression(
    "占(?:到|了|据|去)?(?!地|用|领|有|比|比重)(?P<whole>[^，。；！？、占0-9]{1,24}?)(?:的|之)?(?:比重|比例|份额|比率)?"
    "(?:约|近|超过?|达到?|为|已|的|高达|逾|不到|不足|至|到|了|将|从|由|仅)*$"
)
#: 全国的三分之一, 总数的一半
_OF_WHOLE: Final = Expression(
    "(?P<whole>(?:全[国球省市区县年部]|世界|总[^，。；！？的]{1,6}|[^，。；！？的]{0,10}(?:总[数量额值]|人口|面积)))的(?:约|近|超过?|逾)?$"
)
_NOUNS: Final = frozenset("njsfbl")
#: 3.2%的利率, 5%的速度: what stands behind is no whole.
_SORTS: Final = ("率", "速度", "速", "幅度", "幅", "比例", "比重", "价格", "水平", "目标", "股份")
_WHOLE_LONGEST: Final = 14


def related(figures: Sequence[Statement], number: int, runs: Runs) -> int | None:
    """The number of the figure of the sentence that this change or share is about; None where none is stated.

    5.7% of 货值7.97亿美元，同比增长5.7% belongs to 7.97亿美元, and so where 货值 is said again; figures that are
    stated 分别 belong to as many before them, in their order.
    """
    figure = figures[number]
    if figure.kind is MetricKind.CHANGE:
        own = own_words(figures, number, runs)
        if BARE.fullmatch(own):
            return _amount_before(figures, number, runs)
        named = _amount_named(figures, runs[number][0], own.lstrip(_MARKS))
        return _reached(figures, number) if named is None else named
    if figure.kind is MetricKind.SHARE and _BARE_SHARE.fullmatch(own_words(figures, number, runs)):
        return _amount_before(figures, number, runs)
    return None


def whole_of(figure: Statement) -> str | None:
    """What a share is a share of, in the words of the text: 全区总量 of 占全区总量的40.3%, 受访者 of 80%的受访者."""
    if figure.kind is not MetricKind.SHARE:
        return None
    before = figure.before
    if (found := _WHOLE.search(before)) or (found := _OF_WHOLE.search(before)):
        return found["whole"].strip("的“”") or None
    if figure.behind.startswith("的") and "率" not in before:
        return _noun(figure.behind[1 : 1 + _WHOLE_LONGEST])
    return None


def runs_of(figures: Sequence[Statement]) -> Runs:
    """For each figure the run [first, last) of figures of one unit that it is listed in: 5%、6%和7%."""
    bounds = [
        number
        for number in range(len(figures) + 1)
        if number in (0, len(figures)) or not _is_listed(figures[number - 1], figures[number])
    ]
    return [(first, last) for first, last in pairwise(bounds) for _ in range(first, last)]


def _is_listed(one: Statement, other: Statement) -> bool:
    units = {one.quantity.unit, other.quantity.unit}
    if (len(units) > 1 and units != RATIOS.keys()) or one.end > other.start:
        return False
    if _LISTED.fullmatch(one.text, one.end, other.start):
        return True
    # 同比分别增长9%和下降4%: each goes its own way
    return (
        one.kind is other.kind is MetricKind.CHANGE
        and _LISTED_GROWTH.fullmatch(one.text, one.end, other.start) is not None
        and _RESPECTIVELY in one.text[one.clause : one.start]
    )


def own_words(figures: Sequence[Statement], number: int, runs: Runs) -> str:
    """The words between the figure before, or the beginning of the clause, and the first of this run."""
    first, _ = runs[number]
    figure = figures[first]
    begin = max(figure.clause, figures[first - 1].end if first else figure.first)
    return figure.text[begin : figure.start]


def _amount_before(figures: Sequence[Statement], number: int, runs: Runs) -> int | None:
    """The amount before; of several that are stated 分别, the one of the same place."""
    first, last = runs[number]
    is_points = figures[number].quantity.unit_base == POINTS
    if first and last - first == 1:
        against = _set_against(figures[first - 1], figures[number])
        if against is not None:
            return _amount_against(figures, first - 1, against)
    for at in range(first - 1, -1, -1):
        kind = figures[at].kind
        if kind in _AMOUNTS or (is_points and kind is MetricKind.SHARE):
            begin, end = runs[at]
            if last - first > 1 and end - begin != last - first:
                begin, end = _clause_run(figures, at)
            if (
                last - first > 1
                and end - begin == 1
                and _RESPECTIVELY in own_words(figures, number, runs)
            ):
                begin, end = _last_amounts(figures, at, last - first)
            is_paired = last - first > 1 and end - begin == last - first
            return begin + number - first if is_paired else at
    return None


def _set_against(one: Statement, change: Statement) -> int | None:
    """Where 较 or 比 stands before the amount that a change of the same clause is measured against; None where it does not."""
    if one.clause != change.clause or one.kind not in _AMOUNTS:
        return None
    begin = max(one.clause, one.start - _AGAINST_REACH)
    found = _SET_AGAINST.search(one.text, begin, one.start)
    return found.start() if found else None


def _amount_against(figures: Sequence[Statement], base: int, against: int) -> int | None:
    """The amount that is set against the one at `base`: the last before it of its unit that is none such itself."""
    figure = figures[base]
    if not _OPENING.fullmatch(figure.text, figure.clause, against):
        return None  # 出口较上年的448亿元增长5%: of exports only the base is told
    for at in range(base - 1, -1, -1):
        one = figures[at]
        if one.kind not in _AMOUNTS or _counted_in(one) != _counted_in(figure):
            continue
        begin = max(one.clause, one.start - _AGAINST_REACH)
        if not _SET_AGAINST.search(one.text, begin, one.start):
            return at
    return None


def _counted_in(figure: Statement) -> str:
    """The unit of a figure in its base: 元 of a page of Macao is 澳门元."""
    return figure.quantity.unit_base or figure.quantity.unit


def _clause_run(figures: Sequence[Statement], number: int) -> tuple[int, int]:
    """The amounts of the clause that ends with this one, of whatever units: 341种7519批次."""
    begin = number
    while (
        begin
        and figures[begin - 1].clause == figures[number].clause
        and figures[begin - 1].kind in _AMOUNTS
    ):
        begin -= 1
    return begin, number + 1


def _last_amounts(figures: Sequence[Statement], number: int, count: int) -> tuple[int, int]:
    """So many amounts up to this one, each in a clause of its own: 旅客36万人次，车辆2万辆次，分别增长3%和下降1%."""
    begin = number + 1 - count
    if begin < 0 or any(figure.kind not in _AMOUNTS for figure in figures[begin:number]):
        return number, number + 1
    clauses = {figure.clause for figure in figures[begin : number + 1]}
    return (begin, number + 1) if len(clauses) == count else (number, number + 1)


def _amount_named(figures: Sequence[Statement], first: int, own: str) -> int | None:
    """The amount before that the words of a growth name again: 货值 of 货值7.97亿美元，货值同比增长5.7%."""
    for at in range(first - 1, -1, -1):
        name = figures[at].indicator
        if name and figures[at].kind in _AMOUNTS and own.startswith(name):
            return at if BARE.fullmatch(own, len(name)) else None
    return None


def _reached(figures: Sequence[Statement], number: int) -> int | None:
    """The level that a growth led to, right behind it."""
    if number + 1 == len(figures):
        return None
    figure, following = figures[number], figures[number + 1]
    if following.kind not in _AMOUNTS or following.start < figure.end:
        return None
    is_said = _REACHES.fullmatch(figure.text, figure.end, following.start)
    return number + 1 if is_said else None


def _noun(text: str) -> str | None:
    """The noun that a text begins with; None where it says what sort of figure that is: 3.2%的利率."""
    words = read_words(text)
    end = 0
    if words.surfaces and words.surfaces[0].endswith(_SORTS):
        return None
    for tag, stop in zip(words.tags, words.ends, strict=True):
        if tag[0] not in _NOUNS and tag not in ("vn", "an", "a", "vnn"):
            break
        if tag != "a":
            end = stop
    return text[:end] or None
