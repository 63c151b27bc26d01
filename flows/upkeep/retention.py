"""sources.csv in, days out: how long each source's raw bytes are kept; and which documents still stand where they were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import Settings
from flows.sources import days_of, read_sources
from warehouse.records import SourceRecord
from warehouse.upkeep.files import OldFile, old_files
from warehouse.upkeep.pruning import Limits


def limits_of(settings: Settings, keep_days: int) -> tuple[Limits, tuple[OldFile, ...]]:
    """What `kouan prune` may remove today, and the files among it.

    Raises:
        SettingsError: a row of sources.csv cannot be used.
    """
    now = datetime.now(UTC)
    limits = Limits(
        keep_days,
        retention_of(read_sources(settings.project / "sources.csv")),
        now,
        lambda documents: still_there(documents, settings.project),
    )
    return limits, old_files(settings.home, keep_days, now)


def retention_of(rows: Iterable[SourceRecord]) -> dict[str, int]:
    """Days by source; a source whose retention is blank keeps its bytes for ever."""
    return {row.pattern: days_of(row.retention) for row in rows if row.retention}


def still_there(documents: Sequence[tuple[str, Sequence[str]]], project: Path) -> set[str]:
    """The documents that still stand at one of their places; an address that no file can be looked up for counts as there."""
    return {id_ for id_, places in documents if any(_is_there(place, project) for place in places)}


def _is_there(place: str, project: Path) -> bool:
    if "://" in place:
        return True
    path = project / place
    # a member of an archive is there while the archive is
    return path.exists() or any(
        parent.is_file() for parent in path.parents if parent.is_relative_to(project)
    )
