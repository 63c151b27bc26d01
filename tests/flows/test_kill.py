"""A kill at any instant of a run leaves a state before or after a chunk, and the next run ends as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from flows_support import project_in

from flows import work
from flows.run import Steps, carry_out, run_direct
from flows.settings import Settings
from flows.steps import Options
from flows.upkeep.status import rows
from warehouse import catalog

DOCUMENTS, CHUNK = 4, 2
#: Columns that tell one run from another, besides the ids of runs and the instants at which they wrote.
OF_RUNS = frozenset({"token", "number", "part"})
#: Instants that a page states.
STATED = frozenset({"crawled_at", "published_at", "period_start", "period_end"})
#: Tables that only keep account of runs, or are made of the others when it suits.
ACCOUNTS = frozenset(
    {"run", "run_part", "publication", "quality_result", "quality_failure", "schema_version", "indexed_article",
     "bigram_segment"}
)  # fmt: skip


def project_of(folder: Path) -> Settings:
    """Articles that are published two at a time."""
    return project_in(folder, *range(1, DOCUMENTS + 1), publish_every=CHUNK)


def is_of_runs(column: catalog.Column) -> bool:
    """Whether a column tells one run from another."""
    name = column.name
    is_instant = column.type == "TIMESTAMP" and name not in STATED
    return name in OF_RUNS or name.endswith("run_id") or is_instant


def content_of(home: Path) -> dict[str, list[str]]:
    """All rows of all tables, without what tells one run from another."""
    found = {}
    for name, table in catalog.tables().items():
        if not table.is_view and name not in ACCOUNTS:
            chosen = ", ".join(f'"{one.name}"' for one in table.columns if not is_of_runs(one))
            found[name] = sorted(map(repr, rows(home, f"SELECT {chosen} FROM {name}")))
    return found


def published(home: Path) -> int:
    """Released documents of the snapshot; 0 where nothing has been published."""
    if not (home / "current.duckdb").exists():
        return 0
    counts = rows(
        home,
        "SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM current_article) AS articles,"
        " (SELECT count(DISTINCT document_id) FROM current_metric) AS measured",
    )[0]
    assert len(set(counts.values())) == 1, "a document without its rows"
    return int(counts["documents"])


def parts_named(home: Path) -> tuple[set[str], set[str]]:
    """Parts on disk, drafts among them, and those that documents name."""
    there = {path.name for path in (home / "parts").iterdir()}
    return there, {row["part"] for row in rows(home, "SELECT DISTINCT part FROM document")}


class Whole(NamedTuple):
    """What a run that nothing disturbs ends with, and how long it takes."""

    content: dict[str, list[str]]
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    settings = project_of(tmp_path_factory.mktemp("undisturbed") / "project")
    began = time.monotonic()
    assert run_direct(settings).released == DOCUMENTS
    return Whole(content_of(settings.home), time.monotonic() - began)


@pytest.mark.slow
def test_a_kill_between_two_chunks_costs_no_document_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: Whole
):
    settings = project_of(tmp_path / "project")
    do, read = Steps(), []
    process = work.process

    def noting(batch, knowledge):
        read.extend(source.location for source in batch.sources)
        return process(batch, knowledge)

    chunks: list[int] = []

    def publishing(*what, **said):
        if len(chunks) == 1:
            raise KeyboardInterrupt  # the second chunk is processed and audited, and never published
        chunks.append(1)
        return do.publish(*what, **said)

    monkeypatch.setattr(work, "process", noting)
    with pytest.raises(KeyboardInterrupt):
        carry_out(settings, Options(), Steps(publish=publishing))
    assert published(settings.home) == CHUNK
    run_direct(settings)
    assert sorted(read) == [f"inbox/{number:03}.txt" for number in range(1, DOCUMENTS + 1)]
    assert content_of(settings.home) == undisturbed.content
    there, named = parts_named(settings.home)
    assert there == named


def killed(folder: Path, after: float) -> int:
    """Start a run in a process of its own and kill it, hard, so long after it began; its return code."""
    with subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", "--direct"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
        return child.wait()


def kill_at_random(tmp_path: Path, undisturbed: Whole, times: int) -> None:
    chance, done = random.Random(20), 0
    # a process of its own takes longer by what it imports
    longest = 1.2 * undisturbed.seconds + 1
    while done < times:
        settings = project_of(tmp_path / f"project-{done}")
        before = 0
        for _ in range(min(4, times - done)):
            code = killed(settings.project, chance.uniform(0.2, longest))
            done += 1
            now = published(settings.home)
            assert now % CHUNK == 0, "half a chunk"
            assert now >= before, "a chunk was lost"
            before = now
            if code != -signal.SIGKILL:
                assert (code, now) == (0, DOCUMENTS)
        run_direct(settings)
        assert content_of(settings.home) == undisturbed.content
        there, named = parts_named(settings.home)
        assert there == named


@pytest.mark.slow
def test_two_kills_at_random_instants_change_nothing(tmp_path: Path, undisturbed: Whole):
    kill_at_random(tmp_path, undisturbed, 2)


@pytest.mark.long
def test_twenty_kills_at_random_instants_change_nothing(tmp_path: Path, undisturbed: Whole):
    kill_at_random(tmp_path, undisturbed, 20)
