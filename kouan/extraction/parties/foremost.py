"""A clause in, what it says was hit or counted most, out: 香蕉 of 作物以香蕉最惨."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

_MOST: Final = Expression(
    "[^，。；！？：]{0,6}?(?:以|就属)(?P<name>[^，。；！？：、“”的最受为0-9]{2,6})"
    "(?:受[创损灾]|损失|灾情)?(?:最(?:惨重?|严?重|大)|居首|居冠)"
)
#: Of whom many are no crop and no trade: 以女性最多.
_PEOPLE: Final = ("性", "者", "人", "年", "民", "童", "家", "员")


def foremost(text: str, begin: int, end: int) -> str | None:
    """What [begin, end), a clause of its own, names as the first of its sort."""
    found = _MOST.fullmatch(text, begin, end)
    name = found["name"] if found else ""
    return None if not name or name.endswith(_PEOPLE) else name
