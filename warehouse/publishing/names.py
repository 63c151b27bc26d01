"""Versions of articles that this publication opened and closed in; how long each of their names has been met out."""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.changes import delete, insert, update
from warehouse.connection import NAME, literal

#: Versions that were opened or closed now. They are found first: joined to all mentions at once, this took
#: ten times as long.
_MOVED: Final = f"""
CREATE OR REPLACE TEMP TABLE moved_version AS
SELECT article_id, valid_from, valid_from = (SELECT valid_from FROM temp.publication) AS is_new
FROM {NAME}.main.article
WHERE valid_from = (SELECT valid_from FROM temp.publication)
    OR valid_to = (SELECT valid_from FROM temp.publication)
"""

#: Entities named in them: no other name has a history that moves.
_TOUCHED: Final = f"""
CREATE OR REPLACE TEMP TABLE touched AS
SELECT mention.entity_id, mention.surface, bool_or(moved_version.is_new) AS is_met
FROM {NAME}.main.mention AS mention
INNER JOIN temp.moved_version AS moved_version USING (article_id, valid_from)
GROUP BY ALL
"""

_COUNTED: Final = f"""
CREATE OR REPLACE TEMP TABLE counted_names AS
WITH valid AS (
    SELECT mention.entity_id, mention.surface, mention.document_id
    FROM {NAME}.main.mention AS mention
    INNER JOIN {NAME}.main.article AS article USING (article_id, valid_from)
    WHERE article.valid_to IS NULL AND mention.entity_id IN (SELECT entity_id FROM temp.touched)
),
met AS (
    SELECT entity_id, surface AS alias, is_met FROM temp.touched
    UNION ALL
    SELECT entity_id, entity.name, touched.is_met FROM temp.touched
    INNER JOIN {NAME}.main.entity AS entity USING (entity_id)
),
names AS (SELECT entity_id, alias, bool_or(is_met) AS is_met FROM met GROUP BY ALL),
uses AS (
    SELECT entity_id, surface AS alias, document_id FROM valid
    UNION
    SELECT entity_id, entity.name, document_id FROM valid
    INNER JOIN {NAME}.main.entity AS entity USING (entity_id)
)
SELECT names.entity_id, names.alias, names.is_met, count(uses.document_id)::INTEGER AS documents
FROM names LEFT JOIN uses USING (entity_id, alias)
GROUP BY ALL
"""


def write_names(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Bring the history of names to the articles that are valid now.

    Only names in versions that came or went are looked at. A publication that changes no version
    changes no name.
    """
    for statement in (_MOVED, _TOUCHED, _COUNTED):
        connection.execute(statement)
    run, now = literal(run_id), "(SELECT valid_from FROM temp.publication)"
    update(
        connection,
        "alias_history",
        "documents = names.documents,"
        f" ended_at = CASE WHEN names.documents > 0 THEN NULL ELSE coalesce(alias_history.ended_at, {now}) END,"
        f" last_seen = CASE WHEN names.is_met THEN {now} ELSE alias_history.last_seen END,"
        f" last_run_id = CASE WHEN names.is_met THEN {run} ELSE alias_history.last_run_id END",
        "names.entity_id = alias_history.entity_id AND names.alias = alias_history.alias AND"
        " (names.is_met OR names.documents <> alias_history.documents"
        " OR (names.documents > 0) <> (alias_history.ended_at IS NULL))",
        "temp.counted_names AS names",
    )
    insert(
        connection,
        "alias_history",
        f"SELECT entity_id, alias, documents, {run} AS first_run_id, {now} AS first_seen, {run} AS last_run_id,"
        f" {now} AS last_seen, CASE WHEN documents > 0 THEN NULL::TIMESTAMP ELSE {now} END AS ended_at"
        " FROM temp.counted_names WHERE is_met",
        known="keep",
    )


#: The history of the names of some entities, from all versions that there are.
_RECOUNTED: Final = f"""
CREATE OR REPLACE TEMP TABLE recounted_name AS
WITH met AS (
    SELECT mention.entity_id, mention.surface, mention.document_id, article.run_id, article.valid_from, article.valid_to
    FROM {NAME}.main.mention AS mention
    INNER JOIN {NAME}.main.article AS article USING (article_id, valid_from)
    WHERE mention.entity_id IN (SELECT entity_id FROM temp.touched_entity)
),
named AS (
    SELECT entity_id, surface AS alias, * EXCLUDE (entity_id, surface) FROM met
    UNION ALL
    SELECT entity_id, entity.name, met.* EXCLUDE (entity_id, surface)
    FROM met INNER JOIN {NAME}.main.entity AS entity USING (entity_id)
    WHERE entity.name <> met.surface
)
SELECT entity_id, alias,
    (count(DISTINCT document_id) FILTER (valid_to IS NULL))::INTEGER AS documents,
    arg_min(run_id, valid_from) AS first_run_id, min(valid_from) AS first_seen,
    arg_max(run_id, valid_from) AS last_run_id, max(valid_from) AS last_seen,
    CASE WHEN count(*) FILTER (valid_to IS NULL) = 0 THEN max(valid_to) END AS ended_at
FROM named GROUP BY entity_id, alias
"""


def recount_names(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the history of the names of the entities in `touched_entity` anew: mentions of theirs came or went."""
    connection.execute(_RECOUNTED)
    delete(
        connection,
        "alias_history",
        "entity_id IN (SELECT entity_id FROM temp.touched_entity)"
        " AND (entity_id, alias) NOT IN (SELECT (entity_id, alias) FROM temp.recounted_name)",
    )
    insert(connection, "alias_history", "SELECT * FROM temp.recounted_name", known="replace")
