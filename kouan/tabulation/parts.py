"""Tables in, a folder of Parquet files out that is there whole or not at all; and back."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

#: Bytes of a group of rows, before they are compressed.
GROUP_BYTES: Final = 1 << 17
#: Files that are waited for at once while they are put on disk.
SYNCED: Final = 8


def write_part(tables: Mapping[str, pa.Table], folder: Path, part_id: str) -> Path:
    """Write one Parquet file per table to `folder/part_id`, and give that folder.

    A part is named by what went into it, so one that exists is left as it is. It is written beside its
    place and renamed, all of it on disk before: a kill leaves no half part.
    """
    place = folder / part_id
    if place.is_dir():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{part_id}-", dir=folder))
    try:
        for name, table in tables.items():
            path = draft / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd", row_group_size=_rows_together(table))
        _sync_all(draft)
        try:
            draft.rename(place)
        except OSError:
            if not place.is_dir():  # somebody else was quicker is fine, anything else is not
                raise
        _sync(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return place


def _rows_together(table: pa.Table) -> int:
    """Rows to a group: of a part one document is wanted at a time, and a group is what is read for it."""
    size: int = table.nbytes
    return max(1, len(table) * GROUP_BYTES // max(1, size))


def read_part(folder: Path) -> dict[str, pa.Table]:
    """The tables of one part by name."""
    return {path.stem: pq.ParquetFile(path).read() for path in sorted(folder.glob("*.parquet"))}


def _sync_all(folder: Path) -> None:
    """Put a folder and its files on disk, the files at once: the disk writes them in one go."""
    with ThreadPoolExecutor(SYNCED) as threads:
        list(threads.map(_sync, folder.iterdir()))
    _sync(folder)


def _sync(path: Path) -> None:
    """Put a file or folder on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
