"""Corrections of entities in; mentions, posts and figures that name another entity, and the state of each correction, out.

The road knows no such correction: what it says of a version is digested as it is, and put right afterwards,
row by row. `entity_move` keeps what the rules said, so a correction that is taken back leaves no trace, and
one that is made reads no document again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from kouan.model.correction import Correction
from kouan.model.entity_correction import EntityCorrection, entity_corrections
from warehouse.changes import delete, insert, update
from warehouse.connection import NAME
from warehouse.publishing.entity_states import write_entity_states
from warehouse.publishing.names import recount_names

_STORE: Final = f"{NAME}.main"


class _Reference(NamedTuple):
    """A column that names an entity, and the one beside it that holds its name; a mention holds its type."""

    table: str
    column: str
    beside: str
    of_entity: str = "name"


#: The parts that an entity plays in a figure.
ROLES: Final = ("subject", "place", "partner", "reported_by")
REFERENCES: Final = (
    _Reference("mention", "entity_id", "type", "type"),
    _Reference("position", "person_id", "person"),
    _Reference("position", "organization_id", "organization"),
    *(_Reference("metric", f"{role}_id", role) for role in ROLES),
)
_KEY: Final = ("table_name", "row_id", "column_name", "article_id", "valid_from")
_SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("correction_id", "seen_id", "new_id")),
        *((name, pa.string()) for name in ("new_type", "new_name", "alias", "document_id")),
        *((name, pa.int64()) for name in ("raw_start", "raw_end")),
    ]
)

_FRESH: Final = "place.valid_from = (SELECT valid_from FROM temp.publication)"

#: What the rules name at each place that a correction may concern: where nothing was put yet, and where something was.
_PLACE: Final = f"""
SELECT '{{table}}' AS table_name, place.{{table}}_id AS row_id, '{{column}}' AS column_name,
    place.article_id, place.valid_from, place.document_id, place.raw_start, place.raw_end, {{surface}} AS surface,
    place.{{column}} AS now, place.{{column}} AS entity_id
FROM {_STORE}.{{table}} AS place
WHERE place.{{column}} IN (SELECT seen_id FROM temp.entity_ruling) AND {{chosen}}
    AND NOT EXISTS (
        SELECT 1 FROM {_STORE}.entity_move AS moved
        WHERE moved.table_name = '{{table}}' AND moved.column_name = '{{column}}' AND moved.row_id = place.{{table}}_id
            AND moved.article_id = place.article_id AND moved.valid_from = place.valid_from
    )
UNION ALL
SELECT moved.table_name, moved.row_id, moved.column_name,
    place.article_id, place.valid_from, place.document_id, place.raw_start, place.raw_end, {{surface}} AS surface,
    place.{{column}} AS now, moved.entity_id
FROM {_STORE}.entity_move AS moved
INNER JOIN {_STORE}.{{table}} AS place
    ON moved.row_id = place.{{table}}_id AND moved.article_id = place.article_id AND moved.valid_from = place.valid_from
WHERE moved.table_name = '{{table}}' AND moved.column_name = '{{column}}' AND {{chosen}}
"""

#: A mention is what the narrowest correction says: of its bytes, its document, its name, the entity.
_MENTIONED: Final = """
CREATE OR REPLACE TEMP TABLE ruled_mention AS
SELECT place.*, ruling.new_id, ruling.correction_id
FROM temp.entity_place AS place
LEFT JOIN temp.entity_ruling AS ruling
    ON ruling.seen_id = place.entity_id
    AND coalesce(ruling.alias = place.surface, true)
    AND coalesce(ruling.document_id = place.document_id, true)
    AND coalesce(place.raw_start >= ruling.raw_start AND place.raw_end <= ruling.raw_end, true)
