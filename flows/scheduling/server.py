"""A port in, a Prefect server on it out: how one is started, waited for and ended, for a schedule or for one run.

As a program (`python -m flows.scheduling.server PARENT COMMAND…`) it becomes the command, which ends with its parent.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

#: How long a new server may take; on a new home and two busy cores 33 s were seen.
STARTING = 120.0
#: How long a process may take to end before it is killed.
ENDING = 20.0
#: Linux: the signal a process gets when the one that started it is gone.
PR_SET_PDEATHSIG = 1
#: As Prefect marks the temporary servers it starts itself: no page, fewer services.
TEMPORARY = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT_SERVER_UI_ENABLED": "false"}


class CannotServeError(RuntimeError):
    """The server or the runner cannot start; the message says what would help."""


def start_for_this_process(log: Path) -> None:
    """Start a server that ends with this process, a killed one included, and name it to Prefect.

    Call it before Prefect is imported: what Prefect still sends when the process ends must find the server.

    Raises:
        CannotServeError: it does not start.
    """
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    watched = [
        sys.executable,
        "-m",
        "flows.scheduling.server",
        str(os.getpid()),
        *server_command(port),
    ]
    server = start(watched, os.environ | TEMPORARY | {"PREFECT_API_URL": api}, log)
    try:
        wait_for(api, server, log)
    except BaseException:  # this process may leave at once as long as Prefect is not there
        end(server)
        raise
    atexit.register(end, server)
    os.environ["PREFECT_API_URL"] = api


def server_command(port: int) -> list[str]:
    """Uvicorn itself, as Prefect's own temporary server does it: one process, which ends on SIGTERM."""
    return [
        *(sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"),
        *("--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "--lifespan", "on"),
        *("--timeout-graceful-shutdown", "3"),
    ]


def start(
    command: list[str], environment: Mapping[str, str], log: Path, *, watched: bool = False
) -> subprocess.Popen[bytes]:
    """A process in a session of its own, writing to a log; a watched one sees its input end when we die."""
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE if watched else subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_for(
    api: str,
    server: subprocess.Popen[bytes],
    log: Path,
    is_stopping: Callable[[], bool] = lambda: False,
) -> None:
    """Return when the server answers, or when it is no longer wanted.

    Raises:
        CannotServeError: it ended, or did not answer in time.
    """
    ends = time.monotonic() + STARTING
    while not is_stopping():
        try:
            with urllib.request.urlopen(f"{api}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        if server.poll() is not None:
            raise CannotServeError(
                f"Prefect's server ended while it started (exit code {server.returncode}); {log} says why"
            )
        if time.monotonic() > ends:
            raise CannotServeError(
                f"Prefect's server did not answer within {STARTING:.0f} s; {log} says why"
            )
        time.sleep(0.2)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its session."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(ENDING)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # its children, should any be left
    process.wait()
    if process.stdin:
        process.stdin.close()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(parent: int, command: list[str]) -> None:
    """Become the command, having asked the system to end it with its parent; where it cannot, it just runs."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:  # or it ended before we asked
        os.execv(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
