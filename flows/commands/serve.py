"""`kouan serve`: a schedule in, the main flow running on it until Ctrl-C."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def serve(
    *,
    every: Annotated[str | None, Parameter(help="An interval: 30s, 15m, 2h.")] = None,
    cron: Annotated[str | None, Parameter(help='A cron line, for example "0 6 * * *".')] = None,
    inbox: Annotated[
        Path | None,
        Parameter(help="The folder to watch; that of the settings, if it is there, unless named."),
    ] = None,
    port: Annotated[int | None, Parameter(help="Port of Prefect's page; 4200 unless set.")] = None,
) -> int:
    """Keep the main flow running on a schedule, with Prefect's page beside it; Ctrl-C ends both.

    Files that are still being written wait for the next run. A run that meets another one leaves at once.
    With PREFECT_API_URL set, the schedule is registered with that server.
    """
    from flows.scheduling.server import CannotServeError
    from flows.serve import schedule_of
    from flows.serve import serve as keep_serving
    from flows.settings import load_settings
    from flows.steps import Options, patterns_of
    from flows.terminal.printing import say, tell

    settings = load_settings(port=port)
    schedule = schedule_of(settings, every, cron)
    if inbox is None and settings.inbox.is_dir() and not settings.inputs:
        inbox = settings.inbox
    if inbox is not None and not inbox.is_dir():
        tell(f"kouan: {inbox}: there is no such folder; make it, or name another one with --inbox")
        return 2
    if inbox is None:
        patterns_of(settings, Options())
    try:
        return keep_serving(
            settings, schedule, inbox.resolve() if inbox else None, settings.port, say
        )
    except CannotServeError as error:
        tell(f"kouan: {error}")
        return 2
