"""Checks and their verdicts in, findings out: what passed, which rows failed, and what is held for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from expectations import profile
from expectations.rows import Rows
from expectations.verdict import Verdict
from warehouse.records import CheckFailure, CheckResult, Findings, Held, Severity

#: Tables whose rows are facts: a faulty one is held alone. A critical fault elsewhere holds the document.
FACTS = ("mention", "metric")
#: What the checks on the shape of rows are filed under.
STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation of one suite, under the name that reports give it; `expectation` is for whoever judges."""

    table: str
    suite: str
    name: str
    severity: Severity
    notes: str
    expectation: Any = field(compare=False)


#: Judges some rows, which have these keys, by some checks: a verdict each.
Judging = Callable[[pa.Table, pa.Array, Sequence[Check]], Sequence[Verdict]]


def findings_of(
    tables: Mapping[str, pa.Table], checks: Mapping[str, Sequence[Check]], judging: Judging
) -> Findings:
    """What the checks find in the rows of a chunk, table by table; the shape of the rows comes first."""
    rows = Rows(tables, profile.key_columns())
    found = [_structure(rows, checks[STRUCTURE], judging)]
    for table in sorted(set(checks) - {STRUCTURE}):
        if table in tables:
            found.append(_table_findings(rows, table, checks[table], judging))
    return joined(found)


def joined(findings: Iterable[Findings]) -> Findings:
    """Findings of different checks, one behind the other; a row held twice is held once, for both reasons."""
    findings = list(findings)
    held: dict[tuple[str, str, str | None], Held] = {}
    for one in (one for each in findings for one in each.held):
        key = (one.level, one.subject_id, one.table)
        before = held.get(key)
        held[key] = one if before is None else _both(before, one)
    return Findings(
        tuple(result for each in findings for result in each.results),
        tuple(failure for each in findings for failure in each.failures),
        tuple(held.values()),
    )


def _both(first: Held, second: Held) -> Held:
    if second.detail in first.detail:
        return first
    return replace(first, detail=f"{first.detail} {second.detail}")


def _table_findings(rows: Rows, table: str, checks: Sequence[Check], judging: Judging) -> Findings:
    if rows.tables[table].num_rows:
        verdicts = judging(rows.tables[table], rows.keys(table), checks)
    else:
        verdicts = [Verdict("passed", 0, ())] * len(checks)
    return joined(
        _findings(rows, check, verdict) for check, verdict in zip(checks, verdicts, strict=True)
    )


def _findings(rows: Rows, check: Check, verdict: Verdict) -> Findings:
    failures = tuple(
        CheckFailure(check.suite, check.name, key, rows.document_of(check.table, key), observed)
        for key, observed in dict(verdict.failing).items()
    )
    held: list[Held] = []
    if check.severity == "critical":
        for failure in failures:
            found = "nothing" if failure.observed is None else failure.observed
            detail = f"{check.notes} Found: {found}."
            held += _held(rows, check.table, failure.row_key, check.name, detail)
    return Findings((_result(check, verdict, len(failures)),), failures, tuple(held))


def _result(check: Check, verdict: Verdict, failed: int) -> CheckResult:
    notes = check.notes
    if verdict.outcome == "error":
        notes = f"{notes} The check itself failed: {verdict.message}"[:1000]
    outcome, checked = verdict.outcome, verdict.checked
    return CheckResult(check.suite, check.name, check.severity, outcome, checked, failed, notes)


def _held(rows: Rows, table: str, key: str, reason: str, detail: str) -> list[Held]:
    """The fact, else the document that the row belongs to; nothing where the whole table failed."""
    document = rows.document_of(table, key)
    location = rows.location_of(document)
    if table in FACTS and (row := rows.json_of(table, key)) is not None:
        return [Held("fact", key, location, reason, detail, table, row)]
    return [] if document is None else [Held("document", document, location, reason, detail)]


def _structure(rows: Rows, checks: Sequence[Check], judging: Judging) -> Findings:
    """Rows that their table would refuse: found here, one of them does not stop the whole chunk."""
    profiled, refused = profile.profile(rows)
    if not profiled.num_rows:
        return Findings()
    keys = profiled["rule"].combine_chunks()
    found = [
        _findings(Rows({}, {}), check, verdict)
        for check, verdict in zip(checks, judging(profiled, keys, checks), strict=True)
    ]
    for one in refused:
        detail = f"The table {one.table} takes no row that breaks: {one.rule}."
        held = _held(rows, one.table, one.row_key, profile.REASON, detail)
        found.append(Findings(held=tuple(held)))
    return joined(found)
