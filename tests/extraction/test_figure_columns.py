"""What the sentence of a figure says beside its value: measure, modality, base, parts, roles, what belongs to what."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from factories import ROOT, article_of, entity

from kouan.extraction.metrics import find_metrics
from kouan.lexicons import read_folder
from kouan.model.facts import Metric
from kouan.model.knowledge import Knowledge

KNOWLEDGE = Knowledge(read_folder())
CASES = [
    case
    for group in tomllib.loads(
        (ROOT / "tests" / "cases" / "figure_columns.toml").read_text("utf-8")
    ).values()
    for case in group
]


def metrics_of(text: str, *entities: str, published_at: str | None = None) -> tuple[Metric, ...]:
    article, document = article_of(text, published_at=published_at)
    named = tuple(entity(document.clean, *one.split("|")) for one in entities)
    return find_metrics(article, named, document, KNOWLEDGE)


def column(metric: Metric, name: str, all_metrics: tuple[Metric, ...]) -> str:
    """A column as the cases write it; `of` as the surface of the figure."""
    if name == "of":
        about = (one.surface for one in all_metrics if (one.start, one.end) == metric.of_figure)
        return next(about, "-")
    value = getattr(metric, name)
    return ";".join(value) or "-" if isinstance(value, tuple) else "-" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_sentence_says_this_of_its_figures(case: dict[str, Any]) -> None:
    found = metrics_of(case["text"], *case.get("entities", ()))
    by_surface = {metric.surface: metric for metric in found}
    for expected in case["found"]:
        surface, *columns = expected.split(" ")
        metric = next((one for key, one in by_surface.items() if surface in key), None)
        assert metric is not None, (surface, list(by_surface))
        said = {
            name: column(metric, name, found) for name in (one.partition("=")[0] for one in columns)
        }
        assert said == dict(one.split("=", 1) for one in columns), surface


def test_a_figure_of_a_later_year_is_no_fact_yet() -> None:
    later, now = metrics_of("2030年产量为6万吨，2023年产量为2万吨。", published_at="2024-03-01")
    assert (later.modality, now.modality) == ("forecast", "actual")


def test_what_a_figure_is_about_lies_in_its_sentence() -> None:
    growth = metrics_of("出口3亿元。同比增长5%。")[1]
    assert growth.of_figure is None
