"""What rules propose and what a model names in; each with the confidence that both together give it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.facts import EntityType
from kouan.model.name_model import VOTED, NameModelFile

#: No name that only a model finds is longer.
LONGEST = 24


def vote(
    proposed: Iterable[Candidate],
    named: Iterable[tuple[int, int, EntityType]],
    passage: Passage,
    model: NameModelFile,
) -> Iterator[Candidate]:
    """The candidates that hold when a model has been asked too.

    Two voices for one span and type make it surer: 1 - (1 - a)(1 - b). A candidate that the model does not name loses
    half the model's weight; what only the model names has that weight. Below `least` nothing counts. What a candidate
    is that the lexicons list (confidence 1) the model cannot talk away.
    """
    heard = {
        (start, end, kind)
        for start, end, kind in named
        if kind in VOTED and _is_name(passage, start, end)
    }
    seen = set()
    for one in proposed:
        span = (one.start, one.end, one.type)
        if one.type not in VOTED or one.confidence >= 1:
            confidence = one.confidence
        elif span in heard:
            confidence = 1 - (1 - one.confidence) * (1 - model.weight)
        else:
            confidence = one.confidence * (1 - model.weight / 2)
            if confidence < model.least:
                continue
        seen.add(span)
        yield one._replace(confidence=round(confidence, 4))
    if model.weight >= model.least:
        for start, end, kind in sorted(heard - seen):
            yield Candidate(start, end, kind, model.weight)


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """Two characters or more, one of them Chinese, on one line, and no word cut at either end."""
    surface = passage.text[start:end]
    return (
        2 <= len(surface) <= LONGEST
        and "\n" not in surface
        and HAN.search(surface) is not None
        and passage.words.is_aligned(start, end)
    )
