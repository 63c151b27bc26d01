"""A stretch of work in; one connection for all readers that are opened in it out, as long as the snapshot is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from functools import partial

    import duckdb

    Opening = partial[duckdb.DuckDBPyConnection]


@contextmanager
def one_reader() -> Iterator[None]:
    """Let readers that are opened within the block share one connection, as long as the snapshot is the same.

    To open one takes longer than most of them ask. What is published within the block is seen, as without it.
    """
    if KEPT.get() is not None:
        yield
        return
    kept = KeptReader()
    token = KEPT.set(kept)
    try:
        yield
    finally:
        KEPT.reset(token)
        kept.close()


class KeptReader:
    """A connection that others are cursors of, and what it was opened for."""

    def __init__(self) -> None:
        self.connection: duckdb.DuckDBPyConnection | None = None
        self.opened: object = None

    def connected(self, current: Path, opening: Opening) -> duckdb.DuckDBPyConnection:
        """A cursor of the connection, which is opened anew for another snapshot or with other settings."""
        wanted = (opening.args, opening.keywords, _identity(current))
        if self.connection is None or self.opened != wanted:
            self.close()
            # as it stood before it was opened: where another one came meanwhile, the next reader opens that
            self.connection, self.opened = opening(), wanted
        return self.connection.cursor()

    def close(self) -> None:
        """Let go of the snapshot.

        A block that a signal ends may leave a thread that still asks. DuckDB refuses to close what is busy, which
        would hide why the block ended: the connection then goes with its last cursor.
        """
        if self.connection is not None:
            import duckdb  # here it is imported already: who asks nothing need not wait for it

            with suppress(duckdb.ResourceInUseException):
                self.connection.close()
        self.connection = None


#: The connection of the block that is being carried out; None outside of one.
KEPT: Final[ContextVar[KeptReader | None]] = ContextVar("kept_reader", default=None)


def _identity(current: Path) -> object:
    """What tells one snapshot from another without opening it; None where there is none."""
    try:
        place = current.resolve(strict=True)
        status = place.stat()
    except OSError:
        return None
    return place, status.st_ino, status.st_size, status.st_mtime_ns
