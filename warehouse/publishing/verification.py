"""Documents that changed knowledge cannot touch in; the table verification brought up to date out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.changes import delete, insert
from warehouse.connection import NoWarehouseError, literal, reader
from warehouse.publishing.state import DIGEST, READ_IN, STANDS


@dataclass(frozen=True, slots=True)
class Verified:
    """Documents (column document_id) that would be read alike in a state."""

    documents: pa.Table
    state_digest: str


def write_verification(
    connection: duckdb.DuckDBPyConnection, verified: Verified | None, run_id: str
) -> None:
    """Note the state in which documents would be read alike; what was read anew needs no note."""
    delete(connection, "verification", "document_id IN (SELECT document_id FROM temp.document)")
    if verified is None or not verified.documents.num_rows:
        return
    connection.register("incoming", verified.documents)
    connection.execute("CREATE OR REPLACE TEMP TABLE alike AS SELECT * FROM incoming")
    connection.unregister("incoming")
    insert(
        connection,
        "verification",
        f"SELECT document_id, {literal(verified.state_digest)} AS state_digest, {literal(run_id)} AS run_id"
        " FROM temp.alike WHERE document_id NOT IN (SELECT document_id FROM temp.document)",
        known="replace",
    )


def documents_in_other_states(home: Path, state: str) -> pa.Table:
    """Standing documents that were read, and verified, in other states: document_id, part, state_digest, and their site.

    The site is null for one whose lines are not kept.
    """
    try:
        connection = reader(home)
    except NoWarehouseError:
        names = ("document_id", "part", "state_digest", "site")
        return pa.schema([(name, pa.string()) for name in names]).empty_table()
    with closing(connection):
        return connection.sql(
            f"SELECT document_id, part, {DIGEST} AS state_digest, site FROM {READ_IN}"
            " LEFT JOIN (SELECT document_id, site FROM source_line) AS line USING (document_id)"
            f" WHERE {DIGEST} <> ? AND {STANDS} ORDER BY part, document_id",
            params=[state],
        ).to_arrow_table()
