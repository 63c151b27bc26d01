"""Repairs in, the same repairs with what they gain in their places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.readings import Pair
from kouan.cleaning.mojibake.scoring import likelihood
from kouan.cleaning.mojibake.small_brackets import LONGEST, plain_brackets
from kouan.language.ngrams import NgramModel
from kouan.model.batch import Offsets
from kouan.model.characters import Codes, codes_of, text_of
from kouan.model.view import BatchView

#: Characters on both sides that a repair must fit between.
AROUND: Final = 3
#: What each further wrong codec costs: simpler stories first.
DEPTH_COST: Final = 2.0

_BREAK = codes_of("\n")


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
    #: Gain in ln P over the text as it stands, and mean ln P of the characters put in, ASCII apart: digits and letters
    #: say nothing of the rest.
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


def reach(view: BatchView, start: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
    """Bounds of spans with what they must fit between."""
    low = np.maximum(start - AROUND, view.line_start[view.line_of(start)])
    return low, np.minimum(end + AROUND, view.line_stop[view.line_of(end)])


def weighed(view: BatchView, proposed: Sequence[Repair], model: NgramModel) -> list[Repair]:
    """The repairs with gain and mean, both texts read with what stands beside them."""
    if not proposed:
        return []
    start = np.array([one.start for one in proposed], np.int64)
    end = np.array([one.end for one in proposed], np.int64)
    low, high = reach(view, start, end)
    rim, stop = max(0, int(low.min()) - LONGEST), int(high.max()) + LONGEST
    stands = plain_brackets(view.codes[rim:stop], model)
    parts: list[Codes] = []
    for one, first, last in zip(proposed, (low - rim).tolist(), (high - rim).tolist(), strict=True):
        left, right = stands[first : one.start - rim], stands[one.end - rim : last]
        parts += (stands[first:last], _BREAK, left, one.after, right, _BREAK)
    codes = np.concatenate(parts)
    score = likelihood(model, codes).astype(np.float64)
    bounds = np.cumsum([0] + [len(part) for part in parts])
    total = np.append(0.0, np.cumsum(score))[bounds]
    telling = np.append(0.0, np.cumsum(np.where(codes > 0x7F, score, 0.0)))[bounds]
    count = np.append(0, np.cumsum(codes > 0x7F))[bounds]
    at = np.arange(len(proposed)) * 6
    gain = (total[at + 5] - total[at + 2]) - (total[at + 1] - total[at])
    mean = (telling[at + 4] - telling[at + 3]) / np.maximum(count[at + 4] - count[at + 3], 1)
    return [
        replace(one, gain=more - DEPTH_COST * len(one.steps), mean=each)
        for one, more, each in zip(proposed, gain.tolist(), mean.tolist(), strict=True)
    ]
