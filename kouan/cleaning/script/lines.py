"""The telling characters of a batch in, what is to be converted out: line by line, undecided lines by their neighbours."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.script.foreign import NOWHERE, Spans, foreign_spans
from kouan.cleaning.script.tables import (
    FOREIGN,
    HARD,
    REGIONAL,
    SIMPLIFIED,
    TRADITIONAL,
    tables,
)
from kouan.model.batch import Offsets
from kouan.model.characters import codes_of
from kouan.model.expression import Expression
from kouan.model.view import BatchView

Lines = npt.NDArray[np.bool_]

#: Telling characters that let a line speak for itself, whatever its neighbours are.
SPEAKING: Final = 3
#: A line in both scripts is judged sentence by sentence.
SENTENCE: Final = Expression("[^。！？；!?;]+[。！？；!?;]*")


class Telling(NamedTuple):
    """Positions of characters that are Traditional only, Simplified only, hard and regional; none in foreign text."""

    traditional: Offsets
    simplified: Offsets
    hard: Offsets
    regional: Offsets
    #: Kana and hangul: where they are, lines that go may change what is foreign.
    foreign: Offsets


def telling(view: BatchView) -> Telling:
    """Where the telling characters stand."""
    tells = np.take(view.knowledge.made(tables).tells, view.index, mode="clip")
    rare = np.flatnonzero(tells >= HARD)
    kinds = tells[rare]
    told = Telling(
        np.flatnonzero(tells & TRADITIONAL > 0),
        np.flatnonzero(tells & SIMPLIFIED > 0),
        rare[kinds & HARD > 0],
        rare[kinds & REGIONAL > 0],
        rare[kinds & FOREIGN > 0],
    )
    letters = told.foreign
    if not len(letters):
        return told
    abroad = foreign_spans(view, letters)
    traditional, simplified, hard, regional = (part[~abroad.hold(part)] for part in told[:-1])
    return Telling(traditional, simplified, hard, regional, letters)


class Convertible(NamedTuple):
    """The lines to be converted, with the Traditional characters of every line, and sentences of other lines."""

    lines: Lines
    traditional: Offsets
    sentences: Spans

    def of_traditional(self, position: Offsets) -> npt.NDArray[np.bool_]:
        """Which of all Traditional positions stand in them."""
        inside = np.repeat(self.lines, self.traditional)
        return inside | self.sentences.hold(position) if len(self.sentences.start) else inside

    def of_rare(self, view: BatchView, position: Offsets) -> npt.NDArray[np.bool_]:
        """Which of some positions stand in them."""
        if not len(position):
            return np.zeros(0, bool)
        return self.lines[view.line_of(position)] | self.sentences.hold(position)


def count_in_lines(view: BatchView, position: Offsets) -> Offsets:
    """How many of the positions (sorted) stand in each line."""
    return np.diff(np.searchsorted(position, view.line_stop), prepend=0)


def convertible(view: BatchView, told: Telling) -> Convertible:
    """What is in Traditional script.

    A line speaks for itself by three telling characters, two thirds of them Traditional; one that has as many
    of either is judged by its sentences. The others follow the nearest line that speaks, above or below; where
    two as near disagree, or none speaks, the document's majority.
    """
    traditional = count_in_lines(view, told.traditional)
    simplified = count_in_lines(view, told.simplified)
    speaks = traditional + simplified >= SPEAKING
    chosen = traditional > 2 * simplified
    says_something = traditional > 0
    for rare in (told.hard, told.regional):
        says_something[view.line_of(rare)] = True
    silent = np.flatnonzero(says_something & ~speaks)
    if len(silent):
        chosen[silent] = _by_neighbours(view, silent, np.flatnonzero(speaks), chosen, told)
    mixed = np.flatnonzero(speaks & ~chosen & (traditional >= SPEAKING))
    sentences = _sentences(view, mixed) if len(mixed) else NOWHERE
    return Convertible(chosen, traditional, sentences)


def _by_neighbours(
    view: BatchView, silent: Offsets, speaking: Offsets, chosen: Lines, told: Telling
) -> Lines:
    """What the lines around, or else the document, say of lines that do not speak for themselves."""
    more = view.count_in_documents(told.traditional) > view.count_in_documents(told.simplified)
    home = view.line_document[silent]
    verdict = more[home] & (home >= 0)
    if not len(speaking):
        return verdict
    at = np.searchsorted(speaking, silent)
    far = len(view.line_start) + 1
    sides = []
    for place, is_there in ((at - 1, at > 0), (at, at < len(speaking))):
        line = speaking[np.clip(place, 0, len(speaking) - 1)]
        mine = is_there & (view.line_document[line] == home)
        sides.append((chosen[line], np.where(mine, np.abs(line - silent), far)))
    (above, to_above), (below, to_below) = sides
    nearer = np.where(to_above < to_below, above, below)
    agreed = (above == below) | (to_above != to_below)
    spoken = (to_above < far) | (to_below < far)
    return np.asarray(np.where(spoken & agreed, nearer, verdict))


def _sentences(view: BatchView, mixed: Offsets) -> Spans:
    """The Traditional sentences of lines that hold both scripts."""
    tells = view.knowledge.made(tables).tells
    found = []
    for line in mixed.tolist():
        start = int(view.line_start[line])
        for sentence in SENTENCE.finditer(view.line_text(line)):
            said = np.take(tells, codes_of(sentence[0]), mode="clip")
            more = np.count_nonzero(said & TRADITIONAL)
            less = np.count_nonzero(said & SIMPLIFIED)
            if more >= SPEAKING and more > 2 * less:
                found.append((start + sentence.start(), start + sentence.end()))
    if not found:
        return NOWHERE
    first, stop = np.array(found, np.int64).T
    return Spans(first, stop)
