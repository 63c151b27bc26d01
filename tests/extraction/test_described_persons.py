"""Who is told of by what he does, in front of his name, is a person: 在镇上开店的周慧玲."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_linear

from kouan.extraction.names import beside_nouns
from kouan.model.facts import EntityType


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("来自邵阳县的李志鹏，用两年半练出了绝活。", {"李志鹏"}),
        ("在镇上开店的周慧玲每天卖出300碗面。", {"周慧玲"}),
        ("第一次坐高铁的孙大海很兴奋。", {"孙大海"}),
        ("早上八点，排在第一位的张伟民领到号牌。", {"张伟民"}),
        ("从广东回乡的吴建军，投资80万元。", {"吴建军"}),
        # what comes from somewhere is mostly a thing
        ("来自全国的马拉松爱好者齐聚。", set()),
        ("来自安徽的黄梅戏，唱腔好听。", set()),
        ("来自上海的黄金首饰很贵。", set()),
        ("在广州工作的时间长了。", set()),
        ("来自山东的金枪鱼上市。", set()),
    ],
)
def test_a_clause_about_somebody_stands_before_his_name(text: str, names: set[str]) -> None:
    assert surfaces(text, EntityType.PERSON) == names


@pytest.mark.parametrize("piece", ["在种", "来自", "从返乡", "第一次的"])
def test_clauses_are_sought_in_time_in_line_with_the_text(piece: str) -> None:
    """Hostile text must not hold a run up."""
    text = piece * (40_000 // len(piece))
    assert is_linear(lambda size: list(beside_nouns._DESCRIBED.finditer(text[:size])), 40_000)
