"""The entities, title and text of an article in, what its figures are about where their own sentence names nobody, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kouan.extraction.figures.actors import ACTORS, NO_MAIN, Place, main_actor, tells
from kouan.model.facts import EntityType

#: Words for the country that a text is written in, and for the world.
_WORDS: Final = re.compile(
    "(?<![占是为有居成比列名])(?:(?P<nation>我国|31个?省|全国(?!最|第一|首[个家位批]|唯一|性|各地的|政协|人大|人民代表|总工会|妇联|工商联|青联|侨联|社保|哲学)|我们国家)"
    "|(?<!在)(?P<world>全球(?![^，。；]{0,10}最|市场占|化|性|发展倡议|安全倡议|文明倡议)|全世界|世界(?=经济|贸易|人口|各国|各地|范围)))"
)
#: A cheap first look.
_SIGN: Final = re.compile("[我全世]|31")
_WORLD: Final = "全球"
_NATION: Final = "中国"
#: The press of Taiwan means Taiwan where it says 全国.
_TAIWAN: Final = "台湾"
_TAIWANESE: Final = re.compile(
    "台[北中南]|新北|高雄|桃园|新竹|台[湾铁积]|行政院|立法院|监察院|经济部|卫生?福利?部|主计|金管会"
)
#: Bodies of Taiwan have their name from the mainland's too (经济部 is one of Japan's): more than one speaks.
_FEWEST: Final = 2
#: An event by its number or year, whether or not it is one of the entities: 第十八届深圳文博会.
_EVENT: Final = re.compile(
    "(?:第[一二三四五六七八九十百0-9]+届|首届|20[0-9]{2}年?)[^，。；：！？ “”《》今昨明将开闭圆]{0,20}?"
    "(?:博览会|交易会|进博会|服贸会|文博会|广交会|消博会|展览会|论坛|峰会|大会|年会|电影节|艺术节|文化节|运动会|亚运会|奥运会|冬奥会|残运会|残奥会"
    "|锦标赛|世锦赛|世界杯|公开赛|联赛|竞赛|大赛|专项行动|对接活动)"
)
#: 习近平同越共中央总书记会谈: what is said at a meeting is not about who meets.
_MEETS: Final = re.compile(
    "[^，。；：]{0,40}?(?:会见|会谈|会晤|致|出席|主持|强调|指出|考察|调研|回信|话别|致辞|通电话|签署|发表|举行|访|向|同|就|在|夫妇)"
)
#: A division by its full name: 浙江省 of 2021年浙江省国民经济运行情况.
_DIVISION: Final = (
    "(?:(?<=[年月日])|(?<![\u4e00-\u9fff]))(?![年月日])[\u4e00-\u9fff]{{2,4}}{sort}(?![长委级区内])"
)
_SORTS: Final = ("省", "市", "县", "区", "旗", "州", "镇", "乡", "村")
#: How far into an article its whole subject is said, in characters.
_OPENING: Final = 200


class Background:
    """What an article as a whole is about."""

    def __init__(self, text: str, begin: int, title: str, places: Sequence[Place]) -> None:
        self.nation = _nation(places)
        held = _EVENT.search(title) or _EVENT.search(text, begin, begin + _OPENING)
        #: the event that the story tells of
        self.event = _event_name(held[0], places) if held else None
        # 广交会 of 第134届广交会 is no name beside it
        beside = title.replace(held[0], "", 1) if held else title
        self.main = main_actor(text, beside, places)
        self._is_event = held is not None and held[0] in title
        self._titled = _titled(text, beside, places)
        self._whole = self.spoken_of(f"{title} {text[begin : begin + _OPENING]}", 0, _OPENING)
        if self._whole is None and _NATION in title:
            self._whole = self.nation
        self._place = next((one.name for one in places if one.type is EntityType.PLACE), None)
        self._opening = f"{title} {text[begin : begin + _OPENING]}"
        self._text = text
        self._places = places
        self._has_bodies = any(place.type is EntityType.ORGANIZATION for place in places)

    @cached_property
    def _frequent(self) -> str | None:
        """The actor that is named most often, and not as a source."""
        counts = Counter(
            place.name
            for place in self._places
            if place.type in ACTORS | {EntityType.PROGRAM}
            and not tells(self._text, place, place.end + 40)
        )
        return max(counts, key=counts.__getitem__, default=None)

    def spoken_of(self, text: str, first: int, last: int) -> str | None:
        """The country or the world where [first, last) speaks of it: 我国, 全国, 全球."""
        is_likely = _SIGN.search(text, first, last)
        found = _WORDS.search(text, first, last) if is_likely else None
        if found is None:
            return None
        return self.nation if found["nation"] else _WORLD

    def division(self, sort: str) -> str | None:
        """The division of this sort (省, 市) that the story is from: the one it opens with, else the first place named.

        A city named first is no province: 全省 is not 杭州市.
        """
        if found := re.search(_DIVISION.format(sort=sort), self._opening):
            return found[0]
        is_other = self._place is not None and self._place.endswith(_SORTS)
        return None if is_other and not str(self._place).endswith(sort) else self._place

    def subject(self) -> str | None:
        """Whom the title names, else the country where the article opens with it, else whom it names most."""
        taiwan = self.nation if self.nation == _TAIWAN else None
        # of a body's figures that name nobody, the country is the whole
        told = self.nation if self._has_bodies else None
        event = self.event if self._is_event else None
        return self.main or event or self._titled or self._whole or taiwan or self._frequent or told


def _event_name(event: str, places: Sequence[Place]) -> str:
    """The entity that the event is, by the longer of their names, else the words of the text."""
    named = (
        place.name
        for place in places
        if place.type is EntityType.PROGRAM and (place.name in event or event in place.name)
    )
    return max(named, key=len, default=event)


def _nation(places: Sequence[Place]) -> str:
    named = {place.name for place in places if _TAIWANESE.match(place.name)}
    return _TAIWAN if len(named) >= _FEWEST else _NATION


def _titled(text: str, title: str, places: Sequence[Place]) -> str | None:
    """The first entity that the title names, an actor before a scheme, unless it only tells."""
    found: set[tuple[bool, int, int, str]] = set()
    for place in places:
        surface = text[place.start : place.end]
        at = title.find(surface)
        is_talk = place.type is EntityType.PERSON and _MEETS.match(title, at + len(surface))
        if at >= 0 and not is_talk and not NO_MAIN.match(title, at + len(surface)):
            is_scheme = place.type not in ACTORS | {EntityType.PERSON}
            found.add((is_scheme, at, -len(surface), place.name))
    return min(found)[3] if found else None
