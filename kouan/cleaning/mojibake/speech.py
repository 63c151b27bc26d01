"""Contexts and characters in, how likely each is out: the character model and the document's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.echo import Ear, Echo, Numbers, deaf
from kouan.cleaning.mojibake.pairs import Pairs
from kouan.language.ngrams import WIDTH, Keys, LogProbabilities, NgramModel, Symbols
from kouan.model.characters import Codes


@dataclass(frozen=True)
class Speech:
    """What is likely to be written in a document."""

    model: NgramModel
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

    def ear(self, context: Keys, document: Numbers) -> Ear:
        """How each context is listened to, once for all that is asked about it; `document` is by context."""
        if self.echo is None:
            return deaf(len(context))
        return self.echo.ear(context, document)

    def say(
        self,
        context: Keys,
        which: npt.NDArray[np.intp],
        code: Codes,
        document: Numbers | None = None,
        ear: Ear | None = None,
    ) -> tuple[LogProbabilities, Keys]:
        """Log-probability ln P of each character behind the context that `which` names, and the context behind it.

        `document` is the one that is listened to, by context; `ear` what is known of these.
        """
        first = self.say_first(context, which, self.model.symbols(code))
        if self.echo is not None:
            home = np.zeros(len(context), np.int64) if document is None else document
            known = self.held(context, first, home)
            ear = self.ear(context, home) if ear is None else ear
            first = self.hear(context, first, home, ear, known)
        return self.say_more(context, first), self.model.after(context[which], first.symbol)

    def say_first(
        self,
        context: Keys,
        which: npt.NDArray[np.intp],
        symbol: Symbols,
        alone: LogProbabilities | None = None,
    ) -> Said:
        """What the model has to say of each symbol by the one before it; `alone` is ln P of each, where known."""
        by_pair = self.pairs.say(context & np.uint64(0xFFFF), which, symbol, alone)
        return Said(which, symbol, by_pair)

    def held(self, context: Keys, first: Said, document: Numbers) -> npt.NDArray[np.intp]:
        """Characters of which the document may have more to say; of the others it makes each less likely."""
        if self.echo is None:
            return np.zeros(0, np.intp)
        return self.echo.held(context, first.which, first.symbol, document)

    def hear(
        self,
        context: Keys,
        first: Said,
        document: Numbers,
        ear: Ear,
        held: npt.NDArray[np.intp],
    ) -> Said:
        """The same with what the document adds to the characters `held`."""
        if self.echo is None:
            return first
        added = self.echo.added(ear, context, first.which, first.symbol, document, held)
        return first._replace(left=ear[:, 0], added=added)

    def say_more(self, context: Keys, first: Said) -> LogProbabilities:
        """What there is to say in all."""
        return first.aloud(self._model_says(context, first))

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
    """What is said of characters so far: by the model for the character before, and by the document."""

    which: npt.NDArray[np.intp]
    symbol: Symbols
    by_pair: LogProbabilities
    #: By context what is left to the model (as a logarithm), by character what the document adds to that; None where no
    #: document is listened to.
    left: LogProbabilities | None = None
    added: LogProbabilities | None = None

    def at(self, chosen: npt.NDArray[np.intp]) -> Said:
        """Some of the characters."""
        added = None if self.added is None else self.added[chosen]
        return Said(self.which[chosen], self.symbol[chosen], self.by_pair[chosen], self.left, added)

    def so_far(self) -> LogProbabilities:
        """The log-probability as far as it is known."""
        return self.aloud(self.by_pair)

    def aloud(self, said: LogProbabilities) -> LogProbabilities:
        """What the model says, with what the document adds."""
        if self.left is None or self.added is None:
            return said
        total = said + self.left[self.which]
        known = np.flatnonzero(self.added)
        total[known] = np.log(np.exp(total[known]) + self.added[known])
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
