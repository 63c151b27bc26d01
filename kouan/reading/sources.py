"""Paths in, a batch of documents out: the one place of the library that opens inputs.

Bad input is normal: whatever a path turns out to be, the answer is a document or a `Failure`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from typing import Final

from kouan.model.batch import Batch, Source
from kouan.reading.listing import (
    Failure,
    Input,
    Survey,
    failure_of,
    list_inputs,
    not_a_file,
    survey,
)

__all__ = ["Failure", "Input", "Survey", "list_inputs", "read_batch", "read_file", "survey"]

#: A file that another program is writing gets so many tries.
TRIES: Final = 3

# O_NONBLOCK: a FIFO that took the place of a file must not block the run
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_batch(inputs: Sequence[Input], max_size: int) -> tuple[Batch, list[Failure]]:
    """Read files into one batch, in their order; what cannot be read is a failure and no document."""
    documents: list[tuple[Source | str, bytes]] = []
    failures: list[Failure] = []
    for entry in inputs:
        raw = read_file(entry, max_size)
        if isinstance(raw, Failure):
            failures.append(raw)
        else:
            documents.append((Source(entry.location), raw))
    return Batch.of(documents), failures


def read_file(entry: Input, max_size: int) -> bytes | Failure:
    """The bytes of one file, the same from its first to its last."""
    try:
        descriptor = os.open(entry.file, _FLAGS)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        return failure_of(
            entry.location, error if isinstance(error, OSError) else FileNotFoundError()
        )
    try:
        for _ in range(TRIES):
            raw = _read_open(descriptor, entry.location, max_size)
            if raw is not None:
                return raw
            os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError as error:
        return failure_of(entry.location, error)
    finally:
        os.close(descriptor)
    return Failure(
        entry.location,
        "changed",
        f"{entry.location}: another program writes to it while it is read; run again when that is done",
    )


def _read_open(descriptor: int, location: str, max_size: int) -> bytes | Failure | None:
    """The bytes of an open file, or None when it changed meanwhile."""
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        return not_a_file(location, before.st_mode)
    if before.st_size > max_size:
        return Failure(
            location,
            "too_large",
            f"{location}: {before.st_size:,} bytes, the limit is {max_size:,}; split it, or raise --max-size",
        )
    parts, size = [], 0
    while size <= before.st_size:
        part = os.read(descriptor, before.st_size - size + 1)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if size == before.st_size:
            break
    after = os.fstat(descriptor)
    if size != before.st_size or (after.st_size, after.st_mtime_ns) != (
        before.st_size,
        before.st_mtime_ns,
    ):
        return None
    return parts[0] if len(parts) == 1 else b"".join(parts)
