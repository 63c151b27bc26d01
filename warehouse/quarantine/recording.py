"""What is held, waived and released in; the quarantine and its history brought up to date out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import column
from warehouse.changes import insert, made, update
from warehouse.connection import NAME, literal
from warehouse.publishing.staging import held_table, quarantine_id
from warehouse.quarantine.decisions import Decisions, decision_id
from warehouse.records import Decision, Held, RunRecord

_SETTLED: Final = pa.schema(
    [(name, pa.string()) for name in ("quarantine_id", "status", "note", "waiver_id")]
)

#: What still may come to an end of its own: everything that was not released or replaced yet.
_OPEN: Final = "('held', 'failed', 'flagged', 'waived', 'discarded')"

# How a document was read, for one that is held; the words of a fact.
_EVIDENCE: Final = """
CASE met.level
    WHEN 'document' THEN CASE WHEN staged.document_id IS NOT NULL THEN concat_ws(', ', coalesce(staged.encoding, 'no encoding'),
        CASE WHEN staged.encoding_margin IS NOT NULL THEN
            format('ahead of {} by {:.3f}', staged.encoding_runner_up, staged.encoding_margin) END,
        format('{} bytes', staged.bytes), format('{} characters', staged.characters),
        format('{} of them clean text', staged.clean_characters),
        CASE WHEN staged.undecodable_bytes > 0 THEN format('{} bytes undecodable', staged.undecodable_bytes) END) END
    WHEN 'fact' THEN CASE WHEN json_valid(met.row_json) THEN coalesce(
        json_extract_string(met.row_json, '$.sentence'), json_extract_string(met.row_json, '$.surface')) END
