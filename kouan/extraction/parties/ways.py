"""A clause in, the way that it names by its two ends out: 西安至延安高铁."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.extraction.parties.leading import LONGEST, leading_name, name_behind
from kouan.extraction.parties.sorts import WORKS
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 甲镇至乙县铁路: a way by its two ends, whether or not a gazetteer has them.
_TWO_ENDED: Final = Expression(
    "[^，。；：！？、的从自由在经将已是有0-9]{2,6}?(?<![截达得收提看受遇升增降延直])[至到][^，。；：！？、的从自由在经将已是有0-9]{2,6}?(?:高速铁路|高铁|城际铁路|铁路|高速公路|公路|航线|航道|管道)"
)
#: 西安至延安的铁路, 珠海到江门: a way has two ends and is about neither.
_TO: Final = Expression("至|到|—{1,2}|-|经")
_WAY: Final = Expression(
    "(?:至|到|—{1,2}|-)[^，。；：！？、的至到将已正在无—0-9]{2,12}?(?:的|(?P<sort>高速铁路|高铁|城际铁路|铁路|高速公路|高速|航线))"
)
#: 甲城东至乙城西站最快3小时: how long one travels between two ends is told of what one travels on.
_TRIP: Final = Expression(
    "(?:[东西南北]?站?|[东西南北]{1,2}[一二三四五六]环)[至到](?!今|[0-9])[^，。；！？：]{2,14}?(?:运行时间|通行时间|旅行时间|车程|行程|航程|最快|最短|仅需|只需|只要)"
)
#: No works go on with the name of a way in fewer characters.
_FEWEST: Final = 3


def two_ended(text: str, begin: int, end: int) -> str | None:
    """The way that [begin, end) begins with by the names of its ends: 甲镇至乙县铁路."""
    found = _TWO_ENDED.match(text, begin, end)
    return found[0] if found else None


def is_trip(text: str, place: Place) -> bool:
    """True of the place where a journey begins whose time is told: 甲城东至乙城西站最快."""
    is_end = place.type in (EntityType.PLACE, EntityType.PORT)
    return is_end and _TRIP.match(text, place.end) is not None


def is_way(text: str, place: Place, following: Place | None) -> bool:
    """True of the first end of a way: 西安至延安, 泉州至金门航线."""
    found = _WAY.match(text, place.end) if place.type is EntityType.PLACE else None
    return (found is not None and found["sort"] is not None) or (
        following is not None
        and place.type is following.type is EntityType.PLACE
        and _TO.fullmatch(text, place.end, following.start) is not None
    )


def way(text: str, place: Place, end: int, article: str) -> str | None:
    """What is named by the way that begins at the place: 西安至延安高铁, 南雄至信丰的雄信高速."""
    found = _WAY.match(text, place.end, end)
    if found is None:
        return None
    if found["sort"]:
        rest = text[found.end() : min(end, found.end() + LONGEST)]
        works = name_behind(rest, _FEWEST, is_told_apart=False)
        # 青宁至玉河铁路白鹭江特大桥
        return works if works and works.endswith(WORKS) else text[place.start : found.end()]
    return leading_name(text[found.end() : min(end, found.end() + LONGEST)], article)
