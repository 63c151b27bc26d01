"""A page of figures is mainly about one; a place, a port or a scheme told of in passing does not keep what follows."""

from __future__ import annotations

import pytest
from factories import article_of, entity

from kouan.api import metrics
from kouan.extraction.metrics import find_metrics
from kouan.extraction.parties.mainly import mainly_about
from kouan.gathering import gather

KNOWLEDGE = gather()
MAIN = "徐州市商业银行"
OWN = [f"{MAIN}{what}{number}亿元。" for number, what in enumerate(["营业收入", "净利润"] * 4, 11)]


def subjects_of(*paragraphs: str, **types: str) -> dict[str, str | None]:
    """The subject of each figure of an article, its names being the keywords with their types, and the bank."""
    article, document = article_of(*paragraphs, published_at="2022-06-10")
    named = tuple(
        entity(document.clean, name, kind, name)
        for name, kind in {MAIN: "organization", **types}.items()
    )
    return {one.surface: one.subject for one in find_metrics(article, named, document, KNOWLEDGE)}


def test_a_name_of_eight_figures_and_a_third_is_what_a_page_is_about() -> None:
    assert mainly_about(["甲"] * 8 + ["乙"] * 7 + [None] * 20) == "甲"
    assert mainly_about(["甲"] * 7) is None
    assert mainly_about([*["甲"] * 8, *(f"乙{number}" for number in range(17))]) is None
    assert mainly_about([None] * 9) is None
    assert mainly_about([]) is None


@pytest.mark.parametrize(
    ("name", "kind"), [("云龙湖", "place"), ("孟家沟港", "port"), ("惠企行动", "program")]
)
def test_what_is_told_of_in_passing_gives_way(name: str, kind: str) -> None:
    passing = f"{name}投资5亿元。理财产品余额7亿元。"
    assert subjects_of(*OWN, passing, **{name: kind})["5亿元"] == name
    assert subjects_of(*OWN, passing, **{name: kind})["7亿元"] == MAIN
    assert subjects_of(*OWN[:4], passing, **{name: kind})["7亿元"] == name, "few figures"


def test_a_body_that_was_told_of_goes_on() -> None:
    found = subjects_of(*OWN, "云龙集团投资5亿元。银行贷款7亿元。", 云龙集团="organization")
    assert found["7亿元"] == "云龙集团"


@pytest.mark.parametrize(
    "sentence",
    [
        "全县建立健全台账3000份。",
        "演播厅齐全台灯300盏。",
        "全台职工300人在岗。",
        "澳大利亚统计局说，全澳人口2600万人。",
    ],
)
def test_words_that_only_look_like_all_of_an_island_name_none(sentence: str) -> None:
    assert not {one.subject for one in metrics(sentence)} & {"台湾", "澳门"}
