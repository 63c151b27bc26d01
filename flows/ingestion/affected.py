"""Documents read in other states and today's knowledge in; those that the change cannot touch out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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

    `others` has the columns document_id, part, state_digest, site.
    """
    now = kept_of(knowledge, project)
    sites = _sites(others)
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
        found |= _of_templates(home / "parts", by_part, changed.lines, sites)
        untouched |= documents - found
        notes.append(
            f"{len(found)} of {said} hold a word that changed; the others stay as they are"
        )
    return Spared(frozenset(untouched), tuple(notes))


def _of_templates(
    parts: Path,
    by_part: Mapping[str, Sequence[str]],
    lines: Collection[tuple[str, str]],
    sites: Mapping[str, str | None],
) -> set[str]:
    """Documents of the sources of these lines that hold one of their own; those whose source is not known, of any."""
    found: set[str] = set()
    for site in {site for site, _ in lines}:
        mine = {
            part: chosen
            for part, documents in by_part.items()
            if (chosen := [one for one in documents if sites.get(one) in (site, None)])
        }
        found |= touched(parts, mine, [line for other, line in lines if other == site])
    return found


def _sites(others: pa.Table) -> dict[str, str | None]:
    columns = (others[name].to_pylist() for name in ("document_id", "site"))
    return dict(zip(*columns, strict=True))


def _by_state(others: pa.Table) -> dict[str, dict[str, list[str]]]:
    """Documents by the state they were read in and the part that holds them."""
    states: dict[str, dict[str, list[str]]] = {}
    for document, part, state in _rows(others):
        states.setdefault(state, {}).setdefault(part, []).append(document)
    return states


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    columns = (table[name].to_pylist() for name in ("document_id", "part", "state_digest"))
    return zip(*columns, strict=True)
