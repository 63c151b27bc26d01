"""A warehouse made ready in a draft folder in; the same in its home out, in steps of which each is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from warehouse.connection import CURRENT, NAME, WAREHOUSE, WarehouseError, writer
from warehouse.copying import copy_whole, link_or_copy, sync
from warehouse.packs import PARTS
from warehouse.snapshots.profiles import Profile
from warehouse.snapshots.snapshot import refresh
from warehouse.snapshots.snapshot_lock import renew
from warehouse.transfer.manifest import is_part_name

#: Where a warehouse is made ready, in the home itself so that every move is a rename.
DRAFT: Final = "restore.draft"
ASIDE: Final = "before-restore-"
#: Below this name lie the files of the project: settings, words, rules, corrections.
PROJECT: Final = "project"
#: Below this one lies what documents were read with, by state.
KNOWLEDGE: Final = "knowledge"

#: What stays in a home whose warehouse is replaced: it is not of that warehouse, or is written anew.
_STAYS: Final = (
    "backups",
    "frozen",
    "prefect",
    "reports",
    "run.lock",
    "server.log",
    "writer.lock",
    DRAFT,
)


class NotEmptyError(WarehouseError):
    """There is a warehouse already; the message says what to do."""


def is_empty(home: Path) -> bool:
    """Whether no warehouse lies in a home."""
    parts = home / PARTS
    return not (home / WAREHOUSE).exists() and not (parts.is_dir() and any(parts.iterdir()))


def make_ready(draft: Path) -> None:
    """Bring the draft to today's schema and give it a snapshot, so that it can be used at once."""
    with writer(draft) as connection:
        connection.execute(f"CHECKPOINT {NAME}")
        refresh(connection, draft)


def move_aside(home: Path) -> Path:
    """Give what stands in a home a second place below it, where it can be used as it was."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z"
    aside = home / f"{ASIDE}{stamp}"
    aside.mkdir()
    snapshot = (home / CURRENT).resolve() if (home / CURRENT).is_symlink() else None
    if snapshot and snapshot.is_file():
        link_or_copy(snapshot, aside / snapshot.name)
        (aside / CURRENT).symlink_to(snapshot.name)
    if (home / WAREHOUSE).is_file():
        link_or_copy(home / WAREHOUSE, aside / WAREHOUSE)
    for part in sorted((home / PARTS).iterdir()) if (home / PARTS).is_dir() else ():
        if part.is_dir() and is_part_name(part.name):
            (aside / PARTS / part.name).mkdir(parents=True)
            for file in part.iterdir():
                link_or_copy(file, aside / PARTS / part.name / file.name)
    # The state of incremental work, journals and the like belong to the old warehouse.
    stays = {*_STAYS, WAREHOUSE, PARTS, CURRENT, snapshot.name if snapshot else ""}
    for entry in sorted(home.iterdir()):
        if entry.name not in stays and not entry.name.startswith(ASIDE):
            entry.rename(aside / entry.name)
    sync(aside)
    return aside


def move_in(draft: Path, home: Path) -> None:
    """Put parts, database and snapshot into their places, each in one step; the readers' link goes last."""
    (home / PARTS).mkdir(exist_ok=True)
    for part in sorted((draft / PARTS).iterdir()) if (draft / PARTS).is_dir() else ():
        place = home / PARTS / part.name
        if place.exists():  # the same part, as the other warehouse had it: this one is verified
            place.rename(draft / f"old-{part.name}")
        part.rename(place)
    for file in (draft / KNOWLEDGE).glob("*"):
        (home / KNOWLEDGE).mkdir(exist_ok=True)
        file.replace(home / KNOWLEDGE / file.name)
    (draft / WAREHOUSE).replace(home / WAREHOUSE)
    snapshot = (draft / CURRENT).readlink().name
    _put_snapshot(draft / snapshot, home / snapshot)
    (draft / CURRENT).replace(home / CURRENT)
    for other in draft.glob("snapshot-*.duckdb"):
        _put_snapshot(other, home / other.name)
    for folder in (home / PARTS, home):
        sync(folder)


def give_readers(home: Path, profile: Profile) -> None:
    """Let the snapshots hold what this profile says, where they hold something else."""
    with writer(home) as connection:
        connection.execute(f"CHECKPOINT {NAME}")
        refresh(connection, home, profile)


def _put_snapshot(new: Path, place: Path) -> None:
    """Rename a snapshot to its place; whoever reads the file that stood there keeps it."""
    renew(place)
    new.replace(place)


def restore_project(
    source: Path, project: Path | None, aside: Path | None, *, force: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the project's files where they are missing; others are kept, or moved aside with `force`."""
    written, kept = [], []
    if project is None or not source.is_dir():
        return (), ()
    root = project.resolve()
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        name = file.relative_to(source).as_posix()
        place = project / name
        if place.is_file() and place.read_bytes() == file.read_bytes():
            continue
        inside = place.resolve().is_relative_to(root)
        if not inside or (place.exists() and not force):
            kept.append(name)
            continue
        if place.exists() and aside is not None:
            (aside / PROJECT / name).parent.mkdir(parents=True, exist_ok=True)
            copy_whole(place, aside / PROJECT / name)
        elif place.exists():
            copy_whole(place, place.with_name(f"{place.name}.before-restore"))
        place.parent.mkdir(parents=True, exist_ok=True)
        copy_whole(file, place)
        written.append(name)
    return tuple(written), tuple(kept)
