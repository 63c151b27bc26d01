"""Spans of a document in, whether a stretch touches one or lies in one, and the text without them, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from kouan.extraction.figures.indicators import UNREADABLE


class Spans:
    """Spans of a document, and whether one of them touches or holds another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._spans = ordered
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """True when one overlaps [start, end)."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def blanked(self, text: str, offset: int) -> str:
        """The text, which begins at `offset`, with what these spans cover made unreadable."""
        if not self.touch(offset, offset + len(text)):
            return text
        characters = list(text)
        for start, end in self._spans:
            first, last = max(start - offset, 0), min(end - offset, len(text))
            if first < last:
                characters[first:last] = UNREADABLE * (last - first)
        return "".join(characters)

    def hold(self, start: int, end: int) -> bool:
        """True when one covers [start, end)."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end
