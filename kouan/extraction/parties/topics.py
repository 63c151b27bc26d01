"""The entity that a clause begins with and the words behind it in, whether the clause is about it or about whom they hand over to, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from kouan.extraction.parties.actors import ACTORS, LEAD, OWNED, SIDE, WHICH_IS, Place, tells
from kouan.extraction.parties.continuations import EVENTS, LIES_IN, goes_on
from kouan.extraction.parties.listed import is_first, is_over
from kouan.extraction.parties.narrower import countries, narrower, village
from kouan.extraction.parties.sorts import BEASTS
from kouan.extraction.parties.unlisted import ITSELF
from kouan.extraction.parties.ways import is_way, way
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: 同期经白鹭海关监管的…
_THROUGH: Final = Expression("(?:同期|其间|期间)?(?:经由?|通过|依托|借助)")
_HANDLED: Final = Expression(
    "(?:监管|办理|查验|验放|检验|进出境?|出入境|进境|出境|入境|进口|出口|放行|中转|口岸)+的"
)
#: 九州南部鹿儿岛县
_PART: Final = Expression("[一-龥]{2,4}[东西南北中]{1,2}部|首都|首府|省会|州府")
_ASIDE: Final = Expression("(?:与|和|同|向|对|由|经|据|被|及|比|较|给|往|赴|到|至|、|从|的)$")
#: A name of a list is no longer than this behind the place that it begins with.
_MEMBER: Final = 12
_MARKS: Final = Expression("[、和及与]|以及")
_COUNTS: Final = Expression(
    "[0-9一二三四五六七八九十两多百余]+(?:个|座|家|处|项|条|所|大|名|种|类)"
)
_NUMBERS: Final = "零一二三四五六七八九十"
#: 随着“乙类乙管”的实施: what something is done under is not who does it.
_UNDER: Final = Expression("(?:随着|根据|按照|围绕|落实|实施|推进|为了?|在)[“《]?$")
#: What lies there is counted: of whom it is was said before.
_OF_COUNTED: Final = Expression("的[0-9一二三四五六七八九十两]+[^，。；年月日]")
#: 作为探源工程中的重要遗址, 亚运会以来
_WITHIN: Final = Expression(
    "[”》]?(?:中的|(?:召开|实施|开幕)?(?:以来|以后|之后)|(?:举办|举行|召开)期间)"
)
#: 都, 联合, 两家
_BOTH: Final = Expression(
    "(?:股价[^，]{0,4}|今天|近日|日前)?(?:[都均](?!在)|则?各(?=[在有为约达增减])|联合|共同|双方|两[国家地省])"
)
_JOINTS: Final = ("、", "和", "与", "及", "以及")
#: What several do that a clause begins with.
_DO: Final = Expression(
    "(?:今天|昨天|[0-9]{1,2}日|日前|近日|当天|（[^）]{1,12}）)*(?:联合|紧急|共同|已|将|正|计划|拟|宣布|累计|共(?![0-9一二三四五六七八九十])|启动|派出|出动|转移|下达|预拨|安排|拨付|开展|举行|举办|签署|推出|投入|组织|采取|要求|部署|发出|提供)"
)
_OPENS_AT: Final = Expression(
    "(?:隆重|正式|圆满|顺利)?(?:开幕|举行|举办|召开|闭幕|启动|发布|揭牌|签约|成立|亮相|上线|发射|开工)"
)
#: 青海13人: in a list of places each has its own people.
_PEOPLE: Final = Expression("(?:约|近|超过?|至少)?[0-9.]+[多余]?万?[多余]?[人名例户]")
#: 甲市2亿6512万元、: a figure between two names of a list.
_FIGURE: Final = Expression(
    "(?:约|近|超过?|逾|达到?|为|有|各)?[0-9][0-9.,]{0,20}(?:[万亿千百余多0-9.]{0,10})[一-龥%％℃]{1,4}[、，和及与]"
)
_OFFICES: Final = (
    "研究所", "研究院", "气象局", "气象厅", "统计局", "央行", "财政部", "卫生部", "内政部", "劳工部", "地震局",
)  # fmt: skip
_MANY: Final = Expression("[0-9.]+[万余多]?[余多]?[所家座]")
_OWN: Final = Expression("(?:约|近|超过?|逾|达到?|为|有|各|则)?")
_SCHEMES: Final = (EntityType.PROGRAM, EntityType.SYSTEM)
#: So many characters behind a scheme tell whether a noun follows.
_NOUN: Final = 3
#: 联合国呼吁加沙地带停火7天: what somebody calls for is about whom he calls on.
_CALLS: Final = Expression("(?:方面|秘书长|当局)?[^，。；！？、]{0,6}?(?:呼吁|敦促|要求|促请)")
#: 覆盖渤海7个油田: what a works reaches is not what does it.
_REACHES: Final = Expression(
    "(?:覆盖|连接|横跨|跨越|辐射|惠及|涉及|途经|穿越|通达|抵达|经过|联通|来自|走进|设立|建设|建成|新建|新增|布局|打造|设置|增设|开设|审议|听取|审查|会见|援助|访问|涉及|包括|(?:吸引|汇聚|汇集|邀请)了?)$"
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
            if called := called_on(text, place, following):
                return called
            if tells(text, place, end) and not ITSELF.match(text, end):
                return None
            longer = village(text, place, end) or goes_on(text, place, end, article)
            if longer and longer.endswith("代表团"):
                return event + longer
            return longer or narrower(text, place, end, knowledge) or place.name
        clause = following.start
        is_event = place.type is EntityType.PROGRAM and following.start == place.end
        event = text[place.start : place.end] if is_event else ""
    return None


def _is_narrowed(text: str, place: Place, following: Place) -> bool:
    """True of a place whose narrower one, or whose body, the next is: 广东湛江局, 黄河岸边的临汾市."""
    if following.start == place.end:
        return not is_scheme(place, following)
    return (
        place.type is following.type is EntityType.PLACE
        and SIDE.fullmatch(text, place.end, following.start) is not None
    )


def handler(text: str, clause: int, places: Sequence[Place]) -> str | None:
    """Through whom goes what a clause tells of: 经白鹭海关监管的跨境电商出口货值."""
    if not places:
        return None
    first = places[0]
    lead = LEAD.match(text, clause, first.start)
    begin = lead.end() if lead else clause
    is_through = _THROUGH.fullmatch(text, begin, first.start) is not None
    return first.name if is_through and _HANDLED.match(text, first.end) else None


def is_aside(text: str, first: int, end: int) -> bool:
    """True where the words before `end` say that something is done with or to what follows: 对越南."""
    return _ASIDE.search(text, first, end) is not None


def begins(text: str, clause: int, place: Place) -> bool:
    """True of an entity that a clause begins with, but for what may stand before a subject or describe it."""
    lead = LEAD.match(text, clause, place.start)
    begin = lead.end() if lead else clause
    if begin != place.start:
        is_part = (
            _PART.fullmatch(text, begin, place.start)
            or WHICH_IS.fullmatch(text, begin, place.start)
            or (place.type is EntityType.ORGANIZATION and OWNED.fullmatch(text, begin, place.start))
        )
        return bool(is_part)
    if text.startswith(BEASTS, place.start):
        return False
    is_as = text.endswith("作为", clause, begin)
    if text.endswith(LIES_IN, clause, begin) and (
        "的" not in text[place.end : place.end + _MEMBER] or _OF_COUNTED.match(text, place.end)
    ):
        return False  # 位于自由贸易试验区范围内, 位于某新区的两条生产线
    return not is_as and not is_aside(text, max(clause, begin - 3), begin)


def are_listed(text: str, place: Place, following: Place | None) -> bool:
    """True of two of one type with nothing but 、 between them: 四川、北京等17个省."""
    if following is None or following.type is not place.type:
        return False
    return following.start == place.end + 1 and text.startswith("、", place.end)


def both(text: str, place: Place, following: Place | None) -> str | None:
    """The names of two that do something together: 摩根大通和富国银行都."""
    if following is None or following.type is not place.type:
        return None
    if place.type is EntityType.PROGRAM and following.start == place.end:
        return text[place.start : following.end]  # 西部通道铁海联运班列
    is_pair = text[place.end : following.start] in ("和", "与", "、")
    return (
        text[place.start : following.end] if is_pair and _BOTH.match(text, following.end) else None
    )


def together(text: str, first: Place, places: Sequence[Place]) -> str | None:
    """The names of several of one type that do something together: 白鹭公司、青岭公司近日共同出资."""
    at = places.index(first)
    last = first
    for place in places[at + 1 :]:
        if place.type is not first.type or text[last.end : place.start] not in _JOINTS:
            break
        if place.type is EntityType.PLACE and not _are_alike(place.name, last.name):
            break
        last = place
    if last is first or first.type not in ACTORS:
        return None
    if not _DO.match(text, last.end):
        return None
    wider = at and first.type is EntityType.PLACE and places[at - 1].end == first.start
    return text[places[at - 1].start if wider else first.start : last.end]


def _are_alike(one: str, other: str) -> bool:
    """True of two divisions of one rank, by their last words, and of two names without such words."""
    return one[-1] == other[-1] or not {one[-1], other[-1]} & set("省市县区")


def is_held_at(text: str, place: Place) -> bool:
    """True of a place at which something opens that was named before: 当日在北京开幕."""
    return text.startswith("在", place.start - 1) and _OPENS_AT.match(text, place.end) is not None


def is_condition(text: str, clause: int, place: Place) -> bool:
    """True of a scheme under which something is done: 随着“乙类乙管”的实施, 亚运会以来."""
    return place.type is EntityType.PROGRAM and (
        _UNDER.search(text, clause, place.start) is not None
        or _WITHIN.match(text, place.end) is not None
    )


def is_member(text: str, place: Place, figure: tuple[int, int]) -> bool:
    """True of the first of several names that a figure counts: 大庆古龙、胜利济阳两个, 江西大坳、广西大藤峡等6处."""
    start, stop = figure
    if not _COUNTS.fullmatch(text, start, stop):
        return False
    names = _MARKS.split(text[place.start : start])
    first = names[0][place.end - place.start :]
    if len(names) == 1 and place.type is EntityType.ORGANIZATION and first.endswith("等"):
        return len(first) > 1 and text[start:stop].endswith(("名", "位", "人"))
    if len(names) == 1 or len(first) > _MEMBER:
        return False
    if not names[-1].endswith("等") and text[start] not in (
        str(len(names)),
        _NUMBERS[len(names) :][:1],
    ):
        return False
    return not any(tag[0] in "vpdu" and tag != "vn" for _, tag in tagged_words(first))


def is_right_before(text: str, place: Place, end: int) -> bool:
    """True of an actor behind which a figure stands: 以色列方面900人."""
    if place.type is EntityType.ORGANIZATION and _MANY.match(text, end):
        return False  # 新建普通高中100所
    return place.type in ACTORS and text[place.end : end] in ("", "方面", "境内", "全境", "当地")


def is_label(text: str, places: Sequence[Place]) -> bool:
    """True of a scheme that only says of what sort the noun behind it is: 乡村振兴特色产品展区."""
    if not places or places[0].type not in _SCHEMES or places[0].name.endswith(EVENTS):
        return False
    words = tagged_words(text[places[0].end : places[0].end + _NOUN])
    return bool(words) and words[0][1].startswith("n")


def is_own(text: str, clause: int, places: Sequence[Place]) -> bool:
    """True of the last place, whose figure stands right behind it: 指出中国14亿人, 造成甘肃113人、青海13人死亡."""
    first = places[-1]
    for place in reversed(places[:-1]):
        if place.end != first.start:
            break
        first = place
    if text.startswith("、", first.start - 1):
        is_told = any(map(str.isdigit, text[clause : first.start]))
        return is_told and _PEOPLE.match(text, places[-1].end) is not None
    is_beside = is_aside(text, max(0, first.start - 2), first.start)
    return not is_beside and not is_reached(text, first)


def has_own(text: str, places: Sequence[Place], end: int) -> bool:
    """True of the last place, right before a figure, where the one listed before it has its own too: 甲市2亿元、乙市1亿元."""
    if len(places) < 2 or not _OWN.fullmatch(text, places[-1].end, end):
        return False
    before, last = places[-2:]
    return (
        before.type is last.type is EntityType.PLACE
        and _FIGURE.fullmatch(text, before.end, last.start) is not None
    )


def is_scheme(place: Place, following: Place) -> bool:
    """True of a scheme right behind a place, which has no figures there: 江苏省RCEP签证."""
    is_event = following.name.endswith(EVENTS)
    return place.type is EntityType.PLACE and following.type in _SCHEMES and not is_event


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


def is_reached(text: str, place: Place) -> bool:
    """True of a place that something reaches: 覆盖渤海."""
    return _REACHES.search(text, max(0, place.start - 4), place.start) is not None


def comrade(text: str, first: int, end: int, article: str) -> str | None:
    """The person that a sentence, or the title of a death, begins with, by 同志 behind the name."""
    found = _DEATH.match(article) or _COMRADE.match(text, first, end)
    return found[1] if found else None
