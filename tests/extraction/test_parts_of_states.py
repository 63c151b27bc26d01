"""The parts of what there is at a day are of that day, though their names tell what they do: 光伏发电4252万千瓦."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()
OTHERWISE = "2026-01/2026-09"


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("发电装机容量8126万千瓦", "风电3874万千瓦，光伏发电4252万千瓦", "2026-09"),
        ("发电装机容量8126万千瓦", "水力发电900万千瓦", "2026-09"),
        ("新型储能装机620万千瓦", "电网侧投运589万千瓦", "2026-09"),
        ("光伏装机6100兆瓦", "分布式光伏发电4800兆瓦", "2026-09"),
        ("实有经营主体1100万户", "企业420万户，个体工商户660万户", "2026-09"),
        # what is new, what is used and what was generated are of the months
        ("发电装机容量8126万千瓦", "光伏新增420万千瓦", OTHERWISE),
        ("发电装机容量8126万千瓦", "光伏发电42亿千瓦时", OTHERWISE),
    ],
)
def test_a_part_of_a_state_is_of_its_day(whole: str, part: str, expected: str) -> None:
    article, document = article_of(
        f"截至9月底，全省{whole}。其中，{part}。", published_at="2026-10-22"
    )
    found = find_metrics(article, (), document, KNOWLEDGE)
    assert found[-1].period == expected
