"""A folder in; one transaction in its warehouse out, which ends with the readers' snapshot brought up to date.

Everything that writes goes through here, with the functions of `warehouse.changes` for the rows:

    with transaction(home, run_id) as connection:
        update(connection, "quarantine", "status = 'released'", "quarantine_id = 'x'")
"""

from __future__ import annotations

import contextlib
import errno
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from warehouse.changes import changed_tables, forget_changes, insert, refuse_doubled_keys
from warehouse.connection import NAME, WarehouseError, writer
from warehouse.journal import write_journal
from warehouse.profiles import Profile
from warehouse.snapshot import refresh

_FULL: Final = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_FULL_SAID: Final = ("No space left", "File too large", "Disk quota", "out of disk", "Out of disk")


class NoSpaceError(WarehouseError):
    """The disk is full; the message says what of the publication stands."""


@contextlib.contextmanager
def transaction(
    home: Path, run_id: str = "", *, wait: float = 60.0, profile: Profile | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection inside one transaction; where the block ends well, all of it is published.

    `profile` is what the readers' snapshot holds; None leaves it what it is. A block that changes
    nothing writes nothing. A kill at any instant leaves warehouse and snapshot before or after.

    Raises:
        WarehouseBusyError: another process writes, still after `wait` seconds.
        DoubledKeyError: a key is there twice. NoSpaceError: the disk is full.
    """
    with _on_disk(home), writer(home, run_id, wait=wait) as connection:
        connection.execute("BEGIN")
        try:
            yield connection
            if changed_tables(connection):
                number, token = _next(connection), secrets.token_hex(8)
                insert(
                    connection,
                    "publication",
                    "SELECT ? AS number, ? AS token, now() AT TIME ZONE 'UTC' AS published_at, ? AS run_id",
                    (number, token, run_id),
                )
                refuse_doubled_keys(connection)
                write_journal(connection, home, number, token)
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            raise
        forget_changes(connection)
        connection.execute(f"CHECKPOINT {NAME}")
        refresh(connection, home, profile)


def _next(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the publication to come."""
    last = connection.execute(f"SELECT max(number) FROM {NAME}.main.publication").fetchall()[0][0]
    return 1 + (last or 0)


@contextlib.contextmanager
def _on_disk(home: Path) -> Iterator[None]:
    """Say in words that the disk is full or the folder cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpaceError(_no_space(home, error)) from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise WarehouseError(
                f"{home}: the folder cannot be written ({error.strerror}); nothing was published, what was stands"
            ) from error
        raise
    except duckdb.Error as error:
        if any(said in str(error) for said in _FULL_SAID):
            raise NoSpaceError(_no_space(home, error)) from error
        if "Read-only file system" in str(error) or "Permission denied" in str(error):
            raise WarehouseError(
                f"{home}: the folder cannot be written ({error}); nothing was published, what was stands"
            ) from error
        raise


def _no_space(home: Path, error: Exception) -> str:
    return (
        f"{home}: the disk is full ({error}); what was published before stands and can be read;"
        " free some space and run again"
    )
