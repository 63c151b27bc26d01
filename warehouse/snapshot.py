"""The writer's file in; a copy that readers open out, put in place by renaming a link."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from warehouse.connection import CURRENT, WAREHOUSE

#: The two files that take turns.
SNAPSHOTS: Final = ("snapshot-a.duckdb", "snapshot-b.duckdb")


def take_snapshot(home: Path) -> Path:
    """Bring the snapshot that readers are not sent to up to date, and send them there.

    To be called with the writer's lock held and the database closed. The file is written beside its
    place and renamed: whoever still reads the old one keeps it until he closes it. A kill at any
    instant leaves the link on a whole file.
    """
    current = home / CURRENT
    now = current.readlink().name if current.is_symlink() else ""
    place = home / next(name for name in SNAPSHOTS if name != now)
    draft = place.with_suffix(".draft")
    shutil.copyfile(home / WAREHOUSE, draft)
    _sync(draft)
    draft.replace(place)
    link = home / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    link.replace(current)
    _sync(home)
    return place


def _sync(path: Path) -> None:
    """Put a file or folder on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
