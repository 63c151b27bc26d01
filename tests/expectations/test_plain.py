"""A few rows judged without Great Expectations get the very verdicts that it gives."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from factories import ROOT
from frames import CLEAN, tables
from great_expectations import expectations as gxe
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import plain
from expectations.findings import Check
from expectations.plain import NotUnderstoodError, audit_few, judged, keep_checks
from expectations.validation import all_checks, audit
from expectations.verdict import parameters
from kouan.tabulation.rows import ROWS
from kouan.tabulation.schemas import schema as schema_of

#: Values on both sides of what the shipped checks allow.
SAMPLES = (
    ["", "口岸", "25万余人次", "12\n", "好。\n", "好。", "a,b", "口,岸", "\ufffd", "\ue000万", "&nbsp;", "<br>",
     "首位", "长" * 61, "长" * 5001, "控制\u200b", "一。二", "１２", "结尾」", "句末 "]
)  # fmt: skip
TEXTS = st.sampled_from(SAMPLES)
NUMBERS = st.sampled_from([-200_000, -1, 0, 1, 99, 100, 101, 100_000, 100_001])
DECIMALS = NUMBERS.map(Decimal) | st.sampled_from([Decimal("0.0000000001"), Decimal("-0.5")])
SHARES = st.sampled_from([-0.1, 0.0, 0.04, 0.05, 0.5, 1.0, 1.0001])
TODAY = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)  # noqa: DTZ005
TIMES = st.sampled_from(
    [datetime(1899, 12, 31, 23, 59), datetime(1900, 1, 1), datetime(2019, 3, 1, 7, 30)]  # noqa: DTZ001
    + [TODAY + timedelta(days=number) for number in (3, 4000)]
)
DATES = st.sampled_from([date(1799, 12, 31), date(1800, 1, 1), date(2100, 1, 1), date(2100, 1, 2)])
KINDS_OF_FIGURES = ["level", "share", "change", "rank", "duration", "rate"]
KINDS = st.sampled_from(KINDS_OF_FIGURES)


def rows(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({}, optional=columns), max_size=6)


CHUNKS = st.fixed_dictionaries(
    {
        "document": rows(undecodable_bytes=NUMBERS.map(abs), encoding_margin=st.none() | SHARES),
        "article": rows(
            residual_edits=NUMBERS.map(abs), residual_glosses=NUMBERS.map(abs), title=st.none() | TEXTS,
            residual_traditional=NUMBERS.map(abs), damaged_characters=NUMBERS.map(abs), blocks=NUMBERS,
            published_at=st.none() | TIMES, published_evidence=st.none() | TEXTS, publisher=st.none() | TEXTS,
        ),
        "block": rows(text=TEXTS, role=st.sampled_from(["body", "title", "caption"])),
        "suspicion": rows(surface=TEXTS),
        "mention": rows(surface=TEXTS, confidence=SHARES),
        "metric": rows(
            surface=TEXTS, sentence=TEXTS, value=st.none() | DECIMALS, value_max=st.none() | DECIMALS,
            confidence=SHARES, kind=KINDS, unit=st.sampled_from([None, "%", "人次"]), period_end=st.none() | DATES,
        ),
    }
)  # fmt: skip


def numbered(chunk: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Rows whose keys differ, in documents of their own."""
    key = {
        "document": "document_id",
        "article": "article_id",
        "mention": "mention_id",
        "metric": "metric_id",
    }
    return {
        table: [
            {**({key[table]: f"{table}-{number}"} if table in key else {"position": number}), **row}
            for number, row in enumerate(listed)
        ]
        for table, listed in chunk.items()
    }  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "checks.json"
    keep_checks(all_checks(), None, file)
    return file


def test_the_shipped_checks_are_all_understood(kept: Path) -> None:
    assert audit_few(tables(), None, kept) == audit(tables())


def limits_of(table: str) -> list[dict[str, Any]]:
    """A row for each limit that a shipped check sets, one for the value below it and one for that above."""
    found: list[dict[str, Any]] = []
    for check in all_checks()[table]:
        said = check.expectation.configuration.kwargs
        column = said.get("column")
        for limit in filter(lambda one: one is not None, map(said.get, ("min_value", "max_value"))):
            if "lengths" in check.name:
                found += [{column: "长" * (int(limit) + step)} for step in (-1, 0, 1)]
            elif isinstance(limit, dict):
                found += [{column: parameters()[limit["$PARAMETER"]] + step} for step in SECONDS]
            elif isinstance(limit, date):
                found += [{column: limit + step} for step in (*SECONDS, *DAYS)]
            else:
                kind = schema_of(ROWS[table]).field(column).type
                step = 0.001 if pa.types.is_floating(kind) else 1
                made = Decimal if pa.types.is_decimal(kind) else type(step)
                found += [{column: made(limit + one)} for one in (-step, 0, step)]
    return found


SECONDS = [timedelta(seconds=number) for number in (-1, 0, 1)]
DAYS = [timedelta(days=number) for number in (-1, 1)]


