"""The passages of an article in, the period of a sentence that says none out: of its scene, or of what it goes on with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.compared import year_before
from kouan.extraction.time.dated import CARRIED, Dated, carried
from kouan.extraction.time.elsewhen import ELSEWHEN, EXAMPLE, HABIT
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.extraction.time.speech import is_opinion, is_speech, next_period
from kouan.model.expression import Expression

#: Words that tie a sentence to the period of what stands before it: it compares, divides, or points back.
_TIES: Final = Expression(
    "同比|环比|按[年月季](?=[升跌涨降增减多少])|其中|其间|期间|此间|[高低多少]于上|较上|比上|增速|增幅|降幅|同期|此次|本次|本届|这次|上述|至此|报告期|同一时[段期]|分布[在于]|分别(?=[为达增下])"
)
#: 分港区看，曹妃甸港区完成1.7亿吨: what was told before is divided.
_DIVIDES: Final = Expression(
    "(?:分|从|按|就)[^，。；0-9]{1,10}?(?:来?[看说讲]|而[言论]|划分|观察|分析|统计)，|在[^，。；0-9]{2,14}中，(?=[^。]{0,12}占)"
)
#: 二手房方面，成交20亿元: so is it within one paragraph.
_ASPECT: Final = Expression("[^，。；0-9]{1,8}方面，")
#: 报到新生中，湖南籍3722人: so is a part of what was counted.
_AMONG: Final = Expression(
    "(?!其中|.{0,6}(?:过程|采访|途|会议|工作|生活|空|目|印象|报告|讲话|调研|活动|集|期|手)[中里]，)[^，。；、0-9“”（]{2,8}[中里]，(?=[^。！？，；0-9%]{0,16}?[0-9.,]+万?余?[人名家件户例所])"
)
_WITHIN: Final = ("中，", "里，")
_LONGEST: Final = 10
#: A block that begins so is told of the time that the one before it was.
_LIKEWISE: Final = Expression(
    "(?:截至)?报告期[内末]|(?:与此)?同期，?(?!相比|增|减|[水上下]?[升降涨])|(?:在)?(?:同一|这一|这段)(?:时段|时期|时间)"
)
#: 下游大桥同期通行98万车次: a second thing at the same time.
_BESIDE: Final = Expression(
    "(?<![年比较史于与同和五占往])同期(?!相比|[增减新最]|[水上下]?[升降涨]|水平|[下上]降|总|的|值|数)|同一(?:时段|时期|期间)"
)
_REPORT: Final = Expression("(?:截至)?报告期(?:内|(?P<end>末))")
#: What is told as done: it happened when the story before it did.
_DONE: Final = Expression(
    "(?<![为除])了(?!解)|已(?!经?婚)|完成(?!时)|被[^，。；]{1,12}成|宣布|造成|共(?=有?[0-9]|计?(?:发送|到发|运送|疏运|接待|查验|验放|开行|完成|办理|保障|投入))"
)
#: How many sentences of one block a period reaches over.
REACH: Final = 3
#: How many blocks a story told as done goes on after its period was said.
_STORY: Final = 4
#: What is said of each of several years.
EVERY_YEAR: Final = Expression("年均|(?<![人户名])每年|逐年")
#: 预计发送旅客200万人次 behind the days of a holiday is what is expected of them.
_EXPECTED: Final = Expression(
    "(?:预计|将|可望)[^，。；]{0,8}?(?:发送|到发|运送|输送|接待|迎来|开行|加开|增开|办理|投入|吸引|查验|验放)"
)
#: 每千人口床位数为8张, behind what was so at a day.
_STANDS: Final = Expression(
    "(?:床位|医师|护士|车位|密度|面积|覆盖率|普及率|拥有|保有)[^，。；]{0,6}?(?:为|达到?|有)"
)
#: 10月价格上涨0.3%。1至10月，累计下降0.1%: what is told of prices next is of the month.
_PRICES: Final = Expression("消费者?价格|出厂价格|CPI|PPI")
#: 董事会拟派发现金红利: of the profits that were told of.
_DIVIDEND: Final = Expression(
    "(?:派发|派送|分派|派息|每[0-9]{0,2}股派)[^，。；！？]{0,10}(?:红利|股息|股利|[0-9])"
)
#: 站长陈立说，当时有200人: of the moment of the scene that was told before.
_THEN: Final = Expression(
    "(?:[^，。；！？“”0-9]{2,20}[说称]，|[^，。；！？“”0-9]{2,18}(?:表示|介绍|指出)，)?当时(?![的正还并就有说])"
)
#: The length of a stretch from day to day.
_DAYS: Final = len("2025-05-01/2025-05-05")


def carried_into(passages: Sequence[Passage], block: int, sentence: int) -> Dated | None:
    """The period of a sentence that says none: of its scene, or of what it goes on with."""
    passage = passages[block]
    first, last = passage.sentences[sentence]
    if is_speech(passage, sentence):
        return next_period(passages, block, sentence)
    if (
        passage.text.find("当时", first, last) >= 0
        and _THEN.match(passage.text, first, last)
        and (moment := _moment(passages, block))
    ):
        return moment
    if (
        passage.text.find("派", first, last) >= 0
        and _DIVIDEND.search(passage.text, first, last)
        and (told := passage.last_in(sentence - 1, REACH))
    ):
        return carried(told)
    is_scene = passage.last_day and passage.has_clock(first, last)
    if is_scene and not HABIT.search(passage.text, first, last):
        return Dated(passage.last_day, CARRIED, "carried", "single")
    if _ASPECT.match(passage.text, first) and (told := passage.last_in(sentence - 1, REACH)):
        return carried(told)
    if _is_among(passage, sentence) and (told := passage.last_in(sentence - 1, 1)):
        return carried(told)
    is_divided = _DIVIDES.match(passage.text, first) is not None
    is_tied = (
        is_divided
        or bool(_TIES.search(passage.text, first, last))
        or _is_yearly(passage, sentence)
        or _is_year_on(passage, sentence)
    )
    if not is_tied and (
        passage.bases_in(first, last)
        or not _DONE.search(passage.text, first, last)
        or is_opinion(passage, sentence)
        or ELSEWHEN.search(passage.text, first, last)
    ):
        return _right_behind(passage, sentence)
    if told := passage.last_in(sentence - 1, REACH):
        is_month = told.span == "single" and len(told.value or "") == len("2025-06")
        is_story = is_month and not is_tied and EXAMPLE.search(passage.text, first, last)
        return None if is_story else carried(told)
    if is_tied and block and (_LIKEWISE.match(passage.text) or opens_division(passage, sentence)):
        return _same_time(passages, block)
    return None if is_tied else _story(passages, block)


def _is_among(passage: Passage, sentence: int) -> bool:
    """Whether it divides what the sentence before counted: 实际报到4513人。报到新生中，籍贯在本省的3722人."""
    first, last = passage.sentences[sentence]
    if not sentence or all(passage.text.find(one, first, first + _LONGEST) < 0 for one in _WITHIN):
        return False
    found = _AMONG.match(passage.text, first, last)
    if found is None:
        return False
    told = passage.text[slice(*passage.sentences[sentence - 1])]
    said = found[0][:-2]
    return any(said[at : at + 2] in told for at in range(len(said) - 1))


def _right_behind(passage: Passage, sentence: int) -> Dated | None:
    """The period of the sentence before, where it opens a scene, or this one says what stood at its day or is expected of its days."""
    before = passage.last_in(sentence - 1, 1)
    if before is None:
        return None
    first, last = passage.sentences[sentence]
    goes_on = (
        before.is_scene
        or (before.span == "instant" and _STANDS.search(passage.text, first, last))
        or (len(before.value or "") == _DAYS and _EXPECTED.search(passage.text, first, last))
    )
    return carried(before) if goes_on else None


def at_same_time(passages: Sequence[Passage], block: int, sentence: int) -> Dated | None:
    """The period that the block before was told in, where a sentence tells of a second thing at the same time."""
    passage = passages[block]
    if not block or not _BESIDE.search(passage.text, *passage.sentences[sentence]):
        return None
    return _same_time(passages, block)


def opens_division(passage: Passage, sentence: int) -> bool:
    """Whether a block opens with a division of what a bulletin told (从贸易方式看) and has told no other time since."""
    first, _ = passage.sentences[sentence]
    return _DIVIDES.match(passage.text, first) is not None and not passage.periods_in(0, first)


def _same_time(passages: Sequence[Passage], block: int) -> Dated | None:
    """The period that the block before was told in last: what begins with 同期 goes on in it.

    What begins with 报告期内 goes on in the last one that was told at all, and 报告期末 is the end of it. Of two divisions of
    one report (从单季看, 分产品看) the second does not go on in what the first was of.
    """
    report = _REPORT.match(passages[block].text)
    is_division = _DIVIDES.match(passages[block].text) is not None
    is_heading = block > 1 and "。" not in passages[block - 1].text
    reach = _STORY if report else 1 + (is_heading or is_division)
    for passage in reversed(passages[max(0, block - reach) : block]):
        if told := _last_told(passage):
            if is_division and _DIVIDES.match(passage.text):
                continue
            if report and report["end"] and told.value:
                return Dated(told.value.rpartition("/")[2], CARRIED, "carried", "instant")
            return carried(told)
    return None


def _last_told(passage: Passage) -> Period | None:
    """The last period of a block; years up to now are told in passing beside another: 今年新增6万人。2018年以来净增21万人."""
    number = len(passage.sentences)
    while told := passage.last_in(number - 1, number):
        others = [one for one in passage.periods_in(0, told.start) if one.span != "since"]
        if _PRICES.search(passage.text) and (month := _month_of(told, others)):
            return month
        if told.span != "since" or _is_work(told) or not others:
            return told
        number = bisect_right(passage.sentences, (told.start, len(passage.text))) - 1
    return None


def _moment(passages: Sequence[Passage], block: int) -> Dated | None:
    """The day of the scene that was told by the hour last: 当时 means it."""
    for passage in reversed(passages[max(0, block - 1) : block + 1]):
        if passage.clocks and passage.last_day:
            return Dated(passage.last_day, CARRIED, "carried", "single")
    return None


def _month_of(total: Period, others: Sequence[Period]) -> Period | None:
    """The last month of a sum of months, where that was told before it as a bulletin of the month begins."""
    last = (total.value or "").partition("/")[2]
    month = others[0] if others else None
    is_month = month and total.span == "ytd" and month.span == "single" and month.value == last
    return month if is_month and len(last) == len("2025-10") else None


def _is_yearly(passage: Passage, sentence: int) -> bool:
    """Whether it goes on with yearly means over the years told before: 2013—2021年……年均增长11.4%."""
    told = passage.last_in(sentence - 1, 1)
    means = (
        told
        and told.span == "custom"
        and EVERY_YEAR.search(passage.text, *passage.sentences[sentence])
    )
    return bool(means)


def _is_year_on(passage: Passage, sentence: int) -> bool:
    """Whether it compares with the year before the one that was told: 2023年……献血率比2022年提高0.7个千分点."""
    told = passage.last_in(sentence - 1, 1)
    if told is None or not told.value or not told.value.isdecimal():
        return False
    before = year_before(told.value)
    return any(one.value == before for one in passage.bases_in(*passage.sentences[sentence]))


def _story(passages: Sequence[Passage], block: int) -> Dated | None:
    """The period that the blocks before were told in, where it is a stretch of work or the day of a scene."""
    for passage in reversed(passages[max(0, block - _STORY) : block]):
        told = [
            one for one in passage.periods if one.span != "instant" and "-" in (one.value or "")
        ]
        if told:
            return carried(told[-1]) if _is_work(told[-1]) else None
        if passage.clocks and passage.last_day:
            return Dated(passage.last_day, CARRIED, "carried", "single")
    return None


def _is_work(period: Period) -> bool:
    """Whether a period is a stretch of work that a story is told of: since months ago, not since decades."""
    first, _, last = (period.value or "").partition("/")
    if period.span != "since" or not last:
        return False
    return int(last[:4]) - int(first[:4]) <= 1
