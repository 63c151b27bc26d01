"""A warehouse as every earlier version left it, with rows in it, brought to the newest schema and published to."""

import shutil

import duckdb
import pytest
from batches import Page, ask, published

from kouan.model.edits import Suspicion
from warehouse.catalog import tables
from warehouse.checks import run_checks
from warehouse.connection import NAME, STORAGE, WAREHOUSE, WarehouseError, literal, reader, writer
from warehouse.keys import drop_indexes
from warehouse.migrate import Migration, MigrationError, migrate, migrations
from warehouse.records import CheckFailure, CheckResult, Findings, Held

OLD = Page("inbox/old.txt", suspicions=(Suspicion("gbk_shift", 0, 2, "罗湖", ("甲",), 0.4, "odd"),))
#: What publishing makes anew from the articles where a migration lays it out otherwise.
MADE_ANEW = ("indexed_article", "bigram", "bigram_segment")
#: Tables that no version filled before they were laid out as they are.
STOOD_EMPTY = ("source_line", "template")
VERSIONS = [migration.version for migration in migrations()]


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A warehouse of today with rows in the tables that publishing fills."""
    home = tmp_path_factory.mktemp("full")
    results = (CheckResult("article", "title", "warning", "failed", 1, 1, "A title is there."),)
    failures = (CheckFailure("article", "title", "a", None, None),)
    held = [Held("input", "inbox/bad.txt", "inbox/bad.txt", "unreadable", "look", failed=True)]
    published(home, OLD, Page("inbox/z.txt"), held=held, findings=Findings(results, failures))
    return home


@pytest.fixture(scope="module")
def straight():
    """The schema of a database that went through all migrations at once."""
    connection = duckdb.connect()
    migrate(connection)
    drop_indexes(connection)
    return schema(connection)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """Empty databases that know only the migrations up to a version, each made from the nearest one before it."""
    place, made = tmp_path_factory.mktemp("laid_out"), {}

    def at(version):
        path = place / f"{version}.duckdb"
        if version not in made:
            if earlier := [one for one in made if one < version]:
                shutil.copy(made[max(earlier)], path)
            connection = duckdb.connect()
            connection.execute(
                f"ATTACH {literal(path)} AS {NAME} (STORAGE_VERSION '{STORAGE}'); USE {NAME}"
            )
            migrate(connection, migrations()[:version])
            connection.execute(f"CHECKPOINT {NAME}")
            connection.close()
            made[version] = path
        return path

    return at


def as_of(version, laid_out, full, home):
    """The rows of `full` in a database that knows only the migrations up to this version."""
    shutil.copy(laid_out(version), home / WAREHOUSE)
    connection = duckdb.connect()
    connection.execute(f"ATTACH {literal(full / WAREHOUSE)} AS today (READ_ONLY)")
    connection.execute(
        f"ATTACH {literal(home / WAREHOUSE)} AS {NAME} (STORAGE_VERSION '{STORAGE}')"
    )
    connection.execute(f"USE {NAME}")
    kept = {}
    for table, names in columns_of(connection).items():
        listed = ", ".join(f'"{name}"' for name in names)
        laid_out = {column.name for column in tables()[table].columns}
        if table in STOOD_EMPTY and not set(names) <= laid_out:
            continue
        if table != "schema_version":
            connection.execute(
                f"INSERT INTO {table} ({listed}) SELECT {listed} FROM today.main.{table}"
                f" EXCEPT ALL SELECT {listed} FROM {table}"
            )
        kept[table, listed] = rows(connection, table, listed)
    connection.close()
    return kept


def columns_of(connection):
    found = {}
    for table, name in connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (table_oid, database_name)"
        f" WHERE database_name = '{NAME}' ORDER BY table_oid, column_index"
    ).fetchall():
        found.setdefault(table, []).append(name)
    return found


def rows(connection, table, listed):
    return set(map(repr, connection.execute(f"SELECT {listed} FROM {table}").fetchall()))


def schema(connection):
    """Columns with their comments, then keys and checks, as the database tells them."""
    return connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()"
        " WHERE NOT internal AND database_name = current_database()"
        " UNION ALL SELECT table_name, constraint_type, constraint_text, false, '' FROM duckdb_constraints()"
        " WHERE database_name = current_database() AND constraint_type IN ('CHECK', 'PRIMARY KEY') ORDER BY ALL"
    ).fetchall()


@pytest.mark.parametrize(
    "version",
    # some of them here, every one in the slow tests
    [pytest.param(one, marks=() if one % 24 == 1 else pytest.mark.slow) for one in VERSIONS],
)
def test_a_warehouse_of_each_earlier_version_keeps_its_rows_and_is_published_to(
    version, laid_out, full, straight, tmp_path
):
    kept = as_of(version, laid_out, full, tmp_path)
    assert version < 2 or any("inbox/old.txt" in row for held in kept.values() for row in held)
    with writer(tmp_path) as connection:
        for (table, listed), before in kept.items():
            if table != "schema_version" and table not in MADE_ANEW:
                assert rows(connection, table, listed) == before, table
        assert schema(connection) == straight
        assert {one.outcome for one in run_checks(connection).results} <= {"passed", "failed"}
    published(tmp_path, Page("inbox/new.txt", title="新的一篇"), run_id="run-2")
    assert ask(tmp_path, "SELECT count(*) FROM schema_version") == [(len(VERSIONS),)]
    places = {place for (place,) in ask(tmp_path, "SELECT unnest(locations) FROM document")}
    assert {"inbox/old.txt", "inbox/new.txt"} <= places
    articles = {place for (place,) in ask(tmp_path, "SELECT location FROM current_article")}
    assert "inbox/new.txt" in articles
    assert version < 2 or "inbox/old.txt" in articles
    unindexed = (
        "SELECT article_id FROM current_article EXCEPT SELECT article_id FROM indexed_article"
    )
    assert ask(tmp_path, unindexed) == []
    connection = reader(tmp_path)
    for name in tables():
        connection.execute(f"SELECT * FROM {name} LIMIT 1").fetchall()
    connection.close()


def test_the_fixture_has_rows_in_every_table_that_publishing_fills_by_itself(full):
    empty = {
        name
        for name, table in tables().items()
        if not table.is_view and not ask(full, f"FROM {name}")
    }
    assert not empty & {"run", "document", "item", "article", "block", "suspicion", "entity"}
    assert not empty & {"mention", "metric", "quarantine", "quality_result", "quality_failure"}
    assert not empty & {"version_digest", "run_part"}


def newer():
    number = len(migrations()) + 1
    return (
        *migrations(),
        Migration(number, f"{number:04}_later.sql", "CREATE TABLE later (i INTEGER);"),
    )


def test_a_warehouse_of_a_newer_kouan_is_neither_written_nor_read_and_says_so(tmp_path):
    published(tmp_path, OLD)
    with writer(tmp_path) as connection:
        migrate(connection, newer())
    with pytest.raises(MigrationError, match="newer"):
        published(tmp_path, Page(), run_id="run-2")
    snapshot = (tmp_path / "current.duckdb").resolve()
    connection = duckdb.connect()
    connection.execute(f"ATTACH {literal(snapshot)} AS {NAME}")
    connection.execute(f"USE {NAME}")
    migrate(connection, newer())
    connection.close()
    with pytest.raises(WarehouseError, match="newer version of kouan"):
        reader(tmp_path)
