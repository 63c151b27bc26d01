"""What a column counts in, the sort of unit that its figures can have out: 金额 is no tonnes, 比重 no yuan."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.figures.canonical import indicators_named
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge


class Wanted(StrEnum):
    """A sort of unit."""

    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    #: The figure has none, or one that no head of another column tells.
    NOTHING = "nothing"


#: The first that fits, by the words that a head ends in.
_SORTS: Final = (
    (
        Wanted.NOTHING,
        Expression(
            r"(?:指数|系数|得分|评分|分数|排名|位次|名次|年份|年龄|日期|(?<![均用耗])时间|[房楼门][号牌]|楼层|期数)$"
        ),
    ),
    (
        Wanted.RATIO,
        Expression(
            r"(?:比重|占比|比例|份额|百分比|率|进度|(?:满意|知晓|知名|美誉|认可|完成|集中|饱和|活跃|贡献)度)$|占[^，]{1,8}比重?$",
            holds="比份百率占度",
        ),
    ),
    (
        Wanted.COUNT,
        Expression(
            r"(?:数量|[人户件家台辆艘列班架次个宗套册批位]数|人次|人口|人员|面积|[产容运货客流载吞吐送]量|重量|产能|里程|旅客|员工|门店|场次|班次)$",
            holds="数次口员积量能程客工店",
        ),
    ),
    (
        Wanted.MONEY,
        Expression(
            r"(?:额|[产货总净市价加]值|收入|支出|投资|利润|贷款|存款|税收?|费用?|成本|资产|负债|[决预]算数?|[^评]价|资[本金]|租金|补助|工资)$",
            holds="额值入出资润款税收费用本产债算价金助",
        ),
    ),
)
_RATIOS: Final = frozenset(("%", "‰"))


def wanted_by(words: str) -> Wanted | None:
    """The sort of unit that some words ask for; None where they ask for none.

    >>> [wanted_by(words) for words in ("出口金额", "占全省比重", "出口数量", "煤炭")]
    [<Wanted.MONEY: 'money'>, <Wanted.RATIO: 'ratio'>, <Wanted.COUNT: 'count'>, None]
    """
    return next((sort for sort, pattern in _SORTS if pattern.search(words)), None)


def fits(unit: str, wanted: Wanted | None, knowledge: Knowledge) -> bool:
    """Whether a unit that stands elsewhere may be that of such a figure."""
    if wanted is Wanted.RATIO or unit in _RATIOS:
        return wanted is Wanted.RATIO and unit in _RATIOS
    found = quantities(f"1{unit}", knowledge)
    is_money = bool(found and found[0].currency)
    if wanted is Wanted.MONEY:
        return is_money
    return wanted is None or (wanted is Wanted.COUNT and not is_money)


#: A number with one of these has its unit elsewhere: 12万 below 人次.
_LARGE: Final = frozenset(("万", "亿", "千", "百万", "千万"))
#: A mean price is so much for one of something: 元/吨, and never 万元.
_RATE: Final = Expression("[均单]价$", holds="价")
_PER: Final = "/"
#: 人次（万）: the head has a part of its unit, and nobody says of which.
_ENDS_LARGE: Final = Expression(r"[（(]?(?:百万|千万|万|亿|千)[)）]?$", holds="万亿千")
#: What heads of numbers count, and in which words their units end.
_ENDINGS: Final = (
    (Expression(r"人次数?$", holds="次"), ("人次",)),
    (
        Expression(r"(?:班次|航班|班[列机车级]?)数?$", holds="班"),
        ("班", "班次", "航班", "班列", "班级"),
    ),
    (Expression(r"场次数?$", holds="场"), ("场", "场次")),
    (Expression(r"户数$", holds="户"), ("户", "家")),
    (Expression(r"(?:人[数口员]|员工)数?$", holds="人员"), ("人", "名", "口", "人次")),
    (Expression(r"(?:门店|[家个]数)$", holds="店数"), ("家", "个", "间")),
    (
        Expression("面积$", holds="积"),
        ("平方米", "平米", "㎡", "亩", "公顷", "平方公里", "平方千米", "㎢", "顷"),
    ),
)
#: 报名人数, 户数, 优良天数, 起降架次: what is counted is the unit; 基数, 倍数 and 分数 count nothing, and 班次 alone may say which.
_COUNTED: Final = Expression(
    r"([人架艘]次|(?<=.)[班场航列]次)数?$"
    r"|([人户件套宗起辆架艘处栋张个只株箱天亩趟]|(?<![国专作画])家|(?<!场)所|(?<![层档名])次|(?<![码源龙街像])头|(?<![股省月年身])份|(?<!注)册|(?<!比)例|(?<![系序])列|(?<![平柜舞])台|(?<!讲)座|(?<![车空])间|(?<![股机车])票|(?<!款)项|公里)数$",
    holds="次数",
)


class Units(NamedTuple):
    """The units that may be a cell's: its own, that of its column, those beside its row and of the whole table.

    `serves_others`: the unit beside the row is that of other columns, whose heads say none.
    """

    own: str
    over: str | None
    beside: str | None
    of_table: Sequence[str]
    serves_others: bool


def unit_of(units: Units, head: str, words: str, knowledge: Knowledge) -> str | None:
    """The unit of a level; None where none is told, or two speak against each other.

    `head` is what its column counts (金额), `words` all that it counts.
    """
    own, over, beside, of_table, serves_others = units
    if own and own not in _LARGE:
        return own
    if over:
        is_sure = beside in (None, over) or serves_others
        return own + over if is_sure else None
    asked = wanted_by(head)
    if beside and (asked is None or fits(beside, asked, knowledge)):
        return own + beside
    if _ENDS_LARGE.search(head or words):
        return None
    sort = asked or wanted_by(words)
    fitting = {one for one in of_table if fits(one, sort, knowledge) and _ends(one, words)}
    unit = fitting.pop() if len(fitting) == 1 else None
    if unit and sort is None and _PER not in unit and fits(unit, Wanted.MONEY, knowledge):
        # 房号 and 班组 are no sums of money
        unit = unit if indicators_named(words, knowledge) else None
    if unit is None and (counted := _COUNTED.search(words)):
        unit = counted[1] or counted[2]
    return unit and own + unit


def _ends(unit: str, words: str) -> bool:
    """Whether a unit is one of those that a head of numbers can have: 户 of 户数."""
    if _RATE.search(words) and _PER not in unit:
        return False
    ends = next((ends for pattern, ends in _ENDINGS if pattern.search(words)), None)
    return ends is None or unit.endswith(ends)


def unit_of_change(units: Units, is_column: bool, is_of_ratio: bool) -> str | None:
    """The unit of a change: the one beside the name of a row is that of its level, where the column (`is_column`) says the change.

    Of what is itself a ratio, nobody says whether it grew by per cent or by points.
    """
    if units.own and units.own not in _LARGE:
        return units.own
    unit = units.over if is_column else units.beside or units.over
    if unit is None and "%" in units.of_table:
        unit = "%"
    return None if is_of_ratio and unit in _RATIOS else unit


#: What is held, of which 累计 says how much there is, and not how much came in the year.
_SO_FAR: Final = "累计"
_STOCK: Final = Expression(
    r"(?<!新增)(?:装机|用户|户数|确诊|病例|接种|里程|注册|开户)", holds="装用户确病接里注开"
)


def is_stock_so_far(heads: str, words: str) -> bool:
    """Whether heads that say 累计 stand over what is held, whose time is no stretch of the year."""
    return _SO_FAR in heads and _STOCK.search(words) is not None
