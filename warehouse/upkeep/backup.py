"""A warehouse at work in; a backup of it, in a folder that keeps many of them or in one archive, out.

A folder holds every file once, named by its digest, however many backups need it; a backup is a list of them:

    backups/20260103T060000Z.json      which file lies where, with length and digest
    objects/4f/4f0c…                   the files
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import WAREHOUSE, WarehouseError
from warehouse.copying import (
    DRAFT,
    DamagedError,
    copy_whole,
    sha256_of,
    sync,
    write_whole,
    writing,
)
from warehouse.packs import PARTS
from warehouse.transfer.archives import is_archive, write_archive
from warehouse.transfer.digests import Progress, silent
from warehouse.transfer.inventory import applied, counted_tables, newest_run
from warehouse.transfer.manifest import (
    FileEntry,
    Manifest,
    ManifestError,
    read_manifest,
)
from warehouse.upkeep.freezing import Frozen, frozen, opened
from warehouse.upkeep.switching import KNOWLEDGE, PROJECT

BACKUPS: Final = "backups"
OBJECTS: Final = "objects"

_README: Final = b"""\
Backups of a kouan warehouse. The files are those of DuckDB and Parquet, so they can be read without kouan too.

backups/*.json   one file per backup: which file belongs where, with its length and sha256
objects/         the files, each once, named by its sha256

    kouan restore THIS_FOLDER
"""


class BackupError(WarehouseError):
    """A backup cannot be made as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup: where it is, what it holds, and how much of it had to be written."""

    place: Path
    manifest: Manifest
    written_files: int
    written_bytes: int
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Belongings:
    """What belongs to a warehouse and lies outside of it: files of the project by name, and where its home is.

    `knowledge` is what documents were read with: it spares reading them again after a change of words.
    """

    files: Mapping[str, Path]
    home: str | None
    kouan: str
    knowledge: tuple[Path, ...] = ()


def back_up(
    home: Path,
    target: Path,
    belongings: Belongings,
    *,
    keep: int | None = None,
    progress: Progress = silent,
) -> BackedUp:
    """Write a backup, read it again, and only then give it its name; of a folder the newest `keep` stay.

    Raises:
        NoWarehouseError: nothing is published. BackupError: the target cannot be used.
        SpaceError: the target is full or may not be written; nothing half is left there.
    """
    if is_archive(target):
        if target.exists():
            raise BackupError(f"{target}: is there already; name another file, or remove it")
        with frozen(home) as still, writing(target.parent):
            return _write_archive(still, target, belongings, progress)
    if target.exists() and not target.is_dir():
        raise BackupError(f"{target}: is a file; name a folder, or a file that ends in .tar")
    _refuse_strange(target)
    with writing(target):
        for folder in (BACKUPS, OBJECTS):
            (target / folder).mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(target), frozen(home) as still, writing(target):
        return _write_folder(still, target, belongings, keep, progress)


def backups_in(target: Path) -> tuple[Path, ...]:
    """The manifests of the backups in a folder, oldest first."""
    return tuple(sorted((target / BACKUPS).glob("*.json")))


def object_at(target: Path, digest: str) -> Path:
    """Where the file with this digest lies in a folder of backups."""
    return target / OBJECTS / digest[:2] / digest


def _refuse_strange(target: Path) -> None:
    if target.is_dir() and not (target / BACKUPS).is_dir():
        found = sorted(
            entry.name for entry in target.iterdir() if not entry.name.startswith(".nfs")
        )
        if found and found != ["lost+found"]:
            raise BackupError(
                f"{target}: holds something else ({found[0]}); name an empty or a new folder"
            )


def _write_folder(
    still: Frozen, target: Path, belongings: Belongings, keep: int | None, progress: Progress
) -> BackedUp:
    for draft in target.glob(f"{OBJECTS}/*/.*{DRAFT}"):
        draft.unlink(missing_ok=True)
    (target / "README.txt").write_bytes(_README)
    known = _known_files(target)
    sources = _sources(still, belongings)
    total, done = sum(path.stat().st_size for path in sources.values()), 0
    files, written = [], []
    for name, source in sources.items():
        info = source.stat()
        entry = known.get((name, info.st_size, info.st_mtime_ns))
        if entry is None:
            digest = sha256_of(source)
            entry = FileEntry(
                path=name, bytes=info.st_size, sha256=digest, modified=info.st_mtime_ns
            )
        place = object_at(target, entry.sha256)
        if not place.is_file() or place.stat().st_size != entry.bytes:
            if copy_whole(source, place) != entry.sha256:
                raise DamagedError(f"{source}: changed while it was copied; run the backup again")
            sync(place.parent)
            written.append(entry.bytes)
        files.append(entry)
        done += info.st_size
        progress("writing the backup", done, total)
    manifest = _manifest(still, belongings, files)
    place = _free_name(target / BACKUPS, manifest.created_at)
    write_whole(place, manifest.as_bytes())
    removed = _remove_old(target, keep)
    return BackedUp(place, manifest, len(written), sum(written), removed)


