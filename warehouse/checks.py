"""Checks as SQL files in; what they find in the rows about to be published out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

import duckdb

from warehouse.publishing.staging import FACTS
from warehouse.records import CheckFailure, CheckResult, Findings, Held, Severity

SUITE: Final = "warehouse"

_HEADER: Final = re.compile(r"--\s*(check|severity|table|notes):\s*(.+)")


@dataclass(frozen=True, slots=True)
class Check:
    """A query that returns bad rows: row_key, document_id, observed.

    It names tables without a schema: the staged rows before publishing, all rows in a reader.
    """

    name: str
    severity: Severity
    table: str
    notes: str
    sql: str


@cache
def checks() -> tuple[Check, ...]:
    """The shipped checks, by the name of their file.

    Raises:
        ValueError: a file lacks one of the lines `-- severity:`, `-- table:`, `-- notes:`.
    """
    return tuple(_read())


def _read() -> Iterator[Check]:
    folder = files(__package__).joinpath("checks")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".sql"):
            continue
        sql = file.read_text("utf-8")
        said = {
            found[1]: found[2].strip() for found in map(_HEADER.match, sql.splitlines()) if found
        }
        missing = [name for name in ("severity", "table", "notes") if name not in said]
        if missing or said["severity"] not in ("critical", "warning", "info"):
            wanted = missing[0] if missing else "severity"
            raise ValueError(
                f"checks/{file.name}: a line `-- {wanted}: ...` is missing or not understood"
            )
        severity = cast(Literal["critical", "warning", "info"], said["severity"])
        yield Check(file.name.removesuffix(".sql"), severity, said["table"], said["notes"], sql)


def run_checks(connection: duckdb.DuckDBPyConnection) -> Findings:
    """Run every check over the tables as the connection sees them.

    The rows that fail a critical check of mentions or figures are held alone.
    """
    results: list[CheckResult] = []
    failures: list[CheckFailure] = []
    held: list[Held] = []
    counted = _counted(connection)
    for check in checks():
        checked = counted[check.table]
        # bad rows are rows of this table
        rows = connection.execute(check.sql).fetchall() if checked else []
        outcome: Literal["passed", "failed"] = "failed" if rows else "passed"
        results.append(
            CheckResult(SUITE, check.name, check.severity, outcome, checked, len(rows), check.notes)
        )
        for row_key, document_id, observed in rows:
            failures.append(CheckFailure(SUITE, check.name, row_key, document_id, observed))
        if check.severity == "critical" and check.table in FACTS:
            held.extend(_held(connection, check, rows))
    return Findings(tuple(results), tuple(failures), tuple(held))


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table that is checked has."""
    names = sorted({check.table for check in checks()})
    asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
    return dict(connection.execute(asked).fetchall())


def _held(
    connection: duckdb.DuckDBPyConnection, check: Check, rows: list[tuple[str, str, str | None]]
) -> Iterator[Held]:
    places = dict(
        connection.execute("SELECT document_id, locations[1] FROM document").fetchall()
        if rows
        else ()
    )
    for row_key, document_id, observed in rows:
        detail = f"{check.notes} Found: {observed}."
        yield Held("fact", row_key, places.get(document_id, ""), check.name, detail, check.table)
