from __future__ import annotations

import shutil
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from factories import decoding_of
from reporting.published import HOSTILE, NOW, ONE, TWO, publish_rows

import warehouse.provenance.explanation
from flows.report import write_report
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Ledger, apply
from warehouse.provenance.explanation import UnknownIdError


def ledger_of(text: str, rule: str, edits: list[Edit]) -> tuple[bytes, Ledger, str]:
    codes, done = apply(rule, codes_of(text), Edits.of(edits), np.array([0]), np.array([len(text)]))
    return text.encode(), Ledger(decoding_of(text).segments, (done,), len(text)), text_of(codes)


def hostile_series():
    """A series of a hostile subject: a stated year with a conflict, a derived one, and one that is held."""
    series = {
        "series_id": "5" * 32,
        "indicator_id": "i1",
        "subject": HOSTILE,
        "partner": HOSTILE,
        "dimensions": [HOSTILE, f"whole={HOSTILE}"],
        "unit_base": HOSTILE,
    }
    said = {"value": 250000, "value_low": 245000, "value_high": 255000, "resolution": 10000}
    points = (
        (
            2023,
            {
                "metric_id": "f" * 32,
                "fact_key": "k",
                "bound": "exact",
                "flags": ["conflict", HOSTILE],
            },
        ),
        (2024, {"state": "derived", "derived_from": ["o2023", "o2022"]}),
        (2025, {"state": "gap", "fact_key": "g", "flags": ["held"]}),
    )
    for year, point in points:
        days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
        values = {} if point.get("state") == "gap" else said
        yield series | {"observation_id": f"o{year}"} | days | values | point


def document_ledger(home, document_id):
    """How the two documents were cleaned, for which there are no parts."""
    if document_id == ONE:
        return ledger_of("通關了\n好,", "script", [Edit(1, 2, "关")])
    if document_id == TWO:
        evil = HOSTILE + "\n関(guān)注"
        return ledger_of(evil, "gloss", [Edit(len(HOSTILE) + 2, len(HOSTILE) + 8, "")])
    raise UnknownIdError(document_id)


@pytest.fixture
def report(written, tmp_path, monkeypatch):
    """A report over two documents, one of them hostile in every column that a document can reach."""
    monkeypatch.setattr(warehouse.provenance.explanation, "document_ledger", document_ledger)
    shutil.copytree(written.parents[1], tmp_path / "home", symlinks=True)
    settings = SimpleNamespace(home=tmp_path / "home", project=tmp_path)
    return settings.home / written.relative_to(written.parents[1]), settings


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The first page of that report, as it is before a test copies it with its warehouse."""
    settings = publish_rows(
        tmp_path_factory.mktemp("written") / "home",
        run=[
            {"run_id": "r0", "started_at": NOW.replace(day=2, month=2), "inputs": 1},
            {"inputs": 3, "released": 2, "failed": 1, "exit_code": 1},
        ],
        document=[
            {"document_id": ONE, "script": "hant", "characters": 6, "kept": 5, "replaced": 1},
            {"document_id": TWO, "locations": [HOSTILE]},
        ],
        article=[
            {"article_id": "a1", "document_id": ONE, "title": "通关了", "published_text": "2026-03-01"},
            {"article_id": "a2", "document_id": TWO, "title": HOSTILE, "publisher": HOSTILE,
             "publisher_evidence": HOSTILE, "authors": [HOSTILE]},
        ],
        block=[
            {"article_id": "a1", "text": "通关了", "start": 0, "end": 3},
            {"article_id": "a2", "text": HOSTILE, "start": 0, "end": len(HOSTILE)},
        ],
        removed=[{"document_id": TWO, "kind": "ad_footer", "rule": HOSTILE, "text": HOSTILE}],
        edit_summary=[
            {"document_id": ONE, "rule": "script", "kind": "script", "edits": 1, "characters": 1},
            {"document_id": TWO, "rule": "a_rule_of_my_own", "kind": HOSTILE, "edits": 1, "characters": 6},
        ],
        suspicion=[{"document_id": TWO, "rule": "misread_bytes", "surface": HOSTILE, "candidates": [HOSTILE],
                    "note": HOSTILE, "start": 0, "end": 8}],
        entity=[{"entity_id": "e1", "type": "port", "name": HOSTILE}],
        mention=[{"mention_id": "m1", "article_id": "a2", "document_id": TWO, "entity_id": "e1", "type": "port",
                  "surface": "alert", "start": 8, "end": 13}],
        metric=[
            {"metric_id": "f" * 32, "fact_key": "k", "article_id": "a2", "document_id": TWO, "surface": "7*7",
             "sentence": HOSTILE, "value": 250000, "unit": HOSTILE, "indicator_raw": HOSTILE, "subject": HOSTILE,
             "start": HOSTILE.index("7*7"), "end": HOSTILE.index("7*7") + 3},
        ],
        indicator=[{"indicator_id": "i1", "name": HOSTILE}],
        observation=list(hostile_series()),
        observation_metric=[
            {"metric_id": "f" * 32, "article_id": "a2", "observation_id": "o2023", "value_low": 245000,
             "value_high": 255000},
        ],
        quarantine=[
            {"quarantine_id": "q1", "level": "input", "subject_id": "x", "location": HOSTILE, "reason": "missing",
             "detail": HOSTILE, "status": "failed"},
            {"quarantine_id": "q2", "level": "fact", "subject_id": "y", "location": "x", "reason": "a_check",
             "detail": HOSTILE, "row_json": HOSTILE},
            {"quarantine_id": "q3", "level": "input", "subject_id": "z", "location": "mended.txt", "reason": "empty",
             "detail": "", "status": "released"},
        ],
        waiver=[{"location": HOSTILE, "why": HOSTILE, "author": HOSTILE, "until": NOW.replace(year=2020)}],
        quality_result=[
            {"suite": "article", "check_name": "title", "outcome": "failed", "checked": 2, "failed": 1, "notes": "N"},
            {"suite": "article", "check_name": "date", "checked": 2, "notes": "A date is a date."},
        ],
        quality_failure=[{"suite": "article", "check_name": "title", "row_key": "a2", "document_id": TWO,
                          "observed": HOSTILE}],
        gold_score=[{"measure": "ent_strict", "score": 0.71, "precision": 0.7, "recall": 0.72},
                    {"document": "000", "measure": "ent_strict", "score": 0.9}],
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(warehouse.provenance.explanation, "document_ledger", document_ledger)
        return write_report(settings, None)
