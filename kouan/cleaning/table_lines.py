"""Lines of a batch in, those out that are rows of tables of data: their tabs part cells, and none goes on in the next."""

from __future__ import annotations

import numpy as np

from kouan.language.grids import TAB, tables_in
from kouan.model.batch import Offsets
from kouan.model.view import BatchView


def table_lines(view: BatchView) -> Offsets:
    """The numbers of the lines of all tables of data, in order; a text without a tab costs nothing."""
    tabs = view.places_of(TAB)
    if not len(tabs):
        return tabs
    lines = np.unique(view.line_of(tabs))
    # rows with at most one line between them may be of one table
    apart = np.flatnonzero(np.diff(lines) > 2) + 1
    found: list[int] = []
    for run in np.split(lines, apart):
        first, last = int(run[0]), int(run[-1])
        if last > first:
            texts = [view.line_text(line) for line in range(first, last + 1)]
            found += (first + number for table in tables_in(texts) for number in table)
    return np.array(found, np.int64)


def outside_tables(view: BatchView, lines: Offsets) -> Offsets:
    """Those of some lines that are no rows of tables."""
    return lines[~np.isin(lines, table_lines(view))] if len(lines) else lines
