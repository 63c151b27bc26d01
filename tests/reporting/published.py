"""A small warehouse for the pages: rows given as dictionaries, everything else filled with plain values."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from prepared import lay_out

from warehouse.connection import CURRENT, WAREHOUSE, writer

NOW = datetime.fromisoformat("2026-03-01T08:00:00")  # the tables hold UTC without saying so

HOSTILE = '<script>alert(1)</script><img src="http://evil.example/x.png" onerror=alert(2)>\'"&lt;{{ 7*7 }}'
ONE, TWO = "1" * 64, "2" * 64

PLAIN: Mapping[str, Mapping[str, Any]] = {
    "run": {
        "run_id": "r1", "started_at": NOW, "finished_at": NOW, "version": "0.1.0", "state_digest": "s",
        "inputs": 1, "released": 1, "unchanged": 0, "duplicates": 0, "held": 0, "failed": 0, "exit_code": 0,
    },
    "document": {
        "locations": ["seeds/1.txt"], "bytes": 30, "encoding": "utf-8", "script": "hans", "characters": 10,
        "kept": 10, "removed": 0, "replaced": 0, "clean_characters": 10, "undecodable_bytes": 0,
        "status": "released", "state_digest": "s", "part": "p", "run_id": "r1",
    },
    "article": {
        "valid_from": NOW, "version_reason": "page", "article_key": "k", "item_key": "", "location": "seeds/1.txt",
        "authors": [], "script": "hans", "characters": 10, "blocks": 1, "edits": 0, "suspicions": 0,
        "damaged_characters": 0, "residual_edits": 0, "residual_glosses": 0, "residual_traditional": 0,
        "run_id": "r1",
    },
    "block": {"valid_from": NOW, "position": 0, "role": "body", "raw_start": 0, "raw_end": 30},
    "removed": {"position": 0, "confidence": 0.9, "raw_start": 0, "raw_end": 3},
    "edit_summary": {},
    "suspicion": {"position": 0, "candidates": [], "raw_start": 0, "raw_end": 3},
    "entity": {},
    "entity_alias": {},
    "mention": {"valid_from": NOW, "confidence": 1.0, "raw_start": 0, "raw_end": 3},
    "metric": {
        "valid_from": NOW, "is_rounded": False, "bound": "exact", "kind": "level", "confidence": 1.0,
        "raw_start": 0, "raw_end": 3,
    },
    "indicator": {"measure": "flow", "names": [], "dimensions": [], "is_summable": True},
    "observation": {
        "dimensions": [], "measure": "flow", "grain": "year", "span": "single", "vintage": 0, "revision": 0,
        "state": "stated", "derived_from": [], "statements": 0, "reprints": 0, "flags": [],
    },
    "observation_metric": {"role": "shown", "origin": "a"},
    "quarantine": {
        "level": "document", "attempts": 1, "status": "held", "first_run_id": "r1", "run_id": "r1",
    },
    "waiver": {
        "waiver_id": "w1", "level": "document", "reason": "a_check", "made": NOW, "status": "active",
        "run_id": "r1", "changed_at": NOW,
    },
    "quality_result": {"run_id": "r1", "severity": "warning", "outcome": "passed", "failed": 0},
    "quality_failure": {"run_id": "r1"},
    "gold_score": {"run_id": "r1", "document": "all"},
}  # fmt: skip


def publish_rows(home: Path, **tables: Sequence[Mapping[str, Any]]) -> SimpleNamespace:
    """Put rows into a fresh warehouse, let readers see it, and return settings that lead there."""
    lay_out(home)
    with writer(home) as db:
        for table, rows in tables.items():
            for given in rows:
                row = {**PLAIN[table], **given}
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" for _ in row)
                db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    snapshot = home / "snapshot.duckdb"
    shutil.copy(home / WAREHOUSE, snapshot)
    (home / CURRENT).unlink(missing_ok=True)
    (home / CURRENT).symlink_to(snapshot.name)
    return SimpleNamespace(home=home, project=home.parent)
