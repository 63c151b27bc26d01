"""Series in; what speaks against their figures, and what persons judged of them, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import duckdb

from warehouse.provenance.surroundings import Row, rows_of
from warehouse.releases.sheet import Contradiction, Judged

#: Every figure of a series, what only repeats or contradicts included; of a release those that it shows.
_STATING: Final = """
SELECT DISTINCT observation.series_id, metric.metric_id, metric.fact_key
FROM observation_metric
INNER JOIN observation USING (observation_id)
INNER JOIN metric ON observation_metric.metric_id = metric.metric_id
WHERE list_contains($1, observation.series_id)
"""
_RELEASED: Final = """
SELECT series_id, row_json ->> '$.metric_id' AS metric_id, row_json ->> '$.fact_key' AS fact_key
FROM release_observation WHERE list_contains($1, series_id) AND release_name = $2
"""
_CONFLICTS: Final = """
SELECT series_id, surface, sentence, other_surface, other_sentence FROM metric_conflict
WHERE list_contains($1, series_id) ORDER BY period_start, period_end, vintage, metric_id, other_metric_id
"""
_FLAGS: Final = """
SELECT question, verdict, metric_id, compared, surface, sentence, compared_surfaces, compared_sentences
FROM arithmetic_flag ORDER BY verdict <> 'contradiction', metric_id, question, compared
"""
#: A figure is judged by all its columns. What the rules read otherwise by now is not what was judged; what
#: somebody corrected since was read wrong, and counts as that.
_JUDGED: Final = """
WITH figure AS (
    SELECT row_id AS fact_key, bool_or(verdict = 'wrong') AS is_wrong, bool_or(verdict = 'right') AS is_right
    FROM judged_row WHERE table_name = 'metric' AND state IN ('stands', 'corrected')
    GROUP BY row_id
)
SELECT fact_key, any_value(indicator_id) AS indicator_id,
    CASE WHEN any_value(is_wrong) THEN 'wrong' WHEN any_value(is_right) THEN 'right' ELSE 'unsure' END AS verdict
FROM figure INNER JOIN current_metric USING (fact_key)
GROUP BY fact_key
"""


class Doubts:
    """What is asked once for all series of a codebook, and told series by series."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, series: Sequence[str], release: str | None
    ) -> None:
        chosen = list(series)
        stating = (
            rows_of(connection, _STATING, [chosen])
            if release is None
            else rows_of(connection, _RELEASED, [chosen, release])
        )
        self._metrics: dict[str, set[str]] = defaultdict(set)
        self._facts: dict[str, set[str]] = defaultdict(set)
        for row in stating:
            self._metrics[row["series_id"]].add(row["metric_id"])
            self._facts[row["series_id"]].add(row["fact_key"])
        self._conflicts = rows_of(connection, _CONFLICTS, [chosen])
        self._flags = rows_of(connection, _FLAGS, [])
        self._judged = rows_of(connection, _JUDGED, [])

    def contradictions(self, series_id: str) -> tuple[Contradiction, ...]:
        """Conflicts within a series, then what does not add up with its figures."""
        conflicts = (_conflict(row) for row in self._conflicts if row["series_id"] == series_id)
        ids = self._metrics[series_id]
        flags = (
            _flag(row)
            for row in self._flags
            if row["metric_id"] in ids or ids.intersection(row["compared"])
        )
        return (*conflicts, *flags)

    def judged(self, series_id: str) -> Judged:
        """Judgments on the figures of a series."""
        facts = self._facts[series_id]
        return _counted(row["verdict"] for row in self._judged if row["fact_key"] in facts)

    def judged_of(self, indicator_id: str) -> Judged:
        """Judgments on all figures of an indicator."""
        return _counted(
            row["verdict"] for row in self._judged if row["indicator_id"] == indicator_id
        )


def _counted(verdicts: Iterable[str]) -> Judged:
    found = list(verdicts)
    return Judged(*(found.count(verdict) for verdict in ("right", "wrong", "unsure")))


def _conflict(row: Row) -> Contradiction:
    return Contradiction(
        "conflict",
        "contradiction",
        row["surface"],
        row["sentence"],
        (row["other_surface"],),
        (row["other_sentence"],),
    )


def _flag(row: Row) -> Contradiction:
    return Contradiction(
        row["question"],
        row["verdict"],
        row["surface"],
        row["sentence"],
        tuple(row["compared_surfaces"]),
        tuple(row["compared_sentences"]),
    )
