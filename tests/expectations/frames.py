"""Builders of audited tables: rows that pass every check, with what a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from kouan.tabulation.rows import ROWS
from kouan.tabulation.schemas import schema as schema_of

CLEAN: dict[str, dict[str, Any]] = {
    "document": {
        "document_id": "d1", "locations": ["news/1.txt"], "url": None, "crawled_at": None, "source": None,
        "bytes": 60, "encoding": "utf-8", "encoding_margin": None, "encoding_runner_up": None, "script": "hans",
        "characters": 20, "kept": 18, "removed": 1, "replaced": 1, "clean_characters": 19,
        "undecodable_bytes": 0, "status": "released", "state_digest": "s",
    },
    "article": {
        "article_id": "a1", "article_key": "k1", "document_id": "d1", "item_key": "", "location": "news/1.txt",
        "title": "口岸通关提速", "subtitle": None, "published_at": datetime(2019, 3, 1),  # noqa: DTZ001
        "published_text": "2019-03-01", "published_evidence": "2019年3月1日", "publisher": "法制日报",
        "publisher_evidence": "来源：法制日报", "authors": [], "script": "hans", "characters": 19, "blocks": 1,
        "edits": 2, "suspicions": 0, "damaged_characters": 0, "residual_edits": 0, "residual_glosses": 0,
        "residual_traditional": 0,
    },
    "block": {
        "article_id": "a1", "position": 1, "role": "body", "text": "去年，该站查验旅客244.08万人次。",
        "start": 7, "end": 25, "raw_start": 20, "raw_end": 60,
    },
    "suspicion": {
        "document_id": "d1", "position": 0, "rule": "misread_bytes", "surface": "陆??湛诎锻", "candidates": ["陆空口岸"],
        "margin": 0.2, "note": "GBK a byte out of step", "start": 3, "end": 9, "raw_start": 9, "raw_end": 27,
    },
    "mention": {
        "mention_id": "m1", "article_id": "a1", "document_id": "d1", "entity_id": "e1", "type": "port",
        "surface": "霍尔果斯口岸", "confidence": 0.9, "start": 3, "end": 9, "raw_start": 9, "raw_end": 27,
    },
    "metric": {
        "metric_id": "f1", "fact_key": "x1", "article_id": "a1", "document_id": "d1", "surface": "40.3%",
        "sentence": "占全区总量的40.3%。", "value": Decimal("40.3"), "value_max": None, "is_rounded": False,
        "bound": "exact", "unit": "%", "kind": "share", "indicator_raw": "占全区总量", "subject": None,
        "subject_id": None, "period": "2018", "period_start": None, "period_end": None, "confidence": 0.8,
        "start": 3, "end": 8, "raw_start": 9, "raw_end": 14,
    },
}  # fmt: skip


def table(name: str, *changes: Mapping[str, Any], schema: pa.Schema | None = None) -> pa.Table:
    """A clean row of the table per mapping, with the values it gives."""
    rows = [{**CLEAN[name], **change} for change in changes]
    return pa.Table.from_pylist(rows, schema or schema_of(ROWS[name]))


def tables(**changed: Sequence[Mapping[str, Any]]) -> dict[str, pa.Table]:
    """One clean row per table; the named ones with the given rows. Without mention no suspicion stands in it."""
    rows: dict[str, Sequence[Mapping[str, Any]]] = {name: [{}] for name in CLEAN}
    rows["suspicion"] = []
    rows |= changed
    return {name: table(name, *changes) for name, changes in rows.items()}
