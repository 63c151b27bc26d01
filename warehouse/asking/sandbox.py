"""Typed SQL in; its answer out, from a process of its own that is ended when it takes too long or too much memory."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from warehouse.asking.answer import Answer, Limits, QueryError, TooMuchError, too_long, too_much
from warehouse.asking.answering import receive, send
from warehouse.connection import CURRENT, NoWarehouseError, WarehouseError

#: Seconds that a question has beyond its limit to say so itself.
_GRACE: Final = 0.5

#: What the process may know of its surroundings; nothing of them can be asked for in SQL, and nothing is there.
_KEPT: Final = ("LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE", "TMPDIR")


class Sandbox:
    """Answers questions to the newest snapshot, one after the other; a context that ends its process."""

    def __init__(self, home: Path, limits: Limits | None = None) -> None:
        self._home = home
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next question starts another one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(BrokenPipeError):  # what was meant for a process that is gone
                        stream.close()

    def ask(
        self,
        sql: str,
        parameters: Mapping[str, str] | None = None,
        name: str = "the statement",
        limits: Limits | None = None,
    ) -> Answer:
        """Answer one statement.

        Raises:
            RefusedError: it is no question. QueryError: it fails, or is stopped by a limit.
            NoWarehouseError: nothing has been published yet.
        """
        limits = limits or self._limits
        request = (sql, dict(parameters or {}), limits, name)
        is_fresh = self._process is None
        try:
            result = self._answered(request, limits, name)
            if isinstance(result, TooMuchError):
                # what earlier questions left behind counts too: the next one starts anew, and so may this one
                self.close()
                if not is_fresh:
                    result = self._answered(request, limits, name)
        except BaseException:
            self.close()
            raise
        if isinstance(result, WarehouseError):
            raise result
        return result

    def _answered(
        self, request: tuple[object, ...], limits: Limits, name: str
    ) -> Answer | WarehouseError:
        if self._process is None:
            if not (self._home / CURRENT).exists():
                raise NoWarehouseError(
                    f"{self._home / CURRENT}: there is no warehouse yet; run `kouan run` first"
                )
            self._process = self._started()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        began = time.monotonic()
        try:
            send(self._process.stdin, request)
            ready, _, _ = select.select([self._process.stdout], [], [], limits.timeout + _GRACE)
            if not ready:
                raise QueryError(too_long(name, limits.timeout))
            result: Answer | WarehouseError = receive(self._process.stdout)
        except (EOFError, BrokenPipeError):
            # by the limit of processor time, or because an allocation failed where nobody could catch it
            if time.monotonic() - began > limits.timeout:
                raise QueryError(too_long(name, limits.timeout)) from None
            return TooMuchError(too_much(name, limits))
        return result

    def _started(self) -> subprocess.Popen[bytes]:
        package = str(Path(__file__).resolve().parents[2])
        known = {key: os.environ[key] for key in _KEPT if key in os.environ}
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "warehouse.asking.answering",
                str(self._home),
                str(self._limits.memory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**known, "PYTHONPATH": package, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"},
            cwd=self._home,
        )
