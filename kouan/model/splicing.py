"""Arrays in, arrays with spans cut out or put in out: the only place where text is changed."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets

#: Below so many spans, joining slices beats an index over the whole array.
FEW: Final = 1400


def splice(
    codes: npt.NDArray[Any],
    start: Offsets,
    end: Offsets,
    after: npt.NDArray[Any],
    after_length: Offsets,
    cut: Offsets | None = None,
) -> npt.NDArray[Any]:
    """Put `after` in place of each [start, end); the only function that changes text.

    `cut` are the positions in these spans, where they are known.
    """
    before_length = end - start
    if not len(start):
        return codes
    if np.array_equal(before_length, after_length):
        out = codes.copy()
        out[ranges(start, end) if cut is None else cut] = after
        return out
    if not len(after):
        return without(codes, start, end, cut)
    if len(start) < FEW:
        return _pieced(codes, start, end, after, after_length)
    kept = without(codes, start, end, cut)
    shift = np.cumsum(after_length - before_length)
    out = np.empty(len(codes) + int(shift[-1]), codes.dtype)
    mine = np.zeros(len(out), bool)
    begin = start + shift - (after_length - before_length)
    mine[ranges(begin, begin + after_length)] = True
    out[mine] = after
    out[~mine] = kept
    return out


def _pieced(
    codes: npt.NDArray[Any],
    start: Offsets,
    end: Offsets,
    after: npt.NDArray[Any],
    after_length: Offsets,
) -> npt.NDArray[Any]:
    """`splice`, slice by slice."""
    pieces: list[npt.NDArray[Any]] = []
    at, put = 0, 0
    for low, high, size in zip(start.tolist(), end.tolist(), after_length.tolist(), strict=True):
        pieces += (codes[at:low], after[put : put + size])
        at, put = high, put + size
    return np.concatenate((*pieces, codes[at:]))


def without(
    values: npt.NDArray[Any], start: Offsets, end: Offsets, cut: Offsets | None = None
) -> npt.NDArray[Any]:
    """An array without the spans [start, end); few spans are cut out piece by piece, many by index."""
    if len(start) < FEW:
        rims = zip([0, *end.tolist()], [*start.tolist(), len(values)], strict=True)
        return np.concatenate([values[low:high] for low, high in rims])
    keep = np.ones(len(values), bool)
    keep[ranges(start, end) if cut is None else cut] = False
    return np.asarray(values.take(keep.nonzero()[0]))


def ranges(start: Offsets, end: Offsets) -> Offsets:
    """All positions of many half-open spans, end to end.

    >>> ranges(np.array([2, 7]), np.array([4, 8])).tolist()
    [2, 3, 7]
    """
    length = end - start
    if len(length) and (length == 1).all():
        return start
    before = length.cumsum() - length
    at = np.repeat(start - before, length)
    at += np.arange(len(at))
    return at
