"""Tables of a chunk in, findings of Great Expectations out: what passed, which rows failed, and what is held for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from expectations import structural
from expectations.findings import STRUCTURE, Check, Judging, findings_of
from expectations.judging import Judge
from expectations.project import Suite, read_suites, shipped_suites
from warehouse.records import Findings, Severity

if TYPE_CHECKING:
    import pyarrow as pa
    from great_expectations.expectations.expectation import Expectation

    from expectations.verdict import Verdict


def audit(tables: Mapping[str, pa.Table], project_suites: Path | None = None) -> Findings:
    """Judge the rows of a chunk before they are published.

    What happens follows from the failing rows: critical holds the row (a fact alone, elsewhere the
    document), warning publishes and shows it, info counts. `mostly` may let a check pass, never a row.
    A check that raised has the outcome `error`: our fault, or the suite's, never the data's.

    Raises:
        SuiteError: a suite of the project cannot be used; the message names file and remedy.
    """
    return findings_of(tables, all_checks(project_suites), judging())


def judging() -> Judging:
    """Great Expectations as a judge, set up once for all tables of an audit."""
    judge = Judge()

    def judged(rows: pa.Table, keys: pa.Array, checks: Sequence[Check]) -> list[Verdict]:
        return judge.verdicts(rows, keys, [check.expectation for check in checks])

    return judged


def all_checks(project_suites: Path | None = None) -> dict[str, tuple[Check, ...]]:
    """The checks of each table, shipped ones first, and those on the shape of rows.

    Raises:
        SuiteError: as `audit`.
    """
    suites = sorted((*shipped_suites(), *read_suites(project_suites)), key=_table)
    shape = checks_of([Suite(STRUCTURE, STRUCTURE, structural.STRUCTURE)])
    return {STRUCTURE: shape} | {
        table: checks_of(group) for table, group in groupby(suites, key=_table)
    }


def _table(suite: Suite) -> str:
    return suite.table


def checks_of(suites: Iterable[Suite]) -> tuple[Check, ...]:
    """The checks of suites over one table; the second of a name within a suite is numbered."""
    checks: list[Check] = []
    taken: set[tuple[str, str]] = set()
    for suite in suites:
        for expectation in suite.expectations:
            name = _free_name(suite.name, check_name(expectation), taken)
            checks.append(_check(suite, name, expectation))
    return tuple(checks)


def _check(suite: Suite, name: str, expectation: Expectation) -> Check:
    severity: Severity = expectation.severity.value
    return Check(suite.table, suite.name, name, severity, str(expectation.notes), expectation)


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
