"""Offsets of a decoded text in, lines and columns as an editor counts them out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

import numpy as np

from kouan.model.batch import Offsets

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Places:
    """Lines and columns of one text, both from 1, columns in code points; a byte order mark has no column."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._marked = text.startswith("\ufeff")

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, max(1, column - (self._marked and line == 1))

    def lines_of(self, offsets: Offsets) -> Offsets:
        """The lines of many offsets."""
        return np.asarray(np.searchsorted(self._starts, offsets, "right"))

    def utf16_column(self, offset: int) -> int:
        """Column of an offset in UTF-16 code units, where a character beyond U+FFFF counts twice."""
        line, column = self.of(offset)
        before = self._text[self._starts[line - 1] : offset]
        if before.isascii():
            return column
        return column + sum(character > "\uffff" for character in before)
