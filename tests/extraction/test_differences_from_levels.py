"""How far something lies from a known level, or by how much a time is moved, is a difference; a level that is named is not."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("当日平均水位3.9米，高于警戒水位0.1米。", {"3.9米": "level", "0.1米": "change"}),
        ("城东站水位低于历史同期均值2.6米。", {"2.6米": "change"}),
        ("当日最高气温突破40.2℃，超过历史极值0.7℃。", {"40.2℃": "level", "0.7℃": "change"}),
        ("平均住院日7.4天，低于全国平均水平1.1天。", {"7.4天": "duration", "1.1天": "change"}),
        ("本月均值50.2%，高于上季度的均值49.4%。", {"49.4%": "share"}),
        ("水位超过25米时关闭闸口，全年超世界纪录6次。", {"超过25米": "level", "6次": "level"}),
        ("首班航班推迟95分钟起飞。", {"95分钟": "change"}),
        ("末班车延后40分钟，闭园时间延迟了2小时。", {"40分钟": "change", "2小时": "change"}),
        ("首班车提前30分钟发车，旅客请提前20分钟到站。", {"30分钟": "change"}),
        ("累计晚点列车53趟，等候30分钟。", {"53趟": "level", "30分钟": "duration"}),
    ],
)
def test_what_lies_from_a_level_is_a_difference(text: str, kinds: dict[str, str]) -> None:
    article, document = article_of(text, published_at="2022-07-01")
    found = {one.surface: one.kind.value for one in find_metrics(article, (), document, KNOWLEDGE)}
    assert kinds.items() <= found.items()
    assert "20分钟" not in found
