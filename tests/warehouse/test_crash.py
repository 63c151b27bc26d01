"""A kill at any instant leaves the last publication, and the next run carries on."""

import importlib
import multiprocessing
import os
import signal

import pytest
from batches import Page, already, ask, published

from warehouse.publishing.staging import VERSIONED
from warehouse.publishing.state import known_documents

FIRST, SECOND = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")

#: Processes that have imported what a publication wants, and nothing of DuckDB's that a fork would not survive.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["killing"])


def publish_and_die(home, module, name):
    """Publish a second page and kill itself, hard, when it enters the named function."""
    setattr(importlib.import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    published(home, SECOND, run_id="run-2")


def killed_in(home, module, name):
    """A process that did so, when it is gone."""
    process = FORKS.Process(target=publish_and_die, args=(home, module, name))
    process.start()
    process.join(400)
    return process


#: Where only a snapshot of facts passes: it is carried forward by rows.
BY_ROWS = (
    ("warehouse.transaction", "write_journal"),
    ("warehouse.snapshots.snapshot", "carry_over"),
    ("warehouse.snapshots.snapshot", "_differing"),
)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        *(pytest.param(*one, marks=pytest.mark.slow) for one in BY_ROWS),
        ("warehouse.publish", "stage"),
        ("warehouse.publish", "write_documents"),
        ("warehouse.publish", "write_quality"),
        ("warehouse.transaction", "refuse_doubled_keys"),
        ("warehouse.transaction", "refresh"),
        ("warehouse.snapshots.snapshot", "put_into"),
        ("warehouse.snapshots.snapshot", "keep_twin"),
        ("warehouse.snapshots.snapshot", "_send_readers"),
    ],
)
def test_a_kill_in_the_middle_leaves_the_last_publication(tmp_path, module, name):
    if (module, name) in BY_ROWS:
        published(tmp_path, FIRST, profile="facts")
    else:
        already(tmp_path, FIRST)
    assert killed_in(tmp_path, module, name).exitcode == -signal.SIGKILL
    assert ask(tmp_path, "SELECT location FROM current_article") == [("inbox/a.txt",)]
    assert ask(tmp_path, "SELECT run_id FROM run") == [("run-1",)]
    assert len(known_documents(tmp_path)) == 1

    published(tmp_path, SECOND, run_id="run-2")
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(2,)]
    assert ask(tmp_path, "SELECT run_id FROM run ORDER BY run_id") == [("run-1",), ("run-2",)]


def test_a_publication_after_a_kill_ends_where_one_without_would(tmp_path):
    for home in ("killed", "whole"):
        already(tmp_path / home, FIRST)
    assert (
        killed_in(tmp_path / "killed", "warehouse.transaction", "refresh").exitcode
        == -signal.SIGKILL
    )
    for home in ("killed", "whole"):
        published(tmp_path / home, SECOND, run_id="run-2")
    for name in ("document", "article", "block", "mention", "metric", "quality_result", "run"):
        sql = f"SELECT * EXCLUDE (valid_from) FROM {name}" if name in VERSIONED else f"FROM {name}"
        assert sorted(map(repr, ask(tmp_path / "killed", sql))) == sorted(
            map(repr, ask(tmp_path / "whole", sql))
        )
