"""Readers of one stretch of work: one connection for all of them, and always the newest snapshot."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest

from warehouse.changes import insert
from warehouse.connection import reader
from warehouse.kept_reader import one_reader
from warehouse.transaction import transaction


def publish(home: Path, name: str) -> None:
    with transaction(home, name) as connection:
        insert(
            connection,
            "entity",
            "SELECT ? AS entity_id, 'place' AS type, ? AS name",
            (name, name),
        )


def names(home: Path) -> list[str]:
    with closing(reader(home)) as connection:
        rows = connection.execute("SELECT name FROM entity ORDER BY name").fetchall()
    return [name for (name,) in rows]


def test_what_is_published_meanwhile_is_seen_as_by_other_readers(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    with one_reader():
        assert names(tmp_path) == ["a"]
        publish(tmp_path, "b")
        assert names(tmp_path) == ["a", "b"]
        publish(tmp_path, "c")
        assert names(tmp_path) == ["a", "b", "c"]
    assert names(tmp_path) == ["a", "b", "c"]


def test_readers_of_one_stretch_are_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a")
    opened = []
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda **said: opened.append(said) or connect(**said))
    with one_reader():
        names(tmp_path)
        with one_reader():
            names(tmp_path)
    assert len(opened) == 1
    names(tmp_path)
    assert len(opened) == 2


def test_a_shared_reader_is_as_sandboxed_as_any_other(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    with one_reader(), closing(reader(tmp_path)) as connection:
        with pytest.raises(duckdb.Error, match="read-only"):
            connection.execute("DELETE FROM entity")
        with pytest.raises(duckdb.Error):
            connection.execute("SELECT * FROM read_csv('/etc/passwd')")
        with pytest.raises(duckdb.Error):
            connection.execute("SET enable_external_access = true")


def test_what_ends_a_stretch_is_not_hidden_by_a_thread_that_still_asks(tmp_path: Path) -> None:
    """A signal that arrives while a pool starts a thread leaves one that nobody waits for."""
    publish(tmp_path, "a")
    is_asked, is_answered = Event(), Event()
    asking = []

    def answer() -> int:
        is_asked.set()
        is_answered.wait(60)
        return 1

    def be_stopped() -> None:
        with one_reader():
            connection = reader(tmp_path)
            connection.create_function("answer", answer, [], "INTEGER", side_effects=True)
            thread = Thread(target=connection.execute, args=("SELECT answer()",))
            thread.start()
            asking.append((connection, thread))
            assert is_asked.wait(60)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_stopped()
    assert names(tmp_path) == ["a"]
    is_answered.set()
    for connection, thread in asking:
        thread.join()
        assert connection.fetchall() == [(1,)]
        connection.close()
