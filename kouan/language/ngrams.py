"""A character n-gram model: code points in, the log-probability of each given the three before it out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.model.characters import Codes

Symbols = npt.NDArray[np.uint16]
#: Up to four symbols in one number, the last one lowest.
Keys = npt.NDArray[np.uint64]
LogProbabilities = npt.NDArray[np.float32]

ORDER: Final = 4
WIDTH: Final = np.uint64(16)
BREAK: Final = 0x000A
#: The context at the start of a line: three line breaks.
START: Final = np.uint64(BREAK << 32 | BREAK << 16 | BREAK)
#: Characters beyond the basic plane share this symbol.
BEYOND: Final = 0xFFFF
CONTEXT_MASK: Final = np.uint64((1 << 48) - 1)

#: So many keys are sorted before they are looked up.
SORTED_FROM: Final = 64

#: Pairs of symbols that a model knows are looked up in so many bits' places: one in ten unknown ones counts as known.
PAIR_BITS: Final = 22


class Table(NamedTuple):
    """The n-grams of one order: sorted keys, log-probabilities, back-off weights (none for the highest order)."""

    keys: Keys
    log_probability: LogProbabilities
    back_off: LogProbabilities

    def find(self, keys: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """The place of each key, and whether it is there."""
        if len(keys) < SORTED_FROM:
            place = np.searchsorted(self.keys, keys)
        else:
            # in order each search begins where the last one ended, in memory at hand: up to twice as fast
            order = np.argsort(keys)
            place = np.empty(len(keys), np.intp)
            place[order] = np.searchsorted(self.keys, keys[order])
        place[place == len(self.keys)] = 0
        if not len(self.keys):
            return place, np.zeros(len(keys), bool)
        return place, self.keys[place] == keys


@dataclass(frozen=True)
class NgramModel:
    """An n-gram model with back-off over symbols.

    `fold` says which symbol a code point is (0x10001 entries, the last for all beyond the basic plane): Traditional
    characters count as their Simplified ones, half-width marks as full-width ones, digits as one, Latin letters as one.
    `tables` are those of order 1 to 4; that of order 1 has an entry for every symbol.
    """

    fold: Symbols
    tables: tuple[Table, ...]

    START = START

    def symbols(self, codes: Codes) -> Symbols:
        """The symbol of each code point."""
        return np.take(self.fold, codes, mode="clip")

    def log_probability(self, context: Keys, symbol: Symbols) -> LogProbabilities:
        """Log-probability ln P(symbol | the three symbols of its context), for each pair.

        A context packs three symbols, the nearest one lowest: `after` makes it, `START` is that of a line.
        """
        context, symbol = np.broadcast_arrays(context, symbol)
        total = np.zeros(symbol.shape, np.float32)
        open_ = np.arange(symbol.size)
        before = np.ascontiguousarray(context, np.uint64).ravel()
        last = np.ascontiguousarray(symbol, np.uint64).ravel()
        flat = total.ravel()
        for order in range(ORDER, 1, -1):
            mask = np.uint64((1 << 16 * (order - 1)) - 1)
            table, shorter = self.tables[order - 1], self.tables[order - 2]
            place, known = table.find((before & mask) << WIDTH | last)
            flat[open_[known]] += table.log_probability[place[known]]
            left = ~known
            open_, before, last = open_[left], before[left], last[left]
            if not len(open_):
                return total
            if order == 2:
                flat[open_] += shorter.back_off[before & mask]
            else:
                place, known = shorter.find(before & mask)
                flat[open_[known]] += shorter.back_off[place[known]]
        flat[open_] += self.tables[0].log_probability[last]
        return total

    def followers(self, context: Keys) -> npt.NDArray[np.bool_]:
        """Of all 65,536 symbols, those that some n-gram knows behind one of the contexts.

        The others are as likely behind a context as they are alone, but for what the context itself costs:
        so the likeliest of them are the same behind every context.
        """
        told = np.zeros(1 << 16, bool)
        for order in range(2, ORDER + 1):
            keys = self.tables[order - 1].keys
            before = np.unique(context & np.uint64((1 << 16 * (order - 1)) - 1)) << WIDTH
            first = np.searchsorted(keys, before, "left")
            stop = np.searchsorted(keys, before | np.uint64(0xFFFF), "right")
            for low, high in zip(first.tolist(), stop.tolist(), strict=True):
                told[keys[low:high].astype(np.uint16)] = True
        return told

    def at_most(self, symbols: Symbols) -> LogProbabilities:
        """What the log-probability of each symbol of a text does not go beyond, by the symbol before it alone.

        One look instead of up to nine; for a pair that the model does not know it is little more than the truth.
        """
        known, unknown, pairs = self._bounds
        pair = np.empty(len(symbols), np.uint32)
        pair[:1] = BREAK
        pair[1:] = symbols[:-1]
        pair = pair << np.uint32(16) | symbols
        return np.where(pairs[_spread(pair)], known[symbols], unknown[symbols])

    @cached_property
    def _bounds(self) -> tuple[LogProbabilities, LogProbabilities, npt.NDArray[np.bool_]]:
        """By symbol: the bounds behind a known and behind an unknown one; and which pairs may be known."""
        known = self.tables[0].log_probability.copy()
        unknown = known.copy()
        pairs = np.zeros(1 << PAIR_BITS, bool)
        for shorter, table in itertools.pairwise(self.tables):
            step = max(0.0, float(shorter.back_off.max(initial=0)))
            known += step
            unknown += step
            np.maximum.at(known, table.keys.astype(np.uint16), table.log_probability)
            pairs[_spread(table.keys.astype(np.uint32))] = True
        return known, unknown, pairs

    def after(self, context: Keys, symbol: Symbols) -> Keys:
        """The context behind each symbol."""
        return np.asarray(
            (np.asarray(context, np.uint64) << WIDTH | np.asarray(symbol, np.uint64)) & CONTEXT_MASK
        )

    def score(self, codes: Codes) -> LogProbabilities:
        """Log-probability ln P of each character given the three before it; a line break starts anew."""
        symbols = self.symbols(codes)
        return self.log_probability(contexts(symbols), symbols)


def _spread(pairs: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """A place for each pair of symbols, the same one for few others."""
    return np.asarray(pairs * np.uint32(0x9E3779B1) >> np.uint32(32 - PAIR_BITS))


def contexts(symbols: Symbols) -> Keys:
    """The context of each symbol of a text; what stands before the last line break does not count.

    >>> [hex(one) for one in contexts(np.array([0x53E3, 0x5CB8], np.uint16)).tolist()]
    ['0xa000a000a', '0xa000a53e3']
    """
    context = np.zeros(len(symbols), np.uint64)
    closed = np.zeros(len(symbols), bool)
    padded = np.concatenate((np.full(ORDER - 1, BREAK, np.uint16), symbols))
    for back in range(1, ORDER):
        symbol = padded[ORDER - 1 - back : len(padded) - back].copy()
        symbol[closed] = BREAK
        closed |= symbol == BREAK
        context |= symbol.astype(np.uint64) << np.uint64(16 * (back - 1))
    return context
