"""The clause of a score in, the athlete who reaches it out: 林溪 of 白鹭国选手林溪以32分夺冠."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import LEAD
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression

#: What athletes reach: 12秒76, 6米85, 186公斤, 32分.
_SCORE: Final = Expression("[0-9.]+(?:秒|分|米|公斤|环)(?:[0-9.]+(?:秒[0-9.]*)?)?")
#: Behind a word for what they are, or where a clause begins.
_BY: Final = Expression(
    "(?P<role>[^，。；！？“”]{0,24}?(?:选手|名将|小将|老将|新秀|运动员|组合))?(?P<name>[一-龥·/]{2,12}?)"
    "(?:最终|随后|再次|仍然?|也|又|则|均|都)*以(?:总?成绩|(?:总分)?(?:抓举|挺举)?[0-9.]*(?:公斤)?、?(?:挺举)?)$"
)
_PERSONS: Final = ("nr", "nrt")


def scoring(text: str, clause: int, figure: tuple[int, int]) -> str | None:
    """The athlete of a score, named up to its 以: no list of names has every one of them.

    >>> text = "白鹭国选手林溪以6米85夺冠"
    >>> scoring(text, 0, (8, 12))
    '林溪'
    """
    start, stop = figure
    if text.find("以", clause, start) < 0 or not _SCORE.match(text, start, stop):
        return None
    lead = LEAD.match(text, clause, start)
    begin = lead.end() if lead else clause
    found = _BY.match(text, begin, start)
    if found is None:
        return None
    words = tagged_words(found["name"])
    is_told = found["role"] is not None or words[0][1] in _PERSONS
    return found["name"] if is_told else None
