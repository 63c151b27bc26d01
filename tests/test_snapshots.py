"""Every row that the five seeds give, as it was last read and approved by a person: `make snapshots` writes them anew, the diff is the review."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
from factories import ROOT, SEEDS, knowledge

from kouan.model.batch import Batch
from kouan.stages import process
from kouan.tabulation.tables import tables

SNAPSHOTS = ROOT / "tests" / "snapshots"
TABLES = (
    "document",
    "article",
    "block",
    "removed",
    "edit_summary",
    "contextual_edit",
    "suspicion",
    "mention",
    "metric",
)
#: Where a row's own place says which row it is; a digest in a diff tells a reader nothing.
PLACES = {
    "block": "position",
    "contextual_edit": "position",
    "suspicion": "position",
    "removed": "position",
    "mention": "start",
    "metric": "start",
}


@cache
def seeds() -> dict[str, pa.Table]:
    batch = Batch.of((path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt")))
    return tables(process(batch, knowledge()), "state")


@cache
def names() -> dict[str, str]:
    """Document and article ids as the first three letters of the seed's name."""
    rows = seeds()
    found = {row["document_id"]: row["locations"][0][:3] for row in rows["document"].to_pylist()}
    return found | {
        row["article_id"]: found[row["document_id"]] for row in rows["article"].to_pylist()
    }


def written(table: str) -> str:
    """The rows of a table, one line each, in the order of the text; digests left out."""
    lines = []
    for row in seeds()[table].to_pylist():
        seed = names()[row.get("document_id") or row["article_id"]]
        shown = {
            name: value
            for name, value in row.items()
            if not name.endswith(("_id", "_key", "_digest")) and value not in (None, [])
        }
        place = (seed, row.get(PLACES.get(table, ""), 0), row.get("end", 0))
        lines.append((place, json.dumps({"seed": seed} | shown, ensure_ascii=False, default=str)))
    return "".join(f"{line}\n" for _, line in sorted(lines))


@pytest.mark.parametrize("table", TABLES)
def test_the_snapshot_of_a_table_is_as_approved(table: str) -> None:
    path: Path = SNAPSHOTS / f"{table}.jsonl"
    if os.environ.get("KOUAN_WRITE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(table), "utf-8")
    assert path.read_text("utf-8").splitlines() == written(table).splitlines(), (
        "if this is meant: make snapshots"
    )
