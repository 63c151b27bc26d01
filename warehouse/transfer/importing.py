"""An export in; an empty home with the very same tables out, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import duckdb

from warehouse.catalog import Table, described
from warehouse.connection import (
    NAME,
    WAREHOUSE,
    NoWarehouseError,
    WarehouseError,
    literal,
    locked,
    reader,
    storage,
)
from warehouse.copying import copy_whole, writing
from warehouse.keys import drop_indexes
from warehouse.layout import lay_out
from warehouse.migrate import Migration, migrate, migrations
from warehouse.packs import PARTS
from warehouse.transfer.digests import Progress, quoted, silent, table_digests
from warehouse.transfer.exporting import TABLES
from warehouse.transfer.formats import check_types, load_table
from warehouse.transfer.manifest import (
    MANIFEST,
    Manifest,
    ManifestError,
    check_files,
    check_schema,
    files_below,
    is_part_name,
    read_manifest,
)
from warehouse.upkeep.living import named_parts
from warehouse.upkeep.soundness import doubled_keys
from warehouse.upkeep.switching import DRAFT, NotEmptyError, make_ready, move_in

#: Tables that have rows before anything was published.
WRITTEN_BY_MIGRATIONS: Final = ("schema_version", "profile")


class ImportFailedError(WarehouseError):
    """What was loaded is not what was exported; nothing is kept of it."""


def import_export(
    source: Path, home: Path, *, wait: float = 0.0, progress: Progress = silent
) -> Manifest:
    """Load an export into a home that has no rows; the tables are compared with the manifest before they count.

    Raises:
        NotEmptyError: there are rows already. ManifestError, FormatError, LineError: the export is
        damaged, foreign, or not whole. SpaceError: there is no room; nothing was changed.
    """
    manifest = read_manifest(source / MANIFEST, "kouan export")
    applied = check_schema(manifest, source / MANIFEST)
    _check_names(manifest, source)
    if not _has_no_rows(home):
        raise NotEmptyError(
            f"{home}: there is a warehouse with rows already; import into another one: set KOUAN_HOME to a new folder"
        )
    check_files(manifest, files_below(source), progress)
    with writing(home), locked(home, "import", wait=wait):
        draft = home / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir()
            _load(source, draft, manifest, applied, progress)
            for file in manifest.files:
                if file.path.startswith(f"{PARTS}/"):
                    copy_whole(source / file.path, draft / file.path)
            make_ready(draft)
            move_in(draft, home)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _check_names(manifest: Manifest, source: Path) -> None:
    """Every file is one an export has: the table it is named after, or a file of a part."""
    place = source / MANIFEST
    if not manifest.whole or manifest.form is None:
        raise ManifestError(
            f"{place}: holds some tables or some rows only, which is for other tools; export everything to import it"
        )
    named = {table.file for table in manifest.tables.values()}
    for name, table in manifest.tables.items():
        if table.file != f"{TABLES}/{name}.{manifest.form}":
            raise ManifestError(f"{place}: table {name[:80]!r} names the file {table.file!r}")
    for file in manifest.files:
        parts = file.path.split("/")
        is_part = len(parts) == 3 and parts[0] == PARTS and is_part_name(parts[1])
        if file.path not in named and not is_part:
            raise ManifestError(f"{place}: {file.path} is no file of an export")
    files = {file.path for file in manifest.files}
    if absent := sorted(str(name) for name in named if name not in files):
        raise ManifestError(f"{place}: {absent[0]} has no digest")


def _has_no_rows(home: Path) -> bool:
    """Whether a home has no warehouse, or one that nothing was ever published to."""
    if (home / PARTS).is_dir() and any((home / PARTS).iterdir()):
        return False
    if not (home / WAREHOUSE).exists():
        return True
    try:
        with reader(home) as connection:
            return not any(
                connection.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1").fetchall()
                for name, table in described(connection).items()
                if not table.is_view and name not in WRITTEN_BY_MIGRATIONS
            )
    except NoWarehouseError:
        return False


def _load(
    source: Path,
    draft: Path,
    manifest: Manifest,
    applied: tuple[Migration, ...],
    progress: Progress,
) -> None:
    """Make the database of the export's own schema, fill it, and compare every table with the manifest."""
    connection = duckdb.connect(
        config={
            "threads": "2",
            "memory_limit": "2GB",
            "temp_directory": str(draft / "spill"),
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    try:
        database = draft / WAREHOUSE
        options = storage(database)
        if applied == migrations():
            lay_out(database, options)
        connection.execute(f"ATTACH {literal(database)} AS {NAME} ({options})")
        connection.execute(f"USE {NAME}")
        migrate(connection, applied)
        drop_indexes(connection)
        tables = {name: table for name, table in described(connection).items() if not table.is_view}
        _check_tables(manifest, tables, source / MANIFEST)
        for name in tables:  # a migration may have put rows in
            connection.execute(f"DELETE FROM {NAME}.main.{quoted(name)}")
        for number, (name, entry) in enumerate(manifest.tables.items()):
            progress(f"loading {name}", number, len(manifest.tables))
            check_types(tables[name])
            form = manifest.form or "parquet"  # _check_names has seen that there is one
            file = source / f"{TABLES}/{name}.{form}"
            rows = load_table(connection, tables[name], f"{NAME}.main.{quoted(name)}", file, form)
            if rows != entry.rows:
                raise ManifestError(
                    f"{file}: has {rows} rows where the manifest says {entry.rows}; export it again"
                )
        _compare(connection, manifest, tables, progress)
        connection.execute(f"CHECKPOINT {NAME}")
    finally:
        connection.close()


def _check_tables(manifest: Manifest, tables: dict[str, Table], place: Path) -> None:
    for name, entry in manifest.tables.items():
        if name not in tables:
            raise ManifestError(f"{place}: there is no table {name[:80]!r} in this schema")
        said = [(column.name, column.type) for column in entry.columns]
        here = [(column.name, column.type) for column in tables[name].columns]
        if said != here:
            differing = next(iter(set(said) ^ set(here)), ("their order", ""))
            raise ManifestError(
                f"{place}: table {name} has other columns than this schema: {' '.join(differing)}"
            )
    if "schema_version" not in manifest.tables:
        raise ManifestError(f"{place}: table schema_version is missing")


def _compare(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    tables: dict[str, Table],
    progress: Progress,
) -> None:
    loaded = [tables[name] for name in manifest.tables]
    for name, digest in table_digests(connection, loaded, f"{NAME}.main", progress).items():
        if digest.digest != manifest.tables[name].digest:
            raise ImportFailedError(
                f"table {name}: what was loaded is not what was exported (their digests differ); nothing is kept,"
                " export it again"
            )
    if doubled := doubled_keys(connection):
        raise ImportFailedError(f"table {doubled[0].what}: {doubled[0].said}; nothing is kept")
    if strange := [part for part in named_parts(connection) if not is_part_name(part)]:
        raise ImportFailedError(f"a row names the part {strange[0][:80]!r}, which is none")
