"""Runs in, whole repairs out: what cannot be read inside a run is filled in, or parts the run in two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.holes import HOLE, QUESTION, Filled, fill
from kouan.cleaning.mojibake.readings import Pair, Reading
from kouan.cleaning.mojibake.runs import Run
from kouan.cleaning.mojibake.signs import Pieces
from kouan.cleaning.mojibake.views import SINGLE, numbers
from kouan.language.ngrams import NgramModel
from kouan.model.characters import HAN, Codes, bits

#: Cells that a gap at the end of a run may take in.
AT_THE_END: Final = 4
#: Characters on both sides that a guess must fit between.
CONTEXT: Final = 3
#: Share of characters that only Traditional text has, from which on a run is Traditional.
TRADITIONAL: Final = 0.05
#: Chinese characters that a run must have, read whole, before anything is guessed beside them.
FEWEST: Final = 2
#: Gaps that are tried in one document in one round.
MOST: Final = 1000
#: Gaps after which a pair of codecs that filled hardly one of ten is given up: ä¸\xad over and over, which is UTF-8, has a
#: gap at every third character for GBK, and nothing ever fits.
PATIENCE: Final = 24
HARDLY: Final = 0.1
_MARKS: Final = {0xFFFD: HOLE, ord("?"): QUESTION}


@dataclass(frozen=True)
class Part:
    """Characters for the characters [first, stop) of the pieces; `guessed` are those of which a byte is unseen."""

    first: int
    stop: int
    codes: Codes
    guessed: tuple[int, ...]


@dataclass
class Filling:
    """The model that fills gaps, and how many it may still fill."""

    model: NgramModel
    left: int = MOST
    #: Gaps tried and gaps filled, by the codecs.
    tried: Counter[Pair] = field(default_factory=Counter)
    filled: Counter[Pair] = field(default_factory=Counter)
    #: Whether anything was read that another codec had made of the text.
    is_deep: bool = False

    def is_futile(self, pair: Pair) -> bool:
        """Whether these codecs have left so many gaps open that the text is none of theirs."""
        tried = self.tried[pair]
        return tried >= PATIENCE and self.filled[pair] < HARDLY * tried

    @cached_property
    def is_traditional(self) -> npt.NDArray[np.bool_]:
        """The code points that only Traditional text has."""
        every = np.arange(len(self.model.fold), dtype=np.uint32)
        return np.asarray((self.model.fold != every) & (bits(every) & HAN > 0))

    @cached_property
    def is_simplified(self) -> npt.NDArray[np.bool_]:
        """The code points that only Simplified text has."""
        told = np.zeros(len(self.model.fold), bool)
        told[self.model.fold[self.is_traditional]] = True
        return np.asarray(told & (numbers("big5hkscs") == 0))

    def other_script(self, said: Codes) -> npt.NDArray[np.bool_]:
        """The code points that only the script has which the text is not written in."""
        han = said[bits(said) & HAN > 0]
        share = np.take(self.is_traditional, han, mode="clip").mean() if len(han) else 0.0
        return self.is_traditional if share < TRADITIONAL else self.is_simplified


def whole(found: Pieces, run: Run, filling: Filling) -> Iterator[Part]:
    """The repairs that a run comes to."""
    reading = run.reading
    first, stop = _reached(found, run)
    gap = _gaps(found, reading, first, stop)
    if not gap.any():
        yield from _part(reading, first, stop, [reading.said(first, stop)], [])
        return
    if filling.left <= 0:
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([0], gap.astype(np.int8), [0]))))
    read = reading.said(run.first, run.stop)
    is_chinese = np.count_nonzero(bits(read) & HAN) >= FEWEST
    avoided = filling.other_script(read)
    said: list[Codes] = []
    guessed: list[int] = []
    begin = at = first
    for low, high in (edges.reshape(-1, 2) + first).tolist():
        said.append(reading.said(at, low))
        if filling.left <= 0:  # the rest is for the next round
            yield from _part(reading, begin, low, said, guessed)
            return
        trials = _trials(low, high, is_first=low == begin, is_last=high == stop)
        is_worth = is_chinese and not filling.is_futile(reading.pair)
        for bounds in trials if is_worth else ():
            start = bounds[0] if low == begin else begin
            around = [_before(found, reading, start), *said]
            end = bounds[1] if high == stop else stop
            filled = _filled(found, reading, (*bounds, end), around, filling, avoided)
            if filled is not None:
                before = sum(map(len, said))
                guessed += [before + place for place in filled.guessed]
                said.append(np.array(filled.codes, np.uint32))
                begin, stop = start, end
                break
        else:
            yield from _part(reading, begin, low, said, guessed)
            said, guessed, begin = [], [], high
        at = high
    said.append(reading.said(min(at, stop), stop))
    yield from _part(reading, begin, stop, said, guessed)


def _trials(low: int, high: int, *, is_first: bool, is_last: bool) -> Iterator[tuple[int, int]]:
    """A gap, and less of it at the ends of the run, where healthy text may begin."""
    for less in range(high - low):
        if is_first or not less:
            yield low + less, high
        if is_last and less:
            yield low, high - less


def _part(
    reading: Reading, first: int, stop: int, said: list[Codes], guessed: list[int]
) -> Iterator[Part]:
    if any(len(text) for text in said):
        bounds = int(reading.cell[first]), int(reading.cell[stop])
        yield Part(*bounds, np.concatenate(said), tuple(guessed))


def _reached(found: Pieces, run: Run) -> tuple[int, int]:
    """The run with the gaps that lie at its ends: a half character with the mark of its other half."""
    return (
        _reached_on(found, run.reading, run.first - 1, -1) + 1,
        _reached_on(found, run.reading, run.stop, 1),
    )


def _reached_on(found: Pieces, reading: Reading, at: int, step: int) -> int:
    """The first cell beyond a run and the gap at its end, going from `at` in steps of 1 or -1."""
    cell = at
    seen = bool(reading.broken[at - step])
    marked = reading.pair.wrong == SINGLE
    while 0 <= cell < len(reading.broken) and abs(cell - at) < AT_THE_END:
        token = int(found.codes[reading.cell[cell]])
        is_mark = token in _MARKS and reading.cell[cell + 1] - reading.cell[cell] == 1
        if is_mark and token == ord("?") and not seen and step > 0:
            break  # behind a whole character it is a question mark
        if not is_mark and (not reading.broken[cell] or _is_foreign(reading, cell, found)):
            break
        if not is_mark and marked and step > 0 and reading.pair.wrong != SINGLE:
            break  # the mark stood for the last byte: here healthy text begins
        marked |= is_mark
        seen |= not is_mark
        cell += step
    return cell if seen and marked else at


def _is_foreign(reading: Reading, cell: int, found: Pieces) -> bool:
    """A character that the wrong codec does not have stands in the cell."""
    inside = slice(reading.cell[cell], reading.cell[cell + 1])
    return bool((reading.source.foreign[inside] & (found.codes[inside] != 0xFFFD)).any())


def _gaps(found: Pieces, reading: Reading, first: int, stop: int) -> npt.NDArray[np.bool_]:
    """Which cells cannot be read as they stand; a "?" beside one may be of it."""
    token = found.codes[reading.cell[first:stop]]
    gap = reading.broken[first:stop] | (token == 0xFFFD)
    if gap.any():
        asks = token == ord("?")
        for _ in range(2):  # a character in UTF-8 can lose two bytes in a row
            beside = np.zeros(len(gap), bool)
            beside[1:] |= gap[:-1]
            beside[:-1] |= gap[1:]
            gap = gap | (asks & beside)
    return np.asarray(gap)


def _filled(
    found: Pieces,
    reading: Reading,
    bounds: tuple[int, int, int],
    said: list[Codes],
    filling: Filling,
    avoided: npt.NDArray[np.bool_],
) -> Filled | None:
    """The likeliest characters for the cells [low, high) of a run up to `stop`."""
    low, high, stop = bounds
    items = _items(found, reading, low, high)
    if items is None:
        return None
    filling.left -= 1
    filling.tried[reading.pair] += 1
    behind = reading.said(high, min(high + CONTEXT, stop))
    after = int(reading.cell[stop])
    filled = fill(
        items,
        reading.pair.right,
        np.concatenate(said),
        np.concatenate((behind, found.codes[after : after + CONTEXT])),
        filling.model,
        may_drop=reading.pair.wrong == SINGLE,
        avoided=avoided,
    )
    filling.filled[reading.pair] += filled is not None
    return filled


def _items(found: Pieces, reading: Reading, low: int, high: int) -> list[int] | None:
    """The bytes and marks of the cells; None where one has a character that the wrong codec has not."""
    source = reading.source
    items: list[int] = []
    for token in range(int(reading.cell[low]), int(reading.cell[high])):
        code = int(found.codes[token])
        if code in _MARKS:
            items.append(_MARKS[code])
        elif source.foreign[token]:
            return None
        else:
            end = source.start[token + 1] if token + 1 < len(source.start) else len(source.data)
            items += source.data[source.start[token] : end].tolist()
    return items


def _before(found: Pieces, reading: Reading, cell: int) -> Codes:
    """The text before a cell, as it stands, as far as it tells what follows."""
    end = int(reading.cell[cell])
    context = found.codes[max(0, end - CONTEXT) : end]
    breaks = np.flatnonzero(context == 10)
    return context[breaks[-1] + 1 :] if len(breaks) else context
