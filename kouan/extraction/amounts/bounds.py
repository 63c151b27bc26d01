"""A number with its unit and the words around it in, how far it binds out: 近, 不到, 超过, 最高, 以上."""

from __future__ import annotations

from typing import Final

from kouan.extraction.amounts.measures import Measure
from kouan.extraction.amounts.refusals import INSIDE
from kouan.extraction.amounts.units import BoundWord, UnitTable
from kouan.model.expression import Expression
from kouan.model.facts import Bound, MetricKind

#: 约占全国总人数的四分之一: the word that softens the figure stands before the verb.
_ABOUT_VERB: Final = Expression("约(?:占|为|合|有|需|达|是|相当于)[^，。；！？0-9]{0,24}$")
#: 超过全省的一半: so does a word of bound.csv before what the part is one of.
_PART_OF: Final = Expression(
    "(?P<word>超过|逾|不到|不足|接近|将近)[^，。；！？0-9一二两三四五六七八九十半]{1,12}的$"
)
_PARTS: Final = ("1", "%")
#: 三分之一强, but not 4成强降雨
_NEARLY: Final = ("强", "弱")
#: 最高补助10万元: the word that binds stands before the verb.
_AT_MOST_VERB: Final = Expression(
    "(?:最高|最多|上限)(?:可|为|达|不超)?(?:补助|补贴|奖励|资助|支持|给予|报销|获|领取?|享|罚款?|贷款?|填报|申报|报考|选报?|购买?|携带|容纳|停放)?(?:额度?)?(?:达|为)?$"
)
#: 24小时内 says how fast, 4天内 when
_CLOCK_UNITS: Final = frozenset({"小时", "个小时", "分钟", "秒", "秒钟"})
_WITHIN: Final = Expression(INSIDE)
#: 3天内完成查报 does say how fast.
_DAY_UNITS: Final = frozenset({"天", "日", "个工作日", "工作日", "周", "个星期"})
_DUE_WITHIN: Final = Expression(
    "内(?:[须应可要需就即]|必须|全部|予以|尽快){0,2}(?:完成|办[结理完]|结[案清]|整改|缴|提[交出]|送[达到]|上报|[查回答]复|[查填申]报|反馈|到账|放款|备案|处理|解决|修[复好]|审[核批结]|发放|公[布示]|拆除|搬离|清[零理])"
)
#: 节约数千万元, 预约30人, 出超84.8亿美元, 打破1分43秒的纪录, 侦破3起案件: the end of these is no bound; 投入超3亿元 is one; 北约20个成员国, 附近3个村.
_ENDS_WORD: Final = {
    "约": Expression("[节签制契特预履解违邀条相租续北]约$"),
    "近": Expression("[附最靠临]近$"),
    "超": Expression(
        "(?:(?<![投收进流引纳列输转并导注涌植融加嵌介])入|(?<![支输产付进流演转外])出|(?<![售贩变])卖|(?<!购)买)超$"
    ),
    "破": Expression("[打侦爆攻击刺识揭告查捣]破$"),
    "不及": Expression("[来赶等]不及$"),
}
#: 连破3项纪录, 破3起大案: so many are broken or solved.
_BROKEN: Final = Expression(
    "[0-9一二两三四五六七八九十多余]{1,4}[项个次起件宗][^，。；！？]{0,10}(?:[纪记]录|案)"
)
#: 麦收已过六成, 得票过30%: of a part, 过 binds before any number; so it does of an age.
_PASSED: Final = Expression("(?<![通经超不再又度错渡路穿越跨难飞走历去来吃受])过$")
_AGED: Final = Expression("(?:年|年龄|平均|[已均都])过$")
#: 上百万人, 产值过百亿元, but not 以上, 早上8点, 经过10个小时
_BEFORE_SCALES: Final = frozenset({"上", "过"})
_WITHIN_WORD: Final = Expression("[以早晚]上|[通经超不再又度错渡路穿越跨难飞走历]过")
_CLOSES: Final = Expression("[，。；、！？）)]|$")


def bound_of(
    plain: str,
    start: int,
    measure: Measure,
    word: BoundWord | None,
    after: BoundWord | None,
    table: UnitTable,
) -> Bound:
    """What the numeral says itself, then the words before and behind it; both together bind as the latter says."""
    bound = Bound.OVER if measure.is_over else measure.reading.bound
    if bound is Bound.EXACT and word is None and _is_passed(plain, start, measure):
        bound = Bound.OVER
    if bound is Bound.EXACT and word:
        bound = word.bound
    elif bound is Bound.EXACT and _ABOUT_VERB.search(plain, max(0, start - 30), start):
        bound = Bound.ABOUT
    elif bound is Bound.EXACT and _is_most(plain, start, measure):
        bound = Bound.AT_MOST
    elif bound is Bound.EXACT and after is None and measure.name in _PARTS:
        part = _PART_OF.search(plain, max(0, start - 20), start)
        of_part = part and table.bound_before(plain, part.end("word"))
        bound = of_part.bound if of_part else bound
    is_open = bound in (Bound.EXACT, Bound.ABOUT) or (word and not word.is_kept)  # 能达到四倍以上
    return after.bound if after and is_open else bound


def _is_passed(plain: str, start: int, measure: Measure) -> bool:
    """True for 已过六成 and 年过60岁."""
    if measure.name == "岁":
        return _AGED.search(plain, max(0, start - 4), start) is not None
    return measure.name in _PARTS and _PASSED.search(plain, max(0, start - 2), start) is not None


def _is_most(plain: str, start: int, measure: Measure) -> bool:
    """True for 最高补助10万元, 24小时内 and 3天内完成."""
    if _AT_MOST_VERB.search(plain, max(0, start - 12), start):
        return True
    if measure.unit is None:
        return False
    is_clock = measure.unit.surface in _CLOCK_UNITS
    if measure.unit.surface in _DAY_UNITS and _DUE_WITHIN.match(plain, measure.unit_end):
        return True
    return is_clock and _WITHIN.match(plain, measure.unit_end) is not None


def bound_before(plain: str, start: int, table: UnitTable) -> BoundWord | None:
    """The word before a number that binds it; None where its end is the end of another word."""
    word = table.bound_before(plain, start)
    if word and word.surface in _BEFORE_SCALES:
        is_word = _WITHIN_WORD.search(plain, max(0, start - 2), start) is not None
        return word if plain[start] in "百千万亿十" and not is_word else None
    if (
        word
        and (ends := _ENDS_WORD.get(word.surface))
        and ends.search(plain, max(0, start - 4), start)
    ):
        return None
    if word and word.surface == "破" and _BROKEN.match(plain, start):
        return None
    return word


def bound_after(plain: str, end: int, measure: Measure, table: UnitTable) -> BoundWord | None:
    """The word behind a figure that binds it."""
    word = table.bound_after(plain, end)
    if word is None or word.surface == "多":
        return None  # 多 is read with the unit
    if word.surface == "起":  # 299元起, but not 3起案件 and 100人起诉
        is_price = (
            measure.unit is not None and measure.unit.currency and _CLOSES.match(plain, end + 1)
        )
        return word if is_price else None
    if word.surface in _NEARLY:
        return word if measure.name in _PARTS and _CLOSES.match(plain, end + 1) else None
    is_time = measure.unit is not None and measure.unit.kind is MetricKind.DURATION
    return None if word.surface == "前后" and is_time else word
