"""A time in a text in; whether a figure is only compared with it (比去年, 占全年的), or it is the day of a report, out."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

_BASE_BEFORE: Final = Expression(
    "(?:比|较|与|同|占|距离?|相当于|不及|不如|超过?了?|追平|[高低多少快慢好优强弱大小早晚逊]于|[仅略]次于)$"
)
#: 较改革前的2011年: the year is described.
_BASE_DESCRIBED: Final = Expression(
    "[比较](?![较多大好高少低为])[^，。；！？0-9]{1,6}[前时期初]的$"
)
#: 按照上年价格计算 says no time of what is counted
_BASE_AFTER: Final = Expression(
    "(?:的?(?:可比|不变)?价格?计算|同[期月日]|同季度?|相比|的水平|以前|之前的)"
)
#: 仅为上年的六成, 恢复至2019年的八成左右: what stands behind is a part of that time's figure, not a figure of that time.
_PART_BEFORE: Final = Expression("(?:恢复[到至]了?|[为是]|[只仅]有|达到?|近|约)$")
_PART_AFTER: Final = Expression(
    "(?:[^，。；！？0-9的]{1,8}的(?:约|近|超过?)?[0-9.]{1,5}倍)|(?:全年|同期)?的(?:约|近|超过?|不到|不足)?(?:[0-9.]{1,5}(?:%|倍)|[一二三四五六七八九两][一二三四五六七八九]?[成倍]|[二三四五六七八九十]分之|一半)"
)
#: 由上年的2.5小时压缩至1.2小时: the second figure is not of the year before.
_YEAR_BEFORE: Final = ("上年", "去年", "上一年", "前一年")
_MOVED: Final = Expression("的[^，。；！？转]{1,16}?[到至为]")
#: 在8月产量的基础上: what a change starts from.
_ON_TOP: Final = Expression("[^，。；！？]{0,8}基础上")
#: 受清明假期出行带动: what moved a figure is no period of it.
_CAUSE: Final = Expression(
    "[^，。；！？0-9]{0,16}?(?:影响|带动|拉动|推动|提振|刺激|拖累|因素|驱动|支撑|制约)"
)
#: 由上月下降2.4%转为上涨1.4%
_TURNED: Final = Expression("[^，。；！？]{1,16}?转[为正负跌涨升降]")
#: 创今年新低
_RECORD: Final = Expression(
    "(?:以来|同期|同月)?的?(?:历史)?(?:单[日月季]|[月季年]度|[日周月]|同期)?(?:新[高低]|最[高低大小]|纪录)"
)
#: 增至十年前的3.6倍
_TIMES: Final = Expression("的(?:约|近|超过?|逾)?[0-9.]{1,5}倍")
#: What stands behind a time that is no period of a figure, by the word before it.
_BEHIND: Final = {
    "在": _ON_TOP,
    "受": _CAUSE,
    "由": _TURNED,
    "从": _TURNED,
    "创": _RECORD,
    "至": _TIMES,
    "到": _TIMES,
}
#: 11日发布的报告: the day of the report is not the period of its figures.
_REPORTED: Final = Expression(
    "[^，。；！？]{0,8}?(?:(?:发布(?!会)|公布)(?!的[^，。；！？0-9]{2,24}(?:指数|价格?|利率|汇率|LPR)(?:上午|午间)?(?:最新)?[报为])|公告|报道|称|表示|介绍(?!会)|说(?!明)|透露|指出|消息|通报|披露|发表|援引)"
    # 本报5月1日第1版《…》一文中
    "|(?:本报)?[（(]?第? ?[A-Z]?[0-9一二三四五六七八九十]{1,3} ?版"
    "|电(?![力网量站价子气动视影器源缆商池])"
    # 记者28日从口岸办获悉; 3月2日，记者从港口获悉
    "|(?:，(?:[^，。；！？0-9]{0,4}记者))?[^，。；！？0-9]{0,24}?(?:获悉|获知|了解到)"
)
#: So far before the time the reporter stands who was told.
_TOLD_NEAR: Final = 24
_SENTENCE_END: Final = Expression("[。；！？\n]")


def is_base(text: str, start: int, end: int) -> bool:
    """Whether the time at [start, end) is only what a figure is compared with, or what moved it."""
    before = text[max(0, start - 1) : start]
    return bool(
        _BASE_BEFORE.search(text, max(0, start - 4), start)
        or _BASE_DESCRIBED.search(text, max(0, start - 9), start)
        or _BASE_AFTER.match(text, end)
        or (_PART_AFTER.match(text, end) and _PART_BEFORE.search(text, max(0, start - 4), start))
        or (before in ("由", "从") and text[start:end] in _YEAR_BEFORE and _MOVED.match(text, end))
        or ((behind := _BEHIND.get(before)) and behind.match(text, end))
    )


def is_day_of_report(text: str, end: int) -> bool:
    """Whether the time that ends at `end` is when something was said or came out."""
    found = _REPORTED.match(text, end)
    if found is None or not found[0].endswith("了解到"):
        return found is not None
    # 海关在检查时了解到: of what was done then
    before = text[max(0, end - _TOLD_NEAR) : end]
    return "记者" in found[0] or "记者" in _SENTENCE_END.split(before)[-1]
