"""One word of time and what stands before it in; the stretches of time that it can mean there out."""

from __future__ import annotations

import re

from kouan.extraction.time.expressions.clocks import Clocks
from kouan.extraction.time.expressions.days import Days
from kouan.extraction.time.expressions.path import Path, Readers
from kouan.extraction.time.expressions.tokens import Tokens
from kouan.extraction.time.expressions.years import Years
from kouan.extraction.time.intervals import Interval


class Meanings:
    """What the words mean against one present."""

    def __init__(self, tokens: Tokens, present: Interval) -> None:
        self.tokens, self.present = tokens, present
        self._readers: Readers = {
            **Years(tokens, present).readers,
            **Days(tokens, present).readers,
            **Clocks(tokens, present).readers,
        }

    def read(self, found: re.Match[str], path: Path) -> list[Path]:
        """The paths that the word leads on to; none where it does not go on with what stands before."""
        try:
            return list(self._readers[found.lastgroup or ""](found, path))
        except (OverflowError, ValueError):
            return []
