"""What the audit makes of checks that raise, judge whole tables, come from a project, or meet rows that no table takes."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from factories import ROOT
from frames import CLEAN, table, tables
from great_expectations import expectations as gxe

from expectations import profile
from expectations.judging import Judge, columns_read
from expectations.project import SuiteError, read_suites
from expectations.rows import Rows
from expectations.validation import audit
from warehouse.catalog import PART_TABLES
from warehouse.catalog import tables as catalog


def judged(expectation: gxe.Expectation, *texts: str | None) -> tuple[str, list[str]]:
    rows = pa.table({"text": pa.array(texts, pa.string())})
    keys = pa.array([f"row {number}" for number in range(len(texts))])
    [verdict] = Judge().verdicts(rows, keys, [expectation])
    return verdict.outcome, [key for key, _ in verdict.failing]


def test_a_check_that_raises_is_an_error_and_no_failure_of_the_data() -> None:
    raising = gxe.ExpectColumnValuesToMatchRegex(column="text", regex="(", notes="An open bracket.")
    assert judged(raising, "口岸", "通关") == ("error", [])


def test_a_check_that_raises_leaves_the_others_their_verdicts(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "from great_expectations import expectations as gxe\n"
        "METRIC = (gxe.ExpectColumnValuesToMatchRegex(column='surface', regex='(', notes='An open bracket.'),)\n",
        "utf-8",
    )
    findings = audit(tables(), tmp_path)
    [error] = [one for one in findings.results if one.outcome == "error"]
    assert (error.suite, error.check_name) == (
        "own.metric",
        "column_values_to_match_regex(surface)",
    )
    assert "An open bracket. The check itself failed:" in error.notes
    assert findings.held == ()


def test_chinese_patterns_see_characters() -> None:
    han = gxe.ExpectColumnValuesToMatchRegex(
        column="text", regex="^[\u4e00-\u9fff]{2}$", notes="Two characters."
    )
    assert judged(han, "口岸", "口岸局", "ab", None) == ("failed", ["row 1", "row 2"])
    private = gxe.ExpectColumnValuesToNotMatchRegex(
        column="text", regex="[\ue000-\uf8ff]", notes="No private use."
    )
    assert judged(private, "口岸", "口\ue5e5") == ("failed", ["row 1"])


def test_all_failing_rows_are_listed_however_many() -> None:
    check = gxe.ExpectColumnValuesToNotBeNull(column="text", notes="There is a text.")
    outcome, keys = judged(check, *[None] * 1500)
    assert (outcome, len(keys)) == ("failed", 1500)


def test_a_check_of_the_whole_table_fails_without_naming_a_row() -> None:
    check = gxe.ExpectTableRowCountToBeBetween(min_value=3, notes="Three rows at least.")
    assert judged(check, "口岸") == ("failed", ["*"])


def test_only_the_columns_that_are_read_reach_the_frame() -> None:
    from expectations.suites.metric import METRIC

    read = columns_read(METRIC, table("metric", {}).column_names)
    assert set(read) == {
        "surface",
        "sentence",
        "value",
        "value_max",
        "unit",
        "kind",
        "period_end",
        "confidence",
    }


def test_what_mostly_lets_pass_is_listed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "from great_expectations import expectations as gxe\n"
        "METRIC = (gxe.ExpectColumnValuesToNotBeNull(column='subject', mostly=0.1, severity='critical', notes='Of whom?'),)\n",
        "utf-8",
    )
    rows = tables(metric=[{}, {"metric_id": "f2", "subject": "霍尔果斯口岸"}])
    findings = audit(rows, tmp_path)
    [result] = [one for one in findings.results if one.suite == "own.metric"]
    assert (result.outcome, result.failed) == ("passed", 1)
    assert [one.subject_id for one in findings.held] == ["f1"]


def test_a_fact_that_fails_two_checks_is_held_once_for_both_reasons() -> None:
    findings = audit(tables(metric=[{"surface": "万\ufffd", "confidence": 2.0}]))
    [held] = findings.held
    assert held.subject_id == "f1"
    assert "damaged character" in held.detail
    assert "share of one" in held.detail


def test_tables_without_rows_are_passed_and_counted_as_none() -> None:
    findings = audit({name: table(name) for name in CLEAN})
    assert {(one.outcome, one.checked) for one in findings.results if one.suite != "structure"} == {
        ("passed", 0)
    }


def test_a_row_that_its_table_would_refuse_is_held_alone() -> None:
    rows = tables(
        metric=[{}, {"metric_id": "f2", "kind": "guess"}, {"metric_id": "f3", "sentence": None}]
    )
    findings = audit(rows)
    assert {(one.level, one.subject_id, one.reason) for one in findings.held} == {
        ("fact", "f2", profile.REASON),
        ("fact", "f3", profile.REASON),
    }
    [result] = [
        one for one in findings.results if one.suite == "structure" and one.outcome == "failed"
    ]
    assert result.severity == "critical"


def test_a_document_whose_characters_do_not_add_up_is_held() -> None:
    findings = audit(tables(document=[{"kept": 17}]))
    [held] = findings.held
    assert (held.level, held.subject_id, held.location) == ("document", "d1", "news/1.txt")
    assert "characters" in held.detail
    [failure] = findings.failures
    assert failure.suite == "structure"


def test_a_missing_column_is_found_before_the_load() -> None:
    rows = tables()
    rows["metric"] = rows["metric"].drop_columns(["fact_key"])
    failing = {one.row_key for one in audit(rows).failures}
    assert "metric.fact_key" in failing


def test_rows_come_in_the_columns_of_their_table() -> None:
    from kouan.tabulation.rows import ROWS
    from kouan.tabulation.schemas import schema

    for name in PART_TABLES:
        assert schema(ROWS[name]).names == [
            column.name for column in catalog()[name].part_columns
        ], name


def test_keys_tell_rows_apart() -> None:
    rows = Rows(tables(block=[{}, {"position": 2}]), profile.key_columns())
    assert rows.keys("block").to_pylist() == ["a1:1", "a1:2"]
    assert rows.keys("metric").to_pylist() == ["f1"]


def test_decimals_are_judged_as_they_are() -> None:
    findings = audit(tables(metric=[{"value": Decimal("100.0000000001")}]))
    assert [one.check_name for one in findings.failures] == ["column_values_to_be_between(value)"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("METRIC = (", "does not run: SyntaxError"),
        ("METRIC = []", "METRIC is a list; it must be a tuple"),
        ("METRIC = ('surface',)", "METRIC, number 1: 'surface' is no expectation"),
        ("x = 1", "no suite; assign a tuple"),
        ("from great_expectations import expectations as gxe\nMETRIC = (gxe.ExpectColumnValuesToNotBeNull(column='surface'),)", "notes is missing"),
        (
            "from great_expectations import expectations as gxe\n"
            "METRIC = (gxe.ExpectColumnValuesToNotBeNull(column='surfaec', notes='A typo.'),)",
            "metric has no column 'surfaec'; it has metric_id,",
        ),
        (
            "from great_expectations import expectations as gxe\n"
            "METRICS = (gxe.ExpectColumnValuesToNotBeNull(column='surface', notes='A plural.'),)",
            "METRICS is no table",
        ),
    ],
)  # fmt: skip
def test_a_suite_that_cannot_be_used_says_file_place_and_remedy(
    tmp_path: Path, source: str, message: str
) -> None:
    path = tmp_path / "own.py"
    path.write_text(source, "utf-8")
    with pytest.raises(SuiteError, match=r"own\.py") as raised:
        read_suites(tmp_path)
    assert message in str(raised.value)


def test_the_package_is_imported_without_great_expectations() -> None:
    code = "import sys, expectations, flows.audit; flows.audit.audit_parts([]); print('great_expectations' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "False"
