"""The snapshot: carried forward by what changed, written whole where that cannot be, never half."""

import os
import shutil

import duckdb
import pytest
from batches import Page, already, ask, attached, digest_of_rows, published
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.catalog import tables
from warehouse.changes import delete, insert, update
from warehouse.connection import CURRENT, STORAGE, WAREHOUSE, reader, writer
from warehouse.migrate import migrate, migrations
from warehouse.snapshots import snapshot
from warehouse.snapshots.blocks import HEADERS
from warehouse.snapshots.journal import JOURNAL
from warehouse.snapshots.snapshot import SNAPSHOTS
from warehouse.snapshots.snapshot_lock import hold
from warehouse.snapshots.twins import drop_twin, twin_of
from warehouse.transaction import transaction

ENTITY = "SELECT ? AS entity_id, 'port' AS type, ? AS name"


def page(number):
    return Page(f"inbox/{number}.txt", title=f"题目{number}")


def idle_of(home):
    """The file that readers are not sent to."""
    return next(home / name for name in SNAPSHOTS if name != (home / CURRENT).readlink().name)


def publish_facts(home, number):
    """Publish a page into a warehouse whose readers are given facts alone."""
    with transaction(home, f"run-{number}", profile="facts") as connection:
        insert(connection, "entity", ENTITY, [f"e{number}", f"口岸{number}"])


def entities(home):
    return sorted(ask(home, "SELECT entity_id FROM entity"))


def inodes(home):
    return {name: (home / name).stat().st_ino for name in SNAPSHOTS}


def rows_of(path):
    """All rows of the tables of a file, sorted."""
    with attached(path) as connection:
        return {
            name: sorted(map(repr, connection.execute(f"FROM {name}").fetchall()))
            for name, table in tables().items()
            if not table.is_view
        }


def test_the_idle_file_is_carried_forward_and_not_written_anew(tmp_path):
    published(tmp_path, page(1))
    made = inodes(tmp_path)
    for number in range(2, 5):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)
    assert inodes(tmp_path) == made


def test_the_idle_file_ends_equal_to_that_of_the_warehouse_byte_for_byte(tmp_path):
    for number in range(1, 4):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert twin_of((tmp_path / CURRENT).resolve()).number == number
    assert (tmp_path / CURRENT).read_bytes() == (tmp_path / WAREHOUSE).read_bytes()


def test_the_files_take_turns_and_spent_journals_go(tmp_path):
    turns = []
    for number in range(1, 5):
        publish_facts(tmp_path, number)
        turns.append((tmp_path / CURRENT).readlink().name)
    assert turns == [SNAPSHOTS[n % 2] for n in range(4)]
    # the file whose turn comes next lacks the last publication, and nothing else
    assert [path.name for path in (tmp_path / JOURNAL).iterdir()] == ["00000004"]


@pytest.mark.parametrize("damage", ["missing", "torn", "of another publication"])
def test_without_a_whole_journal_the_file_is_written_anew(tmp_path, damage):
    for number in (1, 2):
        publish_facts(tmp_path, number)
    journal = tmp_path / JOURNAL / "00000002"
    made = inodes(tmp_path)
    if damage == "missing":
        shutil.rmtree(journal)
    elif damage == "torn":
        (journal / "entity.rows.parquet").write_bytes(b"PAR1")
    else:
        manifest = journal / "manifest.json"
        manifest.write_text(manifest.read_text().replace('"token": "', '"token": "x'))
    publish_facts(tmp_path, 3)
    assert entities(tmp_path) == [("e1",), ("e2",), ("e3",)]
    idle = (tmp_path / CURRENT).readlink().name
    assert inodes(tmp_path)[idle] != made[idle]


@pytest.mark.parametrize(
    "damage",
    [
        "the step is missing",
        "the step is of another publication",
        "nothing says what the idle file is",
        "the idle file was written to",
        "something was written that no step tells of",
        "the log tells of no header",
    ],
)
def test_what_was_written_since_is_not_known_whole_and_the_file_is_copied(
    tmp_path, damage, monkeypatch
):
    already(tmp_path, page(1))
    published(tmp_path, page(2), run_id="run-2")
    made, step = inodes(tmp_path), tmp_path / JOURNAL / "step.json"
    if damage == "the step is missing":
        step.unlink()
    elif damage == "the step is of another publication":
        step.write_text(step.read_text().replace('"token": "', '"token": "x'))
    elif damage == "nothing says what the idle file is":
        drop_twin(idle_of(tmp_path))
    elif damage == "the idle file was written to":
        os.utime(idle_of(tmp_path))
    elif damage == "the log tells of no header":
        written, behind = snapshot.written, max(HEADERS) + 1

        def without_header(connection, path):
            began, stretches = written(connection, path)
            return began, tuple(one for one in stretches if one[0] >= behind)

        monkeypatch.setattr(snapshot, "written", without_header)
    else:
        with writer(tmp_path) as connection:
            connection.execute("DELETE FROM entity; CHECKPOINT kouan")
    with idle_of(tmp_path).open("rb"):  # so that no other file is given its number
        published(tmp_path, page(3), run_id="run-3")
    assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)
    idle = (tmp_path / CURRENT).readlink().name
    assert inodes(tmp_path)[idle] != made[idle]


def test_a_snapshot_of_a_kouan_that_wrote_rows_is_copied_once_and_then_follows(tmp_path):
    already(tmp_path, page(1))
    for name in SNAPSHOTS:
        drop_twin(tmp_path / name)
    shutil.rmtree(tmp_path / JOURNAL, ignore_errors=True)
    for number in (2, 3):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)
    made = inodes(tmp_path)
    published(tmp_path, page(4), run_id="run-4")
    assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)
    assert inodes(tmp_path) == made


