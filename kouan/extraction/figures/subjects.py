"""A figure, its sentence and the article's entities in, the name of the entity that the figure is about out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from kouan.model.facts import Entity, EntityType

#: What a figure of the press is about: who acts, where it is counted.
_ACTORS: Final = frozenset({EntityType.ORGANIZATION, EntityType.PORT, EntityType.PLACE})
#: A scheme or a system is what the sentence is about only where the sentence begins with it.
_THEMES: Final = _ACTORS | {EntityType.PROGRAM, EntityType.SYSTEM}
_CLAUSE: Final = re.compile("[，。；！？：]")
#: What may stand before the subject of a clause.
_LEAD: Final = re.compile(
    "(?:[“‘「（《]|[0-9]+[年月日时分]|截至|截止|目前|如今的?|现在|去年|今年|近年来?|此外|其中|随后|同时|与此同时|随着|而|但|并|则|在"
    "|对此|为此|据|据悉|据了解|作为|仅|位于|据统计|数据显示|是|这|上午|下午|当天|为了?|使)*"
)
_ASIDE: Final = re.compile("(?:与|和|同|向|对|由|经|据|被|及|比|较|给|往|赴|到|至|、|从|的)$")
_ANAPHOR: Final = re.compile(
    "(?:该|这个|本|我|这座|此)(局|站|口岸|港|市|县|区|省|州|园区|公司|中心|大队|支队|总站|海关|关|单位|企业|集团|机场|码头)"
)
_OURS: Final = re.compile("我们|[全本我]局|全站|全关|局机关|机关各")
_HERE: Final = re.compile("这里|当地|此处")
#: 24小时开放的横琴口岸, 20公里外的拱北口岸: the figure describes what follows.
_DESCRIBES: Final = re.compile("[^，。；、！？]{0,6}[的外]")
#: A clause that speaks of the whole country or of nobody named has no entity for a subject.
_UNNAMED: Final = re.compile(
    "(?:我国|全国|全球|世界|各地|国内|国际|全社会|有关部门|专家|多地|各国)"
)
_TITLE_WEIGHT: Final = 100
#: An organization named once in passing is not what the article is about.
_MAIN_WEIGHT: Final = 3
#: Nobody keeps a subject in mind for longer, in characters, clauses and mentions.
_REACH: Final = 600
_CLAUSES: Final = 12
_MENTIONS: Final = 200


class _Place(NamedTuple):
    start: int
    end: int
    name: str
    type: EntityType


class Subjects:
    """Where the entities of one article stand, and who its main actor is."""

    def __init__(self, text: str, entities: Iterable[Entity], title_end: int = 0) -> None:
        self._text = text
        self._places = sorted(
            _Place(mention.start, mention.end, entity.name, entity.type)
            for entity in entities
            for mention in entity.mentions
            if entity.type in _THEMES
        )
        self._starts = [place.start for place in self._places]
        self._main = self._main_actor(title_end)
        #: the subject last found in subject position, and where
        self._last: tuple[int, str] | None = None

    def subject_of(
        self, block: int, sentence: tuple[int, int], start: int, stop: int
    ) -> tuple[str | None, float]:
        """The subject of the figure at [start, stop), and how sure that is; `block` is where its block begins."""
        first = max(sentence[0], start - _REACH)
        places = self._between(first, start)
        clauses = [first, *(found.end() for found in _CLAUSE.finditer(self._text, first, start))]
        end = start
        for clause in reversed(clauses[-_CLAUSES:]):
            name = self._topic(clause, [place for place in places if clause <= place.start < end])
            name = name or self._referred(clause, end)
            if end == start:
                name = name or self._described(stop)
            if name:
                self._last = (clause, name)
                return name, 0.8
            lead = _LEAD.match(self._text, clause)
            if _UNNAMED.match(self._text, lead.end() if lead else clause):
                return None, 0.6
            end = clause
        if self._last and self._last[0] >= block:
            return self._last[1], 0.6
        return (self._main, 0.5) if self._main else (places[-1].name if places else None, 0.4)

    def named_in(self, start: int, end: int) -> str | None:
        """The last actor that is named in [start, end)."""
        inside = [place for place in self._between(start, end) if place.type in _ACTORS]
        return inside[-1].name if inside else None

    def _main_actor(self, title_end: int) -> str | None:
        """The organization or port that the title names first, else the one that is named most."""
        counts: Counter[str] = Counter()
        for place in self._places:
            if place.type in (EntityType.ORGANIZATION, EntityType.PORT):
                counts[place.name] += 2 if place.type is EntityType.ORGANIZATION else 1
                if place.end <= title_end and max(counts.values()) < _TITLE_WEIGHT:
                    counts[place.name] += _TITLE_WEIGHT
        main = max(counts, key=counts.__getitem__, default=None)
        return main if main and counts[main] >= _MAIN_WEIGHT else None

    def _between(self, start: int, end: int) -> list[_Place]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _topic(self, clause: int, inside: list[_Place]) -> str | None:
        """The entity that a clause begins with: 湛江局辖区…, 在拱北口岸，…; of 广东湛江局 the latter."""
        for number, place in enumerate(inside):
            lead = _LEAD.match(self._text, clause, place.start)
            if (
                lead is None
                or lead.end() != place.start
                or _ASIDE.search(self._text, max(clause, place.start - 3), place.start)
            ):
                return None
            following = inside[number + 1] if number + 1 < len(inside) else None
            if following is None or following.start != place.end:
                return place.name
            clause = following.start
        return None

    def _described(self, stop: int) -> str | None:
        """The entity right behind a figure that describes it."""
        at = bisect_left(self._starts, stop)
        for place in self._places[at : at + 1]:
            if place.type in _ACTORS and _DESCRIBES.fullmatch(self._text, stop, place.start):
                return place.name
        return None

    def _referred(self, clause: int, end: int) -> str | None:
        """该站, 我局, 这里: the last entity before that it may mean, else the main actor."""
        if _OURS.search(self._text, clause, end):
            return self._main
        at = bisect_left(self._starts, clause)
        before = self._places[max(0, at - _MENTIONS) : at]
        if _HERE.search(self._text, clause, end):
            return next(
                (place.name for place in reversed(before) if place.type in _ACTORS), self._main
            )
        if found := _ANAPHOR.search(self._text, clause, end):
            alike = (place.name for place in reversed(before) if place.name.endswith(found[1]))
            return next(alike, self._main)
        return None
