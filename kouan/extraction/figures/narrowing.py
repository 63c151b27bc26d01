"""A figure with the phrase for what it counts in, the words that narrow its indicator out: 服务 of 服务进出口总额."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kouan.extraction.figures.canonical import bare_name
from kouan.extraction.figures.dimensions import without_dimensions
from kouan.extraction.words import read_words
from kouan.model.expression import Expression
from kouan.model.facts import Metric
from kouan.model.knowledge import Knowledge

AMONG: Final = "其中"
#: Parts of speech that say what is counted: nouns, verbs used as nouns, 区别词, short forms, idioms, letters; verbs say what happened to it.
_TELLING: Final = ("n", "b", "j", "l", "i", "s", "a", "vn", "eng")
#: 西部, 东部; but no 上, 中, 内.
_PLACING: Final = "f"
#: Bodies that count or report are not what is counted.
_BODY: Final = "nt"
_ENDING: Final = ("k", "g", "ng")
#: No phrase begins behind one of these, but what stands before belongs to it.
_CUT: Final = Expression("[”）A-Za-z]")
_CLAUSE: Final = Expression("^|[，。；：！？]")
_LONGEST: Final = 16
#: Words that say what a rate is counted per narrow nothing: 日均出入境旅客.
_PER: Final = Expression("[年日月周]均|平均|单[日月]|每[个天日月年]?")
#: 60周岁及以上户籍老年人口: what is counted is told by its age, which is a figure.
_AGED: Final = Expression("[0-9]{1,3}周?岁(?:[及或]?以[上下])?")
#: 预计发送旅客, 目标全年外籍旅客: how a figure is meant is told by its modality.
_EXPECTED: Final = Expression("预计|预期(?!寿)|目标|计划(?![生单内外经])")
#: 31个省（自治区、直辖市）新增确诊病例: all of them together are no part.
_PROVINCES: Final = Expression(
    "(?:^|[0-9]+[多余]?)个?省(?:区市|市|份|（自治区、直辖市）?)?(?![级内外会道委府厅直])"
)
_TRADE: Final = Expression(
    "[一-鿿]{1,10}?(?:产业|行业|工业|制造业|服务业|企业|(?<![就创营])业)(?!务|绩|态|人|主|已)"
)
#: 其中，国际客运航线还处在恢复时期，共完成旅客运输量312.6万人次: the first clause names the part.
_OPENING: Final = Expression(f"{AMONG}[，,]?(?P<named>[^，。；：！？0-9]{{2,24}})")


#: 经罗湖管制站出入境旅客 of 罗湖口岸: the way that somebody took narrows nothing that the subject does not say.
_WAY: Final = Expression(
    "经(?:由|过)?(?P<through>[^，。；：！？0-9]{1,10}?)(?:口岸|管制站|边检站|港)"
)
#: What a name may begin with and is no short form of it: 国际货运 of 国际货运公司.
_OF_A_SORT: Final = Expression(
    "国际|国内|跨境|境外|海外|远洋|近洋|沿海|内河|内贸|外贸|民航|铁路|公路|水路|高速|城市|农村|工业|农业"
)
#: 海关监管中欧班列: what was done to what is counted, which is tagged as a noun.
_ACT: Final = Expression("监管(?!局|总局|部门|机构|区|仓|场|站)")
#: 该口岸, 本铁路口岸: so long is the word for what a body is.
_KIND: Final = 4


class _Word(NamedTuple):
    """A word of a phrase at [start, end) with its part of speech."""

    start: int
    end: int
    tag: str


def part_named(metric: Metric, before: Metric | None, knowledge: Knowledge) -> str:
    """What stands before the name of the indicator and is no dimension, no verb and no word of the whole; empty where nothing does."""
    phrase = metric.indicator or ""
    name = bare_name(phrase, metric.indicator_id, knowledge)
    if name is None:
        return ""
    words = _lead(metric, phrase, before) + _without_parties(phrase[: name[0]], metric)
    if metric.per_unit is not None:
        words = _PER.sub(" ", words)
    part = part_in(words, metric.dimensions, knowledge)
    # 琅岐边检站验放旅客: what is left of a short form of the subject
    is_short = metric.subject and metric.subject.startswith(part) and not _OF_A_SORT.fullmatch(part)
    return "" if is_short else part


def part_in(words: str, dimensions: Sequence[str], knowledge: Knowledge) -> str:
    """What words before the name of an indicator say of the part it counts: neither dimensions nor verbs."""
    words = _PROVINCES.sub("", _EXPECTED.sub(" ", _AGED.sub(" ", words)))
    return _told_by(without_dimensions(words, dimensions, knowledge))


def opening_of(metric: Metric, knowledge: Knowledge) -> str:
    """The name behind the 其中 of the sentence, which a later clause leaves unsaid."""
    at = metric.sentence.rfind(AMONG, 0, metric.start - metric.sentence_start)
    found = _OPENING.match(metric.sentence, at)
    return _named_first(without_dimensions(found["named"], (), knowledge).strip()) if found else ""


def trade_before(metric: Metric, knowledge: Knowledge) -> str:
    """规模以上轻工企业有11万家，实现营业收入2.87万亿元: the trade that the sentence told before."""
    found = list(_TRADE.finditer(metric.sentence, 0, metric.start - metric.sentence_start))
    return without_dimensions(found[-1][0], (), knowledge).strip() if found else ""


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
        if party:
            words = _WAY.sub(lambda way, party=party: _not_through(way, party), words)
            words = _without_short_forms(words.replace(party, ""), party)
    return _ACT.sub(" ", words)


def _not_through(way: re.Match[str], party: str) -> str:
    """Nothing of a way that leads through the party itself."""
    return " " if way["through"] and party.startswith(way["through"]) else way[0]


def _without_short_forms(words: str, party: str) -> str:
    """Without the words that mean all of the party by what it is: 该口岸, 全港, 本站."""
    for length in range(min(len(party), _KIND), 0, -1):
        words = re.sub(f"[该本全此]{re.escape(party[-length:])}(?![业场域])", " ", words)
    return words


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
    # 高效服务中欧班列: how it was done
    while first + 1 < last and (words[first].tag, words[first + 1].tag) == ("a", "vn"):
        first += 2
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
