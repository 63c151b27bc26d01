"""Results of checks, scores and the run's record in; rows of the quality tables out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import duckdb
import pyarrow as pa

from kouan.model.columns import table_of_rows
from warehouse.catalog import tables
from warehouse.changes import insert, update
from warehouse.connection import NAME, literal
from warehouse.records import CheckResult, Findings, RunRecord, Score

_ARROW: Final = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "TIMESTAMP": pa.timestamp("us"),
}

#: A result of several chunks is as bad as its worst.
_WORST: Final = "CASE WHEN 'error' IN ({0}, {1}) THEN 'error' WHEN 'failed' IN ({0}, {1}) THEN 'failed' ELSE 'passed' END"


def write_quality(
    connection: duckdb.DuckDBPyConnection,
    run: RunRecord,
    parts: Sequence[Path],
    findings: Findings,
    scores: Sequence[Score],
) -> None:
    """Write run, results, failures and scores; results of the chunks of a run add up, each chunk once."""
    _insert(connection, "run", [_naive(run)], "replace")
    if not _is_repeated(connection, run.run_id, parts):
        _add_results(connection, run.run_id, findings.results)
    _insert(connection, "quality_failure", _of_run(run.run_id, findings.failures), "keep")
    _insert(connection, "gold_score", _of_run(run.run_id, scores), "replace")
    names = dict.fromkeys(part.name for part in parts)
    _insert(
        connection,
        "run_part",
        [{"run_id": run.run_id, "part": name} for name in names],
        "keep",
    )


def _is_repeated(connection: duckdb.DuckDBPyConnection, run_id: str, parts: Sequence[Path]) -> bool:
    """Whether this run has published all of these parts already: a task that is tried again."""
    known = {
        name
        for (name,) in connection.execute(
            f"SELECT part FROM {NAME}.main.run_part WHERE run_id = ?", [run_id]
        ).fetchall()
    }
    return bool(parts) and all(part.name in known for part in parts)


def _add_results(
    connection: duckdb.DuckDBPyConnection, run_id: str, results: Iterable[CheckResult]
) -> None:
    total: dict[tuple[str, str], CheckResult] = {}
    for result in results:
        before = total.get((result.suite, result.check_name))
        total[result.suite, result.check_name] = result if before is None else _sum(before, result)
    if not total:
        return
    mine = _table("quality_result", _of_run(run_id, total.values()))
    connection.register("incoming", mine)
    standing = f"SELECT 1 FROM {NAME}.main.quality_result WHERE run_id = ? LIMIT 1"
    if not connection.execute(standing, [run_id]).fetchall():
        insert(connection, "quality_result", "SELECT * FROM incoming")
        connection.unregister("incoming")
        return
    same = (
        "incoming.suite = quality_result.suite AND incoming.check_name = quality_result.check_name"
    )
    update(
        connection,
        "quality_result",
        "checked = quality_result.checked + incoming.checked,"
        " failed = quality_result.failed + incoming.failed,"
        f" outcome = {_WORST.format('quality_result.outcome', 'incoming.outcome')}",
        f"quality_result.run_id = {literal(run_id)} AND {same}",
        "incoming",
    )
    insert(connection, "quality_result", "SELECT * FROM incoming", known="keep")
    connection.unregister("incoming")


def _sum(first: CheckResult, second: CheckResult) -> CheckResult:
    """One check that was made twice, as one result."""
    worst = next(
        outcome
        for outcome in ("error", "failed", "passed")
        if outcome in (first.outcome, second.outcome)
    )
    return dataclasses.replace(
        first,
        outcome=worst,
        checked=first.checked + second.checked,
        failed=first.failed + second.failed,
    )


def _of_run(run_id: str, records: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"run_id": run_id, **_fields(record)} for record in records]


def _naive(run: RunRecord) -> dict[str, Any]:
    """The record with instants in UTC and without a zone, as the table has them."""
    return {
        name: value.astimezone(UTC).replace(tzinfo=None)
        if isinstance(value, datetime) and value.tzinfo
        else value
        for name, value in _fields(run).items()
    }


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    columns = tables()[name].columns
    return table_of_rows(
        rows, pa.schema([pa.field(column.name, _ARROW[column.type]) for column in columns])
    )


def _insert(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: list[dict[str, Any]],
    known: Literal["keep", "replace"],
) -> None:
    if not rows:
        return
    connection.register("incoming", _table(name, rows))
    insert(connection, name, "SELECT * FROM incoming", known=known)
    connection.unregister("incoming")
