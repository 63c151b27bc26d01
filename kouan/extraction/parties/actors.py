"""The entities of an article with their places in, who acts in it, who only tells, and what is named together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.model.facts import Entity, EntityType

#: What a figure of the press is about: who acts, where it is counted.
ACTORS: Final = frozenset({EntityType.ORGANIZATION, EntityType.PORT, EntityType.PLACE})
#: The provinces by the one character that each is called by among others: 川渝. 台 counts machines more often.
PROVINCES: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁港澳"
#: What may stand before the subject of a clause.
LEAD: Final = Expression(
    "(?:【[^】\n]{1,20}】|[“‘「（《]|前?[0-9一二三四五六七八九十两]+(?:[—～~至-][0-9]+)?个?(?:年[底末]?|月[底末]?份?|日|时|分|季度|天)|上半年|全年|“?十[一二三四五]五”?(?:期间|时期)|[至—](?=[0-9])|到(?=20[0-9]{2}|[0-9]{1,2}月|今[天年]|去年|[昨明])|截至|截止|目前|如今的?|现在|(?:去年|[今明]年)[底末]?|近年来?|此外|其中|随后|同期|同时|与此同时|随着|而|但|并|则|在"
    "|对此|为此|据|据悉|据了解|作为|仅|位于|据统计|数据显示|是|这|本届|以来|[今昨][天日晚晨]|当[晚日]|同日|日前|近[日期]|当地时间|清晨|凌晨|早上|傍晚|晚上|夜间|深夜|中午|连日来|眼下|当前|至今|至此|（[0-9月日时分]{2,8}）|(?:报告|数据)(?:预计|预测|显示|称|认为|指出)|[春夏秋冬]天|[春夏秋冬]季|入[春夏秋冬]|经过|历经|历时|上午|下午|当天|为了?|使|记者(?=走|来|在)|走[进近]|来到|步入|(?:比赛|赛事|展会|会议|活动|节日|节庆|大会|论坛|演唱会|演出|展览)(?:日|当[天日晚]|期间|首日|前[夕后]))*"
)
#: 十四五期间, 二十大以来: what mostly only names a time.
NO_SUBJECT: Final = Expression(
    "“?十[一二三四五六七]五”?(?:规划)?|(?:中共|党的)?(?:二十|十[八九])大|“?(?:五一|十一|国庆|春节|中秋|元旦|端午|清明)”?|新三样|“?小巨人”?|专精特新“?小巨人”?|“?双千兆”?(?:网络)?|[东西][南北]部地区|周边地区|周边|离岛|古城|古镇|老城|县城"
)
#: 客流集中的长三角地区
WHICH_IS: Final = Expression(
    "(?:[^，。；！？：“”在向对由给为从0-9]{2,16}之一[的、])|[^，。；！？：、的“”在向对由给为从0-9]{2,8}的"
)
#: 控股子公司白鹭汽车: a house, behind what it is to another.
OWNED: Final = Expression(
    "(?:其|公司)?(?:旗下|下属|控股|全资|参股|合资)(?:的?(?:子公司|孙公司|公司|企业|品牌))?"
)
#: 黄河岸边的临汾市
SIDE: Final = Expression("(?:岸边|沿岸|之滨|脚下|下辖|境内|边上|上游|中游|下游|腹地|深处)?的")
#: What is counted under a name that several places share.
_SORTS: Final = frozenset(("口岸", "港口", "机场", "海关", "车站", "港"))
#: 海关总署数据显示, 国家统计局发布的报告称: who tells a figure is not what it is about.
_TELLS: Final = Expression(
    "[^，。；！？“”的]{0,18}?(?:(?:的|最新)?[^，。；！？“”]{0,8}(?:(?<!大)数据|(?:给出|提供|报出|亮出|晒出|列出|拿出)的?(?:一组)?(?:数字|成绩单|账单|清单)|统计|报告|民调|调查|公报|消息|公告|研究|资料|预报|测算|监测|发布会)[^，。；！？“”]{0,6}"
    "|(?:统计|公布|发布|监测|调查|认定)的|表示|介绍|透露|指出|估算|推估|盘点|认为|强调|预计|预测|称|获悉|了解到|说|通报|发布|公布|坦言|直言|回应|提醒|判断|估计|解释|补充|分析|受访|说明|算(?:起|了|过)?[一这]?笔?(?:经济|细|明白)?账|掰着(?:手指头?|指头)[算数]|打了?个比方|(?<=[局署会司]指)|(?<=公司指))(?:，|：|$|显示|称|表明|指出|说|预计|预测)"
    "|(?:重点|抽样|跟踪|定点)监测的?[一-龥]{0,6}(?:企业|商场|平台|市场|城市|单位|商品|园区|样本|网点)|[^，。；！？“”]{0,4}盘点[^，。；！？“”]{0,16}(?:，|$)|[^，。；！？“”]{0,20}?(?:显示|表明)，|[^，。；！？]{0,16}?(?:举行|召开|举办)[^，。；！？]{0,24}?(?:发布|吹风|通气)会[，。]"
)
#: 白俄罗斯总统某某表示: what an officer of a country says is not about it.
_OFFICER: Final = Expression(
    "(?:副|前|联邦|首席|内阁|新任|现任)?(?:总统|总理|首相|国王|主席|外长|外交部长|国防部长|部长|大使|议长|总书记|发言人)[^，。；！？]{0,14}?(?:表示|说|称|指出|认为|强调)，"
)
#: 铁路平台的预售数据显示，
_SHOWN: Final = Expression(
    "的?[^，。；！？“”]{0,8}(?<!大)(?:数据|统计|监测)[^，。；！？“”]{0,4}(?:显示|表明|印证|反映|，)"
)
#: 差估署的租金指数: an index is not about the office that counts it.
_INDEX: Final = Expression("(?:编制|公布|发布)?的[^，。；！？“”]{0,8}指数")
_COUNTING: Final = ("署", "局", "处", "交易所", "研究院")
#: Who publishes what others do.
PRESS: Final = (
    "通讯社",
    "新华社",
    "中央社",
    "中新社",
    "法新社",
    "路透社",
    "美联社",
    "共同社",
    "塔斯社",
    "日报",
    "晚报",
    "电视台",
)
#: What armed forces are called, or their names end with.
FORCES: Final = ("军", "武装", "部队", "真主党", "哈马斯", "联队")
#: 白鹭公司公告称, 青岭银行年报显示: a firm reports of itself, an office of others.
_FIRMS: Final = ("公司", "集团", "银行", "股份")
_OFFICES: Final = (
    "局",
    "部",
    "委",
    "署",
    "厅",
    "会",
    "院",
    "办",
    "中心",
    "所",
    "处",
    "司",
    "社",
    "报",
    "台",
    "政府",
    "网",
)
_OWN_REPORT: Final = Expression("[^，。；！？]{0,10}?(?:公告|财报|年报|季报|半年报|业绩|招股书)")
#: What these announce happens to others.
_OBSERVERS: Final = (
    "选举委员会",
    "气象厅",
    "气象局",
    "气象台",
    "地震局",
    "地震台网",
    "统计局",
    "疾控中心",
    "卫生部",
)
_SAYS: Final = Expression(
    "[^，。；！？]{0,14}?(?:宣布|表示|称|说|通报|公布|发布|预计|预测)[^，。；！？]{0,4}，"
)
#: 教育部等四部门近日发布通知, 水利部公布…情况: what follows is of those whom the paper is for.
_ISSUES: Final = Expression(
    "[^，。；！？“”的]{0,14}?(?:发布|公布|印发|出台|下发|通报|举行[^，。；！？]{0,16}发布会|召开[^，。；！？]{0,16}发布会)"
)


#: An office by the name of its body.
_OFFICE: Final = Expression(
    "(?P<owner>[\u4e00-\u9fff]{2,16}?[局委厅会部署院处府队心])(?![委局长])[\u4e00-\u9fff]{1,9}(?:[科股处司所庭]|(?<!办公)室|(?<!控制)中心)"
)


class Place(NamedTuple):
    """A mention of an entity at [start, end)."""

    start: int
    end: int
    name: str
    type: EntityType


def places_of(entities: Sequence[Entity]) -> list[Place]:
    """Every mention of the entities, in reading order; an office as its body and the office: 市教育局 + 基础教育科."""
    return sorted(place for entity in entities for place in _of_entity(entity, entities))


def _of_entity(entity: Entity, entities: Sequence[Entity]) -> Iterator[Place]:
    for mention in entity.mentions:
        start, end = mention.start, mention.end
        office = _OFFICE.fullmatch(mention.surface)
        if office is not None and entity.type is EntityType.ORGANIZATION:
            owner = office["owner"]
            named = {
                one.name for one in entities if one.type is entity.type and one.name.endswith(owner)
            }
            name = named.pop() if len(named) == 1 else owner
            yield Place(start, start + len(owner), name, entity.type)
            start += len(owner)
        yield Place(start, end, entity.name, entity.type)


def is_telling(text: str, at: int, end: int) -> bool:
    """True where the words from `at` on say that somebody tells what follows: 发布的数据显示."""
    return _TELLS.match(text, at, end) is not None


def tells(text: str, place: Place, end: int) -> bool:
    """True of an organization that is named as the source of what follows, of a news agency always, of a country by its officer."""
    if place.type is EntityType.PLACE:
        return _OFFICER.match(text, place.end, end) is not None
    if place.type is EntityType.SYSTEM:
        return _SHOWN.match(text, place.end, end) is not None
    if place.type is not EntityType.ORGANIZATION:
        return False
    if place.name.endswith(FORCES):
        return False  # of its own fights
    is_firm = place.name.endswith(_FIRMS) or not place.name.endswith(_OFFICES)
    if is_firm and _OWN_REPORT.match(text, place.end, end):
        return False
    if place.name.endswith(_OBSERVERS) and _SAYS.match(text, place.end, end):
        return True
    if place.name.endswith(_COUNTING) and _INDEX.match(text, place.end, end):
        return True
    return place.name.endswith(PRESS) or is_telling(text, place.end, end)


def is_issuing(text: str, places: Sequence[Place]) -> bool:
    """True of an organization, the first of its clause, that hands out a paper on others: 教育部等四部门近日发布通知."""
    if not places or places[0].type is not EntityType.ORGANIZATION:
        return False
    if places[0].name.endswith(_FIRMS):
        return False
    return _ISSUES.match(text, places[0].end) is not None


def is_at(text: str, clause: int, end: int) -> bool:
    """True of a clause that begins with where something happens: 当天在某地."""
    lead = LEAD.match(text, clause, end)
    return lead is not None and text.endswith("在", clause, lead.end())


def joint_names(places: Sequence[Place]) -> dict[str, str]:
    """Names of several places together by their sort: 口岸 for 珠澳口岸, where 珠海 and 澳门 are named too."""
    firsts = {place.name[:1] for place in places if place.type is EntityType.PLACE}
    names = {place.name for place in places if place.type is EntityType.PLACE}
    return {
        place.name[2:]: place.name
        for place in places
        if place.type in (EntityType.PORT, EntityType.PLACE)
        and place.name[2:] in _SORTS
        and place.name[:2] not in names
        and place.name[0] in firsts
        and place.name[1] in firsts
    }
