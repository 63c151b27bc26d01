"""A figure and its sentence, as the readers of its columns see them; the cues of a sentence, found once for all its figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from copy import copy
from typing import Final, NamedTuple

from kouan.extraction.sentences import CLAUSE_END, clause_start
from kouan.model.expression import Expression
from kouan.model.facts import MetricKind, Quantity


class Statement(NamedTuple):
    """One figure of the sentence [first, last) of a block; its clause is [clause, stop)."""

    text: str
    first: int
    last: int
    clause: int
    stop: int
    quantity: Quantity
    kind: MetricKind
    indicator: str | None
    #: where the figure stands
    start: int
    end: int

    @property
    def before(self) -> str:
        """The words of the clause before the figure."""
        return self.text[self.clause : self.start]

    @property
    def behind(self) -> str:
        """The words of the clause behind the figure."""
        return self.text[self.end : self.stop]


def statement(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    kind: MetricKind,
    indicator: str | None,
) -> Statement:
    """A figure with the bounds of its sentence and clause."""
    first, last = sentence
    stop = CLAUSE_END.search(text, quantity.end, last)
    return Statement(
        text,
        first,
        max(last, quantity.end),
        clause_start(text, first, quantity.start),
        stop.start() if stop else max(last, quantity.end),
        quantity,
        kind,
        indicator,
        quantity.start,
        quantity.end,
    )


#: 产量再创新高，达到13731亿斤: the clause has no more than this before its figure.
_GOES_ON: Final = Expression(
    "(?:[已也将均]|累计|再次|首次)*(?:达到?|报收?|折?合|超过?|突破)了?(?:约|近)?"
)


def told_since(figure: Statement) -> int:
    """Where the clause begins that says what is counted: its own, or the one before."""
    text, first, clause = figure.text, figure.first, figure.clause
    if clause > first and _GOES_ON.fullmatch(text, clause, figure.start):
        return clause_start(text, first, clause - 1)
    return clause


class Cue(NamedTuple):
    """A word at [start, end) that says something of the figures around it."""

    start: int
    end: int
    word: str


class Cues:
    """The cues of one sort in one sentence, in order."""

    def __init__(self, pattern: Expression, text: str, first: int, last: int) -> None:
        self._cues = [
            Cue(found.start(), found.end(), found[0])
            for found in pattern.finditer(text, first, last)
        ]
        self._starts = [cue.start for cue in self._cues]

    def before(self, at: int, since: int = 0) -> Iterable[Cue]:
        """Those that begin in [since, at), the nearest to `at` first; 不得超过30天: one may reach into the figure's bound."""
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            cue = self._cues[number]
            if cue.start < since:
                return
            yield cue

    def without(self, is_idle: Callable[[Cue | None, Cue], bool]) -> Cues:
        """The same without those that say nothing, behind the one before them or at all."""
        left = copy(self)
        pairs = zip([None, *self._cues], self._cues, strict=False)
        left._cues = [cue for before, cue in pairs if not is_idle(before, cue)]
        left._starts = [cue.start for cue in left._cues]
        return left

    def within(self, first: int, last: int) -> list[Cue]:
        """Those that lie in [first, last), in order."""
        return [cue for cue in self._cues if first <= cue.start and cue.end <= last]
