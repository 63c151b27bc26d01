"""From a clean page to its stories: where each begins, what it is called, what speaks for it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from factories import ROOT, cleaned_of, knowledge

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.lexicons import read_folder
from kouan.model.article import Article, Removal, Script
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.segmentation.articles import segment
from kouan.segmentation.columns import Columns

KNOWLEDGE = Knowledge(read_folder())
CASES = tomllib.loads((ROOT / "tests" / "cases" / "items.toml").read_text("utf-8"))


def stories_in(page: str) -> tuple[Article, ...]:
    return segment(cleaned_of(page), KNOWLEDGE)


def beginning(article: Article) -> str:
    return article.title or article.blocks[0].text


@pytest.mark.parametrize("case", CASES["several"], ids=lambda case: case["why"])
def test_stories_are_told_apart(case: dict[str, Any]) -> None:
    articles = stories_in(case["page"])
    begun = [
        said[: len(wanted)]
        for said, wanted in zip(map(beginning, articles), case["stories"], strict=False)
    ]
    assert (begun, len(articles)) == (case["stories"], len(case["stories"]))
    assert articles[0].column == case.get("column")
    assert len({article.item_key for article in articles}) == len(articles)
    assert all(article.item_key and article.blocks for article in articles)


@pytest.mark.parametrize("case", CASES["one"], ids=lambda case: case["why"])
def test_the_points_of_one_story_are_no_stories(case: dict[str, Any]) -> None:
    (article,) = stories_in(case["page"])
    assert (article.item_key, article.column, article.above) == ("", None, ())


def removed(kind: str, text: str, at: int) -> Removal:
    return Removal(kind, kind, text, at, 0, 0, 1.0)


TWO = (
    "口岸简讯\n"
    "拱北口岸客流创新高\n昨天拱北口岸出入境旅客达45万人次。\n"
    "湛江港开通新航线\n港口日前开通至东盟的新航线。\n"
)


def stories_without(page: str, *removals: Removal) -> tuple[Article, ...]:
    document = Cleaned(cleaned_of(page).decoding, page, (), Script.HANS, removals, (), ())
    return segment(document, KNOWLEDGE)


def test_the_day_of_the_page_is_that_of_each_story() -> None:
    articles = stories_without(TWO, removed("dateline", "2018-07-16 来源：海关报", 5))
    assert [one.published_at for one in articles] == ["2018-07-16"] * 2
    assert [one.source for one in articles] == ["海关报"] * 2


def test_the_day_below_one_title_is_not_that_of_the_next_story() -> None:
    first, second = TWO.index("昨天"), TWO.index("港口日前")
    one, other = stories_without(
        TWO,
        removed("dateline", "2018-07-16", first),
        removed("source_line", "来源：海关报", first),
        removed("dateline", "2019-01-02", second),
    )
    assert (one.published_at, one.source) == ("2018-07-16", "海关报")
    assert (other.published_at, other.source) == ("2019-01-02", None)


def test_a_source_below_the_last_story_is_the_pages_unless_others_have_their_own() -> None:
    closing = removed("source_line", "来源：海关报", len(TWO))
    assert [one.source for one in stories_without(TWO, closing)] == ["海关报"] * 2
    own = removed("source_line", "来源：口岸网", TWO.index("湛江港") - 1)
    assert [one.source for one in stories_without(TWO, own, closing)] == ["口岸网", "海关报"]


def test_a_story_keeps_its_key_when_others_change_around_it() -> None:
    longer = TWO.replace("口岸简讯\n", "口岸简讯\n二连口岸延长通关时间\n二连口岸昨天多开两小时。\n")
    keys = [one.item_key for one in stories_in(TWO)]
    assert [one.item_key for one in stories_in(longer)][1:] == keys
    assert [one.item_key for one in stories_in(TWO.replace("45", "46"))] == keys


def test_stories_with_one_title_or_beginning_are_numbered() -> None:
    titled = TWO + "拱北口岸客流创新高\n昨天拱北口岸出入境旅客又达46万人次。\n"
    first, other, again = (one.item_key for one in stories_in(titled))
    assert again == f"{first}#2"
    assert other not in (first, again)
    begins = "●据边城海关统计，今年上半年边城口岸进出口货物总值达到"
    first, again, other = (
        one.item_key
        for one in stories_in(
            f"口岸简讯\n{begins}三万亿元。\n{begins}两万亿元。\n●昨天拱北口岸延长通关。\n"
        )
    )
    assert again == f"{first}#2"
    assert other not in (first, again)


def test_figures_take_subject_and_period_from_their_own_story() -> None:
    page = (
        "口岸简讯\n"
        "拱北口岸客流创新高\n2019年，拱北口岸出入境旅客达1.45亿人次。\n"
        "新航线开通\n昨天，新航线首航，运送货物300吨。\n"
    )
    document = cleaned_of(page)
    one, other = (
        find_metrics(article, find_entities(article, document, knowledge()), document, knowledge())
        for article in segment(document, knowledge())
    )
    assert [(metric.surface, metric.subject, metric.period) for metric in one] == [
        ("1.45亿人次", "拱北口岸", "2019")
    ]
    assert [(metric.surface, metric.subject, metric.period) for metric in other] == [
        ("300吨", None, None)
    ]


@pytest.mark.parametrize(
    ("word", "use"), [(row["surface"], row["use"]) for row in KNOWLEDGE.rows("news_column")]
)
def test_every_name_of_a_column_is_read_as_one_in_its_example(word: str, use: str) -> None:
    names = KNOWLEDGE.made(Columns.of)
    example = next(
        row["example"]
        for row in KNOWLEDGE.rows("news_column")
        if (row["surface"], row["use"]) == (word, use)
    )
    assert word in example
    assert getattr(names, use).fullmatch(example)
