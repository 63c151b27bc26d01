"""`kouan serve` as a real process: it picks up what is dropped into the inbox, and ends without a trace."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flows_support import article_in, project_in

from flows.ingestion.settling import settled
from flows.scheduling import server
from flows.upkeep.status import rows
from kouan.reading.sources import list_inputs


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def waited(seconds: float, done: Callable[[], bool]) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if done():
            return True
        time.sleep(0.5)
    return False


def children_in(folder: Path) -> list[str]:
    """Command lines of processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder and int(process.name) != os.getpid():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def test_a_file_that_still_grows_waits_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "done.txt").write_text("好", "utf-8")
    growing = tmp_path / "growing.txt"
    growing.write_text("一", "utf-8")
    inputs, _ = list_inputs(["*.txt"], tmp_path)

    def meanwhile(_seconds: float) -> None:
        growing.write_text("一二三", "utf-8")

    monkeypatch.setattr("flows.ingestion.settling.time.sleep", meanwhile)
    still, waiting = settled(inputs)
    assert ([one.location for one in still], waiting) == (["done.txt"], ["growing.txt"])


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path: Path):
    project_in(tmp_path)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "serve", "--every", "5s", "--port", port],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    assert (done.returncode, f"port {port} is taken" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_server_ends_with_the_process_that_started_it_even_where_that_is_killed(tmp_path: Path):
    code = (
        "import os, pathlib, sys, time; from flows.scheduling.server import start; log = pathlib.Path('log'); "
        "command = [sys.executable, '-c', 'import time; print(7, flush=True); time.sleep(60)']; "
        "watched = [sys.executable, '-m', 'flows.scheduling.server', str(os.getpid()), *command]; "
        "print(start(watched, os.environ, log).pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        started = Path("/proc") / parent.stdout.readline().strip()
        assert waited(120, lambda: (tmp_path / "log").read_text() == "7\n")
        assert started.exists()
        parent.kill()
    assert waited(60, lambda: not started.exists() or "Z" in (started / "stat").read_text().split())


def test_a_server_that_does_not_answer_is_ended_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True
    ) as silent:
        monkeypatch.setattr(server, "start", lambda *_: silent)
        monkeypatch.setattr(server, "STARTING", 0.0)
        with pytest.raises(server.CannotServeError, match="did not answer"):
            server.start_for_this_process(tmp_path / "log")
        is_ended = silent.poll() is not None
        silent.kill()
    assert is_ended


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes left behind in /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_serve_publishes_a_dropped_file_and_ends_cleanly(tmp_path: Path, ending: signal.Signals):
    settings = project_in(tmp_path, 1)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "serve", "--every", "5s", "--port", str(free_port())],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    def has(number: int) -> Callable[[], bool]:
        query = f"SELECT * FROM current_article WHERE location = 'inbox/{number:03}.txt'"
        return lambda: (
            (settings.home / "current.duckdb").exists() and bool(rows(settings.home, query))
        )

    try:
        assert waited(400, has(1)), (settings.home / "runner.log").read_text("utf-8")
        article_in(tmp_path, 2)
        assert waited(300, has(2)), (settings.home / "runner.log").read_text("utf-8")
        process.send_signal(ending)
        out, _ = process.communicate(timeout=240)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "http://127.0.0.1:" in out
    assert "Traceback" not in out + (settings.home / "runner.log").read_text("utf-8")
    assert waited(60, lambda: not children_in(tmp_path)), children_in(tmp_path)
