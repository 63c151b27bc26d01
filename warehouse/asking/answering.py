"""`python -m warehouse.asking.answering`: questions on stdin in, answers on stdout out, in a process that may do nothing else.

What DuckDB allocates inside of one function it neither counts nor can be interrupted in: repeat('x', 2000000000) and
lpad take gigabytes, a product of two long numbers takes hours. So typed SQL is answered here, under limits of the
operating system, and `warehouse.asking.sandbox` ends the process that exceeds them.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import IO, Any, Final

from warehouse.asking.answer import Answer, Limits, TooMuchError, answer, too_much
from warehouse.connection import CURRENT, WarehouseError, reader

LENGTH: Final = struct.Struct("!Q")

#: Share of a question's memory that DuckDB itself may take; the rest is for what it does not count.
_COUNTED: Final = 0.7

#: Processors of one question, and seconds of processor time beyond its limit before the system ends the process.
_THREADS: Final = 2
_GRACE: Final = 5


def send(stream: IO[bytes], value: object) -> None:
    """Write a value with its length."""
    said = pickle.dumps(value)
    stream.write(LENGTH.pack(len(said)))
    stream.write(said)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value.

    Raises:
        EOFError: the other side has gone.
    """
    head = _exactly(stream, LENGTH.size)
    return pickle.loads(_exactly(stream, LENGTH.unpack(head)[0]))


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found


def main() -> None:
    """Answer until stdin ends; the first line says whether there is a warehouse."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides what Ctrl-C ends
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers goes out
    home, memory = Path(sys.argv[1]), int(sys.argv[2])
    connection, snapshot = None, ""
    confined = False
    while True:
        try:
            sql, parameters, limits, name = receive(requests)
        except EOFError:
            return
        result: Answer | WarehouseError
        try:
            if (now := str((home / CURRENT).resolve())) != snapshot or connection is None:
                if connection is not None:
                    connection.close()
                connection = None
                connection = reader(
                    home, memory=f"{int(memory * _COUNTED) >> 20}MiB", threads=_THREADS
                )
                snapshot = now
            if not confined:
                _confine(memory)
                confined = True
            _allow_seconds(limits)
            result = answer(connection, sql, parameters, limits, name)
        except WarehouseError as error:
            result = error
        except MemoryError:
            result = TooMuchError(too_much(name, limits))
        send(answers, result)


def _confine(memory: int) -> None:
    """From here on: so much more memory, no file written, no core."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0]) if _HAS_PROC else 0
    if pages:
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_HAS_PROC: Final = Path("/proc/self/statm").exists()


def _allow_seconds(limits: Limits) -> None:
    """Processor time for one more question: an end also where the one who asked was killed."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + (limits.timeout + _GRACE) * _THREADS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(seconds) + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


if __name__ == "__main__":
    main()
