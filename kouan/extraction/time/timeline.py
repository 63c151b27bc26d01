"""The blocks of an article in, for each figure the period its text fixes: stated, or carried where the text says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kouan.extraction.sentences import clause_start, sentences
from kouan.extraction.time.calendars import Calendar, iso
from kouan.extraction.time.periods import Basis, Period, read_periods
from kouan.language.dates import moments
from kouan.model.knowledge import Knowledge

_CLAUSE: Final = re.compile("[，。；！？：]")
_SPEECH: Final = "“‘「『"
#: Words that tie a sentence to the period of the one before it.
_TIES: Final = re.compile("同比|环比|其中|其间|期间|此间")
_EVERY_YEAR: Final = re.compile("年均|每年|逐年")


@dataclass(frozen=True)
class Passage:
    """One block: its text, its sentences and periods (offsets in the block), the clock times and the last day at each."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    periods: tuple[Period, ...]
    clocks: tuple[int, ...]
    last_day: str | None

    def periods_in(self, first: int, last: int) -> list[Period]:
        """The periods that begin in [first, last), without those that a figure is only compared with."""
        begin = bisect_left(self.periods, first, key=_start)
        end = bisect_left(self.periods, last, key=_start)
        return [one for one in self.periods[begin:end] if not one.is_base]

    def has_clock(self, first: int, last: int) -> bool:
        """True when a clock time stands in [first, last)."""
        return bisect_left(self.clocks, first) < bisect_left(self.clocks, last)


def _start(period: Period) -> int:
    return period.start


class Dated(NamedTuple):
    """The period of a figure, how sure that is, and how the text gives it."""

    value: str | None
    confidence: float
    basis: Basis | None = None


def _dated(period: Period, confidence: float) -> Dated:
    return Dated(period.value, confidence, None if period.value is None else period.basis)


class Timeline:
    """Periods of an article in reading order."""

    def __init__(self, blocks: Sequence[str], calendar: Calendar, knowledge: Knowledge) -> None:
        self._passages = [_passage(block, calendar, knowledge) for block in blocks]

    def sentences(self, block: int) -> tuple[tuple[int, int], ...]:
        """The sentences of one block."""
        return self._passages[block].sentences

    def period_of(self, block: int, sentence: int, start: int) -> Dated:
        """The period of the figure at `start` of a block; its value is None where the text fixes none."""
        passage = self._passages[block]
        first, last = passage.sentences[sentence]
        clause = clause_start(passage.text, first, start)
        inside = passage.periods_in(first, last)
        before = [one for one in inside if one.start < start]
        if before:
            # 年均30% says nothing of the single year before it
            if _EVERY_YEAR.search(passage.text, clause, start) and "/" not in (
                before[-1].value or "/"
            ):
                return Dated(None, 0.5)
            return _dated(before[-1], 0.9)
        stop = _CLAUSE.search(passage.text, start, last)
        behind = [one for one in inside if one.start < (stop.start() if stop else last)]
        if behind:
            return _dated(behind[0], 0.7)
        carried = self._carried(block, sentence)
        return Dated(carried, 0.6, None if carried is None else "carried")

    def _carried(self, block: int, sentence: int) -> str | None:
        passage = self._passages[block]
        first, last = passage.sentences[sentence]
        if passage.text[first] in _SPEECH and (following := self._next_period(block, sentence)):
            return following
        if passage.last_day and passage.has_clock(first, last):
            return passage.last_day
        if sentence == 0:
            return None
        opened, closed = passage.sentences[sentence - 1]
        previous = passage.periods_in(opened, closed)
        if previous and (_TIES.search(passage.text, first, last) or previous[-1].is_scene):
            return previous[-1].value
        return None

    def _next_period(self, block: int, sentence: int) -> str | None:
        """The period that opens the sentence after a quotation: the scene it was said in."""
        if sentence + 1 == len(self._passages[block].sentences):
            block, sentence = block + 1, -1
        if block == len(self._passages) or not self._passages[block].sentences:
            return None
        passage = self._passages[block]
        first, _ = passage.sentences[sentence + 1]
        return next((one.value for one in passage.periods_in(first, first + 1)), None)


def _passage(text: str, calendar: Calendar, knowledge: Knowledge) -> Passage:
    last_day = iso(calendar.last) if calendar.last.day else None
    periods = tuple(read_periods(text, knowledge, calendar))
    clocks = tuple(moment.start for moment in moments(text) if moment.is_clock)
    return Passage(text, sentences(text), periods, clocks, last_day)
