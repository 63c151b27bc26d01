"""Pieces in, repairs out: all readings, three codecs deep, their gaps filled, each weighed in its place against the others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.edges import refined
from kouan.cleaning.mojibake.gaps import Filling, whole
from kouan.cleaning.mojibake.readings import PAIRS, Pair, readings, tried_on
from kouan.cleaning.mojibake.runs import Run, runs
from kouan.cleaning.mojibake.signs import Pieces, sample, weights
from kouan.cleaning.mojibake.views import UTF8
from kouan.cleaning.mojibake.weighing import Repair, weighed
from kouan.model.view import BatchView

#: How often a text may have been read wrongly.
DEPTH: Final = 3
#: Share of odd characters that makes a reading worth reading once more.
STILL_ODD: Final = 0.2
#: Mean ln P of a reading that is no text.
ILLEGIBLE: Final = -10.0
#: Readings that are kept beside the best one.
MOST_OTHERS: Final = 3
#: Documents with more to look at than this show by samples how they were read; then only that is tried on the whole.
BULK: Final = 3000
SAMPLES: Final = 12
SAMPLE: Final = 100
#: Gaps that are filled in samples.
GUESSES: Final = 60
#: Share of the samples that one way of reading must explain.
COMMON: Final = 0.25
#: A run of the sample must gain so much for each character it puts in, to count.
TELLING: Final = 3.0

#: Where a larger share is holes than letters of any codec, a page was saved as its ruin: there is nothing to read.
LOST: Final = 0.4

Steps = tuple[Pair, ...]


def repairs(view: BatchView, found: Pieces, filling: Filling, told: Sequence[str]) -> list[Repair]:
    """The best repair of each place of one document, in order, not overlapping, with those that it beat.

    `told` are the codecs that the whole document tells, whichever of its pieces are searched (`tried_on`).
    """
    if len(found.codes) <= BULK:
        return _best(view, found, filling, told, None)
    drawn = sample(found, SAMPLE, SAMPLES)
    few = _best(view, drawn, Filling(filling.model, GUESSES), tried_on(drawn), None)
    steps = _common(few)
    return _best(view, found, filling, told, steps) if steps else few


def is_lost(found: Pieces) -> bool:
    """Whether a document is its own ruin."""
    return bool(np.count_nonzero(found.codes == 0xFFFD) > LOST * len(found.codes))


def _common(few: Sequence[Repair]) -> Steps | None:
    """The codecs that explain most of the samples."""
    covered: Counter[Steps] = Counter()
    for one in few:
        if one.gain >= TELLING * len(one.after):
            covered[one.steps] += one.end - one.start
    if not covered:
        return None
    steps, most = max(covered.items(), key=lambda pair: (pair[1], pair[0]))
    return steps if most >= COMMON * SAMPLES * SAMPLE else None


def _best(
    view: BatchView, found: Pieces, filling: Filling, told: Sequence[str], only: Steps | None
) -> list[Repair]:
    proposed = list(_proposed(found, filling, told, (), only))
    legible = [one for one in weighed(view, proposed, filling.model) if one.mean >= ILLEGIBLE]
    return sorted(_chosen(legible), key=lambda one: one.start)


def _proposed(
    found: Pieces, filling: Filling, told: Sequence[str], steps: Steps, only: Steps | None
) -> Iterator[Repair]:
    """What the codecs make of the pieces; `only` says which ones are tried, one after the other."""
    model = filling.model
    pairs = PAIRS if only is None else only[len(steps) : len(steps) + 1]
    for reading in readings(found, model, told, pairs, coarse=only is not None):
        taken = (*steps, reading.pair)
        again = []
        for run in refined(found, runs(found, reading), model):
            if only is None or len(taken) == len(only):
                yield from _repairs(found, run, filling, taken)
            if len(taken) < DEPTH and reading.pair.right == UTF8 and _is_odd(run):
                again.append(run)
        if again:
            filling.is_deep = True
            deeper = _as_pieces(found, again)
            yield from _proposed(deeper, filling, tried_on(deeper), taken, only)


def _repairs(found: Pieces, run: Run, filling: Filling, steps: Steps) -> Iterator[Repair]:
    for part in whole(found, run, filling):
        start, end = int(found.start[part.first]), int(found.end[part.stop - 1])
        if start < end and not _splits(found, part.first, part.stop):
            yield Repair(start, end, part.codes, part.guessed, steps)


def _is_odd(run: Run) -> bool:
    said = run.reading.said(run.first, run.stop)
    odd = np.take(weights(), said, mode="clip") > 0
    return bool(odd.sum() >= max(2, STILL_ODD * (said > 0x7F).sum()))


def _splits(found: Pieces, first: int, stop: int) -> bool:
    """Whether the span ends inside what an earlier step holds together."""
    behind = stop < len(found.codes) and found.codes[stop] != 10
    return bool(
        found.start[first] == found.end[first] or (behind and found.start[stop] == found.end[stop])
    )


def _as_pieces(found: Pieces, again: Sequence[Run]) -> Pieces:
    """The readings of runs as pieces: of the characters of one cell the first one has its whole place."""
    parts = []
    for run in again:
        reading = run.reading
        count = np.diff(reading.other[run.first : run.stop + 1])
        start = np.repeat(found.start[reading.cell[run.first : run.stop]], count)
        end = np.repeat(found.end[reading.cell[run.first + 1 : run.stop + 1] - 1], count)
        later = np.ones(len(start), bool)
        later[np.cumsum(count) - count] = False
        parts.append((reading.said(run.first, run.stop), np.where(later, end, start), end))
    return Pieces.of(parts)


def _chosen(legible: Sequence[Repair]) -> Iterator[Repair]:
    """The repairs that gain most and do not overlap."""
    order = sorted(legible, key=lambda one: (-one.gain, one.start, one.end, one.text))
    taken: list[tuple[int, int]] = []  # where each begins, and its number
    best: list[tuple[Repair, list[Repair]]] = []
    for one in order:
        at = bisect_left(taken, (one.end, -1))
        before = best[taken[at - 1][1]] if at else None
        if before is None or before[0].end <= one.start:
            insort(taken, (one.start, len(best)))
            best.append((one, []))
        elif len(before[1]) < MOST_OTHERS and one.text != before[0].text:
            before[1].append(one)
    for one, others in best:
        yield replace(one, others=tuple(others))
