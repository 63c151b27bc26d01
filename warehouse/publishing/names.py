"""Versions of articles that this publication opened and closed in; how long each of their names has been met out."""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.changes import delete, insert, made, update
from warehouse.connection import NAME, literal

#: Mentions of the versions that came, that went, and that stayed beside them in their documents. The versions are
#: found first: joined to all mentions at once, this took ten times as long.
_SAID: Final = f"""
WITH version AS MATERIALIZED (
    SELECT article_id, valid_from, valid_from = {{now}} AS is_new, valid_to IS NULL AS is_valid,
        valid_from < {{now}} AS was_valid, valid_from = {{now}} OR valid_to IS NOT NULL AS is_moved
    FROM {NAME}.main.article
    WHERE (valid_to IS NULL OR valid_to = {{now}}) AND document_id IN (
        SELECT document_id FROM {NAME}.main.article WHERE valid_from = {{now}} OR valid_to = {{now}}
    )
),
said AS MATERIALIZED (
    SELECT entity_id, surface AS alias, document_id, bool_or(is_new) AS is_met, bool_or(is_valid) AS is_valid,
        bool_or(was_valid) AS was_valid, bool_or(is_moved) AS is_moved
    FROM {NAME}.main.mention INNER JOIN version USING (article_id, valid_from)
    GROUP BY entity_id, surface, document_id
)
"""

#: Each name in a version that came or went, in how many documents it stands now, and whether its history is there.
#: A document that names an entity names it by its canonical name too.
_COUNTED: Final = f"""
CREATE OR REPLACE TEMP TABLE counted_names AS {_SAID},
named AS (
    SELECT * FROM said
    UNION ALL
    SELECT entity_id, entity.name, said.* EXCLUDE (entity_id, alias)
    FROM said INNER JOIN {NAME}.main.entity AS entity USING (entity_id)
    WHERE entity.name <> said.alias
),
used AS (
    SELECT entity_id, alias, bool_or(is_met) AS is_met, bool_or(is_valid) AS is_valid,
        bool_or(was_valid) AS was_valid, bool_or(is_moved) AS is_moved
    FROM named GROUP BY entity_id, alias, document_id
),
moved AS (
    SELECT entity_id, alias, bool_or(is_met) AS is_met, count(*) FILTER (was_valid) AS went,
        count(*) FILTER (is_valid) AS came
    FROM used GROUP BY entity_id, alias HAVING bool_or(is_moved)
)
SELECT moved.entity_id, moved.alias, moved.is_met,
    (coalesce(known.documents, 0) - moved.went + moved.came)::INTEGER AS documents,
    known.entity_id IS NOT NULL AS is_known, coalesce(known.documents, 0) < moved.went AS is_amiss,
    known.entity_id IS NOT NULL AND (
        moved.is_met OR moved.went <> moved.came
        OR (known.documents - moved.went + moved.came > 0) <> (known.ended_at IS NULL)
    ) AS is_changed
FROM moved LEFT JOIN {NAME}.main.alias_history AS known USING (entity_id, alias)
"""

#: The same, counted among all mentions of the entities.
_COUNTED_ANEW: Final = f"""
CREATE OR REPLACE TEMP TABLE counted_names AS {_SAID},
met AS (
    SELECT entity_id, alias, is_met FROM said WHERE is_moved
    UNION ALL
    SELECT entity_id, entity.name, said.is_met
    FROM said INNER JOIN {NAME}.main.entity AS entity USING (entity_id) WHERE said.is_moved
),
names AS (SELECT entity_id, alias, bool_or(is_met) AS is_met FROM met GROUP BY ALL),
valid AS (
    SELECT mention.entity_id, mention.surface, mention.document_id
    FROM {NAME}.main.mention AS mention
    INNER JOIN {NAME}.main.article AS article USING (article_id, valid_from)
    WHERE article.valid_to IS NULL AND mention.entity_id IN (SELECT entity_id FROM names)
),
uses AS (
    SELECT entity_id, surface AS alias, document_id FROM valid
    UNION
    SELECT entity_id, entity.name, document_id FROM valid
    INNER JOIN {NAME}.main.entity AS entity USING (entity_id)
),
counted AS (
    SELECT names.entity_id, names.alias, names.is_met, count(uses.document_id)::INTEGER AS documents
    FROM names LEFT JOIN uses USING (entity_id, alias) GROUP BY ALL
)
SELECT counted.*, known.entity_id IS NOT NULL AS is_known, false AS is_amiss,
    known.entity_id IS NOT NULL AND (
        counted.is_met OR counted.documents <> known.documents
        OR (counted.documents > 0) <> (known.ended_at IS NULL)
    ) AS is_changed
FROM counted LEFT JOIN {NAME}.main.alias_history AS known USING (entity_id, alias)
"""


def write_names(
    connection: duckdb.DuckDBPyConnection, run_id: str, *, is_counted_anew: bool = False
) -> None:
    """Bring the history of names to the articles that are valid now.

    Only names in versions that came or went are looked at, and what is known of them is carried forward by these.
    A publication that changes no version changes no name. `is_counted_anew` asks all mentions of their entities
    instead, as is done where the histories cannot be right.
    """
    ((instant,),) = connection.execute("SELECT valid_from FROM temp.publication").fetchall()
    run, now = literal(run_id), f"TIMESTAMP {literal(instant)}"
    changed, new, amiss = _count(connection, _COUNTED_ANEW if is_counted_anew else _COUNTED, now)
    if amiss:
        changed, new, _ = _count(connection, _COUNTED_ANEW, now)
    if changed:
        update(
            connection,
            "alias_history",
            "documents = names.documents,"
            f" ended_at = CASE WHEN names.documents > 0 THEN NULL ELSE coalesce(alias_history.ended_at, {now}) END,"
            f" last_seen = CASE WHEN names.is_met THEN {now} ELSE alias_history.last_seen END,"
            f" last_run_id = CASE WHEN names.is_met THEN {run} ELSE alias_history.last_run_id END",
            "names.entity_id = alias_history.entity_id AND names.alias = alias_history.alias AND names.is_changed",
            "temp.counted_names AS names",
        )
    if new:
        insert(
            connection,
            "alias_history",
            f"SELECT entity_id, alias, documents, {run} AS first_run_id, {now} AS first_seen, {run} AS last_run_id,"
            f" {now} AS last_seen, CASE WHEN documents > 0 THEN NULL::TIMESTAMP ELSE {now} END AS ended_at"
            " FROM temp.counted_names WHERE is_met AND NOT is_known",
        )


def _count(connection: duckdb.DuckDBPyConnection, counting: str, now: str) -> tuple[int, int, int]:
    """Lay the names out in `counted_names`; how many are changed, are new, and are fewer than went."""
    if not made(connection, counting.format(now=now)):
        return 0, 0, 0
    ((changed, new, amiss),) = connection.execute(
        "SELECT count(*) FILTER (is_changed), count(*) FILTER (is_met AND NOT is_known), count(*) FILTER (is_amiss)"
        " FROM temp.counted_names"
    ).fetchall()
    return changed, new, amiss


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
