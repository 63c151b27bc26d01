"""A clause in, what it says was hit or counted most, out: 香蕉 of 作物以香蕉最惨, 东兴口岸 of 增长最快的是东兴口岸."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression

_MOST: Final = Expression(
    "[^，。；！？：]{0,6}?(?:以|就属)(?P<name>[^，。；！？：、“”的最受为0-9]{2,6})"
    "(?:受[创损灾]|损失|灾情)?(?:最(?:惨重?|严?重|大)|居首|居冠)"
)
#: 增长最快的是, 最低气温出现在: whom the clause says to be the first in something ends it.
_FIRST: Final = Expression(
    "[^，。；！？：“”]{0,16}?(?:最(?![后近新终初])[一-龥]{1,3}|居[前首]|领先|第一)[^，。；！？：“”]{0,6}?(?:的|者)?(?:则|仍|依然)?(?:是|为|属|当属|要数|出现在)(?!否|由|因)"
)
#: 是广东省和江苏省: two of them, so that the next clause is of neither alone.
_AND: Final = Expression("[、和及与]|以及")
#: Of whom many are no crop and no trade: 以女性最多.
_PEOPLE: Final = ("性", "者", "人", "年", "民", "童", "家", "员")


def foremost(text: str, begin: int, end: int) -> str | None:
    """What [begin, end), a clause of its own, names as the first of its sort."""
    found = _MOST.fullmatch(text, begin, end)
    name = found["name"] if found else ""
    return None if not name or name.endswith(_PEOPLE) else name


def first_named(text: str, begin: int, end: int, inside: Sequence[Place]) -> str | None:
    """Whom [begin, end), a clause with its mark, names at its end as the first in something."""
    if not inside or end - inside[-1].end > 1:
        return None
    found = _FIRST.match(text, begin, inside[-1].start)
    is_next = found is not None and all(one.start >= found.end() for one in inside[-2:])
    is_one = found is not None and not _AND.search(text, found.end(), inside[-1].start)
    return inside[-1].name if is_next and is_one else None
