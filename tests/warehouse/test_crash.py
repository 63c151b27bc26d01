"""A kill at any instant leaves the last publication, and the next run carries on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batches import Page, ask, published

from warehouse.publishing.staging import VERSIONED
from warehouse.publishing.state import known_documents

TESTS = Path(__file__).parents[1]
FIRST, SECOND = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")

#: Publishes a second page and kills itself, hard, when it enters the named function.
CHILD = """
import importlib, os, signal, sys
from pathlib import Path
from batches import Page, published

home, module, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
home_of_it = importlib.import_module(module)
setattr(home_of_it, name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
published(home, Page("inbox/b.txt", title="另一篇"), run_id="run-2")
"""


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
    published(tmp_path, FIRST, profile="facts" if (module, name) in BY_ROWS else None)
    killed = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), module, name],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS)))},
        timeout=400,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert ask(tmp_path, "SELECT location FROM current_article") == [("inbox/a.txt",)]
    assert ask(tmp_path, "SELECT run_id FROM run") == [("run-1",)]
    assert len(known_documents(tmp_path)) == 1

    published(tmp_path, SECOND, run_id="run-2")
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(2,)]
    assert ask(tmp_path, "SELECT run_id FROM run ORDER BY run_id") == [("run-1",), ("run-2",)]


def test_a_publication_after_a_kill_ends_where_one_without_would(tmp_path):
    for home in ("killed", "whole"):
        published(tmp_path / home, FIRST)
    subprocess.run(
        [
            sys.executable,
            "-c",
            CHILD,
            str(tmp_path / "killed"),
            "warehouse.transaction",
            "refresh",
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS)))},
        timeout=400,
        check=False,
    )
    for home in ("killed", "whole"):
        published(tmp_path / home, SECOND, run_id="run-2")
    for name in ("document", "article", "block", "mention", "metric", "quality_result", "run"):
        sql = f"SELECT * EXCLUDE (valid_from) FROM {name}" if name in VERSIONED else f"FROM {name}"
        assert sorted(map(repr, ask(tmp_path / "killed", sql))) == sorted(
            map(repr, ask(tmp_path / "whole", sql))
        )
