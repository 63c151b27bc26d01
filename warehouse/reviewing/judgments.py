"""Judgments of a project in; the table `review` brought to them, and what still speaks of today's rows, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import duckdb
import pyarrow as pa

from warehouse.changes import delete, insert
from warehouse.records import ReviewRecord
from warehouse.reviewing.strata import rows_with_stratum

_SCHEMA: Final = pa.schema(
    [
        ("review_id", pa.string()),
        ("table_name", pa.string()),
        ("row_id", pa.string()),
        ("row_digest", pa.string()),
        ("document_id", pa.string()),
        ("stratum", pa.string()),
        ("seed", pa.int32()),
        ("column_name", pa.string()),
        ("verdict", pa.string()),
        ("note", pa.string()),
        ("reviewer", pa.string()),
        ("reviewed_at", pa.timestamp("us")),
    ]
)
_INCOMING: Final = "incoming_reviews"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a table has today: rows per stratum, and of each row asked for its stratum and digests."""

    sizes: dict[str | None, int]
    strata: dict[str, str | None]
    digests: dict[str, frozenset[str]]


def write_reviews(
    connection: duckdb.DuckDBPyConnection, reviews: Iterable[ReviewRecord]
) -> tuple[int, int]:
    """Bring the table to the judgments of the project; how many were written and how many are gone.

    To be called within a transaction. Of two judgments of one person on one row the later one in order counts.
    """
    rows = {one.review_id: {"review_id": one.review_id, **asdict(one)} for one in reviews}
    connection.register(_INCOMING, pa.Table.from_pylist(list(rows.values()), _SCHEMA))
    try:
        gone = delete(connection, "review", f"review_id NOT IN (SELECT review_id FROM {_INCOMING})")
        new = insert(connection, "review", f"SELECT * FROM {_INCOMING}", known="replace")
    finally:
        connection.unregister(_INCOMING)
    return new, gone


def are_known(connection: duckdb.DuckDBPyConnection, reviews: Iterable[ReviewRecord]) -> bool:
    """Whether the table holds these judgments and no others."""
    known = connection.execute("SELECT review_id, reviewed_at, row_digest FROM review").fetchall()
    return set(known) == {(one.review_id, one.reviewed_at, one.row_digest) for one in reviews}


def standing(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    groups: Sequence[str],
    column: str | None,
    row_ids: Sequence[str],
) -> Standing:
    """How the rows of a table stand today, for judgments on a column of it (None: on whole rows) drawn by these groups."""
    frame = rows_with_stratum(table, groups)
    sizes = dict(
        connection.execute(f"SELECT stratum, count(*) FROM ({frame}) GROUP BY 1").fetchall()
    )
    strata = dict(
        connection.execute(
            f"SELECT row_id, stratum FROM ({frame}) WHERE row_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(row_ids)],
        ).fetchall()
    )
    digests: dict[str, set[str]] = {}
    for row_id, digest in connection.execute(
        "SELECT row_id, judged_digest(evidence, said, ?) FROM reviewable"
        " WHERE table_name = ? AND row_id IN (SELECT unnest(?::VARCHAR[]))",
        [column, table, list(row_ids)],
    ).fetchall():
        digests.setdefault(row_id, set()).add(digest)
    return Standing(sizes, strata, {key: frozenset(some) for key, some in digests.items()})
