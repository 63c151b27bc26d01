"""Hypotheses and what may come next in, the hypotheses after it out: all that a step thinks of is said at once."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import Choices
from kouan.cleaning.mojibake.hypotheses import (
    NOTHING,
    Beam,
    Numbers,
    Scores,
    Source,
    State,
    best_of,
    joined,
)
from kouan.cleaning.mojibake.speech import Speech
from kouan.model.characters import Codes


class Growth(NamedTuple):
    """What hypotheses may put out next, as columns, before anybody has said how likely it is.

    `root` is the place of the hypothesis in the beam of the step; `then` a character that is read behind
    the one put out (0: none).
    """

    root: Numbers
    state: npt.NDArray[np.int8]
    byte: npt.NDArray[np.int16]
    score: Scores
    code: Codes
    then: Codes
    source: npt.NDArray[np.int8]

    @classmethod
    def of(
        cls,
        beam: Beam,
        code: Codes,
        source: Source,
        state: npt.NDArray[np.int8] | State,
        cost: float = 0.0,
    ) -> Self:
        """Each hypothesis with its one character."""
        count = len(code)
        return cls(
            beam.root,
            np.full(count, state, np.int8) if isinstance(state, State) else state,
            beam.byte,
            beam.score + np.float32(cost),
            code,
            np.zeros(count, np.uint32),
            np.full(count, source, np.int8),
        )

    @classmethod
    def chosen(
        cls,
        beam: Beam,
        choices: Choices,
        key: Numbers,
        source: Source,
        state: State,
        cost: float = 0.0,
    ) -> Self:
        """Each hypothesis with each of its choices."""
        which, code, byte = choices.of(key)
        count = len(code)
        return cls(
            beam.root[which],
            np.full(count, state, np.int8),
            byte.astype(np.int16),
            (beam.score + np.float32(cost))[which],
            code,
            np.zeros(count, np.uint32),
            np.full(count, source, np.int8),
        )

    def opened(self, byte: int) -> Self:
        """The same, with this byte open behind the character."""
        return self._replace(byte=np.full(len(self.root), byte, np.int16))

    def followed(self, code: int, cost: float = 0.0) -> Self:
        """The same, in step again, with this character read behind the one put out."""
        count = len(self.root)
        return self._replace(
            state=np.full(count, State.AFTER, np.int8),
            then=np.full(count, code, np.uint32),
            score=self.score + np.float32(cost),
        )


def grown(beam: Beam, growths: list[Growth], speech: Speech, closings: int) -> Beam:
    """The hypotheses after a step; of those that go on with a character in step only the best `closings` are read on."""
    filled = [growth for growth in growths if len(growth.root)]
    if not filled:
        return NOTHING
    whole = Growth(*(np.concatenate(columns) for columns in zip(*filled, strict=True)))
    contexts, place = np.unique(beam.context, return_inverse=True)
    said, context = speech.say(contexts, place[whole.root], whole.code)
    bias = np.take(speech.bias, whole.code, mode="clip")
    said += np.where(whole.source == Source.READ, np.float32(0), bias)
    put = Beam(
        whole.root,
        beam.node[whole.root],
        whole.state,
        whole.byte,
        context,
        whole.score + said,
        whole.code,
        np.zeros(len(said), np.uint32),
        whole.source,
    )
    goes_on = np.flatnonzero(whole.then)
    if not len(goes_on):
        return put
    best = goes_on[best_of(put.score[goes_on], closings)]
    return joined(put.at(whole.then == 0), read_behind(put.at(best), whole.then[best], speech))


def read_behind(beam: Beam, code: Codes, speech: Speech) -> Beam:
    """A character is what it is, behind one that the step has put out already."""
    contexts, place = np.unique(beam.context, return_inverse=True)
    said, context = speech.say(contexts, place, code)
    return beam._replace(context=context, score=beam.score + said, second=code)
