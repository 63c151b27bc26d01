"""The mentions of a passage in, the same out; museums and halls that are only visited are places: 梅山水库、金寨县革命博物馆."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.names.passages import Candidate
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_HALLS: Final = (
    "博物馆",
    "纪念馆",
    "美术馆",
    "展览馆",
    "艺术馆",
    "科技馆",
    "文化馆",
    "图书馆",
    "陈列馆",
    "博物院",
)
#: What only those who work there do.
_ACTS: Final = Expression(
    "(?:[^\u4e00-\u9fff]|（[^（）]{1,12}）)?(?:副?馆长|副?院长|党[委组总支]|研究员|研究馆员|专家|策展人|讲解员|修复师|负责人|相关负责人|工作人员|理事长|表示|称|说|介绍|透露|发布|公布|宣布|通报|联合|主办|承办|举办|开展了|推出|策划|收藏|馆藏|荣获|与|向|已?将|公告|拟|获评|决定|发起)"
)


def as_sights(text: str, mentions: Sequence[Candidate]) -> list[Candidate]:
    """A hall that does nothing anywhere in the text is a place in all of it."""
    if "馆" not in text and "博物院" not in text:
        return list(mentions)
    halls = {
        text[one.start : one.end]
        for one in mentions
        if one.type is EntityType.ORGANIZATION and text.endswith(_HALLS, one.start, one.end)
    }
    if not halls:
        return list(mentions)
    acting = {text[one.start : one.end] for one in mentions if _ACTS.match(text, one.end)}
    return [
        one._replace(type=EntityType.PLACE)
        if text[one.start : one.end] in halls - acting and one.type is EntityType.ORGANIZATION
        else one
        for one in mentions
    ]
