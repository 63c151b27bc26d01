"""What a run remembers of its inputs spares opening them, and never hides a change."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pytest
from flows_support import article_in, project_in
from hypothesis import given
from hypothesis import strategies as st

from flows.ingestion import intake, sightings, state
from flows.ingestion.intake import take_in
from flows.ingestion.sightings import (
    FILE,
    SCHEMA,
    Sightings,
    read_sightings,
    rows_of,
    write_sightings,
)
from flows.run import run_direct
from flows.settings import Settings
from kouan.reading.sources import Input, Survey
from warehouse.connection import STORAGE, WAREHOUSE, literal
from warehouse.migrate import migrate, migrations

NOTHING = Sightings(SCHEMA.empty_table())


def seen_of(*locations: str, run: str = "") -> Sightings:
    inputs = [Input(name, name, 3, 5, 6, 7, 8) for name in locations]
    ids = [f"{number:064x}" for number in range(len(inputs))]
    return Sightings(rows_of(inputs, ids, [True] * len(inputs), 10**18), "w", "s", run)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust files that were written a moment ago."""
    monkeypatch.setattr(sightings, "RACY_NS", 0)
    monkeypatch.setattr(state, "RACY_NS", 0)


@pytest.mark.usefixtures("unhurried")
def test_a_run_with_nothing_to_do_opens_no_input_no_warehouse_and_reads_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    monkeypatch.setattr(intake, "read_batch", lambda *_: pytest.fail("an input was opened"))
    monkeypatch.setattr(state, "knowledge_of", lambda *_: pytest.fail("words were read"))
    monkeypatch.setattr(
        "warehouse.publishing.state.reader", lambda *_: pytest.fail("the warehouse was asked")
    )
    again = run_direct(settings)
    assert (again.changed, again.unchanged) == (False, 2)
    assert again.report is not None


