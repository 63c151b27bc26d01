"""Parts in; the table `edit_pass` and the view `edit` of a full copy out."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import NAME, literal
from warehouse.packs import PARTS

#: Parts that are read with one statement: so many files are open at a time.
_AT_ONCE: Final = 64


def create_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Make table and view in the database in use."""
    for file in sorted(files(__package__).joinpath("full").iterdir(), key=lambda file: file.name):
        connection.execute(file.read_text("utf-8"))


def fill_ledger(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    database: str,
    documents: str = f"SELECT document_id FROM {NAME}.main.document",
) -> None:
    """Put the passes of the documents that a query gives into `edit_pass`, in place of what stands there of them.

    A part that is not there any more, or was never written, leaves its documents without passes.
    """
    wanted = f"{NAME}.main.document"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE of_ledger AS SELECT document_id, part FROM {wanted}"
        f" WHERE document_id IN ({documents})"
    )
    connection.execute(
        f"DELETE FROM {database}.main.edit_pass WHERE document_id IN ({documents})"
        f" OR document_id NOT IN (SELECT document_id FROM {wanted})"
    )
    parts = [
        path
        for (part,) in connection.execute(
            "SELECT DISTINCT part FROM temp.of_ledger ORDER BY part"
        ).fetchall()
        if (path := home / PARTS / part / "edit_pass.parquet").is_file()
    ]
    for first in range(0, len(parts), _AT_ONCE):
        _fill(connection, database, parts[first : first + _AT_ONCE])
    connection.execute("DROP TABLE temp.of_ledger")


def _fill(connection: duckdb.DuckDBPyConnection, database: str, parts: Sequence[Path]) -> None:
    paths = ", ".join(map(literal, parts))
    # packs of 0.1 do not know `guessed`
    connection.execute(
        f"INSERT INTO {database}.main.edit_pass BY NAME"
        " SELECT * EXCLUDE (filename) REPLACE (coalesce(guessed, []) AS guessed) FROM ("
        " SELECT passes.* FROM"
        f" (SELECT * FROM read_parquet([{paths}], filename = true, union_by_name = true)"
        "  UNION ALL BY NAME SELECT NULL::INTEGER[] AS guessed WHERE false) AS passes"
        " INNER JOIN temp.of_ledger ON of_ledger.document_id = passes.document_id"
        "  AND of_ledger.part = parse_filename(parse_path(passes.filename)[-2]))"
    )
