"""Parts on disk are judged together, and findings of several chunks add up to those of one run."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from frames import tables

from flows.audit import audit_parts, merge_findings, read_tables
from warehouse.catalog import tables as catalog
from warehouse.constraints import judge, rules, violations
from warehouse.records import CheckFailure, CheckResult, Findings, Held


def part(folder: Path, **rows: list[dict[str, object]]) -> Path:
    folder.mkdir()
    for name, table in tables(**rows).items():
        pq.write_table(table, folder / f"{name}.parquet")
    (folder / "raw.parquet").write_bytes(b"not a table of the warehouse, left closed")
    return folder


def test_parts_are_judged_together(tmp_path: Path) -> None:
    first = part(tmp_path / "one")
    second = part(
        tmp_path / "two", metric=[{"metric_id": "f2", "surface": "人次", "kind": "level"}]
    )
    assert {name: table.num_rows for name, table in read_tables([first, second]).items()}[
        "metric"
    ] == 2
    findings = audit_parts([first, second])
    assert [one.subject_id for one in findings.held] == ["f2"]


def test_a_project_brings_its_own_suites(tmp_path: Path) -> None:
    (tmp_path / "suites").mkdir()
    (tmp_path / "suites" / "own.py").write_text(
        "from great_expectations import expectations as gxe\n"
        "ARTICLE = (gxe.ExpectColumnValueLengthsToBeBetween(column='title', min_value=30, severity='warning', notes='Long titles.'),)\n",
        "utf-8",
    )
    findings = audit_parts([part(tmp_path / "one")], tmp_path)
    assert [(one.suite, one.row_key) for one in findings.failures] == [("own.article", "a1")]


def test_findings_of_chunks_add_up_and_the_gravest_outcome_stands() -> None:
    def chunk(outcome: str, failed: int, key: str) -> Findings:
        result = CheckResult("metric", "check", "critical", outcome, 10, failed, outcome)  # type: ignore[arg-type]
        return Findings(
            (result,),
            (CheckFailure("metric", "check", key, "d1", None),),
            (Held("fact", key, "", "check", "", "metric"),),
        )

    merged = merge_findings(
        [chunk("passed", 0, "f1"), chunk("error", 1, "f2"), chunk("failed", 2, "f1")]
    )
    [result] = merged.results
    assert (result.outcome, result.checked, result.failed, result.notes) == (
        "error",
        30,
        3,
        "error",
    )
    assert [one.row_key for one in merged.failures] == ["f1", "f2"]
    assert [one.subject_id for one in merged.held] == ["f1", "f2"]


def test_what_a_table_would_refuse_is_read_from_its_migration() -> None:
    metric = catalog()["metric"]
    assert {
        "sentence is not null",
        "(period_start IS NULL) OR (period_start <= period_end)",
    } <= set(rules(metric))
    assert not any("valid_from" in rule for rule in rules(catalog()["article"]))
    rows = tables(metric=[{}, {"bound": "range"}, {"start": 9, "raw_start": None}])["metric"]
    with judge() as asked:
        found = violations(metric, rows, asked)
    assert {(one.row, one.rule.split()[0].strip("(")) for one in found} == {
        (1, "bound"),
        (2, "raw_start"),
    }
