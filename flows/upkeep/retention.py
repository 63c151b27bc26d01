"""sources.csv in, days out: how long each source's raw bytes are kept; and which documents still stand where they were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.location import SettingsError
from flows.settings import Settings
from flows.sources import read_sources
from warehouse.records import SourceRecord
from warehouse.upkeep.files import OldFile, old_files
from warehouse.upkeep.pruning import Limits

UNITS = {
    "": 1,
    "d": 1,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
    "天": 1,
    "日": 1,
    "个月": 30,
    "年": 365,
}
SPAN = re.compile(r"(\d{1,6})\s*(d|days?|weeks?|months?|years?|天|日|个月|年)?", re.IGNORECASE)


def limits_of(settings: Settings, keep_days: int) -> tuple[Limits, tuple[OldFile, ...]]:
    """What `kouan prune` may remove today, and the files among it.

    Raises:
        SettingsError: a retention in sources.csv is no span of time.
    """
    now, sources = datetime.now(UTC), settings.project / "sources.csv"
    limits = Limits(
        keep_days,
        retention_of(read_sources(sources), sources),
        now,
        lambda documents: still_there(documents, settings.project),
    )
    return limits, old_files(settings.home, keep_days, now)


def retention_of(rows: Iterable[SourceRecord], file: Path) -> dict[str, int]:
    """Days by source; a source whose retention is blank keeps its bytes for ever.

    Raises:
        SettingsError: a retention is no span of time.
    """
    found = {}
    for row in rows:
        if row.retention:
            try:
                found[row.pattern] = days_of(row.retention)
            except ValueError as error:
                raise SettingsError(f"{file}: source {row.pattern}: retention {error}") from None
    return found


def days_of(said: str) -> int:
    """Days from words such as 90, 90 days, 12 months, 2 years.

    >>> days_of("90"), days_of("12 months"), days_of("2年")
    (90, 360, 730)

    Raises:
        ValueError: it is no span.
    """
    found = SPAN.fullmatch(said.strip())
    if not found:
        raise ValueError(f"{said!r} is no span; write for example 90 days or 2 years")
    unit = (found[2] or "").lower()
    return int(found[1]) * UNITS[unit if unit in UNITS else unit.removesuffix("s")]


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
