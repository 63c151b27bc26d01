"""A character n-gram model: code points in, the log-probability of each given the three before it out.

The file holds a trie: for each n-gram its last symbol, its probability and its back-off weight, in 8 bits each, and
how many longer ones go on from it. Reading it gives one sorted table of keys an order, looked up by binary search.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple, Self, TypeVar

import numpy as np
import numpy.typing as npt

from kouan.model.characters import Codes
from kouan.model.knowledge import Knowledge

T = TypeVar("T", bound=np.generic)
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
#: Log-probabilities are kept in steps of this size, from 0 down.
STEP: Final = 0.08
#: Back-off weights lie between these, in 255 steps.
BACK_OFF_LOW, BACK_OFF_HIGH = -9.0, 3.0

#: So many keys are sorted before they are looked up.
SORTED_FROM: Final = 64

#: Pairs of symbols that a model knows are looked up in so many bits' places: one in ten unknown ones counts as known.
PAIR_BITS: Final = 22

_MAGIC: Final = b"kouan characters 1\n"
#: The file begins with its kind and a digest of the rest.
HEAD: Final = len(_MAGIC) + 16


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


def write(model: NgramModel) -> bytes:
    """The model as the bytes of its file; equal models give equal bytes."""
    parts: list[npt.NDArray[Any]] = [model.fold]
    for order, table in enumerate(model.tables, 1):
        if order > 1:
            parts.append((table.keys & np.uint64(0xFFFF)).astype(np.uint16))
        parts.append(_quantized(table.log_probability))
        if order < ORDER:
            longer = model.tables[order].keys >> WIDTH
            parts.append(_back_off_quantized(table.back_off))
            first = np.searchsorted(longer, table.keys, "left")
            parts.append((np.searchsorted(longer, table.keys, "right") - first).astype(np.uint32))
    out = io.BytesIO()
    for part in parts:
        np.lib.format.write_array(out, _planes(part), allow_pickle=False)
    packed = zlib.compress(out.getvalue(), 9)
    return _MAGIC + _digest(packed) + packed


class ModelError(ValueError):
    """A file that is no character model, or a damaged one; the message names it and the remedy."""


def check(content: bytes, name: str) -> None:
    """See that the bytes are a whole model, without reading its tables.

    Raises:
        ModelError: they are not; the message says `name`.
    """
    remedy = "run `kouan model build`, or move the file away"
    if not content.startswith(_MAGIC):
        raise ModelError(f"{name}: not a character model of this version; {remedy}")
    if content[len(_MAGIC) : HEAD] != _digest(content[HEAD:]):
        raise ModelError(f"{name}: a damaged character model; {remedy}")


def read(content: bytes, name: str = "model") -> NgramModel:
    """The model from the bytes of its file.

    Raises:
        ModelError: the bytes are no such model, or not all of it; the message says `name`.
    """
    check(content, name)
    held = io.BytesIO(zlib.decompress(content[HEAD:]))
    fold = array_in(held, np.uint16)
    keys = np.arange(1 << 16, dtype=np.uint64)
    tables: list[Table] = []
    children = np.zeros(0, np.uint32)
    for order in range(1, ORDER + 1):
        if order > 1:
            last = array_in(held, np.uint16)
            keys = np.repeat(keys, children) << WIDTH | last
        log_probability = log_probabilities_in(held)
        back_off = np.zeros(0, np.float32)
        if order < ORDER:
            steps = array_in(held, np.uint8).astype(np.float32)
            back_off = BACK_OFF_LOW + steps * np.float32((BACK_OFF_HIGH - BACK_OFF_LOW) / 255)
            children = array_in(held, np.uint32)
        tables.append(Table(keys, log_probability, back_off))
    return NgramModel(fold, tuple(tables))


def array_in(held: io.BytesIO, kind: type[T]) -> npt.NDArray[T]:
    """The next array of a file."""
    planes = np.lib.format.read_array(held, allow_pickle=False)
    return np.ascontiguousarray(planes.T).view(kind).ravel()


def log_probabilities_in(held: io.BytesIO) -> LogProbabilities:
    """The next array of a file, as log-probabilities."""
    return array_in(held, np.uint8).astype(np.float32) * np.float32(-STEP)


def _digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=16).digest()


def _planes(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """The bytes of an array, first all lowest bytes, then all next ones: so they compress well."""
    wide = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<")))
    return np.ascontiguousarray(wide.view(np.uint8).reshape(len(wide), -1).T)


def _quantized(values: LogProbabilities) -> npt.NDArray[np.uint8]:
    return np.asarray(np.clip(np.rint(values / -STEP), 0, 255), np.uint8)


def _back_off_quantized(values: LogProbabilities) -> npt.NDArray[np.uint8]:
    share = (values - BACK_OFF_LOW) / (BACK_OFF_HIGH - BACK_OFF_LOW)
    return np.asarray(np.clip(np.rint(share * 255), 0, 255), np.uint8)


@dataclass(frozen=True)
class ModelFile:
    """The bytes of a character model and their digest; read when somebody asks for the model."""

    name: str
    content: bytes
    digest: str

    @classmethod
    def of(cls, name: str, content: bytes, *, is_shipped: bool = False) -> Self:
        """A model file with the digest that it bears (32 hexadecimal digits).

        The shipped one is as whole as the modules beside it; `read` looks before it makes all tables.

        Raises:
            ModelError: the bytes are no whole model.
        """
        if not is_shipped:
            check(content, name)
        return cls(name, content, content[len(_MAGIC) : HEAD].hex())


def model_of(knowledge: Knowledge) -> NgramModel:
    """The character model that the knowledge holds, read once.

    Raises:
        ModelError: it holds none.
    """
    return knowledge.made(_model)


def _model(knowledge: Knowledge) -> NgramModel:
    held = file_of(knowledge)
    return read(held.content, held.name)


def file_of(knowledge: Knowledge) -> ModelFile:
    """The model's file that the knowledge holds.

    Raises:
        ModelError: it holds none.
    """
    held: ModelFile | None = knowledge.model
    if held is None:
        raise ModelError("this knowledge holds no character model; gather() gives one that does")
    return held
