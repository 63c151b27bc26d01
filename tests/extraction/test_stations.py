"""Stations are named in front of who works there, brigades have stations of their own, a metro bears its city's name, and so do leagues."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_search_linear

from kouan.extraction.names import stations
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

PLACE, BODY = EntityType.PLACE, EntityType.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("秋水广场站值班站长万思琪说，客流很大。", PLACE, {"秋水广场站"}),
        ("人民路站值班员赵敏说，人很多。", PLACE, {"人民路站"}),
        ("城北收费站站长赵敏说，车很多。", PLACE, set()),
        ("平潭县消防救援大队澳前站出动12人。", BODY, {"平潭县消防救援大队", "澳前站"}),
        ("南昌地铁累计运送乘客90万人次。", BODY, {"南昌地铁"}),
        ("国庆假期，青岛地铁日均客流150万人次。", BODY, {"青岛地铁"}),
        ("北京地铁7号线限流，西安地铁站里人多。", BODY, set()),
        ("县妇联、县残联慰问了12人。", BODY, {"县妇联", "县残联"}),
        ("市疾控中心消毒科介绍，采样90份。", BODY, {"市疾控中心"}),
    ],
)
def test_stations_metros_and_leagues(text: str, kind: EntityType, names: set[str]) -> None:
    found = surfaces(text, kind)
    assert names <= found
    assert not {one for one in found - names if one.endswith(("站", "地铁", "联", "中心"))}


@pytest.mark.parametrize("expression", [stations._STAFFED, stations._OF_BRIGADE, stations._METRO])
def test_a_search_takes_time_in_proportion(expression: Expression) -> None:
    assert is_search_linear(expression, "，广场地铁站值班")
