"""The places of an article in, which division 全省, 全市, 全县 and 全区 mean, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from kouan.extraction.parties.actors import Place
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: What a division of each word is called by its full name.
_ENDS: Final = {
    "省": ("省",),
    "市": ("市",),
    "州": ("自治州",),
    "县": ("县", "旗"),
    "区": ("自治区", "区"),
}
#: What a name that bears another sort behind it may be short for: 浙江省统计局, 杭州海关.
_LONGEST: Final = 8
#: A division by its full name: 浙江省 of 2021年浙江省国民经济运行情况, of 1月份浙江省 and 前10个月浙江省, but no 在全市.
_FULL: Final = (
    "(?:(?<=[年月日份度])|(?<![\u4e00-\u9fff]))(?:[在对从据由]|按照)?(?![年月日份度]|个月)"
    "(?P<name>(?:(?![从在由据向对与和及为我该本各全记这那])[\u4e00-\u9fff]){{2,4}}(?<![全各本该我此每两几])(?:{sort}))(?![长委级区内])"
)
_OPENING: Final = 200
#: Other divisions are too often words of other meaning by so short a name: 大同, 和平.
_GOVERNMENT: Final = Expression(
    "([一-龥]{2,5}[省市县区州旗])(?:(?:人民)?政府|[一-龥]{2,10}(?:局|厅|委员会|发改委|卫健委|考试院|招生办|招生办公室|调查总队|公安总队|交警总队|疾控中心))"
)
#: What is counted of a whole division and of nobody in it.
_AGGREGATE: Final = Expression(
    "(?:全年|全部|全社会)?(?:(?:地区|国内)生产总值|固定资产投资|社会消费品零售|规模以上工业|(?:货物|外贸|对外)?进出口(?:总[额值])?(?=[0-9达为完突同增下]|总)|(?:地方)?一般公共预算|居民消费价格|(?:城镇|农村|全体)(?:常住)?居民|居民人均"
    "|常住人口|户籍人口|(?:常住人口|户籍人口)?城镇化率|第[一二三]产业|房地产开发投资|民间投资|城镇新增就业|全社会用电量)"
)
#: One of these stands in each of them: a plain look is cheaper.
_COUNTED: Final = (
    "生产总值", "固定资产投资", "消费品零售", "规模以上工业", "进出口", "公共预算", "消费价格", "居民人均", "城镇居民", "农村居民", "全体居民", "常住居民",
    "常住人口", "户籍人口", "城镇化率", "第一产业", "第二产业", "第三产业", "开发投资", "民间投资", "新增就业", "用电量",
)  # fmt: skip
#: Who writes of one division, and is named after it.
_LOCAL_PRESS: Final = Expression(
    "(?:[日晚晨早商]报|都市报|时报|新报|生活报|电视台|广播电视台|融媒体?中心|融媒|新闻网|发布|客户端|在线|新闻传媒中心|网)$"
)
_PROVINCE: Final = "省"
_CITY: Final = "市"
_SHORT: Final = (3, 2)
#: In the same sentence or the one before, in characters.
_NEAR: Final = 120
_NAMING: Final = (EntityType.PLACE, EntityType.ORGANIZATION)
#: What a place says of the division that a word means.
_Way = Callable[[Place, str], str | None]


def has_counts(article: str) -> bool:
    """Whether an article counts anything of a whole division."""
    return any(word in article for word in _COUNTED) and _AGGREGATE.search(article) is not None


def governed(office: str) -> str | None:
    """The division whose government an office is: 屏东县 of 屏东县政府.

    >>> governed("屏东县政府"), governed("财政部")
    ('屏东县', None)
    """
    found = _GOVERNMENT.fullmatch(office)
    return found[1] if found else None


class Levels:
    """The divisions of the gazetteer by each of their names, and what they are under."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.full: dict[str, set[str]] = {}
        self.counties: set[str] = set()
        #: what provinces and cities are called, and no county is
        self.large: set[str] = set()
        #: a district may be one of several of its name: 鼓楼区
        self.parents: dict[str, set[str]] = {}
        for row in knowledge.rows("division"):
            if row["level"] == "county":
                self.counties.add(row["surface"])
            if row["level"] in ("province", "prefecture"):
                self.large.add(row["short"])
            for name in (row["surface"], row["short"]):
                self.full.setdefault(name, set()).add(row["surface"])
            self.parents.setdefault(row["surface"], set()).add(row["parent"])
        self.large -= {
            row["short"] for row in knowledge.rows("division") if row["level"] == "county"
        }
        self.large.discard("")
        rows = knowledge.rows("division")
        self._standing = {row["surface"] for row in rows if not row["valid_to"]}
        self.longest = max(map(len, self.full), default=0)

    def is_under(self, name: str, other: str) -> bool:
        """True of a division of this name that is under one of the other name: 霍邱 under 安徽."""
        wanted = self.full.get(other, set()) | {other}
        return any(not wanted.isdisjoint(over) for over in self._over(name))

    def _over(self, name: str) -> Iterator[set[str]]:
        """What the divisions of a name are under, level by level."""
        seen: set[str] = set()  # a project's rows may go round in a circle
        over = self._present(name)
        while over := {parent for full in over for parent in self.parents.get(full, ())} - seen:
            seen |= over
            yield over

    def _present(self, name: str) -> set[str]:
        """The divisions of a name that still stand, else those that did: 崇明 is 崇明区, and was 崇明县."""
        fulls = self.full.get(name, set())
        return fulls & self._standing or fulls

    def is_of(self, name: str, word: str) -> bool:
        """True of a division that the word means: 张家口 of 市."""
        return any(full.endswith(_ENDS[word]) for full in self.full.get(name, ()))

    def named(self, place: Place, word: str) -> str | None:
        """The place itself, where the word means a division like it."""
        is_meant = place.type is EntityType.PLACE and self.is_of(place.name, word)
        return place.name if is_meant else None

    def of_prefecture(self, place: Place, word: str) -> str | None:
        """The place itself, where it is a city that has counties of its own."""
        named = self.named(place, word)
        fulls = self.full.get(place.name, set()) if named else set()
        return named if fulls and not fulls & self.counties else None

    def begun(self, place: Place, word: str) -> str | None:
        """The division that a longer name begins with: 浙江省 of 浙江省统计局."""
        for length in range(min(_LONGEST, len(place.name) - 1), 1, -1):
            name = place.name[:length]
            if name.endswith(_ENDS[word]) and self.is_of(name, word):
                return name
        return None

    def begun_by_city(self, place: Place, word: str) -> str | None:
        """The city with counties of its own that a longer name begins with: 宁波市 of 宁波市统计局."""
        name = self.begun(place, word)
        fulls = self.full.get(name, set()) if name else set()
        return name if fulls and not fulls & self.counties else None

    def above(self, place: Place, word: str) -> str | None:
        """The division over this one that the word means: 浙江省 of 杭州 and 省; None where several could be."""
        is_one = place.type is EntityType.PLACE and len(self._present(place.name)) == 1
        for full, *others in self._over(place.name) if is_one else ():
            if others:
                return None
            if full.endswith(_ENDS[word]):
                return full
        return None


