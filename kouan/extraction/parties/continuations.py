"""An entity of a clause and the words behind it in, the longer name that begins with the entity out: 横琴线, 沙县农村产权交易中心."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.extraction.parties.leading import LONGEST, apposed, described_name, name_behind
from kouan.extraction.parties.sorts import GENERIC, WORKS
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 沙县农村产权交易中心, 横琴线: works and bodies that have their name from a place.
_GOES_ON: Final = Expression(
    "(?P<line>复线|(?:[一二三四五六七八九十0-9]{0,3}号?|[一-龥]{2})线(?![上下路索程人民]))|(?P<centre>[^，。；：！？、的首最第多几各两是将在有设建0-9]{2,10}?(?<!政治|经济|文化|金融|创新|交往|国际|城市|购物)中心(?![城区]))"
)
#: No name goes on with so few words more: 北京高铁, 海南高速 are all of them.
_FEWEST: Final = 3
#: 哈马斯所属武装派别卡桑旅
_BELOW: Final = Expression(
    "(?:（[^）]{1,8}）)?(?:下属|所属|旗下)的?(?:武装派别|武装组织|子公司)?(?P<name>[一-龥]{2,6}?(?:旅|部队|公司|集团|医院|学院))"
)
#: 杭州第4届亚残运会, “一带一路”企业家大会, 2024·某某研讨会: events that have their name from a place or a scheme.
_EVENT: Final = Expression(
    "[”》]?(?:20[0-9]{2}年?)?(?:第[一二三四五六七八九十百0-9]{1,4}[届次]|首届)?[^，。；：！？、“”《》的在今昨将已0-9]{0,14}?"
    "(?:运动会|[残亚冬奥]运会|[大年]会|论坛|峰会|游园会|灯会|庙会|研讨会|博览会|展览会|交易会|洽谈会|艺术节|电影节|文化节|音乐节|旅游节|锦标赛|世锦赛|公开赛|邀请赛|合作组织)(?![一-龥]{0,2}(?:[议员]|组委会|主席|秘书处|理事会))"
)
#: 某某论坛2031年年会
_ANNUAL: Final = Expression("20[0-9]{2}年年会")
#: 甲城新春灯会今天开幕
_HELD: Final = Expression(
    "(?:今天|昨天|[0-9]{1,2}日|日前|近日|（[^）]{1,8}）|已连续|将于|将在|正式|开[幕园]|举[行办]|落幕|闭幕)"
)
#: 甲山东麓
_FOOT: Final = Expression("[东西南北]{1,2}麓")
#: 粤港澳大湾区内地九市
_PART_OF: Final = Expression("内地[二三四五六七八九十两0-9]{1,2}[市省县区]")
#: 中国代表团, 中国救援队
_TEAM: Final = Expression(
    "[男女]?[一-龥]{1,3}队(?=[已将在以获夺包又还再今连的暂])|(?:[^，。；：、的]{0,8}(?:[残亚冬奥]运会|运动会))?(?:体育)?代表团(?!团?长)|第[0-9一二三四五六七八九十]{1,3}[次批][一-龥]{1,4}(?:考察队|医疗队)|(?:[一-龥]{0,2}救援队|医疗队)(?![员长])"
)
#: 本届亚运会中国体育代表团
#: 中国常驻某组织代表团
_MISSION: Final = Expression("常驻[^，。；！？：“”]{2,30}?代表团(?!团?长)")
_DELEGATION: Final = Expression("(?:[一-龥]{2,5}?体育|中国)代表团(?!团?长)")
#: 某某油田“甲—乙”气区
_BLOCK: Final = Expression(
    "“[^”，。]{2,14}”(?:气区|油区|油气区|气田|油田|区块|矿区|煤矿|灌区|泵站|电站|[0-9]{1,2}号机组|[一-龥]{2,4}[0-9-]+井)"
    "|“[^”，。]{1,6}通道”"
)
#: 某电视台《新春晚会》将在两个频道播出
_SHOW: Final = Expression("《(?P<name>[^》]{4,30})》(?=将|在|已|于|今[天晚]|播出|共|以)")
#: 某办公厅公布的《某某意见》共提出8个方面
_PAPER: Final = Expression(
    "[^，。；！？《》]{0,16}?(?:发布|公布|印发|出台|下发|制定|推出|编写|编制)的《(?P<name>[^》]{4,40})》(?=共|提出|明确|包括|分为|由|设|规定|涵盖|收录)"
)
#: A group and one of its works: 某某集团官地煤矿.
_GROUPS: Final = ("集团", "公司", "油田", "集团公司", "矿业", "能源", "石油", "石化")
_WORKS_OF: Final = (
    "煤矿", "金矿", "铜矿", "铁矿", "矿", "油田", "气田", "电站", "水电站", "电厂", "电场", "炼厂", "工厂", "船厂", "厂", "码头", "港区", "农场", "林场", "牧场", "变电站", "储气库", "接收站", "大桥", "隧道", "高铁",
)  # fmt: skip
_HUBS: Final = ("枢纽", "大坝")
#: 某市附近地区 is told of as that town.
_NEARBY: Final = ("附近", "周边", "周围", "沿线", "沿岸")
#: 上合组织（连云港）国际物流园
_BRACKET: Final = Expression("（[一-龥]{2,8}）")
#: 中央企业 are no 中央.
_CENTRAL: Final = Expression("企业|财政|预算")
#: 位于吉林市的北大湖滑雪场
LIES_IN: Final = ("位于", "地处", "坐落于", "坐落在")
#: What a country has of a sort is the country's: 中国高铁.
_COUNTRY: Final = Expression("中国|.*国|全球|世界|我国")
#: Schemes that end so have figures of their own.
EVENTS: Final = ("会", "节", "赛", "展", "论坛", "行动", "工程", "班列", "系统", "平台")


def goes_on(text: str, place: Place, end: int, article: str) -> str | None:
    """The longer name that begins with the place: 横琴线, 沙县农村产权交易中心."""
    if below := _BELOW.match(text, place.end, end):
        return below["name"]
    if place.name.endswith("论坛") and (annual := _ANNUAL.match(text, place.end, end)):
        return place.name + annual[0]
    if event := _event(text, place, end):
        return event
    if place.type is EntityType.PROGRAM and (sent := _DELEGATION.match(text, place.end, end)):
        return sent[0]
    if block := _BLOCK.match(text, place.end, end):
        return block[0].replace("“", "").replace("”", "")
    if place.type is EntityType.PLACE and (foot := _FOOT.match(text, place.end, end)):
        return text[place.start : foot.end()]
    if whole := team(text, place, end):
        return whole
    if place.type is EntityType.PLACE and (mission := _MISSION.match(text, place.end, end)):
        return text[place.start : mission.end()]
    if place.type is EntityType.PLACE and (part := _PART_OF.match(text, place.end, end)):
        return text[place.start : part.end()]
    if place.name == "中央" and (purse := _CENTRAL.match(text, place.end, end)):
        return text[place.start : purse.end()]
    if bracket := _BRACKET.match(text, place.end, end):
        rest = name_behind(
            text[bracket.end() : min(end, bracket.end() + LONGEST)], 2, is_told_apart=False
        )
        return text[place.start : bracket.end()] + rest if rest else None
    if text.startswith("的", place.end) and text.endswith(LIES_IN, 0, place.start):
        behind = place.end + 1
        return described_name(text[behind : min(end, behind + LONGEST)])
    if place.type is EntityType.PROGRAM and (name := apposed(text, place.start, end)):
        return name
    if place.type is EntityType.PROGRAM and place.name not in text[place.end : end]:
        rest = name_behind(text[place.end : min(end, place.end + LONGEST)], 2, is_told_apart=False)
        return text[place.start : place.end] + rest if rest and rest.endswith(WORKS) else None
    if place.type is EntityType.ORGANIZATION:
        show = _SHOW.match(text, place.end, end) or _PAPER.match(text, place.end, end)
        return show["name"] if show else _works_of(text, place, end)
    if place.type not in (EntityType.PLACE, EntityType.PORT):
        return None
    if name := apposed(text, place.start, end):
        return name
    is_country = _COUNTRY.fullmatch(place.name) is not None
    more = None if is_country else _GOES_ON.match(text, place.end, end)
    if more is not None:
        whole = text[place.start : more.end()]
        return whole if more["centre"] or article.count(whole) > 1 else None
    rest = text[place.end : min(end, place.end + LONGEST)]
    if rest.startswith(_NEARBY):
        return None
    if rest.startswith(_HUBS) and not is_country:
        return text[place.start : place.end] + rest[:2]
    name = name_behind(rest, _FEWEST, is_told_apart=is_country)
    if name and (unit := _BLOCK.match(text, place.end + len(name), end)):
        return unit[0].replace("“", "").replace("”", "")
    return text[place.start : place.end] + name if name else None


def team(text: str, place: Place, end: int) -> str | None:
    """The delegation or the team of a country or a place: 甲国亚运会代表团."""
    found = _TEAM.match(text, place.end, end) if place.type is EntityType.PLACE else None
    return text[place.start : found.end()] if found else None


def _works_of(text: str, place: Place, end: int) -> str | None:
    """The mine or plant of a group that is named right behind it."""
    if not place.name.endswith(_GROUPS):
        return None
    rest = text[place.end : min(end, place.end + LONGEST)]
    name = name_behind(rest, _FEWEST, is_told_apart=False)
    is_own = (
        name is not None and name.endswith(_WORKS_OF) and not name.startswith((*GENERIC, "露天"))
    )
    return name if is_own else None


def _event(text: str, place: Place, end: int) -> str | None:
    """The event whose name goes on with that of a place or a scheme."""
    if place.type not in (EntityType.PLACE, EntityType.PROGRAM) or place.name.endswith(EVENTS):
        return None
    found = _EVENT.match(text, place.end, end)
    is_place = place.type is EntityType.PLACE
    if found is None or (
        is_place and "届" not in found[0] and not _HELD.match(text, found.end(), end)
    ):
        return None
    begin = place.start - (text.endswith("“", 0, place.start) and found[0].startswith("”"))
    return text[begin : found.end()]
