"""The times told before a figure in; those out that may be its own, without what is told in passing beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.time.periods import Period
from kouan.extraction.time.plans import goal_after
from kouan.model.expression import Expression

#: What tells of another time than what stands before it: before, after, always, to come, wished for.
OTHER_TIMES: Final = "此前|之前|以前|之后|以往|曾|历来|一直|(?<!中)长期(?!贷款|借款|存款|护理|股权|国债|债|险|险种|投资|资金|待摊|应收|租赁)|年均|将|(?<!招生)(?<!招录)计划|拟|(?<!完成年度)(?<!完成全年)目标|力争|有望|未来|如果|若|应当|需要|能够|日前"
#: 四季度盈利为全年最高: the year is what it is measured by.
_MEASURED_BY: Final = ("全年", "今年", "年内", "本年")
_RECORD: Final = Expression(
    "(?:以来|内|里)?的?(?:单[日月季])?(?:最[高低大小多少好快热冷强弱]|之[最首冠]|第[一二三四五][高低大多]|新[高低])"
)
#: 5月份，气温偏高2度；亩产比上年提高3公斤: what is compared with the year before is of a year.
_WITH_YEAR: Final = Expression("[比较]上年(?!同|末|底)")
_OPENS: Final = "，。；：、（"
_RISEN: Final = Expression("[到至为](?:$|[^，。；]{1,16}[，；])")
_YEAR: Final = Expression("[12][0-9]{3}年")
#: 单日最高（2月17日）: a day in brackets behind such a word is that of one figure.
_ONE_DAY: Final = Expression("[日天时峰值高][（(]$")
#: 2024年高考将于6月7日举行，报名人数1342万人: the day is that of what will be held.
_APPOINTED_BEFORE: Final = Expression("(?:将于|将在|定于|拟于|拟定于)$")
_APPOINTED: Final = Expression(
    "[^，。；]{0,12}(?:举行|举办|召开|开幕|开考|开赛|揭幕|开通|开馆|启幕)"
)
#: 该行成立于1997年，现有网点326家: what it has today is not of the year it was founded in.
_FOUNDED: Final = Expression(
    "(?:成立|始?建|[创组兴][建办立设]|设立|投产|竣工|建成|落成|开业|开通|通车|出生|诞生|创刊)于$"
)
_FOUNDED_BEHIND: Final = Expression(
    "(?:正式)?(?:成立|始?建成?|[创组][建办立]|设立|投产|竣工|落成|开业|开通|通车|创刊)，"
)
_TODAY: Final = Expression(
    "[^。]*[，；][^，；。]{0,6}(?:现[有已为在拥共]|[共拥]有|员工|占地|总面积|下[辖设]|年[产均])"
)
#: 四季度将开通12条航线，民航局今年计划新建机场5个: what is planned for the year is said of the year.
_PLANNED: Final = Expression("(?:还|共|又)?(?:计划|将|拟|预计|力争|有望|目标)")
#: 1月10日，口岸计划2024年出口300万吨: so is what is planned of it.
_PLANNED_BEFORE: Final = Expression("(?:计划|拟|预计|力争|有望|目标|规划)到?$")


def without_asides(text: str, first: int, told: list[Period], start: int) -> list[Period]:
    """The times told before the figure at `start` of a sentence, which begins at `first`, without those told in passing behind its own."""
    before = told.copy()
    while before and (
        _is_risen_from(text, before[-1], start)
        or _is_of_another(text, before[-1], start)
        or (len(before) > 1 and 0 < goal_after(text, before[-1].end) <= start)
        or _is_aside(text, before)
        or _is_total_so_far(text, first, before, start)
        or _is_of_one_month(text, before, start)
    ):
        before.pop()
    return before


def _is_risen_from(text: str, period: Period, start: int) -> bool:
    """Whether a period is what a figure has risen or fallen from: 从2012年的52.2%提高到60%."""
    return (
        text[max(0, period.start - 1) : period.start] in ("从", "由")
        and text.startswith("的", period.end)
        and bool(_RISEN.search(text, period.end, start))
    )


def _is_of_another(text: str, period: Period, start: int) -> bool:
    """Whether a day belongs to something else in its own clause: the peak it stands behind in brackets, what will be held or was founded then."""
    clause = text[period.end : start]
    if "，" not in clause and "；" not in clause:
        return False
    if _FOUNDED.search(text, max(0, period.start - 4), period.start) or _FOUNDED_BEHIND.match(
        text, period.end
    ):
        return bool(_TODAY.match(text, period.end, start))
    if text[period.end] in "）)" and "/" not in (period.value or ""):
        return bool(_ONE_DAY.search(text, max(0, period.start - 2), period.start))
    is_held = bool(_APPOINTED.match(text, period.end, start))
    return is_held and bool(_APPOINTED_BEFORE.search(text, max(0, period.start - 4), period.start))


def _is_aside(text: str, before: Sequence[Period]) -> bool:
    """Whether the last period is a word in passing: 9月份，销售额今年首次增长20% is of September, 9月，2025届毕业生 too."""
    if len(before) < 2:
        return False
    if text.startswith("届", before[-1].end):
        return True
    if before[-1].surface in _MEASURED_BY and _RECORD.match(text, before[-1].end):
        return True
    if before[-1].surface != "今年" and not _YEAR.fullmatch(before[-1].surface):
        return False
    value, finer = before[-1].value, before[-2].value
    in_passing = text[before[-1].start - 1] not in _OPENS
    if _PLANNED.match(text, before[-1].end) or _PLANNED_BEFORE.search(
        text, max(0, before[-1].start - 3), before[-1].start
    ):
        return False
    return in_passing and bool(value and finer and finer.startswith(f"{value}-"))


def _is_total_so_far(text: str, first: int, before: Sequence[Period], start: int) -> bool:
    """Whether the last period was a total told beside a month or day, which ends with its part of the sentence.

    9月出口3亿元，今年以来累计30亿元；进口2亿元 is of September; where 今年以来 opens its part, what follows is of it.
    """
    if len(before) < 2 or "；" not in text[before[-1].end : start]:
        return False
    last, opening = before[-1], max(first, text.rfind("；", first, before[-1].start) + 1)
    return bool(text[opening : last.start].strip()) and _holds(last.value, before[-2].value)


def _is_of_one_month(text: str, before: Sequence[Period], start: int) -> bool:
    """Whether the last period is a month that only its part of the sentence is of, where a figure of the year is told behind it."""
    if len(before) < 2 or "；" not in text[before[-1].end : start]:
        return False
    year, month = before[-2].value or "", before[-1].value or ""
    is_inside = len(year) == len("2024") and month.startswith(f"{year}-") and "/" not in month
    return is_inside and bool(_WITH_YEAR.search(text, text.rfind("；", 0, start), start))


def _holds(wide: str | None, narrow: str | None) -> bool:
    """Whether a stretch from January on holds a month or a day: 2024-01/2024-10 and 2024-10-30."""
    begin, _, end = (wide or "").partition("/")
    if not end or not narrow or "/" in narrow or len(narrow) < len("2024-10"):
        return False
    return begin.endswith("-01") and begin <= narrow[: len(begin)] <= end[: len(begin)]
