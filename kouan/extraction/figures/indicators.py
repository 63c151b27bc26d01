"""A figure and its sentence in, a short phrase for what is counted out, built from the text's own words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from kouan.extraction.figures.relations import BARE
from kouan.extraction.sentences import clause_start
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import Quantity

#: Stands for a character that nobody can read; no phrase goes on behind it.
UNREADABLE: Final = "\ufffd"
_MARK: Final = Expression(f"[“”‘’（）{UNREADABLE}]")
#: An aside inside a word, or the short form behind it: 出入境（园）人员, 居民消费价格指数（CPI）.
_INSERTED: Final = Expression(
    "(?<=[一-鿿])（(?:[一-鿿]{1,4}）(?!的)(?=[一-鿿])|[A-Za-z]{2,8}）(?=[一-鿿]|$))", holds="（"
)
#: The mark of a point in a list of Markdown or of old pages, and that of words that are set in bold.
_POINT: Final = Expression("^[ \u3000]{0,8}(?:[-*+•●◆■▪▲★>|]{1,3}[ \u3000]{1,4})+")
_STRONG: Final = "**"
#: What misread bytes leave around themselves: the rest of a half word, a pronunciation in brackets.
_RESIDUE: Final = Expression(r"^[^一-鿿]+")
#: What is stated of itself, and so is counted too: 上证指数报3200点, 中欧班列开行1.6万列.
_OF_ITSELF: Final = ("指数", "综指", "成指", "班列")
_RATIOS: Final = ("%", "1")
#: Behind one of these the subject's name is part of what is counted.
_ASIDE: Final = tuple("占比较与对")
_LONGEST: Final = 24
_TAIL: Final = Expression(
    # what a figure is put right to is what it was
    r"(?:(?:初步|最终|年报)?(?:修订|修正|核定|核实|更正|核算)[为至到]|高?达到?|为|约|近|共|共计|累计|超过|超|已|了|的|仅|只|有|是|至|到|在|突破|逾|不到|将|可|能|各|分别|占|约占|短短|长达|多达|平均|以|排名|位居"
    r"|这|上述|每|从|[年月日]均|(?:[压紧萎]缩|压减|[猛骤锐激飙攀陡][增升降减涨跌]|[上下]?[增升降减缩扩提延调涨跌][加长高升少低小大张]?)[至到为]|另有?|(?<=[一-鿿])正|就|又|都|便|才|再|并|先后|预计|连续|由|[低高少多好]于|也|还|均|首次|至少|不|大约|需要?|最[多少高低大](?=$)"
    r"|(?:由|从|到|至)?[0-9]{4}年)+$"
)
#: What such words end with: most phrases end with none of these, and are not searched.
_TAIL_ENDS: Final = frozenset(
    "达到为约近共计过超已了的仅只有是至在破逾将可能各别占短均以名居这述每从另正就又都便才再并后续由于也还次少不需要多高低大年"
)
_HEAD: Final = Expression(
    r"^(?:其中|此外|同时|目前|如今|去年|今年|明年|以来|共|已|还|也|并|而|则|就(?![业读诊餐医学职地近])|将|由|为了?|随着|据统计|数据显示|截至|截止|全年|并且|以及|和|与|、|的|了|有"
    r"|计划(?![生单经外内书])|预计|预期(?!寿)|力争|有望|拟(?![定合]|人)"
    r"|另有?|让|着|等|期间|年[底初末]前?|[末起](?=[一-鿿]{3})|[0-9]+[年月日时](?:底|初|末|份|以来|以后|前|起|间)?)+"
)
_NOUN: Final = Expression(
    rf"[一-鿿A-Za-z（）]{{1,14}}?(?=[，。；！？、：“”‘’{UNREADABLE}]|的|在|是|为|将|已|到|$|[0-9])"
)
#: What stands behind a figure and counts nothing: 十年间, 连续4年成为, 提前3天实现, 甲地6万人和乙地.
_NO_NOUN: Final = Expression(
    "(?:之?间|以?来|之?内|之?[前后]|里|左右|以[上下](?!.)|成$|居|稳居|位居|实现|保持|就(?!业)|才|便|即可|以及|[和及](?![平谐睦煦]))"
)
#: 由222万人修正为221万人: what is done to a figure is no noun that it counts.
_PUT_RIGHT: Final = Expression("(?:初步|最终)?(?:修订|修正|核定|核实|更正)[为至到]")
#: What a phrase has to hold: the figure of the cell before is none.
_WORD: Final = Expression("[A-Za-zΑ-Ωα-ω一-鿿㐀-䶿𠀀-𿿿]")
#: The rest of a Latin word that a cut goes through.
_LATIN_REST: Final = Expression("(?<=[A-Za-z])[A-Za-z]+")
#: A phrase that says only that something grew.
GROWTH: Final = Expression(
    "(?:(?:扣除|剔除)(?:价格|物价)因素(?:影响)?后?)?(?:同比|环比|[比较]上年|[比较]去年|[年月季])?(?:分别)?(?:实际|名义)?(?:增长|增加|上涨|下降|减少|提高|上升|增|减|降)"
)
#: The same amount in other money: 按人民币计价, 折合美元约.
_IN_MONEY: Final = Expression(
    "[（(，]?(?:[按以](?:人民币|[美欧日港]元|当前汇率)(?:汇率)?(?:计[价算]?|折算|口径)|(?:折合|折算|约合|合|相当于(?=人民币|[美欧日港]元))(?:成|为)?(?:人民币|[美欧日港]元)?)(?:[为约达近]|超过?|逾)*"
)
#: A part of the time that the figure before is of, and that it was done: 其中5月份完成, 当月实现.
_IN_PART: Final = Expression(
    "(?:其中)?(?:第?[一二三四1-4]季度|[当本单]月|[当本单]季度?|[上下]半年)?(?:完成|实现)?"
)
#: The end of a phrase that says which way something moved, and against what: 同比增长 of 货运量同比增长.
_GROWN: Final = Expression(
    "(?P<against>同比|环比|[比较](?:[上去前]年|上个?[年月季周]|年初|[0-9]{1,4}[年月])(?:同期|同月|末|底)?|按[年月季]|[年月季周](?=[增减])"
    "|(?<![同环占对])[比较](?![例重赛价率值])[^，。；]{2,8}?)?(?:分别)?"
    "(?P<grows>(?P<up>增长|增加|增多|上涨|上升|提高|提升|[增涨升高多])|下降|减少|下跌|下滑|回落|降低|压缩|缩短|收窄|[减降跌低少])$"
)
#: 从10天延长至5个月: both figures are of one thing.
_REACHED: Final = Expression(
    "(?:[压紧萎]缩|压减|[猛骤锐激飙攀陡][增升降减涨跌]|[增升降减缩扩提延调涨跌][加长高升少低小大张]?)[至到为]了?"
)
#: Parts of speech at the rim of a phrase that say nothing of what is counted.
_FUNCTION: Final = frozenset("dpcruye")
#: The tag of a word in Latin letters, which is no interjection: GDP同比增长.
_LATIN: Final = "eng"

#: 不合格率, 每人每日, 各类: these tell.
_TELLING: Final = frozenset("不未无非每各全本")


class Counted(NamedTuple):
    """What the figure before counts, in which unit, and where it ends: the next clause may leave it unsaid."""

    indicator: str | None
    unit: str
    end: int


def indicator_of(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    previous: Counted | None,
    subject: str | None,
) -> str | None:
    """The words before the figure in its clause, and the noun it counts: 查获毒品; 完成医学隔离室.

    A clause that names nothing (2017年达到586万人次) counts what the one before it counts; one that only says
    增长5.7% counts the growth of it. Damage in `text` stands as `UNREADABLE`.
    """
    first, last = sentence
    start, end = quantity.start, quantity.end
    opening = max(clause_start(text, first, start), previous.end if previous else first)
    own = text[opening:start].lstrip("，、；和及与")
    if previous and previous.indicator and own and BARE.fullmatch(own):
        if own.endswith("的") and quantity.unit not in _RATIOS:
            return _ungrown(previous.indicator)  # 增长5%，较3月的188亿元
        return grown(previous.indicator, own)  # 比上年增长
    if previous and own == "或" and text[previous.end : start] == own:
        return previous.indicator  # 增加5千人或0.04%
    is_aside = text[start - 1 : start] == "（" and text[end : end + 1] == "）"
    # 留宿旅客（130万人次）与不过夜旅客（206万人次）: each stands behind the name that is its own
    led = text[opening : start - 1].lstrip("）、和与及以") if is_aside else text[opening:start]
    before = _before(led, subject)
    noun = ""
    if quantity.unit not in _RATIOS and not is_aside:
        noun = _noun(text, end + (text[end : end + 1] == "的"), last)
    phrase = f"{before}{noun}"[:_LONGEST].strip(" 、和及与")
    if previous and previous.indicator and UNREADABLE not in text[previous.end : start]:
        if _IN_MONEY.fullmatch(text, previous.end, start):
            return previous.indicator
        is_reached = _REACHED.fullmatch(text, previous.end, start)
        if not phrase and (quantity.unit == previous.unit or is_reached):
            is_amount = quantity.unit not in _RATIOS and own and not is_reached
            return _ungrown(previous.indicator) if is_amount else previous.indicator
        if quantity.unit == previous.unit and _IN_PART.fullmatch(phrase):
            return previous.indicator
        if GROWTH.fullmatch(phrase):
            return grown(previous.indicator, phrase)
    return phrase if _WORD.search(phrase) else None


def grown(indicator: str, growth: str) -> str:
    """The growth of what was counted before; said once, it is not said again, but in the direction of its own figure."""
    growth = _without_tail(growth.strip("（( "))
    told, own = _GROWN.search(indicator), _GROWN.search(growth)
    if told and own and (own["against"] or bool(own["up"]) != bool(told["up"])):
        whole = (
            f"{indicator[: told.start()]}{own['against'] or told['against'] or ''}{own['grows']}"
        )
        return whole if told.start() and len(whole) <= _LONGEST else indicator
    whole = indicator + growth
    return indicator if GROWTH.search(indicator) or len(whole) > _LONGEST else whole


def _ungrown(indicator: str) -> str:
    """What is counted, without how it moved: 人口 of 人口年增 and 人口年均增长."""
    found = _GROWN.search(indicator)
    return indicator[: found.start()].removesuffix("年均") or indicator if found else indicator


def moved(words: str) -> str:
    """How a figure moved, by the end of the words before it: 同比增长 of 旅客同比分别增长; "" where they do not say."""
    found = _GROWN.search(words)
    return f"{found['against'] or ''}{found['grows']}" if found else ""


def _before(text: str, subject: str | None) -> str:
    """What leads up to the figure, without marks, damage and words that only connect."""
    before = _MARK.split(_INSERTED.sub("", _POINT.sub("", text).replace(_STRONG, "")))[-1]
    if UNREADABLE in text:
        before = _RESIDUE.sub("", before)
    before = _without_tail(before.strip(" 、和及与"))
    if subject and subject in before and not subject.endswith(_OF_ITSELF):
        at = before.rfind(subject)
        if before[at - 1 : at] not in _ASIDE:  # 占全球总数
            before = before[at + len(subject) :]
    before = _HEAD.sub("", _trimmed(_HEAD.sub("", before)))
    if len(before) > _LONGEST:
        latin = _LATIN_REST.match(before, len(before) - _LONGEST)
        before = before[latin.end() if latin else -_LONGEST :]  # mil + lion tonnes
        before = before.split("、", 1)[-1].lstrip()  # a long list is cut at one of its marks
    return _without_tail(before).strip(" 、和及与")


def _without_tail(phrase: str) -> str:
    return _TAIL.sub("", phrase) if phrase[-1:] in _TAIL_ENDS else phrase


def _noun(text: str, start: int, last: int) -> str:
    found = _NOUN.match(text, start, last)
    if found is None or text[found.end() : found.end() + 1] == UNREADABLE:
        return ""  # half a word
    if _PUT_RIGHT.match(text, start, last):
        return ""
    noun = found[0]
    while noun.count("（") != noun.count("）"):
        noun = noun[: max(noun.rfind("（"), noun.rfind("）"))]
    return "" if _NO_NOUN.match(noun) else _trimmed(_without_tail(noun))


@lru_cache(maxsize=4096)  # a third of the phrases of a batch come again
def _trimmed(phrase: str) -> str:
    """A phrase without function words at its beginning: 我就办好手续 says 办好手续; 每人, 每日 say how it is counted."""
    start = 0
    for word, tag in tagged_words(phrase):
        if tag == _LATIN or tag[:1] not in _FUNCTION or word[0] in _TELLING:
            return phrase[start:]
        start += len(word)
    return ""
