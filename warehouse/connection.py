"""The only doors to the database: one writer under a lock of the operating system, any number of sandboxed readers."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Final

import duckdb

from warehouse.kept_reader import KEPT
from warehouse.keys import drop_indexes
from warehouse.layout import put
from warehouse.migrate import migrate, migrations, schema_version
from warehouse.snapshots.blocks import watch
from warehouse.snapshots.snapshot_lock import BeingWrittenError, hold, is_held_still

WAREHOUSE: Final = "warehouse.duckdb"
CURRENT: Final = "current.duckdb"
LOCK: Final = "writer.lock"

#: The name under which the database is attached, for writer and readers alike.
NAME: Final = "kouan"

#: DuckDB 1.2 and everything after it read this storage; 2.0's own default is refused by 1.x.
STORAGE: Final = "v1.2.0"

#: A new file is made of blocks of this size: every column of every table changed writes at least one, and
#: with DuckDB's own 256 KB a publication of 100 documents wrote twice as much. Files that are there keep theirs.
BLOCK: Final = 65536

#: Seconds for which a reader looks for a snapshot that the writer is not at work on.
PATIENCE: Final = 20.0

_Setting = str | bool | int | float | list[str]


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message says what to do."""


class WarehouseBusyError(WarehouseError):
    """Another process writes; the message names it."""


class NoWarehouseError(WarehouseError):
    """Nothing has been published yet."""


