"""Runs in, the same runs out with the ends that read best: double bytes say nothing of where the damage begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.readings import Reading
from kouan.cleaning.mojibake.runs import Run
from kouan.cleaning.mojibake.scoring import likelihood
from kouan.cleaning.mojibake.signs import Pieces
from kouan.cleaning.mojibake.views import SINGLE, UTF8
from kouan.language.ngrams import NgramModel
from kouan.model.characters import Codes, codes_of

#: How many characters an end may move, and how many beyond are read with it.
REACH: Final = 6
BEYOND: Final = 3
#: What it costs, in nats, that damage begins inside a line: most lines are whole, or broken from end to end.
INSIDE: Final = 4.0

_BREAK = codes_of("\n")


def refined(found: Pieces, given: Sequence[Run], model: NgramModel) -> list[Run]:
    """The runs with better ends; UTF-8 among single bytes tells its ends itself."""
    if not given or given[0].reading.pair == (SINGLE, UTF8):
        return list(given)
    reading = given[0].reading
    rims = np.flatnonzero(found.codes[reading.cell[:-1]] == 10)
    bounds = []
    for run in given:
        at = int(np.searchsorted(rims, run.first))
        low = int(rims[at - 1]) + 1 if at else 0
        high = int(rims[at]) if at < len(rims) else len(reading.broken)
        bounds.append((low, high))
    first = _ends(found, reading, given, bounds, model, left=True)
    stop = _ends(found, reading, given, bounds, model, left=False)
    moved = (
        replace(run, first=one, stop=other)
        for run, one, other in zip(given, first, stop, strict=True)
    )
    return [run for run in moved if run.first < run.stop]


def _ends(
    found: Pieces,
    reading: Reading,
    given: Sequence[Run],
    bounds: Sequence[tuple[int, int]],
    model: NgramModel,
    *,
    left: bool,
) -> list[int]:
    """The best end on one side of each run."""
    texts: list[Codes] = []
    choices: list[list[int]] = []
    for run, (low, high) in zip(given, bounds, strict=True):
        here = run.first if left else run.stop
        options = _options(reading, run, low, high, left=left)
        choices.append(options)
        begin, end = max(low, here - REACH - BEYOND), min(high, here + REACH + BEYOND)
        for option in options if len(options) > 1 else ():
            old = (begin, option) if left else (option, end)
            new = (option, end) if left else (begin, option)
            kept = found.codes[reading.cell[old[0]] : reading.cell[old[1]]]
            said = reading.said(*new)
            texts += (kept, said, _BREAK) if left else (said, kept, _BREAK)
    if not texts:
        return [options[0] for options in choices]
    score = likelihood(model, np.concatenate(texts))
    length = np.array([len(text) for text in texts]).reshape(-1, 3).sum(axis=1)
    total = np.add.reduceat(score, np.cumsum(length) - length)
    best, at = [], 0
    for options, (low, high) in zip(choices, bounds, strict=True):
        if len(options) == 1:
            best.append(options[0])
            continue
        inside = np.array([option not in (low, high) for option in options])
        best.append(options[int(np.argmax(total[at : at + len(options)] - INSIDE * inside))])
        at += len(options)
    return best


def _options(reading: Reading, run: Run, low: int, high: int, *, left: bool) -> list[int]:
    """Where the end may lie: beside a cell that reads differently, and not beyond one that cannot be read."""
    here = run.first if left else run.stop
    options = [here]
    if reading.broken[here if left else here - 1]:
        return options  # a gap that is still to be filled
    outward, inward = (-1, 1) if left else (1, -1)
    for step in range(1, REACH + 1):
        at = here + outward * step
        cell = at if left else at - 1
        if not low <= cell < high or reading.broken[cell]:
            break
        if reading.changed[cell]:
            options.append(at)
    for step in range(1, REACH + 1):
        at = here + inward * step
        cell = at if left else at - 1
        if not run.first < at < run.stop:
            break
        if reading.changed[cell]:
            options.append(at)
    return options
