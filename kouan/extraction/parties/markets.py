"""A clause that calls somebody a trading partner and the entities in it in, whose trade the figures behind it are, out: 东盟是云南最大的贸易伙伴."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.extraction.parties.background import Background
from kouan.model.expression import Expression

_MARKET: Final = Expression(
    "(?:仍然?|依然|依旧|继续|已|一直|分别|持续|稳居|稳坐|跃升|连续[^，。；！？]{1,8}?){0,3}(?:[是为居]|成为|保持)(?P<whose>[^，。；！？]{0,8}?)的?"
    "(?:第[一二三四五]|前[三五十]|最)?(?:大|主要|重要)的?(?:贸易伙伴|(?:外贸|出口|进口|海外)?市场|进口来源[地国]?|出口目的[地国]|投资来源[地国]|客源市场)"
)
_OURS: Final = Expression("我国|中国")


def whose_market(text: str, places: Sequence[Place], background: Background) -> str | None:
    """Who trades with the first of the entities of a clause; None where it is called nobody's partner."""
    if not places or places[0].type not in ACTORS:
        return None
    last = places[0]
    for one in places[1:]:  # 东盟、欧盟和美国
        if text[last.end : one.start] not in ("、", "和", "与", "及"):
            break
        last = one
    found = _MARKET.match(text, last.end)
    if found is None:
        return None
    if _OURS.search(found["whose"]):
        return background.nation
    begin, end = found.span("whose")
    named = (one.name for one in places if begin <= one.start < end)
    return next(named, None) or background.subject
