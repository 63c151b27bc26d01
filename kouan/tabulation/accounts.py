"""The passes of one document in; how many of its characters stayed, went, or gave way to others, out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.ledger import Pass
from kouan.model.splicing import ranges, splice


def account(passes: Sequence[Pass], decoded_length: int) -> tuple[int, int, int]:
    """Characters of the decoded text that are kept, removed and replaced; the three add up to all of them.

    A character is replaced when an edit that took it put something in of which something is left at the
    end, by whatever detours; it is removed when nothing is: 檢 became 检, then the whole line went.
    """
    passes = [done for done in passes if len(done.edits)]
    if not passes:
        return decoded_length, 0, 0
    left, taken = _followed(passes, decoded_length)
    alive = np.zeros(decoded_length + sum(len(done.edits) for done in passes), bool)
    alive[left] = True
    kept = int(alive[:decoded_length].sum())
    for owner, edit in reversed(taken):
        alive[owner[alive[edit]]] = True
    replaced = int(alive[:decoded_length].sum()) - kept
    return kept, decoded_length - kept - replaced, replaced


def _followed(
    passes: Sequence[Pass], decoded_length: int
) -> tuple[Offsets, list[tuple[Offsets, Offsets]]]:
    """Who owns each character of the clean text, and per pass which edit took what from whom.

    A character belongs to itself (its place in the decoded text) until an edit puts another one in
    its place; that one belongs to the edit (edits are numbered behind the characters).
    """
    owners: npt.NDArray[np.uint32] = np.arange(decoded_length, dtype=np.uint32)
    taken: list[tuple[Offsets, Offsets]] = []
    number = decoded_length
    for done in passes:
        edits = done.edits
        mine = np.arange(number, number + len(edits))
        number += len(edits)
        before = owners[ranges(edits.start, edits.end)].astype(np.int64)
        taken.append((before, np.repeat(mine, done.before_length)))
        put_in = np.repeat(mine, edits.after_length).astype(np.uint32)
        owners = splice(owners, edits.start, edits.end, put_in, edits.after_length)
    return owners.astype(np.int64), taken
