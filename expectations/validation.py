"""Tables of a chunk in, findings out: what passed, which rows failed, and what is held for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from expectations import structural
from expectations.judging import Judge, Verdict
from expectations.project import Suite, read_suites, shipped_suites
from expectations.rows import Rows
from warehouse.records import CheckFailure, CheckResult, Findings, Held, Severity

if TYPE_CHECKING:
    import pyarrow as pa
    from great_expectations.expectations.expectation import Expectation

#: Tables whose rows are facts: a faulty one is held alone. A critical fault elsewhere holds the document.
FACTS = ("mention", "metric")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation of one suite, under the name that reports give it."""

    table: str
    suite: str
    name: str
    expectation: Expectation

    @property
    def severity(self) -> Severity:
        """Critical, warning or info."""
        severity: Severity = self.expectation.severity.value
        return severity

    @property
    def notes(self) -> str:
        """What the check is for, in a sentence."""
        return str(self.expectation.notes)


def audit(tables: Mapping[str, pa.Table], project_suites: Path | None = None) -> Findings:
    """Judge the rows of a chunk before they are published.

    What happens follows from the failing rows: critical holds the row (a fact alone, elsewhere the
    document), warning publishes and shows it, info counts. `mostly` may let a check pass, never a row.
    A check that raised has the outcome `error`: our fault, or the suite's, never the data's.

    Raises:
        SuiteError: a suite of the project cannot be used; the message names file and remedy.
    """
    suites = (*shipped_suites(), *read_suites(project_suites))
    rows = Rows(tables, structural.key_columns())
    judge = Judge()
    found = [_structure(judge, rows)]
    for table, group in groupby(sorted(suites, key=_table), key=_table):
        if table in tables:
            found.append(_table_findings(judge, rows, table, checks_of(group)))
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


def _table(suite: Suite) -> str:
    return suite.table


def checks_of(suites: Iterable[Suite]) -> tuple[Check, ...]:
    """The checks of suites over one table; the second of a name within a suite is numbered."""
    checks: list[Check] = []
    taken: set[tuple[str, str]] = set()
    for suite in suites:
        for expectation in suite.expectations:
            name = _free_name(suite.name, check_name(expectation), taken)
            checks.append(Check(suite.table, suite.name, name, expectation))
    return tuple(checks)


def _table_findings(judge: Judge, rows: Rows, table: str, checks: tuple[Check, ...]) -> Findings:
    if rows.tables[table].num_rows:
        expectations = [check.expectation for check in checks]
        verdicts = judge.verdicts(rows.tables[table], rows.keys(table), expectations)
    else:
        verdicts = [Verdict("passed", 0, ())] * len(checks)
    return joined(
        _findings(rows, check, verdict) for check, verdict in zip(checks, verdicts, strict=True)
    )


def check_name(expectation: Expectation) -> str:
    """Expectation and column, as `column_values_to_be_between(value)`."""
    kwargs = expectation.configuration.kwargs
    columns = [kwargs[name] for name in ("column", "column_A", "column_B") if kwargs.get(name)]
    columns += kwargs.get("column_list") or ()
    return f"{expectation.expectation_type.removeprefix('expect_')}({', '.join(columns)})"


def _free_name(suite: str, name: str, taken: set[tuple[str, str]]) -> str:
    number, free = 1, name
    while (suite, free) in taken:
        number += 1
        free = f"{name} #{number}"
    taken.add((suite, free))
    return free


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


def _structure(judge: Judge, rows: Rows) -> Findings:
    """Rows that their table would refuse: found here, one of them does not stop the whole chunk."""
    profile, refused = structural.profile(rows)
    if not profile.num_rows:
        return Findings()
    keys = profile["rule"].combine_chunks()
    found = []
    for expectation, verdict in zip(
        structural.STRUCTURE, judge.verdicts(profile, keys, structural.STRUCTURE), strict=True
    ):
        check = Check("structure", "structure", check_name(expectation), expectation)
        found.append(_findings(Rows({}, {}), check, verdict))
    for one in refused:
        detail = f"The table {one.table} takes no row that breaks: {one.rule}."
        held = _held(rows, one.table, one.row_key, structural.REASON, detail)
        found.append(Findings(held=tuple(held)))
    return joined(found)
