"""A reading of pieces in; the runs of its cells that gain by it out, each from its first changed cell to its last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.readings import LEAST, Reading
from kouan.cleaning.mojibake.signs import Pieces

#: A run ends where its gain has fallen this far below its best: further on something else begins.
DROP: Final = 24.0


@dataclass(frozen=True)
class Run:
    """Cells of a reading that gain by it."""

    reading: Reading
    first: int
    stop: int
    gain: float


def runs(found: Pieces, reading: Reading) -> list[Run]:
    """The runs of cells that gain by the reading, piece by piece, without what stays as it is at their ends."""
    return [run for one in _gaining(found, reading) if (run := _trimmed(one))]


def _gaining(found: Pieces, reading: Reading) -> Iterator[Run]:
    """The runs from where their gain begins to where it is best; none goes over a line break."""
    number = found.number[reading.cell[:-1]]
    is_rim = found.codes[reading.cell[:-1]] == 10
    gain = reading.gain.astype(np.float64)
    # only pieces that could reach the least are walked through
    hope = np.bincount(number, np.maximum(gain, 0) * ~is_rim, int(number[-1]) + 1)
    worth = np.flatnonzero(hope[number] >= LEAST)
    total = best = 0.0
    first = stop = -1
    last = -2
    for cell, value, rim in zip(
        worth.tolist(), gain[worth].tolist(), is_rim[worth].tolist(), strict=True
    ):
        if (rim or cell != last + 1 or total < best - DROP) and first >= 0:
            if best >= LEAST:
                yield Run(reading, first, stop, best)
            first, total, best = -1, 0.0, 0.0
        last = cell
        if rim:
            continue
        total += value
        if total <= 0:
            if best >= LEAST:
                yield Run(reading, first, stop, best)
            first, total, best = -1, 0.0, 0.0
            continue
        if first < 0:
            first = cell
        if total > best:
            best, stop = total, cell + 1
    if first >= 0 and best >= LEAST:
        yield Run(reading, first, stop, best)


def _trimmed(run: Run) -> Run | None:
    """The run without what stays as it is at its ends."""
    inside = slice(run.first, run.stop)
    changed = np.flatnonzero(run.reading.changed[inside] | run.reading.broken[inside])
    if not len(changed):
        return None
    return Run(run.reading, run.first + int(changed[0]), run.first + int(changed[-1]) + 1, run.gain)
