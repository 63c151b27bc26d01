"""The project's corrections, and those that documents met, in; table correction brought up to date out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from kouan.model.correction import Correction
from warehouse.changes import delete, insert, update
from warehouse.connection import NAME, reader

#: What may change of a correction that stays the same one: where it stands, and why.
_TOLD: Final = ("file", "line", "reason", "evidence", "author", "made_on")
_SCHEMA: Final = pa.schema(
    [
        ("correction_id", pa.string()),
        ("file", pa.string()),
        ("line", pa.int32()),
        *((name, pa.string()) for name in ("reason", "evidence", "author")),
        ("made_on", pa.date32()),
    ]
)


def write_corrections(
    connection: duckdb.DuckDBPyConnection,
    corrections: Sequence[Correction] | None,
    *,
    is_any_met: bool = True,
) -> None:
    """Write what corrections did to the documents of this publication; the others keep their state.

    `is_any_met` says whether any correction is staged. `corrections` are all that the project has now, None where
    nobody says: those that it has no more go, and files, lines and reasons are those of today.
    """
    if is_any_met:
        insert(connection, "correction", "SELECT * FROM temp.correction", known="replace")
    if corrections is None:
        return
    known = f"SELECT 1 FROM {NAME}.main.correction LIMIT 1"
    if not corrections and not connection.execute(known).fetchall():
        return
    rows = [{name: getattr(one, name) for name in _SCHEMA.names} for one in corrections]
    connection.register("incoming", table_of_rows(rows, _SCHEMA))
    connection.execute("CREATE OR REPLACE TEMP TABLE said_correction AS SELECT * FROM incoming")
    connection.unregister("incoming")
    delete(
        connection,
        "correction",
        "correction_id NOT IN (SELECT correction_id FROM temp.said_correction)",
    )
    update(
        connection,
        "correction",
        ", ".join(f"{name} = said.{name}" for name in _TOLD),
        "said.correction_id = correction.correction_id AND"
        f" ({' OR '.join(f'said.{name} IS DISTINCT FROM correction.{name}' for name in _TOLD)})",
        "temp.said_correction AS said",
    )


def corrected_documents() -> str:
    """A query for staged documents that differ from what is published of them by their corrections alone."""
    return (
        "SELECT staged.document_id FROM temp.document AS staged"
        f" INNER JOIN {NAME}.main.document AS earlier USING (document_id)"
        f" LEFT JOIN {NAME}.main.verification AS verified USING (document_id)"
        " WHERE staged.state_digest = coalesce(verified.state_digest, earlier.state_digest)"
        " AND staged.corrections IS DISTINCT FROM earlier.corrections"
    )


def met_corrections(home: Path) -> set[str]:
    """The ids of the corrections that a run has met.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        rows = connection.execute("SELECT correction_id FROM correction").fetchall()
    return {id_ for (id_,) in rows}
