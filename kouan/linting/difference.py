"""A cleaned document in, a unified diff from its decoded to its clean text out.

The ledger knows what changed, so nothing is searched for: the cost follows the edits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from kouan.linting.changes import Change, changed_spans, joined
from kouan.linting.wording import visible
from kouan.model.processed import Cleaned

#: Unchanged lines around a change.
CONTEXT: Final = 3


def unified_diff(cleaned: Cleaned, name: str, *, escape: bool = False) -> str:
    """What `diff -u` would print, empty when nothing changed.

    With `escape` nothing in it acts on a terminal; without, it can be applied as a patch (to the
    document in UTF-8).
    """
    before, after = _lines(cleaned.decoding.text), _lines(cleaned.clean)
    changes = list(_changes(cleaned, before, after))
    if not changes:
        return ""
    shown = visible(name)
    parts = [f"--- {shown}\n+++ {shown}\n"]
    for hunk in _hunks(changes):
        parts += _written(hunk, before, after, escape)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    """Lines with their line feeds; other breaks are characters like any."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    if not lines[-1]:
        lines.pop()
    return lines


def _changes(cleaned: Cleaned, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Ranges of lines that hold edits, in both texts, without the lines they have in common at their rims."""
    before_at = np.cumsum([len(line) for line in before])
    after_at = np.cumsum([len(line) for line in after])
    spans = np.array(changed_spans(cleaned), np.int64).reshape(-1, 4).T
    columns = (
        np.searchsorted(before_at, spans[0], "right"),
        np.searchsorted(before_at, spans[1], "right") + 1,
        np.searchsorted(after_at, spans[2], "right"),
        np.searchsorted(after_at, spans[3], "right") + 1,
    )
    ranges = zip(*(column.tolist() for column in columns), strict=True)
    for a, b, c, d in joined(list(ranges)):
        first, last, new_first, new_last = a, min(b, len(before)), c, min(d, len(after))
        while first < last and new_first < new_last and before[first] == after[new_first]:
            first, new_first = first + 1, new_first + 1
        while first < last and new_first < new_last and before[last - 1] == after[new_last - 1]:
            last, new_last = last - 1, new_last - 1
        if first < last or new_first < new_last:
            yield first, last, new_first, new_last


def _hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes whose context would overlap, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _written(
    hunk: Sequence[Change], before: Sequence[str], after: Sequence[str], escape: bool
) -> Iterator[str]:
    lead = min(CONTEXT, hunk[0][0], hunk[0][2])
    tail = min(CONTEXT, len(before) - hunk[-1][1], len(after) - hunk[-1][3])
    first, last = hunk[0][0] - lead, hunk[-1][1] + tail
    new_first, new_last = hunk[0][2] - lead, hunk[-1][3] + tail
    yield f"@@ -{_range(first, last)} +{_range(new_first, new_last)} @@\n"
    at = first
    for a, b, c, d in hunk:
        yield from (_line(" ", line, escape) for line in before[at:a])
        yield from (_line("-", line, escape) for line in before[a:b])
        yield from (_line("+", line, escape) for line in after[c:d])
        at = b
    yield from (_line(" ", line, escape) for line in before[at:last])


def _range(first: int, last: int) -> str:
    """As `diff -u` counts: from 1, an empty range behind the line before it."""
    count = last - first
    if count == 1:
        return str(first + 1)
    return f"{first + 1 if count else first},{count}"


def _line(sign: str, line: str, escape: bool) -> str:
    body = line.removesuffix("\n")
    shown = visible(body) if escape else body
    return f"{sign}{shown}\n" if body != line else f"{sign}{shown}\n\\ No newline at end of file\n"
