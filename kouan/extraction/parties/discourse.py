"""The text of an article and the entities named in it in, what its figures can be about, by every way of meaning it, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, NO_SUBJECT, Place, joint_names, tells
from kouan.extraction.parties.anaphors import Anaphors
from kouan.extraction.parties.background import Background, bylines
from kouan.extraction.parties.beside import is_aside
from kouan.extraction.parties.bodies import Bodies
from kouan.extraction.parties.clauses import REACH
from kouan.extraction.parties.divisions import Divisions
from kouan.extraction.parties.headlines import first_named
from kouan.extraction.parties.nations import nation_of
from kouan.extraction.parties.openings import PART, heading_above
from kouan.extraction.parties.others import Others
from kouan.extraction.parties.referents import Referents
from kouan.model.expression import Expression
from kouan.model.facts import EntityType, SubjectBasis
from kouan.model.knowledge import Knowledge

#: A scheme or a system is what the sentence is about only where the sentence begins with it.
_THEMES = ACTORS | {EntityType.PROGRAM, EntityType.SYSTEM}

#: Where somebody goes, or one of several: no place where something is.
_TO: Final = ("、", "至", "到", "往", "赴")
#: 在某某院士的带领下，
_UNDER: Final = Expression("[^，。；！？]{0,8}的[一-龥]{2,4}下，")


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
        self._parts: dict[int, str | None] = {}
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

    def of_page(self, block: int, start: int) -> tuple[str | None, SubjectBasis]:
        """Whom a figure at `start` is about where no sentence of its block says it, and where that stands: the heading above the block, or the whole article.

        Where only how often it is named speaks for whom the article is about, and the block does not name it, the place that
        the block names last before the figure is meant.
        """
        background = self.background
        if headed := self._headed(block):
            return headed, SubjectBasis.PARAGRAPH
        first = max(block, start - REACH)
        if background.is_elsewhere(first, start) and (near := self._last_place(first, start)):
            return near, SubjectBasis.PARAGRAPH
        return background.subject, SubjectBasis.ARTICLE

    def _headed(self, block: int) -> str | None:
        """The place that the heading above a block names, where the story has parts: 甲国热浪持续."""
        if block not in self._parts:
            first = max(self.begin, block - PART)
            heading = heading_above(self.text, first, block, self.title)
            near = self.between(first, block) if heading else ()
            places = [one for one in near if one.type is EntityType.PLACE]
            self._parts[block] = first_named(self.text, heading, places) if heading else None
        return self._parts[block]

    def _last_place(self, start: int, end: int) -> str | None:
        """The place that the sentence up to `end` names last, or the one before it: not one whose officer tells it, nor one of several, 甲国等13国."""
        own = max(start, self.text.rfind("。", start, end) + 1)
        before = max(start, self.text.rfind("。", start, max(start, own - 1)) + 1)
        named = self._places_in(own, end) or self._places_in(before, own)
        if not named:
            return None
        one = named[-1]
        is_told = (
            not is_aside(self.text, start, one.start)
            and not tells(self.text, one, end)
            and not self.text.startswith(("等", "、"), one.end)
            and not self.text.endswith(_TO, 0, one.start)
            and not _UNDER.match(self.text, one.end)
        )
        return self.anaphors.narrowed(one) if is_told else None

    def _places_in(self, start: int, end: int) -> list[Place]:
        return [one for one in self.between(start, end) if one.type is EntityType.PLACE]

    def following(self, at: int, most: int) -> list[Place]:
        """What is named from `at` on, so many at most."""
        first = bisect_left(self._starts, at)
        return self.places[first : first + most]
