"""Rows of sources.csv, and what read the documents, in; tables source and state with what is new in them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from warehouse.changes import insert, update
from warehouse.connection import NAME, literal
from warehouse.records import SourceRecord, StateRecord

_SCHEMA: Final = pa.schema(
    [
        ("pattern", pa.string()),
        ("position", pa.int32()),
        *((name, pa.string()) for name in ("publisher", "tier", "licence", "retention")),
        ("budget", pa.float64()),
    ]
)
_COLUMNS: Final = ", ".join(_SCHEMA.names)


def write_sources(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[SourceRecord], run_id: str
) -> int:
    """Bring table source to these rows; how many versions are new. Of a pattern given twice the first counts.

    A row that is as it was stays untouched; a place in the file that changed is a change, since the
    first pattern that fits decides.
    """
    rows: dict[str, dict[str, object]] = {}
    for one in sources:
        rows.setdefault(
            one.pattern,
            {
                "pattern": one.pattern,
                "position": len(rows),
                "publisher": one.publisher or None,
                "tier": one.tier or None,
                "licence": one.licence or None,
                "retention": one.retention or None,
                "budget": one.budget,
            },
        )
    incoming = table_of_rows(list(rows.values()), _SCHEMA)
    valid = f"SELECT {_COLUMNS} FROM {NAME}.main.source WHERE valid_to IS NULL"
    if set(connection.execute(valid).fetchall()) == set(
        zip(*incoming.to_pydict().values(), strict=True)
    ):
        return 0
    connection.register("incoming", incoming)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE valid_source AS {valid}")
    update(
        connection,
        "source",
        "valid_to = (SELECT valid_from FROM temp.publication)",
        "valid_to IS NULL AND pattern IN (SELECT pattern FROM"
        f" (SELECT {_COLUMNS} FROM temp.valid_source EXCEPT SELECT {_COLUMNS} FROM incoming))",
    )
    new = insert(
        connection,
        "source",
        f"SELECT {_COLUMNS}, (SELECT valid_from FROM temp.publication) AS valid_from, NULL AS valid_to,"
        f" {literal(run_id)} AS run_id"
        f" FROM (SELECT {_COLUMNS} FROM incoming EXCEPT SELECT {_COLUMNS} FROM temp.valid_source)",
    )
    connection.unregister("incoming")
    return new


def write_state(connection: duckdb.DuckDBPyConnection, state: StateRecord, run_id: str) -> None:
    """Write what a state digest stands for, where it is not known yet."""
    known = f"SELECT 1 FROM {NAME}.main.state WHERE state_digest = ?"
    if connection.execute(known, [state.state_digest]).fetchall():
        return
    insert(
        connection,
        "state",
        "SELECT ? AS state_digest, ? AS knowledge_digest, ? AS code_digest, ? AS version,"
        " ?::VARCHAR[] AS libraries, ? AS first_run_id",
        [
            state.state_digest,
            state.knowledge_digest,
            state.code_digest,
            state.version,
            list(state.libraries),
            run_id,
        ],
    )
