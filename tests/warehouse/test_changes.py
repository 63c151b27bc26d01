"""The door for rows: what goes through it is done and noted, and no key stands twice."""

import duckdb
import pytest
from batches import Page, already, ask

from warehouse.catalog import tables
from warehouse.changes import (
    DoubledKeyError,
    changed_rows,
    changed_tables,
    changed_values,
    delete,
    former_keys,
    insert,
    update,
)
from warehouse.keys import INDEXED
from warehouse.transaction import transaction

ENTITY = "SELECT 'e1' AS entity_id, 'port' AS type, ? AS name"


def keys(connection, table):
    rows = connection.execute(changed_rows(connection, table)).fetchall()
    return sorted(row[0] for row in rows), sorted(
        row[0] for row in connection.execute(former_keys(connection, table)).fetchall()
    )


def test_what_is_put_in_changed_or_taken_out_is_noted_by_its_key(tmp_path):
    already(tmp_path, Page())
    with transaction(tmp_path) as connection:
        assert insert(connection, "entity", ENTITY, ["罗湖口岸"]) == 1
        assert keys(connection, "entity") == (["e1"], [])
        assert update(connection, "entity", "name = 'x'", "entity_id = ?", "", ["e1"]) == 1
        assert update(connection, "entity", "name = 'x'", "false") == 0
        gone = delete(connection, "mention", "true")
        assert gone == 2
        assert len(keys(connection, "mention")[1]) == 2
        assert changed_tables(connection) == ("entity", "mention")


def test_a_row_put_in_where_its_key_stands_is_refused_kept_or_replaced(tmp_path):
    with transaction(tmp_path, "run-1") as connection:
        insert(connection, "entity", ENTITY, ["甲"])
    with transaction(tmp_path, "run-2") as connection:
        assert insert(connection, "entity", ENTITY, ["乙"], known="keep") == 0
    assert ask(tmp_path, "SELECT name FROM entity") == [("甲",)]
    with transaction(tmp_path, "run-3") as connection:
        assert insert(connection, "entity", ENTITY, ["丙"], known="replace") == 1
    assert ask(tmp_path, "SELECT name FROM entity") == [("丙",)]
    with (
        pytest.raises(DoubledKeyError, match=r"table entity: .* e1"),
        transaction(tmp_path, "run-4") as connection,
    ):
        insert(connection, "entity", ENTITY, ["丁"])
    assert ask(tmp_path, "SELECT name FROM entity") == [("丙",)]


def test_two_equal_keys_in_one_insertion_are_found(tmp_path):
    with pytest.raises(DoubledKeyError), transaction(tmp_path) as connection:
        insert(connection, "entity", f"{ENTITY} UNION ALL {ENTITY}", ["甲", "乙"])
    with transaction(tmp_path) as connection:
        kept = insert(
            connection, "entity", f"{ENTITY} UNION ALL {ENTITY}", ["甲", "乙"], known="keep"
        )
    assert kept == 1


def test_a_replacement_by_the_same_row_changes_nothing(tmp_path):
    with transaction(tmp_path, "run-1") as connection:
        insert(connection, "entity", ENTITY, ["甲"])
    with transaction(tmp_path, "run-2") as connection:
        assert insert(connection, "entity", ENTITY, ["甲"], known="replace") == 0
    assert ask(tmp_path, "SELECT run_id FROM publication") == [("run-1",)]


def test_every_table_can_be_followed_by_a_key():
    assert [name for name, table in tables().items() if not table.is_view and not table.key] == []


def test_the_file_has_no_index(tmp_path):
    already(tmp_path, Page())
    indexed = {
        name
        for (name,) in ask(
            tmp_path,
            "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'",
        )
    }
    assert indexed == set(INDEXED)


def test_a_table_without_its_index_keeps_its_checks_and_comments(tmp_path):
    already(tmp_path, Page())
    stands = {
        (table, column): (type_, nullable, comment)
        for table, column, type_, nullable, comment in ask(
            tmp_path,
            "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()"
            " WHERE NOT internal",
        )
    }
    checks = ask(
        tmp_path,
        "SELECT table_name, expression FROM duckdb_constraints() WHERE constraint_type = 'CHECK'",
    )
    whole = {name: table for name, table in tables().items() if not table.is_view}
    for name, table in whole.items():
        for column in table.columns:
            declared = (column.type, column.nullable, column.comment)
            assert stands[name, column.name] == declared
        assert {check for of, check in checks if of == name} == set(table.checks)
    comments = dict(ask(tmp_path, "SELECT table_name, comment FROM duckdb_tables()"))
    assert comments == {name: table.comment for name, table in whole.items()}


def test_what_a_table_forbids_is_forbidden_without_an_index_too(tmp_path):
    with (
        pytest.raises(duckdb.ConstraintException, match="CHECK"),
        transaction(tmp_path) as connection,
    ):
        insert(connection, "entity", "SELECT 'e' AS entity_id, 'ship' AS type, 'x' AS name")


MANY = "SELECT 'e' || number AS entity_id, 'port' AS type, '口岸' AS name FROM range(?, ?) AS t (number)"


@pytest.mark.parametrize("stretches", [[(0, 63), (63, 66)], [(0, 64)], [(0, 70), (70, 72)]])
def test_keys_are_noted_alike_whether_they_are_few_or_many(tmp_path, stretches):
    with transaction(tmp_path) as connection:
        for stretch in stretches:
            insert(connection, "entity", MANY, stretch)
        last = stretches[-1][1]
        assert keys(connection, "entity") == (sorted(f"e{n}" for n in range(last)), [])
        noted = changed_values(connection, "entity", "entity_id")
        asked = f"SELECT count(*) FROM kouan.main.entity WHERE entity_id IN ({noted})"
        assert connection.execute(asked).fetchall() == [(last,)]


@pytest.mark.parametrize("count", [3, 70])
def test_a_key_that_is_put_in_again_later_is_found(tmp_path, count):
    def put_in_twice() -> None:
        with transaction(tmp_path) as connection:
            insert(connection, "entity", MANY, (0, count))
            insert(connection, "entity", MANY, (count - 1, count))

    with pytest.raises(DoubledKeyError):
        put_in_twice()


def test_a_key_may_go_and_come_again(tmp_path):
    with transaction(tmp_path) as connection:
        for name in ("甲", "乙", "丙"):
            insert(connection, "entity", ENTITY, [name], known="replace")
        delete(connection, "entity", "true")
        insert(connection, "entity", ENTITY, ["丁"])
    assert ask(tmp_path, "SELECT name FROM entity") == [("丁",)]
