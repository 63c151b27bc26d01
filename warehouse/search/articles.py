"""Words in Simplified script in; the articles that hold them out, best first, with the places to show.

Words are looked up by their pairs of characters (`warehouse.search.index`), ranked by `bm25`, and what stands in
quotes is looked for in the text itself. No script is known here: who asks in Traditional converts before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.asking.answer import QueryError, no_day
from warehouse.connection import reader
from warehouse.search.ranking import ranking
from warehouse.search.snippets import Snippet, snippets_of
from warehouse.search.words import Filters, Search

_NO_INDEX: Final = (
    "the snapshot was published before there was a search index; the next run that publishes makes it"
    " (`kouan run --full` does so now)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds what was asked."""

    article_id: str
    title: str | None
    publisher: str | None
    published: str | None
    location: str
    score: float
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best articles, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def search(
    home: Path,
    asked: Search,
    filters: Filters | None = None,
    *,
    limit: int = 10,
    connection: duckdb.DuckDBPyConnection | None = None,
) -> Found:
    """The articles that hold what is asked, best first.

    Raises:
        QueryError: a word has nothing that could be looked up, a day cannot be read, or there is no index yet.
    """
    opened = connection or reader(home)
    filters = filters or Filters()
    try:
        return _search(opened, asked, filters, limit)
    except duckdb.CatalogException as error:
        raise QueryError(f"search: {_NO_INDEX}") from error
    except duckdb.ConversionException as error:
        raise QueryError(f"search: {no_day(filters.since, filters.until)}") from error
    finally:
        if connection is None:
            opened.close()


def _search(
    connection: duckdb.DuckDBPyConnection, asked: Search, filters: Filters, limit: int
) -> Found:
    asked, tokens = _understood(connection, asked)
    sql, parameters = ranking(asked, tokens, filters)
    rows = connection.execute(sql, {**parameters, "limit": limit}).fetchall()
    if not rows:
        _look_for_index(connection)
        return Found((), 0)
    blocks = _blocks(connection, [(row[0], row[1]) for row in rows])
    texts = [term.text for term in asked.terms]
    hits = (
        Hit(
            id_,
            title,
            publisher,
            published,
            location,
            round(score, 3),
            snippets_of(blocks.get(id_, ()), texts),
        )
        for id_, _, title, publisher, published, location, score, _ in rows
    )
    return Found(tuple(hits), rows[0][-1])


def _look_for_index(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell whoever found nothing that nothing could be found.

    Raises:
        QueryError: there are articles, and no index of them.
    """
    ((articles, indexed, profile),) = connection.execute(
        "SELECT (SELECT count(*) FROM current_article), (SELECT count(*) FROM indexed_article),"
        " (SELECT any_value(name) FROM profile)"
    ).fetchall()
    if articles and not indexed:
        raise QueryError(
            "search: this snapshot holds facts and no text; publish with the profile text to search it"
            if profile == "facts"
            else f"search: {_NO_INDEX}"
        )


def _understood(
    connection: duckdb.DuckDBPyConnection, asked: Search
) -> tuple[Search, list[list[str]]]:
    """The search without the words that hold nothing to look up (a dash, a comma), and the tokens of the others.

    Raises:
        QueryError: nothing is left to look for.
    """
    terms = list(dict.fromkeys((*asked.terms, *asked.excluded)))
    ((tokens,),) = connection.execute(
        "SELECT list_transform($terms, LAMBDA term: search_asked(term))",
        {"terms": [term.text for term in terms]},
    ).fetchall()
    known = {term: of_term for term, of_term in zip(terms, tokens, strict=True) if of_term}
    clauses = (tuple(term for term in clause if term in known) for clause in asked.clauses)
    left = Search(
        tuple(clause for clause in clauses if clause),
        tuple(term for term in asked.excluded if term in known),
    )
    if not left.clauses:
        words = " ".join(term.text for term in asked.terms)
        raise QueryError(f"search {words!r}: it holds no letter, character or number to look up")
    return left, [known[term] for term in (*left.terms, *left.excluded)]


def _blocks(
    connection: duckdb.DuckDBPyConnection, versions: Sequence[tuple[str, datetime]]
) -> dict[str, list[tuple[str, int, str]]]:
    """Role, start and text of the blocks of each article, in reading order."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    rows = connection.execute(
        'SELECT article_id, role, "start", text FROM block WHERE article_id IN (SELECT unnest($ids))'
        " AND valid_from IN (SELECT unnest($versions)) ORDER BY article_id, position",
        {"ids": [id_ for id_, _ in versions], "versions": [version for _, version in versions]},
    ).fetchall()
    for id_, role, start, text in rows:
        found.setdefault(id_, []).append((role, start, text))
    return found
