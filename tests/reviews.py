"""Drawn rows in, verdicts on them as persons give them out; and a title that acts on a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from warehouse.records import ReviewRecord
from warehouse.reviewing.drawing import Drawn

HOSTILE = "口\x1b[31m岸\u202e\u2069=1+1"


def verdict_on(row: Drawn, verdict: str = "right", **changed: object) -> ReviewRecord:
    made = ReviewRecord(
        row.table,
        row.row_id,
        row.row_digest,
        row.document_id,
        row.stratum,
        1,
        None,
        verdict,  # type: ignore[arg-type] # as the table has it
        None,
        "ann",
        datetime.fromisoformat("2026-01-02"),
    )
    return replace(made, **changed)  # type: ignore[arg-type] # fields of the record
