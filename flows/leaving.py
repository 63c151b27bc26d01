"""An exit code in, the end of this process out: at once where nothing has still to be ended in order."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End this process with an exit code.

    The system takes back in no time what Python frees object by object: after a run with one changed page
    that takes as long as reading the page. Files are closed and connections ended where they were opened;
    Prefect, worker processes and threads still at work are waited for as ever.

    Raises:
        SystemExit: something has still to be ended in order.
    """
    flush()
    if is_awaited():
        sys.exit(code)
    os._exit(code)


def is_awaited() -> bool:
    """Whether something of this process has still to be ended in order: Prefect, worker processes, other threads."""
    workers = sys.modules.get("multiprocessing")
    if "prefect" in sys.modules or (workers and workers.active_children()):
        return True
    return any(
        not one.daemon for one in threading.enumerate() if one is not threading.main_thread()
    )


def flush() -> None:
    """Write out what was printed; whoever read it may have gone."""
    with suppress(OSError, AttributeError):  # nobody reads it, or it was closed from the start
        sys.stderr.flush()
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Point stdout at nothing: whoever read it has gone, and Python would complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