@pytest.mark.usefixtures("unhurried")
def test_one_changed_document_is_the_only_one_that_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1, 2, 3)
    run_direct(settings)
    article_in(tmp_path, 9, "002.txt")
    opened: list[str] = []
    read = intake.read_batch

    def reading(inputs, limit):
        opened.extend(entry.location for entry in inputs)
        return read(inputs, limit)

    monkeypatch.setattr(intake, "read_batch", reading)
    again = run_direct(settings)
    assert (again.released, again.unchanged) == (1, 2)
    assert opened == ["inbox/002.txt"]


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried")
def test_a_change_behind_an_old_time_and_the_same_size_is_seen(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    path = tmp_path / "inbox" / "001.txt"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("拱北", "罗湖"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert run_direct(settings).released == 1


def test_a_file_changed_just_before_it_was_hashed_is_hashed_again():
    entry = Input("a", "a", 3, 10**18, 10**18, 7, 8)
    racy = Sightings(rows_of([entry], ["0" * 64], [True], 10**18 + sightings.RACY_NS - 1))
    assert not racy.match([entry]).same[0]
    calm = Sightings(rows_of([entry], ["0" * 64], [True], 10**18 + sightings.RACY_NS))
    assert calm.match([entry]).same[0]


def test_what_is_written_is_read_again_whatever_the_names(tmp_path: Path):
    seen = seen_of("a.txt", "收件/罗湖.txt", "a\\xff.txt", run="run-1")
    write_sightings(tmp_path, seen)
    again = read_sightings(tmp_path)
    assert again.rows.equals(seen.rows)
    assert (again.warehouse, again.state, again.run) == ("w", "s", "run-1")
    assert list(tmp_path.iterdir()) == [tmp_path / FILE], "no draft is left"


@pytest.mark.parametrize("damage", ["cut", "one byte", "empty", "text", "gone", "other columns"])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, damage: str):
    write_sightings(tmp_path, seen_of("a.txt", "b.txt"))
    path = tmp_path / FILE
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "other columns":
        seen = seen_of("a.txt")
        write_sightings(tmp_path, Sightings(seen.rows.drop_columns(["inode"])))
    else:
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        made = {"cut": whole[:-9], "one byte": flipped, "empty": b"", "text": b"not arrow" * 9}
        path.write_bytes(made[damage])
    assert read_sightings(tmp_path).rows.num_rows == 0


@pytest.mark.slow
def test_a_lost_memory_costs_hashing_and_changes_no_row(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    (settings.home / FILE).unlink()
    again = run_direct(settings)
    assert (again.changed, again.unchanged) == (False, 2)
    assert (settings.home / FILE).is_file()


def test_words_touched_but_not_changed_keep_the_state(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    words = tmp_path / "lexicons" / "invented.csv"
    words.write_text("surface,example\n客流,口岸客流很大\n", "utf-8")
    first = state.current_state(tmp_path, settings.home)
    words.touch()
    assert state.current_state(tmp_path, settings.home) == first
    words.write_text("surface,example\n客船,客船很大\n", "utf-8")
    assert state.current_state(tmp_path, settings.home) != first


@pytest.mark.usefixtures("unhurried")
def test_a_state_kept_for_other_words_or_damaged_is_not_taken(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    right = state.current_state(tmp_path, settings.home)
    kept = settings.home / state.FILE
    assert right in kept.read_text("ascii")
    for damaged in ("", "{", '"text"', '{"signature": "another", "state": "wrong"}'):
        kept.write_text(damaged, "ascii")
        assert state.current_state(tmp_path, settings.home) == right


#: For each of three places: which content stands there (None: no file), and whether its clock moved.
INBOXES = st.lists(
    st.tuples(*[st.tuples(st.none() | st.integers(0, 2), st.booleans())] * 3),
    min_size=1,
    max_size=5,
)


@given(INBOXES, st.sets(st.integers(0, 2)), st.booleans())
def test_remembering_sorts_inputs_as_hashing_all_of_them_does(inboxes, known_contents, full):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(project=folder, inputs=("in",))
        contents = [f"{number}".encode() for number in range(3)]
        ids = [hashlib.sha256(content).hexdigest() for content in contents]
        told = {ids[number]: ("s", "released", (f"{number}.txt",)) for number in known_contents}
        seen = Sightings(SCHEMA.empty_table(), "w", "s")
        clock = dict.fromkeys(range(3), 0)
        stood: dict[int, int | None] = {}
        for inbox in inboxes:
            inputs = []
            for place, (content, moved) in enumerate(inbox):
                path = folder / f"{place}.txt"
                # a change moves the clock; the clock may move without one
                clock[place] += moved or content != stood.get(place)
                stood[place] = content
                if content is not None:
                    path.write_bytes(contents[content])
                    inputs.append(Input(path, path.name, 1, clock[place], clock[place], place, 1))
            found = Survey(inputs, [], frozenset())
            blank = Sightings(SCHEMA.empty_table(), "w", "s")
            mine, newer = take_in(settings, found, seen, lambda _: told, full=full)
            plain, _ = take_in(settings, found, blank, lambda _: told, full=full)
            assert mine == plain
            seen = newer or seen
            if newer:
                assert np.array_equal(newer.match(inputs).same, [True] * len(inputs))


@pytest.mark.slow
def test_a_warehouse_of_an_older_kouan_is_brought_up_to_date_before_it_is_asked(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    (settings.home / WAREHOUSE).unlink()
    older = duckdb.connect()
    older.execute(
        f"ATTACH {literal(settings.home / WAREHOUSE)} AS kouan (STORAGE_VERSION '{STORAGE}'); USE kouan"
    )
    migrate(older, migrations()[:7])
    older.close()
    (settings.home / "snapshot-a.duckdb").write_bytes(
        (settings.home / "warehouse.duckdb").read_bytes()
    )
    (settings.home / "current.duckdb").symlink_to("snapshot-a.duckdb")
    assert run_direct(settings).released == 1
    assert run_direct(settings).unchanged == 1
