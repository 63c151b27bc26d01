"""A database file at work in; the stretches of it that were written out, and those stretches put into a copy of it.

DuckDB tells in its log of the file system what it writes where. A copy that was equal to the file before becomes
equal to it again by these stretches alone: that takes no statement, and costs what was written.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import duckdb

#: First and stop of bytes of a file.
Stretch = tuple[int, int]

#: Where the two headers of a DuckDB file lie; the one that was not written last is written next.
HEADERS: Final = (4096, 8192)

#: Bytes of a header, and how many are read at a time.
_HEADER_SIZE: Final = 4096
_PIECE: Final = 1 << 20

#: A header begins with its checksum and with the number of checkpoints the file has gone through.
_HEADER: Final = struct.Struct("<QQ")

#: The variable of a connection that keeps the number of checkpoints the file had when it was opened.
_BEGAN: Final = "checkpoints_before"


def checkpoints(path: Path) -> int:
    """How many checkpoints a file has gone through; 0 where there is none.

    Not to be called while this process has the file open in DuckDB: its lock would go with the closing.
    """
    try:
        with path.open("rb", buffering=0) as file:
            found: list[int] = []
            for place in HEADERS:
                file.seek(place)
                found.append(_HEADER.unpack(file.read(_HEADER.size))[1])
    except (OSError, struct.error):
        return 0
    return max(found)


def watch(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Keep account of what this connection writes to a file that it opens hereafter."""
    connection.execute("CALL enable_logging('FileSystem', level = 'trace')")
    connection.execute(f"SET VARIABLE {_BEGAN} = {checkpoints(path)}")


def written(
    connection: duckdb.DuckDBPyConnection, path: Path
) -> tuple[int, tuple[Stretch, ...]] | None:
    """How many checkpoints a file had when this connection opened it, and the stretches it wrote; None where it was not watched."""
    began = connection.execute(f"SELECT getvariable('{_BEGAN}')").fetchall()[0][0]
    if began is None:
        return None
    rows = connection.execute(
        "SELECT pos, pos + bytes FROM duckdb_logs_parsed('FileSystem') WHERE op = 'WRITE' AND path = ?",
        [str(path)],
    ).fetchall()
    return int(began), joined(rows)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, each byte once.

    >>> joined([(8, 12), (0, 4), (4, 6), (10, 14)])
    ((0, 6), (8, 14))
    """
    found: list[Stretch] = []
    for first, stop in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(stop, found[-1][1])
        else:
            found.append((first, stop))
    return tuple(found)


def holds_header(stretches: Sequence[Stretch]) -> bool:
    """Whether a checkpoint is among what was written: without its header the account is not whole."""
    return any(first <= place < stop for place in HEADERS for first, stop in stretches)


def put_into(source: Path, target: Path, stretches: Sequence[Stretch]) -> bool:
    """Make these stretches of a copy equal to those of the file, on disk; False where another program has the copy open.

    To be called while nobody has the file open in this process. The headers go last: they are what makes the rest count.
    """
    with source.open("rb", buffering=0) as file, target.open("r+b", buffering=0) as copy:
        try:
            fcntl.lockf(copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        size = os.fstat(file.fileno()).st_size
        behind = max(HEADERS) + _HEADER_SIZE
        for first, stop in joined(stretches):
            _put(file.fileno(), copy.fileno(), max(first, behind), min(stop, size))
        os.ftruncate(copy.fileno(), size)
        os.fsync(copy.fileno())
        _put(file.fileno(), copy.fileno(), 0, behind)
        os.fsync(copy.fileno())
    return True


def _put(source: int, target: int, first: int, stop: int) -> None:
    while first < stop:
        piece = os.pread(source, min(_PIECE, stop - first), first)
        if not piece:
            raise OSError(f"the file ends at {first}, before {stop}")
        done = os.pwrite(target, piece, first)
        first += done
