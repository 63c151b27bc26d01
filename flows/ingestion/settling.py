"""Inputs in, those that nobody writes to any more, and the locations of those that still grow, out."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from kouan.reading.opening import Opens
from kouan.reading.remote import is_remote
from kouan.reading.sources import Input, Survey

#: A file changed less than this many seconds ago may still be growing; it is looked at twice.
SETTLING = 2.0


def without_growing(found: Survey, opening: Opens) -> tuple[Survey, list[str]]:
    """A survey without files that hold documents and are still being written, and their locations.

    Nothing that was in them is taken for gone.
    """
    _, growing = settled([entry for entry in found.inputs if opening.opens(entry)])
    if not growing:
        return found, []
    waiting = frozenset(growing)
    inputs = [entry for entry in found.inputs if entry.location not in waiting]
    patterns = {entry.pattern for entry in found.inputs if entry.location in waiting}
    return found._replace(inputs=inputs, partly=found.partly | patterns), growing


def settled(inputs: Sequence[Input]) -> tuple[list[Input], list[str]]:
    """Inputs whose size and time of change stay the same for a moment, and the locations of the others."""
    newest = time.time_ns() - int(SETTLING * 1e9)
    if any(entry.modified_ns > newest for entry in inputs):
        time.sleep(SETTLING / 2)
    still: list[Input] = []
    growing: list[str] = []
    for entry in inputs:
        if entry.modified_ns > newest and _changed(entry):
            growing.append(entry.location)
        else:
            still.append(entry)
    return still, growing


def _changed(entry: Input) -> bool:
    if is_remote(entry.file):  # what stands elsewhere is put there whole
        return False
    try:
        now = os.stat(entry.file)  # noqa: PTH116
    except OSError:
        return True
    size = now.st_size if entry.is_inside else entry.size
    return (now.st_size, now.st_mtime_ns) != (size, entry.modified_ns)
