"""The writer's connection in; a snapshot that readers open brought to the newest publication out.

Two files take turns. The one that readers are not sent to is carried forward by the journals it lacks and
`current.duckdb` is renamed onto it. Where it is missing, held by a reader, of another schema or profile, or
too far behind, a whole new file takes its place by renaming: whoever reads the old one keeps it.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from warehouse.catalog import tables
from warehouse.connection import CURRENT, NAME, literal, storage
from warehouse.copying import sync
from warehouse.snapshots.journal import carry_over, drop_journals, read_journals
from warehouse.snapshots.profiles import Profile, selection
from warehouse.snapshots.sharing import write_copy
from warehouse.snapshots.snapshot_lock import renew, unheld

#: The two files that take turns.
SNAPSHOTS: Final = ("snapshot-a.duckdb", "snapshot-b.duckdb")

_IDLE: Final = "snapshot"


class State(NamedTuple):
    """How far a database has come, what it holds, and by which migrations it is laid out."""

    number: int
    profile: Profile
    schema: tuple[str, ...]


def refresh(
    connection: duckdb.DuckDBPyConnection, home: Path, profile: Profile | None = None
) -> Path:
    """Bring the snapshot that readers are not sent to up to date, and send them there.

    To be called with the warehouse attached and checkpointed; it is detached afterwards. A kill at any
    instant leaves the link on a whole file.
    """
    current = home / CURRENT
    now = current.readlink().name if current.is_symlink() else ""
    before = _stands(connection, home / now) if now else None
    wanted = profile or (before.profile if before else "text")
    newest = State(_number(connection, NAME), wanted, _schema(connection, NAME))
    if before == newest:
        connection.execute(f"USE memory; DETACH {NAME}")
        return home / now
    idle = home / next(name for name in SNAPSHOTS if name != now)
    if not _carried_forward(connection, home, idle, newest):
        _copied(connection, home, idle, wanted)
    _send_readers(home, idle)
    if before is None:
        # both files are there from the first day on, so that the second publication costs what it changes
        _copied(
            connection, home, home / next(name for name in SNAPSHOTS if name != idle.name), wanted
        )
    drop_journals(home, newest.number if before is None else before.number)
    connection.execute(f"USE memory; DETACH {NAME}")
    return idle


def rewrite(connection: duckdb.DuckDBPyConnection, home: Path) -> Path:
    """Write both files anew, whatever they hold already, and send readers to the first of them.

    To be called, and ended, as `refresh`: for a database that says the same in fewer bytes.
    """
    current = home / CURRENT
    now = current.readlink().name if current.is_symlink() else ""
    before = _stands(connection, home / now) if now else None
    first, second = (home / name for name in sorted(SNAPSHOTS, key=lambda name: name == now))
    for place in (first, second):
        _copied(connection, home, place, before.profile if before else "text")
        _send_readers(home, first)
    drop_journals(home, _number(connection, NAME))
    connection.execute(f"USE memory; DETACH {NAME}")
    return first


def _carried_forward(
    connection: duckdb.DuckDBPyConnection, home: Path, idle: Path, wanted: State
) -> bool:
    """Carry the journals that the idle file lacks over to it; False where it has to be written anew."""
    if not idle.is_file():
        return False
    with unheld(idle) as free:
        if not free or not _attached(connection, idle):
            return False
        try:
            stands = _state(connection)
            if (stands.profile, stands.schema) != (wanted.profile, wanted.schema):
                return False
            journals = read_journals(connection, home, stands.number)
            if journals is None:
                return False
            for journal in journals:
                carry_over(connection, home, journal, _IDLE, wanted.profile)
            if missed := _differing(connection, wanted.profile):
                warnings.warn(
                    f"{idle.name}: rows of {', '.join(missed)} were written past the journal; copying it whole",
                    RuntimeWarning,
                    stacklevel=2,
                )
                return False
            connection.execute(f"CHECKPOINT {_IDLE}")
        except duckdb.Error:
            return False  # damaged, or a file of a journal is: the copy that follows mends it
        finally:
            connection.execute(f"DETACH {_IDLE}")
    return True


def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Open the idle file for writing; False where another program reads it, or it is no database."""
    try:
        connection.execute(f"ATTACH {literal(path)} AS {_IDLE} ({storage(path)})")
    except duckdb.Error:
        return False
    return True


def _stands(connection: duckdb.DuckDBPyConnection, path: Path) -> State | None:
    """The state of a snapshot that may be read meanwhile; None where it cannot be opened."""
    try:
        connection.execute(f"ATTACH {literal(path)} AS {_IDLE} (READ_ONLY)")
    except duckdb.Error:
        return None
    try:
        return _state(connection)
    except duckdb.Error:
        return None
    finally:
        connection.execute(f"DETACH {_IDLE}")


def _number(connection: duckdb.DuckDBPyConnection, database: str) -> int:
    """The publication that a database has come to."""
    rows = connection.execute(f"SELECT max(number) FROM {database}.main.publication").fetchall()
    return int(rows[0][0] or 0)


def _schema(connection: duckdb.DuckDBPyConnection, database: str) -> tuple[str, ...]:
    """The migrations that a database went through, by their digests."""
    rows = connection.execute(
        f"SELECT digest FROM {database}.main.schema_version ORDER BY version"
    ).fetchall()
    return tuple(digest for (digest,) in rows)


def _state(connection: duckdb.DuckDBPyConnection) -> State:
    """The state of the attached snapshot."""
    profile = connection.execute(f"SELECT name FROM {_IDLE}.main.profile").fetchall()[0][0]
    return State(_number(connection, _IDLE), profile, _schema(connection, _IDLE))


def _differing(connection: duckdb.DuckDBPyConnection, profile: Profile) -> list[str]:
    """Tables that do not have as many rows here as there."""
    counted = " UNION ALL ".join(
        f"SELECT '{name}' AS name, (SELECT count(*) FROM {NAME}.main.{name}) AS there,"
        f" (SELECT count(*) FROM {_IDLE}.main.{name}) AS here"
        for name, table in tables().items()
        if not table.is_view and selection(name, profile) is not None
    )
    found = connection.execute(
        f"SELECT name FROM ({counted}) WHERE there <> here ORDER BY name"
    ).fetchall()
    return [name for (name,) in found]


def _copied(
    connection: duckdb.DuckDBPyConnection, home: Path, place: Path, profile: Profile
) -> None:
    """Write the whole file beside its place and rename it there."""
    draft = place.with_suffix(".draft")
    write_copy(connection, home, draft, profile)
    renew(place)
    # what a kill left unfinished belongs to the file that goes
    place.with_name(f"{place.name}.wal").unlink(missing_ok=True)
    draft.replace(place)
    sync(home)


def _send_readers(home: Path, place: Path) -> None:
    link = home / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    link.replace(home / CURRENT)
    sync(home)
