"""Police are named by what they guard, and what a hospital runs stands right behind its name; a room or a thing it opens has none."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_search_linear

from kouan.extraction.names import squads
from kouan.model.expression import Expression
from kouan.model.facts import EntityType


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("假期里，机场公安分局民警找回行李9件。", {"机场公安分局"}),
        ("站前派出所民警抓获扒窃嫌疑人4名。", {"站前派出所"}),
        ("据轨道交通公安分局通报，盘查117人。", {"轨道交通公安分局"}),
        ("假期里，铁路公安处民警救助旅客35人。", {"铁路公安处"}),
        ("鄂州市中心医院肺结节诊疗中心接诊36人次。", {"鄂州市中心医院", "肺结节诊疗中心"}),
        ("鞍山市第三医院血液透析室现有机器42台。", {"鞍山市第三医院", "血液透析室"}),
        ("县人民医院疼痛门诊新添3台射频仪。", {"县人民医院", "疼痛门诊"}),
        ("县人民医院新开疼痛门诊，有手术室3间。", {"县人民医院"}),
        ("县人民医院胸痛救治中心建设提速。", {"县人民医院"}),
        ("民警守护车站，旅客安心。", set()),
    ],
)
def test_squads_and_wards(text: str, names: set[str]) -> None:
    assert surfaces(text, EntityType.ORGANIZATION) == names


@pytest.mark.parametrize(
    ("expression", "piece"), [(squads._SQUAD, "高速公路"), (squads._WARD, "疼痛诊疗")]
)
def test_a_search_takes_time_in_proportion(expression: Expression, piece: str) -> None:
    assert is_search_linear(expression, piece)
