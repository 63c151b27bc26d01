"""Series in; what speaks against their figures, and what persons judged of them, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from warehouse.provenance.surroundings import rows_of
from warehouse.releases.sheet import Contradiction, Judged

#: Every figure of these observations, what only repeats or contradicts included.
_STATING: Final = """
SELECT observation.series_id, observation_metric.metric_id FROM observation_metric INNER JOIN observation USING (observation_id)
WHERE list_contains($1, series_id)
"""
_CONFLICTS: Final = """
SELECT series_id, metric_id, surface, sentence, other_surface, other_sentence FROM metric_conflict
WHERE list_contains($1, series_id) ORDER BY period_start, period_end, vintage, metric_id, other_metric_id
"""
_FLAGS: Final = """
SELECT question, verdict, metric_id, compared, surface, sentence, compared_surfaces, compared_sentences
FROM arithmetic_flag ORDER BY verdict <> 'contradiction', metric_id, question, compared
"""
#: A figure is judged by all its columns; what reads otherwise by now is not what was judged.
_JUDGED: Final = """
WITH figure AS (
    SELECT row_id, bool_or(verdict = 'wrong') AS is_wrong, bool_or(verdict = 'right') AS is_right
    FROM {judged}
    WHERE table_name = 'metric' AND row_id IN ({facts})
    GROUP BY row_id
)
SELECT count(*) FILTER (NOT is_wrong AND is_right), count(*) FILTER (is_wrong), count(*) FILTER (NOT is_wrong AND NOT is_right)
FROM figure
"""
_OF_SERIES: Final = (
    "SELECT metric.fact_key FROM observation_metric INNER JOIN observation USING (observation_id)"
    " INNER JOIN metric ON observation_metric.metric_id = metric.metric_id WHERE series_id = $1"
)
_OF_RELEASED: Final = "SELECT row_json ->> '$.fact_key' FROM release_observation WHERE series_id = $1 AND release_name = $2"
_OF_INDICATOR: Final = "SELECT fact_key FROM metric WHERE indicator_id = $1"


def judged_of_series(
    connection: duckdb.DuckDBPyConnection, series_id: str, release: str | None = None
) -> Judged:
    """Judgments on the figures of a series; of a release on those that its observations show."""
    if release is None:
        return _judged(connection, _OF_SERIES, [series_id])
    return _judged(connection, _OF_RELEASED, [series_id, release])


def judged_of_indicator(connection: duckdb.DuckDBPyConnection, indicator_id: str) -> Judged:
    """Judgments on all figures of an indicator."""
    return _judged(connection, _OF_INDICATOR, [indicator_id])


def _judged(connection: duckdb.DuckDBPyConnection, facts: str, values: list[str]) -> Judged:
    """Judgments of persons on these figures that still stand."""
    judged = "(SELECT * FROM judged_row WHERE state = 'stands')"
    sql = _JUDGED.format(judged=judged, facts=facts)
    try:
        found = connection.execute(sql, values).fetchall()
    except duckdb.CatalogException:  # judgments without the view that tells which still stand
        found = connection.execute(_JUDGED.format(judged="review", facts=facts), values).fetchall()
    return Judged(*found[0])


class Flagged:
    """What contradicts the figures of series, asked once for all of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, series: Sequence[str]) -> None:
        self._stating = rows_of(connection, _STATING, [list(series)])
        self._conflicts = rows_of(connection, _CONFLICTS, [list(series)])
        self._flags = rows_of(connection, _FLAGS, [])

    def of(self, series_id: str) -> tuple[Contradiction, ...]:
        """Conflicts within the series, then what does not add up with its figures."""
        ids = {row["metric_id"] for row in self._stating if row["series_id"] == series_id}
        conflicts = [
            Contradiction(
                "conflict",
                "contradiction",
                row["surface"],
                row["sentence"],
                (row["other_surface"],),
                (row["other_sentence"],),
            )
            for row in self._conflicts
            if row["series_id"] == series_id
        ]
        flags = [
            Contradiction(
                row["question"],
                row["verdict"],
                row["surface"],
                row["sentence"],
                tuple(row["compared_surfaces"]),
                tuple(row["compared_sentences"]),
            )
            for row in self._flags
            if row["metric_id"] in ids or ids.intersection(row["compared"])
        ]
        return (*conflicts, *flags)
