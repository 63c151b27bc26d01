"""A database in; the same at the newest schema out, by numbered SQL files, each in one transaction."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import duckdb

_FILE: Final = re.compile(r"(\d{4})_[a-z_]+\.sql")

SCHEMA_VERSION: Final = """
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE schema_version IS 'One row per migration this database has gone through.';
COMMENT ON COLUMN schema_version.version IS 'Number of the migration.';
COMMENT ON COLUMN schema_version.name IS 'File of the migration.';
COMMENT ON COLUMN schema_version.digest IS 'sha256 of the file; a migration is only ever added, never changed.';
COMMENT ON COLUMN schema_version.applied_at IS 'When it was applied (UTC).';
"""


class MigrationError(Exception):
    """Database and migrations do not belong together; the message says which file and what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered SQL file."""

    version: int
    name: str
    sql: str

    @property
    def digest(self) -> str:
        """sha256 of the SQL."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def migrations() -> tuple[Migration, ...]:
    """The shipped migrations in their order.

    Raises:
        MigrationError: two files bear one number, or a number is missing.
    """
    found = [
        Migration(int(match[1]), file.name, file.read_text("utf-8"))
        for file in files(__package__).joinpath("migrations").iterdir()
        if (match := _FILE.fullmatch(file.name))
    ]
    found.sort(key=lambda migration: migration.name)
    for number, migration in enumerate(found, 1):
        if migration.version != number:
            raise MigrationError(
                f"{migration.name}: its number should be {number:04}; migrations are numbered without gap or double"
            )
    return tuple(found)


def migrate(
    connection: duckdb.DuckDBPyConnection, shipped: tuple[Migration, ...] | None = None
) -> tuple[Migration, ...]:
    """Apply the migrations that the database lacks, and give them; each one whole or not at all.

    Raises:
        MigrationError: the database went through a migration that is not here, or was another one then.
    """
    shipped = migrations() if shipped is None else shipped
    if not _is_known(connection):
        connection.execute("BEGIN")
        connection.execute(SCHEMA_VERSION)
        connection.execute("COMMIT")
    applied = {
        version: (name, digest)
        for version, name, digest in connection.execute(
            "SELECT version, name, digest FROM schema_version"
        ).fetchall()
    }
    by_version = {migration.version: migration for migration in shipped}
    for version, (name, digest) in sorted(applied.items()):
        here = by_version.get(version)
        if here is None:
            raise MigrationError(
                f"{name}: the warehouse went through this migration and this version of kouan has no such file;"
                " use the kouan that wrote the warehouse, or a newer one"
            )
        if here.digest != digest:
            raise MigrationError(
                f"{here.name}: the file was changed after it was applied; restore it, and put the change into a new migration"
            )
    missing = tuple(migration for migration in shipped if migration.version not in applied)
    for migration in missing:
        _apply(connection, migration)
    return missing


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The newest migration a database went through; 0 where it went through none."""
    if not _is_known(connection):
        return 0
    newest = connection.execute("SELECT max(version) FROM schema_version").fetchall()[0][0]
    return int(newest or 0)


def _is_known(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database went through a migration; asking its catalog takes ten times as long."""
    try:
        connection.execute("SELECT version FROM main.schema_version LIMIT 0")
    except (duckdb.CatalogException, duckdb.InvalidInputException):
        return False  # where there is no such table, DuckDB looks for a variable of this name in Python
    return True


def _apply(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(migration.sql)
        connection.execute(
            "INSERT INTO schema_version VALUES (?, ?, ?, now() AT TIME ZONE 'UTC')",
            [migration.version, migration.name, migration.digest],
        )
        connection.execute("COMMIT")
    except BaseException as error:
        connection.execute("ROLLBACK")
        if isinstance(error, duckdb.Error):
            raise MigrationError(f"{migration.name}: {error}; nothing of it was applied") from error
        raise
