"""A figure of people or vehicles and what stands behind it in, the place that they come into, out: 26辆卡车进入白鹭镇."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_COUNTED: Final = ("名", "位", "人", "辆", "架", "艘", "批", "列")
#: Nobody says further on where they come, in characters.
_COMES: Final = Expression("[^，。；！？：]{0,24}?(?:进入|驶入|涌入|抵达|入侵|侵犯)(?:了|到)?")
_PLACES: Final = (EntityType.PLACE, EntityType.PORT)


def entered(text: str, figure: tuple[int, int], following: Iterable[Place]) -> str | None:
    """The place that those come into whom the figure counts, where its clause says so."""
    start, stop = figure
    if not text.endswith(_COUNTED, start, stop):
        return None
    places = (one for one in following if one.type in _PLACES)
    return next((one.name for one in places if _COMES.fullmatch(text, stop, one.start)), None)
