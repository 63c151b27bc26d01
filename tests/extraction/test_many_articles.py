"""What is read of an article is the same whatever articles are read beside it, in any order."""

from __future__ import annotations

from factories import article_of, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extraction.entities import entities_of, find_entities
from kouan.extraction.metrics import find_metrics, metrics_of

#: Names that one article shortens and the next gives in full, figures without a period of their own, and nothing.
PAGES = [
    article_of(
        "拱北海关关长王建国表示，2018年前5个月，拱北口岸出入境旅客25万人次，同比增长5%。",
        "其中，8月进口3.2亿元，出口4.1亿元，分别增长4%和6%。",
        title="拱北口岸旅客增长",
        published_at="2018-06-12",
    ),
    article_of("该局共查获毒品3批，较去年同期减少2批。王建国介绍，延关1小时。"),
    article_of("俄罗斯总理访华。", title="会谈"),
    article_of("全国粮食产量达6.9亿吨。", "一季度，新疆霍尔果斯边检站验放车辆3万辆次，占四成。"),
    article_of(""),
    article_of("2020年，旅客增长12%。", "增长的有3个口岸，日均8000人次，延关1小时。"),
]
NAMED = [find_entities(article, document, knowledge()) for article, document in PAGES]
STATED = [
    find_metrics(article, entities, document, knowledge())
    for (article, document), entities in zip(PAGES, NAMED, strict=True)
]


def test_the_articles_have_names_and_figures_of_their_own() -> None:
    assert [len(some) for some in NAMED] == [3, 1, 1, 2, 0, 0]
    assert [len(some) for some in STATED] == [6, 3, 0, 3, 0, 4]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(range(len(PAGES))), max_size=9))
def test_an_article_is_read_as_if_it_were_alone(order: list[int]) -> None:
    pages = [PAGES[number] for number in order]
    named = entities_of(pages, knowledge())
    assert named == [NAMED[number] for number in order]
    assert metrics_of(pages, named, knowledge()) == [STATED[number] for number in order]
