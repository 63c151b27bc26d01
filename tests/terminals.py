"""A command of kouan on a real terminal, typed at and read through a pseudo-terminal, as a person sits before it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest

#: Seconds in which what is awaited has to come.
PATIENCE = 120.0


class Terminal:
    """A person before a command: types, and reads until something is there."""

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", **variables}
        self.pid, self._end = pty.fork()
        if self.pid == 0:  # pragma: no cover - another process
            os.chdir(folder)
            # who runs the tests in the background ignores it, and so would what he starts
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execve(sys.executable, [sys.executable, "-m", "flows.cli", *arguments], environment)
        self._seen = ""
        self.resize(24, 80)

    def resize(self, lines: int, columns: int) -> None:
        """Pull the window to this size."""
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self._end, text.encode())

    def read_until(self, wanted: str) -> str:
        """Everything up to and with what is wanted, a regular expression in which a dot is any character."""
        until = time.monotonic() + PATIENCE
        while not (found := re.search(wanted, self._seen, re.DOTALL)):
            ready, _, _ = select.select([self._end], [], [], max(0, until - time.monotonic()))
            assert ready, f"{wanted} did not come: {self._seen[-500:]!r}"
            try:
                self._seen += os.read(self._end, 65536).decode(errors="replace")
            except OSError:
                pytest.fail(f"{wanted} did not come before the end: {self._seen[-500:]!r}")
        said, self._seen = self._seen[: found.end()], self._seen[found.end() :]
        return said

    def modes(self) -> list[object]:
        """How the terminal is set."""
        return termios.tcgetattr(self._end)[:4]

    def ended(self) -> int:
        """Its exit code."""
        until = time.monotonic() + PATIENCE
        with suppress(OSError):
            while True:
                ready, _, _ = select.select([self._end], [], [], max(0, until - time.monotonic()))
                assert ready, "it did not end"
                if not os.read(self._end, 65536):
                    break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def kill(self) -> None:
        """End it, where it has not ended."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
