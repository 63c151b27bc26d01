"""The working data in; files that are old and that nothing needs out, and gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from warehouse.upkeep.switching import ASIDE


class OldFile(NamedTuple):
    """A file or folder below the working data, what it is, and its bytes."""

    name: str
    kind: str
    bytes: int


def old_files(home: Path, days: int, now: datetime) -> tuple[OldFile, ...]:
    """Results that the scheduler stored, and warehouses that a restore moved aside, older than so many days."""
    before = (now - timedelta(days=days)).astimezone(UTC).timestamp()
    return tuple(
        OldFile(path.relative_to(home).as_posix(), kind, _size(path))
        for path, kind in _candidates(home)
        if path.lstat().st_mtime < before
    )


def _candidates(home: Path) -> Iterator[tuple[Path, str]]:
    storage = home / "prefect" / "storage"
    for path in sorted(storage.iterdir()) if storage.is_dir() else ():
        yield path, "stored results of Prefect"
    for path in sorted(home.glob(f"{ASIDE}*")):
        yield path, "warehouses moved aside"


def remove_files(home: Path, files: Sequence[OldFile]) -> None:
    """Remove these files and folders; one that is gone already is no fault."""
    for file in files:
        path = home / file.name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    if path.is_dir() and not path.is_symlink():
        return sum(one.lstat().st_size for one in path.rglob("*") if one.is_file())
    return path.lstat().st_size
