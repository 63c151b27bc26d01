"""A passage in; the estates of Hong Kong that bear the old sign for a village out: 山景 + 邨, 黄大仙下 + 邨."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.facts import EntityType

SIGN: Final = "邨"
#: Which part of an estate it is.
_PARTS: Final = frozenset("上下东西南北一二三")
#: Words of these sorts name no estate: 公共屋邨, 重建邨.
_UNNAMED: Final = ("v", "t", "r", "m", "q", "p", "c", "u", "d", "x", "y", "f")
_COMMON: Final = frozenset({"公共", "大型", "公营", "多个"})
#: 各屋邨, 全旧邨: several of them, or any.
_SEVERAL: Final = ("各", "全", "每", "该", "本", "某")
_ANY: Final = ("屋", "旧")
_LONGEST: Final = 4


def find_estates(passage: Passage) -> Iterator[Candidate]:
    """Each estate with the word in front of its sign, or two where the second says which part of it."""
    words = passage.words
    at = passage.text.find(SIGN)
    while at >= 0:
        number = words.covering(at)
        start = words.starts[number]
        if start == at and number > 0:
            number -= 1
            start = words.starts[number]
            if words.surfaces[number] in _PARTS and number > 0:
                number -= 1
                start = words.starts[number]
        name = passage.text[start:at]
        is_named = (
            words.surfaces[number] not in _COMMON
            and not words.tags[number].startswith(_UNNAMED)
            and not name.startswith(_SEVERAL)
            and not name.endswith(_ANY)
        )
        if is_named and 2 <= len(name) <= _LONGEST and HAN.fullmatch(name):
            yield Candidate(start, at + 1, EntityType.PLACE, 0.75)
        at = passage.text.find(SIGN, at + 1)
