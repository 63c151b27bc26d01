"""What a sentence names in, the shop out whose keeper speaks in it: “阿福东安鸡”的店主唐某说，要多备200只鸡."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Who keeps a shop stands behind its name, and speaks of it.
_KEPT: Final = Expression(
    "[”」]?的?(?:店主|老板娘?|掌柜|店长|主理人|摊主)(?!们)[^，。；！？“”]{0,24}?(?:说|表示|介绍|告诉|感慨|坦言|透露|回忆|指出|直言|解释|称|算)"
)


def kept_by(text: str, named: Sequence[Place], start: int) -> str | None:
    """The last of the bodies and places named before `start`, where its keeper speaks of it."""
    bodies = [one for one in named if one.type is not EntityType.PERSON]
    if not bodies or bodies[-1].type is not EntityType.ORGANIZATION:
        return None
    return bodies[-1].name if _KEPT.match(text, bodies[-1].end, start) else None
