"""Works and plants are named by their place and what they make; the offices of a county apart from the city above it."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_linear

from kouan.model.facts import EntityType


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("云南玉溪卷烟厂投产。", EntityType.ORGANIZATION, {"玉溪卷烟厂"}),
        ("北京第二机床厂迁址。", EntityType.ORGANIZATION, {"北京第二机床厂"}),
        ("他在第一汽车制造厂做工。", EntityType.ORGANIZATION, set()),
        ("昨天，第一汽车制造厂投产。", EntityType.ORGANIZATION, {"第一汽车制造厂"}),
        (
            "云溪县自来水厂停水。青岭污水处理厂扩容。",
            EntityType.PLACE,
            {"云溪县自来水厂", "青岭污水处理厂"},
        ),
        ("城镇污水处理厂建成。", EntityType.PLACE, set()),
        ("中国造船厂订单增加。广东食品厂家增多。", EntityType.ORGANIZATION, set()),
        ("当地一家水泥厂排污，厦门某食品厂停产。", EntityType.ORGANIZATION, set()),
    ],
)
def test_a_plant_is_named_with_its_place(text: str, kind: EntityType, names: set[str]) -> None:
    """A country, a province and any town name none."""
    assert surfaces(text, kind) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("徐州市沛县公安局民警赶到。", {"沛县公安局"}),
        ("苏州市昆山市人民法院受理。", {"昆山市人民法院"}),
        ("广州市天河区人民法院受理。", {"广州市天河区人民法院"}),
        ("珠海横琴检验检疫局放行。", {"珠海横琴检验检疫局"}),
    ],
)
def test_a_county_has_its_offices_by_itself(text: str, names: set[str]) -> None:
    """The city in front of it is a name of its own; a district's offices bear that of their city."""
    assert surfaces(text, EntityType.ORGANIZATION) == names


def test_rows_of_makes_take_time_in_line_with_their_length() -> None:
    """Hostile text must not hold a run up."""
    text = "第一机械制造"
    assert is_linear(
        lambda size: surfaces(text * (size // 6) + "厂", EntityType.ORGANIZATION), 40_000
    )
