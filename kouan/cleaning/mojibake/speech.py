"""Contexts and characters in, how likely each is out: the character model, the document's own words, its script."""

from __future__ import annotations

from collections.abc import Sequence
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

Numbers = npt.NDArray[np.int64]

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
    """The runs of one, two and three symbols of each of some documents; the number of the document stands before each run."""

    ones: Counts
    twos: Counts
    threes: Counts
    #: By document and symbol, end to end: whether the document holds it.
    holds: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, documents: Sequence[Symbols]) -> Self:
        """Count documents."""
        keys = [contexts(symbols) << WIDTH | symbols for symbols in documents]

        def counted(order: int) -> Counts:
            mask = np.uint64((1 << 16 * order) - 1)
            return Counts.of(
                np.concatenate(
                    [np.uint64(number << 48) | mine & mask for number, mine in enumerate(keys)]
                )
            )

        holds = np.zeros((len(documents), 1 << 16), bool)
        for number, symbols in enumerate(documents):
            holds[number, symbols] = True
        return cls(counted(1), counted(2), counted(3), holds.ravel())

    def heard(
        self, context: Keys, which: npt.NDArray[np.intp], symbol: Symbols, document: Numbers
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """The symbols that the document has behind the context that `which` names, and what it says of them, weighted.

        `document` is the one to listen to, by context.
        """
        home = document.astype(np.uint64) << np.uint64(48)
        one = context & np.uint64(0xFFFF)
        listens = self.holds[document << 16 | one.astype(np.int64)]
        # most of what is asked about is nowhere in the document
        known = np.flatnonzero(listens[which] & self.holds[document[which] << 16 | symbol])
        which, behind = which[known], symbol[known].astype(np.uint64)
        pairs = self.twos.times((home | one << WIDTH)[which] | behind)
        found = np.flatnonzero(pairs)
        known, which, behind, pairs = known[found], which[found], behind[found], pairs[found]
        if not len(known):
            return known, pairs
        two = context & np.uint64(0xFFFFFFFF)
        said = ONE * pairs / (self.ones.times(home | one)[which] + DOUBT)
        triples = self.threes.times((home | two << WIDTH)[which] | behind)
        said += TWO * triples / (self.twos.times(home | two)[which] + DOUBT)
        return known, said.astype(np.float32)


@dataclass(frozen=True)
class Speech:
    """What is likely to be written in a document of one script.

    `bias` is how much less likely a repair puts in a character (the other script's, a rare variant).
    """

    model: NgramModel
    bias: LogProbabilities
    pairs: Pairs
    marks: Marks
    echo: Echo | None = None

    def hearing(self, documents: Sequence[Codes]) -> Speech:
        """The same, with the words of documents in the ear."""
        return replace(self, echo=Echo.of([self.model.symbols(codes) for codes in documents]))

    def behind(self, codes: Codes) -> np.uint64:
        """The context behind some characters of a line, with the start of the line before them."""
        context = int(self.model.START)
        for symbol in self.model.symbols(codes[-3:]).tolist():
            context = context << 16 | symbol
        return np.uint64(context & (1 << 48) - 1)

    def alone(self, codes: Codes) -> LogProbabilities:
        """Log-probability ln P of each character, wherever it stands."""
        return self.model.tables[0].log_probability[self.model.symbols(codes)]

    def say(
        self,
        context: Keys,
        which: npt.NDArray[np.intp],
        code: Codes,
        document: Numbers | None = None,
    ) -> tuple[LogProbabilities, Keys]:
        """Log-probability ln P of each character behind the context that `which` names, and the context behind it.

        `document` is the one that is listened to, by context.
        """
        first = self.say_first(context, which, code, document)
        return self.say_more(context, first), self.model.after(context[which], first.symbol)

    def say_first(
        self,
        context: Keys,
        which: npt.NDArray[np.intp],
        code: Codes,
        document: Numbers | None = None,
    ) -> Said:
        """What there is to say of each character by the one before it, and by what the document says."""
        symbol = self.model.symbols(code)
        by_pair = self.pairs.say(context & np.uint64(0xFFFF), which, symbol)
        if self.echo is None:
            return Said(which, symbol, by_pair, _SILENCE)
        home = np.zeros(len(context), np.int64) if document is None else document
        known, said = self.echo.heard(context, which, symbol, home)
        heard = np.zeros(len(symbol), np.float32)
        heard[known] = said
        return Said(which, symbol, by_pair, heard)

    def say_more(self, context: Keys, first: Said) -> LogProbabilities:
        """What there is to say in all."""
        said = self._model_says(context, first)
        return said if self.echo is None else _aloud(said, first.heard)

    def _model_says(self, context: Keys, first: Said) -> LogProbabilities:
        """What `NgramModel.log_probability` says, for many symbols behind each of few contexts.

        Few longer n-grams are known, and a table of marks tells most of the others apart.
        """
        which, symbol, total = first.which, first.symbol, first.by_pair.copy()
        tables = self.model.tables
        last = symbol.astype(np.uint64)
        for order in range(3, len(tables) + 1):
            table, shorter = tables[order - 1], tables[order - 2]
            mine = context & np.uint64((1 << 16 * (order - 1)) - 1)
            place, known = shorter.find(mine)
            if not known.any():
                continue
            total += np.where(known, shorter.back_off[place], np.float32(0))[which]
            wanted = (mine << WIDTH)[which] | last
            maybe = np.flatnonzero(self.marks.may_know(order, wanted) & known[which])
            place, found = table.find(wanted[maybe])
            total[maybe[found]] = table.log_probability[place[found]]
        return total


class Said(NamedTuple):
    """What is said of characters so far: by the model for the character before, and by the document, weighted."""

    which: npt.NDArray[np.intp]
    symbol: Symbols
    by_pair: LogProbabilities
    #: Empty where no document is listened to.
    heard: LogProbabilities

    def at(self, chosen: npt.NDArray[np.intp]) -> Said:
        """Some of the characters."""
        heard = self.heard[chosen] if len(self.heard) else self.heard
        return Said(self.which[chosen], self.symbol[chosen], self.by_pair[chosen], heard)

    def so_far(self) -> LogProbabilities:
        """The log-probability as far as it is known."""
        return _aloud(self.by_pair, self.heard) if len(self.heard) else self.by_pair


_SILENCE: Final = np.zeros(0, np.float32)


def _aloud(said: LogProbabilities, heard: LogProbabilities) -> LogProbabilities:
    total = said + np.float32(np.log(1 - ONE - TWO))
    known = np.flatnonzero(heard)
    total[known] = np.log((1 - ONE - TWO) * np.exp(said[known]) + heard[known])
    return total


class Marks:
    """Which n-grams of three and more symbols a model may know: one place in a table for each, shared by few."""

    def __init__(self, model: NgramModel) -> None:
        self._tables = []
        for table in model.tables[2:]:
            bits = max(10, (8 * len(table.keys)).bit_length())
            marks = np.zeros(1 << bits, bool)
            marks[_spread(table.keys, bits)] = True
            self._tables.append((bits, marks))

    def may_know(self, order: int, keys: Keys) -> npt.NDArray[np.bool_]:
        """False where an n-gram of this order is certainly not in the model."""
        bits, marks = self._tables[order - 3]
        return marks[_spread(keys, bits)]


def _spread(keys: Keys, bits: int) -> Keys:
    return keys * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(64 - bits)