END
"""


def write_quarantine(
    connection: duckdb.DuckDBPyConnection,
    run: RunRecord,
    held: Iterable[Held],
    waived: Iterable[tuple[Held, Decision]],
    decisions: Decisions,
) -> int:
    """Write what is met now, count the attempts, and mark what has been published or replaced since.

    `held` are the rows that were taken out of the staged ones (they stand in `temp.held`), `waived` those
    that a waiver let through. Gives how many were held. Something met twice in one run is one attempt.
    """
    is_any_met = _meet(connection, tuple(held), tuple(waived), decisions)
    waiting = f"SELECT 1 FROM {NAME}.main.quarantine WHERE status IN {_OPEN} LIMIT 1"
    if connection.execute(waiting).fetchall():
        _end(connection, run, is_any_met=is_any_met)
    if not is_any_met:
        return 0
    # A damaged block that is flagged as before is no attempt: nothing of it was tried again.
    connection.execute(
        f"DELETE FROM temp.meeting AS met USING {NAME}.main.quarantine AS known"
        " WHERE known.quarantine_id = met.quarantine_id"
        " AND met.level = 'block' AND met.status = known.status AND met.location = known.location"
        " AND met.evidence IS NOT DISTINCT FROM known.evidence AND met.note IS NOT DISTINCT FROM known.note"
    )
    by = literal(run.run_id)
    # A row that stands already as it was met in this run is left alone: a task that is tried again changes nothing.
    mine = (
        "met.quarantine_id = quarantine.quarantine_id AND (quarantine.run_id, quarantine.status, quarantine.detail,"
        " quarantine.location, quarantine.note) IS DISTINCT FROM"
        f" ({by}, met.status, met.detail, met.location, met.note)"
    )
    update(
        connection,
        "quarantine",
        f"attempts = quarantine.attempts + (quarantine.run_id <> {by})::INTEGER,"
        " location = met.location, detail = met.detail, source = met.source,"
        " document_id = coalesce(met.document_id, quarantine.document_id),"
        " evidence = coalesce(met.evidence, quarantine.evidence),"
        " row_json = coalesce(met.row_json, quarantine.row_json), status = met.status, note = met.note,"
        f" waiver_id = met.waiver_id, run_id = {by}, last_met ="
        f" CASE WHEN quarantine.run_id = {by} THEN quarantine.last_met ELSE met.now END",
        mine,
        "temp.meeting AS met",
    )
    insert(
        connection,
        "quarantine",
        f"SELECT met.* EXCLUDE (now), 1 AS attempts, {by} AS first_run_id, now AS first_met, {by} AS run_id,"
        " now AS last_met FROM temp.meeting AS met"
        f" WHERE quarantine_id NOT IN (SELECT quarantine_id FROM {NAME}.main.quarantine)",
    )
    _note(connection, run, "SELECT quarantine_id, status, detail FROM temp.meeting")
    return int(connection.execute("SELECT count(*) FROM temp.held").fetchall()[0][0])


def _meet(
    connection: duckdb.DuckDBPyConnection,
    held: tuple[Held, ...],
    waived: tuple[tuple[Held, Decision], ...],
    decisions: Decisions,
) -> bool:
    """Everything met in this publication, as `temp.meeting`: what it is after it, and what shows it; whether there is any."""
    if not held and not waived:
        return False
    settled: list[tuple[str, str, str, str | None]] = []
    for one in held:
        if (discard := decisions.discard_of(one)) is not None:
            settled.append((quarantine_id(one), "discarded", discard.why, None))
    settled += [
        (quarantine_id(one), "waived", waiver.why, decision_id(waiver)) for one, waiver in waived
    ]
    columns = list(zip(*dict.fromkeys(settled), strict=True)) or [[]] * len(_SETTLED)
    connection.register(
        "settled",
        pa.Table.from_arrays([column(one, pa.string()) for one in columns], schema=_SETTLED),
    )
    connection.register("let_through", held_table(one for one, _ in waived))
    met = made(
        connection,
        "CREATE OR REPLACE TEMP TABLE meeting AS"
        " WITH both_of AS (SELECT * FROM temp.held UNION ALL SELECT * FROM let_through),"
        " named AS (SELECT both_of.* EXCLUDE (table_name, failed), CASE level WHEN 'document' THEN subject_id"
        " WHEN 'block' THEN split_part(subject_id, ':', 1) WHEN 'fact' THEN"
        " CASE WHEN json_valid(row_json) THEN json_extract_string(row_json, '$.document_id') END END AS document_id,"
        " CASE WHEN failed THEN 'failed' WHEN level = 'block' THEN 'flagged' ELSE 'held' END AS plain FROM both_of)"
        " SELECT met.* EXCLUDE (plain, evidence), staged.source, settled.note, settled.waiver_id,"
        f" coalesce(settled.status, plain) AS status, coalesce(met.evidence, {_EVIDENCE}) AS evidence,"
        " (SELECT valid_from FROM temp.publication) AS now"
        " FROM named AS met LEFT JOIN settled USING (quarantine_id)"
        " LEFT JOIN temp.document AS staged ON staged.document_id = met.document_id",
    )
    connection.unregister("settled")
    connection.unregister("let_through")
    return met > 0


def _end(connection: duckdb.DuckDBPyConnection, run: RunRecord, *, is_any_met: bool) -> None:
    """What waited and does no longer: its document, or another one at its place, is published now.

    A held fact or a damaged block whose document was read anew without meeting it again has gone or is
    published. A document that waits for another reason than before waits once.
    """
    others = " AND quarantine_id NOT IN (SELECT quarantine_id FROM temp.meeting)"
    ended = made(
        connection,
        "CREATE OR REPLACE TEMP TABLE ended AS"
        " SELECT quarantine_id, CASE WHEN is_published THEN 'released' ELSE 'replaced' END AS status,"
        " CASE WHEN is_published THEN 'published, or gone from the document'"
        " ELSE 'its document waits for another reason' END AS detail FROM"
        " (SELECT quarantine_id, location IN (SELECT place FROM temp.claimed) OR (level = 'document'"
        " AND subject_id IN (SELECT document_id FROM temp.claimed)) AS is_published, level = 'document'"
        " AND subject_id IN (SELECT subject_id FROM temp.held WHERE level = 'document') AS is_replaced"
        f" FROM {NAME}.main.quarantine WHERE status IN {_OPEN}{others if is_any_met else ''})"
        " WHERE is_published OR is_replaced",
    )
    if ended:
        _close(connection, run)


def write_mended(
    connection: duckdb.DuckDBPyConnection, run: RunRecord, mended: Mapping[str, tuple[str, str]]
) -> None:
    """End findings about inputs, by their ids, with status and detail; what this run met itself stays."""
    rows = [(id_, status, detail) for id_, (status, detail) in mended.items()]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    names = ["quarantine_id", "status", "detail"]
    connection.register("incoming", pa.Table.from_arrays(columns, names=names))
    ended = made(
        connection,
        "CREATE OR REPLACE TEMP TABLE ended AS SELECT incoming.* FROM incoming"
        f" JOIN {NAME}.main.quarantine AS known USING (quarantine_id) WHERE known.level = 'input'"
        f" AND known.status IN ('held', 'failed') AND known.run_id <> {literal(run.run_id)}",
    )
    connection.unregister("incoming")
    if ended:
        _close(connection, run)


def _close(connection: duckdb.DuckDBPyConnection, run: RunRecord) -> None:
    """Set the states of `temp.ended`, and write them into the history."""
    update(
        connection,
        "quarantine",
        "status = ended.status",
        "ended.quarantine_id = quarantine.quarantine_id",
        "temp.ended",
    )
    _note(connection, run, "SELECT quarantine_id, status, detail FROM temp.ended")


def _note(connection: duckdb.DuckDBPyConnection, run: RunRecord, rows: str) -> None:
    """Write what this run made of something into its history; the last word of a run stands."""
    insert(
        connection,
        "quarantine_event",
        f"SELECT quarantine_id, status, detail, {literal(run.run_id)} AS run_id,"
        " (SELECT valid_from FROM temp.publication) AS happened_at,"
        f" {literal(run.state_digest)} AS state_digest FROM ({rows}) ANTI JOIN"
        f" (SELECT * FROM {NAME}.main.quarantine_event WHERE run_id = {literal(run.run_id)}) AS noted"
        " USING (quarantine_id, status, detail)",
        known="replace",
    )
