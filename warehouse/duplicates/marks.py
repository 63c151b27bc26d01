"""Texts that something happened to in, the marks on copies of all their groups out; marks that say the same stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import duckdb

from kouan.model.knowledge import digest_of
from warehouse.changes import delete, insert
from warehouse.connection import NAME, literal
from warehouse.duplicates.comparison import Candidate, Comparison, Copy, Resemblance
from warehouse.duplicates.texts import incoming, texts_named
from warehouse.noted import few_rows, values

#: Texts and rows that are in memory at once.
AT_ONCE: Final = 5_000

_STORE: Final = f"{NAME}.main"
#: Which texts may share a cluster, both ways.
LINKS: Final = (
    f"SELECT text_id, other_id FROM {_STORE}.resemblance WHERE kind <> 'similar' UNION ALL"
    f" SELECT other_id, text_id FROM {_STORE}.resemblance WHERE kind <> 'similar'"
)
_SAID: Final = ("cluster", "document_id", "location", "kept", "similarity", "reason", "difference")


def write_marks(connection: duckdb.DuckDBPyConnection, comparison: Comparison, run_id: str) -> int:
    """Cluster anew what the texts of the table `touched` are connected with; how many marks came, changed or went."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE reached AS WITH RECURSIVE link (text_id, other_id) AS ({LINKS}),"
        " reach AS (SELECT text_id FROM temp.touched UNION"
        " SELECT link.other_id FROM reach INNER JOIN link ON link.text_id = reach.text_id)"
        " SELECT text_id FROM reach"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE found AS"
        f" SELECT * EXCLUDE (run_id) FROM {_STORE}.duplicate LIMIT 0"
    )
    few = _few_reached(connection)
    copies = _copies(connection, comparison, few)
    count = 0
    while some := list(islice(copies, AT_ONCE)):
        count += len(some)
        _stage(connection, some)
    if not count and few is not None and not _is_any_marked(connection, few):
        return 0
    return _replace(connection, run_id)


def _few_reached(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]] | None:
    """A few articles with a text that was reached, each with its text; None where they are many."""
    texts = few_rows(connection, "SELECT text_id FROM temp.reached")
    if texts is None:
        return None
    return few_rows(
        connection,
        f"SELECT article_id, text_id FROM {_STORE}.article_signature"
        f" WHERE text_id IN ({values(text_id for (text_id,) in texts)}) ORDER BY article_id",
    )


def _is_any_marked(connection: duckdb.DuckDBPyConnection, few: Sequence[tuple[str, str]]) -> bool:
    """Whether any of these articles, or any that is valid no more, is marked as a near copy."""
    asked = (
        f"SELECT 1 FROM {_STORE}.duplicate WHERE kind = 'near' AND (article_id IN"
        f" ({values(article_id for article_id, _ in few)})"
        " OR article_id IN (SELECT article_id FROM temp.departed)) LIMIT 1"
    )
    return bool(connection.execute(asked).fetchall())


def _copies(
    connection: duckdb.DuckDBPyConnection,
    comparison: Comparison,
    few: Sequence[tuple[str, str]] | None,
) -> Iterator[Copy]:
    """The copies of all groups, some groups at a time, so that not all texts are in memory."""
    articles, links = _articles(connection, few), _links(connection)
    every = [link for some in links.values() for link in some]
    groups = [
        group
        for group in comparison.groups(articles, every)
        if len(group) > 1 or len(articles[group[0]]) > 1
    ]
    for some in _portions(groups):
        names = [name for group in some for name in group]
        # articles that say the same need no look at their text
        read = [(name,) for group in some if len(group) > 1 for name in group]
        with incoming(connection, ("text_id",), read):
            texts = texts_named(connection, "SELECT text_id FROM incoming") if read else {}
        yield from comparison.copies(
            [article for name in names for article in articles[name]],
            [link for name in names for link in links.get(name, ())],
            texts,
        )


def _articles(
    connection: duckdb.DuckDBPyConnection, few: Sequence[tuple[str, str]] | None
) -> dict[str, list[Candidate]]:
    """The articles of each text that was reached; `few` are all of them, where they are few."""
    if few is None:
        rows = connection.execute(
            f"SELECT article_id, text_id, published_at FROM {_STORE}.article_signature"
            f" INNER JOIN {_STORE}.article USING (article_id)"
            " WHERE valid_to IS NULL AND text_id IN (SELECT text_id FROM temp.reached) ORDER BY article_id"
        ).fetchall()
    else:
        text_of = dict(few)
        rows = [
            (article_id, text_of[article_id], published_at)
            for article_id, published_at in connection.execute(
                f"SELECT article_id, published_at FROM {_STORE}.article WHERE valid_to IS NULL"
                f" AND article_id IN ({values(text_of)}) ORDER BY article_id"
            ).fetchall()
        ]
    found: dict[str, list[Candidate]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(Candidate(*row))
    return found


def _links(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Resemblance]]:
    """The resemblances between texts that were reached, by their first text."""
    reached = "(SELECT text_id FROM temp.reached)"
    found: dict[str, list[Resemblance]] = {}
    for row in connection.execute(
        f"SELECT text_id, other_id, kind, similarity, contained FROM {_STORE}.resemblance"
        f" WHERE text_id IN {reached} AND other_id IN {reached} ORDER BY text_id, other_id"
    ).fetchall():
        found.setdefault(row[0], []).append(Resemblance(*row))
    return found


def _portions(groups: Iterable[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    some: list[tuple[str, ...]] = []
    size = 0
    for group in groups:
        if some and size + len(group) > AT_ONCE:
            yield some
            some, size = [], 0
        some.append(group)
        size += len(group)
    if some:
        yield some


def _stage(connection: duckdb.DuckDBPyConnection, copies: Sequence[Copy]) -> None:
    rows = [
        (
            digest_of("near", one.article_id),
            one.article_id,
            one.kept,
            one.similarity,
            one.reason,
            one.difference,
        )
        for one in copies
    ]
    columns = ("duplicate_id", "article_id", "kept", "similarity", "reason", "difference")
    with incoming(connection, columns, rows):
        connection.execute(
            "INSERT INTO temp.found BY NAME SELECT incoming.*, 'near' AS kind, kept AS cluster, document_id, location"
            f" FROM incoming INNER JOIN {_STORE}.article USING (article_id) WHERE valid_to IS NULL"
        )


def _replace(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Take out the marks that do not hold any more and write those that are new; the others keep their run."""
    mark = f"{_STORE}.duplicate"
    said = [f"ROW({', '.join(f'{one}.{name}' for name in _SAID)})" for one in ("known", "found")]
    gone = delete(
        connection,
        "duplicate",
        "duplicate_id IN ("
        f"SELECT known.duplicate_id FROM {mark} AS known LEFT JOIN temp.found USING (duplicate_id)"
        " WHERE known.kind = 'near' AND (known.article_id IN (SELECT article_id FROM temp.departed)"
        f" OR known.article_id IN (SELECT article_id FROM {_STORE}.article_signature"
        " WHERE text_id IN (SELECT text_id FROM temp.reached)))"
        f" AND (found.duplicate_id IS NULL OR {said[0]} IS DISTINCT FROM {said[1]}))",
    )
    new = insert(
        connection,
        "duplicate",
        f"SELECT *, {literal(run_id)} AS run_id FROM temp.found"
        f" WHERE duplicate_id NOT IN (SELECT duplicate_id FROM {mark})",
    )
    return gone + new
