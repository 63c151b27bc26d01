"""A name and the figure behind it in, whether the figure is its own out: 以色列方面900人, not 覆盖渤海的3个港口."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 对越南, 高于四川省0.4个百分点: what is set beside another is not what the figure is about.
_ASIDE: Final = Expression(
    "(?:与|和|同|向|对|由|经|据|被|及|比|较|给|往|赴|到|至|、|从|的|[高低多少快慢优好强弱大小逊次后先]于|领先|落后|超过|[高低多少]出|[反赶]超)$"
)
#: 青海13人: in a list of places each has its own people.
_PEOPLE: Final = Expression("(?:约|近|超过?|至少)?[0-9.]+[多余]?万?[多余]?[人名例户]")
#: 甲市2亿6512万元、: a figure between two names of a list.
_FIGURE: Final = Expression(
    "(?:约|近|超过?|逾|达到?|为|有|各)?[0-9][0-9.,]{0,20}(?:[万亿千百余多0-9.]{0,10})[一-龥%％℃]{1,4}[、，和及与]"
)
_MANY: Final = Expression("[0-9.]+[万余多]?[余多]?[所家座]")
_OWN: Final = Expression("(?:约|近|超过?|逾|达到?|为|有|各|则)?")
#: 覆盖渤海7个油田: what a works reaches is not what does it.
_REACHES: Final = Expression(
    "(?:覆盖|连接|横跨|跨越|辐射|惠及|涉及|途经|穿越|通达|抵达|经过|联通|来自|走进|设立|建设|建成|新建|新增|布局|打造|设置|增设|开设|审议|听取|审查|会见|援助|访问|涉及|包括|(?:吸引|汇聚|汇集|邀请)了?)$"
)


def is_aside(text: str, first: int, end: int) -> bool:
    """True where the words before `end` say that something is done with or to what follows: 对越南."""
    return _ASIDE.search(text, first, end) is not None


def is_reached(text: str, place: Place) -> bool:
    """True of a place that something reaches: 覆盖渤海."""
    return _REACHES.search(text, max(0, place.start - 4), place.start) is not None


def is_right_before(text: str, place: Place, end: int) -> bool:
    """True of an actor behind which a figure stands: 以色列方面900人."""
    if place.type is EntityType.ORGANIZATION and _MANY.match(text, end):
        return False  # 新建普通高中100所
    return place.type in ACTORS and text[place.end : end] in ("", "方面", "境内", "全境", "当地")


def is_own(text: str, clause: int, places: Sequence[Place]) -> bool:
    """True of the last place, whose figure stands right behind it: 指出中国14亿人, 造成甘肃113人、青海13人死亡."""
    first = places[-1]
    for place in reversed(places[:-1]):
        if place.end != first.start:
            break
        first = place
    if text.startswith("、", first.start - 1):
        is_told = any(map(str.isdigit, text[clause : first.start]))
        return is_told and _PEOPLE.match(text, places[-1].end) is not None
    is_beside = is_aside(text, max(0, first.start - 2), first.start)
    return not is_beside and not is_reached(text, first)


def has_own(text: str, places: Sequence[Place], end: int) -> bool:
    """True of the last place, right before a figure, where the one listed before it has its own too: 甲市2亿元、乙市1亿元."""
    if len(places) < 2 or not _OWN.fullmatch(text, places[-1].end, end):
        return False
    before, last = places[-2:]
    return (
        before.type is last.type is EntityType.PLACE
        and _FIGURE.fullmatch(text, before.end, last.start) is not None
    )
