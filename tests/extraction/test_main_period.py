"""Figures of sentences that say no time have the period that their page is mainly about; states, plans and what is told have not."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather
from kouan.model.facts import Metric

KNOWLEDGE = gather()
#: Seven figures of one period.
HOLIDAY = (
    "10月1日至8日，全县景区接待游客30万人次，旅游收入2.1亿元，售出门票9.6万张。",
    "10月1日至8日，乡村民宿接待过夜游客4.2万人次，餐饮收入6300万元。"
    "10月1日至8日，县博物馆接待观众1.1万人次，讲解220场。",
)
PERIOD = "2025-10-01/2025-10-08"
#: So far behind it that nothing goes on.
BETWEEN = ("大厅里有人问路。",) * 4


def figures(*paragraphs: str, published_at: str | None = "2025-10-10") -> dict[str, Metric]:
    """The figures of a page by their words."""
    article, document = article_of(*paragraphs, published_at=published_at)
    return {one.surface: one for one in find_metrics(article, (), document, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("paragraph", "figure"),
    [
        ("按星级分析，五星级酒店平均入住率91.3%。", "91.3%"),
        ("小吃街接待食客5800人次。", "5800人次"),
        ("老街上的票房收入640万元。", "640万元"),
    ],
)
def test_a_sentence_without_a_time_is_of_what_the_page_is_about(
    paragraph: str, figure: str
) -> None:
    found = figures(*HOLIDAY, *BETWEEN, paragraph)[figure]
    assert (found.period, found.period_basis) == (PERIOD, "carried")
    assert found.confidence <= 0.4


@pytest.mark.parametrize(
    ("paragraph", "figure"),
    [
        ("县里现有酒店41家。", "41家"),
        ("文旅局局长何敏表示，小吃街接待食客5800人次。", "5800人次"),
        ("“小吃街接待食客5800人次。”", "5800人次"),
        ("小吃街每天接待食客700人次。", "700人次"),
        ("小吃街预计接待食客5800人次。", "5800人次"),
        ("新索道单程运力可达3000人次。", "3000人次"),
        ("店主周女士收入90元。", "90元"),
        ("登山道全长6.2公里。", "6.2公里"),
        ("11月，小吃街接待食客5800人次，收入30万元。", "5800人次"),
    ],
)
def test_a_state_a_plan_a_custom_and_what_is_told_are_not(paragraph: str, figure: str) -> None:
    found = figures(*HOLIDAY, *BETWEEN, paragraph, published_at="2025-12-10")
    assert found[figure].period != PERIOD


def test_plans_are_of_the_page_where_that_is_not_over() -> None:
    planned = (*HOLIDAY, *BETWEEN, "老街预计接待食客5800人次。")
    assert figures(*planned, published_at="2025-10-02")["5800人次"].period == PERIOD


def test_a_page_of_few_figures_or_without_a_date_is_mainly_about_no_time() -> None:
    sold = "小吃街接待食客5800人次。"
    assert figures(HOLIDAY[0], *BETWEEN, sold)["5800人次"].period is None
    assert figures(*HOLIDAY, *BETWEEN, sold, published_at=None)["5800人次"].period is None
