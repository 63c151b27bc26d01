"""A date in its text in, whether it is one of plans or one from which something holds out."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

#: A year in a clause of plans lies ahead: 计划2025年建成, 到2035年, 力争2025年年底.
_PLANS_BEFORE: Final = Expression(
    "(?:将|计划|预计|预期|力争|争取|有望|规划|拟|目标|届时|最迟|最晚|预测|展望|面向|推迟|延长|延期|延续|有效期|直到|直至)[^，。；！？]{0,20}$"
    "|(?:(?<![止至])到|(?<!截)至|不晚于)(?:了)?$"
)
_PLANS_AFTER: Final = Expression(
    "[0-9月日底初末年]{0,8}(?:之?前|远景|目标|规划|议程|愿景|将|计划(?!招)|预计|力争|有望|可望|预算|拟|料[将达可有])"
    "|(?:份|底)?(?:[全正建][面线式成]|顺利)?(?:投[用产运]|并网|开[通业园馆]|通车|建成|竣工|交付|启用|完工)[之以]?后，?[^，。；！？]{0,8}?(?:可|将|能|预计)"
    "|[^，。；！？]{0,8}?(?:将|预计|计划(?!招)|力争|有望|建成(?=[文教科人体健制网交质贸海航农美数平富社]|的?目标))"
)
#: 为全年1.5亿吨目标的80%: what is done of a goal stands behind it.
_GOAL: Final = Expression(
    "(?:(?!完成|实现|达|兑现)[^，。；！？]){0,14}?(?:目标|任务|计划|指标|预算)(?:任务|总量|[^，。；！？的]{0,3}[数值额量])?的"
)
#: 2023年1月1日起: rules are announced before they take effect.
_START_AFTER: Final = Expression("起(?!步)|份?(?:以后|之后|过后)")


def is_planned(text: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) is one of plans: 计划2025年建成, 12月20日前实现."""
    return bool(
        _PLANS_BEFORE.search(text, max(0, start - 24), start) or _PLANS_AFTER.match(text, end)
    )


def is_start(text: str, end: int) -> bool:
    """Whether 起 stands behind the date: rules are announced before they take effect."""
    return bool(_START_AFTER.match(text, end))


def goal_after(text: str, end: int) -> int:
    """Where what is done of a goal for the time that ends at `end` stands, 0 where none is told: 80% of 为全年1.5亿吨目标的80%."""
    goal = _GOAL.match(text, end)
    return goal.end() if goal else 0
