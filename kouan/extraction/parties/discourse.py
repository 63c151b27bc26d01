"""The text of an article and the entities named in it in, what its figures can be about, by every way of meaning it, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kouan.extraction.parties.actors import ACTORS, NO_SUBJECT, Place, joint_names
from kouan.extraction.parties.anaphors import Anaphors
from kouan.extraction.parties.background import Background, bylines, nation_of
from kouan.extraction.parties.bodies import Bodies
from kouan.extraction.parties.divisions import Divisions
from kouan.extraction.parties.others import Others
from kouan.extraction.parties.referents import Referents
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: A scheme or a system is what the sentence is about only where the sentence begins with it.
_THEMES = ACTORS | {EntityType.PROGRAM, EntityType.SYSTEM}


class Discourse:
    """One article as its reader has it in mind: who is named where, who it is about, and what its nouns and pronouns refer to.

    `span` is where its blocks stand in `text`, `named` every mention of an entity, in order. `places` are the mentions
    that a figure can be about. `publisher` is who is credited.
    """

    def __init__(
        self,
        text: str,
        named: Sequence[Place],
        title: str,
        span: tuple[int, int],
        knowledge: Knowledge,
        publisher: str = "",
    ) -> None:
        self.text, self.title, self.begin, self.knowledge = text, title, span[0], knowledge
        ends = [*span, *(end for one in named for end in (one.start, one.end))]
        self.bylines = bylines(text, min(ends), max(ends))
        places = [
            one
            for one in named
            if not NO_SUBJECT.fullmatch(one.name)
            and not text.startswith("时间", one.end)
            and not self.bylines.hold(one.start, one.end)
        ]
        self.places = [place for place in places if place.type in _THEMES]
        self._starts = [place.start for place in self.places]
        self.persons = frozenset(one.name for one in named if one.type is EntityType.PERSON)
        self.joint = joint_names(self.places)
        #: The article with its title.
        self.article = f"{title} {text[slice(*span)]}"
        self.others = Others(text, places)
        self.divisions = Divisions(text, title, span[0], self.places, knowledge, publisher)
        self.background = Background(
            text, span, title, places, nation_of(named), self.divisions.opening_title()
        )
        self.referents = Referents(text, self.places, span[0], self.article, self.background.event)
        self.bodies = Bodies(text, places)
        self.anaphors = Anaphors(
            text,
            self.places,
            self.background,
            self.others,
            self.divisions,
            self.article,
            title,
            knowledge,
        )

    def between(self, start: int, end: int) -> list[Place]:
        """What is named from `start` on, before `end`."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def following(self, at: int, most: int) -> list[Place]:
        """What is named from `at` on, so many at most."""
        first = bisect_left(self._starts, at)
        return self.places[first : first + most]