def _known_files(target: Path) -> dict[tuple[str, int, int], FileEntry]:
    """Files of the newest backup: parts never change, so name, length and time tell one from another."""
    for place in reversed(backups_in(target)):
        try:
            manifest = read_manifest(place, "kouan backup")
        except ManifestError:
            continue
        return {
            (file.path, file.bytes, file.modified): file
            for file in manifest.files
            if file.path.startswith(f"{PARTS}/")
        }
    return {}


def _sources(still: Frozen, belongings: Belongings) -> dict[str, Path]:
    """Every file that belongs to the backup, by its path in it."""
    found = {WAREHOUSE: still.database}
    for part in sorted(still.parts.iterdir()):
        for file in sorted(part.iterdir()):
            found[f"{PARTS}/{part.name}/{file.name}"] = file
    for path in belongings.knowledge:
        found[f"{KNOWLEDGE}/{path.name}"] = path
    for name, path in sorted(belongings.files.items()):
        found[f"{PROJECT}/{name}"] = path
    return found


def _manifest(still: Frozen, belongings: Belongings, files: list[FileEntry]) -> Manifest:
    with opened(still.database) as connection:
        return Manifest(
            format="kouan backup",
            version=1,
            created_at=datetime.now(UTC),
            kouan=belongings.kouan,
            duckdb=duckdb.__version__,
            run=newest_run(connection),
            migrations=applied(connection),
            tables=counted_tables(connection),
            files=tuple(files),
            missing_parts=still.missing,
            home=belongings.home,
        )


def _free_name(folder: Path, made: datetime) -> Path:
    stamp = f"{made:%Y%m%dT%H%M%SZ}"
    place, number = folder / f"{stamp}.json", 1
    while place.exists():
        number += 1
        place = folder / f"{stamp}-{number}.json"
    return place


def _remove_old(target: Path, keep: int | None) -> tuple[str, ...]:
    """Remove all backups but the newest ones, and the files that no backup needs any more."""
    if keep is None:
        return ()
    places = backups_in(target)
    old = places[: max(0, len(places) - max(keep, 1))]
    for place in old:
        place.unlink()
    # A list that cannot be read may need any file: then all of them stay.
    needed = {
        file.sha256
        for place in backups_in(target)
        for file in read_manifest(place, "kouan backup").files
    }
    for place in (target / OBJECTS).glob("*/*"):
        if place.name not in needed:
            place.unlink()
    return tuple(place.stem for place in old)


@contextmanager
def _one_at_a_time(target: Path) -> Iterator[None]:
    handle = os.open(target / f"{BACKUPS}.lock", os.O_CREAT | os.O_RDWR)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(
                f"{target}: another backup is being written there; wait for it"
            ) from None
        yield
    finally:
        os.close(handle)


def _write_archive(
    still: Frozen, target: Path, belongings: Belongings, progress: Progress
) -> BackedUp:
    sources = _sources(still, belongings)
    total, done = 2 * sum(path.stat().st_size for path in sources.values()), 0

    def told(_bytes: int) -> None:
        nonlocal done
        done += _bytes
        progress("writing the backup", done, total)

    files = [
        FileEntry(path=name, bytes=path.stat().st_size, sha256=sha256_of(path, told))
        for name, path in sources.items()
    ]
    manifest = _manifest(still, belongings, files)
    write_archive(target, manifest, sources, told)
    return BackedUp(target, manifest, len(files), target.stat().st_size)
