"""A cleaned document and a selection in, the document as the selected findings alone leave it out.

What a rule finds does not depend on who looks: all rules have run, and of their edits those that are
selected are carried out again, over the text as it was decoded. So `check`, `--diff` and `--fix` of a
selection cannot disagree: all three read this document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.cleaned import REMOVED_KINDS, document_view
from kouan.linting.forms import TAKING_BLANKS, fields_in
from kouan.linting.selection import Selection
from kouan.linting.written import TAKING_APART, code_in, touching, within
from kouan.model.batch import Offsets
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edits, Suspicion
from kouan.model.ledger import Pass, apply
from kouan.model.processed import Cleaned
from kouan.model.splicing import splice

Mask = npt.NDArray[np.bool_]

#: The place of a character that stands nowhere in the narrowed text.
NOWHERE: Final = -1
#: Rules whose edits are not left out in code.
OF_THE_FILE: Final = TAKING_APART | {"line_ending"}
#: The byte order mark.
MARK: Final = "\ufeff"


def narrowed(cleaned: Cleaned, selection: Selection) -> Cleaned:
    """The document with the edits and suspicions that the selection takes, and no others.

    The mark at the head of UTF-16 says how to read the file, so here it is no fault. An edit that is made of another rule's work (the comma that `&#44;` stood for, a join over a
    removed block) is left out unless that work is selected too: it has no place in the text.
    """
    chosen = [_taken(selection, done) for done in cleaned.passes]
    if cleaned.decoding.text[:1] == MARK and cleaned.decoding.encoding != "utf-8":
        for done, mask in zip(cleaned.passes, chosen, strict=True):
            mask[:1] &= (done.edits.start[:1] > 0) | (done.before[:1] != ord(MARK))
    _outside_fields(cleaned, chosen)
    suspicions = [one for one in cleaned.suspicions if selection.takes(one.rule)]
    if selection.written_in:
        suspicions = _outside_code(cleaned, selection, chosen, suspicions)
    if len(suspicions) == len(cleaned.suspicions) and all(mask.all() for mask in chosen):
        return cleaned
    replay = _Replay(cleaned.decoding.text)
    for done, mask in zip(cleaned.passes, chosen, strict=True):
        replay.carry_out(done, mask)
    placed = []
    for one in suspicions:
        start, end = replay.span(one.start, one.end)
        placed.append(replace(one, start=start, end=end))
    return document_view(
        cleaned.decoding,
        text_of(replay.codes),
        tuple(replay.passes),
        tuple(placed),
        cleaned.script,
        cleaned.residual_traditional,
        cleaned.residual_edits,
        cleaned.templates,
    )


def _taken(selection: Selection, done: Pass) -> Mask:
    """Which edits of a pass the selection takes."""
    pairs = zip(done.rules, done.edits.kinds, strict=True)
    taken = np.array([selection.takes(rule, kind) for rule, kind in pairs], bool)
    return np.asarray(taken[done.edits.kind])


def _outside_code(
    cleaned: Cleaned, selection: Selection, chosen: list[Mask], suspicions: list[Suspicion]
) -> list[Suspicion]:
    """Take edits that begin in code out of the masks; the suspicions that touch none.

    Line ends are those of the whole file. Rules that take markup away count where they are selected by name, and then wholly:
    a page without its end tags is none.
    """
    code = code_in(cleaned.decoding.text, is_markdown=selection.written_in == "markdown")
    if not len(code[0]):
        return suspicions
    for number, done in enumerate(cleaned.passes):
        start = _decoded_start(cleaned, number)
        is_of_file = np.array([rule in OF_THE_FILE for rule in done.rules], bool)
        chosen[number] &= ~within(start, code) | is_of_file[done.edits.kind]
    first, last = cleaned.ledger.decoded_spans(
        np.array([one.start for one in suspicions], np.int64),
        np.array([one.end for one in suspicions], np.int64),
    )
    inside = touching(first, last, code).tolist()
    return [one for one, is_code in zip(suspicions, inside, strict=True) if not is_code]


def _outside_fields(cleaned: Cleaned, chosen: list[Mask]) -> None:
    """Take edits of blanks that somebody is to write in out of the masks."""
    passes = [n for n, done in enumerate(cleaned.passes) if TAKING_BLANKS.intersection(done.rules)]
    if not passes:
        return
    fields = fields_in(cleaned.decoding.text)
    for number in passes if len(fields[0]) else ():
        done = cleaned.passes[number]
        takes = np.array([rule in TAKING_BLANKS for rule in done.rules], bool)[done.edits.kind]
        chosen[number] &= ~(takes & within(_decoded_start(cleaned, number), fields))


def _decoded_start(cleaned: Cleaned, number: int) -> Offsets:
    """Where each edit of a pass begins in the text as it was decoded."""
    start, end = cleaned.passes[number].edits.start, cleaned.passes[number].edits.end
    for earlier in reversed(cleaned.passes[:number]):
        start, end = earlier.back(start, end)
    return start


def _disjoint(carried: Mask, low: Offsets, high: Offsets) -> Mask:
    """The mask without edits that would overlap an earlier one here: both replace a part of what a third wrote."""
    index = np.flatnonzero(carried)
    if (low[index][1:] >= high[index][:-1]).all():
        return carried
    carried, reached = carried.copy(), 0
    for number in index.tolist():
        carried[number] = low[number] >= reached
        if carried[number]:
            reached = int(high[number])
    return carried


class _Replay:
    """Two texts side by side: as all edits leave it (its characters' numbers only), and as the selected ones do.

    Each character has a number, the same in both texts where both hold it. A character that an edit
    wrote which was not carried out here is foreign: it stands for the stretch that it replaced.
    """

    def __init__(self, text: str) -> None:
        self.codes = codes_of(text)
        self.passes: list[Pass] = []
        self._whole = np.arange(len(self.codes))
        self._mine = self._whole.copy()
        # by number: the first and last character of the narrowed text that a character stands for
        self._first = self._whole.copy()
        self._last = self._whole.copy()
        #: By number: whether a removal that was not carried out has taken the character.
        self._is_gone = np.zeros(len(self.codes), bool)

    def carry_out(self, done: Pass, chosen: Mask) -> None:
        """Carry the chosen edits of the next pass out, as far as what they are made of stands here."""
        edits = done.edits
        low, high, is_whole = self._places(edits)
        is_removal = np.array([kind in REMOVED_KINDS for kind in edits.kinds], bool)[edits.kind]
        can_be_split = is_removal & (low >= 0) & (high > low)
        carried = _disjoint(chosen & (is_whole | can_be_split), low, high)
        pieces = [
            [(first, last)] if whole else self._pieces(first, last)
            for first, last, whole in zip(
                low[carried].tolist(), high[carried].tolist(), is_whole[carried].tolist(), strict=True
            )
        ]  # fmt: skip
        for first, last in zip(
            low[can_be_split & ~carried].tolist(), high[can_be_split & ~carried].tolist(), strict=True
        ):  # fmt: skip
            self._is_gone[self._mine[first:last]] = True
        numbers = self._number(edits, carried)
        self._whole = splice(self._whole, edits.start, edits.end, numbers, edits.after_length)
        self._apply(done, carried, pieces, numbers[np.repeat(carried, edits.after_length)])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the text as all edits leave it, in this one."""
        if start >= end:
            return 0, 0
        at = self._at()
        first = int(at[self._first[self._whole[start]]])
        last = int(at[self._last[self._whole[end - 1]]])
        return max(first, 0), max(first, last + 1, 0)

    def _at(self) -> Offsets:
        """Where each number stands in this text."""
        at = np.full(len(self._first) + 1, NOWHERE)  # the last is the place of what is nowhere
        at[self._mine] = np.arange(len(self._mine))
        return at

    def _places(self, edits: Edits) -> tuple[Offsets, Offsets, Mask]:
        """The place of each edit here, and whether what it replaces stands there as its rule saw it."""
        start, end, whole = edits.start, edits.end, self._whole
        at = self._at()
        if not len(whole):
            nothing = np.zeros(len(edits), np.int64)
            return nothing, nothing, np.ones(len(edits), bool)
        rim = len(whole) - 1
        low = at[self._first[whole[np.minimum(start, rim)]]]
        high = at[self._last[whole[np.maximum(end - 1, 0)]]] + 1
        is_own = np.concatenate(([0], np.cumsum(self._first[whole] == whole)))
        is_whole = (is_own[end] - is_own[start] == end - start) & (high - low == end - start)
        # an insertion stands behind the character before it
        inserts = start == end
        behind = np.where(start > 0, high, 0)
        low, high = np.where(inserts, behind, low), np.where(inserts, behind, high)
        return low, high, (is_whole | inserts) & (low >= 0)

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """The stretches of a removed block that no other removal has claimed."""
        stays = np.concatenate(([True], self._is_gone[self._mine[first:last]], [True]))
        rims = (np.flatnonzero(np.diff(stays)) + first).tolist()
        return list(zip(rims[::2], rims[1::2], strict=True))

    def _number(self, edits: Edits, carried: Mask) -> Offsets:
        """Numbers for the characters that a pass writes; those of edits not carried out stand for what they replaced."""
        length = edits.after_length
        numbers = len(self._first) + np.arange(int(length.sum()))
        own = np.repeat(carried, length)
        first = last = np.full(len(edits), NOWHERE)
        if len(self._whole):
            rim = len(self._whole) - 1
            first = self._first[self._whole[np.minimum(edits.start, rim)]]
            last = self._last[self._whole[np.maximum(edits.end - 1, 0)]]
            # what was put in between two characters ends before it begins: it stands for nothing
            last = np.where(edits.end > 0, last, NOWHERE)
        self._first = np.append(self._first, np.where(own, numbers, np.repeat(first, length)))
        self._last = np.append(self._last, np.where(own, numbers, np.repeat(last, length)))
        self._is_gone = np.append(self._is_gone, np.zeros(len(numbers), bool))
        return numbers

    def _apply(
        self, done: Pass, carried: Mask, pieces: Sequence[list[tuple[int, int]]], numbers: Offsets
    ) -> None:
        """Carry out edits at their places here, a removal perhaps in pieces."""
        if not any(pieces):
            return
        edits = replace(done.edits, rules=done.rules).where(carried)
        index = np.repeat(np.arange(len(pieces)), [len(one) for one in pieces])
        spans = np.array([span for one in pieces for span in one], np.int64)
        placed = replace(
            edits,
            start=spans[:, 0],
            end=spans[:, 1],
            after_length=edits.after_length[index],
            confidence=edits.confidence[index],
            kind=edits.kind[index],
        )
        self.codes, made = apply(
            done.rule, self.codes, placed, np.zeros(1, np.int64), np.array([len(self.codes)])
        )
        self.passes.append(made.of_document(0))  # with the names of the edits it holds
        self._mine = splice(self._mine, placed.start, placed.end, numbers, placed.after_length)
