"""A passage in; firms by a name and what they trade in, in front of what only a firm has or does, out: 天味食品 + 尚未披露, 珠江啤酒 + 营收."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_TRADE: Final = (
    "味业|食品|啤酒|酒业|乳业|饮料|实业|百货|超市|商业|股份|高科|科技|集成|微电|电子|光电|电气|电器|家电|电工|动力|重工|机械|机床|装备|精工|轴承|阀门|电机|汽车|客车|重汽|轮胎|玻璃|水泥|建材|建工|建设|钢铁|特钢|铝业|铜业|锌业|钨业|锡业|稀土|矿业|煤业|煤电|焦煤|能源|电力|水电|核电|燃气|热电|新能|锂能|锂业|锂电|电池|光能|储能|电缆|石化|化工|化学|化纤|新材|材料|"
    "医药|药业|制药|生物|医疗|生命|健康|中药|农业|种业|牧业|渔业|粮油|糖业|盐业|纸业|包装|家居|家纺|服饰|服装|纺织|珠宝|黄金|旅游|文旅|酒店|传媒|影视|教育|软件|信息|网络|数据|智能|通信|通讯|航空|机场|航运|海运|海控|港口|港务|物流|快递|速递|高速|铁建|路桥|交建|地产|置业|置地|物业|环保|环境|水务|园林|证券|保险|人寿|财险|信托|租赁|理财|消金|期货|基金|资本|控股|投资|集团"
)
#: Nothing but a firm has or does it.
_DOES: Final = (
    "(?:（[0-9A-Z]{4,7}(?:[.][A-Z]{2})?）)?(?:20\\d\\d年)?(?:同期|去年|上半年|前三季度|前[两三]?季度|[一二三四]季度|第[一二三四]季度|全年|当季|上季度|本季度|年内)?(?:则|也|还|已|又|仍|的)?(?:实现|录得|预计|预告|预期)?"
    "(?:归母|扣非|合并|总)?(?:营业总?收入|营收|净利|扣非净利|股价|总?市值|毛利率|每股|分红|派息|整车出口|股票|回购|定增|增发|停牌|复牌|举牌|年报|季报|半年报|中报|财报|业绩预告|公告|尚未披露|披露|董事长|董事会|董秘|证券部|首席|副?总裁|副?总经理|持股|控股股东|实控人|拟[以向在斥发回出收定投])"
)
_LEFT: Final = "(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[、和与及，。；：由对向在])|(?<=其中)|(?<=包括)|(?<=以及))"
#: With whatever name; none of it says where or which of many.
_FIRM: Final = Expression(
    f"{_LEFT}(?P<name>(?!(?:两|三|四|五|多|各|这|该|本|某|全|我|其|上市|公司|部分|主要|国内|国际|国产|行业|传统|大型|中小|一些|所有|相关|有关|民营|国有|外资|同行|头部|龙头|去年|今年|上年|现代|生产|绿色|数字|健康|保健|预制|速冻|休闲|白色|精酿|非银|新型|智慧|高端|商用|乘用)[\u4e00-\u9fff]?)[\u4e00-\u9fff]{{2}}(?:{_TRADE}))(?={_DOES})"
)
#: In a row of firms that the text counts or calls so: 大张实业、丹尼斯百货等重点企业.
_ROW: Final = Expression(
    "(?:(?<=[，。；：、有如])|(?<=包括))(?P<row>[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,9})(?=等(?:[0-9一二两三四五六七八九十多]{1,3}家)?(?:重点|龙头|骨干|知名|大型|头部|上市|一批|规上|行业|本地|当地|本土|核心|央|国内|优质|代表性?|民营|外资|制造业?|科技|商贸|零售|汽车|链主|整车|电商|互联网|食品|医药|服装|生产|加工|出口|外贸){0,3}(?:企业|公司|车企|药企|房企|券商|险企|酒企|商超))"
)
_MEMBER: Final = Expression("[\u4e00-\u9fff]{2,8}")
_TRADED: Final = Expression(f"[\u4e00-\u9fff]{{2,4}}(?:{_TRADE})")
#: Of a sort, of a time, or the end of another word.
_NO_FIRM: Final = Expression(
    "[^\u4e00-\u9fff]|.*(?:行业|企业|板块|概念|产业|市场|指数|领域|地区|工业|专业|[的了在是和与其])|.*(?:股份|有限)公司"
)
_SECTOR: Final = Expression(
    "地产|电子|科技|汽车|家电|家居|服装|服饰|纺织|化工|食品|白酒|啤酒(?=业)|医药|教育|旅游|文旅|酒店|百货|超市|商业|保险|物流|快递|建材|软件|信息|机械|装备|能源|通信|环保|饮料|影视|传媒|珠宝|农业|渔业|牧业|生物|医疗|健康|金融"
)
_SORT: Final = ("m", "d", "p", "c", "r", "t", "f", "u", "v")


#: One of these stands in all that only a firm does, and in what firms in a row are called.
_SAID: Final = Expression(
    "营[业收]|净利|股[价票份东]|市值|毛利|每股|分红|派息|整车出口|定增|增发|停牌|复牌|举牌|年报|季报|中报|财报|回购|业绩|公告|披露|董[事秘]|总裁|总经理|证券部|首席|持股|控股|实控|拟"
)
_MANY: Final = Expression("等[^，。；、等]{0,14}?(?:企业|公司|[车药房险酒]企|券商|商超)")
_LONGEST, _LONGEST_ROW = 36, 80


def find_traded(passage: Passage) -> Iterator[Candidate]:
    """Firms without a word for a firm; a place may be the first half of the name."""
    text = passage.text
    for said in _SAID.finditer(text):
        for found in _FIRM.finditer(text, max(0, said.start() - _LONGEST), said.end() + 4):
            if _is_firm(passage, *found.span("name")):
                yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.75)
    for many in _MANY.finditer(text):
        for found in _ROW.finditer(text, max(0, many.start() - _LONGEST_ROW), many.end()):
            for member in _MEMBER.finditer(text, *found.span("row")):
                if _TRADED.fullmatch(member[0]) and _is_firm(passage, *member.span()):
                    yield Candidate(*member.span(), EntityType.ORGANIZATION, 0.7)


def _is_firm(passage: Passage, start: int, end: int) -> bool:
    """A word begins here, and it is no word of sorts, numbers or times; no listed name is cut."""
    words = passage.words
    number = words.starting.get(start)
    if number is None or words.tags[number].startswith(_SORT):
        return False
    if _NO_FIRM.fullmatch(passage.text, start, end):
        return False
    inner = passage.hit_over(end - 1, end)
    if inner is not None and (inner.end > end or inner.start < start):
        return False
    place = passage.hit_at(start)
    if place is None:
        return True
    if place.end < end and _SECTOR.fullmatch(passage.text, place.end, end):
        return False  # 香港 + 地产, 浙江 + 家电: the trade of a place
    is_division = len(place.surface) > 2 and place.surface[-1] in "省市县区州"
    return place.name.level != "country" and not is_division
