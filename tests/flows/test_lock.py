"""One run at a time: a second one waits or leaves, and says for whom."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flows_support import project_in

from flows.lock import AnotherRunError, one_run
from flows.upkeep.status import rows

#: Holds the lock of a folder until its input ends.
HOLDER = """
import sys
from pathlib import Path
from flows.lock import one_run
with one_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_who_leaves_names_the_process_its_time_and_its_command(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path), "with words"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with (
            pytest.raises(
                AnotherRunError, match=rf"process {holder.pid} since 2\d\d\d-.*'with words'"
            ),
            one_run(tmp_path, wait=False),
        ):
            pass
        holder.kill()
    with one_run(
        tmp_path, wait=False
    ):  # the system has freed the lock of a process that was killed
        said = (tmp_path / "run.lock").read_text("utf-8")
    assert f'"pid": {os.getpid()}' in said
    assert (tmp_path / "run.lock").read_text("utf-8") == ""


def test_a_lock_whose_holder_has_said_nothing_yet_is_respected_too(tmp_path: Path):
    with one_run(tmp_path):
        (tmp_path / "run.lock").write_text("{broken", "utf-8")
        with (
            pytest.raises(AnotherRunError, match="its process is not known"),
            one_run(tmp_path, wait=False),
        ):
            pass


@pytest.mark.slow
def test_of_two_runs_at_once_the_second_waits_and_finds_nothing_to_do(tmp_path: Path):
    settings = project_in(tmp_path, *range(1, 6))
    command = [sys.executable, "-m", "flows.cli", "run", "--direct"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    both = []
    for _ in range(2):
        both.append(
            subprocess.Popen(
                command,
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        while not (settings.home / "run.lock").exists():
            time.sleep(0.01)
    said = [one.communicate(timeout=400) for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert sorted("nothing to do" in out for out, _ in said) == [False, True]
    assert sum("waiting for it to end" in error for _, error in said) == 1
    assert rows(settings.home, "SELECT released FROM run") == [{"released": 5}]
