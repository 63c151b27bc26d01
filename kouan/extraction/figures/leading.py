"""The beginning of a clause in, the name that it begins with and that no gazetteer has out: 金华水果批发市场, 昌景黄高铁."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.words import read_words

#: Nobody names anything at more length, in characters.
LONGEST: Final = 16
#: What a name of a works, a house or a body ends with.
_SORTS: Final = (
    "市场", "高铁", "铁路", "工程", "油田", "气田", "电站", "水库", "大桥", "隧道", "机场", "港", "厂", "村", "镇", "园区", "博物馆", "医院",
    "大学", "学院", "公司", "集团", "银行", "合作社", "古城", "航线", "高速", "基地", "煤矿", "电场", "农场", "林场", "保护区", "示范区", "区域", "地区",
)  # fmt: skip
_ANY: Final = re.compile("|".join(_SORTS))
#: A sort by itself names nothing.
_FEWEST: Final = 2
#: A name begins with a name: 金华, 广船.
_PROPER: Final = frozenset(("ns", "nr", "nrt", "nz", "nt", "j", "nrfg"))
_NOUNS: Final = frozenset("njsbml")


def leading_name(text: str) -> str | None:
    """The nouns that a text begins with, where they end in a sort of thing that bears names.

    >>> leading_name("金华水果批发市场日均交易"), leading_name("工程全长"), leading_name("共建设泊位")
    ('金华水果批发市场', None, None)
    """
    if not _ANY.search(text):
        return None
    words = read_words(text)
    name = ""
    at = 0
    for surface, tag in zip(words.surfaces, words.tags, strict=True):
        if name and tag[0] != "n":
            break
        if tag[0] not in _NOUNS and tag not in ("vn", "v", "a", "f"):
            break
        at += len(surface)
        if (
            text[: at - len(surface)] == name != ""
            and tag[0] == "n"
            and not surface.endswith(_SORTS)
        ):
            return None  # 昆明市场价格: what is named goes on
        if text[:at].endswith(_SORTS):
            name = text[:at]
    sort = next((one for one in _SORTS if name.endswith(one)), "")
    is_proper = words.tags[0] in _PROPER or text.startswith("第")
    is_name = len(name) >= len(sort) + _FEWEST and is_proper
    return name if is_name and name else None
