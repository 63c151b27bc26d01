"""A figure, its sentence and the article's entities in, the name of the entity that the figure is about out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties import topics
from kouan.extraction.parties.aboard import crew
from kouan.extraction.parties.about import About
from kouan.extraction.parties.actors import (
    ACTORS,
    FORCES,
    LEAD,
    Place,
    is_at,
    is_issuing,
)
from kouan.extraction.parties.attendance import attended, is_event
from kouan.extraction.parties.background import LEADER, is_national
from kouan.extraction.parties.beside import is_aside
from kouan.extraction.parties.clause_subjects import ClauseSubjects
from kouan.extraction.parties.clauses import DONE, PASSING, REACH, Clauses
from kouan.extraction.parties.described import (
    clause_behind,
    clause_behind_growth,
    counted_together,
    is_service,
)
from kouan.extraction.parties.discourse import Discourse
from kouan.extraction.parties.listed import of_list
from kouan.extraction.parties.nouns import acting, is_bare
from kouan.extraction.parties.plain_names import opened_by
from kouan.extraction.parties.repeated import repeated
from kouan.extraction.parties.shops import kept_by
from kouan.extraction.parties.tellers import HEADED, Tellers
from kouan.extraction.sentences import CLAUSE_END
from kouan.model.expression import Expression
from kouan.model.facts import EntityType, SubjectBasis

#: What figures are told of in passing, and seldom goes on with.
_PASSED: Final = (EntityType.PLACE, EntityType.PORT, EntityType.PROGRAM)
#: 全县种养面积稳定在60万亩: a division that is meant is not told of in passing.
_WHOLE: Final = Expression("全[省市县州区镇乡村]")
#: 在全市13个区中位居第三: the whole that a rank is in.
_RANKS: Final = ("第", "首", "前")
_RANKED_IN: Final = Expression(
    "(?:但|并|且|均|仍|稳)?[在居列]?[全本][省市县州区国][^，。；！？]{0,24}?[中里]?(?:分别|稳)?(?:位[居列]|排名|排在|名列|[居列排]|处于|跻身|升至|升到)$"
)
#: What places end with that no list may have.
_VILLAGES: Final = ("镇", "乡", "村", "街道")
#: A lead is the first paragraph: what stands above it, who wrote it and when, is no longer, in characters.
LEADING: Final = 80


class Subjects:
    """Whom the figures of one article are about; they are asked in reading order, since one goes on from the one before."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse, self._text = discourse, discourse.text
        self._begin, self._title = discourse.begin, discourse.title
        self._background = discourse.background
        self._types = {place.name: place.type for place in reversed(discourse.places)}
        self._clauses = Clauses(discourse.text)
        self._said = ClauseSubjects(discourse)
        self._tellers = Tellers(discourse)
        self._last: tuple[int, str] | None = None  # the subject last found, and where

    def subject_of(self, block: int, sentence: tuple[int, int], start: int, stop: int) -> About:
        """The subject of the figure at [start, stop), with how sure that is and where it stands; `block` is where its block begins."""
        found = self._found(block, sentence, (start, stop))
        if found.name and is_event(found.name):
            return found
        event = self._background.event
        present = attended(self._text, self._begin, sentence[0], (start, stop), event, self._title)
        return About(present, 0.6, SubjectBasis.ARTICLE) if present else found

    def named_in(self, start: int, end: int) -> Place | None:
        """The last actor that is named in [start, end)."""
        inside = [place for place in self._discourse.between(start, end) if place.type in ACTORS]
        return inside[-1] if inside else None

    def is_passing(self, name: str | None, start: int, end: int) -> bool:
        """True of a place, a port or a scheme that [start, end) neither names nor calls by its last word: 这3个口岸."""
        kind = None if name is None else self._types.get(name)
        is_village = name is not None and kind is None and name.endswith(_VILLAGES)
        if name is None or not (kind in _PASSED or is_village):
            return False
        is_called = self._text.find(name[-2:], start, end) >= 0 or bool(
            _WHOLE.search(self._text, start, end) or HEADED.match(self._text, start, end)
        )
        inside = self._discourse.between(start, end)
        return not is_called and all(one.name != name for one in inside)

    def is_aside(self, place: Place) -> bool:
        """True of a place that something is done with or to: 对越南."""
        return is_aside(self._text, max(0, place.start - 2), place.start)

    # ---- from the figure outwards: its list, its clauses, its sentence, its paragraph, its page ----

    def _found(self, block: int, sentence: tuple[int, int], figure: tuple[int, int]) -> About:
        first, start = sentence[0], figure[0]
        if joint := counted_together(self._text, self._discourse.joint, *figure):
            return About(joint, 0.7, SubjectBasis.CLAUSE)
        if own := of_list(self._text, self._discourse.places, first, figure):
            return About(own, 0.8, SubjectBasis.CLAUSE)
        if DONE.match(self._text, *sentence) and self._last and self._last[0] >= block:
            return About(self._last[1], 0.6, SubjectBasis.PARAGRAPH)
        if shop := kept_by(self._text, self._discourse.between(first, start), start):
            return About(shop, 0.7, SubjectBasis.SENTENCE)
        clauses = self._clauses.last_first(sentence, start)
        fliers = crew(self._text, self._title, self._begin, figure)
        if fliers and not self._is_crew(block):
            kept = self._kept(clauses[0][0], fliers, first, figure)
            return About(kept, 0.6, SubjectBasis.ARTICLE)
        part = self._text.rfind("；", first, start)
        for clause, end in clauses:
            if self._is_beside(clause, end, start, part):
                continue
            if name := self._of_clause(clauses, clause, end, sentence, figure):
                is_person = name in self._discourse.persons
                if self._last is None and block - self._begin < LEADING and not is_person:
                    self._background.lead = name
                return self._said_in(clauses, clause, name, 0.8, first, figure)
        if noun := self._of_noun(clauses):
            return self._said_in(clauses, *noun, 0.6, first, figure)
        if speaker := self._tellers.house_of_speaker(first, start, self._background.subject):
            return About(speaker, 0.6, SubjectBasis.SENTENCE)
        if LEADER.search(self._text, first, start):
            return About(self._background.nation, 0.5, SubjectBasis.SENTENCE)
        if told := self._tellers.division_of(first, start):
            return About(told, 0.6, SubjectBasis.SENTENCE)
        if person := self._of_person(clauses):
            return self._said_in(clauses, *person, 0.5, first, figure)
        return self._of_before(block, first, start)

    def _said_in(
        self,
        clauses: Sequence[tuple[int, int]],
        clause: int,
        name: str,
        sureness: float,
        first: int,
        figure: tuple[int, int],
    ) -> About:
        """The subject that one of the clauses up to the figure says, kept for what names none behind it."""
        is_own = clause == clauses[0][0]
        basis = SubjectBasis.CLAUSE if is_own else SubjectBasis.SENTENCE
        return About(self._kept(clause, name, first, figure), sureness, basis)

    def _is_crew(self, block: int) -> bool:
        """True where the figures before, in the same block, are of a crew."""
        last = self._last
        return last is not None and last[0] >= block and last[1].endswith("乘组")

    def _is_beside(self, clause: int, end: int, start: int, part: int) -> bool:
        """True of a clause whose names are not whom the figure is about: the whole that a rank is in, 其中 of a part that has ended."""
        if clause < part and self._text.startswith("其中", clause):
            return True
        is_rank = end == start and self._text.startswith(_RANKS, start)
        return is_rank and _RANKED_IN.fullmatch(self._text, clause, end) is not None

    def _of_clause(
        self,
        clauses: Sequence[tuple[int, int]],
        clause: int,
        end: int,
        sentence: tuple[int, int],
        figure: tuple[int, int],
    ) -> str | None:
        """Whom one of the clauses up to the figure is about; the figure's own may say it in words around it."""
        first = sentence[0]
        name = self._said.of_clause(first, clause, end, figure)
        if name is None and end == figure[0]:
            name = self._told_next(clause, sentence, figure) or self._acting(clauses)
        if name and clause > first and is_at(self._text, clause, end):
            return self._told_by(first, clause, figure) or name
        return name

    def _of_noun(self, clauses: Sequence[tuple[int, int]]) -> tuple[int, str] | None:
        """Where the last clause begins that has a noun for its subject, and that noun."""
        for clause, end in clauses:
            if (name := acting(self._text, clause, end)) and not self._is_of_page(name):
                return clause, self._whole(name)
        # on a page of the country what is named are its sectors
        for clause, end in clauses if self._background.subject != self._background.nation else ():
            if name := repeated(self._text, clause, end, self._title, self._discourse.article):
                return clause, self._whole(name)
        return None

    def _whole(self, name: str) -> str:
        """The event of the story where a noun is the end of its name: 自行车赛分为8个赛段."""
        event = self._background.event
        return event if event and event.endswith(name) else name

    def _of_person(self, clauses: Sequence[tuple[int, int]]) -> tuple[int, str] | None:
        """Where the last clause begins that a person opens whom no list of names has, and that person."""
        for clause, end in clauses:
            name = opened_by(self._text, clause, end, self._discourse.article)
            if name and name not in self._types:
                return clause, name
        return None

    def _of_before(self, block: int, first: int, start: int) -> About:
        """Whom the sentence before is about, the figures before, or the page."""
        last = self._last
        since = last[0] + 1 if last and last[0] >= block else block
        if before := self._before(block, since, first):
            return About(before, 0.6, SubjectBasis.PARAGRAPH)
        if last and last[0] >= block:
            return About(last[1], 0.6, SubjectBasis.PARAGRAPH)
        name, basis = self._discourse.of_page(block, start)
        if name:
            return About(name, 0.5, basis)
        return About(last[1], 0.4, SubjectBasis.ARTICLE) if last else About(None, 0.4)

    def _acting(self, clauses: Sequence[tuple[int, int]]) -> str | None:
        """Who acts in the last clause, given first; where the one before only says where (在白鹭市，这家企业…), none but forces."""
        name = acting(self._text, *clauses[0])
        if name and self._is_of_page(name):
            return None
        is_set = name is not None and any(is_at(self._text, *one) for one in clauses[1:2])
        return None if name and is_set and not name.endswith(FORCES) else name

    def _is_of_page(self, name: str) -> bool:
        """True of a noun of one word where the page says of whom it is: 消防员 are those of the crew that it is about."""
        is_said = self._last or self._background.lead or self._background.subject
        return bool(is_said) and is_bare(name)

    def _kept(self, clause: int, name: str, first: int, figure: tuple[int, int]) -> str:
        """The subject, kept for what names none behind it; of 其中 and of a 周年 the next sentence is no part."""
        start, stop = figure
        is_passing = PASSING.search(self._text, max(first, start - REACH), stop)
        if not is_passing and "岁" not in self._text[start:stop]:
            issued = self._background.issued(self._text, clause, start)
            self._last = (clause, issued or name)
        return name

    def _told_by(self, first: int, clause: int, figure: tuple[int, int]) -> str | None:
        """The forces that a clause before is about, which did somewhere what is told: 俄军…，在黑海摧毁3艘."""
        for begin, end in self._clauses.last_first((first, figure[0]), clause)[1:]:
            name = self._said.of_clause(first, begin, end, figure)
            if name and not is_at(self._text, begin, end):
                return name if name.endswith(FORCES) else None
        return None

    def _told_next(
        self, clause: int, sentence: tuple[int, int], figure: tuple[int, int]
    ) -> str | None:
        """Whom the next clause is about, where this one is only a length of time."""
        grown = clause_behind_growth(self._text, clause, figure[0], sentence[1])
        if grown and clause == sentence[0]:
            named = self._said.of_clause(sentence[0], *grown, (-1, -1))
            return named or opened_by(self._text, *grown, self._discourse.article)
        lead = LEAD.match(self._text, clause, figure[1])
        begin = lead.end() if lead else clause
        is_served = begin < figure[0] and is_service(self._text, begin, figure[0])
        if begin < figure[0] and not is_served:
            return None
        following = clause_behind(self._text, figure[1], sentence[1])
        if following is None:
            return None
        named = self._said.of_clause(sentence[0], *following, (-1, -1))
        return named or (
            opened_by(self._text, *following, self._discourse.article) if is_served else None
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
        inside = self._discourse.between(opening, end)
        # where, not who; what the state does is for the country
        is_none = (
            (bool(inside) and self._text[inside[0].start - 1] == "在")
            or (bool(inside) and is_national(inside[0].name))
            or topics.is_label(self._text, inside)
            or is_issuing(self._text, inside)
        )
        return (
            self._background.issued(self._text, opening, first)
            or (None if is_none else self._said.topic(opening, end))
            or self._discourse.others.person(opening, end, end)
            or self._said.unlisted(lead.end() if lead else opening, end)
        )
