"""What somebody wants of series in; the series that fit, with their points and the figures that state them, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import duckdb

from warehouse.series.records import HeldFigure, Point, Series, Statement, WrittenUnit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_SERIES: Final = """
WITH chosen AS (
    SELECT *
    FROM observation
    WHERE
        ($indicators IS NULL OR list_contains($indicators::VARCHAR[], indicator_id))
        AND (
            $names IS NULL
            OR list_contains($entities::VARCHAR[], subject_id)
            OR list_contains($names::VARCHAR[], coalesce(subject, place))
        )
        AND ($places IS NULL OR list_contains($places::VARCHAR[], place))
        AND ($partners IS NULL OR list_contains($partners::VARCHAR[], partner))
        AND list_has_all(dimensions, $dimensions::VARCHAR[])
        AND ($span IS NULL OR span = $span)
        AND ($since::DATE IS NULL OR period_end >= $since::DATE)
        AND ($until::DATE IS NULL OR period_start <= $until::DATE)
        AND (
            $series IS NULL
            OR EXISTS (SELECT 1 FROM unnest($series::VARCHAR[]) AS asked (prefix) WHERE starts_with(series_id, asked.prefix))
        )
)

SELECT
    chosen.series_id,
    chosen.indicator_id,
    coalesce(any_value(indicator.name), chosen.indicator_id) AS indicator,
    any_value(chosen.subject) AS subject,
    any_value(chosen.place) AS place,
    any_value(chosen.partner) AS partner,
    any_value(chosen.dimensions) AS dimensions,
    any_value(chosen.measure) AS measure,
    any_value(chosen.unit_base) AS unit_base,
    any_value(chosen.price_basis) AS price_basis,
    any_value(chosen.grain) AS grain,
    any_value(chosen.span) AS span,
    count(DISTINCT (chosen.period_start, chosen.period_end)) AS periods,
    min(chosen.period_start) AS first,
    max(chosen.period_end) AS last,
    count(*) FILTER (WHERE chosen.state = 'derived') AS derived,
    count(*) FILTER (WHERE chosen.state = 'gap') AS gaps,
    count(*) FILTER (WHERE chosen.revision > 0) AS revised,
    count(*) FILTER (WHERE len(chosen.flags) > 0) AS doubtful,
    count(*) OVER () AS total
FROM chosen
LEFT JOIN indicator USING (indicator_id)
GROUP BY chosen.series_id, chosen.indicator_id
HAVING periods >= $least
-- the whole before its parts, the longer before the shorter
ORDER BY
    CASE WHEN $biggest THEN -periods END,
    coalesce(any_value(chosen.subject), any_value(chosen.place)),
    chosen.indicator_id,
    any_value(chosen.place) IS NOT NULL,
    any_value(chosen.partner) IS NOT NULL,
    any_value(chosen.place),
    any_value(chosen.partner),
    len(any_value(chosen.dimensions)),
    periods DESC,
    chosen.series_id
LIMIT $limit
"""

_POINTS: Final = """
SELECT
    observation_id,
    series_id,
    grain,
    span,
    unit_base,
    period_start,
    period_end,
    vintage,
    revision,
    max(vintage) OVER (PARTITION BY series_id, period_start, period_end) + 1 AS vintages,
    state,
    value,
    value_low,
    value_high,
    bound,
    resolution,
    metric_id,
    fact_key,
    statements,
    reprints,
    published_at,
    flags,
    derived_from
FROM observation
WHERE
    observation_id IN (SELECT unnest($ids::VARCHAR[]))
    OR (
        series_id IN (SELECT unnest($series::VARCHAR[]))
        AND ($since::DATE IS NULL OR period_end >= $since::DATE)
        AND ($until::DATE IS NULL OR period_start <= $until::DATE)
    )
ORDER BY period_end, period_start, vintage
"""

_STATEMENTS: Final = """
WITH wanted AS (
    SELECT * FROM observation_metric WHERE observation_id IN (SELECT unnest($ids::VARCHAR[]))
)

SELECT
    wanted.observation_id,
    wanted.role,
    wanted.metric_id,
    metric.fact_key,
    wanted.article_id,
    metric.document_id,
    metric.surface,
    metric.sentence,
    metric.indicator_raw,
    coalesce(metric.value_base, metric.value) AS value,
    wanted.value_low,
    wanted.value_high,
    metric.bound,
    metric.resolution,
    current_article.title,
    current_article.publisher,
    source.tier,
    coalesce(current_article.published_text, strftime(current_article.published_at, '%Y-%m-%d')) AS published,
    current_article.location,
    metric.unit,
    metric.value AS written
FROM wanted
INNER JOIN current_article USING (article_id)
INNER JOIN metric
    ON
        wanted.metric_id = metric.metric_id AND wanted.article_id = metric.article_id
        AND current_article.valid_from = metric.valid_from
LEFT JOIN document ON metric.document_id = document.document_id
LEFT JOIN source ON document.source = source.pattern AND source.valid_to IS NULL
ORDER BY
    list_position(['shown', 'agrees', 'differs', 'undated', 'repeat', 'reprint'], wanted.role),
    current_article.published_at NULLS LAST,
    wanted.article_id,
    metric."start"
