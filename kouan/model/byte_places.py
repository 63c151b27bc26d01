"""A decoded text with its segments in, the byte that each code point begins at, and the one where it ends, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from kouan.model.batch import Offsets
from kouan.model.characters import codes_of
from kouan.model.decoding import Segment

#: What opens a run of HZ, whose characters are pairs of bytes.
_HZ: Final = b"~{"


def byte_places(text: str, segments: Sequence[Segment], length: int) -> tuple[Offsets, Offsets]:
    """For each of `length` + 1 places between code points: the byte before which a span begins there, or ends.

    Both are one but inside a segment that does not lead back by itself (bytes that no codec reads): there a span
    takes in all of it. Runs of HZ have a place for each character all the same.
    """
    begins = np.zeros(length + 1, np.int64)
    ends = begins
    for part in segments:
        span = begins[part.start : part.end + 1]
        if part.codec is not None:
            span[0] = part.byte_start
            np.cumsum(widths(text[part.start : part.end], part.codec), out=span[1:])
            span[1:] += part.byte_start
        elif part.raw.startswith(_HZ) and len(part.raw) >= 2 * (len(span) - 1) + len(_HZ):
            span[:] = part.byte_start + len(_HZ) + 2 * np.arange(len(span))
            span[0] = part.byte_start
        else:
            span[:] = part.byte_start
        begins[part.end] = part.byte_end
    whole = [part for part in segments if part.codec is None and part.end - part.start > 1]
    if whole:
        ends = begins.copy()
        for part in whole:
            inside = ends[part.start + 1 : part.end]
            inside[inside == part.byte_start] = part.byte_end
    return begins, ends


def widths(text: str, codec: str) -> Offsets:
    """Bytes that each character takes in a codec without state.

    >>> widths("a口𠀀", "utf-8").tolist()
    [1, 3, 4]
    """
    codes = codes_of(text).astype(np.int64)
    if codec in ("utf-8", "ascii"):
        return np.asarray(1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF), np.int64)
    if codec.startswith("utf-16"):
        return np.asarray(2 + 2 * (codes > 0xFFFF), np.int64)
    if codec.startswith("utf-32"):
        return np.full(len(codes), 4, np.int64)
    distinct, where = np.unique(codes, return_inverse=True)
    return np.array([len(chr(code).encode(codec)) for code in distinct.tolist()], np.int64)[where]
