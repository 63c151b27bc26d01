"""Judgments of a project in; the table `review` brought to them, and what still speaks of today's rows, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import duckdb
import pyarrow as pa

from warehouse.changes import delete, insert
from warehouse.connection import NAME
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
    """What a table has today: rows per stratum, and of each row asked for its stratum, its digests, and whether a correction changes it."""

    sizes: dict[str | None, int]
    strata: dict[str, str | None]
    digests: dict[str, frozenset[str]]
    corrected: frozenset[str] = frozenset()

    def counts(self, one: ReviewRecord) -> bool:
        """Whether a judgment still counts: its row stands, or was wrong and is corrected by hand.

        The rows that nobody looked at have no correction, so the wrong ones of the sample must not leave it by theirs.
        """
        stands = one.row_digest in self.digests.get(one.row_id, ())
        return stands or (one.verdict == "wrong" and one.row_id in self.corrected)


def write_reviews(
    connection: duckdb.DuckDBPyConnection, reviews: Iterable[ReviewRecord]
) -> tuple[int, int]:
    """Bring the table to the judgments of the project; how many were written and how many are gone.

    To be called within a transaction. Of two judgments of one person on one row the later one in order counts.
    """
    rows = {one.review_id: {"review_id": one.review_id, **asdict(one)} for one in reviews}
    if not rows and not connection.execute(f"SELECT 1 FROM {NAME}.main.review LIMIT 1").fetchall():
        return 0, 0
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
    counted = connection.execute(
        "SELECT stratum, count(*), list(row_id) FILTER (row_id IN (SELECT unnest(?::VARCHAR[])))"
        f" FROM ({rows_with_stratum(table, groups)}) GROUP BY 1",
        [list(row_ids)],
    ).fetchall()
    sizes = {stratum: rows for stratum, rows, _ in counted}
    strata = {row_id: stratum for stratum, _, ids in counted for row_id in ids or ()}
    digests: dict[str, set[str]] = {}
    for row_id, digest in connection.execute(
        "SELECT row_id, judged_digest(evidence, said, ?) FROM reviewable"
        " WHERE table_name = ? AND row_id IN (SELECT unnest(?::VARCHAR[]))",
        [column, table, list(row_ids)],
    ).fetchall():
        digests.setdefault(row_id, set()).add(digest)
    corrected = connection.execute(
        "SELECT row_id FROM corrected_row WHERE table_name = ? AND row_id IN (SELECT unnest(?::VARCHAR[]))",
        [table, list(row_ids)],
    ).fetchall()
    return Standing(
        sizes,
        strata,
        {key: frozenset(some) for key, some in digests.items()},
        frozenset(row_id for (row_id,) in corrected),
    )