WHERE place.table_name = 'mention'
QUALIFY row_number() OVER (
    PARTITION BY place.row_id, place.article_id, place.valid_from
    ORDER BY ruling.raw_start IS NULL, ruling.document_id IS NULL, ruling.alias IS NULL, ruling.correction_id
) = 1
"""

#: Posts and figures go where all mentions of their entity in the article go; else where a merge puts it.
_RULED: Final = """
CREATE OR REPLACE TEMP TABLE ruled_place AS
WITH followed AS (
    SELECT article_id, valid_from, entity_id, min(new_id) AS new_id, min(correction_id) AS correction_id
    FROM temp.ruled_mention
    GROUP BY article_id, valid_from, entity_id
    HAVING count(*) = count(new_id) AND count(DISTINCT new_id) = 1
)
SELECT * FROM temp.ruled_mention
UNION ALL BY NAME
SELECT place.*, coalesce(followed.new_id, ruling.new_id) AS new_id,
    CASE WHEN followed.new_id IS NULL THEN ruling.correction_id ELSE followed.correction_id END AS correction_id
FROM temp.entity_place AS place
LEFT JOIN followed USING (article_id, valid_from, entity_id)
LEFT JOIN temp.entity_ruling AS ruling
    ON ruling.seen_id = place.entity_id AND ruling.alias IS NULL AND ruling.document_id IS NULL
WHERE place.table_name <> 'mention'
"""


def write_entity_moves(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction], run_id: str
) -> None:
    """Bring all that names an entity to what is corrected now, and write the state of each of these corrections.

    To be called when the versions of this publication are written. Without corrections, today and before,
    nothing is looked at.
    """
    mine = list(entity_corrections(corrections))
    is_new = _are_others(connection, [one.correction.correction_id for one in mine])
    if not is_new and not (mine and _is_news(connection)):
        return
    _lay_out(connection, mine, "true" if is_new else _FRESH)
    if _move(connection):
        recount_names(connection)
    _write_aliases(connection)
    _drop_unnamed(connection)
    write_entity_states(connection, mine, run_id)


def said_by_rules(
    connection: duckdb.DuckDBPyConnection, article_id: str, version: tuple[str, datetime]
) -> None:
    """Give staged rows of an article, copied from a version that was put right, what the rules said there."""
    of_version = f"SELECT * FROM {_STORE}.entity_move WHERE article_id = ? AND valid_from = ?"
    if not connection.execute(f"{of_version} LIMIT 1", list(version)).fetchall():
        return
    for one in REFERENCES:
        connection.execute(
            f"UPDATE temp.{one.table} SET {one.column} = moved.entity_id, {one.beside} = entity.{one.of_entity}"
            f" FROM ({of_version}) AS moved INNER JOIN {_STORE}.entity AS entity USING (entity_id)"
            f" WHERE moved.table_name = '{one.table}' AND moved.column_name = '{one.column}'"
            f" AND moved.row_id = {one.table}.{one.table}_id AND {one.table}.article_id = ?",
            [*version, article_id],
        )


def _lay_out(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[EntityCorrection], chosen: str
) -> None:
    """The corrections and the places they may concern, as temporary tables; the entities they name, written."""
    rows = [
        {
            "correction_id": one.correction.correction_id,
            "seen_id": one.seen.entity_id,
            "new_id": one.new.entity_id,
            "new_type": one.new.type,
            "new_name": one.new.name,
            "alias": one.alias,
            "document_id": one.correction.document_id,
            "raw_start": one.correction.raw_start,
            "raw_end": one.correction.raw_end,
        }
        for one in corrections
    ]
    connection.register("incoming", table_of_rows(rows, _SCHEMA))
    connection.execute("CREATE OR REPLACE TEMP TABLE entity_ruling AS SELECT * FROM incoming")
    connection.unregister("incoming")
    places = " UNION ALL ".join(
        _PLACE.format(
            table=one.table,
            column=one.column,
            chosen=chosen,
            surface="place.surface" if one.table == "mention" else "NULL::VARCHAR",
        )
        for one in REFERENCES
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE entity_place AS {places}")
    connection.execute(_MENTIONED)
    connection.execute(_RULED)
    insert(
        connection,
        "entity",
        "SELECT new_id AS entity_id, any_value(new_type) AS type, any_value(new_name) AS name"
        " FROM temp.entity_ruling WHERE new_id IN (SELECT new_id FROM temp.ruled_place) GROUP BY new_id",
        known="keep",
    )


def _move(connection: duckdb.DuckDBPyConnection) -> int:
    """Put in each place the entity that is right there now, and keep what the rules say; how many places changed."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE entity_turn AS"
        " SELECT *, coalesce(new_id, entity_id) AS right_id FROM temp.ruled_place"
        " WHERE coalesce(new_id, entity_id) <> now"
    )
    for one in REFERENCES:
        update(
            connection,
            one.table,
            f"{one.column} = turn.right_id, {one.beside} = entity.{one.of_entity}",
            f"turn.table_name = '{one.table}' AND turn.column_name = '{one.column}'"
            f" AND turn.row_id = {one.table}.{one.table}_id AND turn.article_id = {one.table}.article_id"
            f" AND turn.valid_from = {one.table}.valid_from AND entity.entity_id = turn.right_id",
            f"temp.entity_turn AS turn, {_STORE}.entity AS entity",
        )
    key = ", ".join(_KEY)
    delete(
        connection,
        "entity_move",
        f"({key}) IN (SELECT ({key}) FROM temp.ruled_place WHERE new_id IS NULL)",
    )
    insert(
        connection,
        "entity_move",
        f"SELECT {key}, document_id, entity_id, correction_id FROM temp.ruled_place WHERE new_id IS NOT NULL",
        known="replace",
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_entity AS SELECT now AS entity_id FROM temp.entity_turn"
        " UNION SELECT right_id FROM temp.entity_turn UNION SELECT new_id FROM temp.entity_ruling"
    )
    return _count(connection, "temp.entity_turn")


