"""Articles of the warehouse in, what they say, as comparison reads it, out; and rows handed to a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import duckdb
import pyarrow as pa

from kouan.model.columns import inferred
from warehouse.connection import NAME

#: Roles of blocks that another paper changes when it prints an article again.
ITS_OWN: Final = ("title", "subtitle", "byline")


def article_texts(connection: duckdb.DuckDBPyConnection, articles: str) -> list[tuple[str, str]]:
    """The valid articles that the query `articles` gives, each with its text, a line per block."""
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
