"""The file of a character model in, what it says of single characters out: its first hundredth, and enough for most pages."""

from __future__ import annotations

import io
import zlib
from typing import Final, NamedTuple

import numpy as np

from kouan.language.model_file import HEAD, array_in, file_of, log_probabilities_in
from kouan.language.ngrams import LogProbabilities, Symbols
from kouan.model.characters import Codes
from kouan.model.knowledge import Knowledge

#: Bytes of the folding and of what is said of single characters, with what numpy writes before each.
_SIZE: Final = 3 * (1 << 16) + 2 + 2 * 256


class Characters(NamedTuple):
    """The symbol of each code point, and the log-probability of each symbol."""

    fold: Symbols
    log_probability: LogProbabilities

    def alone(self, codes: Codes) -> LogProbabilities:
        """Log-probability of each code point, whatever stands before it."""
        return self.log_probability[np.take(self.fold, codes, mode="clip")]


def characters_of(knowledge: Knowledge) -> Characters:
    """What the model that the knowledge holds says of single characters, read once.

    All of it takes fifty times as long to read.

    Raises:
        ModelError: the knowledge holds none.
    """
    return knowledge.made(_characters)


def _characters(knowledge: Knowledge) -> Characters:
    return read_characters(file_of(knowledge).content)


def read_characters(content: bytes) -> Characters:
    """The same from the bytes of a whole file."""
    held = io.BytesIO(zlib.decompressobj().decompress(memoryview(content)[HEAD:], _SIZE))
    return Characters(array_in(held, np.uint16), log_probabilities_in(held))
