"""Runs in, whole repairs out: what cannot be read inside a run is filled in, or parts the run in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.holes import HOLE, QUESTION, Filled, fill
from kouan.cleaning.mojibake.readings import Reading, Run
from kouan.cleaning.mojibake.signs import Pieces
from kouan.cleaning.mojibake.views import SINGLE, numbers
from kouan.language.ngrams import NgramModel
from kouan.model.characters import HAN, Codes, bits

#: Cells that a gap at the end of a run may take in.
AT_THE_END: Final = 4
#: Share of characters that only Traditional text has, from which on a run is Traditional.
TRADITIONAL: Final = 0.05
_MARKS: Final = {0xFFFD: HOLE, ord("?"): QUESTION}


@dataclass(frozen=True)
class Part:
    """Characters for the characters [first, stop) of the pieces; `guessed` are those of which a byte is unseen."""

    first: int
    stop: int
    codes: Codes
    guessed: tuple[int, ...]


def whole(found: Pieces, run: Run, model: NgramModel) -> Iterator[Part]:
    """The repairs that a run comes to."""
    reading = run.reading
    first, stop = _reached(found, run)
    gap = _gaps(found, reading, first, stop)
    if not gap.any():
        yield _part(reading, first, stop, [reading.said(first, stop)], [])
        return
    edges = np.flatnonzero(np.diff(np.concatenate(([0], gap.astype(np.int8), [0]))))
    avoided = _other_script(reading.said(run.first, run.stop), model)
    said: list[Codes] = []
    guessed: list[int] = []
    begin = at = first
    for low, high in (edges.reshape(-1, 2) + first).tolist():
        said.append(reading.said(at, low))
        filled = _filled(found, reading, low, high, said, model, avoided)
        if filled is None:
            if any(len(text) for text in said):
                yield _part(reading, begin, low, said, guessed)
            said, guessed, begin = [], [], high
        else:
            before = sum(map(len, said))
            guessed += [before + place for place in filled.guessed]
            said.append(np.array(filled.codes, np.uint32))
        at = high
    said.append(reading.said(at, stop))
    if any(len(text) for text in said):
        yield _part(reading, begin, stop, said, guessed)


def _part(reading: Reading, first: int, stop: int, said: list[Codes], guessed: list[int]) -> Part:
    return Part(
        int(reading.cell[first]), int(reading.cell[stop]), np.concatenate(said), tuple(guessed)
    )


def _reached(found: Pieces, run: Run) -> tuple[int, int]:
    """The run with the gaps that lie at its ends: a half character with the mark of its other half."""
    reading = run.reading
    bounds = []
    for at, step in ((run.first - 1, -1), (run.stop, 1)):
        cell, marked, seen = at, False, False
        while 0 <= cell < len(reading.broken) and abs(cell - at) < AT_THE_END:
            token = int(found.codes[reading.cell[cell]])
            mark = token in _MARKS and reading.cell[cell + 1] - reading.cell[cell] == 1
            if mark and token == ord("?") and not seen and step > 0:
                break  # behind a whole character it is a question mark
            if not mark and (not reading.broken[cell] or _is_foreign(reading, cell, found)):
                break
            marked |= mark
            seen |= not mark
            cell += step
        taken = seen and (marked or reading.pair.wrong == SINGLE)
        bounds.append(cell - step if taken else at - step)
    return bounds[0], bounds[1] + 1


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
        beside = np.zeros(len(gap), bool)
        beside[1:] |= gap[:-1]
        beside[:-1] |= gap[1:]
        gap = gap | (asks & beside)
    return np.asarray(gap)


def _filled(
    found: Pieces,
    reading: Reading,
    low: int,
    high: int,
    said: list[Codes],
    model: NgramModel,
    avoided: npt.NDArray[np.bool_],
) -> Filled | None:
    """The likeliest characters for the cells [low, high)."""
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
    return fill(
        items,
        reading.pair.right,
        np.concatenate([np.zeros(0, np.uint32), *said[-3:]]),
        reading.said(high, min(high + 3, len(reading.broken))),
        model,
        may_drop=reading.pair.wrong == SINGLE,
        avoided=avoided,
    )


def _other_script(said: Codes, model: NgramModel) -> npt.NDArray[np.bool_]:
    """The code points that only the script has which the run is not written in."""
    every = np.arange(len(model.fold), dtype=np.uint32)
    is_traditional = (model.fold != every) & (bits(every) & HAN > 0)
    han = said[bits(said) & HAN > 0]
    share = np.take(is_traditional, han, mode="clip").mean() if len(han) else 0.0
    if share < TRADITIONAL:
        return np.asarray(is_traditional)
    only_simplified = np.zeros(len(every), bool)
    only_simplified[model.fold[is_traditional]] = True
    return np.asarray(only_simplified & (numbers("big5hkscs") == 0))
