"""The changes of a transaction in; a folder of Parquet files with them out, and back into a copy that lacks them.

`journal/<number>/` holds for each changed table `TABLE.rows.parquet` (its changed rows as they stand after
the publication) and `TABLE.gone.parquet` (keys of rows that were there before and are changed or gone).
Carrying one over is: take the keys away, put the rows in, in one transaction with the publication's own row.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.changes import changed_rows, former_keys, noted_keys
from warehouse.connection import NAME, literal
from warehouse.copying import sync
from warehouse.snapshots.ledger_table import fill_ledger
from warehouse.snapshots.profiles import Profile, selection

JOURNAL: Final = "journal"

_MANIFEST: Final = "manifest.json"

#: Files that are waited for at once while they are put on disk.
SYNCED: Final = 8

#: A publication that changes more rows than this, and a larger share of all rows, is not written down:
#: to copy the file costs less.
MANY: Final = 10_000
LARGEST: Final = 0.25


@dataclass(frozen=True, slots=True)
class Journal:
    """What one publication changed."""

    folder: Path
    number: int
    token: str
    #: Table and whether rows of it are gone, whether rows of it are new.
    tables: tuple[tuple[str, bool, bool], ...]


def write_journal(
    connection: duckdb.DuckDBPyConnection, home: Path, number: int, token: str
) -> Path | None:
    """Write down what the open transaction has changed, on disk before it commits; None where that is too much.

    A kill in between leaves a journal of a publication that never was: its token tells, and the next
    publication of this number takes its place.
    """
    place = home / JOURNAL / f"{number:08}"
    shutil.rmtree(place, ignore_errors=True)
    noted = noted_keys(connection)
    if _is_large(connection, sum(keys for keys, _ in noted.values())):
        return None
    place.parent.mkdir(exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{number:08}-", dir=place.parent))
    try:
        written = [
            (
                name,
                older > 0 and _write(connection, draft, name, "gone"),
                _write(connection, draft, name, "rows"),
            )
            for name, (_, older) in noted.items()
        ]
        said = {"number": number, "token": token, "tables": written}
        (draft / _MANIFEST).write_text(json.dumps(said), "utf-8")
        # at once: the disk writes them in one go, and waiting for thirty files in turn took longer than all else
        with ThreadPoolExecutor(SYNCED) as threads:
            list(threads.map(sync, draft.iterdir()))
        sync(draft)
        draft.rename(place)
        sync(place.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return place


def _write(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, what: str) -> bool:
    """Write one file and say whether it has rows; an empty one is not kept."""
    query = (changed_rows if what == "rows" else former_keys)(connection, table)
    path = folder / f"{table}.{what}.parquet"
    count = connection.execute(
        f"COPY ({query}) TO {literal(path)} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchall()[0][0]
    if not count:
        path.unlink(missing_ok=True)
    return bool(count)


def _is_large(connection: duckdb.DuckDBPyConnection, met: int) -> bool:
    """Whether so many rows have been changed that a copy costs less."""
    if met <= MANY:
        return False
    total = sum(
        connection.execute(f"SELECT count(*) FROM {NAME}.main.{name}").fetchall()[0][0]
        for name, table in tables().items()
        if not table.is_view
    )
    return met > LARGEST * int(total)


def read_journals(
    connection: duckdb.DuckDBPyConnection, home: Path, after: int
) -> list[Journal] | None:
    """The journals of all publications of the warehouse behind number `after`; None where one is not there whole."""
    wanted = connection.execute(
        f"SELECT number, token FROM {NAME}.main.publication WHERE number > ? ORDER BY number",
        [after],
    ).fetchall()
    found = []
    for number, token in wanted:
        folder = home / JOURNAL / f"{number:08}"
        try:
            said = json.loads((folder / _MANIFEST).read_text("utf-8"))
            journal = Journal(folder, number, said["token"], tuple(map(tuple, said["tables"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if journal.token != token:
            return None
        found.append(journal)
    return found


def carry_over(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    journal: Journal,
    database: str,
    profile: Profile,
) -> None:
    """Bring an attached database from the publication before to this one, in one transaction.

    Raises:
        duckdb.Error: a file of the journal cannot be read; the database is as it was.
    """
    connection.execute("BEGIN")
    try:
        for name, gone, new in journal.tables:
            chosen = selection(name, profile)
            if chosen is None:
                continue
            target = f"{database}.main.{name}"
            if gone:
                key = ", ".join(f'"{column}"' for column in tables()[name].key)
                keys = f"read_parquet({literal(journal.folder / f'{name}.gone.parquet')})"
                connection.execute(
                    f"DELETE FROM {target} WHERE ({key}) IN (SELECT ({key}) FROM {keys})"
                )
            if new:
                rows = f"read_parquet({literal(journal.folder / f'{name}.rows.parquet')})"
                connection.execute(f"INSERT INTO {target} BY NAME SELECT {chosen} FROM {rows}")
            if profile == "full" and name == "document" and new:
                fill_ledger(connection, home, database, f"SELECT document_id FROM {rows}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def drop_journals(home: Path, up_to: int) -> None:
    """Remove the journals that no copy needs any more, and drafts that a kill left."""
    folder = home / JOURNAL
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.isdigit() or int(path.name) <= up_to:
            shutil.rmtree(path, ignore_errors=True)
