"""A project's corrections and its warehouse in; each correction with what it does today out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from flows.correcting.rows import cell_of
from kouan.corrections import read_corrections
from kouan.model.correction import Corrected, Correction, CorrectionState
from warehouse.provenance.correctable import states_of

#: No run has read the document since the correction was made.
WAITING: Final = "waiting"
#: Its page has other bytes now.
SUPERSEDED: Final = "superseded"
_ADVICE: Final = {SUPERSEDED: "its page has other bytes now; look whether they are right"}
COLUMNS: Final = (
    "state",
    "where",
    "table",
    "column",
    "seen",
    "new",
    "says",
    "reason",
    "author",
    "made_on",
)


def listed(project: Path, home: Path) -> list[dict[str, Any]]:
    """A row a correction, by file and line; of a stale figure, what the rules say now.

    Raises:
        CorrectionError: a file cannot be used.
    """
    states = states_of(home)
    rows = []
    for one in read_corrections(project / "corrections"):
        state, run = states.get(one.correction_id, (WAITING, None))
        says = _says(home, one) if state == CorrectionState.STALE else _ADVICE.get(state)
        rows.append({**dict(_told(one)), "state": str(state), "says": says, "run_id": run})
    return rows


def _told(one: Correction) -> Iterator[tuple[str, Any]]:
    yield "correction_id", one.correction_id
    yield "where", one.where
    yield "table", one.table.value
    for name in ("column", "seen", "new", "reason", "evidence", "author", "made_on"):
        yield name, getattr(one, name)
    for name in ("fact_key", "document_id", "raw_start", "raw_end"):
        yield name, getattr(one, name)


def _says(home: Path, one: Correction) -> str | None:
    """What a figure that a stale correction is about says today, in the column it would correct."""
    if one.table is not Corrected.METRIC:
        return None
    from warehouse.connection import reader
    from warehouse.provenance.surroundings import rows_of

    with closing(reader(home)) as connection:
        found = rows_of(
            connection, "SELECT * FROM current_metric WHERE fact_key = ? LIMIT 2", [one.fact_key]
        )
    if not found:
        return "no figure"
    if one.column is None:
        return f"{cell_of(found[0], 'value')} {found[0]['unit']}"
    return cell_of(found[0], one.column) or "not stated"
