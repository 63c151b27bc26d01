"""What began at a day and is told up to another in, the period of its figures out: 2021年6月上线，截至5月底，累计减免2860万元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.dated import Dated
from kouan.extraction.time.notation import interval_of
from kouan.extraction.time.periods import Period
from kouan.model.expression import Expression

#: What begins on a day: a festival, a scheme, a line, a work.
_BEGUN: Final = Expression(
    "(?:正式|全面|率先)?(?:登场|开幕|开[工业馆园展播演票赛放售建]|启动|启用|启幕|上线|上市|上映|开通|通车|投[产用运]|试?运营|实施|施行|首发|发车|起(?!义|点|草|伏))"
)
#: What is summed up since then, no state: what there is at a day has no beginning.
_SUMMED: Final = Expression(
    "，?[^，。；！？]{0,16}?(?:累计|已经?[^，。；！？0-9]{0,6}?(?:吸引|接待|完成|运送|发送|开行|办[理结]|服务|售出?|减免|发放|投入|惠及|受理|查[获处]|收[治到]|接种|签|吞吐|采集|救助|培训))"
)
_STANDING: Final = Expression(
    "，?[^，。；！？0-9]{0,16}(?:余额|存量|现有|保有|库存|共有|拥有|建成|开通|在[册校建]|存续|装机|注册|登记|参保|里程|用户|覆盖)"
)
#: 由每人每月400元提高到600元
_FROM: Final = Expression("[由从][^，。；！？0-9]{0,10}$")
_STARTS: Final = Expression("(?:日|份)?(?:开始)?起(?!义|点|草|伏)|开始")
YEAR_BEFORE: Final = Expression("上年|上一年|前一年")
_FORECAST: Final = Expression("预[计估测期]|有望|可望|料将")


def begun_before(text: str, before: Sequence[Period]) -> Dated | None:
    """The stretch from when something began to the day up to which it is summed; None where nothing began or it is a state."""
    told = before[-1]
    if told.surface[0] != "截" or not told.value or len(before) < 2:
        return None
    if not _SUMMED.match(text, told.end) or _STANDING.match(text, told.end):
        return None
    for one in reversed(before[:-1]):
        if one.value and (one.span == "since" or _BEGUN.match(text, one.end)):
            begin, end = one.value.partition("/")[0], told.value.rpartition("/")[2]
            first, last = interval_of(begin), interval_of(end)
            if first and last and first.first < last.first:
                return Dated(f"{begin}/{end}", 0.9, told.basis, "since")
            return None
    return None


def is_year_before_another(text: str, before: Sequence[Period]) -> bool:
    """Whether the last period is the year before that of the figures: 由上年的7.4%升至8.0%; 2023年3亿元，上年2亿元."""
    told = before[-1]
    if not YEAR_BEFORE.match(told.surface):
        return False
    has_year = len(before) > 1 and before[-2].basis == "stated"
    return has_year or text[max(0, told.start - 1) : told.start] in ("由", "从")


def is_from_start(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether a figure is what was so before something took effect: 从9月起，补助由400元提高到600元."""
    is_start = _STARTS.match(text, told.end) is not None and told.span != "since"
    return is_start and _FROM.search(text, max(clause, told.end), start) is not None


def is_forecast(text: str, told: Period, clause: int, start: int) -> bool:
    """Whether a figure is what is expected behind a sum up to a day: 截至17日已有4万人次，预估带动商机60亿元."""
    is_until = told.surface[0] == "截" and told.end <= clause
    return is_until and _FORECAST.search(text, clause, start) is not None
