"""A release and another one, or what holds now, in; which of its figures changed, how and why, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.releases import matching
from warehouse.releases.making import Release, ReleaseError, asked_figures, release_of
from warehouse.releases.printed import PrintedChange, compare_printed
from warehouse.releases.reasons import explain

#: What became of a figure, in the order in which they are told.
KINDS: Final = ("changed", "gone", "reworded", "moved", "vanished", "added", "same")

#: Memory of a comparison: the keys of both sides lie in it, a gigabyte for about three million figures.
_MEMORY: Final = "2GB"

#: Which rows are told, in their order; a page of them is chosen before what they said is fetched.
_TOLD: Final = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT outcome.*, coalesce(after.location, before.location) AS location, before.location AS old_location,
    coalesce(before.fact_key, after.fact_key) AS fact_key, row_number() OVER (
        ORDER BY list_position($kinds, outcome.kind), outcome.reason NULLS LAST,
        coalesce(after.location, before.location), outcome.old_metric_id, outcome.new_metric_id
    ) AS number
FROM temp.outcome
LEFT JOIN temp.before_key AS before ON outcome.old_metric_id = before.metric_id
LEFT JOIN temp.after_key AS after ON outcome.new_metric_id = after.metric_id
WHERE outcome.kind <> 'same' AND list_contains($kinds, outcome.kind)
QUALIFY number <= $limit
"""

_SAID: Final = """
SELECT DISTINCT ON (metric_id) metric_id, row_json FROM ({rows})
SEMI JOIN (SELECT {column} AS metric_id FROM temp.told) AS told USING (metric_id)
"""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of a release that is not what and where it was.

    `columns` has what each column said and says. `reason` is that of the first version of its article that
    does not say it any more: page, rules or correction; held where it waits in quarantine; None where no
    version is left that tells.
    """

    kind: str
    reason: str | None
    matched_by: str | None
    fact_key: str
    old_metric_id: str | None
    new_metric_id: str | None
    location: str
    old_location: str | None
    subject: str | None
    indicator_raw: str | None
    period: str | None
    old_surface: str | None
    new_surface: str | None
    old_sentence: str | None
    new_sentence: str | None
    columns: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the figures of a release, counted by kind and reason; `later` None is what holds now."""

    release: Release
    later: Release | None
    counts: dict[tuple[str, str | None], int]
    changes: tuple[FigureChange, ...]
    is_cut: bool
    #: The observations of its tables by what became of them, and those that are otherwise.
    printed: dict[str, int]
    printed_changes: tuple[PrintedChange, ...]


def compare_releases(
    home: Path,
    name: str,
    later: str | None = None,
    *,
    kinds: tuple[str, ...] = (),
    limit: int | None = None,
) -> Comparison:
    """What became of each figure of a release in a later one, or by now.

    Raises:
        UnknownReleaseError: there is no such release. ReleaseError: the second is older than the first.
    """
    wanted = [kind for kind in KINDS if kind in (kinds or KINDS)]
    with closing(reader(home, memory=_MEMORY)) as connection:
        release = release_of(connection, name)
        other = release_of(connection, later) if later is not None else None
        if other is not None and other.created_at < release.created_at:
            raise ReleaseError(
                f"{later} is older than {name}; write `kouan release compare {later} {name}`"
            )
        before = matching.released(name, "before_name")
        after = _after(connection, release, other)
        dropped = matching.stage(connection, before, after)
        explain(connection, dropped, other.created_at if other else None)
        counts = _counted(connection)
        most = limit if limit is not None else sum(counts.values())
        connection.execute(_TOLD, {"kinds": wanted, "limit": most})
        changes = tuple(_changes(connection, before, after, set(json.loads(dropped))))
        printed = compare_printed(connection, name, later, limit)
    told = sum(count for (kind, _), count in counts.items() if kind != "same" and kind in wanted)
    is_cut = len(changes) < told or len(printed[1]) < sum(printed[0].values()) - printed[0].get(
        "same", 0
    )
    return Comparison(release, other, counts, changes, is_cut, *printed)


def _after(
    connection: duckdb.DuckDBPyConnection, release: Release, other: Release | None
) -> matching.Side:
    if other is not None:
        return matching.released(other.release_name, "after_name")
    if release.selection is not None:
        connection.register("asked_now", asked_figures(connection, release.selection))
        connection.execute("CREATE OR REPLACE TEMP TABLE asked AS SELECT * FROM asked_now")
        connection.unregister("asked_now")
    return matching.holding(release.selection)


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str | None], int]:
    found = connection.execute(
        "SELECT kind, reason, count(*) FROM temp.outcome GROUP BY kind, reason"
        " ORDER BY list_position($kinds, kind), reason NULLS LAST",
        {"kinds": list(KINDS)},
    ).fetchall()
    return {(kind, reason): count for kind, reason, count in found}


def _changes(
    connection: duckdb.DuckDBPyConnection,
    before: matching.Side,
    after: matching.Side,
    dropped: set[str],
) -> Iterator[FigureChange]:
    """The rows that are told, each with what its columns said and say."""
    said = [
        dict(
            connection.execute(
                _SAID.format(rows=side.rows, column=column), side.parameters
            ).fetchall()
        )
        for side, column in ((before, "old_metric_id"), (after, "new_metric_id"))
    ]
    for kind, reason, matched_by, old, new, location, old_location, fact_key in connection.execute(
        "SELECT * EXCLUDE (number) FROM temp.told ORDER BY number"
    ).fetchall():
        was, is_now = (
            json.loads(rows[one]) if one is not None and one in rows else {}
            for rows, one in zip(said, (old, new), strict=True)
        )
        shown = is_now or was
        yield FigureChange(
            kind,
            reason,
            matched_by,
            fact_key,
            old,
            new,
            location,
            old_location,
            shown.get("subject"),
            shown.get("indicator_raw"),
            shown.get("period"),
            was.get("surface"),
            is_now.get("surface"),
            was.get("sentence"),
            is_now.get("sentence"),
            _differing(was, is_now, dropped) if kind in ("changed", "reworded") else {},
        )


def _differing(
    was: dict[str, Any], is_now: dict[str, Any], dropped: set[str]
) -> dict[str, tuple[Any, Any]]:
    """Columns that say something else: what they said and say.

    >>> _differing({"value": "1", "unit": "人", "start": "3"}, {"value": "2", "unit": "人", "start": "9"}, {"start"})
    {'value': ('1', '2')}
    """
    return {
        name: (was[name], is_now.get(name))
        for name in was
        if name not in dropped and was[name] != is_now.get(name)
    }
