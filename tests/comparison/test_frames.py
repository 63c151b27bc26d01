"""What frames the articles of a source is found, and what articles share is not."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.comparison.frames import Pages, frame_lines
from kouan.model.line_shape import line_digest, page_digests

HEAD = ["某某网新闻中心频道", "更新时间：2019-03-{day} 10:22"]
FOOT = ["更多消息尽在掌上某某客户端", "凡是转载的文章都不表示某某网同意其说法。"]


def body(number: int, sentences: int = 4) -> list[str]:
    """An article like no other: a title and sentences."""
    draw = random.Random(number)
    words = ["".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(18)) for _ in range(9)]
    return [words[0][:12], *(f"{word}。" for word in words[1 : 1 + sentences])]


def page(number: int, *own: str) -> list[str]:
    lines = own or body(number)
    return [*(line.format(day=number % 28 + 1) for line in HEAD), *lines, *FOOT]


def found(pages: list[list[str]], fewest: int = 10, stories: list[str] | None = None) -> set[int]:
    digests = [page_digests("\n".join(lines)) for lines in pages]
    stories = stories or [str(number) for number in range(len(pages))]
    return {one.digest for one in frame_lines(Pages.of(digests, stories), fewest)}


def digests(*lines: str) -> set[int]:
    return {line_digest(line.format(day=1)) for line in lines}


def test_the_lines_around_the_articles_are_found_whatever_their_figures() -> None:
    assert found([page(number) for number in range(20)]) == digests(*HEAD, *FOOT)


def test_from_fewer_stories_than_the_limit_nothing_is_found() -> None:
    pages = [page(number) for number in range(10)]
    assert found(pages[:9]) == set()
    assert found(pages) == digests(*HEAD, *FOOT)


def test_reprints_of_one_story_count_once() -> None:
    pages = [page(1) for _ in range(30)] + [page(number) for number in range(100, 105)]
    stories = ["one"] * 30 + [str(number) for number in range(5)]
    assert found(pages, 10, stories) == set()


def test_a_sentence_that_reports_share_in_their_midst_is_not_found() -> None:
    shared = "记者从口岸办了解到，下一步将继续优化通关流程，方便旅客往来。"
    pages = []
    for number in range(20):
        title, first, *rest = body(number)
        pages.append(page(number, title, first, shared, *rest))
    assert found(pages) == digests(*HEAD, *FOOT)


def test_reports_that_are_nothing_but_a_form_show_nothing() -> None:
    form = "今年{month}月，口岸出入境旅客达3万人次。"
    pages = [["口岸通报客流", form.format(month=number % 12 + 1)] for number in range(30)]
    assert found(pages) == set()


def test_headings_of_chapters_are_not_found() -> None:
    pages = [
        [title, "一、总体情况", *rest] for title, *rest in (body(number) for number in range(20))
    ]
    assert found(pages) == set()


def test_a_sentence_at_the_end_of_few_articles_is_not_found() -> None:
    courtesy = "某某、某某等参加上述活动。"
    pages = [body(number) + ([courtesy] if number % 10 == 0 else []) for number in range(120)]
    assert found(pages) == set()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_makes_no_difference(draw: random.Random) -> None:
    pages = [page(number) for number in range(15)] + [body(number) for number in range(50, 60)]
    before = found(pages)
    draw.shuffle(pages)
    assert found(pages) == before


def test_no_pages_have_no_frame() -> None:
    assert frame_lines(Pages.of([], []), 1) == []
    assert frame_lines(Pages.of([[]], ["a"]), 1) == []
