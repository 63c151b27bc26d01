"""Documents whose place was taken in; their articles closed there, and valid at the next place they have, out."""

from __future__ import annotations

from typing import Any, Final

import duckdb

from kouan.model.identity import article_id, article_key
from warehouse.connection import NAME, literal
from warehouse.noted import few_rows, values
from warehouse.publishing.entity_moves import said_by_rules
from warehouse.publishing.staging import VERSIONED
from warehouse.publishing.versions import close_versions, write_versions

# A page became a copy of a document that has its article elsewhere: what stood there is not valid any more.
_DISPLACED: Final = f"""
SELECT valid.article_key
FROM {NAME}.main.article AS valid
INNER JOIN temp.claimed ON valid.location = claimed.place AND valid.document_id <> claimed.document_id
WHERE valid.valid_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM {NAME}.main.article AS theirs
        WHERE theirs.valid_to IS NULL
            AND theirs.document_id = claimed.document_id AND theirs.location = claimed.place
    )
"""

# A copy stands at two places and its article at the first. When other bytes take the first place, the story
# there goes on with them, and the copy at the second place would be left without an article.
_LEFT_ALONE: Final = f"""
WITH closed AS MATERIALIZED (
    SELECT * FROM {NAME}.main.article WHERE valid_to = (SELECT valid_from FROM temp.publication)
),
alone AS MATERIALIZED (
    SELECT document_id FROM closed
    EXCEPT SELECT document_id FROM {NAME}.main.article WHERE valid_to IS NULL
)
SELECT closed.article_id, closed.valid_from, closed.item_key, closed.title, closed.subtitle,
    document.locations[1] AS place
FROM closed
INNER JOIN {NAME}.main.document USING (document_id)
SEMI JOIN alone USING (document_id)
WHERE document.status = 'released'
    AND len(document.locations) > 0
    AND NOT list_contains(document.locations, closed.location)
ORDER BY closed.article_id
"""


# Most documents whose article was closed stand nowhere any more.
_STANDS_ON: Final = f"""
SELECT 1 FROM {NAME}.main.document
WHERE status = 'released' AND len(locations) > 0 AND document_id IN (
    SELECT document_id FROM {NAME}.main.article WHERE valid_to = (SELECT valid_from FROM temp.publication)
)
LIMIT 1
"""


def move_articles(
    connection: duckdb.DuckDBPyConnection, *, is_any_closed: bool = True
) -> tuple[int, int]:
    """Close articles whose place other bytes have taken, and publish them at another place of their document.

    `is_any_closed` says whether this publication has closed any so far. Gives how many versions are new, and how
    many closed. The rows are those of the version just closed, under the ids that the road would give them there.
    """
    displaced = _displaced(connection)
    closed = close_versions(connection, displaced) if displaced else 0
    if not (is_any_closed or closed) or not connection.execute(_STANDS_ON).fetchall():
        return 0, closed
    left_alone = connection.execute(_LEFT_ALONE).fetchall()
    if not left_alone:
        return 0, closed
    for table in ("document", *VERSIONED):
        connection.execute(f"DELETE FROM temp.{table}")
    for row in left_alone:
        _stage(connection, *row)
    new, _ = write_versions(connection)
    return new, closed


def _displaced(connection: duckdb.DuckDBPyConnection) -> str:
    """A query for the articles whose place is claimed by others; empty where there is none."""
    claimed = few_rows(connection, "SELECT place, document_id FROM temp.claimed")
    if claimed is None:
        return _DISPLACED
    places = values(place for place, _ in claimed)
    standing = connection.execute(
        f"SELECT location, document_id, article_key FROM {NAME}.main.article"
        f" WHERE valid_to IS NULL AND location IN ({places})"
    ).fetchall()
    stands = {(place, document_id) for place, document_id, _ in standing}
    taken = {
        key
        for place, document_id in claimed
        if (place, document_id) not in stands
        for where, _, key in standing
        if where == place
    }
    return f"SELECT unnest([{values(sorted(taken))}]) AS article_key" if taken else ""


def _stage(
    connection: duckdb.DuckDBPyConnection,
    old_id: str,
    old_from: Any,
    item_key: str,
    title: str | None,
    subtitle: str | None,
    place: str,
) -> None:
    """Put the rows of one version into the temporary tables, as they are at the other place."""
    version = f"article_id = {literal(old_id)} AND valid_from = TIMESTAMP {literal(old_from)}"
    blocks = connection.execute(
        f"SELECT role, text FROM {NAME}.main.block WHERE {version}"
        " AND role NOT IN ('title', 'subtitle') ORDER BY position"
    ).fetchall()
    key = article_key(place, item_key)
    id_ = literal(article_id(key, title, subtitle, blocks))
    moved = f"{id_} AS article_id, (SELECT valid_from FROM temp.publication) AS valid_from"
    own = f", {literal(key)} AS article_key, {literal(place)} AS location, NULL AS valid_to, 'page' AS version_reason"
    for table in VERSIONED:
        replaced = moved + (own if table == "article" else "")
        connection.execute(
            f"INSERT INTO temp.{table} BY NAME SELECT * REPLACE ({replaced}) FROM {NAME}.main.{table} WHERE {version}"
        )
    said_by_rules(connection, article_id(key, title, subtitle, blocks), (old_id, old_from))
