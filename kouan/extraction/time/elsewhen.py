"""A sentence that says no time in; whether it is of another than its story, or than the period of its article, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.time.asides import OTHER_TIMES
from kouan.extraction.time.passages import Passage
from kouan.extraction.time.speech import is_speech, is_told
from kouan.model.expression import Expression

#: What is told of another time than the story: before, after, always, to come, wished for.
ELSEWHEN: Final = Expression(f"{OTHER_TIMES}|每(?!位|个人都)|预计|可[以达能望]|近日|近期|近年|连日")
#: 沪指收报2980点，上涨0.8%: of the day the page went out.
_DAY_CLOSED: Final = Expression("收[报盘于涨跌]|报收|尾盘")
#: 10个月共体检8万人次, 接种6个月后降至七成: a length of time that the sentence has itself.
_LENGTH: Final = Expression("(?:个月|[年天周])(?:[共累里来间]|之?内|以?后)")
#: What is so at any time.
_ALWAYS: Final = (
    "每(?!位|个人都)|一直|通常|年均|长期|历来|营[业运]时间|(?:延长?|延时|推迟|开放|营业|运营)[到至]"
)
#: What is so every day: its hours are those of no one scene.
HABIT: Final = Expression(f"{_ALWAYS}|平均|[首末]班")
#: What is so every day, was once, or has a time of its own.
_OF_ANY_TIME: Final = Expression(f"{_ALWAYS}|一度|[当同]日|全长|[每相]?距|目标价|总投资|短短")
#: 按照《某某条例》，…不得超过20公斤: what a rule says is so at any time, unless it tells what was done by it.
_BY_RULE: Final = Expression(
    "(?:[^，。；！？“”0-9]{2,16}(?:提醒|介绍|表示|指出|[说称])，)?(?:按照?|根据|依据|依照)[^，。；！？“”《》0-9]{0,16}?"
    "(?:《[^《》]{2,40}(?:法|条例|办法|规定|标准|细则|规范|规则|指南|指引)(?:[（(][^《》]{1,8}[）)])?》"
    "|[法定关现](?:条例|规定|标准|典)|(?:条例|规定|标准|细则|民法典|刑法))(?:的?(?:有关|相关)?规定|要求)?，"
)
_DONE_BY_IT: Final = Expression("了|已|完成|累计|[共判决]|予以|作出|目前|现有|同比|环比")
#: Words of plans: of another time than a page about what was, but not than one about what will be.
_PLANS: Final = ("预计", "计划", "拟")
#: Somebody's story told beside a figure of a month.
EXAMPLE: Final = Expression(
    "(?:老板|店主|业主|[商农]户|村民|居民|市民|[企店]主|经营者|消费者|旅客|乘客|游客|家长|患者|果农|菜农|摊主)[^，。；0-9]{0,6}(?:女士|先生|某|[小老阿][^，。的])|[^，。；的]{1,4}(?:女士|先生)"
)


def is_elsewhen(passage: Passage, sentence: int) -> bool:
    """Whether a sentence is of another time than the story: told by somebody, always so, to come, of a day's trade, over a length."""
    first, last = passage.sentences[sentence]
    return (
        is_speech(passage, sentence)
        or is_told(passage, sentence)
        or is_by_rule(passage, sentence)
        or any(
            expression.search(passage.text, first, last)
            for expression in (ELSEWHEN, HABIT, _DAY_CLOSED, _LENGTH)
        )
    )


def is_apart(passage: Passage, sentence: int, *, is_to_come: bool) -> bool:
    """Whether a sentence that says no time is of another than the one that its article is mainly about, or of any.

    `is_to_come` where that one is not over.
    """
    first, last = passage.sentences[sentence]
    plans = _PLANS if is_to_come else ()
    return (
        is_speech(passage, sentence)
        or is_told(passage, sentence)
        or is_by_rule(passage, sentence)
        or any(
            one.search(passage.text, first, last)
            for one in (_OF_ANY_TIME, _DAY_CLOSED, _LENGTH, EXAMPLE)
        )
        or any(one[0] not in plans for one in ELSEWHEN.finditer(passage.text, first, last))
    )


def is_by_rule(passage: Passage, sentence: int) -> bool:
    """Whether a sentence tells what a rule says: 按照《工伤保险条例》，补助金为6个月的工资."""
    first, last = passage.sentences[sentence]
    found = _BY_RULE.match(passage.text, first, last)
    return found is not None and not _DONE_BY_IT.search(passage.text, found.end(), last)
