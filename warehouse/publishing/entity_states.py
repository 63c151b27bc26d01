"""Corrections of entities, carried out, in; their rows in table correction, each with its state, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from kouan.model.entity_correction import EntityCorrection
from warehouse.changes import delete, insert
from warehouse.connection import NAME, literal

_STORE: Final = f"{NAME}.main"

#: What a row of table correction has from the correction itself.
_TOLD: Final = (
    *("correction_id", "document_id", "seen", "new", "reason", "evidence", "author", "file"),
    *("raw_start", "raw_end", "line", "made_on"),
)
_TOLD_SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in (*_TOLD[:8], "table_name", "column_name")),
        *((name, pa.int64()) for name in ("raw_start", "raw_end")),
        ("line", pa.int32()),
        ("made_on", pa.date32()),
    ]
)
#: Active where it puts its entity anywhere; redundant where the rules name that one there, or the other no more; else stale.
_JUDGED: Final = f"""
SELECT incoming.*,
    CASE
        WHEN incoming.correction_id IN (SELECT correction_id FROM {_STORE}.entity_move) THEN 'active'
        WHEN ruling.alias IS NULL AND ruling.document_id IS NULL THEN
            CASE WHEN ruling.seen_id IN (SELECT entity_id FROM {_STORE}.entity) THEN 'redundant' ELSE 'stale' END
        WHEN EXISTS (
            SELECT 1 FROM {_STORE}.mention
            WHERE mention.entity_id = ruling.new_id AND coalesce(mention.document_id = ruling.document_id, true)
                AND coalesce(mention.surface = ruling.alias, true)
                AND coalesce(mention.raw_start < ruling.raw_end AND mention.raw_end > ruling.raw_start, true)
        ) THEN 'redundant'
        ELSE 'stale'
    END AS state
FROM incoming INNER JOIN temp.entity_ruling AS ruling USING (correction_id)
"""


def write_entity_states(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[EntityCorrection], run_id: str
) -> None:
    """Write a row for each correction, and none for others; one that says and does what it did keeps the run that judged it."""
    rows = [
        {
            **{name: getattr(one.correction, name) for name in _TOLD},
            "table_name": one.correction.table.value,
            "column_name": one.correction.column,
        }
        for one in corrections
    ]
    connection.register("incoming", table_of_rows(rows, _TOLD_SCHEMA))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE judged_entity AS {_JUDGED}")
    connection.unregister("incoming")
    names = f"{', '.join(_TOLD_SCHEMA.names)}, state"
    insert(
        connection,
        "correction",
        f"SELECT *, {literal(run_id)} AS run_id FROM"
        f" (SELECT {names} FROM temp.judged_entity EXCEPT SELECT {names} FROM {_STORE}.correction)",
        known="replace",
    )
    delete(
        connection,
        "correction",
        "table_name = 'entity' AND correction_id NOT IN (SELECT correction_id FROM temp.judged_entity)",
    )
