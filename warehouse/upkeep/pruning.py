"""A warehouse and limits in; what is old enough to go out, as a plan first, and then gone, on the record.

Never goes: what a release, a correction or a review holds, the newest version of an article, the row of a
document, and the bytes of a document that still stands where it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa

from kouan.model.knowledge import digest_of
from warehouse.catalog import Table, described
from warehouse.changes import delete, insert
from warehouse.connection import literal, reader
from warehouse.packs import PARTS
from warehouse.transaction import transaction
from warehouse.transfer.digests import Progress, silent
from warehouse.upkeep import pruning_rules as rules
from warehouse.upkeep.compaction import drop_unwanted_parts, folder_size, point_to, unwanted_parts
from warehouse.upkeep.files import OldFile, remove_files
from warehouse.upkeep.living import living_documents
from warehouse.upkeep.packing import packed_bytes, write_pack

#: Results of so many runs stay, however old: a baseline needs them.
RUNS_KEPT: Final = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things are kept; `retention` has days by source, for the raw bytes of its documents."""

    days: int
    retention: Mapping[str, int]
    now: datetime
    #: Of documents with their locations, those that still stand there.
    present: Callable[[Sequence[tuple[str, Sequence[str]]]], set[str]]

    @property
    def before(self) -> str:
        """What is older than this may go, as an SQL timestamp."""
        return f"TIMESTAMP {literal((self.now - timedelta(days=self.days)).replace(tzinfo=None))}"


class Going(NamedTuple):
    """What goes by one rule: so many rows of a table, or files, of a source; bytes of rows are about."""

    rule: str
    what: str
    source: str | None
    number: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would go, and how many documents past their retention stay since they are still there."""

    going: tuple[Going, ...]
    present: int

    @property
    def bytes(self) -> int:
        """What it would give back, about."""
        return sum(one.bytes for one in self.going)


def plan(home: Path, limits: Limits, files: Sequence[OldFile] = ()) -> Plan:
    """What would go; nothing is changed.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        here = described(connection)
        present = _mark(connection, here, limits)
        going = [
            *_of_tables(connection, here),
            *_of_raw(connection, home),
            *_of_parts(connection, home),
        ]
    going.extend(Going("file", file.kind, None, 1, file.bytes) for file in files)
    return Plan(_summed(going), present)


def prune(
    home: Path,
    limits: Limits,
    files: Sequence[OldFile] = (),
    *,
    wait: float = 60.0,
    progress: Progress = silent,
) -> Plan:
    """Remove what is old enough and say in the table `pruning` what and why; what was removed.

    To be called while no run is at work. Rows and their record go in one transaction; files after it: a
    kill leaves at most files that nothing names, and the next call takes them.

    Raises:
        NoWarehouseError: nothing is published. WarehouseBusyError: another process writes.
    """
    found = plan(home, limits, files)
    with transaction(home, wait=wait) as connection:
        here = described(connection)
        _mark(connection, here, limits)
        before = {part: set(documents) for part, documents in living_documents(connection).items()}
        going = [
            *_of_tables(connection, here),
            *_of_raw(connection, home),
            *_of_parts(connection, home),
        ]
        _record(connection, limits, home, files)
        for number, (part, documents) in enumerate(rules.raw_by_part(connection).items()):
            progress("writing packs", number, 0)
            staying = sorted(before.get(part, set()) - set(documents))
            if staying and (home / PARTS / part).is_dir():
                point_to(connection, write_pack(home, {part: staying}), staying)
            point_to(connection, "", sorted(documents))
        for table, condition in rules.conditions(here):
            delete(connection, table, condition)
    drop_unwanted_parts(home, wait)
    remove_files(home, files)
    going.extend(Going("file", file.kind, None, 1, file.bytes) for file in files)
    return Plan(_summed(going), found.present)


