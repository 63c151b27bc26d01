"""Contexts and characters in, how likely each is out: the character model, the document's own words, its script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.pairs import Pairs
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
    #: By symbol: whether the document holds it.
    holds: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, symbols: Symbols) -> Self:
        """Count a document."""
        keys = contexts(symbols) << WIDTH | symbols
        one, two, three = (
            Counts.of(keys & np.uint64((1 << 16 * order) - 1)) for order in (1, 2, 3)
        )
        holds = np.zeros(1 << 16, bool)
        holds[symbols] = True
        return cls(one, two, three, holds)

    def heard(
        self, context: Keys, which: npt.NDArray[np.intp], symbol: Symbols
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """The symbols that the document has behind the context that `which` names, and what it says of them, weighted."""
        one = context & np.uint64(0xFFFF)
        # most of what is asked about is nowhere in the document
        known = np.flatnonzero(self.holds[symbol] & self.holds[one][which])
        which, behind = which[known], symbol[known].astype(np.uint64)
        pairs = self.twos.times(one[which] << WIDTH | behind)
        found = np.flatnonzero(pairs)
        known, which, behind, pairs = known[found], which[found], behind[found], pairs[found]
        if not len(known):
            return known, pairs
        two = context & np.uint64(0xFFFFFFFF)
        said = ONE * pairs / (self.ones.times(one)[which] + DOUBT)
        triples = self.threes.times(two[which] << WIDTH | behind)
        said += TWO * triples / (self.twos.times(two)[which] + DOUBT)
        return known, said.astype(np.float32)


@dataclass(frozen=True)
class Speech:
    """What is likely to be written in a document of one script.

    `bias` is how much less likely a repair puts in a character (the other script's, a rare variant).
    """

    model: NgramModel
    bias: LogProbabilities
    pairs: Pairs
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
        if self.echo is not None:
            known, heard = self.echo.heard(context, which, symbol)
            aloud = np.log((1 - ONE - TWO) * np.exp(said[known]) + heard)
            said += np.float32(np.log(1 - ONE - TWO))
            said[known] = aloud
        return said, self.model.after(context[which], symbol)

    def follow(self, context: np.uint64, codes: Codes) -> float:
        """Log-probability ln P of a text behind a context."""
        behind = [context]
        for symbol in self.model.symbols(codes[:-1]):
            behind.append(np.uint64(self.model.after(np.asarray(behind[-1]), symbol)[()]))
        said, _ = self.say(np.array(behind, np.uint64), np.arange(len(codes)), codes)
        return float(said.sum(dtype=np.float64))

    def _model_says(
        self, context: Keys, which: npt.NDArray[np.intp], symbol: Symbols
    ) -> LogProbabilities:
        """What `NgramModel.log_probability` says, for many symbols behind each of few contexts.

        What a table holds behind a context lies together: cut out for all contexts, it is small enough to be
        searched from the cache. Of pairs there are too many for that; a row for each first symbol answers at once.
        """
        tables = self.model.tables
        total = self.pairs.say(context & np.uint64(0xFFFF), which, symbol)
        wanted = which.astype(np.uint64) << WIDTH | symbol
        for order in range(3, len(tables) + 1):
            table, shorter = tables[order - 1], tables[order - 2]
            mine = context & np.uint64((1 << 16 * (order - 1)) - 1)
            place, known = shorter.find(mine)
            if not known.any():
                continue
            total += np.where(known, shorter.back_off[place], np.float32(0))[which]
            longer = np.flatnonzero(known)
            low = np.searchsorted(table.keys, mine[longer] << WIDTH)
            high = np.searchsorted(table.keys, mine[longer] << WIDTH | np.uint64(0xFFFF), "right")
            at = ranges(low, high)
            if not len(at):
                continue
            held = np.repeat(longer.astype(np.uint64), high - low) << WIDTH
            held |= table.keys[at] & np.uint64(0xFFFF)
            place = np.searchsorted(held, wanted)
            place[place == len(held)] = 0
            found = np.flatnonzero(held[place] == wanted)
            total[found] = table.log_probability[at[place[found]]]
        return total
