"""A clause and the entities before it in, whom its 该站, 我局, 全省, 他 or 这里 means, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from kouan.extraction.parties.actors import ACTORS, LEAD, PROVINCES, Place
from kouan.extraction.parties.background import Background
from kouan.extraction.parties.divisions import Divisions
from kouan.extraction.parties.narrower import REGIONS, narrower
from kouan.extraction.parties.others import Others
from kouan.extraction.parties.ours import Ours
from kouan.extraction.parties.pairs import Pair
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

_ANAPHOR: Final = Expression(
    "(?:该|这个|本[届次]?|我|这座|此[次]?|这[次一])(局|站|实验室|基地|医院|银行|协会|学会|研究院|研究所|合作社|大学|学院|学校|景区|酒店|电站|水库|大桥|口岸|港|市|县|区|省|州|园区|公司|中心|大队|支队|总站|办事处|管理处|分局|监狱|海关|关|单位|企业|集团|机场|码头|校|院|村|镇|乡|社区|厂|馆|所|行(?![业动为程政列情当驶李使人径星])|连|旅|团|论坛|大会|年会|峰会|展会|博览会|交易会|活动|赛事|比赛|会议)"
)
_MARKED: Final = Expression("“([^”“，。]{2,12})”")
#: 前者增长11.2%
_LATTER: Final = Expression("前者|后者")
#: 该平台: the system that was named last, whatever its name ends with.
_SYSTEM: Final = Expression(
    "(?:[该此本]|这个|这一)(?:平台|系统|小程序|软件|应用|网站|公众号|客户端|APP|App)(?![一-龥]{0,2}(?:公司|企业))"
)
_BODY: Final = Expression(
    "该(?:机构|组织|部门|单位|协会|机关)(?!总部|负责人|发言人|[^，。]{0,8}(?:称|表示)，)"
)
#: 我校 is a university or a school, 我院 a hospital or a college: names do not end in these words alone.
_HOUSES: Final = {
    "校": Expression("[\u4e00-\u9fff]{2,10}?(?:大学|学院|学校|中学|小学)"),
    "院": Expression("[\u4e00-\u9fff]{2,12}?(?:医院|学院|研究院|法院|检察院)"),
}
#: 该公司 may be one whose name says nothing of it.
_FIRMS: Final = ("公司", "企业", "单位", "集团")
#: 海南铁路有限公司 of 海南铁路有限公司货运部.
_OF_FIRM: Final = Expression("[^，。]{2,24}?(?:公司|集团)(?=[\u4e00-\u9fff]{2,8}$)")
_OURS: Final = Expression("我们|[全本我]局|全站|全关|局机关|机关各")
#: 本届展会设展区12个, 此次大赛
_THIS_EVENT: Final = Expression(
    "本[届次]|[此这]次(?:活动|展览|峰会|年会|论坛|演习|演练|大会|论坛|展会|大赛|比赛|赛事|盛会)"
)
#: 本届投洽会: the event of the page by a short name.
THIS_ONE: Final = Expression(
    "(?:据悉|据介绍|据了解|目前|今年)?，?(?:本届|本[次度])(?:(?P<full>[^，。；！？、的会节赛展]{4,6}(?:[会节赛展]|论坛))|[^，。；！？、的会节赛展]{0,3}(?:[会节赛展]|论坛))(?=共|为期|将|有|吸引|以|由|设|参|累|展|规|首|于|已|从|期)"
)
#: 全省粮食产量: the province that the story is from.
_WHOLE_PLACE: Final = Expression(
    "(?:全|我)(?P<all>[省市县州区])(?!场|域|块|间|别|分|政)|(?P<purse>[省市县区])级?财政(?![厅局部])|(?<![一-龥])(?P<within>[省市县区州])里(?!程|面|外|[一二三四五六七八九十])"
)
#: 院里新引进设备2台: what the body of the page has inside.
_INSIDE: Final = Expression(
    "(?P<sort>[院校局馆厂园站所])(?:[里内]|(?<!局)方)(?!径|部|外|的|[面向法式案便])"
)
#: 两国合计拉动全市出口增长1.2个百分点: the growth is that of the whole.
_MOVED: Final = Expression(
    "(?:拉动|带动|拉低|拉高|推高|拖累)全(?P<all>[省市县州区国])[^，。；！？]{0,16}$"
)
#: 崇礼全区
_ALL_OF: Final = Expression("(?P<name>[一-龥]{2,4}?)全[省市县区州旗](?![域面部])")
#: 巴方, 俄方: the country that the article names and that begins so.
_SIDE: Final = Expression(
    "(?P<first>[俄乌巴以美日韩英法德印伊朝黎叙土])方(?![面向法式案便可才程言针块])"
)
_HE: Final = Expression("[他她](?!们)")
#: 她引用报告说: who tells is not what he tells of.
_TELLS: Final = Expression(
    "[^，。；！？]{0,40}?(?:说|称|表示|介绍|认为|指出|透露|强调|坦言|判断(?:是|，|：)|告诉记者|提醒|补充|坦承|建议|呼吁|[看想]法是)"
)
_HERE: Final = Expression("(?:这里|(?<![助为给对与和向让被])当地(?!时间)|此处)")
#: 三地累计培育企业: how many; a pair may stand by its whole names too.
_TOGETHER: Final = Expression("([两三四])[地省](?!区|方|块|质|形)")
_PAIR: Final = 2
_NUMBERS: Final = {"两": _PAIR, "三": 3, "四": 4}
_LISTED: Final = Expression("([一-龥]{2,4}[、和][一-龥]{2,4}?)两[地省市]")
#: 该片共15集: what the last title in marks names.
_WORK: Final = Expression(
    "(?:该|这部|这本|本)(?:片|剧|书|文集|图集|著作|专著|电影|影片|小说|词典|节目|法|条例|报告|方案|意见|规划|办法|纪录片|电视剧|标准)|新规"
)
_TITLES: Final = Expression("《([^》\\n]{2,30})》")
#: A narrower place is named so near behind a wider one, in characters.
_BEHIND: Final = 12
_NEAR: Final = 300
#: A cheap first look: every word that points to what was named before has one of these.
_POINTING: Final = Expression(
    "[我咱俺全本机该这此当他她]|[前后]者|财政|[两三四][地省]|[院校局馆厂园站所省市县区州村社店](?:[里内]|(?<!局)方)"
)
#: Nobody keeps more names in mind.
_MENTIONS: Final = 200


class Anaphors:
    """Whom the words of an article mean that name nobody themselves."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        background: Background,
        others: Others,
        divisions: Divisions,
        article: str,
        title: str,
        knowledge: Knowledge,
    ) -> None:
        self._text = text
        self._places = places
        self._starts = [place.start for place in places]
        self._main, self._event = background.main, background.event
        self._others, self._divisions = others, divisions
        self._article, self._title, self._knowledge = article, title, knowledge
        self._ours = Ours(text, places)
        self._nation = background.nation
        self._countries: dict[str, str | None] = {}

    def meant(self, clause: int, end: int) -> str | None:
        """该站, 我局, 这里: the last entity before that it may mean, else the main actor."""
        begin = self._opens(clause, end)
        if country := self.side(begin, end):
            return country
        if self._pair and (both := self._pair.meant(self._text, clause, end)):
            return both
        if not _POINTING.search(self._text, clause, end + 1):
            return None
        if latter := _LATTER.match(self._text, begin, end):
            return self._of_pair(clause, is_first=latter[0] == "前者")
        if theirs := self._ours.meant(clause, end):
            return theirs
        if _OURS.search(self._text, clause, end):
            return self._main
        if self._event and _THIS_EVENT.search(self._text, clause, end):
            return self._event
        if _HE.match(self._text, begin) and not _TELLS.match(self._text, begin + 1, end):
            return self._others.last_person(clause)
        if together := _TOGETHER.match(self._text, begin, end):
            return self._jointly(_NUMBERS[together[1]], clause)
        if (found := _ALL_OF.match(self._text, begin, end)) and self._divisions.is_one(
            found["name"]
        ):
            return str(found["name"])
        if self._text.startswith("该国", begin) or self._is_its(begin):
            return next(filter(None, map(self._country_of, self._before(clause))), None)
        if found := _WHOLE_PLACE.match(self._text, begin):
            return self._divisions.meant(found["all"] or found["purse"] or found["within"], clause)
        if inside := _INSIDE.match(self._text, begin, end):
            return self._of_sort(inside["sort"], clause)
        if _WORK.match(self._text, begin):
            titles = _TITLES.findall(self._text, max(0, clause - _NEAR), clause)
            return titles[-1] if titles else None
        if _HERE.search(self._text, clause, end):
            kinds = {EntityType.PLACE} if self._text.startswith("当地", begin) else ACTORS
            near = (self.narrowed(place) for place in self._before(clause) if place.type in kinds)
            return next(near, self._main)
        if _SYSTEM.match(self._text, begin, end):
            return self._marked(clause) or self._last(clause, EntityType.SYSTEM)
        if _BODY.match(self._text, begin, end) and (
            body := self._last(clause, EntityType.ORGANIZATION, within="。")
        ):
            return body
        if found := _ANAPHOR.search(self._text, clause, end):
            house = _HOUSES.get(found[1])
            alike = self._alike(found[1], clause)
            # the title names whose page it is
            titled = house.match(self._article) if house else None
            whole = titled[0] if titled else self._main
            if whole is None and found[1] in _FIRMS:
                whole = self._last(clause, EntityType.ORGANIZATION, within="\n")
            return next(alike, whole)
        return None

    def _country_of(self, place: Place) -> str | None:
        """The country that a name is, or that the name of a body begins with: 苏丹卫生部."""
        is_body = place.type is EntityType.ORGANIZATION
        sizes = range(2, min(len(place.name), 8)) if is_body else (len(place.name),)
        return next(
            (place.name[:size] for size in sizes if place.name[:size] in self._all_countries), None
        )

    def _is_its(self, begin: int) -> bool:
        """True of 全国 where the sentence has said 该国: 该国…的疫情已致9人死亡，全国感染300例."""
        if not self._text.startswith("全国", begin):
            return False
        opening = self._text.rfind("。", max(0, begin - _NEAR), begin) + 1
        return self._text.find("该国", max(opening, begin - _NEAR), begin) >= 0

    def _alike(self, sort: str, clause: int) -> Iterator[str]:
        """The names before that a bare noun may stand for, the last first."""
        house = _HOUSES.get(sort)
        for place in self._before(clause):
            if house.fullmatch(place.name) if house else place.name.endswith(sort):
                yield place.name
            elif sort in _FIRMS and (owner := _OF_FIRM.match(place.name)):
                yield owner[0]

    def _of_sort(self, sort: str, clause: int) -> str | None:
        """The body of the page where it is of this sort, else the last that was named."""
        house = _HOUSES.get(sort)
        if (main := self._main) and (house.fullmatch(main) if house else main.endswith(sort)):
            return main
        return next(self._alike(sort, clause), None)

    def moved(self, clause: int, end: int) -> str | None:
        """The whole whose growth [clause, end) says something moves: 拉动全市出口增长."""
        found = _MOVED.search(self._text, clause, end)
        if found is None:
            return None
        return self._nation if found["all"] == "国" else self._divisions.meant(found["all"], clause)

    def side(self, begin: int, end: int) -> str | None:
        """The country whose side [begin, end) begins with: 巴方."""
        found = _SIDE.match(self._text, begin, end)
        return self.country(found["first"]) if found else None

    def side_struck(self, end: int) -> str | None:
        """The country to whose side something is done right before `end`: 造成以方."""
        is_struck = self._text.endswith(("造成", "致", "导致"), 0, end - 2)
        return self.side(end - 2, end) if is_struck else None

    def narrowed(self, place: Place) -> str:
        """The place, or the narrower one that is named right behind it: 项城 of 河南项城."""
        found = narrower(self._text, place, place.end + _BEHIND, self._knowledge)
        return found or place.name

    def is_abroad(self, name: str) -> bool:
        """True of the name of a country, or of a region abroad that has towns as one has."""
        return name in REGIONS or name in self._all_countries

    def _opens(self, clause: int, end: int) -> int:
        lead = LEAD.match(self._text, clause, end)
        return lead.end() if lead else clause

    def country(self, first: str) -> str | None:
        """The country that the article names most and that begins with a character."""
        if first not in self._countries:
            named = Counter(
                {
                    name: self._article.count(name)
                    for name in self._all_countries
                    if name.startswith(first)
                }
            )
            (name, times), *_ = named.most_common(1) or [("", 0)]
            self._countries[first] = name if times else None
        return self._countries[first]

    def _jointly(self, number: int, clause: int) -> str | None:
        """The provinces that were named together last: 川渝 of 两地, or 甲省、乙省 of 甲省、乙省两地."""
        near = max(0, clause - _NEAR)
        short = f"(?<![{PROVINCES}])([{PROVINCES}]{{{number}}})(?![{PROVINCES}])"
        named = [*Expression(short).finditer(self._text, near, clause)]
        if number == _PAIR:
            named += _LISTED.finditer(self._text, near, clause)
        return max(named, key=re.Match.end)[1] if named else None

    @cached_property
    def _pair(self) -> Pair | None:
        if "两国" not in self._article:
            return None
        return Pair(self._article, self._title, self._all_countries, self.country)

    @cached_property
    def _all_countries(self) -> dict[str, None]:
        """The names of all countries, in the order of the lexicon."""
        rows = self._knowledge.rows("country")
        return {row["short"] or row["surface"]: None for row in rows if row["level"] == "country"}

    def _marked(self, clause: int) -> str | None:
        """What the clause before names last in marks, by no name of the lexicons."""
        near = max(0, clause - _NEAR)
        opening = max(self._text.rfind(mark, near, clause) for mark in "。\n")
        marked = _MARKED.findall(self._text, max(opening, near), clause)
        return marked[-1] if marked else None

    def _of_pair(self, clause: int, *, is_first: bool) -> str | None:
        """The first or the second of the two entities that were named together last."""
        second: Place | None = None
        for one in self._before(clause):
            if second and self._text[one.end : second.start] in ("、", "和", "与", "及"):
                return one.name if is_first else second.name
            second = one if one.type in ACTORS else None
        return None

    def _last(self, clause: int, kind: EntityType, within: str = "\n\n") -> str | None:
        """The entity of a type that was named last, with no such mark behind it."""
        last = next((one for one in self._before(clause) if one.type is kind), None)
        if last is None or clause - last.end > _NEAR or within in self._text[last.end : clause]:
            return None
        return last.name

    def _before(self, clause: int) -> Iterator[Place]:
        """The entities before, the last first."""
        at = bisect_left(self._starts, clause)
        return reversed(self._places[max(0, at - _MENTIONS) : at])
