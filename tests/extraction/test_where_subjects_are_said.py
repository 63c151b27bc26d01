"""A figure tells where its article says whom it is about, so that an analyst may leave out what only the page as a whole says."""

from __future__ import annotations

import pytest
from factories import article_of, knowledge

from kouan.api import metrics
from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.model.facts import Metric

TITLE = "湛江港上半年生产情况"


def figures(*paragraphs: str, title: str | None = None) -> dict[str, Metric]:
    """The figures of a page by their words."""
    article, document = article_of(*paragraphs, title=title, published_at="2025-07-10")
    names = find_entities(article, document, knowledge())
    return {one.surface: one for one in find_metrics(article, names, document, knowledge())}


@pytest.mark.parametrize(
    ("paragraph", "surface", "said"),
    [
        ("湛江港完成货物吞吐量1.2亿吨。", "1.2亿吨", ("湛江港", "clause")),
        ("今年上半年，我国出口粮食30万吨。", "30万吨", ("中国", "clause")),
        ("湛江港生产平稳，完成货物吞吐量1.2亿吨。", "1.2亿吨", ("湛江港", "sentence")),
        ("湛江港生产平稳。其中外贸货物3000万吨。", "3000万吨", ("湛江港", "paragraph")),
        ("完成货物吞吐量1.2亿吨。", "1.2亿吨", (None, None)),
    ],
)
def test_a_subject_is_said_in_clause_sentence_or_paragraph(
    paragraph: str, surface: str, said: tuple[str | None, str | None]
) -> None:
    found = figures(paragraph)[surface]
    assert (found.subject, found.subject_basis) == said


def test_whom_nothing_but_the_title_names_is_said_by_the_article() -> None:
    found = figures("码头一片繁忙。", "完成货物吞吐量1.2亿吨。", title=TITLE)["1.2亿吨"]
    assert (found.subject, found.subject_basis) == ("湛江港", "article")


def test_each_of_several_told_together_is_said_in_its_clause() -> None:
    found = figures("上半年，湛江港、茂名港货物吞吐量分别为1.2亿吨和3000万吨。")
    assert {(one.subject, one.subject_basis) for one in found.values()} == {
        ("湛江港", "clause"),
        ("茂名港", "clause"),
    }


def test_names_of_a_clause_before_are_said_in_the_sentence() -> None:
    found = figures("罗湖、福田、皇岗口岸客流持续走高，分别为3万、4万和5万人次。")
    assert {one.subject_basis for one in found.values()} == {"sentence"}


def test_a_paragraph_names_its_place_in_the_same_sentence_or_the_one_before() -> None:
    told = "雨区东移，昨天到了贵州。华北、黄淮有高温，河北、山东、河南等地最高气温将达到37℃。"
    assert figures(told)["37℃"].subject_basis != "paragraph"


def test_a_cell_of_a_table_has_its_subject_from_its_heads_or_from_above() -> None:
    rows = "| 港口 | 吞吐量（万吨） |\n|---|---|\n| 上海港 | 6,012.5 |\n| 大连港 | 2,345 |\n"
    named = metrics(f"2024年10月港口生产情况\n\n2024-11-18\n\n{rows}")
    assert {(one.subject, one.subject_basis) for one in named} == {
        ("上海港", "clause"),
        ("大连港", "clause"),
    }
    rows = (
        "| 指标 | 10月 |\n|---|---|\n| 货物吞吐量（万吨） | 6,012.5 |\n| 集装箱（万箱） | 34.5 |\n"
    )
    above = metrics(f"2024年10月生产情况\n\n2024-11-18\n\n湛江港\n\n{rows}")
    assert {(one.subject, one.subject_basis) for one in above} == {("湛江港", "paragraph")}
