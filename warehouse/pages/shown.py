"""Marks of documents in; what a list shows of each out, asked only where the mark is another one than at the last report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from kouan.model.columns import column
from warehouse.pages import read
from warehouse.pages.keeping import keep, kept

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

#: What the list of the last report showed.
FILE: Final = "shown.arrow"

_MARK: Final = "mark"


def shown_documents(
    db: Connection, folder: Path, marks: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """The row of each document that has a mark."""
    sql = read("document_rows.sql").strip().removesuffix(";")
    of = hashlib.sha256(sql.encode()).hexdigest()
    _, (before,) = kept(folder / FILE, of) or ({}, (None,))
    rows = before.to_pylist() if before is not None else []
    stays = [marks.get(row["document_id"]) == row[_MARK] for row in rows]
    known = {row["document_id"]: row for row, is_known in zip(rows, stays, strict=True) if is_known}
    wanted = [document for document in marks if document not in known]
    if not wanted:
        return known
    fresh = db.sql(sql, params={"documents": wanted}).to_arrow_table()
    said = [marks[document] for document in fresh.column("document_id").to_pylist()]
    fresh = fresh.append_column(_MARK, column(said, pa.string()))
    known |= {row["document_id"]: row for row in fresh.to_pylist()}
    if before is not None and before.schema.equals(fresh.schema):
        fresh = pa.concat_tables([before.filter(column(stays, pa.bool_())), fresh])
    keep(folder / FILE, of, {}, [fresh])
    return known
