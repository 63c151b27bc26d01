"""Points of series in; the same with what does not add up with the figures that state them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from warehouse.series.reading import asked
from warehouse.series.records import Contradiction, Point

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_CONTRADICTIONS: Final = """
SELECT DISTINCT ON (question, metric_id, compared)
    question,
    metric_id,
    compared,
    surface,
    compared_surfaces,
    implied_low,
    implied_high,
    unit,
    sentence
FROM arithmetic_flag
WHERE
    verdict = 'contradiction'
    AND (list_contains($metrics::VARCHAR[], metric_id) OR list_has_any(compared, $metrics::VARCHAR[]))
ORDER BY question, metric_id, compared
"""


#: Of each series, what does not add up with one of its figures.
_DOUBTED: Final = """
SELECT DISTINCT observation.series_id, flag.question, flag.metric_id
FROM arithmetic_flag AS flag
INNER JOIN observation_metric AS stating
    ON stating.metric_id = flag.metric_id OR list_contains(flag.compared, stating.metric_id)
INNER JOIN observation USING (observation_id)
WHERE flag.verdict = 'contradiction' AND list_contains($series::VARCHAR[], observation.series_id)
ORDER BY ALL
"""


def figures_in(db: Connection) -> int:
    """How many figures there are to be held against one another."""
    ((count,),) = db.execute("SELECT count(*) FROM metric").fetchall()
    return int(count)


def doubts_of(db: Connection, series: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """By series, each question that its figures do not answer alike and the figure it is about; it costs what `with_contradictions` does."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in asked(db, _DOUBTED, {"series": list(series)}) if series else ():
        found.setdefault(row["series_id"], []).append((row["question"], row["metric_id"]))
    return found


def with_contradictions(
    db: Connection, points: Mapping[str, tuple[Point, ...]]
) -> dict[str, tuple[Point, ...]]:
    """The same points with what does not add up with the figures that state them.

    All figures of the warehouse are held against one another for it, which takes seconds where there are many.
    """
    metrics = {
        one.metric_id
        for of_series in points.values()
        for point in of_series
        for one in point.figures
    }
    found: dict[str, list[Contradiction]] = {}
    for row in asked(db, _CONTRADICTIONS, {"metrics": sorted(metrics)}) if metrics else ():
        lists = {name: tuple(row[name]) for name in ("compared", "compared_surfaces")}
        one = Contradiction(**(row | lists))
        for metric_id in dict.fromkeys((one.metric_id, *one.compared)):
            found.setdefault(metric_id, []).append(one)
    return {
        id_: tuple(_contradicted(point, found) for point in of_series)
        for id_, of_series in points.items()
    }


def _contradicted(point: Point, found: Mapping[str, Sequence[Contradiction]]) -> Point:
    mine = (one for figure in point.figures for one in found.get(figure.metric_id, ()))
    return replace(point, contradictions=tuple(dict.fromkeys(mine)))
