"""Parts of a chunk in, findings out: reads what the audit needs from their Parquet files and calls it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.records import CheckResult, Findings, Outcome

if TYPE_CHECKING:
    import pyarrow as pa

#: Parts of about 2 MB of text each whose rows are judged together.
TOGETHER = 5
#: Where a project keeps what the shipped checks say.
KEPT = "checks.json"
#: From harmless to grave: what a check found in several chunks is the gravest of it.
GRAVITY: tuple[Outcome, ...] = ("passed", "failed", "error")


def audit_parts(
    parts: Sequence[Path], project: Path | None = None, home: Path | None = None
) -> Findings:
    """Judge the rows of these parts, with the suites of the project's `suites/` folder beside our own.

    Great Expectations is imported here and nowhere earlier, and not for a few rows where `home` keeps what
    the checks say: the verdicts are the same. Memory follows from a group of parts, not from all of them.

    Raises:
        SuiteError: a suite of the project cannot be used; the message names file and remedy.
    """
    groups = [parts[at : at + TOGETHER] for at in range(0, len(parts), TOGETHER)]
    found = [_audit_group(group, project and project / "suites", home) for group in groups]
    return found[0] if len(found) == 1 else merge_findings(found)


def _audit_group(parts: Sequence[Path], suites: Path | None, home: Path | None) -> Findings:
    from expectations.plain import audit_few, keep_checks

    rows = read_tables(parts)
    kept = home and home / KEPT
    if kept and (findings := audit_few(rows, suites, kept)):
        return findings
    from expectations.validation import all_checks, audit

    if kept:
        keep_checks(all_checks(), suites, kept)
    return audit(rows, suites)


def read_tables(parts: Sequence[Path]) -> dict[str, pa.Table]:
    """The rows of all parts by table; packs that bear no table of the warehouse are left closed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from warehouse.catalog import PART_TABLES

    tables = {}
    for table in PART_TABLES:
        found = [path for part in parts if (path := part / f"{table}.parquet").is_file()]
        if found:
            tables[table] = pa.concat_tables(pq.ParquetFile(path).read() for path in found)
    return tables


def merge_findings(findings: Sequence[Findings]) -> Findings:
    """Findings of several chunks of one run as those of one: rows are added up, the gravest outcome stands."""
    results: dict[tuple[str, str], CheckResult] = {}
    for result in (result for each in findings for result in each.results):
        key = (result.suite, result.check_name)
        results[key] = _sum(results[key], result) if key in results else result
    failures = {
        (failure.suite, failure.check_name, failure.row_key): failure
        for each in findings
        for failure in each.failures
    }
    held = {
        (one.level, one.subject_id, one.table, one.reason): one
        for each in findings
        for one in each.held
    }
    return Findings(tuple(results.values()), tuple(failures.values()), tuple(held.values()))


def _sum(first: CheckResult, second: CheckResult) -> CheckResult:
    outcome = max(first.outcome, second.outcome, key=GRAVITY.index)
    notes = second.notes if outcome == second.outcome else first.notes
    return CheckResult(
        first.suite,
        first.check_name,
        first.severity,
        outcome,
        first.checked + second.checked,
        first.failed + second.failed,
        notes,
    )
