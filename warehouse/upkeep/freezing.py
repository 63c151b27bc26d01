"""A warehouse at work in; its database and parts as they are at one instant out, held still while runs go on."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import NAME, WAREHOUSE, NoWarehouseError, literal, writer
from warehouse.copying import clone, link_or_copy, writing
from warehouse.packs import PARTS
from warehouse.transfer.manifest import is_part_name
from warehouse.upkeep.living import named_parts

#: Where copies are held still; one folder for each program that needs one.
FROZEN: Final = "frozen"
LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A database nobody writes, and the folder of parts it names; `missing` are parts that were not there."""

    database: Path
    parts: Path
    missing: tuple[str, ...]


@contextmanager
def frozen(home: Path, *, wait: float = 600.0) -> Iterator[Frozen]:
    """Hold the state of a warehouse still until the block ends.

    The writer's lock is held only while the database file is copied and its parts get a second name;
    then runs go on, whatever they publish or clean up. Readers notice nothing.

    Raises:
        NoWarehouseError: nothing has been published. WarehouseBusyError: another process writes, still after `wait` seconds.
        SpaceError: there is no room for a copy of the database.
    """
    if not (home / WAREHOUSE).is_file():
        raise NoWarehouseError(
            f"{home / WAREHOUSE}: there is no warehouse yet; run `kouan run` first"
        )
    with writing(home), writer(home, wait=wait) as connection:
        _clean_up(home / FROZEN)
        named = named_parts(connection)
        connection.execute(f"CHECKPOINT {NAME}")
        connection.execute(f"USE memory; DETACH {NAME}")
        place, lock = _make_place(home / FROZEN)
        try:
            clone(home / WAREHOUSE, place / WAREHOUSE)
            missing = _pin(home / PARTS, place / PARTS, named)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            os.close(lock)
            raise
    try:
        yield Frozen(place / WAREHOUSE, place / PARTS, tuple(missing))
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(lock)


@contextmanager
def opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database file that nobody else has open, read-only and without sight of other files, in use as `kouan`."""
    with closing(
        duckdb.connect(
            config={
                "threads": "2",
                "memory_limit": "2GB",
                "temp_directory": str(database.parent / "spill"),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",
            }
        )
    ) as connection:
        connection.execute(f"ATTACH {literal(database)} AS {NAME} (READ_ONLY)")
        connection.execute(f"USE {NAME}")
        yield connection


def _make_place(folder: Path) -> tuple[Path, int]:
    folder.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder))
    lock = os.open(place / LOCK, os.O_CREAT | os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return place, lock


def _clean_up(folder: Path) -> None:
    """Remove what programs that were killed have left; called with the writer's lock held."""
    for place in folder.iterdir() if folder.is_dir() else ():
        try:
            lock = os.open(place / LOCK, os.O_RDWR)
        except OSError:
            shutil.rmtree(place, ignore_errors=True)
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        finally:
            os.close(lock)
        shutil.rmtree(place, ignore_errors=True)


def _pin(parts: Path, place: Path, named: tuple[str, ...]) -> list[str]:
    """Give every file of the named parts a second name; the parts that are not there."""
    place.mkdir()
    missing = []
    for name in named:
        if not is_part_name(name) or not (parts / name).is_dir():
            missing.append(name)
            continue
        (place / name).mkdir()
        for file in sorted((parts / name).iterdir()):
            link_or_copy(file, place / name / file.name)
    return missing
