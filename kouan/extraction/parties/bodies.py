"""A clause that begins with a bare 合作社, 集团公司 or 机场 and the entities of the article in, the one body that it means, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.model.expression import Expression

#: A body by the last word of its name, and by what only such a body has.
_BARE: Final = Expression(
    "(?P<cooperative>合作社|全社(?!会)|社员|社里)|(?P<group>集团公司)"
    "|(?P<house>机场|港口|医院|学校|银行|景区|酒店|园区|法院|检察院|中心|图书馆|博物馆|美术馆|卫生院|派出所|码头)(?=[客货旅运总的共今去现已累全将还][^，。；：、]|年|日均|月均|接待|完成|(?<![院校])有|设|前?[0-9一二三四]+个?[月季]|[上下]半年|受理|办[理结])"
    "|(?P<village>全[村镇乡](?!建设|振兴)|村集体|村里)"
)
#: What names end with that these words stand for.
_ENDS: Final = {
    "cooperative": ("合作社",),
    "group": ("集团有限公司", "集团公司", "集团有限责任公司"),
    "机场": ("机场",),
    "港口": ("港",),
    "医院": ("医院",),
    "学校": ("大学", "学院", "学校", "中学", "小学"),
    "银行": ("银行",),
    "景区": ("景区",),
    "酒店": ("酒店",),
    **{
        one: (one,)
        for one in (
            "法院",
            "检察院",
            "中心",
            "图书馆",
            "博物馆",
            "美术馆",
            "卫生院",
            "派出所",
            "码头",
        )
    },
    "园区": ("园区", "开发区", "产业园"),
    "村": ("村",),
    "镇": ("镇",),
    "乡": ("乡",),
}


def are_likely(article: str) -> bool:
    """Whether an article has such a word at all."""
    return _BARE.search(article) is not None


class Bodies:
    """Which body of an article a bare word for one means: the only one of its sort; of villages the last that was named."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = [one for one in places if one.type in ACTORS]
        self._starts = [one.start for one in self._places]
        self._only: dict[str, str | None] = {}

    def meant(self, begin: int, end: int) -> str | None:
        """The body that [begin, end) begins with a bare word for."""
        found = _BARE.match(self._text, begin, end)
        if found is None:
            return None
        if found["village"]:
            sort = next(one for one in found[0] if one in _ENDS)
            before = self._places[: bisect_left(self._starts, begin)]
            return next((one.name for one in reversed(before) if one.name.endswith(sort)), None)
        return self._single(found["house"] or found.lastgroup or "")

    def _single(self, sort: str) -> str | None:
        if sort not in self._only:
            names = {one.name for one in self._places if one.name.endswith(_ENDS[sort])}
            whole = {name for name in names if name not in _ENDS[sort]}
            self._only[sort] = whole.pop() if len(whole) == 1 else None
        return self._only[sort]