class _Said(NamedTuple):
    """The places of an article that say a division in one way, in order, and which of them the title names first."""

    places: list[Place]
    names: list[str]
    titled: str | None


class Divisions:
    """Which division of an article a word for the whole of one means."""

    def __init__(
        self,
        text: str,
        title: str,
        begin: int,
        places: Sequence[Place],
        knowledge: Knowledge,
        publisher: str = "",
    ) -> None:
        self._begin, self._publisher = begin, publisher
        self._text, self._title, self._knowledge = text, title, knowledge
        self._places = places
        self._said: dict[tuple[_Way, str], _Said] = {}

    def is_one(self, name: str) -> bool:
        """True of the name of a division, short or full."""
        return name in self._knowledge.made(Levels).full

    def counted(self, begin: int, end: int, main: str | None) -> str | None:
        """The division that an article is about, where [begin, end) begins with what is counted of a whole one."""
        is_aggregate = main and _AGGREGATE.match(self._text, begin, end)
        return main if is_aggregate and self.is_one(main or "") else None

    def meant(self, word: str, clause: int) -> str | None:
        """The one named close before, in the title, or anywhere before, whose level fits, else the one over them."""
        levels = self._knowledge.made(Levels)
        if (titled := self._titled(word, levels)) and not self._is_close(word, clause, levels):
            return titled
        return (
            (self._city(levels, clause) if word == _CITY else None)
            or self._nearest(levels.named, word, clause)
            or self._nearest(levels.begun, word, clause)
            or self._opening(word)
            or self._short(word, levels)
            or self._nearest(levels.above, word, clause)
            or self._published(word, levels)
        )

    def _city(self, levels: Levels, clause: int) -> str | None:
        """The city with counties of its own that its sentence named last, by its name or by an office, else one that was named before."""
        first = self._text.rfind("。", max(0, clause - _NEAR), clause) + 1
        near: list[tuple[int, str]] = []
        for way in (levels.of_prefecture, levels.begun_by_city):
            said = self._of(way, _CITY)
            before = bisect_left(said.places, clause, key=lambda place: place.start)
            if before and said.places[before - 1].start >= max(first, clause - _NEAR):
                near.append((said.places[before - 1].start, said.names[before - 1]))
        if near:
            return max(near)[1]
        return self._nearest(levels.of_prefecture, _CITY, clause) or self._nearest(
            levels.begun_by_city, _CITY, clause
        )

    def _titled(self, word: str, levels: Levels) -> str | None:
        """The one division of its level that the title names."""
        found = {
            name
            for way in (levels.named, levels.begun)
            if (name := self._of(way, word).titled) is not None
        }
        return found.pop() if len(found) == 1 else None

    def _is_close(self, word: str, clause: int, levels: Levels) -> bool:
        """Whether the sentence has named one itself before."""
        first = self._text.rfind("。", max(0, clause - _NEAR), clause) + 1
        return any(
            before and said.places[before - 1].start >= max(first, clause - _NEAR)
            for way in (levels.named, levels.begun)
            if (said := self._of(way, word))
            for before in (bisect_left(said.places, clause, key=lambda place: place.start),)
        )

    def _of(self, way: _Way, word: str) -> _Said:
        if (way, word) not in self._said:
            self._said[way, word] = self._all(way, word)
        return self._said[way, word]

    def _nearest(self, way: _Way, word: str, clause: int) -> str | None:
        said = self._of(way, word)
        before = bisect_left(said.places, clause, key=lambda place: place.start)
        last = said.names[before - 1] if before else None
        is_close = before > 0 and clause - said.places[before - 1].end <= _NEAR
        return last if is_close else said.titled or last

    def _all(self, way: _Way, word: str) -> _Said:
        said = [
            (place, name)
            for place in self._places
            if place.type in _NAMING and (name := way(place, word))
        ]
        titled = (
            name for place, name in said if self._text[place.start : place.end] in self._title
        )
        return _Said([place for place, _ in said], [name for _, name in said], next(titled, None))

    def _short(self, word: str, levels: Levels) -> str | None:
        """The province that the title names by its short name: 4月份四川居民消费价格上涨."""
        if word != _PROVINCE:
            return None
        ats = range(len(self._title))
        names = (self._title[at : at + length] for at in ats for length in _SHORT)
        return next((name for name in names if levels.is_of(name, word)), None)

    def opening_title(self) -> str | None:
        """The province or city, or the division by its full name, that the title begins with: 澳门 of 澳门旅客量再创新高.

        Short names of counties are words too: 和平利用核能, 长安汽车销量.
        """
        levels = self._knowledge.made(Levels)
        for size in range(min(_LONGEST, len(self._title)), 1, -1):
            name = self._title[:size]
            if name in levels.large or name in levels.full.get(name, ()):
                first, tag = tagged_words(self._title)[0]
                return name if tag.startswith("ns") and len(first) <= size else None
        return None

    def _published(self, word: str, levels: Levels) -> str | None:
        """The division whose paper it is: 全市 of the 白鹭日报."""
        if not _LOCAL_PRESS.search(self._publisher):
            return None
        for length in range(min(_LONGEST, len(self._publisher)), 1, -1):
            fulls = levels.full.get(self._publisher[:length], set())
            found = {full for full in fulls if full.endswith(_ENDS[word])}
            if fulls:
                return found.pop() if len(found) == 1 else None
        return None

    def _opening(self, word: str) -> str | None:
        opening = f"{self._title} {self._text[self._begin : self._begin + _OPENING]}"
        found = re.search(_FULL.format(sort=word), opening)
        return found["name"] if found else None
