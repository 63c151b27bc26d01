"""Figures as a few words each in; an archive that holds them, and the observations that were built of them, out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from kouan.model.facts import Bound
from kouan.model.knowledge import digest_of
from kouan.tabulation.values import days_of
from warehouse.changes import delete, forget_changes, insert, refuse_doubled_keys, update
from warehouse.connection import NAME
from warehouse.keys import drop_indexes
from warehouse.migrate import migrate
from warehouse.series.building import update_observations

_DECIMAL = pa.decimal128(38, 10)
#: From when on versions are valid; each publication a minute later.
_BEGAN = datetime.fromisoformat("2024-01-01")


@dataclass(frozen=True)
class Stated:
    """One figure of one article: what it says, and when it was published."""

    value: str
    period: str
    told_on: str | None = "2023-08-15"
    article: str = "a"
    span: str = "ytd"
    resolution: str | None = "1"
    bound: Bound = Bound.EXACT
    value_max: str | None = None
    unit: str = "t"
    indicator: str = "freight_throughput"
    subject: str | None = "中国"
    subject_id: str | None = None
    place: str | None = None
    kind: str = "level"
    measure: str = "flow"
    modality: str = "actual"
    per_unit: str | None = None
    price_basis: str | None = None
    dimensions: tuple[str, ...] = ()
    whole: str | None = None
    source: str = "*"
    #: The unit that comparable figures share, and the value in it; the same as in the text unless given.
    base: tuple[str, str] | None = None
    #: Article of which this one is a copy.
    copy_of: str | None = None
    locations: tuple[str, ...] = field(default=("inbox/a.txt",))

    @property
    def metric_id(self) -> str:
        """Differs where anything differs but the copy it is of."""
        return digest_of("metric", repr(self), "")


def _rows(figures: Sequence[Stated], number: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of these figures for each table, as one publication brings them."""
    valid_from = _BEGAN + timedelta(minutes=number)
    found: dict[str, dict[Any, dict[str, Any]]] = {
        name: {} for name in ("document", "article", "metric", "duplicate")
    }
    for place, one in enumerate(figures):
        document = digest_of("document", one.article)
        told = None if one.told_on is None else datetime.fromisoformat(one.told_on)
        found["document"][document] = {
            "document_id": document,
            "locations": list(one.locations),
            "source": one.source,
            "bytes": 1,
            "script": "hans",
            **dict.fromkeys(("characters", "kept", "clean_characters"), 1),
            **dict.fromkeys(("removed", "replaced", "undecodable_bytes"), 0),
            "status": "released",
            "state_digest": "s",
            "part": "",
            "run_id": "run-1",
        }
        found["article"][one.article] = {
            "article_id": one.article,
            "valid_from": valid_from,
            "valid_to": None,
            "version_reason": "page",
            "article_key": f"key of {one.article}",
            "document_id": document,
            "item_key": "",
            "location": one.locations[0],
            "title": None,
            "published_at": told,
            "authors": [],
            "script": "hans",
            **dict.fromkeys(("characters", "blocks", "edits", "suspicions"), 0),
            **dict.fromkeys(("damaged_characters", "residual_edits"), 0),
            **dict.fromkeys(("residual_glosses", "residual_traditional"), 0),
            "run_id": "run-1",
        }
        found["metric"][place] = metric_row(one, valid_from, place)
        if one.copy_of:
            found["duplicate"][one.article] = {
                "duplicate_id": digest_of("near", one.article),
                "kind": "near",
                "cluster": one.copy_of,
                "document_id": document,
                "article_id": one.article,
                "location": one.locations[0],
                "kept": one.copy_of,
                "similarity": 1.0,
                "reason": "equal",
                "run_id": "run-1",
            }
    return {name: list(rows.values()) for name, rows in found.items()}


def metric_row(one: Stated, valid_from: datetime, place: int = 0) -> dict[str, Any]:
    """The row of table metric for a figure."""
    start, end = days_of(one.period)
    value = Decimal(one.value)
    value_max = None if one.value_max is None else Decimal(one.value_max)
    return {
        "metric_id": one.metric_id,
        "fact_key": digest_of("fact", one.metric_id),
        "article_id": one.article,
        "valid_from": valid_from,
        "document_id": digest_of("document", one.article),
        "surface": f"{one.value}{one.unit}",
        "sentence": f"{one.period}：{one.value}{one.unit}。",
        "value": value,
        "value_max": value_max,
        "is_rounded": False,
        "bound": one.bound.value,
        "unit": one.unit,
        "kind": one.kind,
        "indicator_raw": "货物吞吐量",
        "indicator_id": one.indicator,
        "subject": one.subject,
        "subject_id": one.subject_id,
        "place": one.place,
        "place_id": None,
        "partner": None,
        "partner_id": None,
        "period": one.period,
        "period_start": start,
        "period_end": end,
        "span": one.span,
        "confidence": 0.9,
        "start": place,
        "end": place + 1,
        "raw_start": place,
        "raw_end": place + 1,
        "resolution": None if one.resolution is None else Decimal(one.resolution),
        "unit_base": one.base[0] if one.base else one.unit,
        "value_base": Decimal(one.base[1]) if one.base else value,
        "value_max_base": value_max,
        "per_unit": one.per_unit,
        "measure": one.measure,
        "modality": one.modality,
        "dimensions": list(one.dimensions),
        "whole": one.whole,
        "price_basis": one.price_basis,
    }


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    def array(name: str) -> pa.Array:
        values = [row[name] for row in rows]
        if any(isinstance(one, Decimal) for one in values):
            return pa.array(values, _DECIMAL)
        if any(isinstance(one, list) for one in values):
            return pa.array(values, pa.list_(pa.string()))
        if any(isinstance(one, date) and not isinstance(one, datetime) for one in values):
            return pa.array(values, pa.date32())
        return pa.array(values)

    return pa.table({name: array(name) for name in rows[0]})


