"""A few rows and the shipped checks as plain words in, the verdicts Great Expectations would give out, without its import.

Its import takes longer than the whole of a run over one changed document. What the checks say is kept in
a file when it has been imported anyway. Whatever is not understood to the last word (another kind of
check, a column with NaN, suites of a project's own) gives no answer, and Great Expectations is asked.
"""

from __future__ import annotations

import json
import math
import operator
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from expectations.findings import Check, findings_of
from expectations.verdict import Verdict, observed, parameters
from warehouse.records import Findings

#: With more rows the import is a small part of the audit.
FEW: Final = 5_000
#: Their versions decide what a check says.
LIBRARIES: Final = ("great-expectations", "pandas", "pyarrow")

#: What is kept of a check, besides its expectation.
SAID: Final = ("table", "suite", "name", "severity", "notes")

Row = Mapping[str, Any]


class NotUnderstoodError(Exception):
    """A check or a value that only Great Expectations can judge."""


def audit_few(
    tables: Mapping[str, pa.Table], project_suites: Path | None, kept: Path
) -> Findings | None:
    """Judge a few rows by the checks kept in a file; None where Great Expectations has to."""
    if _has_suites(project_suites) or sum(rows.num_rows for rows in tables.values()) > FEW:
        return None
    try:
        said = json.loads(kept.read_text("utf-8"))
        if said["signature"] != signature():
            return None
        checks = {
            table: tuple(Check(**one["said"], expectation=one["expectation"]) for one in group)
            for table, group in said["checks"].items()
        }
        return findings_of(tables, checks, judged)
    except (OSError, ValueError, KeyError, TypeError, NotUnderstoodError):
        return None


def keep_checks(
    checks: Mapping[str, Sequence[Check]], project_suites: Path | None, kept: Path
) -> None:
    """Keep what the shipped checks say, for the next few rows."""
    if _has_suites(project_suites):
        return
    told = {
        table: [
            {
                "said": {name: getattr(one, name) for name in SAID},
                "expectation": {
                    "type": one.expectation.expectation_type,
                    **one.expectation.configuration.kwargs,
                },
            }
            for one in group
        ]
        for table, group in checks.items()
    }
    text = json.dumps({"signature": signature(), "checks": told}, default=tagged)
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f".{kept.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(kept)


def signature() -> str:
    """Digest of all that decides what the shipped checks say: their source and the libraries."""
    total = blake2b(digest_size=16)
    for library in LIBRARIES:
        total.update(f"{library}={version(library)}\n".encode())
    for folder in (files(__package__), files(__package__) / "suites"):
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                total.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return total.hexdigest()


def _has_suites(folder: Path | None) -> bool:
    """Whether a project has suites of its own: Python, which may say another thing each day."""
    return folder is not None and folder.is_dir() and any(folder.glob("*.py"))


