"""Migrations: from nothing, from every version there was, whole or not at all."""

import tomllib
from datetime import date

import duckdb
import pytest
from factories import ROOT

from warehouse.catalog import tables
from warehouse.migrate import Migration, MigrationError, migrate, migrations


def schema(connection):
    return connection.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
        " WHERE NOT internal ORDER BY table_name, column_index"
    ).fetchall()


@pytest.fixture(scope="module")
def straight():
    """The schema to which all migrations lead without a stop."""
    connection = duckdb.connect()
    migrate(connection)
    return schema(connection)


def test_migrations_lead_an_empty_file_to_the_schema(tmp_path):
    path = str(tmp_path / "w.duckdb")
    connection = duckdb.connect(path)
    assert migrate(connection) == migrations()
    wanted = schema(connection)
    connection.close()
    connection = duckdb.connect(path)
    assert migrate(connection) == ()
    assert schema(connection) == wanted
    connection.close()


def test_no_migration_is_another_than_when_it_was_first_applied():
    first = tomllib.loads((ROOT / "tests/cases/migrations.toml").read_text("utf-8"))
    assert {one.name: one.digest for one in migrations()} == first


# from each of them, and with rows in it: test_upgrades.py
@pytest.mark.parametrize("version", range(0, len(migrations()), 8))
def test_migrations_lead_there_from_an_earlier_version(version, straight):
    connection = duckdb.connect()
    migrate(connection, migrations()[:version])
    assert migrate(connection) == migrations()[version:]
    assert schema(connection) == straight


def test_a_changed_file_is_refused_by_its_name():
    connection = duckdb.connect()
    migrate(connection)
    first, *others = migrations()
    changed = Migration(first.version, first.name, first.sql + "\n-- changed")
    with pytest.raises(MigrationError, match=f"{first.name}: the file was changed"):
        migrate(connection, (changed, *others))


def test_a_warehouse_of_a_newer_kouan_is_refused():
    connection = duckdb.connect()
    migrate(connection)
    with pytest.raises(MigrationError, match="newer"):
        migrate(connection, migrations()[:-1])


def test_a_migration_that_fails_leaves_nothing_of_itself():
    connection = duckdb.connect()
    migrate(connection)
    before = schema(connection)
    number = len(migrations()) + 1
    bad = Migration(
        number, f"{number:04}_bad.sql", "CREATE TABLE half (i INTEGER); SELECT * FROM nowhere;"
    )
    with pytest.raises(MigrationError, match="nothing of it was applied"):
        migrate(connection, (*migrations(), bad))
    assert schema(connection) == before
    assert migrate(connection) == ()


def test_a_correction_stays_through_all_migrations_after_its_table():
    first = next(
        number for number, one in enumerate(migrations(), 1) if "CREATE TABLE correction" in one.sql
    )
    connection = duckdb.connect()
    migrate(connection, migrations()[:first])
    row = ("id", "key", None, None, None, "metric", "value", "1", "2", "why", None, "ann")
    row = (*row, date(2026, 1, 1), "stale", "2026-01.csv", 2, "run-1")
    connection.execute(f"INSERT INTO correction VALUES ({', '.join('?' * len(row))})", row)
    names = ", ".join(name for name, *_ in connection.execute("DESCRIBE correction").fetchall())
    migrate(connection)
    assert connection.execute(f"SELECT {names} FROM correction").fetchall() == [row]


def test_every_table_and_every_column_says_what_it_is():
    silent = [
        f"{table.name}.{column.name}"
        for table in tables().values()
        for column in table.columns
        if not (table.comment and column.comment)
    ]
    assert silent == []


def test_the_catalog_knows_keys_checks_and_vocabularies():
    metric = tables()["metric"]
    assert metric.key == ("metric_id", "article_id", "valid_from")
    assert metric.row_key == ("metric_id", "article_id")
    assert metric.column("kind").allowed == ("level", "change", "share", "rank", "duration", "rate")
    assert not metric.column("unit").nullable
    assert metric.column("indicator_raw").nullable
    assert any("value_max" in check for check in metric.checks)
    assert "valid_from" not in {column.name for column in metric.part_columns}
    assert tables()["current_metric"].is_view
    with pytest.raises(KeyError, match="no column"):
        metric.column("colour")
