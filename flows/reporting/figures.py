"""The figures of a snapshot in; the contents of their page, and the answers to questions about them, out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flows.reporting.pages import ANSWERS, ROWS, SUBJECTS, Content, Overview
from kouan.model.facts import MetricKind
from warehouse.pages import Told, read

if TYPE_CHECKING:
    from warehouse.pages import Connection
    from warehouse.pages.stated import Stated

#: What is shown of a figure.
SHOWN: Final = [
    "metric_id", "document_id", "surface", "sentence", "value", "value_max", "bound", "unit", "kind",
    "indicator_raw", "subject", "period", "span", "modality", "per_unit", "base", "base_period",
]  # fmt: skip


def figures(stated: Stated) -> Content:
    """What the page of figures says, but for its words."""
    shown = [row["subject"] for row in stated.counted("metric_shown", limit=ROWS)]
    named = [subject for subject in shown if subject is not None]
    metrics = stated.listed(
        read("metrics.sql"),
        {"subjects": named, "without": len(named) < len(shown), "limit": ROWS},
    )
    counts: dict[str, dict[str, int]] = {}
    for row in stated.counted("metric_subjects", limit=SUBJECTS):
        counts.setdefault(row["subject"], {})[row["kind"]] = row["figures"]
    present = {kind for row in counts.values() for kind in row}
    (unit,) = stated.counted("metric_unit") or [{"unit": ""}]
    levels = stated.listed(read("metric_levels.sql"), {**unit, "limit": SUBJECTS})
    rows = metrics.select(SHOWN).to_pylist()
    return {
        "metrics": rows,
        "groups": [
            (subject, list(group))
            for subject, group in groupby(rows, key=lambda row: row["subject"])
        ],
        "subjects": list(counts.items()),
        "kinds": [str(kind) for kind in MetricKind if kind in present],
        "levels": levels.select(SHOWN).to_pylist(),
    }


def stated(db: Connection, folder: Path, shared: Overview) -> tuple[Content, Mapping[str, Told]]:
    """What is said of figures: their page, and the answers to questions about them; both kept for the next report."""
    from warehouse.pages.stated import Stated

    known = Stated(db, folder, shared.totals["metrics"])
    said = figures(known), known.answers(ANSWERS)
    known.keep()
    return said
