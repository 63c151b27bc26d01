"""A figure and the words around it in, its kind out: rank, change, share, duration, rate, level: the first that fits."""

from __future__ import annotations

from typing import Final

from kouan.extraction.amounts.quantities import unit_kinds
from kouan.extraction.amounts.ranks import RANKS
from kouan.extraction.amounts.units import RATIOS
from kouan.extraction.figures.growing import goes_on_growing
from kouan.extraction.figures.per_units import NO_TIME, ONE_DAY, time_of_turns
from kouan.extraction.sentences import clause_start
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind, Quantity
from kouan.model.knowledge import Knowledge

#: 提高到84%, 扩增到5家, 缩至5小时: what stands behind is the level reached, not the difference.
_REACHED: Final = Expression(
    "(?:到|至|为|成|破)了?(?:[0-9年月日底末的目前今如现在个季度半上下一二三四]{1,12})?(?:约|近|超过|不到|短短的?|平均)?$"
)
#: 压缩在3分钟以内
_KEPT: Final = Expression("(?:压缩|缩[短减]|控制|降低|限制)在(?:约|近)?$")
_CHANGE_BEHIND: Final = Expression(
    "(?:[、和与及][0-9.]{1,6}[%％]){1,4}的(?:增[幅速]|[涨降跌升]幅)|(?:的?(?:速度|幅度|增速|增幅|涨幅|降幅|跌幅|升幅)|的(?:较?高|较?快|快速|高速|稳定|两位数)(?:速)?增长|(?:的)?(?:增长|递增|上涨|下降|[增涨降跌升减加]幅)(?![到至为]|了?(?:约|近|逾|超过?)?[0-9])|增[长幅](?![到至为]|了?(?:约|近|逾|超过?)?[0-9]))"
)
#: 1%的提升: a ratio, and the noun of a difference.
_CHANGE_NOUN: Final = Expression(
    "的(?:提[升高]|上升|升高|跃升|降低|减少|回落|下滑|下跌|缩减|改善|增加(?!值))(?![了到至为的])"
)
#: 增速降至2%: a rate of growth stays one, wherever it gets to.
_GROWTH_RATE: Final = Expression(
    "(?:增速|(?<!自然)(?<!机械)增长率|成长率|(?:经济|GDP|生产总值)增长(?:预[期测估]|目标)值?|[年月季][增减]率|[增涨降跌升减加]幅|通[胀膨]率|通货膨胀率)(?:[^，。；！？0-9]{0,8}连续[0-9一二三四五六七八九十]{1,3}个?[年月周日季]度?)?[^，。；！？0-9]{0,14}$"
)
#: 出口恐衰退1成, but 持续衰退两年
_SHRUNK: Final = Expression("衰退(?:了|约|近|逾)?$")
#: 制造业采购经理指数为50.1%, 贷款利率5.28%: no part of a whole.
_NO_SHARE: Final = Expression(
    "(?:指数(?:连续[0-9一二三四五六七八九十]{1,3}个?[月年周日]+)?|(?<![毛净])利率|贴现率|(?<![结售])汇率|[利息]差|收益率|殖利率|税率|PMI|倍率)(?![^，。；！？0-9]{0,9}占)[^，。；！？0-9]{0,10}$|报$"
)
#: 人口自然增长率由3.2‰升至3.8‰: births less deaths, the growth of nothing that is told.
_NATURAL: Final = Expression(
    "(?:自然|机械)(?:增[长加]|变动)率(?![则均]?(?:分别|依次|各))[^，。；！？]{0,20}$"
)
#: 单价比前一代高4.3倍, 超警戒水位2.29米
_COMPARED: Final = Expression(
    "(?:[比较][^，。；！？]{1,14}(?:[多少][送投供接吸运输派调救采捕产开][^，。；！？0-9的]{0,3}|[高低多少快慢大小长短重轻贵早晚低](?:出|[流进花赚卖产开招收交用投]入?|[运拿付挣领跑销装发走住学看])?)(?:了|约|近)*|超(?:过)?警戒水?[位线]|[比较](?:原?计划|原定|预期|预计|往年|去年|上年|同期)[^，。；！？0-9]{0,4}[早晚][^，。；！？0-9]{1,3}|[比较][^，。；！？]{1,14}(?:提前|推迟|延后)(?:了|约|近)?|[比较][^，。；！？]{1,14}便宜了?(?:约|近)?|[涨跌]了?(?:约|近)?)$"
)
#: 低于汛限水位0.4米, 超过历史极值0.7℃: so far from a level that is known; 高于三季度的均值49.4% tells that level.
_FROM_LEVEL: Final = Expression(
    "(?:[高低多少长短]于|[高低]出|超(?:过|出)?)[^，。；！？0-9的]{0,10}(?:水平|平均[值数]?|均值|极值|峰值|水位|[戒证格均]线|常年|同期|[纪记]录)(?:了|约|近)*$"
)
#: 末班车推迟40分钟: so far from when it would be; 晚点53趟 counts trains.
_SHIFTED: Final = Expression("(?:推[迟后]|延[后迟]|顺延|晚[点到]|提[早前])(?:了|约|近)*$")
#: 按年升9%, 较去年少两成, 这次少了近4成: a ratio behind a bare verb. 至少三成 and 最高30% are bounds.
_BARE: Final = Expression(
    "(?:(?<![上提回])[升跌涨降增减]|(?<![至不最更许很较大])[多少高低快慢](?:了|出)?)了?(?:约|近|逾|超过?|不到)?$"
)
#: 省下800元, 多拿1万元, 短了0.1日: what the verb says is a difference, whether or not it is said from what.
_DIFFERENCE: Final = Expression(
    "(?:省(?:[下去出掉]了?|了)|(?:节|[可能]|每[箱吨车票单次人家户年月天趟])省|(?<![至不最更许很较大减])[多少][运拿付挣赚领跑销装卖产收交缴花用投走]了?"
    "|(?<![减])[多少短长快慢贵轻重早晚高低宽窄厚薄]了|便宜了)(?:约|近|足足|整整)*$"
    # 局部降温幅度达到24℃
    "|(?:[增降涨跌升]幅|[降升]温幅度|变幅)(?:将|可|普遍|均)?(?:达到?|为|在)?(?:约|近)*$"
)
#: 恢复至2019年同期的94%, 为上年的六成: so much as at another time, no part of a whole.
_AS_THEN: Final = Expression(
    "(?:[恢回]复[到至]|回升?[到至]|重[回返]|相当于|[为是]|达到?|[只仅]有|不及|不足)了?[^，。；！？占]{0,8}?(?:同[期月日]|[去上前]年|[上前]一?个?[月周季]|平日|平时|往[年日]|常年|[疫灾节]情?前|[0-9]{4}年|[0-9]月)"
    "(?:同[期月]|同季度?|全年|全月)?(?:的?水平)?(?:的|(?<=[前期年月平]))(?:约|近|逾|超过?)?$"
)
#: 每周开行24列，西安方向不少于14列: a second name under the same verb, with no time or sum of its own.
_LIKEWISE: Final = Expression(
    "，[^，。；！？：、0-9全共总累其年月日天周时度载]{1,8}(?:方向|[线站港路段市县区馆院校])(?:则|也)?(?:有|为|达)?(?:约|近)?$"
)
#: 每千人口床位由2021年的6.70张增加到2022年的6.92张: both are what the word in front says.
_MOVED_TO: Final = Expression(
    "(?:，(?:[明今去后]年)?(?:预[计估])?(?:[再将又])?(?=[增升减降提]))?的?(?:增[加长至]?|提高|提升|上升|上涨|[涨升降加减压达]|下降|下跌|减少|降低|扩大|缩小|加密|压缩)(?:到|至|为)?了?(?:[0-9]{4}年的?)?(?:约|近|超过?)?"
)
#: 连跌三个月
_GOING_ON: Final = ("连续", "的", "连跌", "连涨", "连升", "连降", "连增", "连减")
_CHAIN: Final = Expression("^(?:[和、及与]|以及|或)$")
#: 每10股派发现金红利9.4元
_PER_SHARES: Final = Expression("(?:每[0-9]{1,4}股|股)(?:拟?派发?|派送|分配)[^，。；0-9]{0,10}$")
#: 日均旅客25万人次、车辆3000辆次: the rate goes on; 每天有8辆载量200吨的车: it does not.
_LIST: Final = Expression("[、和及]")
_MOST: Final = 14
_SECOND: Final = "s"
#: 翻番, not 翻译 and 翻修; 成长, not 完成长江, 成长型; 急增, not 紧急增派.
_DOUBLED: Final = "(?<!翻(?=[译修越新阅建]))(?<![完建形]成长)(?<!成长(?=[型性期]))(?<!紧急增)"
#: 加快15个项目建设, 提升优化考评等5个方面: what is changed is not counted; a list's number is none of its differences.
_OF_THINGS: Final = ("加快", "增强", "提升", "提速")
_COUNTED: Final = frozenset(
    ["个", "项", "家", "条", "处", "座", "所", "种", "类", "支", "岁", "套"]
)
#: 增长分别为78.8%、89.6%
_GREW_BY: Final = Expression(
    "(?:增长|下降|上涨|下跌|上升|回落|减少|增加|提高|降低)(?:比例)?(?:分别)?(?:为|达到?)了?(?:约|近|超过?)?$"
)
#: 对东盟的增速更快，达到14.7%
_GREW_FAST: Final = Expression(
    "(?:增速|增长率|[增涨降跌升]幅)(?:最|更|较|也|均|都|又|[快慢高低大小])+，(?:达到?|为|超过?)(?:约|近)?$"
)
#: 过去3年调涨4次: how often, not by how much.
_TIMES: Final = ("涨", "调", "降", "升", "提高")
#: 将联邦基金利率目标区间上调25个基点，到5%至5.25%之间
_RATE_SET: Final = Expression("利率[^。；！？%]{0,24}(?:个基点|百分点)，?(?:达?到|至|为)$")
#: 装备制造业（50.1%）、消费品制造业（50.2%）采购经理指数
_INDEX_BEHIND: Final = Expression(
    "）(?:[、和][^，。；！？（）]{1,14}（[^，。；！？（）]{1,10}）){0,5}[^，。；！？（）0-9]{0,8}指数"
)
#: What stands before a change below nothing whose words do not say that it is one: nothing, or against what.
_AGAINST_ONLY: Final = Expression(
    r"(?:[^，。；！？]{0,40}(?:同比|环比)|[^，。；！？]{0,60}[0-9][ \u3000\t|]{1,6}|[^一-鿿A-Za-z]*)\W{0,4}"
)
#: 27微克/立方米: a concentration is no rate.
_DENSITY: Final = Expression("(?:微克|毫克|纳克|克|贝可|个)/(?:立方米|升|毫升|公升)")


