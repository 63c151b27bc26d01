"""The entity that a clause begins with and the words behind it in, whether the clause is about it or about whom they hand over to, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from kouan.extraction.parties.actors import (
    ACTORS,
    LEAD,
    OWNED,
    SIDE,
    WHICH_IS,
    Place,
    is_telling,
    tells,
)
from kouan.extraction.parties.beside import is_aside
from kouan.extraction.parties.continuations import EVENTS, LIES_IN, goes_on, team
from kouan.extraction.parties.leading import LONGEST, leading_name
from kouan.extraction.parties.listed import is_first, is_over
from kouan.extraction.parties.narrower import countries, narrower, village
from kouan.extraction.parties.several import are_listed, both, is_member, together
from kouan.extraction.parties.sorts import BEASTS
from kouan.extraction.parties.unlisted import ITSELF, LOCAL
from kouan.extraction.parties.ways import is_trip, is_way, way
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: 同期经白鹭海关监管的…
_THROUGH: Final = Expression("(?:同期|其间|期间)?(?:经由?|通过|依托|借助)")
_HANDLED: Final = Expression(
    "(?:监管|办理|查验|验放|检验|进出境?|出入境|进境|出境|入境|进口|出口|放行|中转|口岸)+的"
)
#: 由白鹭水务投资3.2亿元新建的水厂: whose money it is.
_BY: Final = Expression("(?:同期|其间|期间)?由")
_PAYS: Final = Expression(
    "(?:计划|累计|共同?|拟|总|联合|独家){0,3}(?:投资|出资|斥资|耗资|捐资|注资|投入)(?:总额)?(?:了|约|近|逾|超过?|达){0,3}(?=[0-9])"
)
#: 九州南部鹿儿岛县
_PART: Final = Expression("[一-龥]{2,4}[东西南北中]{1,2}部|首都|首府|省会|州府")
#: 全球最大的电池生产企业白鹭时代, 主要经济体甲国: what it is stands before it.
_ROLE: Final = Expression(
    "(?:[^，。；！？：、“”在向对由给为从和与0-9]{0,16}?(?:企业|公司|银行|品牌|机构|厂商|运营商|交易所|经济体|出口国|进口国|生产国|城市|大国))"
    "|以[^，。；！？：“”]{2,14}为[^，。；！？：“”]{2,8}的"
)
_ROLE_ENDS: Final = frozenset("业司行牌构商所体国市的")
#: 共建“某某倡议”已有…: with others, one of whom nobody names.
_BUILT: Final = ("共建", "共建“")
_MAKES: Final = Expression("”?(?:倡议)?(?:将|可|能|会)?使")
#: So far behind a place its noun may begin.
_REACH: Final = 12
#: 随着“乙类乙管”的实施: what something is done under is not who does it.
_UNDER: Final = Expression("(?:随着|根据|按照|围绕|落实|实施|推进|为了?|在)[“《]?$")
#: What lies there is counted: of whom it is was said before.
_OF_COUNTED: Final = Expression("的[0-9一二三四五六七八九十两]+[^，。；年月日]")
#: 作为探源工程中的重要遗址, 亚运会以来
_WITHIN: Final = Expression(
    "[”》]?(?:中的|(?:召开|实施|开幕)?(?:以来|以后|之后)|(?:举办|举行|召开)期间)"
)
_OPENS_AT: Final = Expression(
    "(?:隆重|正式|圆满|顺利)?(?:开幕|举行|举办|召开|闭幕|启动|发布|揭牌|签约|成立|亮相|上线|发射|开工)"
)
_OFFICES: Final = (
    "研究所", "研究院", "气象局", "气象厅", "统计局", "央行", "财政部", "卫生部", "内政部", "劳工部", "地震局",
)  # fmt: skip
_SCHEMES: Final = (EntityType.PROGRAM, EntityType.SYSTEM)
#: So many characters behind a scheme tell whether a noun follows.
_NOUN: Final = 3
#: 联合国呼吁加沙地带停火7天: what somebody calls for is about whom he calls on.
_CALLS: Final = Expression("(?:方面|秘书长|当局)?[^，。；！？、]{0,6}?(?:呼吁|敦促|要求|促请)")
_HOUSES: Final = ("中心", "局", "处", "办", "站", "所", "院", "馆", "委", "会")
_OWNS: Final = Expression(
    "(?:旗下|下属|所属)的?(?:[^，。；：！？、“”]{0,14}[船轮艇舰机车]“(?P<name>[^”，。]{2,14})”(?![、的]))?"
)
#: 某某同志因病在北京逝世，享年81岁: a name that no list of surnames has.
_COMRADE: Final = Expression("([一-龥·]{2,8}?)同志")
_DEATH: Final = Expression("([一-龥·]{2,10}?)同志逝世")


def topic(
    text: str,
    span: tuple[int, int],
    places: Sequence[Place],
    figure: tuple[int, int] | None,
    article: str,
    knowledge: Knowledge,
) -> str | None:
    """The entity that a clause begins with: 湛江局辖区…, 在拱北口岸，…; of 广东湛江局 the latter.

    One that only tells what follows (海关总署数据显示) is none.
    """
    clause, end = span
    event = ""
    for place, following in zip_longest(places, places[1:]):
        if not begins(text, clause, place):
            return None
        if pair := both(text, place, following) or together(text, place, places):
            return pair
        if are_listed(text, place, following) or (figure and is_member(text, place, figure)):
            return None
        if is_trip(text, place):
            return None
        if is_way(text, place, following):
            return way(text, place, end, article)
        if is_first(text, place, end) and is_over(text, place, end, knowledge):
            return place.name
        if (
            is_held_at(text, place)
            or is_condition(text, clause, place)
            or is_first(text, place, end)
        ):
            return None
        if following is None or not _is_narrowed(text, place, following):
            if country := told_of_country(text, place, end, knowledge):
                return country
            if text.startswith("生产总值", place.end) and place.name.endswith("地区"):
                return place.name.removesuffix("地区")
            if owned := owned_by(text, place, end, article):
                return owned
            if called := called_on(text, place, following):
                return called
            is_itself = ITSELF.match(text, end) and not LOCAL.fullmatch(place.name)
            if tells(text, place, end) and not is_itself:
                return None
            longer = village(text, place, end) or goes_on(text, place, end, article)
            if longer and is_told_by(text, place, longer, end):
                return None
            if longer and longer.endswith("代表团"):
                return event + longer
            return longer or narrower(text, place, end, knowledge) or place.name
        is_behind = following.type is EntityType.PROGRAM and following.start == place.end
        if is_behind and (sent := team(text, place, end) or edition(text, place, following)):
            return sent
        clause = following.start
        is_event = place.type is EntityType.PROGRAM and following.start == place.end
        event = text[place.start : place.end] if is_event else ""
    return None


def is_told_by(text: str, place: Place, whole: str, end: int) -> bool:
    """True where the man of a body that begins with a place tells what follows: 台江县“村BA”球赛中心主任某某说，."""
    is_body = text.startswith(whole, place.start) and whole.endswith(_HOUSES)
    return is_body and is_telling(text, place.start + len(whole), end)


def _is_narrowed(text: str, place: Place, following: Place) -> bool:
    """True of a place whose narrower one, or whose body, the next is: 广东湛江局, 黄河岸边的临汾市, 嘉兴市的白鹭公司."""
    if following.start == place.end:
        return not is_scheme(place, following)
    if following.type is EntityType.ORGANIZATION and following.start == place.end + 1:
        return place.type is EntityType.PLACE and text[place.end] == "的"
    return (
        place.type is following.type is EntityType.PLACE
        and SIDE.fullmatch(text, place.end, following.start) is not None
    )


def handler(text: str, clause: int, places: Sequence[Place]) -> str | None:
    """Through whom goes what a clause tells of, or who pays for it: 经白鹭海关监管的跨境电商出口货值, 由白鹭水务投资3亿元."""
    if not places:
        return None
    first = places[0]
    lead = LEAD.match(text, clause, first.start)
    begin = lead.end() if lead else clause
    if _BY.fullmatch(text, begin, first.start) and _PAYS.match(text, first.end):
        return first.name
    is_through = _THROUGH.fullmatch(text, begin, first.start) is not None
    return first.name if is_through and _HANDLED.match(text, first.end) else None


def begins(text: str, clause: int, place: Place) -> bool:
    """True of an entity that a clause begins with, but for what may stand before a subject or describe it."""
    lead = LEAD.match(text, clause, place.start)
    begin = lead.end() if lead else clause
    if begin != place.start:
        is_part = (
            (
                place.type is EntityType.PROGRAM
                and text[begin : place.start] in _BUILT
                and not _MAKES.match(text, place.end)
            )
            or _PART.fullmatch(text, begin, place.start)
            or WHICH_IS.fullmatch(text, begin, place.start)
            or (text[place.start - 1] in _ROLE_ENDS and _ROLE.fullmatch(text, begin, place.start))
            or (place.type is EntityType.ORGANIZATION and OWNED.fullmatch(text, begin, place.start))
        )
        return bool(is_part)
    if text.startswith(BEASTS, place.start):
        return False
    is_as = text.endswith("作为", clause, begin)
    if text.endswith(LIES_IN, clause, begin) and (
        "的" not in text[place.end : place.end + _REACH] or _OF_COUNTED.match(text, place.end)
    ):
        return False  # 位于自由贸易试验区范围内, 位于某新区的两条生产线
    return not is_as and not is_aside(text, max(clause, begin - 3), begin)


def is_held_at(text: str, place: Place) -> bool:
    """True of a place at which something opens that was named before: 当日在北京开幕."""
    return text.startswith("在", place.start - 1) and _OPENS_AT.match(text, place.end) is not None


def is_condition(text: str, clause: int, place: Place) -> bool:
    """True of a scheme under which something is done: 随着“乙类乙管”的实施, 亚运会以来."""
    return place.type is EntityType.PROGRAM and (
        _UNDER.search(text, clause, place.start) is not None
        or _WITHIN.match(text, place.end) is not None
    )


def is_label(text: str, places: Sequence[Place]) -> bool:
    """True of a scheme that only says of what sort the noun behind it is: 乡村振兴特色产品展区."""
    if not places or places[0].type not in _SCHEMES or places[0].name.endswith(EVENTS):
        return False
    words = tagged_words(text[places[0].end : places[0].end + _NOUN])
    return bool(words) and words[0][1].startswith("n")


def is_scheme(place: Place, following: Place) -> bool:
    """True of a scheme right behind a place, which has no figures there: 江苏省RCEP签证."""
    is_event = following.name.endswith(EVENTS)
    return place.type is EntityType.PLACE and following.type in _SCHEMES and not is_event


def edition(text: str, place: Place, following: Place) -> str | None:
    """The games of a city by their number, with the city: 甲城第5届某某运动会."""
    is_games = following.type is EntityType.PROGRAM and following.name.endswith("运动会")
    is_nth = is_games and following.start == place.end and text.startswith("第", place.end)
    return text[place.start : following.end] if is_nth and place.type is EntityType.PLACE else None


def owned_by(text: str, place: Place, end: int, article: str) -> str | None:
    """What belongs to a house and is named behind it: 江城文旅集团旗下的某某水上乐园."""
    found = _OWNS.match(text, place.end, end)
    if found is None or place.type is not EntityType.ORGANIZATION:
        return None
    return found["name"] or leading_name(
        text[found.end() : min(end, found.end() + LONGEST)], article
    )


def called_on(text: str, place: Place, following: Place | None) -> str | None:
    """Whom the first of two calls on: 联合国呼吁加沙地带停火."""
    if following is None or following.type not in ACTORS:
        return None
    return following.name if _CALLS.fullmatch(text, place.end, following.start) else None


def told_of_country(text: str, place: Place, end: int, knowledge: Knowledge) -> str | None:
    """The country that an office has its name from and that it tells of: 某国气象局将该国…, 某国统计局对全国…."""
    if place.type is not EntityType.ORGANIZATION or not place.name.endswith(_OFFICES):
        return None
    country = next(
        (name for name in knowledge.made(countries) if place.name.startswith(name)), None
    )
    if country is None:
        return None
    of_it = Expression(f"[^，。；！？]{{0,24}}?(?:该国|全国|(?<=[将对把判测称示月日年]){country})")
    return country if of_it.match(text, place.end, end + len("全国")) else None


def comrade(text: str, first: int, end: int, article: str) -> str | None:
    """The person that a sentence, or the title of a death, begins with, by 同志 behind the name."""
    found = _DEATH.match(article) or _COMRADE.match(text, first, end)
    return found[1] if found else None
