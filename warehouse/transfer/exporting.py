"""A warehouse at work in; a folder with its tables, its manifest and, where wanted, its bytes and ledger out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.catalog import Table, described
from warehouse.connection import NAME, WarehouseError, literal
from warehouse.copying import DRAFT, copy_whole, sha256_of, sync, write_whole, writing
from warehouse.packs import PARTS
from warehouse.snapshots.profiles import Profile, selection
from warehouse.transfer.digests import Progress, quoted, silent, table_digests
from warehouse.transfer.formats import Form, check_types, write_table
from warehouse.transfer.inventory import applied, newest_run
from warehouse.transfer.manifest import MANIFEST, ColumnEntry, FileEntry, Manifest, TableEntry
from warehouse.upkeep.freezing import Frozen, frozen, opened

TABLES: Final = "tables"
#: A copy has its own row there; an export says in its manifest what it holds.
WITHOUT_CHOICE: Final = ("profile",)
#: Tables whose rows may name another entity once a correction says so, in versions from long before it.
MOVED: Final = ("mention", "position", "metric")


class ExportError(WarehouseError):
    """An export cannot be made as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported: how it is written, which profile, which tables (all unless named), since which run."""

    form: Form = "parquet"
    profile: Profile = "text"
    tables: tuple[str, ...] = ()
    since: str | None = None


def export(
    home: Path, target: Path, choice: Choice, kouan: str, progress: Progress = silent
) -> Manifest:
    """Write an export to a new folder; it has its name only when it is whole.

    Raises:
        ExportError: the folder is not empty, or a table or run is unknown. SpaceError: there is no room.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target}: is there already; name a new or an empty folder")
    with frozen(home) as still, writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            manifest = _write(still, draft, choice, kouan, progress)
            draft.replace(target)
            sync(target.parent)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _write(still: Frozen, draft: Path, choice: Choice, kouan: str, progress: Progress) -> Manifest:
    (draft / TABLES).mkdir(parents=True)
    with opened(still.database) as connection:
        tables = _chosen(described(connection), choice)
        since = since_run(connection, choice.since) if choice.since else None
        entries = {}
        for number, table in enumerate(tables):
            progress(f"writing {table.name}", number, len(tables))
            check_types(table)
            file = draft / TABLES / f"{table.name}.{choice.form}"
            rows = f"(SELECT {_columns(table, choice)} FROM {NAME}.main.{quoted(table.name)} AS one"
            rows += f" WHERE {since.condition(table)})" if since else ")"
            count = write_table(connection, table, rows, file, choice.form)
            sync(file)
            entries[table.name] = _entry(table, count, file.relative_to(draft).as_posix())
        is_whole = not choice.tables and not choice.since
        if is_whole:
            digests = table_digests(
                connection, tables, f"{NAME}.main", progress, lambda one: _columns(one, choice)
            )
            entries = {
                name: entry.model_copy(update={"digest": digests[name].digest})
                for name, entry in entries.items()
            }
        missing = _copy_parts(still, draft, progress) if choice.profile == "full" else ()
        manifest = Manifest(
            format="kouan export",
            version=1,
            created_at=datetime.now(UTC),
            kouan=kouan,
            duckdb=duckdb.__version__,
            run=newest_run(connection),
            migrations=applied(connection),
            tables=entries,
            files=_files(draft),
            missing_parts=missing,
            form=choice.form,
            profile=choice.profile,
            since=choice.since,
            whole=is_whole,
        )
    write_whole(draft / MANIFEST, manifest.as_bytes())
    return manifest


def _chosen(found: dict[str, Table], choice: Choice) -> list[Table]:
    tables = {name: table for name, table in found.items() if not table.is_view}
    for name in choice.tables:
        if name not in tables:
            raise ExportError(f"there is no table {name}; there are {', '.join(tables)}")
    return [
        table
        for name, table in tables.items()
        if (not choice.tables or name in choice.tables)
        and (name in (*choice.tables, *WITHOUT_CHOICE) or selection(name, choice.profile))
    ]


