"""Documents read in other states and today's knowledge in; those that the change cannot touch out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.ingestion.difference import difference
from flows.ingestion.keeping import kept_in, kept_of
from flows.ingestion.spared import Spared
from flows.ingestion.touched import touched
from flows.summary import counted
from kouan.model.knowledge import Knowledge

if TYPE_CHECKING:
    import pyarrow as pa

#: So many reasons are told.
TOLD = 3


def spared(others: pa.Table, knowledge: Knowledge, project: Path, home: Path) -> Spared:
    """Compare each state with today's; where one cannot be compared, its documents are read again.

    `others` has the columns document_id, part, state_digest.
    """
    now = kept_of(knowledge, project)
    untouched: set[str] = set()
    notes: list[str] = []
    for state, by_part in _by_state(others).items():
        documents = {document for group in by_part.values() for document in group}
        said = counted(len(documents), "document")
        if (before := kept_in(home, state)) is None:
            notes.append(f"{said} read anew: what they were read with is not kept")
            continue
        changed = difference(before, now)
        if changed.everything:
            notes.append(f"{said} read anew: {'; '.join(changed.everything[:TOLD])}")
            continue
        found = touched(home / "parts", by_part, changed.needles) if changed.needles else set()
        untouched |= documents - found
        notes.append(
            f"{len(found)} of {said} hold a word that changed; the others stay as they are"
        )
    return Spared(frozenset(untouched), tuple(notes))


def _by_state(others: pa.Table) -> dict[str, dict[str, list[str]]]:
    """Documents by the state they were read in and the part that holds them."""
    states: dict[str, dict[str, list[str]]] = {}
    for document, part, state in _rows(others):
        states.setdefault(state, {}).setdefault(part, []).append(document)
    return states


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    columns = (table[name].to_pylist() for name in ("document_id", "part", "state_digest"))
    return zip(*columns, strict=True)
