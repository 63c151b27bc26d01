"""A release and a later one, or what holds now, in; which observations of its tables are otherwise, out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import duckdb

#: What became of an observation, in the order in which they are told.
PRINTED: Final = ("changed", "revised", "gone", "added", "same")

_COLUMNS: Final = {
    "observation_id": "VARCHAR",
    "series_id": "VARCHAR",
    "indicator_id": "VARCHAR",
    "subject": "VARCHAR",
    "place": "VARCHAR",
    "unit_base": "VARCHAR",
    "span": "VARCHAR",
    "period_start": "DATE",
    "period_end": "DATE",
    "vintage": "INTEGER",
    "state": "VARCHAR",
    "value": "DECIMAL(38,10)",
    "bound": "VARCHAR",
    "resolution": "DECIMAL(38,10)",
}
_NOW: Final = f"SELECT {', '.join(_COLUMNS)} FROM observation"
_FROZEN: Final = (
    f"SELECT unnest(json_transform(row_json, '{json.dumps(_COLUMNS)}'))"
    " FROM release_observation WHERE release_name = ?"
)

_AFTER: Final = """
CREATE OR REPLACE TEMP TABLE printed_after AS
SELECT * FROM ({after}) AS found SEMI JOIN (SELECT DISTINCT series_id FROM temp.printed_before) AS told USING (series_id)
"""

#: A round that came later is a revision of what was printed last of its period; a period that was not there is added.
_OUTCOME: Final = """
CREATE OR REPLACE TEMP TABLE printed AS
WITH last_before AS (
    SELECT * FROM temp.printed_before
    QUALIFY vintage = max(vintage) OVER (PARTITION BY series_id, period_start, period_end)
)
SELECT
    CASE WHEN (was.state, was.value, was.bound) IS DISTINCT FROM (is_now.state, is_now.value, is_now.bound)
        THEN 'changed' ELSE 'same' END AS kind,
    is_now.*, was.state AS old_state, was.value AS old_value, was.resolution AS old_resolution
FROM temp.printed_before AS was INNER JOIN temp.printed_after AS is_now USING (observation_id)
UNION ALL BY NAME
SELECT 'gone' AS kind, was.* EXCLUDE (state, value, resolution),
    was.state AS old_state, was.value AS old_value, was.resolution AS old_resolution
FROM temp.printed_before AS was ANTI JOIN temp.printed_after AS is_now USING (observation_id)
UNION ALL BY NAME
SELECT CASE WHEN was.observation_id IS NULL THEN 'added' ELSE 'revised' END AS kind,
    is_now.*, was.state AS old_state, was.value AS old_value, was.resolution AS old_resolution
FROM (SELECT * FROM temp.printed_after ANTI JOIN temp.printed_before USING (observation_id)) AS is_now
LEFT JOIN last_before AS was USING (series_id, period_start, period_end)
"""

_LISTED: Final = """
SELECT kind, observation_id, series_id, indicator_id, subject, place, unit_base, span, period_start, period_end, vintage,
    old_state, state AS new_state, old_value, value AS new_value, old_resolution, resolution AS new_resolution
FROM temp.printed WHERE kind <> 'same'
ORDER BY list_position($kinds, kind), indicator_id, subject, place, span, period_start, period_end, vintage, observation_id
LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class PrintedChange:
    """One observation that is not what the release holds of it; values are in `unit_base`, None for a gap."""

    kind: str
    observation_id: str
    series_id: str
    indicator_id: str
    subject: str | None
    place: str | None
    unit_base: str | None
    span: str
    period_start: date
    period_end: date
    vintage: int
    old_state: str | None
    new_state: str | None
    old_value: Decimal | None
    new_value: Decimal | None
    old_resolution: Decimal | None
    new_resolution: Decimal | None


def compare_printed(
    connection: duckdb.DuckDBPyConnection, name: str, later: str | None, limit: int | None
) -> tuple[dict[str, int], tuple[PrintedChange, ...]]:
    """How many observations of a release went which way, and those that are otherwise.

    Only its own series are looked at. What it has is changed, gone or the same; revised and added are what came.
    """
    connection.execute(f"CREATE OR REPLACE TEMP TABLE printed_before AS {_FROZEN}", [name])
    after = _AFTER.format(after=_NOW if later is None else _FROZEN)
    connection.execute(after, [] if later is None else [later])
    connection.execute(_OUTCOME)
    counts = dict(
        connection.execute("SELECT kind, count(*) FROM temp.printed GROUP BY kind").fetchall()
    )
    most = limit if limit is not None else sum(counts.values())
    rows = connection.execute(_LISTED, {"kinds": list(PRINTED), "limit": most}).fetchall()
    ordered = {kind: counts[kind] for kind in PRINTED if kind in counts}
    return ordered, tuple(PrintedChange(*row) for row in rows)
