"""A figure, its sentence and the article's entities in, the name of the entity that the figure is about out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties import topics
from kouan.extraction.parties.aboard import aboard
from kouan.extraction.parties.actors import (
    ACTORS,
    FORCES,
    LEAD,
    NO_SUBJECT,
    Place,
    is_armed,
    is_at,
    is_issuing,
    joint_names,
    tells,
)
from kouan.extraction.parties.anaphors import THIS_ONE, Anaphors
from kouan.extraction.parties.anniversaries import anniversary, founded, remembered
from kouan.extraction.parties.attendance import attended, is_event
from kouan.extraction.parties.background import (
    LEADER,
    Background,
    bylines,
    is_national,
    nation_of,
)
from kouan.extraction.parties.bodies import Bodies, are_likely
from kouan.extraction.parties.clauses import DONE, PASSING, REACH, Clauses
from kouan.extraction.parties.described import clause_behind, counted_together, described, is_old
from kouan.extraction.parties.divisions import Divisions, governed, has_counts
from kouan.extraction.parties.events import held, scene, struck, venue
from kouan.extraction.parties.foremost import foremost
from kouan.extraction.parties.leading import apposed
from kouan.extraction.parties.listed import one_of_list
from kouan.extraction.parties.markets import whose_market
from kouan.extraction.parties.nouns import acting
from kouan.extraction.parties.others import Others
from kouan.extraction.parties.quoted import quoted
from kouan.extraction.parties.referents import Referents
from kouan.extraction.parties.repeated import repeated
from kouan.extraction.parties.sorts import WORKS
from kouan.extraction.parties.titles import titled
from kouan.extraction.parties.unlisted import bilateral, located, unlisted
from kouan.extraction.parties.victims import victims_at
from kouan.extraction.sentences import CLAUSE_END
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: A scheme or a system is what the sentence is about only where the sentence begins with it.
_THEMES: Final = ACTORS | {EntityType.PROGRAM, EntityType.SYSTEM}
#: What figures are told of in passing, and seldom goes on with.
_PASSED: Final = (EntityType.PLACE, EntityType.PORT, EntityType.PROGRAM)
#: 全县种养面积稳定在60万亩: a division that is meant is not told of in passing.
_WHOLE: Final = Expression("全[省市县州区镇乡村]")
#: What places end with that no list may have.
_VILLAGES: Final = ("镇", "乡", "村", "街道")
#: A lead is the first paragraph: what stands above it, who wrote it and when, is no longer, in characters.
LEADING: Final = 80
#: No place is named behind more wider ones.
_WITHIN: Final = 4
_TO: Final = Expression("至(?!今)|到|—")
_AGED: Final = ("享年", "终年")


class Subjects:
    """Where the entities of one article stand, and who its main actor is."""

    def __init__(
        self,
        text: str,
        named: Sequence[Place],
        title: str,
        span: tuple[int, int],
        knowledge: Knowledge,
    ) -> None:
        self._text, self._knowledge, self._begin = text, knowledge, span[0]
        self._title = title
        ends = [*span, *(end for one in named for end in (one.start, one.end))]
        self._bylines = bylines(text, min(ends), max(ends))
        places = [
            one
            for one in named
            if not NO_SUBJECT.fullmatch(one.name)
            and not text.startswith("时间", one.end)
            and not self._bylines.hold(one.start, one.end)
        ]
        self._places = [place for place in places if place.type in _THEMES]
        self._starts = [place.start for place in self._places]
        self._types = {place.name: place.type for place in reversed(self._places)}
        self._has_programs = any(place.type is EntityType.PROGRAM for place in self._places)
        self._others = Others(text, places)
        self._joint = joint_names(self._places)
        self._article = f"{title} {text[slice(*span)]}"
        self._background = Background(text, span, title, places, nation_of(named))
        self._referents = Referents(
            text, self._places, span[0], self._article, self._background.event
        )
        self._has_partners = "伙伴" in self._article or "市场" in self._article
        self._has_words = are_likely(self._article) or has_counts(self._article)
        self._divisions = Divisions(text, title, span[0], self._places, knowledge)
        self._bodies = Bodies(text, places)
        self._anaphors = Anaphors(
            text,
            self._places,
            self._background,
            self._others,
            self._divisions,
            self._article,
            title,
            knowledge,
        )
        self._last: tuple[int, str] | None = None  # the subject last found, and where
        self._clauses = Clauses(text)
        self._said: dict[tuple[int, int], str | None] = {}  # whom clauses are about

    def subject_of(
        self, block: int, sentence: tuple[int, int], start: int, stop: int
    ) -> tuple[str | None, float]:
        """The subject of the figure at [start, stop), and how sure that is; `block` is where its block begins."""
        name, sureness = self._found(block, sentence, start, stop)
        if name and is_event(name):
            return name, sureness
        event = self._background.event
        present = attended(self._text, self._begin, sentence[0], (start, stop), event, self._title)
        return (present, 0.6) if present else (name, sureness)

    def _found(
        self, block: int, sentence: tuple[int, int], start: int, stop: int
    ) -> tuple[str | None, float]:
        if joint := counted_together(self._text, self._joint, start, stop):
            return joint, 0.7
        if own := one_of_list(self._text, self._places, sentence[0], (start, stop)):
            return own, 0.8
        if DONE.match(self._text, *sentence) and self._last and self._last[0] >= block:
            return self._last[1], 0.6
        clauses = self._clauses.last_first(sentence, start)
        for clause, end in clauses:
            name = self._of_clause(sentence[0], clause, end, (start, stop))
            if name is None and end == start:
                name = self._told_next(clause, sentence, (start, stop))
            if name is None and end == start:
                name = self._acting(clauses)
            if name and clause > sentence[0] and is_at(self._text, clause, end):
                name = self._told_by(sentence[0], clause, (start, stop)) or name
            if name:
                if self._last is None and block - self._begin < LEADING:
                    self._background.lead = name
                return self._kept(clause, name, sentence[0], (start, stop)), 0.8
        for clause, end in clauses:
            if name := acting(self._text, clause, end):
                return self._kept(clause, name, sentence[0], (start, stop)), 0.6
        # on a page of the country what is named are its sectors
        for clause, end in clauses if self._background.subject != self._background.nation else ():
            if name := repeated(self._text, clause, end, self._title, self._article):
                return self._kept(clause, name, sentence[0], (start, stop)), 0.6
        if LEADER.search(self._text, sentence[0], start):
            return self._background.nation, 0.5
        if told := self._told_of(sentence[0], start):
            return told, 0.6
        since = self._last[0] + 1 if self._last and self._last[0] >= block else block
        if before := self._before(block, since, sentence[0]):
            return before, 0.6
        if self._last and self._last[0] >= block:
            return self._last[1], 0.6
        if name := self._background.subject:
            return name, 0.5
        return (self._last[1], 0.4) if self._last else (None, 0.4)

    def _acting(self, clauses: Sequence[tuple[int, int]]) -> str | None:
        """Who acts in the last clause, given first; where the one before only says where (在白鹭市，这家企业…), none but forces."""
        name = acting(self._text, *clauses[0])
        is_set = name is not None and any(is_at(self._text, *one) for one in clauses[1:2])
        return None if name and is_set and not name.endswith(FORCES) else name

    def _kept(self, clause: int, name: str, first: int, figure: tuple[int, int]) -> str:
        """The subject, kept for what names none behind it; of 其中 and of a 周年 the next sentence is no part."""
        start, stop = figure
        is_passing = PASSING.search(self._text, max(first, start - REACH), stop)
        if not is_passing and "岁" not in self._text[start:stop]:
            issued = self._background.issued(self._text, clause, start)
            self._last = (clause, issued or name)
        return name

    def _told_by(self, first: int, clause: int, figure: tuple[int, int]) -> str | None:
        """The forces that the clause before names as telling what they did somewhere."""
        before = [at for at in self._clauses.up_to((first, figure[0]), clause) if at < clause][-1:]
        if not before or not is_armed(self._text, before[0], clause):
            return None
        return self._of_clause(first, before[0], clause, figure)

    def _told_of(self, first: int, start: int) -> str | None:
        """The division whose government tells what follows."""
        inside = self._between(max(first, start - REACH), start)
        one = next((one for one in inside if one.type is EntityType.ORGANIZATION), None)
        if one is None or not tells(self._text, one, start):
            return None
        return governed(one.name)

    def _told_next(
        self, clause: int, sentence: tuple[int, int], figure: tuple[int, int]
    ) -> str | None:
        """Whom the next clause is about, where this one is only a length of time."""
        lead = LEAD.match(self._text, clause, figure[1])
        if lead is None or lead.end() < figure[0]:
            return None
        following = clause_behind(self._text, figure[1], sentence[1])
        return self._of_clause(sentence[0], *following, (-1, -1)) if following else None

    def _of_clause(self, first: int, clause: int, end: int, figure: tuple[int, int]) -> str | None:
        """Whom the clause [clause, end) is about; what a clause before the figure's says holds for all figures behind it."""
        if end == figure[0]:
            return self._read(first, clause, end, figure)
        if (clause, end) not in self._said:
            self._said[clause, end] = self._read(first, clause, end, None)
        return self._said[clause, end]

    def _read(
        self, first: int, clause: int, end: int, figure: tuple[int, int] | None
    ) -> str | None:
        inside = self._between(clause, end)
        if figure and topics.has_own(self._text, inside, end):
            return inside[-1].name
        if self._background.event and THIS_ONE.match(self._text, clause, end):
            return self._background.event
        if (
            self._has_partners
            and inside
            and topics.begins(self._text, clause, inside[0])
            and (trader := whose_market(self._text, inside, self._background))
        ):
            return trader
        if figure and (moved := self._anaphors.moved(clause, end)):
            return moved
        name = self._held(clause) or quoted(self._text, clause, end)
        name = name or self._others.called(clause, end) or located(self._text, clause, end)
        name = name or self._topic(clause, end, inside, figure)
        if name is None and self._has_words:
            opening = LEAD.match(self._text, clause, end)
            opened = opening.end() if opening else clause
            name = self._bodies.meant(opened, end)
            if name is None and not inside:
                name = self._divisions.counted(opened, end, self._background.subject)
        name = name or topics.handler(self._text, clause, inside)
        name = name or venue(self._text, inside)
        name = name or scene(self._text, clause, end, inside) or self._anaphors.meant(clause, end)
        if figure:
            if self._text.endswith(_AGED, clause, end):
                dead = topics.comrade(self._text, first, end, self._article)
                return dead or self._others.last_person(end) or name
            about = (
                bilateral(self._text, first, clause, figure)
                or aboard(self._text, self._begin, figure)
                or founded(self._text, first, figure)
                or anniversary(self._text, clause, figure, inside, self._article)
                or victims_at(self._text, self._between(first, end), first, figure, self._anaphors)
            )
            name = about or name or self._anaphors.side_struck(end)
            name = name or remembered(self._text, inside, *figure) or self._described(*figure)
            is_rank = self._text.startswith("第", end)  # 全球第一
            if inside and not is_rank and topics.is_right_before(self._text, inside[-1], end):
                name = name or (
                    inside[-1].name if topics.is_own(self._text, clause, inside) else None
                )
        name = name or titled(self._text, clause, *(figure or (end, end)))
        name = name or self._others.person(clause, end, figure[1] if figure else end)
        name = name or self._others.provided(clause, first)
        if name:
            return name
        begin = lead.end() if (lead := LEAD.match(self._text, clause)) else clause
        return (
            apposed(self._text, begin, end)
            or self._background.housed(self._text, begin, end)
            or self._background.begins_with(self._text, begin, end)
            or self._referents.meant(begin, end)
            or self._unlisted(begin, end)
            or (self._background.spoken_of(self._text, begin, end) if figure else None)
            or struck(self._text, inside)
            or (None if figure else foremost(self._text, begin, end - 1))
        )

    def _before(self, block: int, since: int, first: int) -> str | None:
        """Whom the sentence before begins with, where nobody was named in it since."""
        mark = self._text.rfind("。", max(block, first - REACH), first - 1)
        opening = mark + 1 if mark >= 0 else block
        if not max(since, first - REACH) <= opening < first:
            return None
        stop = CLAUSE_END.search(self._text, opening, first)
        end = stop.start() if stop else first
        lead = LEAD.match(self._text, opening, end)
        inside = self._between(opening, end)
        is_place = bool(inside) and self._text[inside[0].start - 1] == "在"  # where, not who
        is_none = is_place or topics.is_label(self._text, inside) or is_issuing(self._text, inside)
        return (
            self._background.issued(self._text, opening, first)
            or (None if is_none else self._topic(opening, end, inside))
            or self._others.person(opening, end, end)
            or self._unlisted(lead.end() if lead else opening, end)
        )

    def named_in(self, start: int, end: int) -> Place | None:
        """The last actor that is named in [start, end)."""
        inside = [place for place in self._between(start, end) if place.type in ACTORS]
        return inside[-1] if inside else None

    def is_passing(self, name: str | None, start: int, end: int) -> bool:
        """True of a place, a port or a scheme that [start, end) neither names nor calls by its last word: 这3个口岸."""
        kind = None if name is None else self._types.get(name)
        is_village = name is not None and kind is None and name.endswith(_VILLAGES)
        if name is None or not (kind in _PASSED or is_village):
            return False
        is_called = self._text.find(name[-2:], start, end) >= 0 or bool(
            _WHOLE.search(self._text, start, end)
        )
        return not is_called and all(one.name != name for one in self._between(start, end))

    def is_aside(self, place: Place) -> bool:
        """True of a place that something is done with or to: 对越南."""
        return topics.is_aside(self._text, max(0, place.start - 2), place.start)

    def _between(self, start: int, end: int) -> list[Place]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _topic(
        self,
        clause: int,
        end: int,
        inside: list[Place],
        figure: tuple[int, int] | None = None,
    ) -> str | None:
        name = topics.topic(
            self._text, (clause, end), inside, figure, self._article, self._knowledge
        )
        # 民政部、水利部拨付: of several offices of a country the country is the whole
        is_state = name and "、" in name and all(map(is_national, name.split("、")))
        return self._background.nation if is_state else name

    def _held(self, clause: int) -> str | None:
        if not self._has_programs:
            return None
        stop = CLAUSE_END.search(self._text, clause, clause + REACH)
        return held(self._text, self._between(clause, stop.start() if stop else clause + REACH))

    def _unlisted(self, begin: int, end: int) -> str | None:
        """Who acts and is none of the entities; 满洲里铁路 of 满洲里铁路口岸 is nobody."""
        name = unlisted(self._text, begin, end, self._article)
        if name is None or self._bylines.hold(begin, begin + 1):
            return None
        stop = self._text.find(name, begin) + len(name)  # it may stand behind a dash
        inside = self._between(begin, stop)
        if name.startswith(("第", "首")) and inside and inside[-1].end == stop:
            return inside[-1].name  # 第134届广交会
        return None if any(one.start < stop < one.end for one in inside) else name

    def _described(self, start: int, stop: int) -> str | None:
        at = bisect_left(self._starts, stop)
        following = self._places[at] if at < len(self._places) else None
        for one in self._places[at + 1 : at + _WITHIN]:  # 安徽芜湖
            if (
                following is None
                or one.start != following.end
                or not following.type is one.type is EntityType.PLACE
                or following.name.endswith(WORKS)
                or is_old(one.name)
                or _TO.match(self._text, one.end)
            ):
                break
            following = following._replace(end=one.end, name=one.name)
        return described(self._text, start, stop, following, self._others)
