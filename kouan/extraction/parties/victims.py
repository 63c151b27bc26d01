"""A figure that counts the dead of a raid and the places of its sentence in, where the raid fell, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import FORCES, Place
from kouan.extraction.parties.anaphors import Anaphors
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 对某地的袭击已造成105人死亡, 某地遭袭击
_RAID: Final = Expression(
    "(?:袭击|空袭|打击|轰炸|炮击|行动|爆炸|进攻|攻击|搜捕)[^。！？]{0,30}(?:造成|导致|致|打死|炸死|击毙)|打死|炸死|击毙|枪杀|遭[^，。！？]{0,12}(?:袭|轰炸|炮击|打击)"
)

_DEAD: Final = Expression("[^，。；！？0-9]{0,12}?(?:死亡|遇难|丧生|受伤|失踪|死伤)")
#: 打死7名村民; of fighters it is told what the force did that killed them.
_KILLED: Final = Expression("(?:打死|炸死|击毙|枪杀)了?(?:至少|约|超过)?$")
_FIGHTERS: Final = Expression("[^，。；！？]{0,24}?(?:武装|成员|军|士兵|指挥|头目|嫌|枪手|恐)")
#: 前线地区发生46次战斗: of the country whose forces say so.
_FRONT: Final = Expression("前线(?:地区)?[^，。；！？]{0,4}(?:发生|爆发)了?$")
#: Between the forces of one country: 武装冲突已造成…死亡.
_CLASH: Final = Expression(
    "(?<![一-龥])(?:武装|双方|此次|本轮)?冲突(?:目前|迄今)?(?:已|已经)?(?:造成|导致|致)(?:了?至少)?$"
    "|爆发[^，。；！？]{0,8}冲突，(?:目前|已|共|至今)*(?:造成|导致)(?:了?至少)?$"
)
#: Where a raid is made.
_ON: Final = Expression("(?:对|在|向|对[一-龥]?首都|(?:袭击|空袭|打击|轰炸|炮击)了?)$")
_HIT: Final = Expression("(?!等)[^，。；！？]{0,24}?遭(?!到?谴责)")
#: 以色列军队, 加沙地带卫生部门: who does it, and who tells it, is not where it is done.
_BODY: Final = Expression(
    "[军方]|国防|空军|公?共?卫生|媒体|政府|外交|警[方察]|民防|紧急|士兵|红新月|国家|总[统理]|官员|当局|各?派|武装"
)
#: 加沙地带北部加沙城: the narrower place stands behind the wider.
_GAP: Final = Expression("(?:[东西南北中]{1,2}部)?(?:地区|港口城市|沿海城市|城市|首都)?")
#: 某国西部甲地、南部乙镇等多地
_LISTED: Final = Expression(
    "(?:[^，。；！？]{0,24}、[^，。；！？]{0,24}?)?等(?:多[地处个]|地)", holds="等"
)
_JOINT: Final = Expression("[、和及]?(?:[东西南北中]{1,2}部)?(?:地区|港口城市|沿海城市|城市|首都)?")
_SIDE: Final = Expression("[东西南北]郊")
_ITSELF: Final = ("该组织", "该机构", "该部队", "该公司")
#: 位于某地的一栋建筑遭袭, a place that no gazetteer has.
_AT: Final = Expression(
    "(?:位于|在)(?P<where>[一-龥]{2,8}?)的[^，。；！？]{0,14}?遭"
    "|袭击了?该国(?:[东西南北中]{1,2}部)?的?(?P<town>[一-龥]{2,8}?(?:地区|[省州市镇县]))"
)
#: 也门卫生部说，空袭炸死40人: it counts the dead of its own place.
_TELLER: Final = Expression("(?:公共)?卫生部门?|民防部门?|民防机构|红新月会")
#: A country or a region abroad has so many characters, the most first.
_LENGTHS: Final = range(7, 1, -1)
#: 黎南部一家酒店
_SHORT: Final = Expression(
    "(?:对|在|袭击了?|空袭了?|打击了?|轰炸了?|[，称])(?P<first>[一-龥])(?:首都|[东西南北中]{1,2}部)"
)


def victims_at(
    text: str, places: Sequence[Place], first: int, figure: tuple[int, int], anaphors: Anaphors
) -> str | None:
    """Where the raid of a sentence fell whose dead the figure counts.

    Neither who made it nor who tells it is meant: 对黎巴嫩南部的袭击, 加沙地带北部加沙城遭袭击, 黎南部一家酒店.
    """
    start, stop = figure
    if text.startswith("战斗", stop) and _FRONT.search(text, max(first, start - 12), start):
        return next((name for one in places if (name := _land(one, anaphors))), None)
    if not _DEAD.match(text, stop) and not (
        _KILLED.search(text, first, start) and not _FIGHTERS.match(text, stop)
    ):
        return None
    if text.endswith(_ITSELF, first, start):  # 以军行动造成该组织4人死亡
        bodies = (one.name for one in places if one.type is EntityType.ORGANIZATION)
        return next(bodies, None)
    if _CLASH.search(text, first, start):
        forces = [one.name for one in places if one.name.endswith(FORCES)]
        return anaphors.country(forces[0][0]) if forces else None
    if not _RAID.search(text, first, start):
        return None
    towns = [one for one in places if one.type is EntityType.PLACE]
    if name := _struck(text, towns, first, start, anaphors):
        return name
    if at := _AT.search(text, first, start):
        return at["where"] or at["town"]
    short = _SHORT.search(text, first, start)
    if short is None:
        return _told_of(text, first, start, anaphors)
    return anaphors.country(short["first"])


def _land(place: Place, anaphors: Anaphors) -> str | None:
    """The country that a place is or that the name of a force begins with: 乌克兰 of 乌克兰武装部队."""
    names = (place.name[:length] for length in _LENGTHS)
    return next((name for name in names if anaphors.is_abroad(name)), None)


def _told_of(text: str, first: int, start: int, anaphors: Anaphors) -> str | None:
    """The country or the region abroad whose office of health tells of its dead."""
    teller = _TELLER.search(text, first, start)
    at = teller.start() if teller else 0
    named = (text[max(first, at - length) : at] for length in _LENGTHS)
    return next((name for name in named if anaphors.is_abroad(name)), None)


def _struck(
    text: str, places: Sequence[Place], first: int, start: int, anaphors: Anaphors
) -> str | None:
    for number in range(len(places) - 1, -1, -1):
        place = places[number]
        if _BODY.match(text, place.end) or _SIDE.fullmatch(place.name):
            continue
        if _ON.search(text, first, place.start) or _HIT.match(text, place.end, start):
            if _LISTED.match(text, place.end, start):
                return _head(text, places, number).name
            return anaphors.narrowed(_narrowest(text, places[number:]))
    return None


def _head(text: str, places: Sequence[Place], number: int) -> Place:
    """The first of the places of a list: of 甲国西部乙地、丙城等多地 the country."""
    while number and _JOINT.fullmatch(text, places[number - 1].end, places[number].start):
        number -= 1
    return places[number]


def _narrowest(text: str, places: Sequence[Place]) -> Place:
    """The last of the places that stand right behind one another."""
    last = places[0]
    for place in places[1:]:
        is_next = _GAP.fullmatch(text, last.end, place.start) and not _SIDE.fullmatch(place.name)
        if not is_next or _BODY.match(text, place.end):
            break
        last = place
    return last
