"""A passage in; the armed services of countries out: 某国海军, 某国空军, 某国海岸警卫队."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.listed import NameBook
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A service, not what has its name from it: 海军上将, 空军基地, 陆军学院.
_SERVICE: Final = Expression(
    "(?:海军陆战队|海军|空军|陆军(?!装甲)|火箭军|太空军|空降军|国防军|边防军|海岸警卫队|(?:海上|航空|陆上)?自卫队|海警局?(?!船|舰))"
    "(?![上中少大]将|[上中少大]校|[上中少]尉|元帅|司令|参谋|部长|大臣|基地|工程|军医|学院|大学|医院|士兵|官兵的|一号|节|招飞|航空[大兵]|装备部|政治|总部|护航编队|[工事费]|部(?![署分队])|厅|员|队(?!伍)|杯|[0-9一二三四五六七八九十]+舰队)",
    holds="军队警",
)
_COUNTRY_LENGTHS: Final = range(7, 1, -1)


def find_forces(passage: Passage, book: NameBook) -> Iterator[Candidate]:
    """Armed services named by the country whose they are."""
    text = passage.text
    for service in _SERVICE.finditer(text):
        if service.end() not in passage.words.ending:
            continue
        for length in _COUNTRY_LENGTHS:
            start = service.start() - length
            if start < 0 or start not in passage.words.starting:
                continue
            country = book.get(text[start : service.start()])
            if country is None or country.level != "country":
                continue
            yield Candidate(start, service.end(), EntityType.ORGANIZATION, 0.9)
            break
