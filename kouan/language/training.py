"""Texts and words in, a character model out: counting, smoothing, mixing and pruning n-grams.

Smoothing is interpolated modified Kneser-Ney (Chen and Goodman 1998), pruning goes by relative entropy (Stolcke 1998).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import (
    BEYOND,
    BREAK,
    ORDER,
    WIDTH,
    Keys,
    LogProbabilities,
    NgramModel,
    Symbols,
    Table,
)
from kouan.model.characters import HALF_MARKS, HAN_RANGES, codes_of

Counts = npt.NDArray[np.int64]
Counted = tuple[Keys, Counts]

_SYMBOLS: Final = 1 << 16
#: What an unseen character is worth beside the commonest unseen ones: the standards' own division.
_EVERYDAY, _SECOND, _RARE, _OTHER = 1.0, 0.3, 0.02, 0.001
#: ln P of what no text holds.
_NEVER: Final = np.float32(-15.0)
_FULL_MARKS: Final = "，；：！？（）"
#: An n-gram stays when leaving it to the back-off costs more than this, in nats over the whole model.
PRUNE: Final = 2e-8


def folding(simplified: npt.NDArray[np.uint32]) -> Symbols:
    """The symbol of each code point, from a table of Simplified code points (0x10001 entries)."""
    fold = np.asarray(simplified[: _SYMBOLS + 1]).copy()
    for code in range(_SYMBOLS):
        if 0xFF10 <= code < 0xFF1A or 0x30 <= code < 0x3A:
            fold[code] = ord("0")
        elif chr(code).isascii() and chr(code).isalpha():
            fold[code] = ord("a")
    letters = np.arange(26)
    fold[0xFF21 + letters] = fold[0xFF41 + letters] = ord("a")
    for half, full in zip(HALF_MARKS, _FULL_MARKS, strict=True):
        fold[ord(half)] = ord(full)
    fold[[0x09, 0xA0, 0x3000, 0x2002, 0x2003, 0x2009, 0x202F]] = ord(" ")
    fold[[0x0D, 0x1E]] = BREAK
    fold[_SYMBOLS] = BEYOND
    return fold.astype(np.uint16)


def train(texts: Iterable[str], fold: Symbols) -> NgramModel:
    """A model of running text, line by line; unpruned."""
    lines = np.concatenate(
        [np.full(ORDER - 1, BREAK, np.uint16)]
        + [
            np.concatenate((np.take(fold, codes_of(line), mode="clip"), _RIM))
            for text in texts
            for line in text.split("\n")
            if line
        ]
    )
    counted: list[Counted] = []
    for order in range(1, ORDER + 1):
        keys = np.zeros(len(lines) - order + 1, np.uint64)
        for place in range(order):
            keys = keys << WIDTH | lines[place : len(lines) - order + 1 + place]
        if order > 1:  # behind a line break no second one follows: the rim is padding
            keys = keys[(keys & np.uint64(0xFFFFFFFF)) != np.uint64(BREAK << 16 | BREAK)]
        counted.append(_counted(keys))
    return _estimated(counted, fold, by_continuation=True)


_RIM: Final = np.full(ORDER - 1, BREAK, np.uint16)


def train_words(words: Mapping[str, int], fold: Symbols) -> NgramModel:
    """A model of single words with their frequencies: what follows what inside a word; unpruned."""
    keys: list[list[Keys]] = [[] for _ in range(ORDER)]
    counts: list[list[Counts]] = [[] for _ in range(ORDER)]
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    for length, same in sorted(by_length.items()):
        symbols = np.take(fold, codes_of("".join(same)), mode="clip").reshape(-1, length)
        times = np.array([words[word] for word in same], np.int64)
        for order in range(1, min(ORDER, length) + 1):
            for first in range(length - order + 1):
                key = np.zeros(len(same), np.uint64)
                for place in range(order):
                    key = key << WIDTH | symbols[:, first + place]
                keys[order - 1].append(key)
                counts[order - 1].append(times)
    counted = []
    for key_parts, count_parts in zip(keys, counts, strict=True):
        counted.append(_summed(np.concatenate(key_parts), np.concatenate(count_parts)))
    return _estimated(counted, fold, by_continuation=False)


def mixed(models: Iterable[tuple[NgramModel, float]]) -> NgramModel:
    """The linear mixture of models over one folding; the weights sum to 1."""
    parts = list(models)
    tables: list[Table] = []
    for order in range(1, ORDER + 1):
        keys = np.unique(np.concatenate([model.tables[order - 1].keys for model, _ in parts]))
        total = np.full(len(keys), -np.inf)
        for model, weight in parts:
            given = _given(model, keys, order).astype(np.float64) + np.log(weight)
            total = np.logaddexp(total, given)
        tables.append(Table(keys, total.astype(np.float32), np.zeros(0, np.float32)))
    return _backed_off(parts[0][0].fold, tables)


def pruned(model: NgramModel, threshold: float = PRUNE) -> NgramModel:
    """The model without n-grams that the shorter ones say nearly as well."""
    tables = list(model.tables)
    weight = [_joint(model, table.keys, order) for order, table in enumerate(tables, 1)]
    needed = np.zeros(0, np.uint64)
    for order in range(ORDER, 1, -1):
        table = tables[order - 1]
        mask = np.uint64((1 << 16 * (order - 1)) - 1)
        suffix = _given(model, table.keys & mask, order - 1)
        context = table.keys >> WIDTH
        place, known = tables[order - 2].find(context)
        shorter = suffix + np.where(known, model.tables[order - 2].back_off[place], 0)
        cost = np.exp(weight[order - 1]) * np.abs(table.log_probability - shorter)
        keep = (cost > threshold) | np.isin(table.keys, needed)
        tables[order - 1] = Table(table.keys[keep], table.log_probability[keep], table.back_off)
        needed = np.unique(tables[order - 1].keys >> WIDTH)
    return _backed_off(model.fold, tables)


def _joint(model: NgramModel, keys: Keys, order: int) -> npt.NDArray[np.float64]:
    """Log-probability ln P of whole n-grams."""
    total = np.zeros(len(keys))
    for length in range(1, order + 1):
        total += _given(model, keys >> np.uint64(16 * (order - length)), length)
    return total


def _given(model: NgramModel, keys: Keys, order: int) -> LogProbabilities:
    """Log-probability ln P(last symbol | those before it) of n-grams of one order, backed off where the model has none."""
    total = np.zeros(len(keys), np.float32)
    open_ = np.arange(len(keys))
    for length in range(order, 1, -1):
        mine = keys[open_] & _mask(length)
        place, known = model.tables[length - 1].find(mine)
        total[open_[known]] += model.tables[length - 1].log_probability[place[known]]
        open_, mine = open_[~known], mine[~known]
        place, known = model.tables[length - 2].find(mine >> WIDTH)
        total[open_[known]] += model.tables[length - 2].back_off[place[known]]
    total[open_] += model.tables[0].log_probability[keys[open_] & np.uint64(0xFFFF)]
    return total


def _mask(order: int) -> np.uint64:
    return np.uint64((1 << 16 * order) - 1)


def _backed_off(fold: Symbols, tables: list[Table]) -> NgramModel:
    """The model with back-off weights such that the probabilities behind each context sum to 1."""
    done: list[Table] = [tables[0]]
    for order in range(2, ORDER + 1):
        table, shorter = tables[order - 1], done[-1]
        done[-1] = shorter._replace(back_off=np.zeros(len(shorter.keys), np.float32))
        model = NgramModel(fold, tuple(done))
        lower = _given(model, table.keys & _mask(order - 1), order - 1)
        place, known = shorter.find(table.keys >> WIDTH)
        if not known.all():
            raise ValueError("an n-gram whose beginning the model does not hold")
        said = np.bincount(
            place, np.exp(table.log_probability.astype(np.float64)), len(shorter.keys)
        )
        left = np.bincount(place, np.exp(lower.astype(np.float64)), len(shorter.keys))
        back_off = np.log(np.maximum(1 - said, 1e-4)) - np.log(np.maximum(1 - left, 1e-4))
        back_off[np.bincount(place, minlength=len(shorter.keys)) == 0] = 0
        done[-1] = shorter._replace(back_off=back_off.astype(np.float32))
        done.append(table)
    done[-1] = done[-1]._replace(back_off=np.zeros(0, np.float32))
    return NgramModel(fold, tuple(done))


def _counted(keys: Keys) -> Counted:
    distinct, count = np.unique(keys, return_counts=True)
    return distinct, count.astype(np.int64)


def _summed(keys: Keys, counts: Counts) -> Counted:
    distinct, where = np.unique(keys, return_inverse=True)
    return distinct, np.bincount(where, counts, len(distinct)).astype(np.int64)


def _estimated(counted: list[Counted], fold: Symbols, *, by_continuation: bool) -> NgramModel:
    """Interpolated modified Kneser-Ney over counts of order 1 to 4."""
    prior = _prior(fold)
    tables: list[Table] = []
    for order in range(1, ORDER + 1):
        keys, counts = counted[order - 1]
        if by_continuation and order < ORDER:
            counts = _continuations(keys, counts, counted[order][0], order)
        discount = _discounts(counts)[np.minimum(counts, 3)]
        mass = np.maximum(counts - discount, 0)
        if order == 1:
            total = np.zeros(_SYMBOLS)
            total[keys] = mass
            left = discount.sum() / counts.sum()
            probability = total / counts.sum() + left * prior
            every = np.arange(_SYMBOLS, dtype=np.uint64)
            tables.append(Table(every, _log(probability), np.zeros(0, np.float32)))
            continue
        context, where = np.unique(keys >> WIDTH, return_inverse=True)
        seen = np.bincount(where, counts, len(context))
        gamma = np.bincount(where, discount, len(context)) / seen
        place, _ = tables[-1].find(keys & _mask(order - 1))
        lower = np.exp(tables[-1].log_probability[place].astype(np.float64))
        probability = mass / seen[where] + gamma[where] * lower
        said = _log(probability)
        if (
            by_continuation and order < ORDER
        ):  # the start of a line is a context, though nobody writes it
            rim = np.uint64(sum(BREAK << 16 * place for place in range(order)))
            at = np.searchsorted(keys, rim)
            keys, said = np.insert(keys, at, rim), np.insert(said, at, _NEVER)
        tables.append(Table(keys, said.astype(np.float32), np.zeros(0, np.float32)))
    return _backed_off(fold, tables)


def _continuations(keys: Keys, counts: Counts, longer: Keys, order: int) -> Counts:
    """How many symbols stand before each n-gram; at the start of a line its count, for only breaks stand there."""
    suffix, distinct = np.unique(longer & _mask(order), return_counts=True)
    place = np.minimum(np.searchsorted(suffix, keys), len(suffix) - 1)
    found = np.where(suffix[place] == keys, distinct[place], 1)
    begins = keys >> np.uint64(16 * (order - 1)) == np.uint64(BREAK)
    return np.where(begins & (order > 1), counts, found).astype(np.int64)


def _discounts(counts: Counts) -> npt.NDArray[np.float64]:
    """What is taken off an n-gram seen 0, 1, 2, 3 times and more."""
    one, two, three, four = (max(1, int((counts == times).sum())) for times in (1, 2, 3, 4))
    common = one / (one + 2 * two)
    taken = (
        1 - 2 * common * two / one,
        2 - 3 * common * three / two,
        3 - 4 * common * four / three,
    )
    low = (0.3, 0.5, 0.7)
    return np.array(
        [
            0.0,
            *(
                min(max(t, least), k)
                for k, (t, least) in enumerate(zip(taken, low, strict=True), 1)
            ),
        ]
    )


def _prior(fold: Symbols) -> npt.NDArray[np.float64]:
    """What an unseen symbol is worth, summing to 1."""
    worth = np.full(_SYMBOLS, _OTHER)
    for first, stop in HAN_RANGES:
        worth[min(first, _SYMBOLS) : min(stop, _SYMBOLS)] = _RARE
    for codec, leads, trails, value in (
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)), _SECOND),
        ("gb2312", range(0xD8, 0xF8), range(0xA1, 0xFF), _SECOND),
        ("gb2312", range(0xA1, 0xA4), range(0xA1, 0xFF), _SECOND),
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF), _EVERYDAY),
    ):
        block = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
        worth[fold[codes_of(block.decode(codec, "ignore"))]] = value
    worth[0x20:0x7F] = _SECOND
    worth[[0xFFFD, *range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xF900)]] = _OTHER / 100
    return np.asarray(worth / worth.sum())


def _log(probability: npt.NDArray[np.float64]) -> LogProbabilities:
    return np.log(probability).astype(np.float32)
