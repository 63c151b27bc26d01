"""Articles of the warehouse in, what they say, as comparison reads it, out; and rows handed to a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import duckdb
import pyarrow as pa

from kouan.model.columns import inferred
from warehouse.connection import NAME
from warehouse.noted import few_rows, values

#: Roles of blocks that another paper changes when it prints an article again.
ITS_OWN: Final = ("title", "subtitle", "byline")


def article_texts(connection: duckdb.DuckDBPyConnection, articles: str) -> list[tuple[str, str]]:
    """The valid articles that the query `articles` gives, each with its text, a line per block."""
    if (few := few_rows(connection, articles)) is not None:
        return _few_texts(connection, values(sorted(id_ for (id_,) in few)))
    # texts are read at the places of their blocks: to look through all of them takes twice as long
    places = (
        f"SELECT place.rowid FROM {NAME}.main.block AS place"
        f" SEMI JOIN (SELECT article_id, valid_from FROM {NAME}.main.article"
        f" WHERE valid_to IS NULL AND article_id IN ({articles})) AS valid USING (article_id, valid_from)"
    )
    return connection.execute(
        "SELECT block.article_id, string_agg(block.text, chr(10) ORDER BY block.position)"
        f" FROM {NAME}.main.block WHERE block.role NOT IN {ITS_OWN} AND block.rowid IN ({places})"
        " GROUP BY block.article_id ORDER BY block.article_id"
    ).fetchall()


def _few_texts(connection: duckdb.DuckDBPyConnection, ids: str) -> list[tuple[str, str]]:
    """The valid ones of a few articles, each with its text: by their ids as values half of the work."""
    valid = connection.execute(
        f"SELECT article_id, valid_from FROM {NAME}.main.article WHERE valid_to IS NULL AND article_id IN ({ids})"
    ).fetchall()
    instants = values(instant for _, instant in valid)
    places = f"SELECT rowid FROM {NAME}.main.block WHERE article_id IN ({ids}) AND valid_from IN ({instants})"
    lines: dict[tuple[str, datetime], list[str]] = {version: [] for version in sorted(valid)}
    for article_id, valid_from, text in connection.execute(
        f"SELECT article_id, valid_from, text FROM {NAME}.main.block WHERE role NOT IN {ITS_OWN}"
        f" AND rowid IN ({places}) ORDER BY article_id, valid_from, position"
    ).fetchall():
        if (article_id, valid_from) in lines:
            lines[article_id, valid_from].append(text)
    return [(article_id, "\n".join(some)) for (article_id, _), some in lines.items() if some]


def texts_named(connection: duckdb.DuckDBPyConnection, names: str) -> dict[str, str]:
    """The texts whose text_id the query `names` gives, each read from one of its articles."""
    first = connection.execute(
        "CREATE OR REPLACE TEMP TABLE reading AS SELECT text_id, min(article_id) AS article_id"
        f" FROM {NAME}.main.article_signature WHERE text_id IN ({names}) GROUP BY text_id"
    )
    said = dict(article_texts(first, "SELECT article_id FROM temp.reading"))
    rows = connection.execute("SELECT text_id, article_id FROM temp.reading").fetchall()
    return {text_id: said[article_id] for text_id, article_id in rows}


@contextmanager
def incoming(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Iterator[None]:
    """Rows as the table `incoming`, for the statements of one block."""
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = list(map(inferred, values))
    connection.register("incoming", pa.Table.from_arrays(arrays, names=list(columns)))
    try:
        yield
    finally:
        connection.unregister("incoming")
