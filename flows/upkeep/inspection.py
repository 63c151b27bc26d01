"""A warehouse in, one finding per thing that may be amiss with it out: parts, keys, the age of its backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from flows.location import find_home
from flows.settings import load_settings
from flows.summary import counted
from flows.upkeep.diagnosis import Check
from warehouse.connection import NoWarehouseError
from warehouse.transfer.digests import Progress, silent
from warehouse.transfer.manifest import ManifestError, read_manifest
from warehouse.upkeep.backup import backups_in
from warehouse.upkeep.soundness import (
    Fault,
    look_at_keys,
    look_at_observations,
    look_at_parts,
    look_at_releases,
)

#: An older backup is worth a word.
DAYS = 8
#: So many faults are shown one by one.
SHOWN = 20


def inspect(*, deep: bool = False, progress: Progress = silent) -> Iterator[Check]:
    """Look whether every document's part is there and how old the backup is; `deep` reads all bytes and keys.

    Nothing raises.
    """
    try:
        yield from _looked(deep, progress)
    except Exception as error:
        yield Check("warehouse", "bad", f"{type(error).__name__}: {error}")


def _looked(deep: bool, progress: Progress) -> Iterator[Check]:
    home = find_home()
    try:
        sound = look_at_parts(home, deep=deep, progress=progress)
    except NoWarehouseError:
        yield Check("warehouse", "good", f"nothing is published in {home} yet")
        return
    documents = counted(sound.documents, "document")
    parts = counted(sound.parts, "part")
    said = (
        f"the bytes of {documents} in {parts} are those they came with"
        if deep
        else f"all {parts} of {documents} are there (--deep reads them)"
    )
    yield from _verdicts("parts", said, sound.faults, "`kouan run --full` writes them anew")
    if deep:
        faults = look_at_keys(home, progress)
        yield from _verdicts(
            "keys", "no key stands twice", faults, "restore a backup, and report this"
        )
        yield from _verdicts(
            "observations",
            "every observation says what its figures say",
            look_at_observations(home),
            "`kouan compact` builds them anew",
        )
        yield from _verdicts(
            "releases",
            "every release is what it was when it was made",
            look_at_releases(home),
            "restore a backup in which it verifies",
        )
    yield _backup()


def _verdicts(what: str, good: str, faults: tuple[Fault, ...], remedy: str) -> Iterator[Check]:
    if not faults:
        yield Check(what, "good", good)
    for fault in faults[:SHOWN]:
        yield Check(what, "bad", f"{fault.what}: {fault.said}; {remedy}")
    if len(faults) > SHOWN:
        yield Check(what, "bad", f"{len(faults) - SHOWN} more faults of this kind")


def _backup() -> Check:
    settings = load_settings()
    folder = settings.backups or settings.home / "backups"
    found = backups_in(folder)
    if not found:
        return Check("backup", "doubtful", f"there is none in {folder}; `kouan backup` writes one")
    try:
        made = read_manifest(found[-1], "kouan backup").created_at
    except ManifestError as error:
        return Check("backup", "bad", str(error))
    days = (datetime.now(UTC) - made).days
    said = f"{found[-1]}, {counted(days, 'day')} old"
    if folder.is_relative_to(settings.home):
        return Check("backup", "doubtful", f"{said}, beside what it protects; set backups")
    return Check("backup", "good" if days <= DAYS else "doubtful", said)
