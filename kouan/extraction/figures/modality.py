"""A figure with its sentence in, what the text claims of it out: that it is so, will be, should be, could be or must be."""

from __future__ import annotations

from typing import Final, NamedTuple

from kouan.extraction.figures.idle_cues import is_idle
from kouan.extraction.figures.statement import Cue, Cues, Statement
from kouan.extraction.sentences import clause_start
from kouan.extraction.words import read_words
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import Modality
from kouan.model.knowledge import Knowledge

#: 将15家企业列入名单: what stands behind this 将 is an object, and nothing lies ahead.
_OBJECT: Final = frozenset("mnrq")
#: 将新建, 将增开: verbs that the tagger takes for nouns.
_VERB: Final = frozenset("新增加再扩改投共续")
#: A word behind the figure says what the figure is: 1100万人的全年目标任务.
_BEHIND: Final = 14
#: Nobody reads a figure by a word further before it, in characters; of its own clause, a list may be longer.
_REACH: Final = 120
_CLAUSE_REACH: Final = 400
#: 将重点推进, 将同步开展: words that the tagger takes for nouns and that say how something will be done.
_MANNER: Final = Expression(
    "重点|集中|优先|分[批期]|同步|全程|利用|依托|借助|会同|携手|选派|面向|采[用取]|力争"
)
#: 将日均流量由430提高到700: the object begins with what only nouns have before them.
_NOUN: Final = Expression("[日年月人户亩]均|原|现行|该|其|[0-9一二三四五六七八九十两]")
#: 将轮值的队员人数增加到300人: what is raised stands behind 将, its noun behind 的.
_RAISED: Final = Expression(
    "(?![把使对在])[^，。；！？的]{1,24}的[^，。；！？的]{0,8}(?:数量|人数|数目|规模|名额|总数|总量)[^，。；！？]{0,12}?(?:增加|提高|扩大|减少|压缩|上调|下调|扩充|增派|削减)[到至为]"
)
#: Words that count up and compare, whether what is counted is so or is only expected: 预计累计, 计划共计.
_TALLY: Final = frozenset(("累计", "共计", "同比", "环比", "实际"))
#: 由目前的8小时缩短至4小时: what is left behind is so today.
_FROM: Final = Expression(
    "[由从](?:原来|目前|现在|原先|此前|之前|现有|如今|当前|过去|原)?的?(?:[0-9一两]{1,2}(?:年|个?月|天|周))?$"
)
_TO: Final = Expression(
    "[^，。；！？]{0,8}?(?:缩短|压缩|缩减|减少|降|提[高升]|增[加至长到]|扩|上升|上调|下调|调整|优化|改|变)"
)
#: 标准，由现行20亿元提高至40亿元: a standard that is changed in the next clause.
_CHANGED: Final = Expression(
    "(?:提高|上调|下调|调整|增加|降低|调)(?:到|至|为)$|由(?:现行|原来|此前)的?$"
)
#: 部分地区可达40℃, 每年可节省6亿元: of the weather and of money, what can be is what is expected.
_WEATHER: Final = frozenset(("℃", "度", "摄氏度", "毫米", "级"))
_SOMEWHERE: Final = Expression("(?:局地|局部|地区|山区|一带)$")
#: What somebody gets from works and measures: 预计每年可为6万户供电 is expected; 预计可容纳600人 is what they hold.
_YIELDS: Final = frozenset(
    (
        "可达",
        "每年可",
        "可为",
        "可向",
        "可保障",
        "可实现",
        "可减排",
        "可节约",
        "可使",
        "可将",
        "可以将",
        "可让",
    )
)
#: 这座八车道大桥: what is pointed to is there.
_POINTED: Final = Expression("[这该此][座条个项支艘]?$")
#: 意见提出，到2027年底，…超过300项: what a paper wants by a year.
_WANTED: Final = Expression(
    "(?:意见|方案|规划|计划|纲要|通知|目标|部署|举措|措施)》?[^。！？；0-9]{0,16}?(?:提出|明确|要求)[，：]?[^。！？；0-9]{0,12}?(?<!截)[到至]20[0-9]{2}年(?:底|末)?，"
)
#: …超过300项，去年为100项: behind such words it tells what is or was so.
_AS_IT_IS: Final = Expression("去年|上年|前年|目前|现有|现已|已[有经建]|如今|此前|[0-9]{4}年")
#: What is not so yet.
_AHEAD: Final = frozenset((Modality.FORECAST, Modality.TARGET))


class _Word(NamedTuple):
    modality: Modality
    is_behind: bool
    reaches_on: bool