def _write_aliases(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the entities that won or lost places the names they are met under, and the names of what is merged into them."""
    # what is read again brings the names with it that the rules give to an entity
    connection.execute(
        "INSERT INTO temp.touched_entity SELECT DISTINCT entity_id FROM temp.entity_alias"
        f" WHERE entity_id IN (SELECT entity_id FROM {_STORE}.entity_move)"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE right_alias AS"
        f" SELECT entity_id, name AS alias FROM {_STORE}.entity SEMI JOIN temp.touched_entity USING (entity_id)"
        f" UNION SELECT entity_id, surface FROM {_STORE}.mention SEMI JOIN temp.touched_entity USING (entity_id)"
        f" UNION SELECT ruling.new_id, entity.name FROM temp.entity_ruling AS ruling"
        f" INNER JOIN {_STORE}.entity ON entity.entity_id = ruling.seen_id"
        " WHERE ruling.alias IS NULL AND ruling.document_id IS NULL"
        f" AND ruling.correction_id IN (SELECT correction_id FROM {_STORE}.entity_move)"
    )
    delete(
        connection,
        "entity_alias",
        "entity_id IN (SELECT entity_id FROM temp.touched_entity)"
        " AND (entity_id, alias) NOT IN (SELECT (entity_id, alias) FROM temp.right_alias)",
    )
    insert(connection, "entity_alias", "SELECT * FROM temp.right_alias", known="keep")


def _drop_unnamed(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out entities that lost their last place: they were there for a correction alone, which says so no more."""
    named = " UNION ALL ".join(
        f"SELECT {one.column} AS entity_id FROM {_STORE}.{one.table} SEMI JOIN temp.touched_entity AS touched"
        f" ON touched.entity_id = {one.table}.{one.column}"
        for one in REFERENCES
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unnamed_entity AS SELECT DISTINCT entity_id FROM temp.touched_entity"
        f" EXCEPT (SELECT entity_id FROM ({named}) UNION ALL SELECT entity_id FROM {_STORE}.entity_move)"
    )
    for table in ("entity", "entity_alias"):
        delete(connection, table, "entity_id IN (SELECT entity_id FROM temp.unnamed_entity)")


def _are_others(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> bool:
    """Whether some of these corrections have not been met yet, or others have put entities in places."""
    ((is_met, is_left),) = connection.execute(
        f"SELECT list_has_all((SELECT coalesce(list(correction_id), []) FROM {_STORE}.correction), $ids::VARCHAR[]),"
        f" EXISTS (SELECT 1 FROM {_STORE}.entity_move WHERE NOT list_contains($ids::VARCHAR[], correction_id))",
        {"ids": list(ids)},
    ).fetchall()
    return not is_met or bool(is_left)


def _is_news(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this publication opened versions, or brings names of entities."""
    return any(
        _count(connection, rows)
        for rows in ("temp.entity_alias", f"{_STORE}.article AS place WHERE {_FRESH}")
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
