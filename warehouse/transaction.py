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

from warehouse.changes import changed_tables, insert, refuse_doubled_keys
from warehouse.connection import NAME, writer
from warehouse.copying import SpaceError, refusal
from warehouse.snapshots.journal import write_journal
from warehouse.snapshots.profiles import Profile
from warehouse.snapshots.snapshot import last_publication, needs_journal, refresh

_FULL: Final = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


@contextlib.contextmanager
def transaction(
    home: Path, run_id: str = "", *, wait: float = 60.0, profile: Profile | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection inside one transaction; where the block ends well, all of it is published.

    `profile` is what the readers' snapshot holds; None leaves it what it is. A block that changes
    nothing writes nothing. A kill at any instant leaves warehouse and snapshot before or after.

    Raises:
        WarehouseBusyError: another process writes, still after `wait` seconds.
        DoubledKeyError: a key is there twice. SpaceError: the disk is full, or the folder may not be written.
    """
    with _on_disk(home), writer(home, run_id, wait=wait, watched=True) as connection:
        connection.execute("BEGIN")
        try:
            last = last_publication(connection)
            yield connection
            if changed_tables(connection):
                number, token = last.number + 1, secrets.token_hex(8)
                insert(
                    connection,
                    "publication",
                    "SELECT ? AS number, ? AS token, now() AT TIME ZONE 'UTC' AS published_at, ? AS run_id",
                    (number, token, run_id),
                )
                refuse_doubled_keys(connection)
                if needs_journal(home, profile):
                    write_journal(connection, home, number, token)
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute(f"CHECKPOINT {NAME}")
        refresh(connection, home, profile, last)


@contextlib.contextmanager
def _on_disk(home: Path) -> Iterator[None]:
    """Say in words that the disk is full or the folder cannot be written."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        number = refusal(error)
        if number is None:
            raise
        if number in _FULL:
            raise SpaceError(
                f"{home}: the disk is full ({error}); what was published before stands and can be read;"
                " free some space and run again"
            ) from error
        said = error.strerror if isinstance(error, OSError) else error
        raise SpaceError(
            f"{home}: the folder cannot be written ({said}); nothing was published, what was stands"
        ) from error
