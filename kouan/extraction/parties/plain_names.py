"""A clause in, the person it begins with out, by a name that the segmenter alone takes for one and that the article has again: 林溪先后修好20座桥."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import LEAD
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression

#: Names of persons in the news, without a dot, in characters.
_LENGTHS: Final = (2, 3)
_TAGS: Final = ("nr", "nrt")
#: Nobody looks further behind a name, in characters.
_REACH: Final = 12
_FEWEST: Final = 2
#: What a person does stands behind, or when, how and with what.
_DOES: Final = frozenset("vdptm")
#: Who speaks is not what he speaks of, and 是 says of a thing what it is.
_NO_DEED: Final = Expression(
    "[^，。；！？]{0,8}?(?:表示|介绍|说|称|指出|认为|强调|告诉|坦言|预[计估测期]|估[计算]|判断|透露|直言|建议|呼吁|提醒)|是|[指作]出"
)
_IDLE_ENDS: Final = ("化", "收", "粮", "业", "军", "方", "部", "厅", "雨", "雪", "风", "潮")


def opened_by(text: str, clause: int, end: int, article: str) -> str | None:
    """The person that [clause, end) begins with.

    >>> text = "林溪先后修好20座桥，"
    >>> opened_by(text, 0, len(text), text + "林溪家在山里。")
    '林溪'
    """
    lead = LEAD.match(text, clause, end)
    begin = lead.end() if lead else clause
    words = tagged_words(text[begin : min(end, begin + _REACH)])
    if len(words) < _FEWEST or words[0][1] not in _TAGS or len(words[0][0]) not in _LENGTHS:
        return None
    name, behind = words[0][0], words[1][1]
    is_deed = behind[0] in _DOES and not _NO_DEED.match(text, begin + len(name), end)
    if not is_deed or name.endswith(_IDLE_ENDS) or (begin and text[begin - 1] in "在从为对"):
        return None
    return name if article.count(name) >= _FEWEST else None