def test_a_snapshot_that_is_damaged_is_copied_anew(tmp_path):
    already(tmp_path, page(1))
    published(tmp_path, page(2), run_id="run-2")
    idle_of(tmp_path).write_bytes(b"no database")
    published(tmp_path, page(3), run_id="run-3")
    assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)


@pytest.mark.slow
def test_a_file_somebody_reads_is_left_to_him(tmp_path):
    already(tmp_path, page(1))
    old = reader(tmp_path)
    made = inodes(tmp_path)
    for number in (2, 3, 4, 5):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert old.execute("SELECT count(*) FROM article").fetchall() == [(1,)]
    # one copy took the place of the file he holds; the two then took turns again
    assert inodes(tmp_path)[SNAPSHOTS[0]] != made[SNAPSHOTS[0]]
    assert inodes(tmp_path)[SNAPSHOTS[1]] == made[SNAPSHOTS[1]]
    renewed = inodes(tmp_path)
    published(tmp_path, page(6), run_id="run-6")
    assert inodes(tmp_path) == renewed
    old.close()


def test_a_second_reader_who_leaves_does_not_give_the_file_away(tmp_path):
    already(tmp_path, page(1))
    first = reader(tmp_path)
    reader(tmp_path).close()
    for number in (2, 3):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert first.execute("SELECT count(*) FROM article").fetchall() == [(1,)]
    first.close()


def test_a_reader_in_a_folder_without_locks_holds_nothing(tmp_path):
    assert hold(tmp_path / "nowhere" / SNAPSHOTS[0]) is None


def test_rows_written_past_the_door_are_found_and_facts_are_written_anew(tmp_path):
    publish_facts(tmp_path, 1)

    def write():
        with transaction(tmp_path) as connection:
            insert(connection, "entity", ENTITY, ["e2", "甲"])
            connection.execute(
                "INSERT INTO kouan.main.entity (entity_id, type, name) VALUES ('e3', 'port', '乙')"
            )

    with pytest.warns(RuntimeWarning, match="entity were written past the journal"):
        write()
    assert entities(tmp_path) == [("e1",), ("e2",), ("e3",)]


def test_rows_written_past_the_door_reach_a_snapshot_that_holds_everything(tmp_path):
    already(tmp_path, page(1))
    with transaction(tmp_path) as connection:
        insert(connection, "entity", ENTITY, ["e1", "甲"])
        connection.execute(
            "INSERT INTO kouan.main.entity (entity_id, type, name) VALUES ('e2', 'port', '乙')"
        )
    assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)


def test_a_transaction_that_changes_nothing_leaves_the_snapshot_alone(tmp_path):
    already(tmp_path, page(1))
    before = (tmp_path / CURRENT).readlink()
    with transaction(tmp_path) as connection:
        assert delete(connection, "entity", "false") == 0
    assert (tmp_path / CURRENT).readlink() == before


@pytest.mark.slow
def test_a_warehouse_of_an_earlier_version_goes_on(tmp_path):
    database = duckdb.connect()
    database.execute(f"ATTACH '{tmp_path / WAREHOUSE}' AS old (STORAGE_VERSION '{STORAGE}')")
    database.execute("USE old")
    migrate(database, migrations()[:7])
    database.execute("INSERT INTO entity VALUES ('e1', 'port', '罗湖口岸')")
    database.close()
    shutil.copy(tmp_path / WAREHOUSE, tmp_path / SNAPSHOTS[0])
    (tmp_path / CURRENT).symlink_to(SNAPSHOTS[0])
    for number in (1, 2, 3):
        published(tmp_path, page(number), run_id=f"run-{number}")
        assert rows_of(tmp_path / WAREHOUSE) == rows_of(tmp_path / CURRENT)
    assert ask(tmp_path, "SELECT count(*) FROM entity WHERE entity_id = 'e1'") == [(1,)]


#: What one transaction does: which row, and whether it is put in, replaced, changed or taken out.
DOINGS = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["keep", "replace", "update", "delete"])),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(DOINGS)
def test_whatever_is_done_the_snapshot_holds_what_the_warehouse_holds(tmp_path_factory, doings):
    home = tmp_path_factory.mktemp("home")
    for number, together in enumerate(doings):
        with transaction(home, f"run-{number}") as connection:
            for key, doing in together:
                for table, rows, changed in (
                    ("entity", ENTITY, f"name = name || '{number}'"),
                    ("run_part", "SELECT ? AS run_id, ? AS part", "part = part"),
                ):
                    mine = f"{tables()[table].key[0]} = ?"
                    if doing == "update":
                        update(connection, table, changed, mine, "", [key])
                    elif doing == "delete":
                        delete(connection, table, mine, [key])
                    else:
                        insert(connection, table, rows, [key, str(number)], known=doing)
        if (home / CURRENT).exists():
            assert rows_of(home / WAREHOUSE) == rows_of(home / CURRENT)


@pytest.mark.slow
def test_the_digest_of_all_rows_is_that_of_a_warehouse_never_carried_forward(tmp_path):
    for number in (1, 2, 3):
        published(tmp_path / "carried", page(number), run_id=f"run-{number}")
    shutil.copytree(tmp_path / "carried", tmp_path / "copied")
    for name in SNAPSHOTS:
        (tmp_path / "copied" / name).unlink()
    (tmp_path / "copied" / CURRENT).unlink()
    with transaction(tmp_path / "copied"):
        pass
    assert digest_of_rows(tmp_path / "copied", ()) == digest_of_rows(tmp_path / "carried", ())