class _Words:
    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {
            row["surface"]: _Word(
                Modality(row["modality"]), row["position"] == "behind", row["reach"] == "sentence"
            )
            for row in knowledge.rows("modality_cue")
        }
        self.pattern = Expression(any_of(self.words))


def modality_cues(text: str, first: int, last: int, knowledge: Knowledge) -> Cues:
    """The words of a sentence that tell how its figures are meant."""
    return Cues(knowledge.made(_Words).pattern, text, first, last)


def modality_of(figure: Statement, cues: Cues, is_ahead: bool, knowledge: Knowledge) -> Modality:
    """How the figure is meant; `is_ahead` when its period begins after the article was written.

    The nearest word of its own clause decides, a word behind the figure before all others; else a word that opens
    the sentence (预计, 力争), unless a clause between says what was reached (已, 同比).
    """
    words = knowledge.made(_Words).words
    for cue in cues.within(figure.end, min(figure.stop, figure.end + _BEHIND)):
        if words[cue.word].is_behind:
            return words[cue.word].modality
    since = max(figure.first, min(figure.start - _REACH, figure.clause))
    # 不得超过30天 begins with the word itself
    for cue in cues.before(figure.start + 1, max(since, figure.start - _CLAUSE_REACH)):
        word = words[cue.word]
        if word.is_behind or not (
            cue.start >= figure.clause
            or word.reaches_on
            or _is_actual(word)
            or (word.modality is Modality.STANDARD and _is_changed(figure))
        ):
            continue
        if cue.start == figure.start and word.modality is not Modality.STANDARD:
            continue  # 将近300人
        if is_idle(figure, cue) or (cue.word == "将" and not _is_future(figure.text, cue.end)):
            continue
        if cue.word in _TALLY and _is_ahead(figure, cues, cue, words):
            continue
        if (word.modality in _AHEAD or cue.word in _YIELDS) and _is_there(figure):
            return Modality.ACTUAL
        if cue.word == "将" and _is_expected(cues, cue.start, figure.first, words):
            return Modality.FORECAST  # 预计将有4400名
        if cue.word in _YIELDS and _is_yield(figure, cues, cue, words):
            return Modality.FORECAST
        return word.modality
    wanted = _WANTED.search(figure.text, figure.first, figure.clause)
    if wanted and not _AS_IT_IS.search(figure.text, wanted.end(), figure.start):
        return Modality.TARGET
    return Modality.FORECAST if is_ahead else Modality.ACTUAL


def _is_there(figure: Statement) -> bool:
    """True of what is pointed to, of a height above the sea, and of the first of two figures, the level that will be left: 由8小时缩短至4小时."""
    if _POINTED.search(figure.text, figure.clause, figure.start):
        return True
    if figure.text.endswith("海拔", figure.clause, figure.start):
        return True
    is_from = _FROM.search(figure.text, figure.clause, figure.start)
    return bool(is_from and _TO.match(figure.text, figure.end, figure.stop))


def _is_yield(figure: Statement, cues: Cues, cue: Cue, words: dict[str, _Word]) -> bool:
    """True of what can be and is only expected: of weather, of money, and where the clause says so."""
    if figure.quantity.currency or (cue.word == "可达" and figure.quantity.unit in _WEATHER):
        return True
    is_somewhere = _SOMEWHERE.search(figure.text, figure.first, cue.start)
    return is_somewhere is not None or _is_ahead(figure, cues, cue, words)


def _is_changed(figure: Statement) -> bool:
    return _CHANGED.search(figure.text, figure.clause, figure.start) is not None


def _is_ahead(figure: Statement, cues: Cues, cue: Cue, words: dict[str, _Word]) -> bool:
    """True where the clause of a word says before it that what follows lies ahead: 预计累计."""
    clause = clause_start(figure.text, figure.first, cue.start)
    before = next(iter(cues.before(cue.start, clause)), None)
    return (
        before is not None
        and words[before.word].modality in _AHEAD
        and not words[before.word].is_behind
        and not is_idle(figure, before)
    )


def _is_expected(cues: Cues, at: int, first: int, words: dict[str, _Word]) -> bool:
    """True where the word before also says what is only expected."""
    before = next(iter(cues.before(at, first)), None)
    return before is not None and words[before.word].modality is Modality.FORECAST


def _is_actual(word: _Word) -> bool:
    return word.modality is Modality.ACTUAL


def _is_future(text: str, at: int) -> bool:
    """True where an adverb or verb follows: 将新增, 将全部; not 将15家企业."""
    if text[at : at + 1] in _VERB or _MANNER.match(text, at):
        return True
    if _NOUN.match(text, at) or _RAISED.match(text, at):
        return False
    tags = read_words(text[at : at + 8]).tags
    return bool(tags) and tags[0][0] not in _OBJECT
