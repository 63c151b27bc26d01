"""Keys as values behind IN find what a join with them finds, whatever documents put into them."""

from __future__ import annotations

from datetime import datetime

import duckdb
import pytest
from batches import NASTY

from warehouse.noted import values

HOSTILE = [*NASTY, "'); DROP TABLE kept; --", "$1", "?", "{0}", "口岸"]
INSTANTS = list(
    map(datetime.fromisoformat, ("2026-01-01", "2026-01-01T00:00:00.000001", "1899-12-31T23:59:59"))
)


@pytest.mark.parametrize(
    ("kind", "some"),
    [("VARCHAR", HOSTILE), ("INTEGER", [-1, 0, 7, None]), ("TIMESTAMP", [*INSTANTS, None])],
)
@pytest.mark.parametrize("every", [1, 2, 3])
def test_values_find_the_rows_that_a_join_finds(kind: str, some: list[object], every: int) -> None:
    with duckdb.connect() as connection:
        for table, rows in (("kept", some), ("asked", some[::every])):
            connection.execute(f"CREATE TABLE {table} (key {kind})")
            connection.executemany(f"INSERT INTO {table} VALUES (?)", [[one] for one in rows])
        joined = connection.execute("SELECT key FROM kept SEMI JOIN asked USING (key)").fetchall()
        found = connection.execute(
            f"SELECT key FROM kept WHERE key IN ({values(some[::every])})"
        ).fetchall()
        assert sorted(found) == sorted(joined)
        assert len(found) == len({one for one in some[::every] if one is not None})


def test_no_values_find_nothing() -> None:
    with duckdb.connect() as connection:
        asked = f"SELECT 1 FROM (VALUES ('NULL'), ('None'), (NULL)) AS kept (key) WHERE key IN ({values([])})"
        assert connection.execute(asked).fetchall() == []