def all_sides(table: str) -> list[dict[str, Any]]:
    """Rows on either side of all that the shipped checks of a table draw a line between."""
    texts = [{column: text} for column in TEXT_COLUMNS.get(table, ()) for text in SAMPLES]
    nothing = [{column: None} for column in NULL_COLUMNS.get(table, ())]
    listed = [{}, *limits_of(table), *texts, *nothing]
    if table != "metric":
        return listed
    ranges = [{"value": Decimal(7), "value_max": Decimal(number)} for number in (6, 7, 8)]
    kinds = [{"kind": kind, "unit": unit} for kind in KINDS_OF_FIGURES for unit in UNITS]
    return [{**row, **kind} for row in (*listed, *ranges) for kind in kinds]


TEXT_COLUMNS = {
    "block": ("text",),
    "suspicion": ("surface",),
    "mention": ("surface",),
    "metric": ("surface", "sentence"),
}
NULL_COLUMNS = {
    "document": ("encoding_margin",),
    "article": ("title", "published_at", "published_evidence", "publisher"),
    "suspicion": ("surface",),
    "metric": ("value", "period_end"),
}
UNITS = (None, "%", "人次")


def test_rows_on_both_sides_of_every_line_get_the_verdicts_of_great_expectations(
    kept: Path,
) -> None:
    made = tables(**numbered({table: all_sides(table) for table in CLEAN}))
    found = audit(made)
    assert audit_few(made, None, kept) == found
    # A check of which both could say the same by always saying the same shows nothing.
    one_sided = [one for one in found.results if not 0 < one.failed < one.checked]
    assert {one.check_name for one in one_sided if one.suite != "structure"} == set()


def test_rows_of_another_shape_get_the_verdicts_of_great_expectations(kept: Path) -> None:
    made = tables(mention=[{"type": "guess"}], metric=[{"kind": "guess"}])
    made["metric"] = made["metric"].drop_columns(["fact_key"])
    found = audit(made)
    assert audit_few(made, None, kept) == found
    assert {one.failed for one in found.results if one.suite == "structure"} == {1}


@pytest.mark.slow
@settings(max_examples=8)
@given(CHUNKS)
def test_few_rows_get_the_verdicts_of_great_expectations(kept: Path, chunk: Any) -> None:
    made = tables(**numbered(chunk))
    assert audit_few(made, None, kept) == audit(made)


def test_every_failing_row_is_listed_with_what_was_seen(kept: Path) -> None:
    made = tables(
        metric=[
            {"metric_id": "f1", "value": Decimal("7.5"), "value_max": Decimal("2")},
            {"metric_id": "f2", "surface": "没有", "kind": "level"},
            {"metric_id": "f3", "value": None, "unit": "人次"},
        ],
        article=[{"publisher": None, "published_at": datetime(2919, 3, 1, 7, 30)}],  # noqa: DTZ001
    )
    mine = audit_few(made, None, kept)
    assert mine is not None
    assert {one.row_key for one in mine.failures} >= {"f1", "f2", "f3", "a1"}
    assert mine == audit(made)


@pytest.mark.parametrize(
    "why", ["many rows", "own suites", "no file", "half a file", "another release"]
)
def test_what_is_not_sure_is_left_to_great_expectations(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    file, suites = tmp_path / "checks.json", tmp_path / "suites"
    file.write_bytes(kept.read_bytes())
    if why == "many rows":
        monkeypatch.setattr(plain, "FEW", 3)
    elif why == "own suites":
        suites.mkdir()
        (suites / "mine.py").write_text("METRIC = ()\n")
    elif why == "no file":
        file.unlink()
    elif why == "half a file":
        file.write_bytes(kept.read_bytes()[:-20])
    else:
        monkeypatch.setattr(plain, "version", lambda library: f"next {library}")
    assert audit_few(tables(), suites, file) is None


@pytest.mark.parametrize(
    "expectation",
    [
        gxe.ExpectColumnValuesToBeBetween(column="value", min_value=0, mostly=0.5, notes="Mostly."),
        gxe.ExpectColumnValuesToBeBetween(
            column="value", min_value=0, strict_min=True, notes="Strict."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="value", value_set=[Decimal(1)], notes="A value that JSON has not."
        ),
        gxe.ExpectColumnValuesToBeUnique(column="value", notes="Another kind."),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="value", column_B="value_max", ignore_row_if="neither", notes="Nulls compared."
        ),
    ],
)
def test_a_check_with_a_word_more_is_not_understood(expectation: Any) -> None:
    spoken = {"type": expectation.expectation_type, **expectation.configuration.kwargs}
    said = json.loads(json.dumps(spoken, default=plain.tagged))
    rows_ = tables()["metric"]
    with pytest.raises(NotUnderstoodError):
        judged(
            rows_,
            rows_["metric_id"].combine_chunks(),
            [Check("metric", "s", "n", "info", "", said)],
        )


def test_judging_a_few_rows_does_not_import_great_expectations(kept: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from frames import tables; from expectations.plain import audit_few;"
        f"assert audit_few(tables(), None, Path({str(kept)!r})) is not None;"
        "print([name for name in ('great_expectations', 'pandas') if name in sys.modules])"
    )
    paths = f"{ROOT}:{ROOT / 'tests'}:{ROOT / 'tests' / 'expectations'}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": paths},
        check=True,
    )
    assert "great_expectations" not in done.stdout


def test_frames_know_every_audited_table() -> None:
    assert set(CLEAN) == set(all_checks()) - {"structure"}
