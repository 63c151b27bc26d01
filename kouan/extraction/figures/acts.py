"""A figure with its clause in, whether so many were done or happened, find room together, or are a rate of exchange, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.figures.statement import Statement
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
#: 仍有11人失联: so many are.
_STILL: Final = Expression("(?:仍|尚|依然|依旧|至今)有$")
_PERSONS: Final = frozenset(("人", "名", "例", "位"))
#: 对9架飞机实施干扰, 12座桥被冲毁: what was done to so many stands behind them.
_DONE_TO: Final = Expression("[^，。；！？]{1,16}?(?:实施|进行|展开|采取|予以|处以|作出|发起|发动)")
_DONE: Final = Expression(
    "[^，。；！？的]{0,10}?[被遭][^，。；！？的]{0,6}?[毁沉落烧炸拆摧杀劫绑扣捕盗淹死毙伤]"
)
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
#: 300人的医疗队
_BODY: Final = Expression(
    "的[^，。；！？]{0,10}?(?:团队|队伍|代表团|[小专]组|班子|[医救突]疗?[援击]?队)"
)
#: 35泰铢兑1美元
_EXCHANGED: Final = Expression("(?:[元镑郎币布比索铢盾]|[^0-9]{2})兑换?(?:约|为)?$")
_EXCHANGES: Final = Expression("(?:可?兑换?)(?:约|为)?[0-9一]")


def is_happening(figure: Statement) -> bool:
    """True where the words behind so many persons say what happened to them."""
    if figure.quantity.unit not in _PERSONS or _STILL.search(figure.before):
        return False
    return _HAPPENED.match(figure.behind) is not None


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


def is_exchanged(figure: Statement) -> bool:
    """True of both sides of a rate of exchange: 35泰铢兑1美元."""
    return figure.quantity.currency is not None and (
        _EXCHANGED.search(figure.text, figure.first, figure.start) is not None
        or _EXCHANGES.match(figure.text, figure.end, figure.last) is not None
    )