def tagged(value: Any) -> Any:
    """A value that JSON has not, as it is written down; of what is not known only the type."""
    if isinstance(value, datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    return {"$unknown": type(value).__name__}


def judged(rows: pa.Table, keys: pa.Array, checks: Sequence[Check]) -> list[Verdict]:
    """A verdict per check.

    Raises:
        NotUnderstoodError: one of them, or a value, is beyond this module.
    """
    said = [json.dumps(check.expectation) for check in checks]
    columns = {
        name: rows[name].to_pylist()
        for name in rows.column_names
        if any(f'"{name}"' in one for one in said)
    }
    for values in columns.values():
        if any(isinstance(value, float) and math.isnan(value) for value in values):
            raise NotUnderstoodError("NaN")
    listed = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    if len(listed) != rows.num_rows:
        raise NotUnderstoodError("a column is missing")
    numbered = list(zip(keys.to_pylist(), listed, strict=True))
    return [_verdict(numbered, check.expectation) for check in checks]


def _verdict(rows: Sequence[tuple[str, Row]], said: Mapping[str, Any]) -> Verdict:
    kind, rest = said["type"], {key: value for key, value in said.items() if key != "type"}
    condition = rest.pop("row_condition", None)
    if kind not in KINDS:
        raise NotUnderstoodError(kind)
    taken, keywords = KINDS[kind]
    if not set(rest) <= keywords:
        raise NotUnderstoodError(kind)
    fails, columns = taken(rest)
    if condition is not None:
        rows = [(key, row) for key, row in rows if _holds(condition, row)]
    failing = tuple(
        (key, observed({name: row[name] for name in columns}, lambda value: value is None))
        for key, row in rows
        if fails(row)
    )
    return Verdict("failed" if failing else "passed", len(rows), failing)


def _holds(condition: Mapping[str, Any], row: Row) -> bool:
    """Whether a condition on rows holds."""
    kind = condition["type"]
    if kind == "and":
        return all(_holds(one, row) for one in condition["conditions"])
    value = row[condition["column"]["name"]]
    if kind == "nullity":
        return (value is None) == bool(condition["is_null"])
    if kind == "comparison" and condition["operator"] in ("==", "!="):
        wanted, is_equal = condition["parameter"], condition["operator"] == "=="
        if value is None and is_equal:
            return False
        if isinstance(value, str) and isinstance(wanted, str):
            return (value == wanted) is is_equal
    raise NotUnderstoodError(f"condition {kind}")


#: What says whether a row fails, and the columns that are shown of one that does.
Failing = tuple[Callable[[Row], bool], tuple[str, ...]]


def _between(said: Mapping[str, Any]) -> Failing:
    return _limits(said, lambda value: value)


def _lengths(said: Mapping[str, Any]) -> Failing:
    return _limits(said, len)


def _limits(said: Mapping[str, Any], measure: Callable[[Any], Any]) -> Failing:
    column, low, high = said["column"], _value(said.get("min_value")), _value(said.get("max_value"))

    def fails(row: Row) -> bool:
        if row[column] is None:
            return False
        value = measure(row[column])
        return (low is not None and value < low) or (high is not None and value > high)

    return fails, (column,)


def _value(said: Any) -> Any:
    """A limit, or a value of a set, as it was before it was written down."""
    if not isinstance(said, dict):
        return said
    if "$datetime" in said:
        return datetime.fromisoformat(said["$datetime"])
    if "$date" in said:
        return date.fromisoformat(said["$date"])
    if said.get("$PARAMETER") in (known := parameters()):
        return known[said["$PARAMETER"]]
    raise NotUnderstoodError(f"value {said}")


def _in_set(said: Mapping[str, Any]) -> Failing:
    column, values = said["column"], [_value(one) for one in said["value_set"]]
    return lambda row: row[column] is not None and row[column] not in values, (column,)


def _not_null(said: Mapping[str, Any]) -> Failing:
    return lambda row: row[said["column"]] is None, (said["column"],)


def _null(said: Mapping[str, Any]) -> Failing:
    return lambda row: row[said["column"]] is not None, (said["column"],)


def _matches(said: Mapping[str, Any]) -> Failing:
    column, pattern = said["column"], re.compile(said["regex"])
    return lambda row: row[column] is not None and not pattern.search(row[column]), (column,)


def _matches_not(said: Mapping[str, Any]) -> Failing:
    column, pattern = said["column"], re.compile(said["regex"])
    return lambda row: row[column] is not None and bool(pattern.search(row[column])), (column,)


def _pair(said: Mapping[str, Any]) -> Failing:
    first, second = said["column_A"], said["column_B"]
    if said.get("ignore_row_if") != "either_value_is_missing":
        raise NotUnderstoodError("a pair with nulls")
    compare = operator.ge if said.get("or_equal") else operator.gt

    def fails(row: Row) -> bool:
        return None not in (row[first], row[second]) and not compare(row[first], row[second])

    return fails, (first, second)


#: The kinds of checks that are understood, each with the words that it may say.
KINDS: Final[Mapping[str, tuple[Callable[[Mapping[str, Any]], Failing], frozenset[str]]]] = {
    f"expect_{name}": (taken, frozenset(keywords.split()))
    for name, taken, keywords in (
        ("column_values_to_be_between", _between, "column min_value max_value"),
        ("column_value_lengths_to_be_between", _lengths, "column min_value max_value"),
        ("column_values_to_be_in_set", _in_set, "column value_set"),
        ("column_values_to_not_be_null", _not_null, "column"),
        ("column_values_to_be_null", _null, "column"),
        ("column_values_to_match_regex", _matches, "column regex"),
        ("column_values_to_not_match_regex", _matches_not, "column regex"),
        (
            "column_pair_values_a_to_be_greater_than_b",
            _pair,
            "column_A column_B or_equal ignore_row_if",
        ),
    )
}
