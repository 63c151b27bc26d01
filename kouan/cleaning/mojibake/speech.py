"""Contexts and characters in, how likely each is out: the character model, the document's own words, its script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import (
    WIDTH,
    Keys,
    LogProbabilities,
    NgramModel,
    Symbols,
    contexts,
)
from kouan.model.characters import Codes
from kouan.model.splicing import ranges

#: What the document itself says of the next character counts for so much, after two characters and after one: names
#: and terms come back in an article, and no model of other texts knows them.
TWO, ONE = 0.12, 0.06
#: A context seen once proves little: what is added to its count.
DOUBT: Final = 1.0


class Counts(NamedTuple):
    """Sorted n-grams and how often each was seen."""

    keys: Keys
    number: npt.NDArray[np.float32]

    @classmethod
    def of(cls, keys: Keys) -> Self:
        """Count."""
        distinct, number = np.unique(keys, return_counts=True)
        return cls(distinct, number.astype(np.float32))

    def times(self, keys: Keys) -> npt.NDArray[np.float32]:
        """How often each was seen."""
        if not len(self.keys):
            return np.zeros(len(keys), np.float32)
        place = np.searchsorted(self.keys, keys)
        place[place == len(self.keys)] = 0
        return np.where(self.keys[place] == keys, self.number[place], np.float32(0))


class Echo(NamedTuple):
    """The runs of one, two and three symbols of a document."""

    ones: Counts
    twos: Counts
    threes: Counts

    @classmethod
    def of(cls, symbols: Symbols) -> Self:
        """Count a document."""
        keys = contexts(symbols) << np.uint64(16) | symbols
        return cls(*(Counts.of(keys & np.uint64((1 << 16 * order) - 1)) for order in (1, 2, 3)))

    def probability(self, context: Keys, symbol: Symbols) -> npt.NDArray[np.float32]:
        """What the document says of each symbol behind its context, weighted; 0 where it says nothing."""
        one = context & np.uint64(0xFFFF)
        two = context & np.uint64(0xFFFFFFFF)
        behind = symbol.astype(np.uint64)
        pairs = self.twos.times(one << np.uint64(16) | behind)
        said = ONE * pairs / (self.ones.times(one) + DOUBT)
        known = np.flatnonzero(pairs)
        if len(known):
            triples = self.threes.times(two[known] << np.uint64(16) | behind[known])
            said[known] += TWO * triples / (self.twos.times(two[known]) + DOUBT)
        return np.asarray(said, np.float32)


@dataclass(frozen=True)
class Speech:
    """What is likely to be written in a document of one script.

    `bias` is how much less likely a repair puts in a character (the other script's, a rare variant).
    """

    model: NgramModel
    bias: LogProbabilities
    echo: Echo | None = None

    def hearing(self, codes: Codes) -> Speech:
        """The same, with the words of a document in the ear."""
        return replace(self, echo=Echo.of(self.model.symbols(codes)))

    def behind(self, codes: Codes) -> np.uint64:
        """The context behind some characters of a line, with the start of the line before them."""
        context = self.model.START
        for symbol in self.model.symbols(codes):
            context = np.uint64(self.model.after(np.asarray(context), symbol)[()])
        return context

    def say(
        self, context: Keys, which: npt.NDArray[np.intp], code: Codes
    ) -> tuple[LogProbabilities, Keys]:
        """Log-probability ln P of each character behind the context that `which` names, and the context behind it."""
        symbol = self.model.symbols(code)
        said = self._model_says(context, which, symbol)
        behind = context[which]
        if self.echo is not None:
            heard = self.echo.probability(behind, symbol)
            said = np.log((1 - ONE - TWO) * np.exp(said) + heard)
        return said, self.model.after(behind, symbol)

    def _model_says(
        self, context: Keys, which: npt.NDArray[np.intp], symbol: Symbols
    ) -> LogProbabilities:
        """What `NgramModel.log_probability` says, for many symbols behind each of few contexts.

        What a table holds behind a context lies together: cut out for all contexts, it is small enough to be
        searched from the cache, five times as fast as the table.
        """
        tables = self.model.tables
        total = np.zeros(len(symbol), np.float32)
        open_ = np.arange(len(symbol))
        wanted = which.astype(np.uint64) << WIDTH | symbol
        for order in range(len(tables), 1, -1):
            table, shorter = tables[order - 1], tables[order - 2]
            mine = context & np.uint64((1 << 16 * (order - 1)) - 1)
            low = np.searchsorted(table.keys, mine << WIDTH)
            high = np.searchsorted(table.keys, mine << WIDTH | np.uint64(0xFFFF), "right")
            at = ranges(low, high)
            held = np.repeat(np.arange(len(context), dtype=np.uint64), high - low) << WIDTH
            held |= table.keys[at] & np.uint64(0xFFFF)
            if len(held):
                place = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
                known = held[place] == wanted
                total[open_[known]] += table.log_probability[at[place[known]]]
                open_, wanted = open_[~known], wanted[~known]
            if not len(open_):
                return total
            place, known = shorter.find(mine)
            left = np.where(known, shorter.back_off[place], np.float32(0))
            total[open_] += left[which[open_]]
        total[open_] += tables[0].log_probability[symbol[open_]]
        return total