def put(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Put rows into a table; those whose key is there give way."""
    if rows:
        connection.register("rows", _table(rows))
        insert(connection, table, "SELECT * FROM rows", known="replace")
        connection.unregister("rows")


def indicators(connection: duckdb.DuckDBPyConnection, *, summable: bool = True) -> None:
    """The indicator that figures name where they say nothing else."""
    insert(
        connection,
        "indicator",
        "SELECT 'freight_throughput' AS indicator_id, '货物吞吐量' AS name, ['货物吞吐量'] AS names,"
        f" 'flow' AS measure, 't' AS unit_base, []::VARCHAR[] AS dimensions, {summable} AS is_summable",
        known="replace",
    )


def tier(connection: duckdb.DuckDBPyConnection, pattern: str, said: str) -> None:
    """Say what a source is."""
    delete(connection, "source", "pattern = ?", (pattern,))
    insert(
        connection,
        "source",
        "SELECT ? AS pattern, now()::TIMESTAMP AS valid_from, 0 AS position, ? AS tier, 'run-1' AS run_id",
        (pattern, said),
    )


@contextmanager
def archive() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse in memory at the newest schema, with the indicator that figures name."""
    connection = duckdb.connect()
    try:
        connection.execute(f"ATTACH ':memory:' AS {NAME}; USE {NAME}")
        migrate(connection)
        drop_indexes(connection)
        with publication(connection):
            indicators(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def publication(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction, with the observations brought up to date at its end."""
    connection.execute("BEGIN")
    try:
        yield
        update_observations(connection)
        refuse_doubled_keys(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    forget_changes(connection)


def empty(connection: duckdb.DuckDBPyConnection) -> None:
    """Take everything out but the schema and the indicator."""
    for name in ("document", "article", "metric", "duplicate", "source", "quarantine", "indicator"):
        connection.execute(f"DELETE FROM {NAME}.main.{name}")
    for name in ("observation", "observation_metric"):
        connection.execute(f"DELETE FROM {NAME}.main.{name}")
    indicators(connection)
    forget_changes(connection)


def tell(connection: duckdb.DuckDBPyConnection, *figures: Stated) -> None:
    """Write articles with these figures; valid versions of the same articles are closed."""
    close(connection, *{one.article for one in figures})
    for table, rows in _rows(figures, _number(connection)).items():
        put(connection, table, rows)


def _number(connection: duckdb.DuckDBPyConnection) -> int:
    """The minute behind the newest version."""
    last = "max(greatest(valid_from, coalesce(valid_to, valid_from)))"
    found = connection.execute(f"SELECT {last} FROM {NAME}.main.article").fetchall()[0][0]
    return 1 + int((found - _BEGAN) / timedelta(minutes=1)) if found else 1


def close(connection: duckdb.DuckDBPyConnection, *articles: str) -> None:
    """Close the valid version of articles."""
    number = _number(connection)
    update(
        connection,
        "article",
        "valid_to = ?",
        "valid_to IS NULL AND list_contains(?, article_id)",
        parameters=(_BEGAN + timedelta(minutes=number), list(articles)),
    )


def hold(connection: duckdb.DuckDBPyConnection, one: Stated, status: str = "held") -> None:
    """Keep a figure in quarantine."""
    row = {name: _json(value) for name, value in metric_row(one, _BEGAN).items()}
    insert(
        connection,
        "quarantine",
        "SELECT ? AS quarantine_id, 'fact' AS level, ? AS subject_id, '' AS location, 'odd' AS reason,"
        " '' AS detail, ? AS document_id, ? AS row_json, 1 AS attempts, ? AS status, 'run-1' AS first_run_id, 'run-1' AS run_id",
        (
            digest_of("held", one.metric_id),
            one.metric_id,
            digest_of("document", one.article),
            json.dumps(row),
            status,
        ),
        known="replace",
    )


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def observed(
    connection: duckdb.DuckDBPyConnection, *figures: Stated, columns: str, where: str = "true"
) -> list[tuple[Any, ...]]:
    """Columns of the observations that one publication of these figures gives, by period and vintage."""
    with publication(connection):
        tell(connection, *figures)
    return seen(connection, columns, where)


def seen(
    connection: duckdb.DuckDBPyConnection, columns: str, where: str = "true"
) -> list[tuple[Any, ...]]:
    """Columns of the observations, by period and vintage."""
    return connection.execute(
        f"SELECT {columns} FROM (SELECT * FROM {NAME}.main.observation WHERE {where}"
        " ORDER BY period_start, period_end, vintage, observation_id)"
    ).fetchall()


def everything(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of both tables."""
    return {
        name: sorted(connection.execute(f"SELECT * FROM {NAME}.main.{name}").fetchall(), key=repr)
        for name in ("observation", "observation_metric")
    }
