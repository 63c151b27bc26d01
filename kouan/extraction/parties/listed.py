"""A figure that is stated with others in the order of a list of names in, the name that is its own, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, LEAD, Place
from kouan.extraction.parties.narrower import countries
from kouan.extraction.parties.sorts import SORTS
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: 依次录得61.2万、54.6万及70.8万人次: figures in the order of what was named.
_IN_ORDER: Final = Expression("(?:分别|依次|先后|各)[^，。；：！？、0-9]{0,14}?(?=[0-9])")
_CLAUSE: Final = Expression("[，。；：！？\n]")
_PART: Final = Expression("[。；：！？\n]")
_ITEM: Final = Expression(
    "[^，。；：！？、0-9]{0,6}?[0-9][^，。；：！？、]*?(?:、|以及|[和及与]|$)"
)
_MARKS: Final = Expression("、|以及|[和及与]")
#: A division that is none of the entities, in a list with some that are: 无为市、南陵县.
_DIVISION: Final = Expression("[一-龥]{2,4}[市县区旗](?<![各全该市]市|[各全该]县|[各全该地]区)")
#: Nobody states more figures so, nor names a thing at more length, in characters.
_REACH: Final = 160
_LONGEST: Final = 20
_CLAUSES: Final = 3
_FEWEST: Final = 2
#: 江西大坳、广西大藤峡等6处
_FIRST_OF: Final = Expression(
    "[^，。；、！？]{0,8}、[^，。；！？]{0,40}?等(?:地|省|市|国|[0-9一二三四五六七八九十两多])|等[0-9一二三四五六七八九十两多]"
)
#: 杜塞尔多夫、汉堡等多个机场
_TOWNS: Final = Expression(
    "(?P<listed>[^，。；！？、的]{2,8}(?:、[^，。；！？、]{2,10}){1,8}?)等(?:[多数0-9一二三四五六七八九十]{0,3}个?)(?:地|州|省|市|城|机场|邦|郡|县|车站|港)"
)
#: So many characters behind 等 tell what is listed.
_AHEAD: Final = 3
_AND: Final = Expression("[、和及与]")


def one_of_list(
    text: str, places: Sequence[Place], first: int, figure: tuple[int, int]
) -> str | None:
    """The name that a figure at [start, stop) stands for in its order: 青茂口岸 of 甲口岸、乙口岸依次录得3万、5万人次.

    The names open the clause of the figures, or the one before: 甲省、乙省风调雨顺，亩产分别提高1公斤和2公斤.
    """
    start, stop = figure
    clause = _begin(text, _CLAUSE, max(first, start - _REACH), start)
    order = [*_IN_ORDER.finditer(text, clause, start + 1)][-1:]  # the figure's own first digit too
    if not order:
        return None
    mark = _CLAUSE.search(text, stop, stop + _REACH)
    end = mark.start() if mark else min(len(text), stop + _REACH)
    items = [item.span() for item in _ITEM.finditer(text, order[0].end(), end)]
    own = [number for number, item in enumerate(items) if item[0] <= start < item[1]]
    if len(items) < _FEWEST or not own:
        return None
    own_list = _spans(text, clause, order[0].start())
    if len(own_list) == len(items):
        return _names(text, places, own_list)[own[0]] if own_list else None
    part = _begin(text, _PART, max(first, start - _REACH), start)
    at = clause
    for _ in range(_CLAUSES):
        if at <= part or len(own_list) > 1:
            return None
        end, at = at - 1, _begin(text, _CLAUSE, part, at - 1)
        spans = _spans(text, at, end)
        if len(spans) == len(items):
            return _names(text, places, spans)[own[0]]
    return None


def _begin(text: str, mark: Expression, first: int, at: int) -> int:
    """Where the stretch between two marks begins that `at` stands in."""
    found = [*mark.finditer(text, first, at)][-1:]
    return found[0].end() if found else first


def _spans(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the marks of a list that a clause begins with."""
    lead = LEAD.match(text, begin, end)
    at = lead.end() if lead else begin
    spans = []
    for mark in _MARKS.finditer(text, at, end):
        if mark.start() > at:  # 与某地的进出口额 begins no list
            spans.append((at, mark.start()))
            at = mark.end()
    return [*spans, (at, end)]


def _names(
    text: str, places: Sequence[Place], spans: Sequence[tuple[int, int]]
) -> Sequence[str | None]:
    """The names of a list; none where one of them names nothing."""
    names = [_name(text, places, *span) for span in spans[:-1]]
    names.append(_name(text, places, *spans[-1]) or _last(places, *spans[-1]))
    return names if all(names) else [None] * len(spans)


def _name(text: str, places: Sequence[Place], begin: int, end: int) -> str | None:
    """What [begin, end) names as a whole: an entity, or a name that ends in a sort of thing."""
    for place in _within(places, begin, end):
        if (place.start, place.end) == (begin, end):
            return place.name
    whole = text[begin:end]
    if _DIVISION.fullmatch(whole):
        return whole
    is_name = len(whole) <= _LONGEST and whole.endswith(SORTS) and "的" not in whole
    is_name = is_name and any(_within(places, begin, end))
    return whole if is_name else None


def _last(places: Sequence[Place], begin: int, end: int) -> str | None:
    """The entity that the last of a list begins with, behind which stands what is said of all."""
    return next((place.name for place in _within(places, begin, end) if place.start == begin), None)


def _within(places: Sequence[Place], begin: int, end: int) -> list[Place]:
    at = bisect_left(places, begin, key=lambda place: place.start)
    stop = bisect_left(places, end, key=lambda place: place.start)
    return [place for place in places[at:stop] if place.type in ACTORS and place.end <= end]


def is_first(text: str, place: Place, end: int) -> bool:
    """True of the first of several places: 江西大坳、广西大藤峡等6处."""
    return place.type is EntityType.PLACE and _FIRST_OF.match(text, place.end, end + 1) is not None


def is_over(text: str, place: Place, end: int, knowledge: Knowledge) -> bool:
    """True of a country whose towns are listed behind it: 德国杜塞尔多夫、汉堡等多个机场."""
    names = knowledge.made(countries)
    listed = _TOWNS.match(text, place.end, end + _AHEAD)
    return (
        listed is not None
        and place.name in names
        and names.isdisjoint(_AND.split(listed["listed"]))
    )
