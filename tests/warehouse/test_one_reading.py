"""Which rows of a single part are kept without a question, and which the database has to sort out."""

from __future__ import annotations

import pyarrow as pa

from warehouse.publishing.readings import is_of_one_reading


def is_kept(*tables: tuple[str, dict[str, list[str]]]) -> list[bool]:
    ids: dict[str, set[str]] = {}
    return [is_of_one_reading(name, pa.table(rows), ids) for name, rows in tables]


def test_what_belongs_to_documents_and_articles_of_the_part_is_kept():
    assert (
        is_kept(
            ("document", {"document_id": ["d"]}),
            ("article", {"document_id": ["d"], "article_id": ["a"]}),
            ("block", {"article_id": ["a", "a"]}),
            ("removed", {"document_id": ["d"]}),
        )
        == [True] * 4
    )


def test_a_document_that_stands_there_twice_is_sorted_out_with_all_that_is_its_own():
    assert (
        is_kept(
            ("document", {"document_id": ["d", "d"]}),
            ("article", {"document_id": ["d"], "article_id": ["a"]}),
            ("block", {"article_id": ["a"]}),
        )
        == [False] * 3
    )


def test_an_article_without_its_document_takes_its_blocks_along():
    assert is_kept(
        ("document", {"document_id": ["d"]}),
        ("article", {"document_id": ["d", "e"], "article_id": ["a", "b"]}),
        ("block", {"article_id": ["a", "b"]}),
    ) == [True, False, False]
