"""The places of an article in, which division 全省, 全市, 全县 and 全区 mean, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: What a division of each word is called by its full name.
_ENDS: Final = {
    "省": ("省",),
    "市": ("市",),
    "州": ("自治州",),
    "县": ("县", "旗"),
    "区": ("自治区", "区"),
}
#: What a name that bears another sort behind it may be short for: 浙江省统计局, 杭州海关.
_LONGEST: Final = 8
#: A division by its full name: 浙江省 of 2021年浙江省国民经济运行情况.
_FULL: Final = (
    "(?:(?<=[年月日])|(?<![\u4e00-\u9fff]))(?![年月日])[\u4e00-\u9fff]{{2,4}}{sort}(?![长委级区内])"
)
_OPENING: Final = 200
#: In the same sentence or the one before, in characters.
_NEAR: Final = 120


class _Levels:
    def __init__(self, knowledge: Knowledge) -> None:
        self.full: dict[str, set[str]] = {}
        self.parents: dict[str, str] = {}
        for row in knowledge.rows("division"):
            for name in (row["surface"], row["short"]):
                self.full.setdefault(name, set()).add(row["surface"])
            self.parents[row["surface"]] = row["parent"]

    def named(self, name: str, word: str) -> bool:
        """True of a division that the word means: 张家口 of 市."""
        return any(full.endswith(_ENDS[word]) for full in self.full.get(name, ()))

    def above(self, name: str, word: str) -> str | None:
        """The division over this one that the word means: 浙江省 of 杭州 and 省; None where several could be."""
        (full, *others) = self.full.get(name, {""})
        while full and not others:
            full = self.parents.get(full, "")
            if full.endswith(_ENDS[word]):
                return full
        return None


class Divisions:
    """Which division of an article a word for the whole of one means."""

    def __init__(
        self, text: str, title: str, begin: int, places: Sequence[Place], knowledge: Knowledge
    ) -> None:
        self._begin = begin
        self._text, self._title, self._knowledge = text, title, knowledge
        self._all = places

    @cached_property
    def _places(self) -> list[Place]:
        kinds = (EntityType.PLACE, EntityType.ORGANIZATION)
        return [place for place in self._all if place.type in kinds]

    def meant(self, word: str, clause: int) -> str | None:
        """The one named close before, in the title, or anywhere before, whose level fits, else the one over them."""
        levels = self._knowledge.made(_Levels)
        before = [place for place in self._places if place.start < clause]
        close = [place for place in reversed(before) if clause - place.end <= _NEAR]
        titled = [
            place for place in self._places if self._text[place.start : place.end] in self._title
        ]
        ordered = [*close, *titled, *reversed(before)]
        for place in ordered:
            if place.type is EntityType.PLACE and levels.named(place.name, word):
                return place.name
        for place in ordered:
            for length in range(min(_LONGEST, len(place.name) - 1), 1, -1):
                name = place.name[:length]
                if name.endswith(_ENDS[word]) and levels.named(name, word):
                    return name  # 浙江省统计局
        opening = f"{self._title} {self._text[self._begin : self._begin + _OPENING]}"
        if found := re.search(_FULL.format(sort=word), opening):
            return found[0]
        for place in ordered:
            if place.type is EntityType.PLACE and (above := levels.above(place.name, word)):
                return above
        return None