class _Cues:
    def __init__(self, knowledge: Knowledge) -> None:
        self.kinds: dict[str, MetricKind] = {
            row["surface"]: MetricKind(row["kind"]) for row in knowledge.rows("kind_cue")
        } | dict.fromkeys(knowledge.column("rate"), MetricKind.RATE)
        self.pattern = Expression(f"{NO_TIME}(?:{any_of(self.kinds)}){ONE_DAY}{_DOUBLED}")
        self.units = unit_kinds(knowledge)


def kind_of(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    before: tuple[Quantity, MetricKind] | None,
    knowledge: Knowledge,
) -> MetricKind:
    """The kind of a figure; `before` is the figure before it in the sentence, with its kind (48％和52％ are alike)."""
    if _is_rank(quantity):
        return MetricKind.RANK
    cues = knowledge.made(_Cues)
    unit_kind = cues.units.get(
        quantity.unit, MetricKind.SHARE if quantity.unit == "1" else MetricKind.LEVEL
    )
    if quantity.unit_base == _SECOND:
        unit_kind = MetricKind.DURATION  # 1小时56分: no marks of an examination
    start = quantity.start
    if (
        before
        and before[0].end <= start
        and _CHAIN.match(text[before[0].end : start])
        and (before[0].unit == quantity.unit or {before[0].unit, quantity.unit} == RATIOS.keys())
        and not (before[1] is MetricKind.SHARE and (quantity.value or 0) < 0)
    ):
        return before[1]
    if (
        before
        and before[1] is MetricKind.RATE
        and before[0].unit == quantity.unit
        and before[0].end <= start
        and (
            _MOVED_TO.fullmatch(text, before[0].end, start)
            or _LIKEWISE.fullmatch(text, before[0].end, start)
        )
    ):
        return MetricKind.RATE
    if (
        before
        and before[1] is MetricKind.CHANGE
        and unit_kind is MetricKind.SHARE
        and before[0].end <= start
        and goes_on_growing(text, sentence[0], before[0], quantity)
    ):
        return MetricKind.CHANGE
    clause = clause_start(text, sentence[0], start)
    opening = max(clause, before[0].end if before and before[0].end <= start else 0)
    said = [
        (found.end(), cues.kinds[found[0]]) for found in cues.pattern.finditer(text, opening, start)
    ]
    # 天翻地覆的73年, 增长最快的5年: the difference is told of the time
    if unit_kind is MetricKind.DURATION and text.endswith(_GOING_ON, 0, start):
        return MetricKind.DURATION
    if unit_kind is MetricKind.CHANGE:
        return MetricKind.CHANGE
    if _is_change(text, opening, sentence[1], quantity, said, unit_kind):
        return MetricKind.CHANGE
    if unit_kind is MetricKind.SHARE and _GREW_FAST.search(text, sentence[0], start):
        return MetricKind.CHANGE
    if unit_kind is MetricKind.SHARE:
        is_share = not (
            _NO_SHARE.search(text, opening, start)
            or _NATURAL.search(text, clause, start)
            or _AS_THEN.search(text, opening, start)
            or _RATE_SET.search(text, sentence[0], start)
            or _INDEX_BEHIND.match(text, quantity.end, sentence[1])
        )
        if is_share and quantity.value is not None and quantity.value < 0:
            # a row of a table without words: 货物吞吐量（亿吨） 2.19 -3.6%; but 净利率为-5%
            is_bare = _AGAINST_ONLY.fullmatch(text, opening, start)
            return MetricKind.CHANGE if is_bare else MetricKind.LEVEL
        return MetricKind.SHARE if is_share else MetricKind.LEVEL
    if unit_kind is MetricKind.DURATION:
        return MetricKind.DURATION
    rates = [
        found.end()
        for found in cues.pattern.finditer(text, clause, start)
        if cues.kinds[found[0]] is MetricKind.RATE
    ]
    if quantity.unit == "岁":
        return unit_kind  # 人均预期寿命77.3岁
    if (
        ("/" in quantity.unit and not _DENSITY.match(quantity.unit))
        or time_of_turns(text, clause, quantity)
        or _PER_SHARES.search(text, clause, start)
        or (
            rates
            and (rates[-1] > opening or opening == clause or _LIST.search(text, opening, start))
        )
    ):
        return MetricKind.RATE
    return unit_kind


