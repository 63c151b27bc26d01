"""A release in; the digest over all its figures and observations out, whatever order they lie in."""

from __future__ import annotations

import hashlib
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.connection import NAME

#: The tables a release consists of, each with the column that tells its rows apart.
_HELD: Final = (("release_fact", "metric_id"), ("release_observation", "observation_id"))

#: Rows whose ids begin alike are digested together, so that no text grows with the release.
_BEGINNING: Final = 3


def content_digest(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A sha256 over what a release holds: equal digests are equal figures, with all a citation says of them.

    A column that is null adds nothing, so a column that comes later does not change the digest of what was
    frozen before it. The name is not in it: two releases of the same rows have the same digest.
    """
    digests = [_table_digest(connection, name, table, key) for table, key in _HELD]
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


def _table_digest(connection: duckdb.DuckDBPyConnection, name: str, table: str, key: str) -> str:
    groups = (
        f"SELECT left({key}, {_BEGINNING}) AS beginning,"
        f" sha256(string_agg(sha256({_row_text(table)}), '' ORDER BY {key})) AS digest"
        f" FROM {NAME}.main.{table} WHERE release_name = ? GROUP BY ALL"
    )
    asked = (
        f"SELECT sha256(coalesce(string_agg(digest, '' ORDER BY beginning), '')) FROM ({groups})"
    )
    return str(connection.execute(asked, [name]).fetchall()[0][0])


def _row_text(table: str) -> str:
    """A row as one text: name, length and value of each column that has one, so that nothing runs together."""
    columns = sorted(column.name for column in tables()[table].columns)
    parts = []
    for column in columns:
        if column != "release_name":
            said = f'"{column}"::VARCHAR'
            parts.append(f"'{column} ' || strlen({said}) || ' ' || {said}")
    return f"concat({', '.join(parts)})"
