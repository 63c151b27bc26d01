"""New and closed articles in, the rows of near copies that follow from them out: only what they touch is compared."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Final

import duckdb
import pyarrow as pa

from warehouse.changes import delete, insert
from warehouse.connection import NAME
from warehouse.duplicates.comparison import Comparison
from warehouse.duplicates.marks import LINKS, write_marks
from warehouse.duplicates.texts import article_texts, incoming, texts_named

#: Texts, signatures and pairs that are in memory at once.
TEXTS_AT_ONCE: Final = 10_000
SIGNATURES_AT_ONCE: Final = 50_000
PAIRS_AT_ONCE: Final = 5_000

_STORE: Final = f"{NAME}.main"
_INSTANT: Final = "(SELECT valid_from FROM temp.publication)"


def write_copies(connection: duckdb.DuckDBPyConnection, comparison: Comparison, run_id: str) -> int:
    """Bring the marks on near copies to what is valid now; how many of them changed.

    To be called within a publication, behind its versions. Compared are the articles it brought, with one
    another and with all that are there; clusters are made anew where an article came, went or got another date.
    What comes out does not depend on the order in which articles came. A warehouse from before there were
    signatures is compared whole.
    """
    _find_changed(connection)
    _sign(connection, comparison)
    _drop_departed(connection)
    for first, stop in _portions(connection):
        _compare(connection, comparison, first, stop)
    return write_marks(connection, comparison, run_id)


def _find_changed(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables of the articles that came (`arrived`) and of those that are valid no more (`departed`)."""
    is_first = connection.execute(
        f"SELECT NOT EXISTS (SELECT 1 FROM {_STORE}.article_signature)"
    ).fetchall()[0][0]
    which = "" if is_first else f" AND valid_from = {_INSTANT}"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE arrived AS"
        " SELECT article_id, row_number() OVER (ORDER BY article_id) - 1 AS number"
        f" FROM {_STORE}.article WHERE valid_to IS NULL{which}"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE departed AS SELECT DISTINCT article_id FROM {_STORE}.article"
        f" WHERE valid_to = {_INSTANT}"
        f" AND article_id NOT IN (SELECT article_id FROM {_STORE}.article WHERE valid_to IS NULL)"
    )


def _sign(connection: duckdb.DuckDBPyConnection, comparison: Comparison) -> None:
    """Sign the articles that arrived; the table `fresh` numbers the texts that were not there before."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE fresh (text_id VARCHAR, number BIGINT, signature BLOB)"
    )
    for first in range(0, _count(connection, "arrived"), TEXTS_AT_ONCE):
        read = article_texts(
            connection,
            f"SELECT article_id FROM temp.arrived WHERE number >= {first} AND number < {first + TEXTS_AT_ONCE}"
            f" AND article_id NOT IN (SELECT article_id FROM {_STORE}.article_signature)",
        )
        signatures = comparison.sign([text for _, text in read])
        rows = [
            (article_id, comparison.text_id(text), signature)
            for (article_id, text), signature in zip(read, signatures, strict=True)
            if signature is not None
        ]
        if not rows:
            continue
        with incoming(connection, ("article_id", "text_id", "signature"), rows):
            connection.execute(
                "INSERT INTO temp.fresh SELECT text_id, row_number() OVER (ORDER BY text_id) - 1"
                " + (SELECT count(*) FROM temp.fresh), any_value(signature) FROM incoming"
                f" WHERE text_id NOT IN (SELECT text_id FROM {_STORE}.text_signature)"
                " AND text_id NOT IN (SELECT text_id FROM temp.fresh) GROUP BY text_id"
            )
            insert(connection, "article_signature", "SELECT article_id, text_id FROM incoming")


def _drop_departed(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out what belongs to articles that are valid no more; the table `touched` has the texts to look at again."""
    articles = f"{_STORE}.article_signature"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT text_id FROM {articles}"
        " WHERE article_id IN (SELECT article_id FROM temp.arrived UNION ALL SELECT article_id FROM temp.departed)"
    )
    delete(connection, "article_signature", "article_id IN (SELECT article_id FROM temp.departed)")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE gone AS SELECT text_id FROM temp.touched"
        f" WHERE text_id NOT IN (SELECT text_id FROM {articles})"
    )
    connection.execute(
        f"INSERT INTO temp.touched SELECT DISTINCT other_id FROM ({LINKS})"
        " WHERE text_id IN (SELECT text_id FROM temp.gone)"
    )
    delete(
        connection,
        "resemblance",
        "text_id IN (SELECT text_id FROM temp.gone) OR other_id IN (SELECT text_id FROM temp.gone)",
    )
    delete(connection, "text_signature", "text_id IN (SELECT text_id FROM temp.gone)")
    connection.execute("DELETE FROM temp.touched WHERE text_id IN (SELECT text_id FROM temp.gone)")


