"""The project's working data in; last run, numbers of rows and what waits out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse.connection import NoWarehouseError, reader
from warehouse.provenance.correctable import states_of

#: What a run has published, counted as it stands now.
COUNTED = {
    "documents": "SELECT count(*) FROM document WHERE status = 'released'",
    "articles": "SELECT count(*) FROM current_article",
    "mentions": "SELECT count(*) FROM current_mention",
    "figures": "SELECT count(*) FROM current_metric",
}
WAITING = """
SELECT level, reason, status, source, count(*) AS number,
    count(*) FILTER (level = 'document' AND attempts_in_state >= {attempts}) AS given_up
FROM (SELECT level, reason, status, source, attempts_in_state FROM waiting UNION ALL BY NAME
    SELECT level, reason, status, source, 0 AS attempts_in_state FROM quarantine WHERE status = 'flagged')
GROUP BY ALL ORDER BY number DESC, source, level, reason
"""
#: A waiver is told of so many days before it ends.
NEAR = 14
WAIVERS = f"""
SELECT level, reason, coalesce(location, left(subject, 16)) AS about, why, author, until,
    CASE WHEN until < current_date THEN 'expired' WHEN until <= current_date + {NEAR} THEN 'ends soon'
        ELSE 'active' END AS status,
    (SELECT count(*) FROM quarantine WHERE quarantine.waiver_id = waiver.waiver_id
     AND quarantine.status = 'waived') AS published
FROM waiver WHERE status <> 'withdrawn'
ORDER BY until NULLS LAST, level, reason, about
"""


def rows(home: Path, query: str) -> list[dict[str, Any]]:
    """The rows of a query of our own over the newest snapshot.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with reader(home) as connection:
        relation = connection.execute(query)
        names = [column[0] for column in relation.description or ()]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def last_run(home: Path) -> dict[str, Any]:
    """The newest row of `run`.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    found = rows(home, "SELECT * FROM run ORDER BY started_at DESC, run_id DESC LIMIT 1")
    if not found:
        raise NoWarehouseError(f"{home}: no run has published anything yet; run `kouan run` first")
    return found[0]


def newest_run(home: Path) -> str | None:
    """The id of the newest run; None where nothing has been published yet."""
    try:
        return str(last_run(home)["run_id"])
    except NoWarehouseError:
        return None


def published(home: Path) -> dict[str, int]:
    """How much is published now."""
    return {name: rows(home, query)[0]["count_star()"] for name, query in COUNTED.items()}


def waiting(home: Path, attempts: int) -> list[dict[str, Any]]:
    """What is not published, and what is published damaged, by source, level and reason.

    `given_up` are documents that failed so often in one state that no run tries them by itself.
    """
    return rows(home, WAITING.format(attempts=int(attempts)))


def corrections(home: Path, run_id: str | None = None) -> dict[str, int]:
    """How many corrections do what (active, redundant, stale, superseded); those that one run met last, or all."""
    found: dict[str, int] = {}
    for state, met in sorted(states_of(home).values()):
        if run_id in (None, met):
            found[state] = found.get(state, 0) + 1
    return found


def waivers(home: Path) -> list[dict[str, Any]]:
    """Waivers of the project as of today, those that ended or end soon first."""
    return rows(home, WAIVERS)