"""

_HELD: Final = """
SELECT
    json_extract_string(row_json, '$.fact_key') AS fact_key,
    quarantine_id,
    reason,
    json_extract_string(row_json, '$.surface') AS surface,
    json_extract_string(row_json, '$.sentence') AS sentence,
    location
FROM quarantine
WHERE
    level = 'fact' AND status = 'held' AND json_valid(row_json)
    AND json_extract_string(row_json, '$.fact_key') IN (SELECT unnest($keys::VARCHAR[]))
ORDER BY quarantine_id
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What series are asked for: None and () leave a column open. Days are the first and last of periods."""

    #: Names of the subject, or of the place where no subject is stated; and the entities that bear them.
    names: tuple[str, ...] | None = None
    entities: tuple[str, ...] = ()
    indicators: tuple[str, ...] | None = None
    #: Names of the place, and of the other side.
    places: tuple[str, ...] | None = None
    partners: tuple[str, ...] | None = None
    dimensions: tuple[str, ...] = ()
    span: str | None = None
    since: date | None = None
    until: date | None = None
    #: Ids of series, or how they begin.
    series: tuple[str, ...] | None = None
    #: Periods that a series has at least.
    least: int = 1


def has_series(db: Connection) -> bool:
    """Whether the snapshot was published since series are built."""
    # asked for nothing: to look the column up among those of all tables and views takes ten times as long
    try:
        db.execute("SELECT subject FROM observation LIMIT 0")
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def find_series(
    db: Connection, wanted: Wanted, limit: int, *, biggest: bool = False
) -> tuple[tuple[Series, ...], int]:
    """The series that fit, and how many there are in all; with `biggest` those of most periods first."""
    parameters = {
        "names": _listed(wanted.names),
        "entities": list(wanted.entities),
        "indicators": _listed(wanted.indicators),
        "places": _listed(wanted.places),
        "partners": _listed(wanted.partners),
        "dimensions": list(wanted.dimensions),
        "span": wanted.span,
        "since": wanted.since,
        "until": wanted.until,
        "series": _listed(wanted.series),
        "least": wanted.least,
        "biggest": biggest,
        "limit": limit,
    }
    rows = asked(db, _SERIES, parameters)
    total = rows[0].pop("total") if rows else 0
    for row in rows:
        row.pop("total", None)
        row["dimensions"] = tuple(row["dimensions"])
    return tuple(Series(**row) for row in rows), total


def points_of(
    db: Connection,
    series: Sequence[str],
    since: date | None = None,
    until: date | None = None,
) -> dict[str, tuple[Point, ...]]:
    """The points of each series, by period and round; with their figures, what they are derived from, and what is held."""
    days = {"since": since, "until": until}
    rows = asked(db, _POINTS, {"ids": [], "series": list(series), **days})
    taken = {id_ for row in rows for id_ in row["derived_from"]}
    more = taken - {row["observation_id"] for row in rows}
    sources = asked(db, _POINTS, {"ids": sorted(more), "series": [], **days}) if more else []
    ids = [row["observation_id"] for row in (*rows, *sources)]
    figures: dict[str, list[Statement]] = {}
    for row in asked(db, _STATEMENTS, {"ids": ids}):
        figures.setdefault(row["observation_id"], []).append(Statement(**row))
    held = _held(db, [row["fact_key"] for row in rows if row["fact_key"] and not row["metric_id"]])
    known = {row["observation_id"]: _point(row, figures, held) for row in (*rows, *sources)}
    found: dict[str, list[Point]] = {id_: [] for id_ in series}
    for row in rows:
        from_ = tuple(known[id_] for id_ in row["derived_from"] if id_ in known)
        found[row["series_id"]].append(replace(known[row["observation_id"]], taken_from=from_))
    return {id_: _written(points) for id_, points in found.items()}


def _written(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of a series, with the unit that most of its texts write."""
    units = Counter(
        WrittenUnit(one.unit, one.value / one.written)
        for point in points
        if (one := point.shown or next((part.shown for part in point.taken_from), None))
        and one.written
    )
    ((unit, _),) = units.most_common(1) or ((None, 0),)
    if unit is None or unit.worth == 1:
        return tuple(points)
    return tuple(replace(point, written_in=unit) for point in points)


def _point(
    row: Mapping[str, Any],
    figures: Mapping[str, Sequence[Statement]],
    held: Mapping[str, HeldFigure],
) -> Point:
    said = {name: value for name, value in row.items() if name != "derived_from"}
    said["flags"] = tuple(row["flags"])
    waiting = None if row["metric_id"] else held.get(row["fact_key"] or "")
    return Point(**said, figures=tuple(figures.get(row["observation_id"], ())), held=waiting)


def _held(db: Connection, keys: Sequence[str]) -> dict[str, HeldFigure]:
    rows = asked(db, _HELD, {"keys": list(keys)}) if keys else []
    return {row.pop("fact_key"): HeldFigure(**row) for row in reversed(rows)}


def _listed(names: tuple[str, ...] | None) -> list[str] | None:
    return None if names is None else list(names)


def asked(db: Connection, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    cursor = db.execute(sql, parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
