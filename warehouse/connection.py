"""The only doors to the database: one writer under a lock of the operating system, any number of sandboxed readers."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import duckdb

from warehouse.migrate import migrate

WAREHOUSE: Final = "warehouse.duckdb"
CURRENT: Final = "current.duckdb"
LOCK: Final = "writer.lock"

#: The name under which the database is attached, for writer and readers alike.
NAME: Final = "kouan"

#: DuckDB 1.2 and everything after it read this storage; 2.0's own default is refused by 1.x.
STORAGE: Final = "v1.2.0"

_Setting = str | bool | int | float | list[str]


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message says what to do."""


class WarehouseBusyError(WarehouseError):
    """Another process writes; the message names it."""


class NoWarehouseError(WarehouseError):
    """Nothing has been published yet."""


@contextlib.contextmanager
def writer(
    home: Path, run_id: str = "", *, wait: float = 0.0, memory: str = "2GB", threads: int = 2
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one connection that writes, migrated to the newest schema; the lock is held until the block ends.

    A lock whose holder was killed is free again: it belongs to the process, not to the file.

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
        }
        connection = duckdb.connect(config=settings)
        try:
            _attach(connection, home / WAREHOUSE)
            connection.execute(f"USE {NAME}")
            migrate(connection)
            yield connection
        finally:
            connection.close()


def reader(home: Path, *, memory: str = "1GB", threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection to the newest snapshot that can neither write, nor see a file, nor change a setting.

    Whoever holds it goes on seeing that snapshot; the next one sees what has been published since.

    Raises:
        NoWarehouseError: nothing has been published below `home`.
    """
    current = home / CURRENT
    try:
        snapshot = current.resolve(strict=True)
    except OSError:
        raise NoWarehouseError(
            f"{current}: there is no warehouse yet; run `kouan run` first"
        ) from None
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
        connection.execute(f"ATTACH {literal(snapshot)} AS {NAME} (READ_ONLY)")
        connection.execute(f"USE {NAME}")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        connection.execute(f"ATTACH {literal(path)} AS {NAME} (STORAGE_VERSION '{STORAGE}')")
    except duckdb.IOException as error:
        # kouan's own processes wait at writer.lock; another tool has the file open
        if "lock" in str(error):
            raise WarehouseBusyError(
                f"{path}: another program has the file open; close it (readers open {CURRENT}): {error}"
            ) from error
        raise


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
