"""Who is named as the first in something is who the next clause is of; what is first of all for some reason is nobody."""

from __future__ import annotations

import pytest
from factories import article_of
from growth import is_linear

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.extraction.parties import foremost
from kouan.gathering import gather

KNOWLEDGE = gather()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("上半年，全省客流回升，增长最快的是东兴口岸，增长63%。", {"63%": "东兴口岸"}),
        ("前三季度，全省收案量居前的是长沙海关，收案5件。", {"5件": "长沙海关"}),
        ("10月，广西气温骤降，最低气温出现在资源县，为3℃。", {"3℃": "资源县"}),
        ("10月，长沙海关最忙的是节前，验放5件。", {"5件": "长沙海关"}),
    ],
)
def test_the_first_in_something(text: str, figures: dict[str, str]) -> None:
    article, document = article_of(text, published_at="2022-07-01")
    entities = find_entities(article, document, KNOWLEDGE)
    found = find_metrics(article, entities, document, KNOWLEDGE)
    assert {one.surface: one.subject for one in found} == figures


@pytest.mark.parametrize("piece", ["最大的", "居前第一最"])
def test_a_search_takes_time_in_proportion(piece: str) -> None:
    def search(length: int) -> None:
        for _ in foremost._FIRST.finditer(piece * (length // len(piece))):
            pass

    assert is_linear(search, 200_000)
