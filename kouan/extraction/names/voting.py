"""What rules propose and what a model names in; each with the confidence that both together give it out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from kouan.extraction.names.model_names import may_be
from kouan.extraction.names.nobodys import is_one
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.personal_names import Surnames
from kouan.model.facts import EntityType
from kouan.model.name_model import VOTED, NameModelFile

_DIVISIONS: Final = tuple("省市县区州旗镇乡")


def vote(
    proposed: Iterable[Candidate],
    named: Iterable[tuple[int, int, EntityType]],
    passage: Passage,
    model: NameModelFile,
    known: Surnames,
) -> Iterator[Candidate]:
    """The candidates that hold when a model has been asked too.

    Two voices for one span and type make it surer: 1 - (1 - a)(1 - b). What only the rules name stays as it is: on pages
    that no rule was made for more of that are names than not. What only the model names has its weight, where the rules
    propose nothing, or places that a body is called after (株洲 + 队), and where it looks like a name. Below `least`
    nothing counts but what the lexicons list (confidence 1).
    """
    rules = list(proposed)
    heard = {one for one in named if one[2] in VOTED}
    for one in rules:
        confidence = one.confidence
        if confidence < 1 and one[:3] in heard:
            confidence = round(1 - (1 - confidence) * (1 - model.weight), 4)
        if confidence >= model.least:
            yield one._replace(confidence=confidence)
    if model.weight < model.least:
        return
    ours = _Proposed(rules, passage.text)
    for start, end, kind in sorted(heard):
        led = kind is EntityType.ORGANIZATION and ours.leads(start, end)
        if (led or ours.is_free(start, end)) and may_be(passage, start, end, kind, known, led=led):
            yield Candidate(start, end, kind, model.weight)


class _Proposed:
    """Where the rules propose something in a text, and where that is a place."""

    def __init__(self, rules: Sequence[Candidate], text: str) -> None:
        self._text = text
        self._taken, self._other = bytearray(len(text)), bytearray(len(text))
        for one in rules:
            mark = b"\1" * (one.end - one.start)
            self._taken[one.start : one.end] = mark
            if one.type is not EntityType.PLACE:
                self._other[one.start : one.end] = mark
        self._places = sorted({one[:2] for one in rules if one.type is EntityType.PLACE})
        self._reach = list(accumulate((end for _, end in self._places), max, initial=0))
        self._alone = Counter(
            text[start:end] for start, end in self._places if self._other.find(1, start, end) < 0
        )

    def is_free(self, start: int, end: int) -> bool:
        """Nothing is proposed that holds a character of the span."""
        return self._taken.find(1, start, end) < 0

    def leads(self, start: int, end: int) -> bool:
        """The span holds places, nothing else, and behind them what is some one's: 株洲 + 队, but not 成都 + 公办小学.

        A division stays where it is named nowhere else: a page of 金寨县 may say so only in 金寨县融媒体中心.
        """
        first = bisect_left(self._places, (start, 0))
        inside = self._places[first : bisect_left(self._places, (end, 0))]
        if not inside or self._other.find(1, start, end) >= 0 or self._reach[first] > start:
            return False
        named = [self._text[at:until] for at, until in inside]
        if any(one.endswith(_DIVISIONS) and self._alone[one] < 2 for one in named):
            return False
        behind = max(until for _, until in inside)
        return behind < end and is_one(
            self._text, Candidate(behind, end, EntityType.ORGANIZATION, 1.0)
        )
