"""Series in; their observations and figures as they stand now, or as a release froze them, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import duckdb

from warehouse.catalog import tables
from warehouse.provenance.surroundings import rows_of
from warehouse.releases.cited import Cited, Standing, cited_of
from warehouse.transfer.digests import row_text

Row = dict[str, Any]

_NOW: Final = f"SELECT {row_text(tables()['observation'])} AS row_json FROM observation"
_FROZEN: Final = "SELECT row_json FROM release_observation"

_FIGURES_NOW: Final = """
SELECT metric.metric_id, metric.fact_key, metric.surface, metric.sentence, article.article_id, article.article_key,
    article.document_id, article.location, document.url, article.title, article.publisher, article.authors,
    article.site, article.published_text, document.crawled_at, run.started_at AS read_at, run.version,
    sighting.vanished_at, document.source, document.state_digest
FROM metric
INNER JOIN article ON metric.article_id = article.article_id AND metric.valid_from = article.valid_from
LEFT JOIN document ON article.document_id = document.document_id
LEFT JOIN run ON article.run_id = run.run_id
LEFT JOIN sighting ON article.location = sighting.location
WHERE article.valid_to IS NULL AND list_contains($ids, metric.metric_id)
"""
_FIGURES_FROZEN: Final = """
SELECT release_fact.* EXCLUDE (row_json, state_digest), release.version, release.digest AS release_digest, release.created_at AS released_at,
    document.source, release_fact.state_digest
FROM release_fact
INNER JOIN release USING (release_name)
LEFT JOIN document ON release_fact.document_id = document.document_id
WHERE release_name = $release AND list_contains($ids, metric_id)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Where observations and figures are looked up: what stands now, or a release by its name."""

    connection: duckdb.DuckDBPyConnection
    release: str | None

    def observations(self, column: str, values: Sequence[str]) -> list[Row]:
        """The observations of which a column has one of these values, in the order of their periods."""
        source, given = (_NOW, {}) if self.release is None else (_FROZEN, {"release": self.release})
        named = "" if self.release is None else " AND release_name = $release"
        rows = self.connection.execute(
            f"{source} WHERE list_contains($values, {column}){named}",
            {"values": list(values), **given},
        ).fetchall()
        found = [typed(json.loads(row)) for (row,) in rows]
        return sorted(
            found,
            key=lambda row: (
                row["period_start"],
                row["period_end"],
                row["vintage"],
                row["observation_id"],
            ),
        )

    def series(self) -> list[str]:
        """The series that have an observation."""
        sql = "SELECT DISTINCT series_id FROM observation ORDER BY 1"
        if self.release is None:
            return [one for (one,) in self.connection.execute(sql).fetchall()]
        frozen = (
            "SELECT DISTINCT series_id FROM release_observation WHERE release_name = ? ORDER BY 1"
        )
        return [one for (one,) in self.connection.execute(frozen, [self.release]).fetchall()]

    def figures(self, metric_ids: Iterable[str]) -> dict[str, Row]:
        """Figures with all that a citation needs, by metric_id."""
        ids = list(dict.fromkeys(metric_ids))
        if self.release is None:
            rows = rows_of(self.connection, _FIGURES_NOW.replace("$ids", "$1"), [ids])
        else:
            sql = _FIGURES_FROZEN.replace("$release", "$1").replace("$ids", "$2")
            rows = rows_of(self.connection, sql, [self.release, ids])
        return {row["metric_id"]: row for row in sorted(rows, key=lambda row: str(row["location"]))}


def figure_cited(row: Row) -> Cited:
    """The citation of a figure that `Held.figures` gives."""
    standing: Standing = (
        "released" if row.get("release_name") else "vanished" if row.get("vanished_at") else "holds"
    )
    return cited_of(row["metric_id"], "figure", standing, row)


def typed(row: Row) -> Row:
    """A row of table observation from its JSON, where every value is text.

    >>> typed({"value": "1.50", "vintage": "0", "period_start": "2023-01-01", "flags": ["early"], "bound": None})
    {'value': Decimal('1.50'), 'vintage': 0, 'period_start': datetime.date(2023, 1, 1), 'flags': ['early'], 'bound': None}
    """
    types = {column.name: column.type for column in tables()["observation"].columns}
    return {name: _typed(types.get(name, ""), value) for name, value in row.items()}


def _typed(type_: str, value: Any) -> Any:
    if value is None or type_.endswith("[]"):
        return value
    if type_.startswith("DECIMAL"):
        return Decimal(value)
    if type_ in ("INTEGER", "BIGINT"):
        return int(value)
    if type_ == "DATE":
        return date.fromisoformat(value)
    if type_ == "TIMESTAMP":
        return datetime.fromisoformat(value)
    return value
