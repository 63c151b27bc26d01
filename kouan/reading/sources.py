"""Paths in, a batch of documents out: the one place of the library that opens inputs.

Bad input is normal: whatever a path turns out to be, the answer is a document or a `Failure`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from typing import Final

from kouan.model.batch import Batch, Source
from kouan.reading import remote
from kouan.reading.foreign import foreign
from kouan.reading.inputs import Failure, Input, Survey, failure_of, not_a_file, too_large
from kouan.reading.listing import survey
from kouan.reading.opening import FLAGS, Opening, list_inputs, opened
from kouan.reading.shelf import Shelf

__all__ = [
    "Failure",
    "Input",
    "Opening",
    "Shelf",
    "Survey",
    "grouped",
    "list_inputs",
    "opened",
    "read_batch",
    "read_file",
    "survey",
]

#: A file that another program is writing gets so many tries.
TRIES: Final = 3


def read_batch(
    inputs: Sequence[Input], max_size: int, shelf: Shelf | None = None
) -> tuple[Batch, list[Failure]]:
    """Read files, and members of files, into one batch, in their order; what cannot be read is a failure.

    Who reads batch after batch hands in a `shelf`: a container stays open on it from one to the next.
    """
    documents: list[tuple[Source | str, bytes]] = []
    failures: list[Failure] = []
    own = shelf or Shelf()
    for entry in inputs:
        raw = own.read(entry, max_size) if entry.is_inside else read_file(entry, max_size)
        if isinstance(raw, Failure):
            failures.append(raw)
        elif said := foreign(raw):
            failures.append(Failure(entry.location, "unsupported", f"{entry.location}: {said}"))
        else:
            documents.append((_source(entry), raw))
    if shelf is None:
        own.close()
    return Batch.of(documents), failures


def grouped(inputs: Sequence[Input], size: int, most: int = 1 << 30) -> Iterator[list[Input]]:
    """Inputs in groups of about `size` bytes and at most so many; a larger one stands alone."""
    group: list[Input] = []
    held = 0
    for entry in inputs:
        if group and (held + entry.size > size or len(group) >= most):
            yield group
            group, held = [], 0
        group.append(entry)
        held += entry.size
    if group:
        yield group


def _source(entry: Input) -> Source:
    if entry.member is None:
        return Source(entry.location)
    _, _, url, crawled_at, source, read_as, place = entry.member
    return Source(entry.location, url, crawled_at, source, read_as, place)


def read_file(entry: Input, max_size: int) -> bytes | Failure:
    """The bytes of one file, the same from its first to its last."""
    if remote.is_remote(entry.file):
        return remote.read(entry, max_size)
    try:
        descriptor = os.open(entry.file, FLAGS)
    except (OSError, ValueError) as error:
        return failure_of(entry.location, error)
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
        return too_large(location, before.st_size, max_size)
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
