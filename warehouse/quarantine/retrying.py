"""A warehouse in; which held documents a run leaves alone though they are new to it, and what a source's budget hangs on, out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb

from warehouse.publishing.staging import BUDGET
from warehouse.publishing.state import Known

_LEFT_ALONE: Final = """
WITH tried AS (
    SELECT quarantine_id, count(*) AS attempts
    FROM quarantine_event WHERE status = 'held' AND state_digest = $state GROUP BY quarantine_id
)
SELECT quarantine.document_id,
    CASE WHEN len(document.locations) > 0 THEN document.locations ELSE [quarantine.location] END AS locations,
    bool_or(quarantine.status = 'held') AS is_given_up,
    document.corrections
FROM quarantine
LEFT JOIN tried USING (quarantine_id)
LEFT JOIN document ON document.document_id = quarantine.document_id
WHERE quarantine.level = 'document' AND (quarantine.status = 'discarded'
    OR (quarantine.status = 'held' AND tried.attempts >= $attempts))
    AND NOT EXISTS (
        SELECT 1 FROM quarantine AS other LEFT JOIN tried AS other_tried USING (quarantine_id)
        WHERE other.document_id = quarantine.document_id AND other.level = 'document' AND other.status = 'held'
            AND coalesce(other_tried.attempts, 0) < $attempts
    )
GROUP BY ALL
"""

_BUDGETED: Final = f"""
SELECT quarantine.document_id, quarantine.location, quarantine.first_met,
    coalesce(try_cast(CASE WHEN json_valid(quarantine.row_json)
        THEN json_extract_string(quarantine.row_json, '$.facts') END AS INTEGER), 0) AS facts,
    (SELECT count(*) FROM quarantine AS fact
     WHERE fact.level = 'fact' AND fact.status = 'held' AND fact.document_id = quarantine.document_id) AS held_facts
FROM quarantine WHERE level = 'document' AND status = 'held' AND reason = '{BUDGET}'
"""

_FAULTY: Final = f"""
SELECT document_id, any_value(location), max(last_met)
FROM quarantine WHERE level = 'document' AND status = 'held' AND reason <> '{BUDGET}' GROUP BY document_id
"""

_RELEASED: Final = """
WITH since AS (
    SELECT document_id, locations[1] AS location, run.started_at
    FROM document INNER JOIN run USING (run_id)
    WHERE document.status = 'released' AND len(locations) > 0 AND run.started_at >= $since
),
facts AS (
    SELECT document_id, count(*) AS facts FROM
        (SELECT document_id FROM current_mention UNION ALL SELECT document_id FROM current_metric)
    WHERE document_id IN (SELECT document_id FROM since) GROUP BY document_id
),
held AS (
    SELECT document_id, count(*) AS facts FROM quarantine WHERE level = 'fact' AND status = 'held'
    GROUP BY document_id
)
SELECT since.location, since.started_at, coalesce(facts.facts, 0) + coalesce(held.facts, 0), coalesce(held.facts, 0)
FROM since LEFT JOIN facts USING (document_id) LEFT JOIN held USING (document_id)
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A document as a budget counts it: where it is, when it was met, its facts, and how many of them are held."""

    document_id: str | None
    location: str
    met: datetime
    facts: int = 0
    held_facts: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sources with documents held for their budget stand at since the first of them was held."""

    #: Held for the budget alone.
    stopped: tuple[Counted, ...] = ()
    #: Held for a fault of their own.
    faulty: tuple[Counted, ...] = ()
    released: tuple[Counted, ...] = ()


def left_alone(
    connection: duckdb.DuckDBPyConnection, state: str, attempts: int
) -> tuple[dict[str, Known], int]:
    """Held documents that a run does not read again, and how many of them it has given up.

    Those that somebody discarded, whatever changes but their bytes, and those that were tried so many times
    in this state and failed each time for the same reason; a correction of theirs is another trial.
    """
    rows = connection.execute(_LEFT_ALONE, {"state": state, "attempts": attempts}).fetchall()
    known = {
        id_: Known(
            state,
            "held",
            tuple(places),
            corrections=tuple(corrections or ()) if is_given_up else None,
        )
        for id_, places, is_given_up, corrections in rows
    }
    return known, sum(is_given_up for _, _, is_given_up, _ in rows)


def standing(connection: duckdb.DuckDBPyConnection) -> Standing:
    """Documents held for a budget, with all by which their sources are judged; empty where there are none."""
    stopped = tuple(
        Counted(id_, place, met, facts, held)
        for id_, place, met, facts, held in connection.execute(_BUDGETED).fetchall()
    )
    if not stopped:
        return Standing()
    # A run starts before it publishes: what it released counts from its start on.
    since = connection.execute(
        "SELECT coalesce(min(run.started_at), $first) FROM quarantine INNER JOIN run"
        " ON run.run_id = quarantine.first_run_id WHERE quarantine.level = 'document'"
        f" AND quarantine.status = 'held' AND quarantine.reason = '{BUDGET}'",
        {"first": min(one.met for one in stopped)},
    ).fetchall()[0][0]
    return Standing(
        stopped,
        tuple(
            Counted(id_, place, met)
            for id_, place, met in connection.execute(_FAULTY).fetchall()
            if met >= since
        ),
        tuple(
            Counted(None, place, met, facts, held)
            for place, met, facts, held in connection.execute(
                _RELEASED, {"since": since}
            ).fetchall()
        ),
    )