@contextlib.contextmanager
def writer(
    home: Path,
    run_id: str = "",
    *,
    wait: float = 0.0,
    memory: str = "2GB",
    threads: int = 2,
    watched: bool = False,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one connection that writes, migrated to the newest schema; the lock is held until the block ends.

    A lock whose holder was killed is free again: it belongs to the process, not to the file. `watched` keeps
    account of what is written to the file, from its opening on.

    Raises:
        WarehouseBusyError: another process holds the lock, still after `wait` seconds.
        MigrationError: the database was made by other migrations than those that are here.
    """
    home.mkdir(parents=True, exist_ok=True)
    with _lock(home / LOCK, run_id, wait):
        settings: dict[str, _Setting] = {
            "memory_limit": memory,
            "threads": str(threads),
            "temp_directory": str(home / "spill"),
            "python_enable_replacements": "false",
            # Kept in order, rows that two threads put into a table of this transaction cannot be read before it
            # ends, from 122,880 on (DuckDB 2.0): publishing found no mention and no block where it had staged 330,000.
            "preserve_insertion_order": "false",
            # Merging row groups at a checkpoint, DuckDB wrote a large one anew for a few rows appended: 19 of 20 MB
            # of a publication, in each of the three files. `kouan compact` merges them, where they are many.
            "max_vacuum_tasks": "0",
        }
        if not (home / WAREHOUSE).exists():
            put(home / WAREHOUSE, storage(home / WAREHOUSE))
        connection = duckdb.connect(config=settings)
        try:
            if watched:
                watch(connection, home / WAREHOUSE)
            attach_warehouse(connection, home)
            migrate(connection)
            drop_indexes(connection)
            yield connection
        finally:
            connection.close()


def reader(home: Path, *, memory: str = "1GB", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection to the newest snapshot that can neither write, nor see a file, nor change a setting.

    Whoever holds it goes on seeing that snapshot; the next one sees what has been published since.

    Raises:
        NoWarehouseError: nothing has been published below `home`.
        WarehouseError: a newer version of kouan wrote it.
    """
    kept = KEPT.get()
    if kept is None:
        return _opened(home, memory, threads)
    connection = kept.connected(home / CURRENT, partial(_opened, home, memory, threads))
    connection.execute(f"USE {NAME}")
    return connection


def _opened(home: Path, memory: str, threads: int) -> duckdb.DuckDBPyConnection:
    settings: dict[str, _Setting] = {
        "memory_limit": memory,
        "threads": str(threads),
        "temp_directory": "",
        "python_enable_replacements": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    connection = duckdb.connect(config=settings)
    try:
        _attach_snapshot(connection, home / CURRENT)
        connection.execute(f"USE {NAME}")
        if (reached := schema_version(connection)) > len(migrations()):
            raise WarehouseError(
                f"{home / CURRENT}: a newer version of kouan wrote it (schema {reached}, this one knows"
                f" {len(migrations())}); use that version, or a later one"
            )
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def locked(home: Path, what: str = "", *, wait: float = 0.0) -> Iterator[None]:
    """Hold the writer's lock without opening the database, to put another file in its place.

    Raises:
        WarehouseBusyError: another process holds the lock, still after `wait` seconds.
    """
    home.mkdir(parents=True, exist_ok=True)
    with _lock(home / LOCK, what, wait):
        yield


def _attach_snapshot(connection: duckdb.DuckDBPyConnection, current: Path) -> None:
    """Open the snapshot that the link names; where the writer has come to it meanwhile, the one it names by then."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            snapshot = current.resolve(strict=True)
        except OSError:
            raise NoWarehouseError(
                f"{current}: there is no warehouse yet; run `kouan run` first"
            ) from None
        try:
            if _is_attached(connection, snapshot):
                return
        except (BeingWrittenError, duckdb.Error) as error:
            if isinstance(error, duckdb.IOException) and not _is_locked(error):
                raise WarehouseError(
                    f"{snapshot}: cannot be opened ({error}); look at its permissions and the disk. Only if the file itself is"
                    " damaged, remove it: nothing is lost, `kouan run` writes it anew from the warehouse"
                ) from error
            if time.monotonic() > until or not _is_locked(error):
                raise
        time.sleep(0.01)


def _is_attached(connection: duckdb.DuckDBPyConnection, snapshot: Path) -> bool:
    """Open a snapshot and hold it until the connection is gone; false when another file stands there by then."""
    handle = hold(snapshot)
    release = weakref.finalize(connection, os.close, handle) if handle is not None else None
    try:
        connection.execute(f"ATTACH {literal(snapshot)} AS {NAME} (READ_ONLY)")
        if is_held_still(snapshot, handle):
            return True
        connection.execute(f"DETACH {NAME}")
    except BaseException:
        if release is not None:
            release()
        raise
    if release is not None:
        release()
    return False


def _is_locked(error: Exception) -> bool:
    """Whether an error says that somebody is at work on the file, which passes."""
    return isinstance(error, BeingWrittenError) or any(
        said in str(error) for said in ("Could not set lock", "Unique file handle conflict")
    )


def attach_warehouse(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Open the writer's file and use it; to be called with the lock held.

    Raises:
        WarehouseBusyError: another program has the file open.
        WarehouseError: the file is damaged; the message says what stands in for it.
    """
    path = home / WAREHOUSE
    try:
        connection.execute(f"ATTACH {literal(path)} AS {NAME} ({storage(path)})")
        connection.execute(f"USE {NAME}")
    except duckdb.Error as error:
        # kouan's own processes wait at writer.lock; another tool has the file open
        if isinstance(error, duckdb.IOException) and "lock" in str(error):
            raise WarehouseBusyError(
                f"{path}: another program has the file open; close it (readers open {CURRENT}): {error}"
            ) from error
        if "corrupt" in str(error).lower():
            raise WarehouseError(
                f"{path}: the file is damaged ({error}). Keep it aside, with {path.name}.wal where there is one, and copy"
                f' the file that {home / CURRENT} leads to in its place: with the setting snapshot = "text" it is the same'
                " file as of the last publication. Else `kouan restore` takes a backup. Then run again"
            ) from error
        raise


def storage(path: Path) -> str:
    """The options with which a database is opened for writing, or made."""
    size = "" if path.exists() else f", BLOCK_SIZE {BLOCK}"
    return f"STORAGE_VERSION '{STORAGE}'{size}"


def literal(value: object) -> str:
    """A value as an SQL string, for the statements that take no parameter."""
    return "'" + str(value).replace("'", "''") + "'"


@contextlib.contextmanager
def _lock(path: Path, run_id: str, wait: float) -> Iterator[None]:
    """Hold the writer's lock, and say in the file who holds it."""
    with path.open("a+", encoding="utf-8") as file:
        _acquire(file, path, time.monotonic() + wait)
        file.seek(0)
        file.truncate()
        since = datetime.now(UTC).isoformat(timespec="seconds")
        file.write(json.dumps({"pid": os.getpid(), "run": run_id, "since": since}))
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
            file.flush()
            fcntl.flock(file, fcntl.LOCK_UN)


def _acquire(file: IO[str], path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise WarehouseBusyError(_busy(path)) from None
            time.sleep(0.05)


def _busy(path: Path) -> str:
    try:
        held = json.loads(path.read_text("utf-8"))
        holder = f"process {held['pid']} writes since {held['since']}"
        holder += f" (run {held['run']})" if held["run"] else ""
    except (OSError, ValueError, KeyError, TypeError):
        holder = "another process writes"
    return f"{path}: {holder}; wait until it ends, or end it and try again"
