"""A place in; an empty database at the newest schema there out, without the indexes of its keys.

To go through all migrations takes a second. A process that needs several such files (the copies of a warehouse
whose readers are given facts, an import) does it once and writes the bytes again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import duckdb

from warehouse.catalog import made_of
from warehouse.keys import drop_indexes
from warehouse.migrate import migrate

#: The files of this process, by what they follow from.
_LAID_OUT: Final[dict[tuple[str, str], bytes]] = {}


def lay_out(path: Path, storage: str) -> None:
    """Write the empty database; `storage` are the options with which it is made. A kill may leave half of it, which goes."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    made = (made_of(), storage)
    if made in _LAID_OUT:
        path.write_bytes(_LAID_OUT[made])
        return
    connection = duckdb.connect()
    try:
        place = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{place}' AS empty ({storage}); USE empty")
        migrate(connection)
        drop_indexes(connection)
        connection.execute("CHECKPOINT empty")
    finally:
        connection.close()
    _LAID_OUT[made] = path.read_bytes()


def put(path: Path, storage: str) -> None:
    """Write the empty database at its place, whole or not at all, whenever who does it is killed."""
    draft = path.with_suffix(".draft")
    lay_out(draft, storage)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(path)
