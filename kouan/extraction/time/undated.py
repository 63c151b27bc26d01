"""A figure behind a time in, whether it is of none that the text tells out: what is designed, expected, said or was so before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.periods import Period
from kouan.extraction.time.scenes import EVERY_YEAR
from kouan.extraction.time.speech import is_in_speech
from kouan.model.expression import Expression

_DESIGNED: Final = Expression("设计[^，。；！？0-9]{0,8}(?:能力|产能|规模|吞吐量|时速|标准)")
#: 由每人每月400元提高到600元
_FROM: Final = Expression("[由从][^，。；！？0-9]{0,10}$")
_SOLD: Final = Expression(
    "已(?:经)?(?:累计|共)?(?:[预发出]?售|卖|预[订定约]|订|出票|报名|登记|候补)"
)
_STARTS: Final = Expression("(?:日|份)?(?:开始)?起(?!义|点|草|伏)|开始")
#: 总投资34亿元的码头: what works cost is of no time.
_COST: Final = Expression("(?:计划|概算|预计)?总投资(?:额)?(?:约|达|近|超过?|逾|高达)?$")
_OF: Final = Expression("[^，。；！？]{0,12}?元(?:人民币)?的")
_FORECAST: Final = Expression("预[计估测期]|有望|可望|料将")
#: 比风灾前的32.5元: so it was before, nobody says when.
_UNTIL_THEN: Final = Expression(
    "(?:比|较|[高低多少]于|由|从)[^，。；！？0-9]{0,8}?(?:[灾疫节事战假震汛赛]前|平[日时常]|往[日常年]|[改变]革前|[造建]前|之初|初期|最初|当初|起步时|[高巅]峰[时期]|鼎盛[时期]|最[多高]时|原[来先]|过去|此前|之前|先前|以前)的?(?:约|近|超过?|不到)?$"
)
#: How far before a figure such words reach.
_BEHIND: Final = 16
#: 工期14个月: how long works take is of no time.
_TERM: Final = Expression(
    "(?:[工租]期|建设周?期|质保期|保质期|有效期|合同期|服务期|周期|学制)(?:为|约|预计|长达|共|将达)?(?:约|近)?$"
)
#: A day by which something has to be done.
_DUE: Final = Expression(
    "(?:之|以)?前[^，。；！？]{0,10}(?:申[请报领办]|报[名到送]|提[交出]|缴|登记|办理|完成|递交|预约|领取|寄|投票|补|汇报|查报|填[报写]|确认|选课)"
)
#: What began then is named by it: the figure is of the thing, at no time that is told.
_ATTRIBUTE: Final = Expression(
    "(?:刚刚?|才|正式|新|起)?(?:上路|启用|投[用运产]|开[通业馆园学办张放]|通车|上[线市]|成立|设立|落成|建成|竣工|推出|实施|施行|生效|挂牌|揭牌|启动|发布|公布|出台|印发|修订|创[办立]|推行|试行)的[^，。；！？：“「『《]{0,12}[“「『《][^，。；！？：“”「」『』《》]{1,20}[”」』》][^，。；！？：]{0,16}"
)


def is_undated(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether the figure at `start`, in a clause that begins at `clause`, is of another time than the last one told, which it does not say."""
    is_behind = told.end <= clause
    return (
        # 年均30% says nothing of the single year before it
        ("/" not in (told.value or "/") and EVERY_YEAR.search(text, clause, start) is not None)
        # 设计能力为每年30万吨: nothing that was done since, nor on the day it opens
        or (
            (is_behind or told.span == "since")
            and _DESIGNED.search(text, clause, start) is not None
        )
        or (is_behind and is_in_speech(text, told.end, start))
        or _TERM.search(text, max(clause, start - _BEHIND), start) is not None
        or _is_before_start(text, told, clause, start)
        or (
            is_behind
            and _COST.search(text, max(clause, start - _BEHIND), start) is not None
            and _OF.match(text, start) is not None
        )
        or was_before(text, clause, start)
        # 8月5日前可申请；每公顷9万元
        or ("；" in text[told.end : start] and _DUE.match(text, told.end) is not None)
        # 5月上路的保险投保率不到四成
        or _ATTRIBUTE.fullmatch(text, told.end, start) is not None
        # 截至17日已有4万人次，预估带动商机60亿元
        or (is_behind and told.is_until and _FORECAST.search(text, clause, start) is not None)
    )


def was_before(text: str, clause: int, start: int) -> bool:
    """Whether a figure is what was so before, at a time that nobody says: 比风灾前的32.5元, 由高峰时的2100人."""
    return _UNTIL_THEN.search(text, max(clause, start - _BEHIND), start) is not None


def _is_before_start(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether a figure is what was so before something took effect: 从9月起，补助由400元提高到600元."""
    is_start = _STARTS.match(text, told.end) is not None and told.span != "since"
    return is_start and _FROM.search(text, max(clause, told.end), start) is not None


def sold_by(text: str, before: Sequence[Period], start: int) -> Period | None:
    """The day up to which something was sold or booked for a time told behind it: 截至5月29日，假期车票已售出9万张."""
    *others, last = before
    if not others or not others[-1].is_until or last.is_until:
        return None
    return others[-1] if _SOLD.search(text, last.end, start) else None
