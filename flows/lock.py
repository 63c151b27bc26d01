"""A folder in, the right to run in it out: one run at a time, a second one waits or leaves."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

#: So much of a command line is shown.
SHOWN = 200


class AnotherRunError(RuntimeError):
    """Another run is at work in this project."""


@contextmanager
def one_run(
    home: Path, *, wait: bool = True, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the project's run lock; the system frees it when the process ends, however it ends.

    Raises:
        AnotherRunError: it is taken and `wait` is False; the message names the process that holds it.
    """
    home.mkdir(parents=True, exist_ok=True)
    file = home / "run.lock"
    with file.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = f"another run is at work here ({_holder(file)}; {file})"
            if not wait:
                raise AnotherRunError(
                    f"{said}; this one leaves, run it when that one has ended"
                ) from None
            if waiting:
                waiting(f"{said}; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(_said())
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)
            fcntl.flock(lock, fcntl.LOCK_UN)


def _said() -> str:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])[:SHOWN]
    return json.dumps({"pid": os.getpid(), "since": since, "command": command}, ensure_ascii=True)


def _holder(file: Path) -> str:
    """Who holds the lock, in words; a holder that has not said so yet is told as such."""
    try:
        held = json.loads(file.read_text("utf-8"))
        said = f"process {held['pid']} since {held['since']}: {held['command']}"
        return "".join(letter if letter.isprintable() else "?" for letter in said)
    except (OSError, ValueError, KeyError, TypeError):
        return "its process is not known"
