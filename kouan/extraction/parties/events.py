"""The entities of a clause in, the event that it says is held, or at which it says something happens, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 博览会在成都开幕: the event is what the sentence is about.
_HELD: Final = Expression(
    "[”》]?(?:[0-9]{1,2}日|今天|昨天|近日|日前|当天|（[^）]{1,8}）|正式|圆满|顺利|在[^，。；！？]{2,16}?){0,4}(?:召开|举行|举办|开幕|闭幕|落幕)"
)
_VENUE: Final = Expression("[”》]?(?:的?(?:现场|期间|大会上|会上|活动中|比赛中)|上|中|期间)?，")
#: 海上风电大省白鹭，
_RICH: Final = Expression("[一-龥]{2,8}(?:[大强][省市县国]|之乡|之城|之都|主?产[区省地])")
#: 在某某举行的活动中，
_AT_EVENT: Final = Expression("(?:举行|举办|召开)的[^，。；！？]{1,12}?(?:[中上]|现场)?，")
#: 飓风在沿海两州已造成20人死亡
_STRUCK: Final = Expression("[^，。；！？、]{0,6}?(?:造成|导致|致[0-9]|发生|引发)")


def held(text: str, places: Iterable[Place]) -> str | None:
    """The event that a clause says is held: 第三届博览会在成都开幕."""
    for place in places:
        if place.type is EntityType.PROGRAM and _HELD.match(text, place.end):
            return place.name
    return None


def venue(text: str, places: Iterable[Place]) -> str | None:
    """The event at which something happens: 在…总决赛现场，."""
    for place in places:
        if place.type is EntityType.PROGRAM and _VENUE.match(text, place.end):
            begin = max(text.rfind("，", 0, place.start), 0)
            if "在" in text[begin : place.start]:
                return place.name
    return None


def scene(text: str, clause: int, end: int, places: Sequence[Place]) -> str | None:
    """The place that a clause of 在 or a description ends with: 在受灾严重的涞水县三坡镇，; 水患频发的淮河，; 在屯门举行的活动中，."""
    last = places[-1] if places else None
    if last is None or last.type not in ACTORS:
        return None
    is_apposed = _RICH.fullmatch(text, clause, last.start) is not None
    if not is_apposed and not text.startswith("在", clause) and text[last.start - 1] != "的":
        return None
    if _AT_EVENT.match(text, last.end, end + 1):
        return last.name
    return last.name if last.end == end - 1 and text[last.end] in "，、" else None


#: 冬季风暴导致某国多地道路封闭
_WIDE: Final = Expression("(?:多地|多[州省市县]|各地|全[国境]|境内|部分地区|大部)")


def struck(text: str, places: Iterable[Place]) -> str | None:
    """Where a clause says that something happened to people: 飓风在沿海两州造成20人死亡."""
    for place in places:
        if place.type is not EntityType.PLACE:
            continue
        if text.startswith("在", place.start - 1) and _STRUCK.match(text, place.end):
            return place.name
        is_hit = text.endswith(("导致", "造成", "致使"), 0, place.start)
        if is_hit and _WIDE.match(text, place.end):
            return place.name
    return None
