"""A warehouse in; the rows of its quarantine with their history out, and marks that a person sets on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from warehouse.changes import insert, update
from warehouse.connection import reader
from warehouse.series.building import update_observations
from warehouse.transaction import transaction

#: What a person still has to look at: what waits, and what is published with damage in it.
OPEN: Final = ("held", "failed", "flagged")

_ROWS: Final = """
SELECT quarantine.*, coalesce(waiting.attempts_in_state, 0) AS attempts_in_state, sighting.vanished_at
FROM quarantine LEFT JOIN waiting USING (quarantine_id)
LEFT JOIN sighting ON sighting.location = quarantine.location
WHERE list_contains($statuses, quarantine.status) AND starts_with(quarantine.quarantine_id, $id)
ORDER BY quarantine.level, quarantine.location, quarantine.reason, quarantine.quarantine_id
"""

_EVENTS: Final = """
SELECT happened_at, run_id, status, detail FROM quarantine_event WHERE quarantine_id = $id
ORDER BY happened_at, run_id
"""

#: The run of an event that no run brought about.
BY_HAND: Final = "by-hand"


def held_rows(home: Path, statuses: Sequence[str] = OPEN, id_: str = "") -> list[dict[str, Any]]:
    """Rows of the quarantine in these states whose id begins so, by level, place and reason.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    return _asked(home, _ROWS, statuses=list(statuses), id=id_)


def waiting_inputs(home: Path) -> list[tuple[str, str, str]]:
    """What waits about inputs: ids, locations and reasons."""
    rows = _asked(
        home,
        "SELECT quarantine_id, location, reason FROM quarantine"
        " WHERE level = 'input' AND status IN ('held', 'failed') ORDER BY quarantine_id",
    )
    return [(row["quarantine_id"], row["location"], row["reason"]) for row in rows]


def events_of(home: Path, quarantine_id: str) -> list[dict[str, Any]]:
    """What happened to one row, run by run."""
    return _asked(home, _EVENTS, id=quarantine_id)


def part_of(home: Path, document_id: str) -> str | None:
    """The part that holds the bytes of a document; None where no part was written for it."""
    rows = _asked(home, "SELECT part FROM document WHERE document_id = $id", id=document_id)
    return rows[0]["part"] if rows else None


class ToldOf(NamedTuple):
    """Where the bytes of a document are kept, and what was known of it besides when it was read."""

    part: str
    url: str | None
    crawled_at: str | None
    source: str | None
    read_as: str
    found_in: str


def told_of(home: Path, document_id: str) -> ToldOf | None:
    """What is needed to read a document again as it was read; None where no part was written for it."""
    rows = _asked(
        home,
        "SELECT part, url, strftime(crawled_at, '%Y-%m-%dT%H:%M:%S') AS crawled_at, source,"
        " coalesce(read_as, '') AS read_as, coalesce(found_in, '') AS found_in"
        " FROM document WHERE document_id = $id AND part IS NOT NULL",
        id=document_id,
    )
    return ToldOf(**rows[0]) if rows else None


def mark_discarded(home: Path, notes: Sequence[tuple[str, str]], *, wait: float = 60.0) -> None:
    """Mark rows, by their ids, as waited for no longer, each with what the person said.

    Raises:
        WarehouseBusyError: another process writes.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    by_hand = f"{BY_HAND}-{now:%Y%m%dT%H%M%S}"
    with transaction(home, wait=wait) as connection:
        for id_, note in notes:
            update(
                connection,
                "quarantine",
                "status = 'discarded', note = ?",
                "quarantine_id = ?",
                parameters=(note, id_),
            )
            insert(
                connection,
                "quarantine_event",
                "SELECT ? AS quarantine_id, ? AS run_id, ?::TIMESTAMP AS happened_at, 'discarded' AS status,"
                " '' AS state_digest, ? AS detail",
                (id_, by_hand, now, note),
                known="replace",
            )
        update_observations(connection)


def _asked(home: Path, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    with reader(home) as connection:
        found = connection.execute(sql, parameters)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