def _portions(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """The numbers of fresh texts, as many at a time as are compared at once."""
    count = _count(connection, "fresh")
    for first in range(0, count, SIGNATURES_AT_ONCE):
        yield first, min(first + SIGNATURES_AT_ONCE, count)


def _compare(
    connection: duckdb.DuckDBPyConnection, comparison: Comparison, first: int, stop: int
) -> None:
    """Compare the fresh texts [first, stop) with one another and with all whose signatures are there, then write theirs."""
    some = f"FROM temp.fresh WHERE number >= {first} AND number < {stop}"
    fresh = connection.execute(f"SELECT signature {some} ORDER BY number").fetchall()
    # rows of earlier texts, by which they are found again: a name for each would fill the memory
    rows = array("q")

    def earlier() -> Iterator[bytes]:
        asked = f"SELECT rowid AS place, signature FROM {_STORE}.text_signature"
        for found in connection.sql(asked).to_arrow_reader(SIGNATURES_AT_ONCE):
            rows.frombytes(_bytes(found["place"]))
            yield _bytes(found["signature"].cast(pa.binary(len(fresh[0][0]))))

    pairs = iter(comparison.candidates([signature for (signature,) in fresh], earlier()))
    while portion := list(islice(pairs, PAIRS_AT_ONCE)):
        named = _named(connection, portion, first, len(fresh), rows)
        _write_resemblances(connection, comparison, named)
    insert(connection, "text_signature", f"SELECT text_id, signature {some}")


def _bytes(column: pa.Array) -> bytes:
    """The values of a column of one width, one behind the other."""
    width = column.type.byte_width
    first = column.offset * width
    held: bytes = column.buffers()[1].to_pybytes()
    return held[first : first + len(column) * width]


def _named(
    connection: duckdb.DuckDBPyConnection,
    pairs: list[tuple[int, int]],
    first: int,
    fresh: int,
    rows: array[int],
) -> list[tuple[str, str]]:
    """The pairs by text_id: numbers below `fresh` are those of fresh texts, the others count through `rows`."""
    met = sorted({number for pair in pairs for number in pair})
    places = [
        (n, first + n if n < fresh else None, None if n < fresh else rows[n - fresh]) for n in met
    ]
    with incoming(connection, ("met", "number", "place"), places):
        names = dict(
            connection.execute(
                "SELECT met, text_id FROM incoming INNER JOIN temp.fresh USING (number) UNION ALL"
                f" SELECT met, text_id FROM incoming INNER JOIN {_STORE}.text_signature AS known"
                " ON known.rowid = incoming.place"
            ).fetchall()
        )
    return [(names[one], names[other]) for one, other in pairs]


def _write_resemblances(
    connection: duckdb.DuckDBPyConnection, comparison: Comparison, pairs: list[tuple[str, str]]
) -> None:
    with incoming(connection, ("text_id",), sorted({(name,) for pair in pairs for name in pair})):
        texts = texts_named(connection, "SELECT text_id FROM incoming")
    rows = [
        (one.text_id, one.other_id, one.kind, one.similarity, one.contained)
        for one in comparison.resemblances(pairs, texts)
    ]
    if rows:
        columns = ("text_id", "other_id", "kind", "similarity", "contained")
        with incoming(connection, columns, rows):
            insert(connection, "resemblance", "SELECT * FROM incoming")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM temp.{table}").fetchall()[0][0])
