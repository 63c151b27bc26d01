"""A schedule as JSON in; the main flow registered with Prefect and run on time until SIGTERM, out. Started by `flows.serve`."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from typing import Any

#: How often Prefect is asked what is due.
POLLING = 2


async def run(told: dict[str, Any]) -> None:
    """Serve the flow as `told` says; return when asked to stop, or when the process that watches us is gone."""
    from prefect.runner import Runner
    from prefect.types.entrypoint import EntrypointType

    from flows.scheduling.orchestration import kouan

    runner = Runner(name="kouan", query_seconds=POLLING, pause_on_shutdown=True, limit=1)
    deployment = await kouan.ato_deployment(
        "inbox",
        interval=timedelta(seconds=told["seconds"]) if told["seconds"] else None,
        cron=told["cron"],
        parameters={
            "project": told["project"],
            "sources": told["sources"],
            "settle_files": True,
            "leave": True,
        },
        description="The main flow over the inbox; a run that meets another one at work leaves at once.",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    await runner.aadd_deployment(deployment)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def ask(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    # Prefect's own handler forgets to await its astop() and leaves its child running.
    runner.handle_sigterm = ask  # type: ignore[method-assign]
    signal.signal(signal.SIGINT, ask)
    # The input ends when the process that watches us ends, however it ends.
    loop.add_reader(sys.stdin.fileno(), lambda: None if os.read(0, 1) else ask())
    serving = asyncio.create_task(runner.start())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        await runner.astop()
    loop.remove_reader(sys.stdin.fileno())
    with suppress(asyncio.CancelledError):
        await serving


def main() -> None:
    """Run as `python -m flows.scheduling.runner JSON`."""
    told = json.loads(sys.argv[1])
    asyncio.run(run(told))
    if told["server"] and os.getppid() != told["watcher"]:  # nobody is left to end the server
        with suppress(ProcessLookupError):
            os.kill(told["server"], signal.SIGTERM)


if __name__ == "__main__":
    main()
