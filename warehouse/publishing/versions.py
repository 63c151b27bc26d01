"""Staged articles in; new versions inserted, the ones they replace closed, equal ones left alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.changes import delete, insert, made, update
from warehouse.connection import NAME
from warehouse.noted import few_rows, values
from warehouse.publishing.corrections import corrected_documents
from warehouse.publishing.staging import BUDGET, VERSIONED

#: One digest of all rows of an article, whatever order they come in.
_ROWS_DIGEST: Final = "md5(string_agg(row_digest, ',' ORDER BY part_of, row_digest))"


def write_versions(
    connection: duckdb.DuckDBPyConnection, filled: Collection[str] = VERSIONED
) -> tuple[int, int]:
    """Bring the articles of the warehouse to what is staged; how many versions are new, and how many closed.

    `filled` are the staged tables that may have rows.

    A version whose rows (its own, its blocks, mentions, figures) equal those of the valid one is not
    written. A new version closes the valid one of the same story; what a document no longer holds when it
    is read anew is closed too, and so is what stood at its place and is not told there any more.
    """
    fresh = made(
        connection,
        f"CREATE OR REPLACE TEMP TABLE fresh AS"
        f" SELECT staged.article_key, staged.article_id, staged.document_id, digests.rows_digest,"
        f" coalesce(before.document_id = staged.document_id, false) AS is_same_page"
        f" FROM temp.article AS staged INNER JOIN ({_digests(filled)}) AS digests USING (article_id)"
        f" LEFT JOIN {NAME}.main.version_digest AS known ON known.article_key = staged.article_key"
        # The version before it, valid or not: what was held for a while and comes back is the same page.
        f" LEFT JOIN (SELECT article_key, arg_max(document_id, valid_from) AS document_id"
        f" FROM {NAME}.main.article WHERE article_key IN (SELECT article_key FROM temp.article)"
        f" GROUP BY article_key) AS before ON before.article_key = staged.article_key"
        f" WHERE known.rows_digest IS DISTINCT FROM digests.rows_digest",
    )
    closing = _closing(connection)
    closed = close_versions(connection, closing) if closing else 0
    if not fresh:
        return 0, closed
    insert(
        connection,
        "version_digest",
        "SELECT article_key, article_id, (SELECT valid_from FROM temp.publication) AS valid_from, rows_digest"
        " FROM temp.fresh",
    )
    connection.execute(
        "UPDATE temp.article SET version_reason ="
        f" CASE WHEN document_id IN ({corrected_documents()}) THEN 'correction' ELSE 'rules' END"
        " WHERE article_id IN (SELECT article_id FROM temp.fresh WHERE is_same_page)"
    )
    new = 0
    for name in VERSIONED:
        if name not in filled:
            continue
        count = insert(
            connection,
            name,
            f"SELECT * FROM temp.{name} WHERE article_id IN (SELECT article_id FROM temp.fresh)",
        )
        new = count if name == "article" else new
    return new, closed


#: What the valid versions that give way are: of a story told anew, of a document read anew, or of its place.
_CLOSING: Final = (
    f"SELECT valid.article_key FROM {NAME}.main.article AS valid"
    " WHERE valid.valid_to IS NULL AND (valid.article_key IN (SELECT article_key FROM temp.fresh)"
    " OR (valid.document_id IN (SELECT document_id FROM temp.document)"
    " AND valid.article_key NOT IN (SELECT article_key FROM temp.article)"
    " AND valid.document_id NOT IN (SELECT subject_id FROM temp.held"
    f" WHERE level = 'document' AND reason = '{BUDGET}'))"
    # other bytes at the same place tell other stories, and some of those that stood there no more
    " OR (valid.location IN (SELECT location FROM temp.article)"
    " AND valid.article_key NOT IN (SELECT article_key FROM temp.article)))"
)


def _closing(connection: duckdb.DuckDBPyConnection) -> str:
    """A query for the stories whose valid version gives way; empty where none does."""
    staged = few_rows(
        connection,
        "SELECT 1, article_key, location FROM temp.article UNION ALL SELECT 2, document_id, NULL FROM temp.document"
        " UNION ALL SELECT 3, article_key, NULL FROM temp.fresh UNION ALL SELECT 4, subject_id, NULL FROM temp.held"
        f" WHERE level = 'document' AND reason = '{BUDGET}'",
    )
    if staged is None:
        return _CLOSING
    told, documents, fresh, over = (
        {name for which, name, _ in staged if which == number} for number in (1, 2, 3, 4)
    )
    places = {place for which, _, place in staged if which == 1}
    standing = connection.execute(
        f"SELECT article_key, document_id, location FROM {NAME}.main.article WHERE valid_to IS NULL"
        f" AND (article_key IN ({values(sorted(fresh))}) OR document_id IN ({values(sorted(documents - over))})"
        f" OR location IN ({values(sorted(places))}))"
    ).fetchall()
    closing = {
        key
        for key, document_id, place in standing
        if key in fresh
        or (key not in told and (document_id in documents - over or place in places))
    }
    return f"SELECT unnest([{values(sorted(closing))}]) AS article_key" if closing else ""


def close_versions(connection: duckdb.DuckDBPyConnection, keys: str) -> int:
    """Close the valid versions of the stories that the query `keys` gives; how many there were."""
    if not made(connection, f"CREATE OR REPLACE TEMP TABLE closed AS {keys}"):
        return 0
    count = update(
        connection,
        "article",
        "valid_to = (SELECT valid_from FROM temp.publication)",
        "valid_to IS NULL AND article_key IN (SELECT article_key FROM temp.closed)",
    )
    delete(connection, "version_digest", "article_key IN (SELECT article_key FROM temp.closed)")
    return count


def _digests(filled: Collection[str]) -> str:
    """A digest over all rows of each staged article."""
    rows = " UNION ALL ".join(
        f"SELECT article_id, '{name}' AS part_of, md5({_as_text(name)}) AS row_digest FROM temp.{name}"
        for name in VERSIONED
        if name in filled or name == "article"
    )
    return f"SELECT article_id, {_ROWS_DIGEST} AS rows_digest FROM ({rows}) GROUP BY article_id"


def _as_text(table: str) -> str:
    """A row as JSON with every value spelled out; lists stay lists, so that nothing can run together."""
    values = ", ".join(
        f'"{column.name}" := "{column.name}"'
        if column.type.endswith("[]")
        else f'"{column.name}" := "{column.name}"::VARCHAR'
        for column in tables()[table].part_columns
    )
    return f"to_json(struct_pack({values}))::VARCHAR"
