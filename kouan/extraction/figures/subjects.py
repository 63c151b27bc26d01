"""A figure, its sentence and the article's entities in, the name of the entity that the figure is about out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from kouan.extraction.figures.actors import (
    ACTORS,
    LEAD,
    Place,
    is_telling,
    joint_names,
    tells,
)
from kouan.extraction.figures.background import Background
from kouan.extraction.figures.leading import LONGEST, leading_name
from kouan.extraction.figures.others import Others
from kouan.model.facts import EntityType

#: A scheme or a system is what the sentence is about only where the sentence begins with it.
_THEMES: Final = ACTORS | {EntityType.PROGRAM, EntityType.SYSTEM}
_CLAUSE: Final = re.compile("[，。；！？：]")
_ASIDE: Final = re.compile("(?:与|和|同|向|对|由|经|据|被|及|比|较|给|往|赴|到|至|、|从|的)$")
_ANAPHOR: Final = re.compile(
    "(?:该|这个|本[届次]?|我|这座|此[次]?|这[次一])(局|站|口岸|港|市|县|区|省|州|园区|公司|中心|大队|支队|总站|海关|关|单位|企业|集团|机场|码头|校|院|村|镇|乡|社区|厂|馆|所|连|旅|团|论坛|大会|年会|峰会|展会|博览会|交易会|活动|赛事|比赛|会议)"
)
_OURS: Final = re.compile("我们|[全本我]局|全站|全关|局机关|机关各")
#: 本届展会设展区12个, 此次大赛
_THIS_EVENT: Final = re.compile("本[届次]|[此这]次(?:活动|大会|论坛|展会|大赛|比赛|赛事|盛会)")
#: 全省粮食产量: the province that the story is from.
_WHOLE_PLACE: Final = re.compile("(?:全|我)([省市县州])(?!场)")
_HE: Final = re.compile("[他她](?!们)")
_HERE: Final = re.compile("这里|当地|此处")
#: A cheap first look: every word that points to what was named before has one of these.
_POINTING: Final = re.compile("[我全本机该这此当他她]")
#: 24小时开放的横琴口岸, 20公里外的拱北口岸: the figure describes what follows.
_DESCRIBES: Final = re.compile("[^，。；、！？]{0,6}[的外]")
#: 十四五期间: a plan that only names a time.
_TIME_PLAN: Final = re.compile("“?十[一二三四五六七]五”?(?:规划)?")
#: 博览会在成都开幕: the event is what the sentence is about.
_HELD: Final = re.compile(
    "[”》]?(?:[0-9]{1,2}日|今天|昨天|近日|日前|当天|（[^）]{1,8}）|正式|圆满|顺利|在[^，。；！？]{2,16}?){0,4}(?:召开|举行|举办|开幕|闭幕|落幕)"
)
#: 在湛江市报关技能总决赛现场: so is this one.
_UNDER: Final = re.compile("(?:随着|根据|按照|围绕|落实|实施|推进|为了?|在)[“《]?$")
#: 论坛成立10周年
_FOUNDED: Final = re.compile(
    "(?:[^，。；]{0,4}(?:成立|建[国党军校交]|缔结|诞辰|开通|实施|提出|发表|创建|回归))?的?"
)
_UNLISTED: Final = re.compile(
    "(?:[俄乌以美韩日英法叙伊巴印朝土]军|中央财政|[中美日韩法德英俄]国队"
    "|(?:上证|深证|沪深|创业板|科创|恒生|道琼斯|纳斯达克|标普)[^，。；0-9]{0,5}?(?:指数?|成指|综指)|[沪深道纳恒]指)"
)
#: 中德建交50周年, 日中关系: both countries together.
_BILATERAL: Final = re.compile(
    "(?P<pair>[中美俄日韩德法英印越老柬泰蒙哈巴欧非朝澳]{2})(?=两国|关系|建交|双边|贸易|合作|邦交|经贸|友好|双方|人民|务实)"
)
_VENUE: Final = re.compile("[”》]?(?:的?(?:现场|期间|大会上|会上|活动中|比赛中)|上|中|期间)?，")
#: 圆满完成3个口岸的调整任务: what somebody does is about who does it.
_TASK: Final = re.compile("(?:完成|管辖|负责|承担|担负|监管|覆盖|设立|建成|新建)了?$")
#: 这3个口岸, 拱北、横琴等3个延关口岸: figures that count things of one sort.
_SORT_REACH: Final = 2
_COUNTED: Final = re.compile("(?:个|座|处|家|大)")
#: Nobody keeps a subject in mind for longer, in characters, clauses and mentions.
_REACH: Final = 600
_CLAUSES: Final = 12
_MENTIONS: Final = 200


class Subjects:
    """Where the entities of one article stand, and who its main actor is."""

    def __init__(self, text: str, named: Iterable[Place], title: str = "", begin: int = 0) -> None:
        self._text = text
        places = [one for one in named if not _TIME_PLAN.fullmatch(one.name)]
        self._places = [place for place in places if place.type in _THEMES]
        self._starts = [place.start for place in self._places]
        self._has_programs = any(place.type is EntityType.PROGRAM for place in self._places)
        self._persons = Others(text, places)
        self._joint = joint_names(self._places)
        self._background = Background(text, begin, title, places)
        self._main = self._background.main
        #: the subject last found in subject position, and where
        self._last: tuple[int, str] | None = None
        #: the sentence looked at last with its clauses, and whom clauses are about
        self._sentence: tuple[int, list[int]] = (-1, [])
        self._said: dict[tuple[int, int], str | None] = {}

    def subject_of(
        self, block: int, sentence: tuple[int, int], start: int, stop: int
    ) -> tuple[str | None, float]:
        """The subject of the figure at [start, stop), and how sure that is; `block` is where its block begins."""
        if joint := self._counted_together(start, stop):
            return joint, 0.7
        end = start
        for clause in reversed(self._clauses_to(sentence, start)):
            name = self._of_clause(sentence[0], clause, end, (start, stop))
            if name:
                if (
                    "其中" not in self._text[max(sentence[0], start - _REACH) : start]
                ):  # of which the next sentence is no part
                    self._last = (clause, name)
                return name, 0.8
            end = clause
        since = self._last[0] if self._last and self._last[0] >= block else block - 1
        if before := self._before(max(block, since + 1), sentence[0]):
            return before, 0.6
        if self._last and self._last[0] >= block:
            return self._last[1], 0.6
        if name := self._background.subject():
            return name, 0.5
        return (self._last[1], 0.4) if self._last else (None, 0.4)

    def _clauses_to(self, sentence: tuple[int, int], start: int) -> list[int]:
        """Where the last clauses begin, up to that of `start`; those of one sentence are found once."""
        if self._sentence[0] != sentence[0]:
            marks = _CLAUSE.finditer(self._text, *sentence)
            self._sentence = (sentence[0], [sentence[0], *(mark.end() for mark in marks)])
        clauses = self._sentence[1]
        last = bisect_right(clauses, start)
        reach = bisect_left(clauses, start - _REACH, hi=last)
        # of a clause that is longer than any subject reaches, the end is looked at
        return clauses[max(reach, last - _CLAUSES) : last] or [start - _REACH]

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
        name = self._held(clause) or self._topic(clause, end, inside) or self._venue(inside)
        name = name or self._scene(clause, end, inside) or self._referred(clause, end)
        if figure:
            name = name or self._remembered(inside, *figure) or self._described(figure[1])
        name = name or self._persons.person(clause, end, figure[1] if figure else end)
        name = name or self._persons.provided(clause, first)
        if name:
            return name
        lead = LEAD.match(self._text, clause)
        begin = lead.end() if lead else clause
        told = self._background.spoken_of(self._text, begin, end if figure else begin + 2)
        return told or self._unlisted(begin, end)

    def _before(self, since: int, first: int) -> str | None:
        """Whom the sentence before begins with, where that states no figure of its own."""
        since = max(since, first - _REACH)
        opening = max(since, self._text.rfind("。", since, first - 1) + 1)
        if opening >= first:
            return None
        stop = _CLAUSE.search(self._text, opening, first)
        end = stop.start() if stop else first
        lead = LEAD.match(self._text, opening, end)
        inside = self._between(opening, end)
        # 在拱北口岸: where, not who
        is_place = bool(inside) and self._text[inside[0].start - 1] == "在"
        return (
            (None if is_place else self._topic(opening, end, inside))
            or self._persons.person(opening, end, end)
            or self._unlisted(lead.end() if lead else opening, end)
        )

    def named_in(self, start: int, end: int) -> Place | None:
        """The last actor that is named in [start, end)."""
        inside = [place for place in self._between(start, end) if place.type in ACTORS]
        return inside[-1] if inside else None

    def is_aside(self, place: Place) -> bool:
        """True of a place that something is done with or to: 对越南."""
        return _ASIDE.search(self._text, max(0, place.start - 2), place.start) is not None

    def _between(self, start: int, end: int) -> list[Place]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _topic(self, clause: int, end: int, inside: list[Place]) -> str | None:
        """The entity that a clause begins with: 湛江局辖区…, 在拱北口岸，…; of 广东湛江局 the latter.

        One that only tells what follows (海关总署数据显示) is none.
        """
        for number, place in enumerate(inside):
            lead = LEAD.match(self._text, clause, place.start)
            if (
                lead is None
                or lead.end() != place.start
                or _ASIDE.search(self._text, max(clause, place.start - 3), place.start)
            ):
                return None
            if self._text.startswith("、", place.end) and self._is_list(
                place, inside[number + 1 :]
            ):
                return None  # 四川、北京等17个省
            if place.type is EntityType.PROGRAM and _UNDER.search(self._text, clause, place.start):
                return None  # 随着“乙类乙管”的实施
            following = inside[number + 1] if number + 1 < len(inside) else None
            if following is None or following.start != place.end:
                return None if tells(self._text, place, end) else place.name
            clause = following.start
        return None

    def _scene(self, clause: int, end: int, inside: list[Place]) -> str | None:
        """The place that a clause of 在 ends with: 在受灾严重的涞水县三坡镇，."""
        if not inside or not self._text.startswith("在", clause):
            return None
        last = inside[-1]
        is_end = last.type in ACTORS and last.end == end - 1 and self._text[last.end] in "，、"
        return last.name if is_end else None

    def _is_list(self, place: Place, others: Sequence[Place]) -> bool:
        """True where another of its type is named right behind."""
        return any(one.start == place.end + 1 and one.type is place.type for one in others[:1])

    def _remembered(self, inside: list[Place], start: int, stop: int) -> str | None:
        """What an anniversary is of: 中国人民政治协商会议成立75周年."""
        if not inside or not self._text.startswith("周年", stop - 2):
            return None
        is_named = _FOUNDED.fullmatch(self._text, inside[-1].end, start)
        return inside[-1].name if is_named else None

    def _unlisted(self, begin: int, end: int) -> str | None:
        """Who acts and is none of the entities: 俄军, 中国队, 中央财政, 沪指; 中德 of 中德贸易; 金华水果批发市场."""
        if found := _UNLISTED.match(self._text, begin):
            return found[0]
        if found := _BILATERAL.search(self._text, begin, end):
            return found["pair"]
        name = leading_name(self._text[begin : min(end, begin + LONGEST)])
        return None if name and is_telling(self._text, begin + len(name), end) else name

    def _held(self, clause: int) -> str | None:
        """The event that a clause says is held: 第三届博览会在成都开幕."""
        if not self._has_programs:
            return None
        stop = _CLAUSE.search(self._text, clause, clause + _REACH)
        for place in self._between(clause, stop.start() if stop else clause + _REACH):
            if place.type is EntityType.PROGRAM and _HELD.match(self._text, place.end):
                return place.name
        return None

    def _venue(self, inside: list[Place]) -> str | None:
        """The event at which something happens: 在…总决赛现场，."""
        for place in inside:
            if place.type is EntityType.PROGRAM and _VENUE.match(self._text, place.end):
                begin = max(self._text.rfind("，", 0, place.start), 0)
                if "在" in self._text[begin : place.start]:
                    return place.name
        return None

    def _described(self, stop: int) -> str | None:
        """The entity right behind a figure that describes it."""
        at = bisect_left(self._starts, stop)
        for place in self._places[at : at + 1]:
            if place.type in ACTORS and _DESCRIBES.fullmatch(self._text, stop, place.start):
                return self._persons.holder(stop, place) or place.name
        return self._persons.holder(stop, None)

    def _counted_together(self, start: int, stop: int) -> str | None:
        """The collective name of several things of one sort that are counted: 珠澳口岸 of 这3个口岸."""
        if not self._joint or not _COUNTED.fullmatch(self._text, stop - 1, stop):
            return None
        if _TASK.search(self._text, max(0, start - 4), start):
            return None
        for sort, name in self._joint.items():
            if self._text.find(sort, stop, stop + _SORT_REACH + len(sort)) >= 0:
                return name
        return None

    def _referred(self, clause: int, end: int) -> str | None:
        """该站, 我局, 这里: the last entity before that it may mean, else the main actor."""
        if not _POINTING.search(self._text, clause, end + 1):
            return None
        if _OURS.search(self._text, clause, end):
            return self._main
        if self._background.event and _THIS_EVENT.search(self._text, clause, end):
            return self._background.event
        lead = LEAD.match(self._text, clause, end)
        if _HE.match(self._text, lead.end() if lead else clause):
            return self._persons.last_person(clause)
        at = bisect_left(self._starts, clause)
        before = self._places[max(0, at - _MENTIONS) : at]
        if _HERE.search(self._text, clause, end):
            return next(
                (place.name for place in reversed(before) if place.type in ACTORS), self._main
            )
        if found := _WHOLE_PLACE.match(self._text, lead.end() if lead else clause):
            alike = (place.name for place in reversed(before) if place.name.endswith(found[1]))
            return next(alike, None) or self._background.division(found[1])
        if found := _ANAPHOR.search(self._text, clause, end):
            alike = (place.name for place in reversed(before) if place.name.endswith(found[1]))
            return next(alike, self._main)
        return None
