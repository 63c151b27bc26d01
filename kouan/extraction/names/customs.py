"""A passage in; the customs houses of towns that no list has, in front of who leads them, out: 塔山 + 海关 + 关长."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import PROPER
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Whose town it is, at the beginning of a clause, behind a preposition there or behind an appointment, and who leads it.
#: A listed name inside, of the town's last character and the 海关 behind it (山海关, 上海 + 关), does not hold.
_HOUSE: Final = Expression(
    r"(?:(?:(?<=[，。；：！？“「（\n\s])|^)(?:据|由|向|从|经|对)?|(?<=[任的、]))(?:原|前|时任|现任|新任)?"
    r"(?P<house>(?!当地|有关|各地|本地|两地|外地|属地|口岸|直属|隶属|主管|智慧|国门|掌上|线上|[该本各某原前我全])"
    r"(?:(?!海关|[的和与及在为由让请是对向从等])[\u4e00-\u9fff]){2,5}海关)"
    "(?=(?:党委书记、|党组书记、)?(?:副?关长|缉私分?局)|党[委组]书记)"
)
#: Parts of speech of single characters that a town's name may be cut into.
_SINGLE: Final = ("n", "j", "g", "z", "x", "a", "m", "q", "f", "s")


def find_customs(passage: Passage) -> Iterator[Candidate]:
    """Houses whose town is not listed; of a listed one the usual shapes tell where its name begins."""
    if "海关" not in passage.text:
        return
    for found in _HOUSE.finditer(passage.text):
        start, end = found.span("house")
        if passage.hit_at(start) is None and _is_town(passage, start, end - len("海关")):
            yield Candidate(start, end, EntityType.ORGANIZATION, 0.8)


def _is_town(passage: Passage, start: int, end: int) -> bool:
    """Words of names, or single characters that do nothing: not 配合 + 海关, 边境 + 海关, 据介绍 + 海关."""
    words = passage.words
    number = words.covering(start)
    while number < len(words) and words.ends[number] <= end:
        is_single = len(words.surfaces[number]) == 1
        if not words.tags[number].startswith(_SINGLE if is_single else PROPER):
            return False
        number += 1
    return True
