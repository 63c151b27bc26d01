"""A clause of an article in, whom it is about out: the first of the ways to say it that the clause takes."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties import topics
from kouan.extraction.parties.aboard import aboard
from kouan.extraction.parties.actors import LEAD, Place
from kouan.extraction.parties.anaphors import THIS_ONE
from kouan.extraction.parties.anniversaries import anniversary, founded, remembered
from kouan.extraction.parties.background import is_national
from kouan.extraction.parties.beside import has_own, is_own, is_right_before
from kouan.extraction.parties.bodies import are_likely
from kouan.extraction.parties.clauses import REACH
from kouan.extraction.parties.described import described, is_old
from kouan.extraction.parties.discourse import Discourse
from kouan.extraction.parties.divisions import has_counts
from kouan.extraction.parties.entering import entered
from kouan.extraction.parties.events import held, scene, struck, venue
from kouan.extraction.parties.foremost import first_named, foremost
from kouan.extraction.parties.leading import apposed
from kouan.extraction.parties.markets import whose_market
from kouan.extraction.parties.quoted import index_in, quoted
from kouan.extraction.parties.said_again import said_again
from kouan.extraction.parties.scores import scoring
from kouan.extraction.parties.sorts import WORKS
from kouan.extraction.parties.titles import titled
from kouan.extraction.parties.unlisted import bilateral, built, unlisted
from kouan.extraction.parties.victims import victims_at
from kouan.extraction.sentences import CLAUSE_END
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 蒋一鸣来自江华，是某某大学学生，: what somebody is says nothing of another.
_SAYS_WHAT: Final = Expression(
    "(?:也|还|曾|现|原|都|均)?(?:(?:是(?!否|由|以|因|在)|系|任)[^，。；！？]{0,30}?(?:[生员长者人民匠师手星将工农站桥港校院厂市县区镇村]|之一|企业|公司|平台|项目|工程|基地)，|毕业于|就读于|供职于|师从)"
)
#: 随着甲县某工程开工，; 在某人的带动下，: under which what follows happens, not whom it is about.
_UNDER: Final = Expression("[^，。；！？]{0,14}?随着|在[^，。；！？]{2,40}下，$", holds="着下")
#: No place is named behind more wider ones.
_WITHIN: Final = 4
_TO: Final = Expression("至(?!今)|到|—")
_AGED: Final = ("享年", "终年")

#: Where a figure stands.
Figure = tuple[int, int]
#: A clause says no more than so much of when and by whom before it names somebody.
_LONGEST_LEAD: Final = 120


class ClauseSubjects:
    """Whom the clauses of one article are about."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse, self._text = discourse, discourse.text
        self._background, self._others = discourse.background, discourse.others
        self._has_programs = any(one.type is EntityType.PROGRAM for one in discourse.places)
        self._has_partners = "伙伴" in discourse.article or "市场" in discourse.article
        self._has_words = are_likely(discourse.article) or has_counts(discourse.article)
        self._said: dict[tuple[int, int], str | None] = {}

    def of_clause(self, first: int, clause: int, end: int, figure: Figure) -> str | None:
        """Whom the clause [clause, end) of a sentence is about; what a clause before the figure's says holds for all figures behind it."""
        if end == figure[0]:
            return self._read(first, clause, end, figure)
        if (clause, end) not in self._said:
            self._said[clause, end] = self._read(first, clause, end, None)
        return self._said[clause, end]

    def topic(self, clause: int, end: int, figure: Figure | None = None) -> str | None:
        """The entity that the clause names as its topic."""
        inside = self._discourse.between(clause, end)
        return self._topic(clause, end, inside, figure)

    def unlisted(self, begin: int, end: int) -> str | None:
        """Who acts and is none of the entities; 满洲里铁路 of 满洲里铁路口岸 is nobody."""
        name = unlisted(self._text, begin, end, self._discourse.article)
        if name is None or self._discourse.bylines.hold(begin, begin + 1):
            return None
        stop = self._text.find(name, begin) + len(name)  # it may stand behind a dash
        inside = self._discourse.between(begin, stop)
        if name.startswith(("第", "首")) and inside and inside[-1].end == stop:
            return inside[-1].name  # 第134届广交会
        return None if any(one.start < stop < one.end for one in inside) else name

    def _read(self, first: int, clause: int, end: int, figure: Figure | None) -> str | None:
        if not figure and clause > first and _SAYS_WHAT.match(self._text, clause):
            return None
        if not figure and _UNDER.match(self._text, clause, end):
            return None
        inside = self._discourse.between(clause, end)
        if plain := self._plainly(clause, end, inside, figure):
            return plain
        name = self._named(clause, end, inside, figure)
        if figure:
            if self._text.endswith(_AGED, clause, end):
                dead = topics.comrade(self._text, first, end, self._discourse.article)
                return dead or self._others.last_person(end) or name
            name = self._counted(first, clause, figure, inside, name)
        return (
            name
            or titled(self._text, clause, *(figure or (end, end)))
            or self._others.person(clause, end, figure[1] if figure else end)
            or self._others.provided(clause, first)
            or self._again(clause, end)
            or self._hinted(clause, end, inside, figure)
        )

    def _again(self, clause: int, end: int) -> str | None:
        near = self._discourse.between(max(self._discourse.begin, clause - REACH), clause)
        return said_again(self._text, clause, end, self._discourse.begin, near)

    def _plainly(
        self, clause: int, end: int, inside: list[Place], figure: Figure | None
    ) -> str | None:
        """Whom nothing else in the clause can put in doubt."""
        if figure and has_own(self._text, inside, end):
            return inside[-1].name
        if not figure and (first := first_named(self._text, clause, end, inside)):
            return first
        if figure and (athlete := scoring(self._text, clause, figure)):
            return athlete
        if self._background.event and (this := THIS_ONE.match(self._text, clause, end)):
            full, event = this["full"], self._background.event
            return full if full and not event.endswith(full) else event
        if (
            self._has_partners
            and inside
            and topics.begins(self._text, clause, inside[0])
            and (trader := whose_market(self._text, inside, self._background))
        ):
            return trader
        return self._discourse.anaphors.moved(clause, end) if figure else None

    def _named(
        self, clause: int, end: int, inside: list[Place], figure: Figure | None
    ) -> str | None:
        """Whom the clause names, or calls by a word for it."""
        return (
            self._held(clause)
            or quoted(self._text, clause, end)
            or index_in(self._text, clause, end)
            or self._others.called(clause, end)
            or built(self._text, clause, end)
            or self._topic(clause, end, inside, figure)
            or self._body(clause, end, inside)
            or topics.handler(self._text, clause, inside)
            or venue(self._text, inside)
            or scene(self._text, clause, end, inside)
            or self._discourse.anaphors.meant(clause, end)
        )

    def _counted(
        self, first: int, clause: int, figure: Figure, inside: list[Place], name: str | None
    ) -> str | None:
        """Whom the words around the figure say it is of; `name` is whom the clause names."""
        start, stop = figure
        anaphors = self._discourse.anaphors
        name = (
            bilateral(self._text, first, clause, figure)
            or aboard(self._text, self._discourse.begin, figure)
            or founded(self._text, first, figure)
            or anniversary(self._text, clause, figure, inside, self._discourse.article)
            or victims_at(
                self._text, self._discourse.between(first, start), first, figure, anaphors
            )
            or name
            or anaphors.side_struck(start)
            or remembered(self._text, inside, start, stop)
            or self._described(start, stop)
            or entered(self._text, figure, self._discourse.following(stop, _WITHIN))
        )
        if name or not inside or self._text.startswith("第", start):  # 全球第一
            return name
        is_its = is_right_before(self._text, inside[-1], start)
        return inside[-1].name if is_its and is_own(self._text, clause, inside) else None

    def _hinted(
        self, clause: int, end: int, inside: list[Place], figure: Figure | None
    ) -> str | None:
        """Whom the clause means without naming any entity as its subject."""
        lead = LEAD.match(self._text, clause, clause + _LONGEST_LEAD)
        begin = lead.end() if lead else clause
        return (
            apposed(self._text, begin, end)
            or self._background.housed(self._text, begin, end)
            or self._background.begins_with(self._text, begin, end)
            or self._discourse.referents.meant(begin, end)
            or self.unlisted(begin, end)
            or (self._background.spoken_of(self._text, begin, end) if figure else None)
            or struck(self._text, inside)
            or (None if figure else foremost(self._text, begin, end - 1))
        )

    def _topic(
        self, clause: int, end: int, inside: list[Place], figure: Figure | None
    ) -> str | None:
        name = topics.topic(
            self._text,
            (clause, end),
            inside,
            figure,
            self._discourse.article,
            self._discourse.knowledge,
        )
        # 民政部、水利部拨付: of several offices of a country the country is the whole
        is_state = name and "、" in name and all(map(is_national, name.split("、")))
        return self._background.nation if is_state else name

    def _body(self, clause: int, end: int, inside: list[Place]) -> str | None:
        """The body or the division that a noun of the clause refers to."""
        if not self._has_words:
            return None
        opening = LEAD.match(self._text, clause, end)
        opened = opening.end() if opening else clause
        name = self._discourse.bodies.meant(opened, end)
        if name or inside:
            return name
        return self._discourse.divisions.counted(opened, end, self._background.subject)

    def _held(self, clause: int) -> str | None:
        if not self._has_programs:
            return None
        stop = CLAUSE_END.search(self._text, clause, clause + REACH)
        end = stop.start() if stop else clause + REACH
        return held(self._text, self._discourse.between(clause, end))

    def _described(self, start: int, stop: int) -> str | None:
        """What is told of the thing that the figure stands before (长3公里的…)."""
        following = self._discourse.following(stop, _WITHIN)
        last = following[0] if following else None
        for one in following[1:]:  # 安徽芜湖
            if (
                last is None
                or one.start != last.end
                or not last.type is one.type is EntityType.PLACE
                or last.name.endswith(WORKS)
                or is_old(one.name)
                or _TO.match(self._text, one.end)
            ):
                break
            last = last._replace(end=one.end, name=one.name)
        return described(self._text, start, stop, last, self._others)