def _columns(table: Table, choice: Choice) -> str:
    """The columns of a table by the profile: where it leaves a text out, the column is there and empty."""
    if table.name in choice.tables or table.name in WITHOUT_CHOICE:
        return "*"
    return selection(table.name, choice.profile) or "*"


def _entry(table: Table, rows: int, file: str) -> TableEntry:
    columns = tuple(
        ColumnEntry(name=one.name, type=one.type, nullable=one.nullable, comment=one.comment)
        for one in table.columns
    )
    return TableEntry(rows=rows, comment=table.comment, file=file, columns=columns)


def _copy_parts(still: Frozen, draft: Path, progress: Progress) -> tuple[str, ...]:
    files = sorted(still.parts.glob("*/*"))
    for number, file in enumerate(files):
        progress("writing bytes and ledger", number, len(files))
        copy_whole(file, draft / PARTS / file.parent.name / file.name)
    return still.missing


def _files(draft: Path) -> tuple[FileEntry, ...]:
    return tuple(
        FileEntry(
            path=path.relative_to(draft).as_posix(),
            bytes=path.stat().st_size,
            sha256=sha256_of(path),
        )
        for path in sorted(draft.rglob("*"))
        if path.is_file()
    )


@dataclass(frozen=True, slots=True)
class Since:
    """What has come after a run: the runs that began later, and versions closed since it ended."""

    runs: Sequence[str]
    ended: str

    def condition(self, table: Table) -> str:
        """The SQL condition that a row of a table (as `one`) is newer."""
        names = {column.name for column in table.columns}
        runs = ", ".join(map(literal, self.runs)) or "NULL"
        later = f"IN ({runs})"
        if "run_id" in names:
            closed = f" OR one.valid_to >= TIMESTAMP {literal(self.ended)}"
            return f"(one.run_id {later}{closed if 'valid_to' in names else ''})"
        if {"article_id", "valid_from"} <= names:
            version = f"(one.article_id, one.valid_from) IN (SELECT (article_id, valid_from) FROM {NAME}.main.article WHERE run_id {later})"
            moved = self._moved(
                table, f"SELECT correction_id FROM {NAME}.main.correction WHERE run_id {later}"
            )
            return f"({version}{moved})"
        if "document_id" in names:
            return f"one.document_id IN (SELECT document_id FROM {NAME}.main.document WHERE run_id {later})"
        if "entity_id" in names:
            return (
                f"one.entity_id IN (SELECT mention.entity_id FROM {NAME}.main.mention INNER JOIN {NAME}.main.article"
                f" USING (article_id, valid_from) WHERE article.run_id {later})"
            )
        return "true"

    def _moved(self, table: Table, corrections: str) -> str:
        """What else of a table is newer: rows of versions from before in which a later correction names another entity."""
        if table.name == "entity_move":
            return f" OR one.correction_id IN ({corrections})"
        if table.name not in MOVED:
            return ""
        return (
            f" OR (one.article_id, one.valid_from, one.{table.name}_id) IN (SELECT (article_id, valid_from, row_id)"
            f" FROM {NAME}.main.entity_move WHERE table_name = '{table.name}' AND correction_id IN ({corrections}))"
        )


def since_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> Since:
    """What has come after the run of this id.

    Raises:
        ExportError: there is no such run.
    """
    found = connection.execute(
        "SELECT started_at, coalesce(finished_at, started_at)::VARCHAR FROM run WHERE run_id = ?",
        [run_id],
    ).fetchall()
    if not found:
        raise ExportError(f"there is no run {run_id}; `kouan query runs` lists them")
    later = connection.execute(
        "SELECT run_id FROM run WHERE started_at > ? ORDER BY started_at", [found[0][0]]
    ).fetchall()
    return Since(tuple(run for (run,) in later), found[0][1])
