"""Stretches with signs of a slip in, how badly each reads and what one byte's shift would gain out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import Channel, double_bytes
from kouan.cleaning.mojibake.crowds import Stretches
from kouan.cleaning.mojibake.speech import Speech
from kouan.cleaning.mojibake.ways import KEYS, Choice
from kouan.language.model_file import model_of
from kouan.language.unigrams import characters_of
from kouan.model.batch import Offsets
from kouan.model.characters import Codes
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

#: Characters that are read with a stretch: the slip may begin before its first sign, and spoils what follows.
BEFORE, BEHIND = 3, 2
_ABSENT: Final = -22.0
_ASK, _FULL_ASK = ord("?"), 0xA3BF
_BREAK: Final = np.uint32(10)


Score = Callable[[Codes], npt.NDArray[np.float32]]


def readings(view: BatchView, found: Stretches) -> npt.NDArray[np.float64]:
    """How badly each stretch reads: the mean ln P of its characters and of those behind, as they stand."""
    shown = _Shown.of(view, found, model_of(view.knowledge).score)
    inner = shown.begin + (found.start - shown.low)
    total = np.concatenate(([0.0], np.cumsum(shown.said, dtype=np.float64)))
    return np.asarray((total[shown.stop] - total[inner]) / np.maximum(shown.stop - inner, 1))


def promise(view: BatchView, found: Stretches, codecs: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """How much likelier the text hidden one byte over is than each stretch: what to expect of a search.

    Out of step, each two neighbours hide a character: the second byte of one and the first of the next.
    In damaged text it is nearly always a common one, in sound text hardly ever: the sum along the best
    part of the stretch tells them apart, at the price of a few look-ups.
    """
    return _gain(view, found, codecs, model_of(view.knowledge).score)


def hint(view: BatchView, found: Stretches, codecs: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """The same by characters alone: less certain, but a tenth of the price, for what is read off one table."""
    return _gain(view, found, codecs, characters_of(view.knowledge).alone)


def _reach(view: BatchView, found: Stretches) -> tuple[Offsets, Offsets]:
    """The stretches with what is read with them."""
    line = view.line_of(found.start)
    low = np.maximum(found.start - BEFORE, view.line_start[line])
    return low, np.minimum(found.end + BEHIND, view.line_stop[line])


def _gain(
    view: BatchView, found: Stretches, codecs: tuple[str, ...], score: Score
) -> npt.NDArray[np.float64]:
    gain = np.zeros(len(found))
    if not len(found):
        return gain
    shown = _Shown.of(view, found, score)
    for codec in codecs:
        shifts = _shifts(score, codec, shown.codes, shown.said)
        gain = np.maximum(gain, _best_parts(shifts, shown.begin, shown.stop))
    return gain


class _Shown(NamedTuple):
    """The stretches and what stands around them as one text, each a line, with the ln P of each character."""

    codes: Codes
    said: npt.NDArray[np.float32]
    #: Of each stretch: where it begins in the view, and where it lies in this text, all with what is around it.
    low: Offsets
    begin: Offsets
    stop: Offsets

    @classmethod
    def of(cls, view: BatchView, found: Stretches, score: Score) -> Self:
        low, high = _reach(view, found)
        size = high - low
        rim = np.cumsum(size)
        codes = np.insert(view.codes[ranges(low, high)], rim, _BREAK)
        begin = rim - size + np.arange(len(size))
        return cls(codes, score(codes), low, begin, begin + size)


def _shifts(
    score: Score, codec: str, codes: Codes, said: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """For each character with its right neighbour: how much likelier the character hidden in the two is."""
    table = double_bytes(codec)
    pair = np.take(table.pair, codes, mode="clip").astype(np.int64)
    if codec == "gb18030":
        pair[codes == _ASK] = _FULL_ASK
    first = np.where(pair >= 0, pair >> 8, np.where(codes < 0x7F, codes, 0))
    second = np.where(pair >= 0, pair & 0xFF, 0)
    hidden = table.character[second[:-1] << 8 | first[1:]]
    # where two neighbours hide nothing, the hidden text breaks off
    likely = score(np.where(hidden > 0, hidden, _BREAK))
    likely = np.where(hidden > 0, likely, _ABSENT)
    return np.asarray(likely - (said[1:] + said[:-1]) / 2, np.float64)


def _best_parts(
    value: npt.NDArray[np.float64], begin: Offsets, stop: Offsets
) -> npt.NDArray[np.float64]:
    """The greatest sum of neighbouring values in each stretch [begin, stop - 1), at least 0; one stretch lies behind the other."""
    total = np.append(0.0, np.cumsum(value))
    # the sums of each stretch are set far below those of the one before, so that the least so far is its own
    apart = float(total.max() - total.min()) + 1
    total -= apart * (np.searchsorted(begin, np.arange(len(total)), "right"))
    gain = total - np.minimum.accumulate(total)
    rims = np.stack((begin, stop), 1).ravel()
    return np.asarray(np.maximum.reduceat(gain, rims)[::2])


def lone_letter_gain(speech: Speech, channel: Channel, codes: Codes, place: int) -> float:
    """How much likelier a text becomes when the letter at `place` is the trail of a character; no search needed."""
    behind = codes[place + 1 : place + 4]
    known = channel.choices
    chosen = known.of(np.array([KEYS[Choice.TRAIL] + codes[place]], np.int64))[1]
    if not len(chosen):
        return 0.0
    character = known.character[chosen]
    context = speech.behind(codes[max(0, place - 3) : place])
    choices = np.append(character, codes[place])
    said, contexts = speech.say(
        np.array([context], np.uint64), np.zeros(len(choices), np.intp), choices
    )
    said = said + np.append(known.bias[chosen], 0)
    each = np.arange(len(choices))
    for code in behind.tolist():
        more, contexts = speech.say(contexts, each, np.full(len(choices), code, np.uint32))
        said = said + more
    return float(said[:-1].max() - said[-1])
