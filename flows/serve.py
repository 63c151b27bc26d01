"""A schedule and an inbox in; Prefect's server with its page, and the main flow running on time beside it, out."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from flows.location import SettingsError
from flows.scheduling.environment import prepare_environment
from flows.scheduling.server import CannotServeError, end, server_command, start, wait_for
from flows.settings import Settings, seconds_of

#: What the runner and its runs say goes to runner.log.
LOGGED = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "INFO"}


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the main flow runs: every so many seconds, or by a cron line."""

    seconds: int | None = None
    cron: str | None = None

    def __str__(self) -> str:
        return f"every {self.seconds} s" if self.seconds else f"at {self.cron!r}"


def schedule_of(settings: Settings, every: str | None, cron: str | None) -> Schedule:
    """The schedule of the command, else that of the settings.

    Raises:
        SettingsError: there is none, there are two, or it is no interval or cron line.
    """
    if not (every or cron):
        every, cron = settings.every, settings.cron
    if every and cron:
        raise SettingsError("both an interval and a cron line are given; keep one of them")
    if not (every or cron):
        raise SettingsError(
            'no schedule: add --every 15m or --cron "0 * * * *", or set every = "15m" in kouan.toml'
        )
    try:
        schedule = Schedule(seconds_of(every) if every else None, cron)
    except ValueError as error:
        raise SettingsError(f"--every: {error}") from error
    if cron:
        _check_cron(settings, cron)
    return schedule


def _check_cron(settings: Settings, cron: str) -> None:
    """Let Prefect read the cron line now, and not the runner when all else has started."""
    prepare_environment(settings)
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise SettingsError(
            f'--cron: {cron!r} is no cron line; write for example "0 6 * * *" (minute, hour, day, month, weekday)'
        ) from error


def serve(
    settings: Settings,
    schedule: Schedule,
    inbox: Path | None,
    port: int,
    say: Callable[[str], None],
) -> int:
    """Keep the main flow running until SIGINT or SIGTERM, then end server and runner; the exit code.

    This process only watches the other two, each in a session of its own: Ctrl-C in the terminal
    reaches this one alone, and it ends them in order.

    Raises:
        CannotServeError: the port is taken, or a process ended while it started.
    """
    prepare_environment(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    stopping = _Stopping()
    server = runner = None
    try:
        if not (api := os.environ.get("PREFECT_API_URL")):
            say("starting Prefect's server; the first time takes half a minute")
            server = _start_server(port, settings.home / "server.log")
            api = f"http://127.0.0.1:{port}/api"
            wait_for(api, server, settings.home / "server.log", lambda: bool(stopping))
        if not stopping:
            runner = _start_runner(settings, schedule, inbox, api, server)
            looked = inbox or ", ".join(settings.inputs)
            say(f"Prefect's page: {api.removesuffix('/api')}")
            say(f"kouan runs {schedule} over {looked}; Ctrl-C ends it")
        while not stopping:
            for name, process in (("server", server), ("runner", runner)):
                if process and process.poll() is not None:
                    raise CannotServeError(
                        f"the {name} ended by itself (exit code {process.returncode}); "
                        f"{settings.home / (name + '.log')} says why"
                    )
            time.sleep(0.2)
        say("ending")
    finally:
        for process in (runner, server):
            if process:
                end(process)
        stopping.restore()
    return 0


class _Stopping:
    """True from the first SIGINT or SIGTERM on."""

    def __init__(self) -> None:
        self.asked = False
        self.before = {
            one: signal.signal(one, self._ask) for one in (signal.SIGINT, signal.SIGTERM)
        }

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True

    def __bool__(self) -> bool:
        return self.asked

    def restore(self) -> None:
        for one, handler in self.before.items():
            signal.signal(one, handler)


def _start_server(port: int, log: Path) -> subprocess.Popen[bytes]:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotServeError(
                f"port {port} is taken ({error.strerror}); add --port with a free one, "
                "or set PREFECT_API_URL to the server that runs there"
            ) from error
    api = f"http://127.0.0.1:{port}/api"
    environment = os.environ | {
        "PREFECT_API_URL": api,
        "PREFECT_UI_API_URL": api,
        "PREFECT_SERVER_UI_ENABLED": "true",
    }
    return start(server_command(port), environment, log)


def _start_runner(
    settings: Settings,
    schedule: Schedule,
    inbox: Path | None,
    api: str,
    server: subprocess.Popen[bytes] | None,
) -> subprocess.Popen[bytes]:
    told = {
        "project": str(settings.project),
        "sources": [str(inbox)] if inbox else [],
        "seconds": schedule.seconds,
        "cron": schedule.cron,
        "server": server.pid if server else None,
        "watcher": os.getpid(),
    }
    command = [sys.executable, "-m", "flows.scheduling.runner", json.dumps(told)]
    return start(
        command,
        os.environ | {"PREFECT_API_URL": api} | LOGGED,
        settings.home / "runner.log",
        watched=True,
    )
