"""Pieces in, repairs out: all readings, two codecs deep, their gaps filled, each weighed in its place against the others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.edges import refined
from kouan.cleaning.mojibake.gaps import whole
from kouan.cleaning.mojibake.readings import Pair, Run, readings, runs
from kouan.cleaning.mojibake.scoring import likelihood
from kouan.cleaning.mojibake.signs import Pieces, weights
from kouan.cleaning.mojibake.views import UTF8
from kouan.language.ngrams import NgramModel
from kouan.model.characters import Codes, codes_of, text_of
from kouan.model.view import BatchView

#: How often a text may have been read wrongly.
DEPTH: Final = 3
#: Share of odd characters that makes a reading worth reading once more.
STILL_ODD: Final = 0.2
#: Characters on both sides that a repair must fit between.
AROUND: Final = 3
#: What each further wrong codec costs: simpler stories first.
DEPTH_COST: Final = 2.0
#: Mean ln P of a reading that is no text.
ILLEGIBLE: Final = -10.0
#: Readings that are kept beside the best one.
MOST_OTHERS: Final = 3


@dataclass(frozen=True)
class Repair:
    """Other characters for a span of the batch, with what speaks for them."""

    start: int
    end: int
    after: Codes
    #: Which of the characters had bytes that nobody saw.
    guessed: tuple[int, ...]
    #: The codecs, each wrong one with the right one, in the order of the repair.
    steps: tuple[Pair, ...]
    #: Gain in ln P over the text as it stands, and mean ln P of the characters put in.
    gain: float = 0.0
    mean: float = 0.0
    #: The readings that did worse over the same place, best first.
    others: tuple[Repair, ...] = field(default=())

    @property
    def text(self) -> str:
        """What it would put in."""
        return text_of(self.after)

    @property
    def margin(self) -> float:
        """How far it lies before the next best reading, the text as it stands included."""
        return self.gain - max(0.0, *(other.gain for other in self.others), 0.0)


def repairs(view: BatchView, found: Pieces, model: NgramModel) -> list[Repair]:
    """The best repair of each place, in order, not overlapping, with those that it beat."""
    proposed = list(_proposed(found, model, 1, ()))
    if not proposed:
        return []
    weighed = _weighed(view, proposed, model)
    legible = [one for one in weighed if one.mean >= ILLEGIBLE]
    return sorted(_chosen(legible), key=lambda one: one.start)


def _proposed(
    found: Pieces, model: NgramModel, depth: int, steps: tuple[Pair, ...]
) -> Iterator[Repair]:
    score = likelihood(model, found.codes)
    for reading in readings(found, score, model):
        taken = (*steps, reading.pair)
        again = []
        for run in refined(found, runs(found, reading), model):
            for part in whole(found, run, model):
                start, end = found.start[part.first], found.end[part.stop - 1]
                if _splits(found, part.first, part.stop) or start >= end:
                    continue
                yield Repair(int(start), int(end), part.codes, part.guessed, taken)
            if depth < DEPTH and reading.pair.right == UTF8 and _is_odd(run):
                again.append(run)
        if again:
            yield from _proposed(_as_pieces(found, again), model, depth + 1, taken)


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
        start = np.where(later, end, start)
        parts.append((reading.said(run.first, run.stop), start, end))
    return Pieces.of(parts)


def _weighed(view: BatchView, proposed: Sequence[Repair], model: NgramModel) -> list[Repair]:
    """The proposals with what they gain in their places."""
    start = np.array([one.start for one in proposed], np.int64)
    end = np.array([one.end for one in proposed], np.int64)
    line = view.line_of(start)
    low = np.maximum(start - AROUND, view.line_start[line])
    high = np.minimum(end + AROUND, view.line_stop[view.line_of(end)])
    texts, spans = [], []
    for one, first, last in zip(proposed, low.tolist(), high.tolist(), strict=True):
        left, right = view.codes[first : one.start], view.codes[one.end : last]
        texts += [view.codes[first:last], left, one.after, right]
        spans += [last - first, len(left), len(one.after), len(right)]
    break_ = codes_of("\n")
    parts = [
        part
        for k in range(0, len(texts), 4)
        for part in (texts[k], break_, *texts[k + 1 : k + 4], break_)
    ]
    score = np.concatenate(
        ([0.0], np.cumsum(likelihood(model, np.concatenate(parts)), dtype=np.float64))
    )
    weighed, at = [], 0
    for number, one in enumerate(proposed):
        whole_, left_, after, right_ = spans[4 * number : 4 * number + 4]
        before = score[at + whole_] - score[at]
        at += whole_ + 1
        put = score[at + left_ + after + right_] - score[at]
        mean = (score[at + left_ + after] - score[at + left_]) / max(after, 1)
        at += left_ + after + right_ + 1
        gain = put - before - DEPTH_COST * len(one.steps)
        weighed.append(replace(one, gain=float(gain), mean=float(mean)))
    return weighed


def _chosen(weighed: Sequence[Repair]) -> Iterator[Repair]:
    """The repairs that gain most and do not overlap."""
    order = sorted(weighed, key=lambda one: (-one.gain, one.start, one.end, one.text))
    taken: list[tuple[int, int]] = []  # sorted spans, each with its number
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
