"""A ratio behind another in its sentence, whether it is the growth of the same thing or what that growth came to, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.amounts.units import POINTS
from kouan.model.expression import Expression
from kouan.model.facts import Quantity

#: 增长13.5%和12.8%，湾沚区以15.1%领跑; 增速一个6.6%，一个7.9%; 经济成长率4.27%，较8月预测的3.90%: a rate of growth of the same thing.
_SAME_GROWTH: Final = Expression(
    "，(?:20[0-9]{2}年|[明今去后]年)(?:则|也|将)?[由从]|(?:和|及|以及)(?:市场)?预[期测估]的|，(?:显著|明显|大幅|略|远)?[低高]于(?:[去上前]年|20[0-9]{2}年)[^，。；！？0-9]{0,6}的|，(?:一个|另一个|后者|前者|[^，。；！？0-9]{1,10}以|[比较][^，。；！？]{1,10}?(?:预[测估计期]|前值|初值|概估|公布)[值数]?的|低于[^，。；！？]{1,10}?预期的)(?:则|为|是|约|近)?"
)
#: 增速由8月的14.2%加快到16.9%
_GROWTH_TO: Final = Expression(
    "的?(?:增[加至]?|提高|提升|上升|回升|[涨升降加减]|下降|回落|扩大|收窄|加快|放缓|提速|减速|上修|下修|上调|下调)(?:到|至|为)了?[^，。；！？0-9]{0,8}"
)
_MOVED_GROWTH: Final = Expression(
    "(?:增速|增长率|成长率|[涨降跌升增]幅|通胀率|增长(?:预[期测估]|目标)值?)[^，。；！？]{0,16}$"
)
#: 增速加快1.1个百分点，达5.2%: where a rate of growth gets to by so many points.
_BY_POINTS_TO: Final = Expression(
    "，?(?:[降升涨]|回[落升])?(?:达到?|[到至为])了?(?:[0-9一二三四上下半年月季度的]{1,9})?(?:约|近)?"
)
#: 较上月增加5千人或0.04%: one difference, said twice.
_SAID_TWICE: Final = Expression("或(?:约|近)?")


def goes_on_growing(text: str, first: int, before: Quantity, quantity: Quantity) -> bool:
    """Whether a ratio is the growth of what the one before it is the growth of, what that came to, or that said again."""
    start = quantity.start
    if _SAID_TWICE.fullmatch(text, before.end, start):
        return True
    is_of_growth = _MOVED_GROWTH.search(text, first, before.start) is not None
    if before.unit_base == POINTS:
        return is_of_growth and _BY_POINTS_TO.fullmatch(text, before.end, start) is not None
    if before.unit != quantity.unit:
        return False
    if _SAME_GROWTH.fullmatch(text, before.end, start):
        return True
    is_from = is_of_growth or text.endswith(("从", "由"), first, before.start)
    return is_from and _GROWTH_TO.fullmatch(text, before.end, start) is not None
