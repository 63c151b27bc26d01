"""A backup in; its warehouse in a home out, whole or not at all, with what stood there moved aside."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import duckdb

from warehouse.connection import WAREHOUSE, locked
from warehouse.copying import copy_whole, sha256_of, writing
from warehouse.packs import PARTS
from warehouse.transfer.archives import is_archive, manifest_in, members
from warehouse.transfer.digests import Progress, silent
from warehouse.transfer.inventory import applied, counted_tables
from warehouse.transfer.manifest import (
    MANIFEST,
    FileEntry,
    Manifest,
    ManifestError,
    check_schema,
    is_part_name,
    read_manifest,
)
from warehouse.upkeep.backup import backups_in, object_at
from warehouse.upkeep.freezing import opened
from warehouse.upkeep.living import named_parts
from warehouse.upkeep.switching import (
    DRAFT,
    KNOWLEDGE,
    PROJECT,
    NotEmptyError,
    is_empty,
    make_ready,
    move_aside,
    move_in,
    restore_project,
)

_REMEDY: Final = "use another backup, or fetch this one again from where it was written"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, where what stood there before has gone, and project files that were left as they are."""

    manifest: Manifest
    home: Path
    aside: Path | None
    written: tuple[str, ...]
    kept: tuple[str, ...]


def chosen(source: Path, name: str | None = None) -> Path:
    """The backup that is meant: an archive, or of a folder the newest one or that of this name.

    Raises:
        ManifestError: there is none.
    """
    if is_archive(source) or source.is_file():
        if not source.is_file():
            raise ManifestError(f"{source}: there is no such file")
        return source
    found = backups_in(source)
    if not found:
        raise ManifestError(
            f"{source}: there is no backup in it; name the folder that `kouan backup` was given, or an archive"
        )
    if name is None:
        return found[-1]
    for place in found:
        if place.stem == name.removesuffix(".json"):
            return place
    raise ManifestError(
        f"{source}: there is no backup {name}; there are {', '.join(place.stem for place in found)}"
    )


def manifest_of(place: Path) -> Manifest:
    """The manifest of a backup.

    Raises:
        ManifestError: it cannot be read. NewerSchemaError: a newer kouan wrote it.
    """
    manifest = manifest_in(place) if is_archive(place) else read_manifest(place, "kouan backup")
    check_schema(manifest, place)
    for file in manifest.files:
        top, _, rest = file.path.partition("/")
        fits = (
            file.path == WAREHOUSE
            or (top == PROJECT and rest)
            or (top == KNOWLEDGE and rest and "/" not in rest)
            or (top == PARTS and rest.count("/") == 1 and is_part_name(rest.split("/")[0]))
        )
        if not fits:
            raise ManifestError(f"{place}: {file.path} is no file of a backup; {_REMEDY}")
    if all(file.path != WAREHOUSE for file in manifest.files):
        raise ManifestError(f"{place}: there is no database in it; {_REMEDY}")
    return manifest


def verify(place: Path, progress: Progress = silent) -> Manifest:
    """Read a backup through and hold every file against its manifest; nothing is written.

    Raises:
        ManifestError: a file is missing or damaged.
    """
    manifest = manifest_of(place)
    _each_file(place, manifest, None, progress)
    return manifest


def restore(
    place: Path,
    home: Path,
    *,
    project: Path | None = None,
    force: bool = False,
    wait: float = 0.0,
    progress: Progress = silent,
) -> Restored:
    """Put the warehouse of a backup into a home; with `project`, the project's files where they are missing too.

    What stands in the home is left alone unless `force`: then it is moved aside, whole and usable.

    Raises:
        NotEmptyError: there is a warehouse and no `force`. ManifestError: the backup is damaged or foreign.
        WarehouseBusyError: a run is writing. SpaceError: there is no room; nothing was changed.
    """
    manifest = manifest_of(place)
    if not is_empty(home) and not force:
        raise NotEmptyError(
            f"{home}: there is a warehouse already; name another folder with --home, or move this one aside with --force"
        )
    with writing(home), locked(home, "restore", wait=wait):
        draft = home / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir()
            _each_file(place, manifest, draft, progress)
            _check_database(draft / WAREHOUSE, manifest, place)
            make_ready(draft)
            aside = None if is_empty(home) else move_aside(home)
            move_in(draft, home)
            written, kept = restore_project(draft / PROJECT, project, aside, force=force)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Restored(manifest, home, aside, written, kept)


def _each_file(place: Path, manifest: Manifest, draft: Path | None, progress: Progress) -> None:
    """Read every file of a backup, copy it to the draft where there is one, and compare its digest."""
    done, total = 0, manifest.size

    def told(read: int) -> None:
        nonlocal done
        done += read
        progress("restoring" if draft else "verifying", done, total)

    if is_archive(place):
        _each_member(place, manifest, draft, told)
        return
    target = place.parent.parent
    for file in manifest.files:
        source = object_at(target, file.sha256)
        if source.is_symlink() or not source.is_file():
            raise ManifestError(f"{source} ({file.path}): is missing; {_REMEDY}")
        if (size := source.stat().st_size) != file.bytes:
            raise ManifestError(
                f"{source} ({file.path}): has {size} bytes where the manifest says {file.bytes}; {_REMEDY}"
            )
    for file in manifest.files:
        source = object_at(target, file.sha256)
        digest = copy_whole(source, draft / file.path, told) if draft else sha256_of(source, told)
        if digest != file.sha256:
            raise ManifestError(
                f"{source} ({file.path}): is damaged, its sha256 is not its name; {_REMEDY}"
            )


def _each_member(
    place: Path, manifest: Manifest, draft: Path | None, told: Callable[[int], None]
) -> None:
    wanted: dict[str, FileEntry] = {file.path: file for file in manifest.files}
    seen: set[str] = {MANIFEST}

    def opened_for(name: str) -> IO[bytes] | None:
        if name == MANIFEST and MANIFEST in wanted.keys() | seen:
            return None
        if name not in wanted or name in seen:
            raise ManifestError(
                f"{place}: {name[:80]!r} is not in the manifest, or is there twice; {_REMEDY}"
            )
        seen.add(name)
        if draft is None:
            return None
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        return (draft / name).open("xb")

    for name, digest in members(place, opened_for, told):
        if name != MANIFEST and digest != wanted[name].sha256:
            raise ManifestError(f"{place}: {name} in it is damaged; {_REMEDY}")
    if missing := sorted(wanted.keys() - seen):
        raise ManifestError(f"{place}: {missing[0]} is missing in it; {_REMEDY}")


def _check_database(database: Path, manifest: Manifest, place: Path) -> None:
    """Open the database and hold its schema, its numbers of rows and its parts against the manifest."""
    try:
        with opened(database) as connection:
            if applied(connection) != manifest.migrations:
                raise ManifestError(f"{place}: its database has another schema than it says")
            for name, table in counted_tables(connection).items():
                if manifest.tables.get(name) != table:
                    raise ManifestError(
                        f"{place}: table {name} has {table.rows} rows, which is not what the manifest says"
                    )
            strange = [part for part in named_parts(connection) if not is_part_name(part)]
    except duckdb.Error as error:
        raise ManifestError(
            f"{place}: its database cannot be opened ({error}); {_REMEDY}"
        ) from error
    if strange:
        raise ManifestError(f"{place}: a row names the part {strange[0][:80]!r}, which is none")
