"""The passages of an article in, the bodies out that it says were founded, by names that no list has: 办起白鹭滩水产专业合作社."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_FOUNDED: Final = Expression(
    r"(?:办起|[创开领]办|成立|组建|注册(?:成立)?|发起设立|牵头成立)了?(?P<name>(?!(?:人|者|后|前|时|仅|至今|以来|党员|该|本|各|其|首|农民|农业|农村|农机|土地|旅游|村级?|集体|股份|养殖|种植|生产|产业|劳务|供销|信用|相关|专业|规范|示范|新型|多|自己|一|两|三|几|数|20))"
    r"(?:(?![的了和与及或在为由让请是对向从将把被等家个任便加入帮更])[\u4e00-\u9fff]){4,18}?(?:专业合作社(?!联)|专业合作社联合社|有限(?:责任)?公司|基金会))",
    holds="社司会",
)


def find_founded(passage: Passage) -> Iterator[Candidate]:
    """What stands behind a verb of founding up to a word that ends no name but that of a body."""
    for found in _FOUNDED.finditer(passage.text):
        yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.7)
