"""Every check of the shipped suites finds the fault it is for, by its key, and leaves clean rows alone."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from factories import ROOT
from frames import CLEAN, tables

from expectations.suites import SUITES
from expectations.validation import audit
from warehouse.records import Findings

CASES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/cases/expectations.toml").read_text("utf-8")
)["case"]
KEYS = {"block": "position", "suspicion": "position"}


def key_of(number: int, case: dict[str, Any]) -> str:
    if case["table"] == "block":
        return f"a1:{1000 + number}"
    return f"d1:{1000 + number}" if case["table"] == "suspicion" else f"case {number}"


def planted(number: int, case: dict[str, Any]) -> dict[str, Any]:
    row = {
        name: None if value == "" and name not in {"text", "surface"} else value
        for name, value in case["row"].items()
    }
    row |= {name: Decimal(row[name]) for name in ("value", "value_max") if row.get(name)}
    return row | (
        {KEYS[case["table"]]: 1000 + number}
        if case["table"] in KEYS
        else {f"{case['table']}_id": f"case {number}"}
    )


@pytest.fixture(scope="module")
def findings() -> Findings:
    """One audit over a clean row per table and all planted ones."""
    rows: dict[str, list[dict[str, Any]]] = {name: [{}] for name in CLEAN}
    rows["suspicion"] = []
    for number, case in enumerate(CASES):
        rows[case["table"]].append(planted(number, case))
    return audit(tables(**rows))


@pytest.mark.parametrize(
    ("number", "case"),
    enumerate(CASES),
    ids=lambda value: value["check"] if isinstance(value, dict) else "",
)
def test_a_planted_fault_is_found_with_its_key(
    findings: Findings, number: int, case: dict[str, Any]
) -> None:
    found = {(one.suite, one.check_name, one.row_key): one for one in findings.failures}
    failure = found[case["table"], case["check"], key_of(number, case)]
    if "observed" in case:
        assert failure.observed == case["observed"]
    assert failure.document_id == (f"case {number}" if case["table"] == "document" else "d1")


def test_every_check_has_a_planted_fault(findings: Findings) -> None:
    asked = {(one.suite, one.check_name) for one in findings.results if one.suite in SUITES}
    assert asked - {(case["table"], case["check"]) for case in CASES} == set()


def test_no_check_raises(findings: Findings) -> None:
    assert [one for one in findings.results if one.outcome == "error"] == []


def test_clean_rows_pass_every_check() -> None:
    findings = audit(tables())
    assert {one.outcome for one in findings.results} == {"passed"}
    assert findings.failures == ()
    assert findings.held == ()


def test_clean_rows_are_not_among_the_failures(findings: Findings) -> None:
    assert {one.row_key for one in findings.failures} & {"d1", "a1", "a1:1", "m1", "f1"} == set()


def test_a_faulty_fact_is_held_alone_with_its_row(findings: Findings) -> None:
    number = next(n for n, case in enumerate(CASES) if case["row"].get("surface") == "人次")
    [held] = [one for one in findings.held if one.subject_id == f"case {number}"]
    assert (held.level, held.table, held.location) == ("fact", "metric", "news/1.txt")
    assert json.loads(held.row_json or "")["sentence"] == "占全区总量的40.3%。"
    assert "numeral" in held.detail


def test_faulty_text_is_published_and_no_document_is_held_for_it(findings: Findings) -> None:
    critical = {
        (one.suite, one.check_name) for one in findings.results if one.severity == "critical"
    }
    assert {suite for suite, _ in critical} == {"mention", "metric", "structure"}
    assert {one.level for one in findings.held} == {"fact"}
