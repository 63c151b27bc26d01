"""A folder in, the right to run in it out: one run at a time, a second one waits or leaves."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


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
    with file.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = f"another run is at work here (process {_holder(file)}, {file})"
            if not wait:
                raise AnotherRunError(f"{said}; this one leaves") from None
            if waiting:
                waiting(f"{said}; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def _holder(file: Path) -> str:
    return file.read_text("ascii").strip() or "unknown"
