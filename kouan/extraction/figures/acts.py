"""A figure with its clause in, whether so many were done or happened, find room together, or are a rate of exchange, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.figures.statement import Statement, told_since
from kouan.model.expression import Expression

#: 累计注册商标3万个, 累计为6国培养人才: done one by one; 累计有, 累计达 of what there is are none.
_SUMMED_UP: Final = Expression("累计(?![有达超约数总余]|为[0-9约]|装机|用户|规模)")
#: 先后走访30户, but 陆续探明地下500米的矿
_ONE_BY_ONE: Final = Expression("先后|陆续|相继|接连")
_EXTENTS: Final = frozenset(("米", "公里", "千米", "海里", "层", "岁", "千伏", "℃", "度", "摄氏度"))
#: 造成60名平民死亡: what happens to people is counted over a time, whatever stands between.
_HAPPENED: Final = Expression(
    "(?:[^，。；！？]{0,9}?[和、及与][0-9一二三四五六七八九十两]{1,3}[人名位])?[^，。；！？]{0,9}?(?:死亡|遇难|丧生|身亡|遇害|罹难|[受重轻]伤|溺亡|病亡|中毒|失踪|被捕|落网|获救|感染|确诊|被疏散|撤离|出院|获释|殉职|得到[有及]?效?[救诊医]治|接受[救诊医治]|入住|入园"
    "|回国|归国|回到|返回|参[加赛展会]|出席|与会|到会|赴会|罢工|乘坐|报名|当选)"
)
#: 1207名犯罪嫌疑人成功移交我方, 17万人从邻国进入该国
_HAPPENED_TO: Final = Expression(
    "[^，。；！？的]{0,26}?(?:死[亡于]|中[枪弹]|丧命|集会|游行|示威|遇难|丧生|身亡|受伤|失踪|返回|回到|回归|移交|抵达|涌入|逃[离往至]|报考|考[入取]|入学|获奖(?!者)|夺冠|晋级|进入(?!各))"
)
#: Fewer are known persons, whose number is not what is told: 三名航天员进入太空.
_MANY: Final = 20
_FEW: Final = 5
#: 仍有11人失联: so many are.
_STILL: Final = Expression("(?:仍|尚|依然|依旧|至今)有$")
_PERSONS: Final = frozenset(("人", "名", "例", "位"))
#: 对9架飞机实施干扰, 12座桥被冲毁: what was done to so many stands behind them.
_DONE_TO: Final = Expression("[^，。；！？]{1,16}?(?:实施|进行|展开|采取|予以|处以|作出|发起|发动)")
_DONE: Final = Expression(
    "[^，。；！？的]{0,10}?[被遭](?:[^，。；！？的]{0,6}?[毁沉落烧炸拆摧杀劫绑扣捕盗淹死毙伤]|[^，。；！？的]{0,8}?(?:录取|移交|起诉|判[处刑]|遣返|驱逐|授予|评为|[袭攻]击))"
)
#: 36个镇乡街道受灾, 列车8节车厢全部脱轨: what happened to things; 受灾的, 受灾区县 tells which they are.
_OCCURRED: Final = Expression(
    "[^，。；！？的仍尚持0-9]{0,20}?(?:的[^，。；！？的仍尚]{1,6})?(?<![未无没])(?:受损|受灾|倒塌|垮塌|坍塌|停运|停航|停产|停业|停课|关门|[关封]闭|倒闭|破产|脱轨|沉没|坠毁|起火|着火|爆炸|断[电水]|停[电水]|相撞|遇袭|遭袭|复[工产航]|投产(?:发电)?|竣工|通[车航]|贯通|开通|开[赛幕]|首演|降落|起飞|发车|出发|起航|启航|恢复(?:正常)?(?:供[水电]|通[车电信航]|运[营行]|营业|生产))(?:了|成功|完毕)?(?=[、和与及或]|，|$)"
)
_GOT: Final = Expression(
    "[^，。；！？的]{0,12}?(?:获评|完成[^，。；！？]{0,8}(?:治理|整改|改造|验收|修复|移交)|[荣]?获得?[^，。；！？]{0,10}奖|摘[得牌]|通过[^，。；！？的]{0,12}(?:审查|验收|评审|评估|认证))"
)
#: 144辆运送物资的卡车进入该地, 13部条例予以废止
_MOVED: Final = Expression(
    "[^，。；！？]{0,24}?(?<!阻止)(?<!无法)(?<!能)(?:进入|驶[入离往]|抵达|离港|出发|飞抵|开赴)"
)
_VEHICLES: Final = frozenset(("辆", "艘", "架", "列", "趟", "班"))
_ENDED: Final = Expression("[^，。；！？]{0,10}?予以(?:废止|修改|撤销|取缔|公布|公示|通报|表彰)")
#: 超11项世界纪录, 突破100项关键技术
_RECORD: Final = Expression("[^，。；！？的打刷创破]{0,10}?纪录")
_KEPT: Final = ("保持", "保持着", "拥有")
_HARD: Final = Expression("[^，。；！？]{0,14}?(?:技术|难题|瓶颈|难关|空白)")
_MASTERED: Final = Expression("(?:突破|攻克|攻破|攻关|解决|填补)了?$")
_ITEMS: Final = frozenset(("项", "个"))
#: 深入20多个贫困村
_VISITED: Final = Expression("(?:深入|走进|探访)了?$")
#: 班列突破5000列
_TRAINS: Final = Expression("班列(?:已|累计|双双|总数|数量|开行)*(?:突破|达到?|超过?|为)?$")
#: 16个重大项目集中开工, 60家企业现场签约
_BEGUN: Final = Expression(
    "(?:(?!项目|工程)[^，。；！？]){0,20}?(?:工程项目|项目|工程|企业|作品|成果)"
    "(?:今天|昨天|日前|近日|集中|现场|正式|全面|顺利|陆续|相继|同步|同时|共同|成功|先后|也|已|都|均|在[^，。；！？0-9]{1,8}){0,3}"
    "(?:开工|动工|签约|启动|落地|竣工|完工|投产|投运|投用|揭牌|奠基|获[批准奖评]|中[选标]|入[选围])(?!的)"
)
_PROJECTS: Final = frozenset(("个", "项", "批", "宗", "家", "座", "处", "所", "条", "部", "件"))
#: 可同时接待300人, 可供600人同时用餐: there is room for them.
_AT_ONCE: Final = Expression("(?:[可能供够]|可以|能够)同时[^，。；！？0-9]{0,8}$")
_FOR_ALL: Final = Expression("(?:可供|能供|可容)[^，。；！？0-9]{0,6}$")
_TOGETHER: Final = Expression("[^，。；！？]{0,4}同时")
_TRAIN: Final = "列"
#: Units of much rather than many: what happens to 300万亩 of wheat is no count of it.
_ACCOUNTS: Final = frozenset(("亩", "公顷", "平方米", "平方公里", "立方米", "千瓦", "吨", "国"))
#: 加工企业, 采购商, 安置点: what is done there tells only of what sort they are; 培训人员, 检查企业 may be done.
_NAMED_AFTER: Final = Expression(
    "(?:加工|处理|安置|救治|收购|到发|运输|生产|制造|销售|回收|检测|检验|检疫|接种|零售|接待|出口|进口|配送|出版|快递|收储|援助|消费|发电|供水|培训|辅导|检查|查验|监管|服务)"
    "(?:网[点络]|库点|中心|车间|厂|基地|[小专]组|组(?!织)|门诊|酒店|机器人|商(?![业务品贸])|员|站(?![在台])|点(?![亮击位名])|线(?![上下索路]))"
    "|(?:生产|加工|制造|运输|出版|种植|配送|销售|发电|供水)[^，。；！？、0-9]{0,2}?(?:企业|公司|厂)|(?:生产|加工|参与|种植)(?:人员|单位)|(?:生产|处理)+(?:设施|设备|线)|调解(?:组织|员)|搬迁(?:安置)?[点区户]"
)
#: What a word for a deed makes a thing of, in front of how many there are: 出版社580家, 救助站150座.
_THING: Final = Expression(
    "(?:[社器机舰站点场室馆棚工犯函表车道营]|基地)(?=[近约达超逾共]?[0-9一二两三四五六七八九十百千])"
)
#: 新建站3座, 投用馆5个: made, not called so.
_MAKES: Final = Expression(
    "[新增建开投关拆改设修扩购买卖租售引配添派换停撤并落成完竣]|上线|启用|打造|布局"
)
#: 来自116个国家, 8个方面: there are that many, whatever is done in them.
_SORTED: Final = Expression(
    "(?:[“《]?一带一路[”》]?)?(?:沿线|共建|有关|相关|主要|成员)?(?:国家|地区|省[区份市]|省（|城市|州|方面|领域|环节|类别|品种|行业(?!新品|标准|活动|协会|企业|会议|论坛|展)|部门|层面|维度|类型|专题|议题|板块|方向|市县|区县|县区|县市|[区县]的?(?![域段]))"
)
_MEASURES: Final = Expression(
    "(?:[^，。；！？]{0,4}?)(?:措施|举措|任务|行动|方面|领域|内容|要求|机制|原则|部门|单位)"
)
_CALIBRES: Final = frozenset(("毫米", "厘米", "英寸", "寸", "纳米", "微米"))
#: 300人的医疗队
_BODY: Final = Expression(
    "[^，。；！？的]{0,8}组成的|的[^，。；！？]{0,10}?(?:团队|队伍|代表团|[小专]组|班子|[医救突]疗?[援击]?队)"
)
#: 35泰铢兑1美元
_EXCHANGED: Final = Expression("(?:[元镑郎币布比索铢盾]|[^0-9]{2})兑换?(?:约|为)?$")
_EXCHANGES: Final = Expression("(?:可?兑换?)(?:约|为)?[0-9一]")


def is_happening(figure: Statement) -> bool:
    """True where the words behind so many persons say what happened to them."""
    if figure.quantity.unit not in _PERSONS or _STILL.search(figure.before):
        return False
    behind = figure.behind
    if _HAPPENED.match(behind):
        return True
    return figure.quantity.value >= _MANY and _HAPPENED_TO.match(behind) is not None


def is_done(figure: Statement) -> bool:
    """True where the words behind the figure say what was done to so many."""
    text, end, stop = figure.text, figure.end, figure.stop
    if figure.quantity.unit in _EXTENTS:
        return False
    if _DONE.match(text, end, stop):
        return True
    if figure.quantity.unit in _PROJECTS and _BEGUN.match(text, end, stop):
        return True
    is_object = text.endswith("对", figure.clause, figure.start)
    return is_object and _DONE_TO.match(text, end, stop) is not None


def is_achieved(figure: Statement) -> bool:
    """True of what happened to so many things, and of records, technologies, places and trains, which are got one by one."""
    text, end, stop, unit = figure.text, figure.end, figure.stop, figure.quantity.unit
    clause, start = figure.clause, figure.start
    if unit in _EXTENTS or unit in _ACCOUNTS or figure.quantity.currency:
        return False
    if unit in _VEHICLES and figure.quantity.value >= _FEW and _MOVED.match(text, end, stop):
        return True
    if _ENDED.match(text, end, stop):
        return True
    if _OCCURRED.match(text, end, stop) or _GOT.match(text, end, stop):
        return _STILL.search(text, clause, start) is None
    if unit in _ITEMS and _RECORD.match(text, end, stop):
        return not text.endswith(_KEPT, clause, start)
    if unit in _ITEMS and _MASTERED.search(text, clause, start):
        return _HARD.match(text, end, stop) is not None
    if unit == _TRAIN and _TRAINS.search(text, clause, start):
        return True
    return _VISITED.search(text, clause, start) is not None


def is_named_after(text: str, at: int, end: int) -> bool:
    """True where a thing is called after what is done there: 加工企业, 采购商, 安置点, 交换机."""
    if _NAMED_AFTER.match(text, at):
        return True
    return _THING.match(text, end) is not None and not _MAKES.match(text, at)


def is_summed_up(figure: Statement) -> bool:
    """True of what was done one by one: 累计培训3000名, 先后走访30户."""
    text, clause, start = figure.text, figure.clause, figure.start
    if _SUMMED_UP.search(text, clause, start):
        return True
    is_extent = figure.quantity.unit in _EXTENTS
    return not is_extent and _ONE_BY_ONE.search(text, clause, start) is not None


def is_room(figure: Statement) -> bool:
    """True of how many there is room for at the same time."""
    text, clause, start = figure.text, figure.clause, figure.start
    return _AT_ONCE.search(text, clause, start) is not None or (
        _FOR_ALL.search(text, clause, start) is not None
        and _TOGETHER.match(text, figure.end, figure.stop) is not None
    )


def is_body(figure: Statement) -> bool:
    """True of how many make up a body: 组建300人的医疗队."""
    if figure.quantity.unit not in _PERSONS:
        return False
    return _BODY.match(figure.text, figure.end, figure.stop) is not None


def is_of_sorts(figure: Statement) -> bool:
    """True of so many countries or sides, whatever is done in them."""
    return figure.quantity.unit == "个" and _SORTED.match(figure.text, figure.end) is not None


def is_listed(figure: Statement) -> bool:
    """True of how many the clause has listed: 健全制度、增加人手等6项措施."""
    is_end = figure.text.endswith("等", figure.clause, figure.start)
    return is_end and _MEASURES.match(figure.text, figure.end) is not None


def is_calibre(figure: Statement) -> bool:
    """True of how thick or wide a thing is, whatever is done with it: 出售155毫米火炮; 降雨量50毫米 fell."""
    if figure.quantity.unit not in _CALIBRES:
        return False
    return "量" not in figure.text[told_since(figure) : figure.start]


def is_exchanged(figure: Statement) -> bool:
    """True of both sides of a rate of exchange: 35泰铢兑1美元."""
    return figure.quantity.currency is not None and (
        _EXCHANGED.search(figure.text, figure.first, figure.start) is not None
        or _EXCHANGES.match(figure.text, figure.end, figure.last) is not None
    )
