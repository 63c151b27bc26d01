"""The writer's connection in; a snapshot that readers open brought to the newest publication out.

Two files take turns. The one that readers are not sent to is brought up to date and `current.duckdb` is renamed
onto it: one that holds everything by the stretches of the warehouse's file that were written since, one that
holds less by the journals it lacks. Where it is missing, held by a reader, of another schema or profile, or
too far behind, a whole new file takes its place by renaming: whoever reads the old one keeps it.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from warehouse.catalog import tables
from warehouse.connection import CURRENT, NAME, WAREHOUSE, attach_warehouse, literal, storage
from warehouse.copying import sync
from warehouse.snapshots.blocks import checkpoints, holds_header, put_into, written
from warehouse.snapshots.journal import JOURNAL, carry_over, drop_journals, read_journals
from warehouse.snapshots.profiles import Profile, selection
from warehouse.snapshots.sharing import write_copy
from warehouse.snapshots.snapshot_lock import renew, unheld
from warehouse.snapshots.twins import (
    Point,
    Step,
    Twin,
    drop_twin,
    keep_step,
    keep_twin,
    last_step,
    twin_of,
)

#: The two files that take turns.
SNAPSHOTS: Final = ("snapshot-a.duckdb", "snapshot-b.duckdb")

_IDLE: Final = "snapshot"


class State(NamedTuple):
    """How far a database has come, what it holds, and by which migrations it is laid out."""

    number: int
    profile: Profile
    schema: tuple[str, ...]


class Publication(NamedTuple):
    """The newest publication of a database: its number, 0 before the first, and its token."""

    number: int
    token: str


def last_publication(connection: duckdb.DuckDBPyConnection) -> Publication:
    """The newest publication of the warehouse."""
    rows = connection.execute(
        f"SELECT number, token FROM {NAME}.main.publication ORDER BY number DESC LIMIT 1"
    ).fetchall()
    return Publication(*rows[0]) if rows else Publication(0, "")


def needs_journal(home: Path, profile: Profile | None) -> bool:
    """Whether the snapshot is carried forward by rows: not where it holds everything, or there is none yet."""
    now = _current(home)
    return now is not None and (profile not in (None, "text") or twin_of(now) is None)


def refresh(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    profile: Profile | None = None,
    last: Publication | None = None,
) -> Path:
    """Bring the snapshot that readers are not sent to up to date, and send them there.

    `last` is the publication that stood when this connection opened the warehouse, where it watched what it wrote.
    To be called with the warehouse attached and checkpointed; it is detached afterwards. A kill at any
    instant leaves the link on a whole file.
    """
    current = _current(home)
    if current and profile in (None, "text") and (twin := twin_of(current)):
        return _by_blocks(connection, home, current, twin, last)
    before = _stands(connection, current) if current else None
    wanted = profile or (before.profile if before else "text")
    newest = State(_number(connection, NAME), wanted, _schema(connection, NAME))
    if current and before == newest:
        connection.execute(f"USE memory; DETACH {NAME}")
        return current
    idle = _other(current) if current else home / SNAPSHOTS[0]
    if not _carried_forward(connection, home, idle, newest):
        _copied(connection, home, idle, wanted)
    _send_readers(home, idle)
    if before is None:
        # both files are there from the first day on, so that the second publication costs what it changes
        _copied(connection, home, _other(idle), wanted)
    drop_journals(home, newest.number if before is None else before.number)
    connection.execute(f"USE memory; DETACH {NAME}")
    return idle


def rewrite(connection: duckdb.DuckDBPyConnection, home: Path) -> Path:
    """Write both files anew, whatever they hold already, and send readers to the first of them.

    To be called, and ended, as `refresh`: for a database that says the same in fewer bytes.
    """
    current = _current(home)
    before = _stands(connection, current) if current else None
    first = _other(current) if current else home / SNAPSHOTS[0]
    for place in (first, _other(first)):
        _copied(connection, home, place, before.profile if before else "text")
        _send_readers(home, first)
    drop_journals(home, _number(connection, NAME))
    connection.execute(f"USE memory; DETACH {NAME}")
    return first


def _current(home: Path) -> Path | None:
    """The file that readers are sent to."""
    link = home / CURRENT
    return home / link.readlink().name if link.is_symlink() else None


def _other(place: Path) -> Path:
    """The file that takes turns with this one."""
    return place.with_name(next(name for name in SNAPSHOTS if name != place.name))


def _by_blocks(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    current: Path,
    twin: Twin,
    last: Publication | None,
) -> Path:
    """Make the idle file equal to that of the warehouse by what was written since; the one in use is `twin`."""
    newest = last_publication(connection)
    account = written(connection, home / WAREHOUSE)
    # DuckDB's lock goes when this process closes the file; so it is not open while it is read here
    connection.execute(f"USE memory; DETACH {NAME}")
    after = Point(checkpoints(home / WAREHOUSE), newest.token)
    if after == twin.point:
        return current
    idle = _other(current)
    step = None
    if account is not None and last is not None:
        step = Step(Point(account[0], last.token), after, account[1])
    if step is not None and _moved_on(home, idle, step):
        keep_twin(idle, Twin(after, newest.number))
    else:
        # it is of no use to anybody, and where a disk was full there is no room for a third copy beside it
        idle.unlink(missing_ok=True)
        attach_warehouse(connection, home)
        _copied(connection, home, idle, "text")
        connection.execute(f"USE memory; DETACH {NAME}")
    _send_readers(home, idle)
    if step is not None:
        keep_step(home / JOURNAL, step)
    drop_journals(home, twin.number)
    return idle


def _moved_on(home: Path, idle: Path, step: Step) -> bool:
    """Put what was written into the idle file; False where it has to be copied whole."""
    stands = twin_of(idle)
    if stands is None or not holds_header(step.written):
        return False
    stretches = step.written
    if stands.point != step.before:
        earlier = last_step(home / JOURNAL)
        if earlier is None or (earlier.before, earlier.after) != (stands.point, step.before):
            return False
        stretches = (*earlier.written, *stretches)
    with unheld(idle) as free:
        if not free:
            return False
        drop_twin(idle)
        idle.with_name(f"{idle.name}.wal").unlink(missing_ok=True)
        return put_into(home / WAREHOUSE, idle, stretches)


def _carried_forward(
    connection: duckdb.DuckDBPyConnection, home: Path, idle: Path, wanted: State
) -> bool:
    """Carry the journals that the idle file lacks over to it; False where it has to be written anew."""
    # a file that holds everything is copied once, and follows by blocks from then on
    if not idle.is_file() or wanted.profile == "text":
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
    drop_twin(place)
    # what a kill left unfinished belongs to the file that goes
    place.with_name(f"{place.name}.wal").unlink(missing_ok=True)
    draft.replace(place)
    sync(home)
    if profile == "text":
        newest = last_publication(connection)
        keep_twin(place, Twin(Point(checkpoints(place), newest.token), newest.number))


def _send_readers(home: Path, place: Path) -> None:
    link = home / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(place.name)
    link.replace(home / CURRENT)
    sync(home)
