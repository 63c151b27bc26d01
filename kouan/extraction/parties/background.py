"""The entities, title and text of an article in, what its figures are about where their own sentence names nobody, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kouan.extraction.figures.spans import Spans
from kouan.extraction.parties.actors import ACTORS, LEAD, Place, is_telling, tells
from kouan.extraction.parties.headlines import (
    abridged,
    first_named,
    house_of,
    is_counter,
    is_house,
    issued_document,
    main_actor,
    recurring,
    unlisted_name,
    visited,
)
from kouan.extraction.parties.nations import CHINA, TAIWAN
from kouan.extraction.parties.openings import is_short_for, opened
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Words for the country that a text is written in, and for the world.
_WORDS: Final = Expression(
    "(?<![占是为有居成比列名自从向着赴位个名家国等])(?<!吸引了)(?<!排在|列在|位居|发布|吸引|覆盖|遍布|辐射|面向|走向|服务|推向|惠及|贡献|销往|支援|不到|来自|通达|通往|遍及|高于|低于|快于|好于|高出|优于)(?:(?P<nation>我国|(?<![同与向对和给使及])中方|31个?省|全国(?<!同期全国)(?!(?:[^，。；！？]{1,14}中(?:排名?|位?[列居]))|(?:的|近|约|超过?)?[0-9.]+[%％]|[一二三四五六七八九十]{1,2}分之|最|第[一二三四五六七八九十0-9]|首[个家位批]|唯一|性|各地的|政协|人大|人民代表|总工会|妇联|工商联|青联|侨联|社保|哲学|重点|红十字|文明|优秀|先进|五四|劳动|模范|道德|三八|青年|少先|学联|总人口)|我们国家|全社会(?=跨区域))"
    "|(?<![在和自同与对向])(?P<world>全球(?!公司|集团|[百千]强|第|首|头部|[0-9]|[^，。；]{0,10}最|市场占|化|性|发展倡议|安全倡议|文明倡议)|全世界|世界(?=经济|贸易|人口|各国|各地|范围))|(?<![占遍安健齐完保])(?P<isle>全(?:台(?![湾北中南面词风的账帐车灯阶]|(?:近|约|超过?)?[0-9.]{1,6}[%％成])|港(?=[人市居私住酒餐旅]|[0-9])|澳(?=[人居酒旅入]|[0-9]))))"
)
#: A cheap first look.
_SIGN: Final = Expression("[我全世中]|31")
_WORLD: Final = "全球"
#: 全台15处夜市
_ISLES: Final = {"全台": "台湾", "全港": "香港", "全澳": "澳门"}
_AUSTRALIA: Final = Expression("澳大利亚|澳洲")
#: A text that has these words speaks of the country or is told by it.
_NATIONAL: Final = Expression(
    "我国|(?<!国)全国|党中央|中共中央|国务院|央行|中国人民银行|财政部|教育部|商务部|公安部|交通运输部|农业农村部|工业和信息化部|工信部|民政部|水利部|文化和旅游部|生态环境部|应急管理部|自然资源部"
    "|(?<![^，。：、（\n 据由从经对请])国家[一-龥]{2,8}[局委部署办](?![一-龥]{2,4}(?:调查总?队|监管局))|最高人民|海关总署|中国[一-龥]{2,10}(?:协会|联合会|学会)|国资委|国有企业|国铁集团|税务总局|市场监管总局|民航局|证监会|银保监会"
)
#: （中央社记者某某桃园电）: who writes and whence.
_BYLINE: Final = Expression("[（(〔][^）)〕\n]{2,40}?(?:电|报导|报道)[）)〕]|【[^】\n]{1,20}】")
#: No byline has more characters.
_BYLINE_LONGEST: Final = 44
#: 【新春走基层】, 〔领航中国〕, at the head （两会快讯）: the column that a story stands in.
_COLUMN: Final = Expression(
    "[【［\\[][^】］\\]]{1,20}[】］\\]]|〔[^〕]{1,20}〕|〖[^〗]{1,20}〗|^（[^）]{2,20}）(?=.)"
)
#: 总书记强调，要守住18亿亩红线: where the head of the country names nobody, he speaks of it.
LEADER: Final = Expression(
    "(?:总书记|国家主席|习近平|国务院总理)[^，。；！？]{0,10}(?:强调|指出)，"
)
#: A ministry or an office of the country.
_OFFICE: Final = Expression(
    "国家[一-龥]{2,8}[局委部署办]|国务院[一-龥]*|[一-龥]{2,7}(?<!指挥)部|[一-龥]{2,6}总[局署]"
)
_INFORMS: Final = Expression(
    "[^，。；！？]{0,16}?(?:举行|召开|发布|公布|介绍|获悉|了解到|通报|表示|数据|统计|消息|负责人)"
)
#: The bodies of Taiwan that tell, and do not mean themselves.
_TAIWANESE_OFFICES: Final = ("署", "部", "总处", "院", "局", "会")
#: An event by its number or year, whether or not it is one of the entities: 第十八届深圳文博会.
_EVENT: Final = Expression(
    "(?:第?十[一二三四五六]届(?:全国人大|全国政协)|(?:全国政协|全国人大)十[一二三四五六]届)(?:常委会第?[一二三四五六七八九十]{1,3}次会议|[一二三四五]次会议)"
    "|(?:第[一二三四五六七八九十百0-9]+届|首届|20[0-9]{2}年?)[^，。；：！？ “”《》今昨明将开闭圆]{0,20}?"
    "(?:博览会|[一-龥]博会|交易会|进博会|服贸会|文博会|广交会|消博会|展览会|论坛|峰会|大会|年会|洽谈会|展洽会|电影节|艺术节|文化节|遗产节|非遗节|音乐节|旅游节|戏剧节|美食节|研讨会|推介会|运动会|亚运会|奥运会|冬奥会|残运会|残奥会"
    "|冰雪季|艺术季|消费季|采购季|嘉年华|设计周|文化周|锦标赛|世锦赛|世界杯|公开赛|联赛|竞赛|大赛|帆船赛|邀请赛|挑战赛|专项行动|对接活动|科普日|宣传周|活动周|[一-龥]{2}[赛节奖])"
)
#: “一带一路”国际智库大会召开, 出席某某博览会: an event that the title says is held.
_TITLED_EVENT: Final = Expression(
    "(?:^(?:(?!出席|参加|印发|发布|会见|《)[^，。；：？ ]){2,30}?(?:大会|论坛|峰会|年会|洽谈会|交易会|展览会|博览会|招聘会|演练|演习|普查|活动|[联大公]赛|展览|特展|[程画艺史物技书影]展|仪式|(?<!发布)会议|研讨班|培训班|招待会|座谈会|晚宴|宴会|音乐会|晚会|典礼)"
    "(?=(?:今天|昨天|日前|近日|即将|将|正式|圆满|隆重|在京|在[^，。；：]{2,10}?)*(?:召开|举行|举办|开幕|闭幕|落幕|启幕|开赛|启动|收官|开班))"
    "|(?<=出席)[^，。；：？ ]{2,24}?(?:论坛|峰会|年会|博览会|运动会|对话会|晚宴|招待会)(?=开幕式|的|并|$)|(?<=开展)第[一二三四五六七八九十]+次[^，。；：《》]{2,14}?普查)"
)
#: Of schemes, only events and services have figures of their own where nothing says so.
_SERVICE: Final = Expression("(?:[会节赛季周展奖]|班列|工程|论坛|行动|计划|项目)$")
_OF_ITS_OWN: Final = Expression(f"{_SERVICE.pattern}|(?:春运|暑运|制度|平台|系统|机制|改革|试点)$")
_HANDED_OUT: Final = Expression(
    "(?:印发|公布|发布|出台)(?:了|新版|修订后的)?《(?P<name>[^》\\n]{4,50})》，"
)
#: So many characters behind a word for the country may say that it is none.
_AHEAD: Final = 2
_OFTEN: Final = 2
#: How far into an article its whole subject is said, in characters.
_OPENING: Final = 200


def bylines(text: str, first: int, last: int) -> Spans:
    """Where [first, last) of a text, or what it cuts through, says in brackets who writes it, and in what column."""
    begin, end = max(0, first - _BYLINE_LONGEST), last + _BYLINE_LONGEST
    return Spans(found.span() for found in _BYLINE.finditer(text, begin, end))


class Background:
    """What an article as a whole is about."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        title: str,
        places: Sequence[Place],
        nation: str,
        division: str | None = None,
    ) -> None:
        begin, end = span
        #: the division that the title begins with
        self._division = division
        title = _COLUMN.sub("", title)
        self.nation = nation
        self._title, self._text, self._begin = title, text[begin:end], begin
        held = (
            _EVENT.search(title)
            or _TITLED_EVENT.search(title)
            or _EVENT.search(text, begin, min(end, begin + _OPENING))
        )
        #: the event that the story tells of
        self.event = _event_name(held[0], places, held.string) if held else None
        # 广交会 of 第134届广交会 is no name beside it
        beside = title.replace(held[0], "", 1) if held else title
        places = [one for one in places if not is_counter(one.name)]
        self.main = main_actor(text, beside, places)
        self._is_event = held is not None and held[0] in title
        self._titled = first_named(text, beside, places)
        self._whole = self.spoken_of(
            f"{title} {text[begin : min(end, begin + _OPENING)]}", 0, _OPENING
        )
        if self._whole is None and CHINA in title:
            self._whole = self.nation
        self._places, self._document = places, text
        #: whom the first figure of the text is about, where it names them
        self.lead: str | None = None

    def issued(self, text: str, first: int, last: int) -> str | None:
        """What a clause is told of that what follows is of: the document that it says is issued, 印发《某某通知》，, or what the title opens."""
        found = _HANDED_OUT.search(text, first, last)
        if found:
            return found["name"]
        lead = LEAD.match(text, first, last)
        begin = lead.end() if lead else first
        return self._opened if self._opened and text.startswith(self._opened, begin) else None

    def housed(self, text: str, first: int, last: int) -> str | None:
        """The house of the title where [first, last) begins with its name or with 公司."""
        if self.house is None or is_telling(text, first, last):
            return None
        is_meant = is_house(text, first, last) or text.startswith(self.house, first, last)
        return self.house if is_meant else None

    def begins_with(self, text: str, first: int, last: int) -> str | None:
        """The country or the world where [first, last) begins with a word for it."""
        found = _WORDS.match(text, first, last)
        if found is None or found[0] == "世界":
            return None
        return self._meant(found)

    def spoken_of(self, text: str, first: int, last: int) -> str | None:
        """The country or the world where [first, last) speaks of it: 我国, 全国, 全球."""
        is_likely = _SIGN.search(text, first, last)
        found = _WORDS.search(text, first, last + _AHEAD) if is_likely else None
        if found is None or found.end() > last:  # 全国首位: what stands behind tells
            return None
        return self._meant(found)

    def _meant(self, found: re.Match[str]) -> str | None:
        isle = _ISLES.get(found["isle"] or "")
        if isle == TAIWAN and self.nation != TAIWAN:
            return None  # 全台 of a television station
        if isle and isle == _ISLES["全澳"] and _AUSTRALIA.search(self._text):
            return None
        if isle:
            return isle
        return self.nation if found["nation"] else _WORLD

    @property
    def subject(self) -> str | None:
        """Whom the title names, else the country where the article opens with it, else whom the lead or all of it names, else the division that the title begins with."""
        return self._titled_subject or self.lead or self._named_subject or self._division

    def is_elsewhere(self, first: int, last: int) -> bool:
        """True where only how often it is named speaks for the subject, and [first, last) does not name it."""
        if self._titled_subject or self.lead:
            return False
        if self._frequent:
            return self._document.find(self._frequent, first, last) < 0
        return self._named_subject is None

    @cached_property
    def _named_subject(self) -> str | None:
        told = self.nation if self._is_national else None
        text = self._text.removeprefix(self._title)
        return self._frequent or told or recurring(self._title, text)

    @cached_property
    def _titled_subject(self) -> str | None:
        taiwan = self.nation if self.nation == TAIWAN else None
        # of what the text says of a country, or one of its bodies tells, the country is the whole
        told = self.nation if self._is_national else None
        is_short = is_short_for(self._title, self._titled, self.event)
        event = self.event if self._is_event or is_short else None
        main = self.main
        if main and told and is_national(main) and self._is_told_by(main):
            main = told
        if main and taiwan and main.endswith(_TAIWANESE_OFFICES) and self._is_told_by(main):
            main = taiwan
        named = self._whole_of(unlisted_name(self._title, f"{self._title} {self._text}"))
        return (
            issued_document(self._title)
            or self._opened
            or (None if main and named and main.startswith(named) else named)
            or self.house
            or main
            or event
            or (None if self._whole and self._is_scheme else self._titled)
            or visited(self._title)
            or self._whole
            or taiwan
        )

    @cached_property
    def _opened(self) -> str | None:
        return opened(self._title, self._text.replace(f"{self._title}\n", "", 1))

    @property
    def _is_scheme(self) -> bool:
        """True where the title names nothing but a scheme without figures of its own: 双循环."""
        named = {place.type for place in self._places if place.name == self._titled}
        return named == {EntityType.PROGRAM} and not _OF_ITS_OWN.search(self._titled or "")

    @cached_property
    def house(self) -> str | None:
        """The house of the title, which the text calls 公司."""
        return self._whole_of(house_of(self._title, self._text, self._places))

    def _whole_of(self, name: str | None) -> str | None:
        """The name of the body that the text says is called so, or that a short form of the title's own is made of: 江城铁路."""
        if name is None:
            return None
        fulls = (one.name for one in self._places if self._document[one.start : one.end] == name)
        if full := next(fulls, None):
            return full
        body = self._text.removeprefix(self._title)
        if name in body:
            return name
        opening = self._begin + len(self._title) + _OPENING
        named = (one for one in self._places if one.start < opening)
        return abridged(name, named) or name

    @cached_property
    def _frequent(self) -> str | None:
        """The actor that is named most often, and not as a source."""
        counts = Counter(
            place.name
            for place in self._places
            if (place.type in ACTORS or _SERVICE.search(place.name))
            and not tells(self._document, place, place.end + 40)
        )
        most = max(counts, key=counts.__getitem__, default=None)
        return most if most and counts[most] >= _OFTEN else None

    @cached_property
    def _is_national(self) -> bool:
        return (
            CHINA in self._title
            or _NATIONAL.search(self._title) is not None
            or _NATIONAL.search(self._text) is not None
        )

    def _is_told_by(self, name: str) -> bool:
        """True where a body is said to tell of what others do: 交通运输部举行新闻发布会."""
        at = self._text.find(name)
        return at >= 0 and _INFORMS.match(self._text, at + len(name)) is not None


def is_national(name: str) -> bool:
    """True of a ministry or an office of the country by its name: 交通运输部, 国家能源局."""
    return _OFFICE.fullmatch(name) is not None


def _event_name(event: str, places: Sequence[Place], text: str) -> str:
    """The entity that the event is, by the longer of their names, else the words of the text: 博鳌论坛2024年年会."""
    bodies = {place.name for place in places if place.name.endswith("论坛")}
    if body := next((name for name in bodies if name + event in text), None):
        return body + event
    named = (
        place.name
        for place in places
        if place.type is EntityType.PROGRAM
        # “一带一路” is no “一带一路”企业家大会
        and (event in place.name or (place.name in event and _SERVICE.search(place.name)))
    )
    name = max(named, key=len, default=event)
    return event if event.startswith(("第", "首届")) and event.endswith(name) else name
