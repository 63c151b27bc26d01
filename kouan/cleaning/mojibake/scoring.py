"""Code points in, how likely they are as Chinese text out: the character model, with a floor for foreign letters."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import NgramModel, contexts
from kouan.model.batch import Offsets
from kouan.model.characters import Codes

Scores = npt.NDArray[np.float32]

#: No worse than this: letters of other languages, which a model of Chinese has hardly seen. A name in Korean or a French
#: word is no mojibake.
FOREIGN: Final = -8.0
#: The same for scripts that double-byte codecs have: one such letter among Chinese is likelier a Chinese character.
BESIDE: Final = FOREIGN - 4
#: No better than this: what stands in no text (controls, private characters, holes, halves of surrogate pairs).
NOTHING: Final = -22.0


def likelihood(model: NgramModel, codes: Codes, *, alone: bool = False) -> Scores:
    """The log-probability of each character given those before it, or of each alone, which is quick and coarse."""
    if alone:
        return _within(model.tables[0].log_probability[model.symbols(codes)], codes)
    return _within(model.score(codes), codes)


def likelihood_at(
    model: NgramModel, codes: Codes, place: Offsets, *, alone: bool = False
) -> Scores:
    """The log-probability of some of the characters given those before them, or of each alone."""
    if alone:
        return likelihood(model, codes[place], alone=True)
    symbols = model.symbols(codes)
    score = model.log_probability(contexts(symbols)[place], symbols[place])
    return _within(score, codes[place])


def likelihood_at_best(model: NgramModel, codes: Codes) -> Scores:
    """What the log-probability of each character does not go beyond, by the one before it: for a tenth of the look-ups."""
    return _within(model.at_most(model.symbols(codes)), codes)


def _within(score: Scores, codes: Codes) -> Scores:
    floor, ceiling = _limits()
    score = np.maximum(score, np.take(floor, codes, mode="clip"))
    return np.minimum(score, np.take(ceiling, codes, mode="clip"))


@cache
def _limits() -> tuple[Scores, Scores]:
    floor = np.full(0x10001, -1e3, np.float32)
    for first, stop in (
        (0xC0, 0x250), (0x370, 0x530), (0x590, 0x700), (0x900, 0xE80), (0x1E00, 0x2000),
    ):  # fmt: skip
        floor[first:stop] = FOREIGN
    floor[[0xD7, 0xF7]] = -1e3
    floor[0x3041:0x3100] = floor[0xAC00:0xD7A4] = BESIDE
    ceiling = np.zeros(0x10001, np.float32)
    for first, stop in ((0, 9), (0xE, 0x20), (0x7F, 0xA0), (0xD800, 0xF900), (0xFFFC, 0x10000)):
        ceiling[first:stop] = NOTHING
    return floor, ceiling
