"""Ways of doing one job in, the least processor time that each of them takes out; they take turns in one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from kouan.model.batch import BATCH_BYTES

Raws = Sequence[bytes]
Way = Callable[[], object]


def best_of(ways: Mapping[str, Way], rounds: int) -> dict[str, float]:
    """The least processor time of each way in seconds; they take turns, after a round that counts for nothing.

    Processor time is that of all threads, so a second core helps nobody; and turns in one run, since a
    machine is not equally fast all day: ratios hold where single figures do not.
    """
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            taken = seconds_of(way)
            if number:
                best[name] = min(taken, best.get(name, taken))
    return best


def seconds_of(way: Way) -> float:
    """The processor time of one call, in seconds."""
    start = time.process_time()
    way()
    return time.process_time() - start


def batches(raws: Raws) -> Iterator[list[bytes]]:
    """Documents in batches of the size that a run has."""
    part: list[bytes] = []
    size = 0
    for raw in raws:
        part.append(raw)
        size += len(raw)
        if size >= BATCH_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part
