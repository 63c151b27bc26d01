"""A folder in; the same without what processes that were killed left half done, and without parts no row names, out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import duckdb

from warehouse.connection import CURRENT, WAREHOUSE, WarehouseError, reader, writer
from warehouse.packs import PARTS
from warehouse.snapshots.journal import JOURNAL
from warehouse.upkeep.living import named_parts


def drop_drafts(home: Path) -> tuple[str, ...]:
    """Remove what is not finished and never will be; the names of what went, below `home`.

    To be called by the run that holds the project's lock: nobody else writes drafts then.
    """
    return _removed(home, _drafts(home))


def drop_unnamed_parts(home: Path, before: float) -> tuple[str, ...]:
    """Remove the parts that no row names and that were written before this time (seconds since 1970).

    To be called at the end of a run with the time at which it began: what a run before it left unpublished
    has been reused by then, or is not wanted any more.

    Raises:
        WarehouseBusyError: another process writes.
    """
    # no need to ask what is named where nothing is old enough to go
    if not (home / WAREHOUSE).is_file() or not _old(home, before):
        return ()
    # Mostly there is none, and readers see that sooner than the writer is at the door.
    with suppress(WarehouseError), closing(reader(home)) as connection:
        if not _unnamed(connection, home, before):
            return ()
    with writer(home, wait=60.0) as connection:
        return _removed(home, _unnamed(connection, home, before))


def _old(home: Path, before: float) -> set[Path]:
    """The parts written before this time, drafts left out."""
    folder, old = home / PARTS, set()
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process removes them too
            if not path.name.startswith(".") and path.stat().st_mtime < before:
                old.add(path)
    return old


def _unnamed(connection: duckdb.DuckDBPyConnection, home: Path, before: float) -> list[Path]:
    old = _old(home, before)
    return [path for path in unnamed_parts(connection, home) if path in old]


def unnamed_parts(connection: duckdb.DuckDBPyConnection, home: Path) -> list[Path]:
    """Everything below the parts that no row needs, drafts among it; a run at work may yet come to name it."""
    named, folder = set(named_parts(connection)), home / PARTS
    there = sorted(folder.iterdir()) if folder.is_dir() else ()
    return [path for path in there if path.name not in named]


def _drafts(home: Path) -> Iterator[Path]:
    for folder in (home / PARTS, home / JOURNAL):
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path.name.startswith("."))
    if home.is_dir():
        yield from home.glob("*.draft")
        yield from home.glob("*.draft.wal")
        yield from home.glob("*.lock-draft")
        yield from home.glob(f".{CURRENT}")
        yield from home.glob("spill/*")


def _removed(home: Path, paths: Iterator[Path] | list[Path]) -> tuple[str, ...]:
    gone = []
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        gone.append(str(path.relative_to(home)))
    return tuple(gone)
