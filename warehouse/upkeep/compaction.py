"""A home with deleted rows and small parts in; the same rows in fewer bytes out, while readers read."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from warehouse.catalog import described
from warehouse.changes import update
from warehouse.connection import (
    NAME,
    WAREHOUSE,
    NoWarehouseError,
    WarehouseError,
    attach_warehouse,
    literal,
    storage,
    writer,
)
from warehouse.copying import SpaceError, sync, writing
from warehouse.packs import PARTS
from warehouse.search.index import merge_index
from warehouse.series.building import rebuild_observations
from warehouse.snapshots.snapshot import SNAPSHOTS, rewrite
from warehouse.snapshots.twins import drop_twin
from warehouse.transaction import transaction
from warehouse.transfer.digests import Progress, silent, table_digests
from warehouse.transfer.manifest import is_part_name
from warehouse.upkeep.living import living_documents
from warehouse.upkeep.packing import DRAFTS, is_pack, packed_bytes, write_pack
from warehouse.upkeep.tidying import unnamed_parts

#: A pack is made of about so many bytes; a smaller one is merged with others.
PACK: Final = 32 << 20
SMALL: Final = 8 << 20

#: Seconds for which a part that was never published is left to a run that takes it up again.
UNPUBLISHED: Final = 86_400

_NEW: Final = "compacted"
_DRAFT: Final = "warehouse.compacted"


class CompactionError(WarehouseError):
    """The database could not be written anew; it is as it was."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """Bytes before and after, of the database, its two snapshots, and the parts; and how many parts there are."""

    database: tuple[int, int]
    snapshots: tuple[int, int]
    parts: tuple[int, int]
    folders: tuple[int, int]


def compact(home: Path, *, wait: float = 60.0, progress: Progress = silent) -> Compacted:
    """Merge small parts into packs, merge the segments of the search index, and write the database anew.

    The observations are built anew too, which changes none that is right.
    To be called while no run is at work (a run names parts that it publishes later). A kill at any instant
    leaves the warehouse as it was or as it will be; readers go on with what they have open.

    Raises:
        NoWarehouseError: nothing is published. SpaceError: there is no room for a second database.
    """
    if not (home / WAREHOUSE).is_file():
        raise NoWarehouseError(
            f"{home / WAREHOUSE}: there is no warehouse yet; run `kouan run` first"
        )
    _look_for_room(home)
    before = _measured(home)
    with writing(home):
        _merge_parts(home, wait, progress)
        progress("writing the database anew", 0, 0)
        _rewrite_database(home, wait)
        drop_unwanted_parts(home, wait)
    after = _measured(home)
    return Compacted(*zip(before, after, strict=True))


def _measured(home: Path) -> tuple[int, int, int, int]:
    snapshots = [home / name for name in SNAPSHOTS if (home / name).is_file()]
    parts = [path for path in (home / PARTS).glob("*") if path.is_dir()]
    return (
        (home / WAREHOUSE).stat().st_size,
        sum(path.stat().st_size for path in snapshots),
        sum(map(folder_size, parts)),
        len(parts),
    )


def _look_for_room(home: Path) -> None:
    needed = (home / WAREHOUSE).stat().st_size + 3 * PACK
    if (free := shutil.disk_usage(home).free) < needed:
        raise SpaceError(
            f"{home}: {free >> 20} MB are free, and a second copy of the database needs up to {needed >> 20} MB;"
            " free some space first (`kouan prune`)"
        )


def _merge_parts(home: Path, wait: float, progress: Progress) -> None:
    """Write packs of the parts that are small, or hold more than is needed, and let the documents name them."""
    with writer(home, wait=wait) as connection:
        groups = list(_groups(connection, home))
    total = sum(len(group) for group in groups)
    done = 0
    for group in groups:
        progress("merging parts", done, total)
        pack_id = write_pack(home, group)
        documents = [one for wanted in group.values() for one in wanted]
        with transaction(home, wait=wait) as connection:
            point_to(connection, pack_id, documents)
        done += len(group)


def point_to(connection: duckdb.DuckDBPyConnection, pack_id: str, documents: list[str]) -> None:
    """Let the rows of these documents name a pack; to be called in a transaction."""
    connection.register("packed", pa.table({"document_id": pa.array(documents, pa.string())}))
    update(
        connection,
        "document",
        f"part = {literal(pack_id)}",
        "document.document_id IN (SELECT document_id FROM packed)",
    )
    connection.unregister("packed")


def _groups(connection: duckdb.DuckDBPyConnection, home: Path) -> Iterator[dict[str, list[str]]]:
    """Parts to be merged, each group with the documents that live in them."""
    group: dict[str, list[str]] = {}
    size, has_work = 0, False
    for part, documents in living_documents(connection).items():
        folder = home / PARTS / part
        if not is_part_name(part) or not folder.is_dir():
            continue  # pruned, or lost: `kouan doctor` says so
        bytes_ = packed_bytes(folder)
        whole = is_pack(folder)
        if whole and bytes_ >= SMALL:
            continue
        if group and size + bytes_ > PACK:
            if has_work or len(group) > 1:
                yield group
            group, size, has_work = {}, 0, False
        group[part] = documents
        size, has_work = size + bytes_, has_work or not whole
    if has_work or len(group) > 1:
        yield group


def _rewrite_database(home: Path, wait: float) -> None:
    """Write every row to a new file, compare, and rename it over the old one; then both snapshots."""
    draft = home / _DRAFT
    with writer(home, wait=wait) as connection:
        connection.execute("BEGIN")
        merge_index(connection)
        rebuild_observations(connection)
        connection.execute("COMMIT")
        connection.execute(f"CHECKPOINT {NAME}")
        draft.unlink(missing_ok=True)
        try:
            connection.execute(f"ATTACH {literal(draft)} AS {_NEW} ({storage(draft)})")
            connection.execute(f"COPY FROM DATABASE {NAME} TO {_NEW}")
            listed = [table for table in described(connection).values() if not table.is_view]
            old, new = (
                table_digests(connection, listed, f"{database}.main") for database in (NAME, _NEW)
            )
            if old != new:
                raise CompactionError(
                    f"{draft}: the copy has other rows than the database; nothing was changed, please report it"
                )
            connection.execute(f"CHECKPOINT {_NEW}; USE memory; DETACH {_NEW}; DETACH {NAME}")
            sync(draft)
            # they are copies of the file that goes: what is written to the new one must not be put into them
            for name in SNAPSHOTS:
                drop_twin(home / name)
            draft.replace(home / WAREHOUSE)
            sync(home)
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
        attach_warehouse(connection, home)
        rewrite(connection, home)


def unwanted_parts(connection: duckdb.DuckDBPyConnection, home: Path) -> list[Path]:
    """Folders of parts that no row names and no run will: a run that was killed takes up those of the last day."""
    published = {
        part for (part,) in connection.execute(f"SELECT part FROM {NAME}.main.run_part").fetchall()
    }
    old = time.time() - UNPUBLISHED
    return [
        path
        for path in unnamed_parts(connection, home)
        if path.name in published
        or path.name.startswith(DRAFTS)
        or path.lstat().st_mtime < old
        or is_pack(path)
    ]


def drop_unwanted_parts(home: Path, wait: float) -> None:
    """Remove the parts that no row names and no run will.

    To be called while no run is at work, and after the readers' snapshot names the new ones.
    """
    with writer(home, wait=wait) as connection:
        for path in unwanted_parts(connection, home):
            shutil.rmtree(path, ignore_errors=True)


def folder_size(folder: Path) -> int:
    """Bytes of the files of a part."""
    return sum(path.stat().st_size for path in folder.glob("*"))
