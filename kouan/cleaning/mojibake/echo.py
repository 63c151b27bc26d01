"""Documents in, what each of them makes likely behind a few characters out: names and terms come back in an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import BREAK, WIDTH, Keys, LogProbabilities, Symbols, contexts

Numbers = npt.NDArray[np.int64]

#: Behind one, two and three characters that a document has so often that doubt is gone, what followed them there counts
#: for so much, and the shorter contexts and the model for the rest. Half of what fitted best on news that the model had not seen.
SHARE: Final = (0.06, 0.1, 0.12)
#: A context that was seen once proves less: what is added to its count.
DOUBT: Final = (0.43, 0.24, 0.68)


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


#: By context: the logarithm of what is left to the model, and what counts each time that a character was seen behind one,
#: two and three of its characters.
Ear = npt.NDArray[np.float32]


def deaf(count: int) -> Ear:
    """So many contexts behind which all is left to the model."""
    return np.zeros((count, len(SHARE) + 1), np.float32)


class Echo(NamedTuple):
    """The runs of one to four symbols of some documents, each counted with the number of its document."""

    counts: tuple[Counts, ...]
    #: By document and symbol, end to end: whether the document holds it.
    holds: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, documents: Sequence[Symbols]) -> Self:
        """Count documents."""
        keys = np.concatenate([contexts(symbols) << WIDTH | symbols for symbols in documents])
        home = np.repeat(np.arange(len(documents)), [len(symbols) for symbols in documents])
        holds = np.zeros((len(documents), 1 << 16), bool)
        holds[home, keys.astype(np.uint16)] = True
        orders = range(1, len(SHARE) + 2)
        return cls(
            tuple(Counts.of(_numbered(order, keys, home)) for order in orders), holds.ravel()
        )

    def ear(self, context: Keys, document: Numbers) -> Ear:
        """How much of what is said behind each context is the document's; `document` is by context."""
        ear = np.ones((len(context), len(SHARE) + 1), np.float32)
        begins = np.zeros(len(context), bool)
        for order, (share, doubt) in enumerate(zip(SHARE, DOUBT, strict=True), 1):
            # what comes first in a line has nothing before it
            begins |= (context >> np.uint64(16 * (order - 1)) & np.uint64(0xFFFF)) == BREAK
            seen = self.counts[order - 1].times(_numbered(order, context, document))
            trust = np.where(begins | (seen == 0), np.float32(0), share * seen / (seen + doubt))
            ear[:, :order] *= (1 - trust)[:, None]
            ear[:, order] = trust / np.maximum(seen, 1)
        ear[:, 0] = np.log(ear[:, 0])
        return ear

    def held(
        self, context: Keys, which: npt.NDArray[np.intp], symbol: Symbols, document: Numbers
    ) -> npt.NDArray[np.intp]:
        """Which symbols the document may have said behind the context that `which` names: most are nowhere in it."""
        home = document << 16
        listens = self.holds[home | (context & np.uint64(0xFFFF)).astype(np.int64)]
        if not listens.any():
            return np.zeros(0, np.intp)
        near = listens[which].nonzero()[0]
        return np.asarray(near[self.holds[home[which[near]] | symbol[near]]])

    def added(
        self,
        ear: Ear,
        context: Keys,
        which: npt.NDArray[np.intp],
        symbol: Symbols,
        document: Numbers,
        known: npt.NDArray[np.intp],
    ) -> LogProbabilities:
        """What the document adds to the probability of each symbol behind the context that `which` names.

        `known` are those that it may have said, as `held` tells.
        """
        added = np.zeros(len(symbol), np.float32)
        for order in range(2, len(SHARE) + 2):
            if not len(known):
                break
            mine = which[known]
            wanted = context[mine] << WIDTH | symbol[known]
            times = self.counts[order - 1].times(_numbered(order, wanted, document[mine]))
            added[known] += ear[mine, order - 1] * times
            known = known[times > 0]
        return added


#: Four symbols fill a number; with that of the document they are spread over all numbers.
_SPREAD, _APART = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


def _numbered(order: int, keys: Keys, document: Numbers) -> Keys:
    """The last symbols of each key, as many as the order says, with the number of the document."""
    number = document.astype(np.uint64)
    if order == len(SHARE) + 1:
        return keys * _SPREAD ^ number * _APART
    return keys & np.uint64((1 << 16 * order) - 1) | number << np.uint64(48)
