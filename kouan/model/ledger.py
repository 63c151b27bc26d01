"""Passes and the ledger of a document: carry edits out, lead back to the raw bytes, rebuild them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from kouan.model.batch import Offsets
from kouan.model.byte_places import byte_places
from kouan.model.characters import Codes, codes_of, text_of
from kouan.model.decoding import Segment
from kouan.model.edits import Edit, Edits
from kouan.model.splicing import ranges, splice


@dataclass(frozen=True)
class Pass:
    """The edits that one rule made, as columns over the text before it, with what they took out.

    `documents` are the bounds (start, stop) of each document in the text before the pass. A pass is
    enough to turn the text after it back into the text before it.
    """

    rule: str
    edits: Edits
    before: Codes
    starts: Offsets
    stops: Offsets

    @property
    def rules(self) -> tuple[str, ...]:
        """The rule behind each entry of `edits.kinds`."""
        return self.edits.rules or (self.rule,) * len(self.edits.kinds)

    @cached_property
    def before_length(self) -> Offsets:
        """Characters taken out, per edit."""
        return self.edits.end - self.edits.start

    @cached_property
    def before_at(self) -> Offsets:
        """Where each edit's characters begin in `before`."""
        return np.concatenate(([0], np.cumsum(self.before_length)))

    @cached_property
    def after_at(self) -> Offsets:
        """Where each edit's characters begin in `edits.after`."""
        return np.concatenate(([0], np.cumsum(self.edits.after_length)))

    @cached_property
    def shift(self) -> Offsets:
        """What to add to a position behind k edits to reach the text after the pass (k = 0 … n)."""
        return np.concatenate(([0], np.cumsum(self.edits.after_length - self.before_length)))

    @cached_property
    def clean_start(self) -> Offsets:
        """Where each edit's replacement begins in the text after the pass."""
        return self.edits.start + self.shift[:-1]

    @cached_property
    def clean_end(self) -> Offsets:
        """Where each edit's replacement ends in the text after the pass."""
        return self.clean_start + self.edits.after_length

    @cached_property
    def guessed_at(self) -> Offsets:
        """Positions, in the text after the pass, of characters put in without all their bytes seen."""
        guessed = self.edits.guessed
        if guessed is None or not guessed.any():
            return np.zeros(0, np.int64)
        return np.asarray(ranges(self.clean_start, self.clean_end)[guessed])

    @cached_property
    def is_one_to_one(self) -> bool:
        """Every edit puts one character for one, so positions do not move."""
        return bool((self.edits.after_length == 1).all() and (self.before_length == 1).all())

    @cached_property
    def first_edit(self) -> Offsets:
        """The number of each document's first edit; one more for the end of the last document's."""
        first = np.searchsorted(self.edits.start, self.starts, "left")
        return np.append(first, len(self.edits))

    @cached_property
    def edit_count(self) -> Offsets:
        """How many edits each document has."""
        return np.diff(self.first_edit)

    def back(self, start: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
        """Spans of the text after the pass, as spans of the text before it.

        A span that touches the inside of a replacement widens to all that was replaced; removed text at
        the rim of a span stays outside.
        """
        if self.is_one_to_one:
            return start, end
        first = np.searchsorted(self.clean_end, start, "right")
        inside = first < len(self.edits)
        at = np.minimum(first, len(self.edits) - 1)
        within = inside & (self.clean_start[at] < start)
        new_start = np.where(within, self.edits.start[at], start - self.shift[first])
        # a replacement that begins exactly here: its own start (removals before it are behind us)
        last = np.searchsorted(self.clean_start, end, "left")
        at = np.maximum(last - 1, 0)
        within = (last > 0) & (self.clean_end[at] > end)
        new_end = np.where(within, self.edits.end[at], end - self.shift[last])
        return new_start, np.maximum(new_start, new_end)

    def forward(self, position: Offsets) -> Offsets:
        """Positions of the text before the pass, in the text after it; inside an edit, the edit's start."""
        if self.is_one_to_one:
            return position
        k = np.searchsorted(self.edits.end, position, "right")
        at = np.minimum(k, len(self.edits) - 1)
        inside = (k < len(self.edits)) & (self.edits.start[at] < position)
        return np.where(inside, self.clean_start[at], position + self.shift[k])

    def bounds(self) -> tuple[Offsets, Offsets]:
        """Starts and stops of the documents in the text after the pass."""
        if self.is_one_to_one:
            return self.starts, self.stops
        first = self.first_edit
        return self.starts + self.shift[first[:-1]], self.stops + self.shift[first[1:]]

    def undo(self, codes: Codes) -> Codes:
        """The text before the pass, from the text after it."""
        return splice(codes, self.clean_start, self.clean_end, self.before, self.before_length)

    def of_document(self, document: int) -> Pass:
        """The pass as the ledger of one document holds it: its own edits, offsets from its own start."""
        begin, stop = self.starts[document], self.stops[document]
        low, high = np.searchsorted(self.edits.start, (begin, stop + 1))
        cut = slice(int(low), int(high))
        edits = self.edits
        # names in the order this document meets them, so that neighbours in the batch leave no trace
        met = list(dict.fromkeys(edits.kind[cut].tolist()))
        renamed = np.zeros(len(edits.kinds), np.uint8)
        renamed[met] = np.arange(len(met))
        rules = tuple(self.rules[number] for number in met)
        put = slice(int(self.after_at[low]), int(self.after_at[high]))
        guessed = None if edits.guessed is None else edits.guessed[put]
        if guessed is not None and not guessed.any():
            guessed = None
        return Pass(
            "+".join(dict.fromkeys(rules)),
            Edits(
                edits.start[cut] - begin,
                edits.end[cut] - begin,
                edits.after[put],
                edits.after_length[cut],
                edits.confidence[cut],
                renamed[edits.kind[cut]],
                tuple(edits.kinds[number] for number in met),
                rules=rules,
                guessed=guessed,
            ),
            self.before[self.before_at[low] : self.before_at[high]],
            np.zeros(1, np.int64),
            np.array([stop - begin]),
        )

    def __iter__(self) -> Iterator[Edit]:
        """Edit objects, for whoever wants to look."""
        edits = self.edits
        for k in range(len(edits)):
            yield Edit(
                int(edits.start[k]),
                int(edits.end[k]),
                text_of(edits.after[self.after_at[k] : self.after_at[k + 1]]),
                float(edits.confidence[k]),
                edits.kinds[edits.kind[k]],
                text_of(self.before[self.before_at[k] : self.before_at[k + 1]]),
                self.rules[edits.kind[k]],
                self._guessed_of(k),
            )

    def _guessed_of(self, edit: int) -> tuple[int, ...]:
        if self.edits.guessed is None:
            return ()
        put = self.edits.guessed[self.after_at[edit] : self.after_at[edit + 1]]
        return tuple(np.flatnonzero(put).tolist())


def apply(
    rule: str, codes: Codes, edits: Edits, starts: Offsets, stops: Offsets
) -> tuple[Codes, Pass]:
    """Carry out the edits of one rule: the text after them, and the pass that leads back.

    Raises:
        ValueError: the edits overlap, are not sorted, or leave their document (a bug of the rule).
    """
    if (edits.start > edits.end).any() or (edits.start[1:] < edits.end[:-1]).any():
        raise ValueError(f"rule {rule}: edits overlap or are not sorted")
    cut = ranges(edits.start, edits.end)
    done = Pass(rule, edits, codes[cut], starts, stops)
    # sorted as they are, only the last edit of a document can leave it, and only the first of all stand before it
    last = done.first_edit[1:] - 1
    filled = done.edit_count > 0
    if done.edit_count.sum() < len(edits) or (edits.end[last[filled]] > stops[filled]).any():
        raise ValueError(f"rule {rule}: an edit leaves its document")
    return splice(codes, edits.start, edits.end, edits.after, edits.after_length, cut), done


@dataclass(frozen=True)
class Ledger:
    """Everything that happened to one document, from its bytes to its clean text, and the way back."""

    segments: tuple[Segment, ...]
    passes: tuple[Pass, ...]
    decoded_length: int

    def decoded_spans(self, start: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
        """Spans of the clean text as spans of the decoded text (code points)."""
        for done in reversed(self.passes):
            start, end = done.back(start, end)
        return start, end

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of raw bytes that [start, end) of the clean text came from.

        Logarithmic in the number of edits. An empty span gives an empty span.
        """
        first, last = self.decoded_spans(np.array([start]), np.array([end]))
        return self.byte_span(int(first[0]), int(last[0]))

    def origins(self, start: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
        """`origin` of many spans at once."""
        first, last = self.decoded_spans(np.asarray(start, np.int64), np.asarray(end, np.int64))
        begins, ends = self._places
        return begins[first], np.where(first < last, ends[last], begins[last])

    def byte_span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the decoded text (code points) as a span of raw bytes."""
        begins, ends = self._places
        return int(begins[start]), int((ends if start < end else begins)[end])

    def decoded(self, clean: str) -> str:
        """The decoded text, from the clean text."""
        codes = codes_of(clean)
        for done in reversed(self.passes):
            codes = done.undo(codes)
        return text_of(codes)

    def rebuild(self, clean: str) -> bytes:
        """The document's raw bytes, from its clean text and this ledger alone."""
        text = self.decoded(clean)
        return b"".join(
            part.raw if part.codec is None else text[part.start : part.end].encode(part.codec)
            for part in self.segments
        )

    @cached_property
    def _places(self) -> tuple[Offsets, Offsets]:
        return byte_places(self._decoded_text, self.segments, self.decoded_length)

    @cached_property
    def _decoded_text(self) -> str:
        raise RuntimeError("a ledger is bound to its clean text by `bound`")  # pragma: no cover

    def bound(self, decoded: str) -> Self:
        """The same ledger, able to count bytes of this decoded text."""
        self.__dict__["_decoded_text"] = decoded
        return self

    def edits(self) -> Iterator[Edit]:
        """Every edit in the order of the passes, offsets in the text before its pass."""
        for done in self.passes:
            yield from done

    def conserved(self, clean_length: int) -> bool:
        """Code points of decoded text = kept + removed + before-lengths of replacements (DESIGN 4.2)."""
        length = self.decoded_length
        for done in self.passes:
            taken, put = len(done.before), len(done.edits.after)
            if taken > length:
                return False
            length += put - taken
        return length == clean_length
