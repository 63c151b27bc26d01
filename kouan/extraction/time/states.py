"""The words round a figure in; whether it is of what there is at a day, or of what was done up to it, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.time.passages import Passage
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

#: What is so at a day: 截至10月末余额 is no sum of ten months.
STOCK: Final = Expression(
    "余额|存款|贷款(?![增发新])|资产|负债|市值|床位|用户|存量|[现实]有|保有|库存|共有|已有|拥有|里程|规模|总数|在册|在校|注册|持有|存续|建成|开通|累计|登记|参保|人数|市场主体|装机|人口|已建(?!成)|建有|设有"
    "|[外存]储|储备|存底|结[余存]|滚存|债务|欠款|保单|在[营建运院职岗港]|网点|门店|会员|账户"
)
#: What is never a sum of months.
BALANCE: Final = Expression("余额|结余|存底|保有量|存量|不良(?:贷款)?率|外汇储备")
#: What is done in a clause, so that its figure is no state.
_DOES: Final = Expression("[发送产销购运进出收支]|完成|实现|新增|增加|减少|接待|办理|投")
#: 光伏发电4252万千瓦: what can be had of power is there, unless it is new.
_POWER: Final = Expression("[0-9.,]{1,16}[万亿余多]{0,3}(?:[千兆吉太]瓦|瓩)(?!时|小时)")
_IS_NEW: Final = Expression("新|增|减|退|关停|淘汰|用电|负荷")
#: Things that are counted one by one.
_THINGS: Final = Expression("[0-9.,]+[万余多]*(?:架|条|家|座|所|个|处|艘|台|辆|户|只)")
#: Words for what there is, and for what was done up to then.
_THERE: Final = Expression(
    "覆盖|运营|布局|通达|辐射|连接|联通|设[立有]|建有|配备|入驻|达到?$|共有|合计"
)
_FLOWS: Final = Expression(
    "累计|今年|新[增设建开]|完成|实现|开行(?!的)|接待|办[理结]|发[放送]|服务|受理|[销出]售|查|引进|签约|培训|捐|投入"
)
#: How far behind a figure the word for what it counts stands.
AFTER: Final = 12

#: 现有实验室1个: what there is today, whatever was told before.
_NOW: Final = Expression(
    "(?:据[悉了解]{1,2}，)?[^，。；！？、0-9]{0,12}?现(?:有|拥有|设有?|辖|共有)(?![的状])"
)


def has_now(passage: Passage, sentence: int) -> bool:
    """Whether a sentence tells of what there is today: 现有实验室1个."""
    return _NOW.match(passage.text, *passage.sentences[sentence]) is not None


def is_flow(text: str, first: int, start: int) -> bool:
    """True where the clause of a figure says that something was done, not that it is there: 风电发电8亿元."""
    clause = max(text.rfind(mark, first, start) for mark in "，；、") + 1
    does = _IS_NEW if _POWER.match(text, start) else _DOES
    return does.search(text, max(first, clause), start) is not None


def is_standing(text: str, told: Period, start: int) -> bool:
    """True of things that there are at the end of a month: 截至9月底，班列已覆盖67个城市."""
    return (
        text[told.end - 1] in "底末"
        and _THINGS.match(text, start) is not None
        and _THERE.search(text, told.end, start) is not None
        and _FLOWS.search(text, told.end, start) is None
    )