def _is_rank(quantity: Quantity) -> bool:
    return quantity.surface[0] in "第首榜" or (
        quantity.surface[0] == "前" and quantity.unit in RANKS
    )


def _is_change(
    text: str,
    first: int,
    last: int,
    quantity: Quantity,
    said: list[tuple[int, MetricKind]],
    unit_kind: MetricKind,
) -> bool:
    if quantity.unit == "次" and text.endswith(_TIMES, first, quantity.start):
        return False
    is_ratio = unit_kind is MetricKind.SHARE or quantity.unit in ("倍", "番")
    if behind := _CHANGE_BEHIND.match(text, quantity.end, last):
        # 以每天2700万亩的速度推进
        is_speed = behind[0].endswith("速度") and said and said[-1][1] is MetricKind.RATE
        return is_ratio or not is_speed
    if not is_ratio and text.endswith("等", first, quantity.start):
        return False
    differences = [_COMPARED, _DIFFERENCE]
    if unit_kind is MetricKind.DURATION:
        differences.append(_SHIFTED)
    if quantity.unit != "次":
        differences.append(_FROM_LEVEL)
    if any(words.search(text, first, quantity.start) for words in differences):
        return True
    if unit_kind is MetricKind.SHARE and (
        _GROWTH_RATE.search(text, first, quantity.start)
        or _SHRUNK.search(text, first, quantity.start)
    ):
        return True
    if is_ratio and (
        _BARE.search(text, first, quantity.start) or _CHANGE_NOUN.match(text, quantity.end, last)
    ):
        return True
    changes = [end for end, kind in said if kind is MetricKind.CHANGE]
    if is_ratio and changes and _GREW_BY.search(text, first, quantity.start):
        return True
    if (
        changes
        and quantity.unit in _COUNTED
        and (
            (text.startswith(_OF_THINGS, changes[-1] - 2) and text[changes[-1]] != "了")
            or text.startswith(("到", "至", "为"), changes[-1])
        )
    ):
        return False
    if changes and unit_kind is MetricKind.SHARE and said[-1][1] is MetricKind.SHARE:
        return False  # 增长贡献率超过70%
    if changes:
        between = text[changes[-1] : quantity.start]
        is_reached = _REACHED.search(between) or _KEPT.search(text, first, quantity.start)
        return len(between) <= _MOST and not is_reached
    return unit_kind is MetricKind.SHARE and any(text[end - 2 : end] == "年均" for end, _ in said)
