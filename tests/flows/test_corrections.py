"""Corrections in a project: applied by the run that reads their document, listed with what they do, taken back without a trace."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flows_support import Typed, project_in

from flows.ingestion.corrected import own_corrections
from flows.ingestion.intake import take_in
from flows.ingestion.jobs import Job, own_of
from flows.ingestion.sightings import SCHEMA, Sightings
from flows.ingestion.state import current_state
from flows.run import run_direct
from flows.scoring import annotated
from flows.settings import Settings, load_settings
from flows.work import Workplace, write_job
from kouan.corrections.reader import FIELDS
from kouan.reading.sources import Input, Survey, list_inputs
from kouan.tabulation import read_part
from warehouse.connection import reader
from warehouse.provenance.explanation import why
from warehouse.publishing.state import Known

CARGO = """\
拱北口岸通报货运

2019年3月，拱北口岸运抵货物300托。
"""
UNITS = "surface,unit,factor,kind,example\n托,托,{factor},level,运抵货物300托\n"


def asked(settings: Settings, sql: str) -> list[Any]:
    with reader(settings.home) as connection:
        return connection.execute(sql).fetchall()


def states(settings: Settings) -> list[tuple[str, str]]:
    """What each correction does, by its line."""
    return asked(settings, "SELECT column_name, state FROM correction ORDER BY file, line")


def test_a_bad_file_stops_a_run_before_anything_is_done(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project_in(tmp_path / "project", 1)
    monkeypatch.chdir(settings.project)
    (settings.project / "corrections" / "a.csv").write_text(
        f"{','.join(FIELDS)}\nmetric,,,,,value,1,2,why,,ann,2024-05-31\n", "utf-8"
    )
    code, _, said = typed("run", "--direct")
    assert code == 2
    assert "a.csv:2: document_id is blank; `kouan why` prints it" in said
    assert not (settings.home / "current.duckdb").exists()
    assert not any((settings.home / "parts").glob("*"))


@pytest.mark.parametrize(
    ("had", "own", "is_read"),
    [
        ((), (), False),
        (("a",), ("a",), False),
        ((), ("a",), True),
        (("a",), (), True),
        (("a",), ("a", "b"), True),
        (None, ("a",), False),
    ],
    ids=["none", "the same", "a first one", "taken back", "one more", "a discarded document"],
)
def test_a_document_is_read_again_when_its_corrections_are_others(
    tmp_path: Path, had: tuple[str, ...] | None, own: tuple[str, ...], is_read: bool
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a")
    id_ = hashlib.sha256(b"a").hexdigest()
    entry = Input(file, file.name, 1, 1, 1, 1, 1)
    known = {id_: Known("s", "released", (file.name,), corrections=had)}
    intake, _ = take_in(
        Settings(project=tmp_path, inputs=("in",)),
        Survey([entry], [], frozenset()),
        Sightings(SCHEMA.empty_table(), "w", "s"),
        lambda _: known,
        own={id_: own} if own else {},
    )
    assert (intake.documents, intake.unchanged) == ((1, 0) if is_read else (0, 1))
    if is_read:
        (job,) = intake.jobs
        assert job.own == (((id_, own),) if own else ())
        assert (job.part_id == replace(job, own=()).part_id) == (not own)


def test_what_is_scored_is_what_the_rules_say_though_the_part_holds_what_is_right(
    tmp_path: Path,
) -> None:
    settings = project_in(tmp_path, 1)
    raw = (tmp_path / "inbox" / "001.txt").read_bytes()
    id_, start = hashlib.sha256(raw).hexdigest(), raw.index("10万人次".encode())
    place = f"{id_},{start},{start + len('10万人次'.encode())}"
    (tmp_path / "corrections" / "a.csv").write_text(
        f"{','.join(FIELDS)}\nmetric,,{place},value,100000,110000,why,,ann,2024-05-31\n", "utf-8"
    )
    inputs, _ = list_inputs(("inbox",), tmp_path)
    (read,) = annotated(inputs, settings, [])
    own = own_of((id_,), own_corrections(tmp_path))
    job = Job((inputs[0],), (id_,), (None,), current_state(tmp_path, settings.home), own)
    place_of = Workplace(
        tmp_path, settings.parts, settings.max_size, labelled=frozenset({read["doc"]})
    )
    outcome = write_job(job, place_of)
    assert outcome.annotations == (read,)
    assert [one["value"] for one in read["metrics"]] == [100000, 5.7]
    rows = read_part(outcome.parts[0])["metric"].to_pylist()
    assert [one["value"] for one in rows] == [110000, Decimal("5.7")]


@pytest.mark.slow
def test_a_correction_reads_its_document_alone_and_goes_without_a_trace(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project_in(tmp_path / "project", 1, 2, 3)
    monkeypatch.chdir(settings.project)
    run_direct(settings)
    ((old, key),) = asked(
        settings, "SELECT metric_id, fact_key FROM current_metric WHERE value = 200000"
    )
    rows = "SELECT * EXCLUDE (valid_from) FROM current_metric ORDER BY metric_id"
    before = asked(settings, rows)
    code, said, _ = typed(
        *("correct", old[:10], "--value", "260000", "--subject", "port:横琴口岸"),
        *("--reason", "页面写错", "--by", "王"),
    )
    assert code == 0
    assert "200000 → 260000" in said
    assert typed("correct", old, "--value", "270000", "--reason", "x")[0] == 1

    again = run_direct(settings)
    assert (again.released, again.unchanged) == (1, 2)
    assert states(settings) == [("value", "active"), ("subject", "active")]
    ((value, subject, typed_as, marks),) = asked(
        settings,
        "SELECT value, subject, entity.type, len(corrected) FROM current_metric"
        f" INNER JOIN entity ON entity_id = subject_id WHERE fact_key = '{key}'",
    )
    assert (value, subject, typed_as, marks) == (260000, "横琴口岸", "port", 2)
    assert asked(
        settings, "SELECT version_reason, count(*) FROM article GROUP BY ALL ORDER BY ALL"
    ) == [
        ("correction", 1),
        ("page", 3),
    ]
    assert asked(settings, "SELECT changed, old_value, new_value FROM figure_change") == [
        (["value", "subject"], 200000, 260000)
    ]
    # a notebook's id of the time before leads to what stands there now
    (versions,) = [
        one for one in why(settings.home, old).related if one.name == "versions of the figure"
    ]
    assert [(row["value"], row["valid_to"] is None) for row in versions.rows] == [
        (260000, True),
        (200000, False),
    ]
    code, said, _ = typed("correct", "--list", "--state", "active", "--json")
    assert [(row["column"], row["where"][-5:]) for row in json.loads(said)] == [
        ("value", "csv:2"),
        ("subject", "csv:3"),
    ]

    assert run_direct(settings).released == 0
    for file in (settings.project / "corrections").glob("*.csv"):
        file.write_text(file.read_text("utf-8").replace("页面写错", "印错"), "utf-8")
    told = run_direct(settings)  # nothing is read, but the reasons are those of today
    assert (told.released, told.unchanged) == (0, 3)
    assert asked(settings, "SELECT DISTINCT reason FROM correction") == [("印错",)]
    for file in (settings.project / "corrections").glob("*.csv"):
        file.unlink()
    back = run_direct(settings)
    assert (back.released, back.unchanged) == (1, 2)
    assert asked(settings, rows) == before
    assert states(settings) == []
    assert run_direct(settings).released == 0


@pytest.mark.slow
def test_a_correction_holds_over_changes_of_the_rules_until_they_say_the_same_or_a_third_thing(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    settings = project_in(project, 1)
    monkeypatch.chdir(project)
    (project / "inbox" / "cargo.txt").write_text(CARGO, "utf-8")
    words = project / "lexicons" / "counter.csv"
    told: list[int] = []

    def run_with(factor: str, more: str = "") -> list[Any]:
        words.write_text(UNITS.format(factor=factor) + more, "utf-8")
        told.append(run_direct(load_settings(project)).stale_corrections)
        return asked(settings, "SELECT value, len(corrected) FROM current_metric WHERE unit = '托'")

    assert run_with("1") == [(300, None)]
    ((key,),) = asked(settings, "SELECT fact_key FROM current_metric WHERE unit = '托'")
    assert typed("correct", key, "--value", "3000", "--reason", "每托十件")[0] == 0
    assert run_with("1") == [(3000, 1)]
    assert run_with("1", "垛,垛,1,level,300垛\n") == [(3000, 1)]  # another rule
    assert states(settings) == [("value", "active")]
    assert run_with("10") == [(3000, None)]
    assert states(settings) == [("value", "redundant")]
    assert (
        "the rules now get 1 of 1 corrections right (100.0%)" in typed("score", "--corrections")[1]
    )
    assert run_with("100") == [(30000, None)]
    assert states(settings) == [("value", "stale")]
    assert told == [0, 0, 0, 0, 1]
    assert "1 stale: `kouan correct --state stale`" in typed("status")[1]
    (learnt,) = json.loads(typed("score", "--corrections", "--json")[1])
    assert (learnt["corrections"], learnt["right"], learnt["stale"]) == (1, 0, 1)
    _, said, _ = typed("correct", "--state", "stale", "--json")
    assert [row["says"] for row in json.loads(said)] == ["30000"]
    # other bytes at the same place are another document
    (project / "inbox" / "cargo.txt").write_text(CARGO.replace("3月", "4月"), "utf-8")
    run_direct(load_settings(project))
    (row,) = json.loads(typed("correct", "--list", "--json")[1])
    assert (row["state"], row["says"][:8]) == ("superseded", "its page")
    # a document that is gone keeps the state of its corrections
    (project / "inbox" / "cargo.txt").unlink()
    run_direct(load_settings(project))
    assert states(settings) == [("value", "stale")]
