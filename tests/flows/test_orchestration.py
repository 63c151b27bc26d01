"""The main flow through Prefect: the same rows as without it, offline, and nobody is called."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flows_support import project_in

from flows.scheduling.environment import SILENT, prepare_environment

#: Refuses every connection but to this machine, in each process that Python starts.
GUARD = """\
import socket
from pathlib import Path

connect = socket.socket.connect


def guarded(self, address):
    host = address[0] if isinstance(address, tuple) else "unix"
    if host not in ("127.0.0.1", "::1", "localhost", "unix", "0.0.0.0"):
        with Path({log!r}).open("a") as log:
            log.write(f"{{address}}\\n")
        raise OSError("no way out")
    return connect(self, address)


socket.socket.connect = guarded
"""


def test_prefect_keeps_to_itself_whatever_the_user_has_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path)
    for name in SILENT:
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    monkeypatch.delitem(sys.modules, "prefect", raising=False)
    before = dict(os.environ)
    prepare_environment(settings)
    after = dict(os.environ)
    for name in after.keys() - before.keys():
        monkeypatch.setenv(name, after[name])  # undone behind the test
    assert after["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert after["DO_NOT_TRACK"] == "1"
    assert after["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert after["PREFECT_HOME"] == str(settings.home / "prefect")
    assert (settings.home / "prefect").is_dir()


def offline(
    arguments: list[str], folder: Path
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run kouan with no way out: a network namespace where that is allowed, a guard in Python always."""
    guard = folder / ".guard"
    guard.mkdir(exist_ok=True)
    log = folder / ".guard" / "calls"
    (guard / "sitecustomize.py").write_text(GUARD.format(log=str(log)), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(guard)}
    command = [sys.executable, "-m", "flows.cli", *arguments]
    unshare = shutil.which("unshare")
    if (
        unshare
        and subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode
        == 0
    ):
        command = [unshare, "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *command]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done, log.read_text("utf-8").splitlines() if log.exists() else []


@pytest.mark.slow
def test_a_run_through_prefect_publishes_what_a_direct_run_publishes_and_calls_nobody(
    tmp_path: Path,
):
    from flows.run import run_direct
    from flows.upkeep.status import rows

    direct = project_in(tmp_path / "direct", 1, 2)
    run_direct(direct)
    served = project_in(tmp_path / "served", 1, 2, is_new=True)
    (served.project / "inbox" / "empty.txt").write_bytes(b"")
    done, calls = offline(["run", "--json"], served.project)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["released"], summary["held"]) == (2, 1)
    assert calls == []
    query = "SELECT * EXCLUDE (valid_from) FROM metric ORDER BY ALL"
    assert rows(direct.home, query) == rows(served.home, query)
    prefect = _artifacts(served.home / "prefect" / "prefect.db")
    assert prefect == {"kouan-run", "kouan-waiting", "kouan-report"}
    again, calls = offline(["run"], served.project)
    assert (again.returncode, "nothing to do" in again.stdout, calls) == (0, True, [])


def _artifacts(database: Path) -> set[str]:
    import sqlite3

    with sqlite3.connect(database) as connection:
        return {
            key for (key,) in connection.execute("SELECT key FROM artifact WHERE key IS NOT NULL")
        }
