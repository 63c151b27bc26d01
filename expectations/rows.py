"""Arrow tables of a chunk in; per row its key, its document, where that was found, and the row as JSON out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kouan.model.columns import column

#: What joins the parts of a key that spans several columns.
JOINT = ":"


class Rows:
    """The rows of a chunk, by table, with the questions that the audit has to ask of one row."""

    def __init__(self, tables: Mapping[str, pa.Table], keys: Mapping[str, Sequence[str]]) -> None:
        self.tables = tables
        self.key_columns = keys

    def keys(self, table: str) -> pa.Array:
        """The key of each row of a table as one string."""
        rows = self.tables[table]
        parts = [pc.cast(rows[name], pa.string()) for name in self.key_columns[table]]
        joined = (
            parts[0]
            if len(parts) == 1
            else pc.binary_join_element_wise(*parts, column([JOINT] * rows.num_rows, pa.string()))
        )
        return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined

    def document_of(self, table: str, key: str) -> str | None:
        """The document that a row belongs to."""
        row = self._row(table, key)
        if row is None:
            return None
        if (document := row.get("document_id")) is not None:
            return str(document)
        return self._document_of_article.get(str(row.get("article_id")))

    def location_of(self, document: str | None) -> str:
        """Where a document was found first; empty when the chunk does not say."""
        return self._locations.get(document or "", "")

    def json_of(self, table: str, key: str) -> str | None:
        """A row as JSON, for the quarantine."""
        row = self._row(table, key)
        return None if row is None else json.dumps(row, ensure_ascii=False, default=str)

    def _row(self, table: str, key: str) -> dict[str, Any] | None:
        if table not in self.tables:
            return None
        number = self._numbers(table).get(key)
        if number is None:
            return None
        row: dict[str, Any] = self.tables[table].slice(number, 1).to_pylist()[0]
        return row

    def _numbers(self, table: str) -> dict[str, int]:
        if table not in self._numbered:
            self._numbered[table] = {
                key: number for number, key in enumerate(self.keys(table).to_pylist())
            }
        return self._numbered[table]

    @cached_property
    def _numbered(self) -> dict[str, dict[str, int]]:
        return {}

    @cached_property
    def _document_of_article(self) -> dict[str, str]:
        rows = self.tables.get("article")
        if rows is None:
            return {}
        return dict(
            zip(rows["article_id"].to_pylist(), rows["document_id"].to_pylist(), strict=True)
        )

    @cached_property
    def _locations(self) -> dict[str, str]:
        rows = self.tables.get("document")
        if rows is None or "locations" not in rows.column_names:
            return {}
        found = zip(rows["document_id"].to_pylist(), rows["locations"].to_pylist(), strict=True)
        return {document: locations[0] for document, locations in found if locations}
