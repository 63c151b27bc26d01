"""The beginning of a clause in, who acts in it and is no entity of the article, out: 俄军, 中国队, 中德, 金华水果批发市场."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import FORCES, NO_SUBJECT, PROVINCES, is_telling
from kouan.extraction.parties.leading import LONGEST, apposed, described_name, leading_name
from kouan.extraction.parties.sorts import BEASTS
from kouan.extraction.parties.ways import two_ended
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

_UNLISTED: Final = Expression(
    "(?:(?:我们党|中国共产党)(?=成立|已?[有拥]|党员|历经|走过)|(?:地铁|轨道交通)?[0-9一二三四五六七八九十]{1,3}号线(?:[一二三四]期)?(?=[^，。；、和与及]*$)|[俄乌以美韩日英法叙伊巴印朝土黎]军(?:方)?|[俄乌以美](?:防空(?:系统|部队|力量)|黑海舰队|监狱部门|警方)|[巴黎叙也伊]武装(?:人员|组织)?|(?:集安|上合|世卫|世贸|欧佩克|北约|石油输出国)组织|中央财政|上合示范区|第[一二三四五六七八九十0-9]{1,4}批[^，。；！？、的]{2,16}?(?:医疗队|部队|步兵营|分队)|(?:中央纪委)?国家监委|中央纪委|武警[一-龥]{2,6}?(?:总队|支队)|(?<![一-龥])(?:空军|海军|陆军|火箭军|武警|海警)$|[东西南北中]部战区(?:[陆海空]军)?(?![一-龥]{0,4}(?:新闻)?发言人)|(?<![一-龥])总台(?=[A-Z]|已|今|将|在|推|联|共|还)|央企(?!控股)|中央企业|[中美日韩法德英俄]国队"
    "|(?:上证|深证|沪深|创业板|科创|恒生|道琼斯|纳斯达克|标普)(?:[0-9]{2,4})?[^，。；0-9]{0,5}?(?:指数?(?:期权|期货)?|成指|综指|期权|期货)|[沪深道纳恒]指)"
)
#: 中德建交50周年, 日中关系: both countries together.
_BILATERAL: Final = Expression(
    "(?:[中美俄苏日韩德法英印越老柬泰蒙哈巴欧非朝澳]{2}(?=两国|关系|建立|建交|双边|货物贸易|直飞|两条|两个|这样两个|四个政治|政治文件|贸易|合作|邦交|经贸|友好|双方|人民|务实|将|迎来|元首|领导人|高层|共同|签署|建立|有[0-9一二两三四五六])"
    "|中(?:印尼|[丹新意葡西荷瑞挪芬波匈塞埃阿伊沙土吉塔乌白墨智秘古马菲尼缅斯津肯南卢希奥比加])(?=建立)|中(?:印尼|[一-龥])(?=两国|建交|关系|双边贸易|邦交)|(?<![一-龥])[一-龥]中(?=两国|建交|关系|双边贸易|邦交)|(?<=[以对与在愿])(?![其当之])[一-龥]中(?=两国|建交)"
    "|(?<![一-龥])"
    f"[{PROVINCES}台]{{2,4}}"
    "(?=两[地省]|[三四]地|[三四]省|[0-9]))"
)


#: “国聘行动”共提供: a name in marks that the article has more than once.
_MARKED: Final = Expression(
    "(?P<name>[^”“，。；：]{2,10})”(?P<sort>号|轮|行动|活动|计划|工程|项目|航线|系统|平台|班列|机组|品牌)?(?=[^、”“的，。和与]{2})"
)
_FEWEST: Final = 2
#: What tells a pair of countries stands behind it: 中日四个政治文件.
_AHEAD: Final = 5
#: How far a figure and what it counts reach behind a village.
_VILLAGE_AHEAD: Final = 10
#: 首届兰花奖, 第三届进博会
_HELD: Final = Expression(
    "(?:首届|第[一二三四五六七八九十百0-9]{1,4}届)[^，。；：！？、“”的]{2,16}?(?:奖|博览会|[一-龥]博会|论坛|峰会|大会|年会|[一-龥]交会|运动会|艺术节|文化节|大赛)(?![一-龥]{0,2}[议员])"
)
_NUMBERED: Final = ("首", "第")
#: 第二十三届环白鹭湖国际公路自行车赛今天开赛: an event by its number up to what happens to it.
_NTH: Final = Expression(
    "(?:首届|第[一二三四五六七八九十百0-9]{1,4}届)[^，。；：！？、“”《》今昨明在将于正（(的 ]{2,24}?[赛节会展奖周坛季](?=今|昨|明|在|将|于|正式|（|[开闭落启][幕赛展]|举[行办]|进入|圆满|吸引|共有|设)"
)
#: 登场的2025白鹭灯会: an event by its year.
_YEARLY: Final = Expression(
    "(?:[^，。；！？：、的0-9]{1,8}的)?(?P<name>20[0-9]{2}(?!年)[一-龥]{2,14}?(?:灯会|博览会|[一-龥]博会|论坛|大会|年会|峰会|艺术节|文化节|音乐节|电影节|旅游节|美食节|嘉年华|马拉松|公开赛|锦标赛|联赛|大赛|国际旅展))(?=，|已|将|在|于|共|吸引|期间)"
)
#: 坠毁的ATR72型客机, 地处革命老区的茅店村
_WHICH: Final = Expression("(?:正在)?[^，。；！？：、的“”在曾由对将把被]{2,16}的")
#: 今年第6号台风“某某”, 逼近的飓风“某某”
_STORM: Final = Expression(
    "(?!受)[^，。；：！？、“”]{0,16}?(?P<name>(?:超强)?(?:台风|飓风|热带风暴|热带气旋)“[^”]{1,8}”)(?!影响|登陆的|导致|造成|致|等)"
)
#: 中国和克罗地亚建交30周年
_BOTH: Final = Expression("中国[和与同][一-龥]{2,7}?(?=建交|建立)")
#: 湾口港完成货物吞吐量30万吨: what handles cargo is a port, whatever its name; 沿海港, 全港 and 我国港 are none by name.
_PORT: Final = Expression(
    "(?![该本各全两多某这那此我]|沿[海江]|内[河陆]|主要|区域|国际|国内|国家|世界|海外|西部)(?P<name>(?:(?![的和与及在为由对向从等各该])[一-龥]){2,5}(?<!主要)(?<!沿海)(?<!内河)港)"
    "(?=(?:[今去全当]年|20[0-9]{2}年|(?:今年)?[上下]半年|[前第一二三四1-4]+个?(?:季度|月))?(?:共|累计|已|全年|预计)?(?:完成|实现)[^，。；！？]{0,14}吞吐量)"
)
#: 江城汽车上半年销量158万辆: what sells and earns is a house, whatever its name.
_EARNS: Final = Expression(
    "(?![该本各全两多某这那此我其公集同当另新前上下去今总]|国内|行业|企业|累计|合计|预计|平均|单季|单月|业务|产品|市场|海外|境外|境内|线上|线下|主营|整体|[一二三四]季|归属|扣非|扣除|实现|营业|净|新能源|乘用|商用|电动|燃油|二手|国产|进口|智能|纯电|混动|出口|手机|空调|家电|传统)"
    "(?P<name>[一-龥]{2,6}(?:汽车|集团|科技|股份|电器|电气|重工|药业)(?=(?:[今去全]年|20[0-9]{2}年|(?:今年|去年|20[0-9]{2}年)?(?:[上下]半年|[前第一二三四1-4]+个?(?:季度|月)|[0-9]{1,2}月))?(?:共|累计|已|预计)?(?:完成|实现|录得|的)?(?:营收|营业(?:总)?收入|(?:归母)?净利润?|(?:汽车|整车|新车)?销量|交付(?:新车)?[0-9]))"
    "|[一-龥A-Za-z]{2,8}?(?<!板块)(?<!业务)(?<!产品)(?<!行业)(?<!市场)(?<!公司)(?<!分部)(?<!系列)(?<!渠道)(?<!产业)(?<!企业)(?<![的和与及年月日区部类车机等])"
    "(?=(?:[今去全]年|20[0-9]{2}年|(?:今年|去年|20[0-9]{2}年)?(?:[上下]半年|[前第一二三四1-4]+个?(?:季度|月)|[0-9]{1,2}月))(?:共|累计|已|预计)?(?:完成|实现|录得|的)?(?:营收|营业(?:总)?收入|(?:归母)?净利润?|(?:汽车|整车|新车)?销量|交付(?:新车)?[0-9])))"
)
_EARNINGS: Final = Expression("营收|收入|净利|销量|交付")
#: 位于某新区的两条生产线: where they are, not whose.
_LIES_IN: Final = ("位于", "地处")
_COUNTED_THERE: Final = Expression("[^，。；！？的]{2,16}的$")
#: 区住建局 tells of its district.
LOCAL: Final = Expression("[省市县区州][一-龥]{2,8}[局委厅办]")
#: A house or a force tells of its own figures.
_HOUSES: Final = ("公司", "集团", "旅", *FORCES)
#: 俄国防部称，已…: what a body tells of that names nobody is of itself.
ITSELF: Final = Expression(
    "(?:(?:根据|按照|鉴于|由于|在)[^，。；！？]{1,20}，){0,2}(?:未来[^，。]{1,4}|近[日期]|当天|今后|下一步，?|[今明]年|年[内底]|[一二三四]季度|[上下]半年|(?:到|至)?20[0-9]{2}年(?:底|前)?，?)?(?:已|将|正|拟|曾|在|决定|计划(?!招)|准备|打算|继续|仍|不会|同意|从)"
)


#: 此次预备航天员选拔，由…
_THIS: Final = Expression(
    "(?:此次|本次|这次|本轮|此轮)(?P<name>(?!展览|活动|会议|大会|论坛)[一-龥]{5,12}?)(?=，|将|由|共|预计|为期|历时|持续|覆盖|设|于|在)"
)
#: 在青岭村，: a clause that only says where, by a name that no gazetteer has.
_SPOT: Final = Expression(
    "(?![这该本某各全此每另一两几多]|农村|乡村|城镇|村镇|附近|当地)[一-龥]{2,5}(?<![这该小农渔])(?:[村镇乡邦岛]|难民营|经济区|港区|灌区|林场|农场|牧场|渔场|矿区|油田|气田|景区|街道|社区)"
)
#: 海南长臂猿野外种群
_BEAST: Final = Expression(
    f"(?:野生)?(?P<name>{any_of(BEASTS)})(?!豹|国家公园|保护|自然|研究|繁育|栖息地|基地|[、和与及])"
)
#: 北方大部地区将有4级风, 西北、东北的部分地区将降雪, 南方早稻栽插: where weather and crops are told of.
_REGIONS: Final = (
    "中东部", "北方", "南方", "西北", "东北", "华北", "华南", "江南", "江淮", "江汉", "黄淮海", "黄淮", "西南", "华东", "华中",
)  # fmt: skip
_WEATHER: Final = Expression(
    f"(?P<name>(?:{any_of(_REGIONS)})(?:[、和](?:{any_of(_REGIONS)})){{0,8}}(?:大部(?:地区)?)?)"
    "(?:的?(?:部分|局部|多数)?地区|等地)?(?:还|也|仍|又)?(?:将|有[0-9—～-]+级|出现|迎来|[两二三]次"
    "|(?=[早晚中冬春夏秋双单]{0,2}[稻麦]|油菜|玉米|大豆|气温|降[雨水雪温]|[秋夏]粮|春播|[秋夏]收))"
)
#: 青岭村50户村民: a village by a name that is said once.
_VILLAGERS: Final = Expression(
    "(?![该各本这那某每全])(?P<name>[一-龥]{2}(?<![农乡山渔小老新][小老新])村)(?=(?:约|近|超过?|的)?(?:[0-9一二三四五六七八九十]|几[十百千])[^，。；！？]{0,4}[户名人])"
)
#: No name: 这家企业.
_NO_NAME: Final = frozenset(
    ("企业", "公司", "工厂", "地区", "区域", "市场", "项目", "工程", "平台", "村", "社区")
)
#: 西起甲县，东至乙港的瓦日铁路
_ENDS_AT: Final = Expression(
    "(?:[东西南北]{1,2}(?:起于?|至|到|抵|接|连|达)|起于|止于)[^，。；！？、的]{2,16}的"
)
#: K8888次列车; 泰铢对欧元汇率; 某地及周边地区
_MOVED: Final = Expression(
    "(?:[^，。；！？、的]{2,12}的)?(?P<train>[GDCKTZYLS][0-9]{1,4}次[一-龥]{0,2}列车)"
    "|(?P<currency>(?:[一-龥]{0,4}[元镑盾铢]|(?:离岸|在岸)?人民币|新台币|卢布|里拉|[一-龥]{0,4}(?:比索|卢比|克朗|里亚尔|第纳尔|先令)|瑞士法郎|瑞郎|林吉特|雷亚尔|兰特|谢克尔|格里夫纳|坚戈))[对兑][^，。；！？]{1,12}?(?:汇率|中间价|比价)"
    "|(?P<around>(?!该|这|那|以|在|当地)[^，。；！？、的和与及0-9]{2,8}?)(?:及其?|和)周边(?:地区|海域)"
)


#: 东校区新建的三号楼共12层: what is measured of what was built is of it.
_BUILT: Final = Expression(
    "[^，。；！？、]{0,14}?(?:新|扩|改|重|援|投|兴|修|在)建(?:成|完成)?的(?P<name>[^，。；！？、的0-9]{2,14}?)"
    "(?:总?共(?:有)?|地[上下]|总?建筑面积|总?占地(?:面积)?|可(?:以|同时)?容纳|全长|总长|桥长|高|长|宽|总投资(?:额)?|设[有床计]|配[有备置])(?:约|达|近|为|超过?|观众|藏书|车位|床位|座席?|座位|病床)*(?=[0-9一二三四五六七八九十两几百]|$)"
)


def built(text: str, clause: int, end: int) -> str | None:
    """What [clause, end) says was built, where the figure at `end` is a measure of it."""
    if text.find("建", clause, end) < 0:
        return None
    found = _BUILT.match(text, clause, end)
    return None if found is None or found["name"] in _NO_NAME else found["name"]


def unlisted(text: str, begin: int, end: int, article: str) -> str | None:
    """Whom the clause [begin, end) names by a word of its own or by a name that ends in a sort of thing."""
    if text.startswith(_NUMBERED, begin) and (held := _NTH.match(text, begin, end)):
        return held[0]
    if yearly := _YEARLY.match(text, begin, end):
        return yearly["name"]
    if text.endswith(("据", "来自", "援引"), max(0, begin - 2), begin):
        return None
    if text.endswith(_LIES_IN, max(0, begin - 2), begin) and _COUNTED_THERE.match(text, begin, end):
        return None
    if (this := _THIS.match(text, begin, end + 1)) and article.count(this["name"]) >= _FEWEST:
        return this["name"]
    if text.endswith("在", 0, begin) and (spot := _SPOT.fullmatch(text, begin, end - 1)):
        return spot[0]
    if text.find("港", begin, end) >= 0 and (port := _PORT.match(text, begin, end)):
        return port["name"]
    if (
        _EARNINGS.search(text, begin, end + _AHEAD)
        and (earns := _EARNS.match(text, begin, end))
        and article.count(earns["name"]) >= _FEWEST
    ):
        return earns["name"]
    if text.startswith(_REGIONS, begin) and (weather := _WEATHER.match(text, begin, end + _AHEAD)):
        return weather["name"]
    if text.startswith("村", begin + 2) and (
        villagers := _VILLAGERS.match(text, begin, end + _VILLAGE_AHEAD)
    ):
        return villagers["name"]
    if beast := _BEAST.match(text, begin, end):
        return beast["name"]
    if ends := _ENDS_AT.match(text, begin, end):
        return described_name(text[ends.end() : min(end, ends.end() + LONGEST)])
    if moved := _MOVED.match(text, begin, end):
        return moved["train"] or moved["currency"] or moved["around"]
    if name := apposed(text, begin, end):
        return name
    if name := two_ended(text, begin, end):
        return name
    is_marked = text.find("“", begin, end) >= 0
    if is_marked and (storm := _STORM.match(text, begin, end)):
        return storm["name"]
    found = _UNLISTED.match(text, begin, end)
    if found is None and text[begin : begin + 1] in _NUMBERED:
        found = _HELD.match(text, begin, end)
    found = found or _BILATERAL.search(text, begin, end + _AHEAD)
    if found and found.end() <= end:
        return found[0]
    marked = _MARKED.match(text, begin, end) if text[begin - 1 : begin] == "“" else None
    if marked and NO_SUBJECT.fullmatch(marked["name"]):
        return None
    if marked and article.count(marked["name"]) >= _FEWEST:
        return marked["name"] + (marked["sort"] or "")
    name = leading_name(text[begin : min(end, begin + LONGEST)], article)
    if name is None and (which := _WHICH.match(text, begin, end)):
        begin = which.end()  # 坠毁的ATR72型客机
        name = described_name(text[begin : min(end, begin + LONGEST)])
    if name is None or not is_telling(text, begin + len(name), end):
        return name
    if LOCAL.fullmatch(name):
        return None
    return name if name.endswith(_HOUSES) or ITSELF.match(text, end) else None


def bilateral(text: str, first: int, clause: int, figure: tuple[int, int]) -> str | None:
    """Both countries whose relations a clause counts the years of: 中哈友好…，历经建交32年."""
    start, stop = figure
    if text[stop - 1] != "年" or "建交" not in text[clause:start]:
        return None
    found = _BOTH.search(text, first, start) or _BILATERAL.search(text, first, start)
    return found[0] if found else None
