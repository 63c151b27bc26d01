"""A project's `suites/` folder in, suites out: the same tuples as in `expectations/suites`, loaded by path."""

from __future__ import annotations

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from great_expectations.expectations.expectation import Expectation

from expectations.suites import SUITES
from warehouse.catalog import PART_TABLES, tables


class SuiteError(ValueError):
    """A suite that cannot be used; the message names file, place and remedy."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Expectations over the rows of one table; `name` tells whose they are."""

    name: str
    table: str
    expectations: tuple[Expectation, ...]


def shipped_suites() -> tuple[Suite, ...]:
    """The suites of kouan itself."""
    return tuple(Suite(table, table, expectations) for table, expectations in SUITES.items())


def read_suites(folder: Path | None) -> tuple[Suite, ...]:
    """The suites of every Python file in the folder; none where there is no folder.

    A file assigns tuples of expectations to the names of tables in capitals: `METRIC = (…,)`. Its
    suites are called by file and table: `suites/traffic.py` has `traffic.metric`.

    Raises:
        SuiteError: a file does not run, names no table, or asks for a column that its table lacks.
    """
    if folder is None or not folder.is_dir():
        return ()
    return tuple(suite for path in sorted(folder.glob("*.py")) for suite in _suites_of(path))


def _suites_of(path: Path) -> list[Suite]:
    table_of = {name.upper(): name for name in PART_TABLES}
    try:
        named = runpy.run_path(str(path))
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise SuiteError(f"{path}: the file does not run: {said}") from error
    for name, value in named.items():
        if name not in table_of and name.isupper() and _holds_expectations(value):
            known = ", ".join(sorted(table_of))
            raise SuiteError(
                f"{path}: {name} is no table whose rows are audited; these are {known}"
            )
    suites = [
        Suite(f"{path.stem}.{table}", table, _checked(f"{path}: {name}", named[name], table))
        for name, table in table_of.items()
        if name in named
    ]
    if not suites:
        raise SuiteError(
            f"{path}: no suite; assign a tuple of expectations to the name of a table, as METRIC = (…,)"
        )
    return suites


def _checked(where: str, value: Any, table: str) -> tuple[Expectation, ...]:
    """The suite, if it is one that can be run."""
    if not isinstance(value, tuple) or not value:
        kind = type(value).__name__
        raise SuiteError(
            f"{where} is a {kind}; it must be a tuple of one expectation or more, (…,)"
        )
    columns = [column.name for column in tables()[table].part_columns]
    for number, expectation in enumerate(value, 1):
        place = f"{where}, number {number}"
        if not isinstance(expectation, Expectation):
            raise SuiteError(
                f"{place}: {expectation!r:.80} is no expectation of Great Expectations"
            )
        if not expectation.notes:
            raise SuiteError(f"{place}: notes is missing; say in a sentence what the check is for")
        for field in ("column", "column_A", "column_B"):
            column = getattr(expectation, field, None)
            if isinstance(column, str) and column not in columns:
                known = ", ".join(columns)
                raise SuiteError(f"{place}: {table} has no column {column!r}; it has {known}")
    return value


def _holds_expectations(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, Expectation) for one in value)
