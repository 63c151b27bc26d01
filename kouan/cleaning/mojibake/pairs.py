"""Pairs of symbols in, how likely the second is behind the first out: what a search asks most often, as rows to read off."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import WIDTH, Keys, LogProbabilities, NgramModel, Symbols
from kouan.model.splicing import ranges

#: Symbols that have a column: all that a guess may be, but a few; the table is searched for the others.
COMMONEST: Final = 8192
#: Rows of 16 kB that are kept; when they are full, they are made anew.
MOST_ROWS: Final = 2048
#: A row pays when so many symbols are asked about behind it.
WORTH_A_ROW: Final = 12
_NO_ROW: Final = -1


class Pairs:
    """ln P of a symbol behind another one, from a row for each first symbol that is made when it is first asked for."""

    def __init__(self, model: NgramModel) -> None:
        self._alone, self._table = model.tables[0], model.tables[1]
        alone = self._alone.log_probability
        common = np.argsort(-alone, kind="stable")[:COMMONEST]
        self._column = np.full(len(alone), COMMONEST, np.uint16)
        self._column[common] = np.arange(len(common))
        self._row_of = np.full(len(alone), _NO_ROW, np.int64)
        # the place of each pair in the table, from that of the first such pair on and counted from 1; 0: there is none
        self._rows = np.zeros((64, COMMONEST + 1), np.uint16)
        self._low = np.zeros(64, np.int64)
        self._count = 0

    def say(
        self,
        first: Keys,
        which: npt.NDArray[np.intp],
        second: Symbols,
        alone: LogProbabilities | None = None,
    ) -> LogProbabilities:
        """Ln P of each second symbol behind the first one that `which` names; `alone` is that of each by itself, where known."""
        alone = self._alone.log_probability[second] if alone is None else alone
        said = self._alone.back_off[first][which] + alone
        if len(second) < WORTH_A_ROW * len(first):
            self._search(said, np.arange(len(second)), first[which], second)
            return said
        wanting = np.unique(first[self._row_of[first] == _NO_ROW])
        if len(wanting):
            if self._count + len(wanting) > MOST_ROWS:
                self._row_of[:] = _NO_ROW
                self._count = 0
                wanting = np.unique(first)
            self._make(wanting)
        column = self._column[second]
        row = self._row_of[first][which]
        place = self._rows[row, column]
        known = np.flatnonzero(place)
        at = self._low[row[known]] + place[known]
        said[known] = self._table.log_probability[at - 1]
        rare = np.flatnonzero(column == COMMONEST)
        if len(rare):
            self._search(said, rare, first[which[rare]], second[rare])
        return said

    def _search(
        self, said: LogProbabilities, at: npt.NDArray[np.intp], first: Keys, second: Symbols
    ) -> None:
        place, known = self._table.find(first << WIDTH | second)
        said[at[known]] = self._table.log_probability[place[known]]

    def _make(self, first: Keys) -> None:
        row = np.arange(self._count, self._count + len(first))
        self._count += len(first)
        while self._count > len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
            self._low = np.concatenate((self._low, np.zeros_like(self._low)))
        keys = self._table.keys
        low = np.searchsorted(keys, first << WIDTH)
        high = np.searchsorted(keys, first << WIDTH | np.uint64(0xFFFF), "right")
        at = ranges(low, high)
        column = self._column[keys[at] & np.uint64(0xFFFF)]
        self._row_of[first], self._low[row] = row, low
        self._rows[row] = 0
        self._rows[np.repeat(row, high - low), column] = at - np.repeat(low, high - low) + 1
        self._rows[row, COMMONEST] = 0
