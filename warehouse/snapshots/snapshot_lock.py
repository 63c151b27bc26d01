"""A snapshot file in; held for as long as somebody reads it, or known to be free for the writer, out.

DuckDB locks a file per process, and POSIX drops that lock as soon as the process closes the file a first
time, though it may have it open a second time. So our own readers hold a lock of their own beside the
file, each for itself; other tools are met at DuckDB's lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class BeingWrittenError(Exception):
    """The writer is at work on this snapshot, or has put another file in its place; look again."""


def hold(snapshot: Path) -> int | None:
    """Hold a snapshot as a reader; a file descriptor that ends the hold when it is closed.

    None where the folder cannot be written and no writer has made the lock.

    Raises:
        BeingWrittenError: the writer is at work on it.
    """
    try:
        handle = os.open(_lock_of(snapshot), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        try:
            handle = os.open(_lock_of(snapshot), os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BeingWrittenError(snapshot) from None
    return handle


def is_held_still(snapshot: Path, handle: int | None) -> bool:
    """Whether a hold is on the file that stands there now; false when the writer has replaced it meanwhile."""
    if handle is None:
        return True
    try:
        return os.fstat(handle).st_ino == _lock_of(snapshot).stat().st_ino
    except OSError:
        return False


@contextlib.contextmanager
def unheld(snapshot: Path) -> Iterator[bool]:
    """Whether no reader of ours holds the file; while the block lasts none can begin to."""
    with _lock_of(snapshot).open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def renew(snapshot: Path) -> None:
    """Make a new lock for the file that is about to take this place: who reads the old file does not hold the new one."""
    draft = _lock_of(snapshot).with_suffix(".lock-draft")
    draft.write_bytes(b"")
    draft.replace(_lock_of(snapshot))


def _lock_of(snapshot: Path) -> Path:
    return snapshot.with_suffix(".lock")
