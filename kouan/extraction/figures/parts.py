"""The figures of an article in, the same out, each with the part that it counts where the words narrow its indicator.

服务进出口 is no 进出口, and 风电装机 not all of 装机: what stands before the name of an indicator and is neither a
word of dimension.csv nor a verb names a part, as part=服务. Behind 其中 a figure is part of the amount before it,
also where its own words do not say of what: 新增无症状感染者642例，其中境外输入118例.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.extraction.figures.canonical import bare_name, indicators_by_id
from kouan.extraction.figures.dimensions import without_dimensions
from kouan.extraction.words import read_words
from kouan.model.facts import Measure, Metric, MetricKind
from kouan.model.knowledge import Knowledge

#: The dimension of a part that dimension.csv does not know, in the words of the text.
PART: Final = "part"
_AMONG: Final = "其中"
#: Parts of speech that say what is counted: nouns, verbs used as nouns, 区别词, short forms, idioms, letters; verbs say what happened to it.
_TELLING: Final = ("n", "b", "j", "l", "i", "s", "a", "vn", "eng")
#: 西部, 东部; but no 上, 中, 内.
_PLACING: Final = "f"
#: Bodies that count or report are not what is counted.
_BODY: Final = "nt"
_ENDING: Final = ("k", "g", "ng")
#: No phrase begins behind one of these, but what stands before belongs to it.
_CUT: Final = re.compile("[”）A-Za-z]")
_LISTED: Final = re.compile("[、和及与]|以及")
_CLAUSE: Final = re.compile("^|[，。；：！？]")
_LONGEST: Final = 16
#: What came to a stock in a time is no stock: 新增装机, 新改建农村公路.
_ADDED: Final = re.compile("新增加?|新改建|新建|改扩建|新开通|新投产|新开工")
_AMOUNTS: Final = frozenset((MetricKind.LEVEL, MetricKind.RATE))
#: What firms have; of a country nobody states it but of a trade.
_OF_FIRMS: Final = frozenset(
    ("revenue", "net_profit", "industrial_profit", "industrial_output_value", "total_investment")
)
_NOBODY: Final = "中国"
_TRADE: Final = re.compile(
    "[一-鿿]{1,10}?(?:产业|行业|工业|制造业|服务业|企业|(?<![就创营])业)(?!务|绩|态|人|主|已)"
)
#: 对欧盟、美国分别进出口5.51万亿元、4.67万亿元
_SHARED_OUT: Final = re.compile("分别[^，。；0-9]{0,12}(?:[0-9][^，。；]*[、和及])?$")
#: 其中，国际客运航线还处在恢复时期，共完成旅客运输量312.6万人次: the first clause names the part.
_OPENING: Final = re.compile(f"{_AMONG}[，,]?(?P<named>[^，。；：！？0-9]{{2,24}})")
#: 由30.5万亿元增加到42.1万亿元
_FROM: Final = re.compile("[由从自](?:[0-9]{4}年的?)?$")
_OWN_YEAR: Final = re.compile("[0-9]{4}年的?$")
_TO: Final = re.compile(
    "(?:，|并)?(?:增长|增加|提高|提升|上升|增|升|扩大|发展|跃升|攀升|跃|涨|下降|减少|降低|降|减|缩小|下调|上调|调高|调低|上修|下修|修正|调整)(?:到|至|为)了?"
    "(?:[0-9]{4}年的?)?(?:约|近|超过?)?"
)


class _Word(NamedTuple):
    """A word of a phrase at [start, end) with its part of speech."""

    start: int
    end: int
    tag: str


def with_parts(metrics: Sequence[Metric], knowledge: Knowledge) -> Iterator[Metric]:
    """The figures in reading order, each with its part; those behind 其中 with the indicator of their whole."""
    told: list[Metric] = []
    by_span: dict[tuple[int, int], Metric] = {}
    for number, metric in enumerate(metrics):
        about = by_span.get(metric.of_figure) if metric.of_figure else None
        if about is not None and about.indicator_id and metric.kind is MetricKind.CHANGE:
            read = replace(metric, indicator_id=about.indicator_id, dimensions=about.dimensions)
        else:
            whole = _whole_of(metric, told)
            read = _taken_from(metric, whole, knowledge) if whole else metric
            if read.indicator_id is not None:
                read = _narrowed(read, whole, told[-1] if told else None, knowledge)
                read = _added(read, knowledge)
            if _is_one_of_several(metrics, number):
                read = replace(read, indicator_id=None)
        read = _at_its_end(read, metrics, number)
        told.append(read)
        by_span[read.start, read.end] = read
        yield read


def _whole_of(metric: Metric, told: Sequence[Metric]) -> Metric | None:
    """The amount that this figure is part of: before the 其中 of its sentence, or last in the sentence before."""
    at = metric.start - metric.sentence_start
    among = metric.sentence.rfind(_AMONG, 0, at)
    if among < 0 or metric.kind not in _AMOUNTS:
        return None
    first = metric.sentence_start
    for one in reversed(told):
        if one.end > first + among or one.kind not in _AMOUNTS or one.unit_base != metric.unit_base:
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
        and other.kind in _AMOUNTS
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
    metric: Metric, whole: Metric | None, before: Metric | None, knowledge: Knowledge
) -> Metric:
    """The figure with the part that stands before the name of its indicator, or that goes on from the figure before.

    Without an indicator where the words share several amounts out and do not say which is whose.
    """
    part = _part_named(metric, before, knowledge)
    if whole:
        metric = _within(metric, whole)
    if not part and whole:
        part = _part_of(whole)
        if _is_same(_of_part(metric, part), whole):
            part += _opening_of(metric, knowledge) or _AMONG
    elif not part and before and _goes_on(before, metric):
        part = _part_of(before)
    if not part and metric.indicator_id in _OF_FIRMS and metric.subject == _NOBODY:
        part = _trade_before(metric, knowledge)
        if not part:
            return replace(metric, indicator_id=None)
    if not part and not metric.partner and not metric.dimensions and _is_shared_out(metric):
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
    if found is None or known is None or known.measure is not Measure.STOCK:
        return metric
    rest = _part_of(metric)
    part = found[0] if rest in found[0] else found[0] + rest.removeprefix(found[0])
    others = tuple(one for one in metric.dimensions if not one.startswith(f"{PART}="))
    return _of_part(replace(metric, measure=Measure.FLOW, dimensions=others), part)


def _is_one_of_several(metrics: Sequence[Metric], number: int) -> bool:
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


def _is_shared_out(metric: Metric) -> bool:
    at = metric.start - metric.sentence_start
    return _SHARED_OUT.search(metric.sentence, max(0, at - 40), at) is not None


def _trade_before(metric: Metric, knowledge: Knowledge) -> str:
    """规模以上轻工企业有11万家，实现营业收入2.87万亿元: the trade that the sentence told before."""
    found = list(_TRADE.finditer(metric.sentence, 0, metric.start - metric.sentence_start))
    return without_dimensions(found[-1][0], (), knowledge).strip() if found else ""


def _part_of(metric: Metric) -> str:
    return next(
        (one.partition("=")[2] for one in metric.dimensions if one.startswith(f"{PART}=")), ""
    )


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


def _part_named(metric: Metric, before: Metric | None, knowledge: Knowledge) -> str:
    phrase = metric.indicator or ""
    name = bare_name(phrase, metric.indicator_id, knowledge)
    if name is None:
        return ""
    return _told_by(
        without_dimensions(
            _lead(metric, phrase, before) + _without_parties(phrase[: name[0]], metric),
            metric.dimensions,
            knowledge,
        )
    )


def _lead(metric: Metric, phrase: str, before: Metric | None) -> str:
    """What stands before a phrase in its clause where a mark or a figure cut it off: 共建“一带一路”国家进出口, 5G移动电话用户, 西部12省区市进出口."""
    sentence = metric.sentence
    place = sentence.rfind(phrase, 0, metric.start - metric.sentence_start)
    if place <= 0:
        return ""
    is_behind = before is not None and before.end == metric.sentence_start + place
    if not (is_behind or _CUT.match(sentence, place - 1)):
        return ""
    clause = max(found.end() for found in _CLAUSE.finditer(sentence, 0, place))
    if before is not None and not is_behind:
        clause = max(clause, min(before.end - metric.sentence_start, place))
    return _without_parties(re.sub("[“”]", "", sentence[clause:place]), metric)


def _without_parties(words: str, metric: Metric) -> str:
    for party in (metric.subject, metric.place, metric.partner):
        words = words.replace(party, "") if party else words
    return words


def _opening_of(metric: Metric, knowledge: Knowledge) -> str:
    at = metric.sentence.rfind(_AMONG, 0, metric.start - metric.sentence_start)
    found = _OPENING.match(metric.sentence, at)
    return _named_first(without_dimensions(found["named"], (), knowledge).strip()) if found else ""


@lru_cache(maxsize=4096)
def _told_by(text: str) -> str:
    """The words of a phrase that say what is counted: those between the verbs and adverbs at its rims."""
    return "".join(
        text[words[0].start : words[-1].end]
        for text in text.split()
        if (words := _trimmed(_words(text)))
    )[-_LONGEST:]


@lru_cache(maxsize=1024)
def _named_first(text: str) -> str:
    """The name that a clause begins with: 国际客运市场 of 国际客运市场仍处于恢复阶段."""
    words = _words(text)
    while words and not _is_telling(words[0]):
        del words[0]
    length = next((at for at, word in enumerate(words) if not _is_telling(word)), len(words))
    return text[words[0].start : words[length - 1].end] if length else ""


def _words(text: str) -> list[_Word]:
    read = read_words(text)
    return list(map(_Word, read.starts, read.ends, read.tags))


def _trimmed(words: list[_Word]) -> list[_Word]:
    first, last = 0, len(words)
    # 普惠型: a verb before an ending is no verb
    while first < last and not (_is_telling(words[first]) or _is_ending(words, first + 1)):
        first += 1
    while first < last and not (_is_telling(words[last - 1]) or words[last - 1].tag in _ENDING):
        last -= 1
    return words[first:last]


def _is_telling(word: _Word) -> bool:
    if word.tag == _PLACING:
        return word.end - word.start > 1
    return word.tag.startswith(_TELLING) and not word.tag.startswith(_BODY)


def _is_ending(words: list[_Word], at: int) -> bool:
    return at < len(words) and words[at].tag in _ENDING


def _at_its_end(metric: Metric, metrics: Sequence[Metric], number: int) -> Metric:
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