def _mark(connection: duckdb.DuckDBPyConnection, here: Mapping[str, Table], limits: Limits) -> int:
    """Write down in temporary tables what goes; how many documents stay since they are still there."""
    connection.execute(rules.versions(here, limits.before))
    connection.execute(rules.runs(limits.before, RUNS_KEPT))
    now = f"TIMESTAMP {literal(limits.now.replace(tzinfo=None))}"
    past = connection.execute(rules.past_retention(here, limits.retention, now)).fetchall()
    present = limits.present([(id_, places) for id_, places, *_ in past]) if past else set()
    gone = [row for row in past if row[0] not in present]
    table = pa.table(
        {
            "document_id": pa.array([row[0] for row in gone], pa.string()),
            "part": pa.array([row[2] for row in gone], pa.string()),
            "source": pa.array([row[3] for row in gone], pa.string()),
            "size": pa.array([row[4] for row in gone], pa.int64()),
        }
    )
    connection.register("incoming", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE pruned_raw AS SELECT * FROM incoming")
    connection.unregister("incoming")
    return len(present)


def _of_tables(connection: duckdb.DuckDBPyConnection, here: Mapping[str, Table]) -> list[Going]:
    found = []
    for rule, table, query in rules.counts(here):
        for source, count, size in connection.execute(query).fetchall():
            if count:
                found.append(Going(rule, table, source, count, int(size or 0)))
    return found


def _of_raw(connection: duckdb.DuckDBPyConnection, home: Path) -> list[Going]:
    """Documents whose bytes go; of a part that others stay in, the share of their bytes."""
    found = []
    shares = rules.raw_shares(connection)
    for part, source, count, share in connection.execute(shares).fetchall():
        folder = home / PARTS / part
        size = int(packed_bytes(folder) * share) if folder.is_dir() else 0
        found.append(Going("raw", "bytes of documents", source, count, size))
    return found


def _of_parts(connection: duckdb.DuckDBPyConnection, home: Path) -> list[Going]:
    """Folders of parts that no document names: leftovers of killed runs, and of readings that gave way."""
    return [
        Going("part", "parts that no document names", None, 1, folder_size(path))
        for path in unwanted_parts(connection, home)
    ]


def _summed(going: Sequence[Going]) -> tuple[Going, ...]:
    """One row per rule, thing and source."""
    sums: dict[tuple[str, str, str | None], list[int]] = {}
    for one in going:
        total = sums.setdefault((one.rule, one.what, one.source), [0, 0])
        total[0] += one.number
        total[1] += one.bytes
    return tuple(Going(*key, *total) for key, total in sums.items())


def _record(
    connection: duckdb.DuckDBPyConnection, limits: Limits, home: Path, files: Sequence[OldFile]
) -> None:
    """Say in `pruning` what goes now, each thing in a row of its own."""
    instant = datetime.now(UTC).replace(tzinfo=None)
    rows = [
        (rule, subject, source, table, count, size or 0, detail)
        for rule, subject, source, table, count, size, detail in connection.execute(
            rules.records(connection, limits.days, limits.retention)
        ).fetchall()
    ]
    for path in unwanted_parts(connection, home):
        rows.append(("part", path.name, None, None, 0, folder_size(path), "no document names it"))
    for file in files:
        said = f"older than {limits.days} days ({file.kind})"
        rows.append(("file", file.name, None, None, 0, file.bytes, said))
    if not rows:
        return
    names = ("rule", "subject_id", "source", "table_name", "row_count", "byte_count", "detail")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    ids = [digest_of("pruning", str(instant), row[0], row[1], row[6]) for row in rows]
    text, number = pa.string(), pa.int64()
    table = pa.table(
        {
            "pruning_id": pa.array(ids, text),
            **{
                name: pa.array(columns[name], number if name.endswith("_count") else text)
                for name in names
            },
        }
    )
    connection.register("incoming", table)
    insert(
        connection,
        "pruning",
        f"SELECT *, TIMESTAMP {literal(instant)} AS pruned_at FROM incoming",
    )
    connection.unregister("incoming")
