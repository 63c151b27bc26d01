"""Series, and where they are fixed, in; the codebook's records out: what they are, where from, how far to be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import reader
from warehouse.provenance.surroundings import rows_of
from warehouse.releases.cited import Cited
from warehouse.releases.doubts import Doubts
from warehouse.releases.making import release_of
from warehouse.releases.observed import Held, Row, figure_cited
from warehouse.releases.periods import missing
from warehouse.releases.series import series_of
from warehouse.releases.sheet import (
    Point,
    Reading,
    SeriesSheet,
    Sheet,
    Source,
)

#: What does not add up is looked for among all figures of the archive.
_MEMORY: Final = "2GB"


def sheet_of(home: Path, names: Sequence[str], release: str | None = None) -> Sheet:
    """What a codebook of these series says; without a name those of the whole release.

    Raises:
        UnknownSeriesError: nothing is observed under a name, in the release where one is named.
        UnknownReleaseError: there is no such release. NoWarehouseError: nothing is published.
    """
    with closing(reader(home, memory=_MEMORY)) as connection:
        fixed = release_of(connection, release) if release is not None else None
        held = Held(connection, release)
        named = [series_of(connection, name, release) for name in names] or [held.series()]
        chosen = dict.fromkeys(one for group in named for one in group)
        observed: dict[str, list[Row]] = {}
        for row in sorted(held.observations("series_id", list(chosen)), key=_order):
            observed.setdefault(row["series_id"], []).append(row)
        elsewhere = {
            source for rows in observed.values() for row in rows for source in row["derived_from"]
        }
        by_id = {row["observation_id"]: row for rows in observed.values() for row in rows}
        by_id |= {
            row["observation_id"]: row
            for row in held.observations("observation_id", sorted(elsewhere))
        }
        figures = held.figures(row["metric_id"] for row in by_id.values() if row["metric_id"])
        cited, places = _numbered(observed, by_id, figures)
        known = _Known(
            by_id,
            figures,
            places,
            {row["indicator_id"]: row for row in rows_of(connection, "FROM indicator", [])},
            {row["pattern"]: row for row in rows_of(connection, "FROM current_source", [])},
            Doubts(connection, list(chosen), release),
        )
        series = tuple(_series(known, rows) for rows in observed.values())
        run = connection.execute("SELECT max_by(run_id, started_at) FROM run").fetchall()[0][0]
        return Sheet(
            made_at=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            run_id=fixed.run_id if fixed else run,
            release=(fixed.release_name, fixed.created_at, fixed.digest) if fixed else None,
            series=series,
            cited=cited,
            readings=_readings(connection, figures.values()),
        )


def _order(row: Row) -> tuple[str, ...]:
    """Series of one indicator stand together, then those of one subject, then those of one length of period."""
    named = (
        "indicator_id",
        "subject",
        "place",
        "partner",
        "dimensions",
        "unit_base",
        "span",
        "grain",
    )
    return tuple(str(row[name] or "") for name in (*named, "series_id"))


def _numbered(
    observed: dict[str, list[Row]], by_id: dict[str, Row], figures: dict[str, Row]
) -> tuple[tuple[Cited, ...], dict[str, int]]:
    """Citations in the order in which the tables name them, each figure once; their numbers by metric_id."""
    places: dict[str, int] = {}
    cited: list[Cited] = []
    for rows in observed.values():
        for row in rows:
            for metric_id in _figures_of(row, by_id):
                if metric_id in figures and metric_id not in places:
                    cited.append(figure_cited(figures[metric_id]))
                    places[metric_id] = len(cited)
    return tuple(cited), places


def _figures_of(row: Row, by_id: dict[str, Row]) -> list[str]:
    """The figures behind an observation: the one that is shown, or those of what it is derived from."""
    if row["metric_id"]:
        return [row["metric_id"]]
    sources = (by_id.get(one, {}).get("metric_id") for one in row["derived_from"])
    return [one for one in sources if one]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sheets of all series are made from: observations, figures, citations by number, indicators, sources."""

    by_id: dict[str, Row]
    figures: dict[str, Row]
    places: dict[str, int]
    indicators: dict[str, Row]
    sources: dict[str | None, Row]
    doubts: Doubts


def _series(known: _Known, rows: list[Row]) -> SeriesSheet:
    head = rows[0]
    indicator = known.indicators.get(head["indicator_id"], {})
    figures = (one for row in rows for one in _figures_of(row, known.by_id))
    shown = [known.figures[one] for one in figures if one in known.figures]
    periods = ((row["period_start"], row["period_end"]) for row in rows)
    return SeriesSheet(
        series_id=head["series_id"],
        indicator_id=head["indicator_id"],
        indicator=indicator.get("name") or head["indicator_id"],
        names=tuple(indicator.get("names") or ()),
        definition=indicator.get("definition"),
        is_summable=indicator.get("is_summable"),
        subject=head["subject"],
        place=head["place"],
        partner=head["partner"],
        dimensions=tuple(head["dimensions"] or ()),
        measure=head["measure"],
        unit=head["unit_base"],
        price_basis=head["price_basis"],
        grain=head["grain"],
        span=head["span"],
        points=tuple(_point(row, known) for row in rows),
        sources=_sources(known.sources, shown),
        missing=missing(head["grain"], head["span"], periods),
        contradictions=known.doubts.contradictions(head["series_id"]),
        judged=known.doubts.judged(head["series_id"]),
        judged_of_indicator=known.doubts.judged_of(head["indicator_id"]),
    )


def _point(row: Row, known: _Known) -> Point:
    figures = _figures_of(row, known.by_id)
    return Point(
        observation_id=row["observation_id"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        vintage=row["vintage"],
        state=row["state"],
        value=row["value"],
        value_low=row["value_low"],
        value_high=row["value_high"],
        bound=row["bound"],
        resolution=row["resolution"],
        statements=row["statements"],
        reprints=row["reprints"],
        published_at=row["published_at"],
        flags=tuple(row["flags"] or ()),
        sources=tuple(known.places[one] for one in figures if one in known.places),
    )


def _sources(terms: dict[str | None, Row], shown: Iterable[Row]) -> tuple[Source, ...]:
    """The sources of the figures that are shown, the one with most of them first."""
    grouped: dict[str | None, list[Row]] = {}
    for row in shown:
        grouped.setdefault(row["source"], []).append(row)
    found = []
    for pattern, rows in grouped.items():
        said = terms.get(pattern, {})
        figures = {row["metric_id"] for row in rows}
        credited = dict.fromkeys(row["publisher"] for row in rows if row["publisher"])
        found.append(
            Source(
                pattern,
                said.get("publisher"),
                said.get("tier"),
                said.get("licence"),
                len(figures),
                tuple(credited),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.figures, one.pattern or "")))


def _readings(connection: duckdb.DuckDBPyConnection, figures: Iterable[Row]) -> tuple[Reading, ...]:
    """By what the documents of these figures were read."""
    documents: dict[str, set[str]] = {}
    for row in figures:
        documents.setdefault(row["state_digest"] or "", set()).add(row["document_id"])
    states = rows_of(
        connection, "SELECT * FROM state WHERE list_contains($1, state_digest)", [list(documents)]
    )
    found = [
        Reading(
            row["version"],
            row["knowledge_digest"],
            row["code_digest"],
            len(documents[row["state_digest"]]),
        )
        for row in states
    ]
    return tuple(sorted(found, key=lambda one: (-one.documents, one.version, one.knowledge_digest)))
