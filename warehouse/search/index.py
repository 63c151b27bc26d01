"""Valid articles in, the index of pairs of characters that search asks out: what came is added, what was closed leaves.

The index is a list of segments. A publication writes one for the articles it brought, and touches no older one; many
small ones are merged. An article that is closed leaves `indexed_article` alone, and its postings go with the next
merge.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.changes import delete, few_changed, insert, made
from warehouse.connection import NAME, literal, storage
from warehouse.noted import values

#: The tables of the index.
INDEX: Final = ("indexed_article", "bigram", "bigram_segment")

#: Articles that are indexed at once: memory follows from it.
AT_ONCE: Final = 20_000

#: Segments of fewer articles are small; when there are more than so many, they are merged into one.
SMALL: Final = 1_000
MANY: Final = 16

_GONE: Final = f"""
number NOT IN (
    SELECT indexed.number FROM {NAME}.main.indexed_article AS indexed
    INNER JOIN {NAME}.main.article AS valid USING (article_id, valid_from) WHERE valid.valid_to IS NULL
)
"""

_ALL_COMING: Final = (
    f"{NAME}.main.article AS valid ANTI JOIN {NAME}.main.indexed_article USING (article_id, valid_from)"
    " WHERE valid.valid_to IS NULL"
)

# In the order in which they came: what was read together is asked together, and lists of near numbers pack well.
_COMING: Final = f"""
CREATE OR REPLACE TEMP TABLE indexing AS
SELECT (
    row_number() OVER (ORDER BY valid.valid_from, valid.article_id)
    + (SELECT coalesce(max(last_number), 0) FROM {NAME}.main.bigram_segment)
)::INTEGER AS number, valid.article_id, valid.valid_from
FROM {{coming}}
ORDER BY number LIMIT {AT_ONCE}
"""

_IS_LEVEL: Final = (
    f"SELECT (SELECT count(*) FROM {NAME}.main.indexed_article)"
    f" = (SELECT count(*) FROM {NAME}.main.article WHERE valid_to IS NULL)"
)

_COUNTED: Final = f"""
CREATE OR REPLACE TEMP TABLE counted AS
SELECT token, number, count(*)::INTEGER AS frequency, (count(*) FILTER (role = 'title'))::INTEGER AS title_frequency
FROM (
    SELECT indexing.number, block.role, unnest({NAME}.main.search_tokens(block.text)) AS token
    FROM {NAME}.main.block INNER JOIN temp.indexing USING (article_id, valid_from)
)
GROUP BY ALL ORDER BY token, number
"""

_ARTICLES: Final = """
SELECT indexing.number, indexing.article_id, indexing.valid_from, coalesce(sum(counted.frequency), 0) AS tokens
FROM temp.indexing LEFT JOIN temp.counted USING (number) GROUP BY ALL ORDER BY indexing.number
"""

_POSTINGS: Final = """
SELECT token, ?::INTEGER AS segment, list(
    {'number': number, 'frequency': frequency, 'title_frequency': title_frequency} ORDER BY number
) AS postings
FROM temp.counted GROUP BY token ORDER BY token
"""

_LEFT: Final = f"""
CREATE OR REPLACE TEMP TABLE counted AS
SELECT * FROM (
    SELECT token, unnest(postings, recursive := true) FROM {NAME}.main.bigram
    WHERE segment IN (SELECT segment FROM temp.merging)
) SEMI JOIN {NAME}.main.indexed_article USING (number)
"""


def update_index(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring the index to what is valid now; how many articles are new in it. To be called in the transaction.

    A few changed articles are brought in as they are. Where as many are not indexed then as are valid, what is valid
    is compared with what is indexed, not with what was staged: an archive that was filled before there was an index,
    or that came back from a backup without it, is indexed by its next publication.
    """
    changed = few_changed(connection, "article")
    total = _index_changed(connection, changed) if changed else 0
    if changed is None or not connection.execute(_IS_LEVEL).fetchall()[0][0]:
        delete(connection, "indexed_article", _GONE)
        total += (count := _index_some(connection))
        while count == AT_ONCE:
            total += (count := _index_some(connection))
    small = f"SELECT segment FROM {NAME}.main.bigram_segment WHERE articles < {SMALL}"
    if _number(connection, f"SELECT count(*) FROM ({small})") > MANY:
        _merge(connection, small)
    return total


