"""Lines of a city's railways are told of by number; a bare 车站 or 水库, and who speaks for one, mean the one that was named."""

from __future__ import annotations

import pytest
from factories import article_of, surfaces
from growth import is_linear

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.extraction.names import lines
from kouan.gathering import gather
from kouan.model.facts import EntityType

KNOWLEDGE = gather()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("地铁客流创新高。其中，1号线和3号线分别占31%和22%。", {"31%": "1号线", "22%": "3号线"}),
        ("地铁6号线二期开通。6号线北延线日均客流8万人次。", {"8万人次": "6号线北延线"}),
        ("假期，郑州东站发送旅客96万人次。车站增开安检通道8条。", {"8条": "郑州东站"}),
        ("密云水库水位上涨。水库目前蓄水36亿立方米。", {"36亿立方米": "密云水库"}),
        ("“站台上每分钟进来90个人。”宝鸡南站值班站长何雨涵说。", {"90个": "宝鸡南站"}),
        ("“出口排队有3公里。”阳澄湖服务区经理王茜说。", {"3公里": "阳澄湖服务区"}),
    ],
)
def test_who_a_figure_is_of(text: str, figures: dict[str, str]) -> None:
    article, document = article_of(text, published_at="2022-07-01")
    entities = find_entities(article, document, KNOWLEDGE)
    found = {
        one.surface: one.subject for one in find_metrics(article, entities, document, KNOWLEDGE)
    }
    assert figures.items() <= found.items()


@pytest.mark.parametrize(
    "text", ["工厂2号线投产，日产8吨。", "地铁生产2号线投产。", "地铁换乘时看清2号线路由。"]
)
def test_other_lines_are_no_places(text: str) -> None:
    assert not surfaces(text, EntityType.PLACE)


def test_a_search_takes_time_in_proportion() -> None:
    def search(length: int) -> None:
        for _ in lines._NUMBERED.finditer("12号线东延长" * (length // 7)):
            pass

    assert is_linear(search, 200_000)
