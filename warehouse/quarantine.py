"""What is held and what was released in; the quarantine brought up to date out."""

from __future__ import annotations

import duckdb

from warehouse.changes import insert, update
from warehouse.connection import NAME, literal


def write_quarantine(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Write what is held now, count the attempts, and mark as released what has been published since.

    Gives how many rows were met. Something met twice in one run is one attempt.
    """
    run = literal(run_id)
    _release(connection)
    met = "held.quarantine_id = quarantine.quarantine_id"
    update(
        connection,
        "quarantine",
        "attempts = quarantine.attempts + 1",
        f"{met} AND quarantine.run_id <> {run}",
        "temp.held",
    )
    update(
        connection,
        "quarantine",
        "location = held.location, detail = held.detail,"
        f" row_json = coalesce(held.row_json, quarantine.row_json), run_id = {run},"
        " status = CASE WHEN held.failed THEN 'failed' ELSE 'held' END",
        met,
        "temp.held",
    )
    insert(
        connection,
        "quarantine",
        "SELECT quarantine_id, level, subject_id, location, reason, detail, row_json, 1 AS attempts,"
        " CASE WHEN failed THEN 'failed' ELSE 'held' END AS status,"
        f" {run} AS first_run_id, {run} AS run_id FROM temp.held"
        f" WHERE quarantine_id NOT IN (SELECT quarantine_id FROM {NAME}.main.quarantine)",
    )
    return int(connection.execute("SELECT count(*) FROM temp.held").fetchall()[0][0])


def _release(connection: duckdb.DuckDBPyConnection) -> None:
    """What waited and does no longer: its document, or another one at its place, is published now.

    A held fact whose document was read anew without meeting it again has gone or is published.
    """
    update(
        connection,
        "quarantine",
        "status = 'released'",
        "status <> 'released' AND quarantine_id NOT IN (SELECT quarantine_id FROM temp.held)"
        " AND (location IN (SELECT place FROM temp.claimed)"
        " OR (level = 'document' AND subject_id IN (SELECT document_id FROM temp.claimed)))",
    )
