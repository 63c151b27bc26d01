"""The passes of one document in, its repairs in the kept text out: raw words before, clean words after, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kouan.model.article import RemovedKind, Repair, RepairKind
from kouan.model.batch import Offsets
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned

_REPAIRS: Final = frozenset(RepairKind)
_REMOVALS: Final = frozenset(RemovedKind)

#: How many characters a record takes along on both sides, so that `before` can be found and read: a gloss
#: is nothing without its character, a join nothing without the words it joins.
CONTEXT: Final[dict[str, tuple[int, int]]] = {
    RepairKind.PINYIN_ANNOTATION: (1, 0),
    RepairKind.BROKEN_PARAGRAPH: (12, 12),
    RepairKind.SPACING: (3, 1),
}
#: Words joined are shown up to the next mark.
MARKS: Final = "，。、；：！？,;:!?\n"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One repair at its place: [start, end) of the decoded text."""

    kind: str
    before: str
    after: str
    start: int
    end: int


def repairs_of(document: Cleaned) -> tuple[Repair, ...]:
    """One record for each distinct `before` of a kind, in the order in which the passes made them."""
    counts: Counter[tuple[str, str]] = Counter()
    afters: dict[tuple[str, str], str] = {}
    decoded, clean = document.decoding.text, document.clean
    for kind, start, end, clean_start, clean_end in _places(document):
        key = (kind, decoded[start:end])
        counts[key] += 1
        if key not in afters:
            afters[key] = clean[clean_start:clean_end]
    return tuple(Repair(*key, after, counts[key]) for key, after in afters.items())


def occurrences(document: Cleaned) -> Iterator[Occurrence]:
    """Every repair whose words still stand in the clean text, pass by pass.

    What was repaired and later removed with its block counts nothing, and script conversion is no repair.
    """
    decoded, clean = document.decoding.text, document.clean
    for kind, start, end, clean_start, clean_end in _places(document):
        yield Occurrence(kind, decoded[start:end], clean[clean_start:clean_end], start, end)


def _places(document: Cleaned) -> Iterator[tuple[str, int, int, int, int]]:
    """Each kept repair: kind, span in the decoded text, span in the clean text.

    A reading in brackets behind misread bytes (惩P(guān) for 境通關(guān)) belongs to their record.
    """
    found = list(_of_passes(document))
    misread = [place for place in found if place[0] == RepairKind.MOJIBAKE]
    for place in found:
        is_part = place[0] == RepairKind.PINYIN_ANNOTATION and any(
            start < place[2] and place[1] < end for _, start, end, _, _ in misread
        )
        if not is_part:
            yield place


def _of_passes(document: Cleaned) -> Iterator[tuple[str, int, int, int, int]]:
    for number, done in enumerate(document.passes):
        kinds = [kind if kind in _REPAIRS else "" for kind in done.edits.kinds]
        if any(kinds):
            yield from _of_pass(document, number, kinds)


def _of_pass(
    document: Cleaned, number: int, kinds: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    passes, done = document.passes, document.passes[number]
    chosen = np.flatnonzero(np.array([bool(kind) for kind in kinds])[done.edits.kind])
    if not len(chosen):
        return
    kind = done.edits.kind[chosen]
    length = int(done.stops[0]) + int(done.shift[-1])
    start, end = done.clean_start[chosen], done.clean_end[chosen]
    is_gap = start == end
    # the anchor is what must still stand: the characters put in, else the one before the gap
    anchor = np.where(is_gap, np.maximum(start - 1, 0), start)
    anchor_end = np.where(is_gap, np.minimum(anchor + 1, length), end)
    clean_start, clean_end, is_kept = _at_the_end(anchor, anchor_end, passes[number + 1 :])
    clean_start = np.where(is_gap, clean_end, clean_start)
    raw_start, raw_end = done.edits.start[chosen], done.edits.end[chosen]
    for earlier in reversed(passes[:number]):
        raw_start, raw_end = earlier.back(raw_start, raw_end)
    reach = np.array([CONTEXT.get(name, (0, 0)) for name in kinds], np.int64)[kind]
    names = [kinds[index] for index in kind.tolist()]
    columns = np.stack((raw_start, raw_end, clean_start, clean_end, *reach.T), axis=1)
    for k in np.flatnonzero(is_kept & (anchor_end > anchor)).tolist():
        first, last, clean_first, clean_last, before, behind = columns[k].tolist()
        if names[k] == RepairKind.BROKEN_PARAGRAPH:
            before = _words_before(document.decoding.text, first, before)
            behind = _words_behind(document.decoding.text, last, behind)
        yield (
            names[k],
            max(first - before, 0),
            min(last + behind, len(document.decoding.text)),
            max(clean_first - before, 0),
            min(clean_last + behind, len(document.clean)),
        )


def _words_before(text: str, at: int, most: int) -> int:
    """How many characters before a join belong to its clause."""
    words = text[max(0, at - most) : at]
    return len(words) - max((words.rfind(mark) for mark in MARKS), default=-1) - 1


def _words_behind(text: str, at: int, most: int) -> int:
    """How many characters behind a join belong to its clause."""
    words = text[at : at + most]
    return min((found for mark in MARKS if (found := words.find(mark)) >= 0), default=len(words))


def _at_the_end(
    start: Offsets, end: Offsets, passes: Sequence[Pass]
) -> tuple[Offsets, Offsets, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Where spans (not empty) stand after these passes, and which of them no removal took away."""
    is_kept = np.ones(len(start), bool)
    for done in passes:
        edits = done.edits
        if not len(edits):
            continue
        is_removal = np.array([kind in _REMOVALS for kind in edits.kinds])[edits.kind]
        start, from_edit, inside = _forward(done, start, done.clean_start)
        is_kept &= ~(inside & is_removal[from_edit])
        end, _, _ = _forward(done, end - 1, done.clean_end, by=1)
        end = np.maximum(start, end)
    return start, end, is_kept


def _forward(
    done: Pass, position: Offsets, rim: Offsets, by: int = 0
) -> tuple[Offsets, Offsets, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Characters of the text before a pass, in the text after it; one inside an edit goes to that edit's rim."""
    edits = done.edits
    at = np.searchsorted(edits.end, position, "right")
    edit = np.minimum(at, len(edits) - 1)
    inside = (at < len(edits)) & (edits.start[edit] <= position)
    return np.where(inside, rim[edit], position + by + done.shift[at]), edit, inside
