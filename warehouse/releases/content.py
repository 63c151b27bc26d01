"""A release in; the digest over all its figures out, whatever order they lie in."""

from __future__ import annotations

from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.connection import NAME

#: Figures whose keys begin alike are digested together, so that no text grows with the release.
_BEGINNING: Final = 3


def content_digest(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A sha256 over the figures of a release: equal digests are equal figures, with all a citation says of them.

    A column that is null adds nothing, so a column that comes later does not change the digest of what was
    frozen before it. The name is not in it: two releases of the same figures have the same digest.
    """
    groups = (
        f"SELECT left(metric_id, {_BEGINNING}) AS beginning,"
        f" sha256(string_agg(sha256({_row_text()}), '' ORDER BY metric_id)) AS digest"
        f" FROM {NAME}.main.release_fact WHERE release_name = ? GROUP BY ALL"
    )
    asked = (
        f"SELECT sha256(coalesce(string_agg(digest, '' ORDER BY beginning), '')) FROM ({groups})"
    )
    return str(connection.execute(asked, [name]).fetchall()[0][0])


def _row_text() -> str:
    """A row as one text: name, length and value of each column that has one, so that nothing runs together."""
    columns = sorted(column.name for column in tables()["release_fact"].columns)
    parts = []
    for column in columns:
        if column != "release_name":
            said = f'"{column}"::VARCHAR'
            parts.append(f"'{column} ' || strlen({said}) || ' ' || {said}")
    return f"concat({', '.join(parts)})"