def merge_index(connection: duckdb.DuckDBPyConnection) -> int:
    """Write all segments anew as one, without the postings of closed versions; how many there were."""
    every = f"SELECT segment FROM {NAME}.main.bigram_segment"
    count = _number(connection, f"SELECT count(*) FROM ({every})")
    if count:
        _merge(connection, every)
    return count


def remake_index(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the whole index anew from the texts; how many articles are in it."""
    for name in INDEX:
        delete(connection, name, "true")
    return update_index(connection)


def index_bytes(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """How many bytes the index takes in a file, by writing it to one in this folder; outside of a transaction."""
    place = folder / "index.duckdb"
    connection.execute(f"ATTACH {literal(place)} AS measured ({storage(place)})")
    for name in INDEX:
        connection.execute(f"CREATE TABLE measured.{name} AS SELECT * FROM {NAME}.main.{name}")
    connection.execute("DETACH measured")
    size = place.stat().st_size
    place.unlink()
    return size


def _index_changed(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[tuple[Any, ...]]
) -> int:
    """Take the closed ones of a few changed articles out, and put the valid ones in; how many are new."""
    articles, instants = (values(key[at] for key in changed) for at in (0, 1))
    numbers = f"SELECT * FROM {NAME}.main.indexed_article WHERE article_id IN ({articles})"
    rows = connection.execute(
        "SELECT indexed.number, article_id, valid_from, valid.valid_to IS NULL"
        f" FROM {NAME}.main.article AS valid LEFT JOIN ({numbers}) AS indexed USING (article_id, valid_from)"
        f" WHERE article_id IN ({articles}) AND valid_from IN ({instants})"
    ).fetchall()
    if gone := [number for number, *_, is_valid in rows if number is not None and not is_valid]:
        delete(connection, "indexed_article", f"number IN ({values(gone)})")
    coming = [row[1:3] for row in rows if row[0] is None and row[3]]
    if not coming:
        return 0
    listed = ", ".join(f"({literal(id_)}, TIMESTAMP {literal(instant)})" for id_, instant in coming)
    return _index_some(connection, f"(VALUES {listed}) AS valid (article_id, valid_from)")


def _index_some(connection: duckdb.DuckDBPyConnection, coming: str = _ALL_COMING) -> int:
    count = made(connection, _COMING.format(coming=coming))
    if count:
        connection.execute(_COUNTED)
        insert(connection, "indexed_article", _ARTICLES)
        _write_segment(
            connection, "SELECT count(*) AS articles, max(number) AS last_number FROM temp.indexing"
        )
    return count


def _merge(connection: duckdb.DuckDBPyConnection, segments: str) -> None:
    """One segment in the place of these; numbers already given are not given again."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE merging AS {segments}")
    connection.execute(_LEFT)
    last = _number(connection, f"SELECT max(last_number) FROM {NAME}.main.bigram_segment")
    for name in ("bigram", "bigram_segment"):
        delete(connection, name, "segment IN (SELECT segment FROM temp.merging)")
    _write_segment(
        connection,
        f"SELECT count(DISTINCT number) AS articles, {last} AS last_number FROM temp.counted",
    )


def _write_segment(connection: duckdb.DuckDBPyConnection, articles_and_last: str) -> None:
    """The counted tokens as the newest segment."""
    newest = f"SELECT coalesce(max(segment), 0) + 1 FROM {NAME}.main.bigram_segment"
    segment = _number(connection, newest)
    insert(connection, "bigram", _POSTINGS, [segment])
    insert(
        connection,
        "bigram_segment",
        f"SELECT ?::INTEGER AS segment, articles, last_number FROM ({articles_and_last})",
        [segment],
    )


def _number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])
