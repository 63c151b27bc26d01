"""What a rule is shown: the text of a batch as array and string, the bounds of documents and lines, and the knowledge."""

from __future__ import annotations

from codecs import utf_32_le_decode
from collections.abc import Hashable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import (
    IS_SCARCE,
    IS_SOUGHT,
    SCARCE_CLASSES,
    SEPARATOR,
    SOUGHT_CLASSES,
    SPACE,
    TABLE,
    Bits,
    Codes,
    bits,
    codes_of,
    text_of,
)
from kouan.model.hints import Hints
from kouan.model.knowledge import Knowledge
from kouan.model.ledger import Pass
from kouan.model.places import Places, positions_of
from kouan.model.splicing import FEW, ranges, splice

_IS_SPACE = (TABLE & SPACE > 0).astype(np.uint32)


class BatchView:
    """The text of many documents between two passes; read-only, computed when first asked for.

    Documents stand in one array, parted by a line that holds U+001E alone; `starts` and `stops` are
    their bounds in code points. Offsets in edits count from the start of the batch.

    A rule should not look at every character. `places(DIGIT | HALF)` and `places_of("&")` give the
    positions of classes and of single characters, from lists of what rules look for, which are made once
    and carried from pass to pass: `scarce` costs next to nothing from then on, `sought` a tenth of a look
    at all. `bits_at` gives the classes of their neighbours. What is dense (the scripts, pairs of
    characters) takes a table and `index`; what concerns lines has arrays with an entry for each line.
    """

    def __init__(self, codes: Codes, starts: Offsets, stops: Offsets, knowledge: Knowledge) -> None:
        self.codes = codes
        self.starts = starts
        self.stops = stops
        self.knowledge = knowledge
        #: What the markup of pages said of their lines, where it was taken out.
        self.hints = Hints.none()
        #: Whose frame each document may bear (`Source.site`); empty where nobody said.
        self.sites: Sequence[str] = ()
        #: What a rule has found nothing in, by all that this depends on: in the next rounds most of a text is the same.
        #: All views of a batch share it, and no other batch does.
        self.settled: set[Hashable] = set()
        self._places: dict[int | str, Offsets] = {}

    @classmethod
    def of(cls, texts: list[str], knowledge: Knowledge) -> BatchView:
        """Join texts (which must not hold U+001E) into one view."""
        lengths = np.array([len(text) for text in texts], np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths + len(SEPARATOR))[:-1])).astype(np.int64)
        return cls(codes_of(SEPARATOR.join(texts)), starts, starts + lengths, knowledge)

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def text(self) -> str:
        """The whole batch as one string."""
        return text_of(self.codes)

    @cached_property
    def index(self) -> npt.NDArray[np.intp]:
        """The code points as indices, made once for all table look-ups."""
        return self.codes.astype(np.intp)

    @cached_property
    def bits(self) -> Bits:
        """Class bits of each character (`kouan.model.characters`)."""
        return np.take(TABLE, self.index, mode="clip")

    def bits_at(self, position: Offsets) -> Bits:
        """Class bits of some characters, without those of all others where nobody has asked for them."""
        known = self.__dict__.get("bits")
        return known[position] if known is not None else bits(self.codes[position])

    @cached_property
    def scarce(self) -> Places:
        """The characters that rules look for and that are hardly ever there."""
        return Places.of(IS_SCARCE, self.codes, self.index)

    @cached_property
    def sought(self) -> Places:
        """All characters that rules look for."""
        return Places.of(IS_SOUGHT, self.codes, self.index)

    def places(self, classes: int) -> Offsets:
        """Positions of characters of these classes, in order."""
        if classes not in self._places:
            if not classes & ~SCARCE_CLASSES:
                found = self.scarce.of_class(classes)
            elif not classes & ~SOUGHT_CLASSES:
                found = self.sought.of_class(classes)
            else:
                found = (self.bits & np.uint16(classes) > 0).nonzero()[0]
            self._places[classes] = found
        return self._places[classes]

    def places_of(self, characters: str) -> Offsets:
        """Positions of these characters (a few), in order."""
        if characters not in self._places:
            codes = codes_of(characters)
            if IS_SCARCE[codes].all():
                found = self.scarce.of_characters(characters)
            elif "sought" in self.__dict__ and IS_SOUGHT[codes].all():
                found = self.sought.of_characters(characters)
            else:
                found = positions_of(self.codes, characters)
            self._places[characters] = found
        return self._places[characters]

    @cached_property
    def line_stop(self) -> Offsets:
        """End of each line (its line break excluded), over all documents."""
        return np.append((self.codes == 10).nonzero()[0], len(self.codes))

    @cached_property
    def line_start(self) -> Offsets:
        """Start of each line."""
        return np.append(0, self.line_stop[:-1] + 1)

    @cached_property
    def line_document(self) -> Offsets:
        """The document of each line; -1 for the lines that part documents."""
        # the lines of each document, and the one that parts it from the next
        first, stop = self.line_bounds
        number = np.full((len(self), 2), -1, np.int64)
        number[:, 0] = np.arange(len(self))
        count = np.ones((len(self), 2), np.int64)
        count[:, 0] = stop - first
        return np.repeat(number.ravel(), count.ravel())[: len(self.line_start)]

    @cached_property
    def line_bounds(self) -> tuple[Offsets, Offsets]:
        """First and behind-last line of each document."""
        return (
            np.asarray(np.searchsorted(self.line_start, self.starts)),
            np.asarray(np.searchsorted(self.line_start, self.stops, "right")),
        )

    @cached_property
    def line_length(self) -> Offsets:
        """Characters of each line, its break not counted."""
        return self.line_stop - self.line_start

    @cached_property
    def lines(self) -> list[str]:
        """The text of each line, without its break."""
        return self.text.split("\n")

    @cached_property
    def line_is_blank(self) -> npt.NDArray[np.bool_]:
        """Which lines hold nothing but white space."""
        blank = np.asarray(self.line_length == 0)
        # hardly a line with text has a blank at both ends: only those are read through
        padded = np.flatnonzero(~blank)
        padded = padded[self.bits_at(self.line_start[padded]) & SPACE > 0]
        padded = padded[self.bits_at(self.line_stop[padded] - 1) & SPACE > 0]
        blank[padded] = self.weigh(padded, _IS_SPACE) == self.line_length[padded]
        return blank

    def weigh(self, lines: Offsets, weights: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        """The sum, over the characters of each of the lines (none empty), of their weights in a table."""
        if not len(lines):
            return np.zeros(0, np.uint32)
        at = ranges(self.line_start[lines], self.line_stop[lines])
        length = self.line_length[lines]
        weight = np.take(weights, self.codes[at].astype(np.intp), mode="clip")
        return np.add.reduceat(weight, np.cumsum(length) - length)

    @cached_property
    def filled_lines(self) -> Offsets:
        """The lines that are not blank and belong to a document, in order."""
        return np.flatnonzero(~self.line_is_blank & (self.line_document >= 0))

    @cached_property
    def filled_bounds(self) -> tuple[Offsets, Offsets]:
        """First and behind-last index of each document in `filled_lines`."""
        home = self.line_document[self.filled_lines]
        documents = np.arange(len(self))
        return (
            np.asarray(np.searchsorted(home, documents, "left")),
            np.asarray(np.searchsorted(home, documents, "right")),
        )

    @cached_property
    def last_sign(self) -> Offsets:
        """Position of the last sign of each line, as `last_sign_of` says."""
        return self.last_sign_of(np.arange(len(self.line_stop)))

    def last_sign_of(self, lines: Offsets) -> Offsets:
        """Position of the last sign of each of these lines that is no white space; at most three of those are passed over."""
        start = self.line_start[lines]
        at = self.line_stop[lines] - 1
        for _ in range(3):
            step = (at > start) & (self.bits_at(np.maximum(at, 0)) & SPACE > 0)
            if not step.any():
                break
            at = at - step
        return np.maximum(at, start)

    def after(self, codes: Codes, done: Pass) -> BatchView:
        """The view after a pass; what a pass of one character for one cannot change is carried over."""
        view = BatchView(codes, *done.bounds(), self.knowledge)
        view.hints, view.sites, view.settled = self.hints, self.sites, self.settled
        if len(self.hints) and not done.is_one_to_one:
            view.hints = self.hints.at(done.forward(self.hints.start))
        known = self.__dict__
        # Chinese characters for others, tens of thousands from the script rule, touch neither list
        stays = done.is_one_to_one and not IS_SOUGHT.take(done.before).any()
        stays = stays and not IS_SOUGHT.take(done.edits.after).any()
        for name in ("scarce", "sought"):
            if name in known:
                held: Places = known[name]
                carried = held.on(codes) if stays else held.after(codes, done)
                if carried is not None:
                    setattr(view, name, carried)
        if (
            done.is_one_to_one
            and not (done.before == 10).any()
            and not (done.edits.after == 10).any()
        ):
            position, after = done.edits.start, done.edits.after
            if "bits" in known:
                view.bits = self.bits.copy()
                view.bits[position] = bits(after)
            for name in ("line_stop", "line_start", "line_length", "line_bounds", "line_document"):
                if name in known:
                    setattr(view, name, known[name])
        elif len(done.edits) < FEW // 2 and "bits" in known:  # beyond, looking them up costs less
            edits = done.edits
            view.bits = splice(
                self.bits, edits.start, edits.end, bits(edits.after), edits.after_length
            )
        return view

    def count_in_documents(self, found: Offsets) -> Offsets:
        """How many of the positions (sorted) stand in each document."""
        return np.asarray(found.searchsorted(self.stops) - found.searchsorted(self.starts))

    def document_of(self, position: Offsets) -> Offsets:
        """The document each position lies in."""
        return np.asarray(self.starts.searchsorted(position, "right") - 1)

    def line_of(self, position: Offsets) -> Offsets:
        """The line each position lies in."""
        return np.asarray(self.line_stop.searchsorted(position))

    def line_of_each(self, ordered: Offsets) -> Offsets:
        """The same for positions in order, more of them than lines: each line is looked for among them."""
        count = np.diff(ordered.searchsorted(self.line_stop, "right"), prepend=0)
        return np.repeat(np.arange(len(count)), count)

    def line_text(self, line: int) -> str:
        """The text of one line; `lines` is for those who want many."""
        return self.slice_text(int(self.line_start[line]), int(self.line_stop[line]))

    def neighbours(self, position: Offsets) -> tuple[Codes, Codes]:
        """The characters before and behind each position; a line break where the batch ends."""
        last = len(self.codes) - 1
        return (
            np.where(position > 0, self.codes[np.maximum(position - 1, 0)], 10),
            np.where(position < last, self.codes[np.minimum(position + 1, last)], 10),
        )

    def document_text(self, document: int) -> str:
        """The text of one document."""
        return self.slice_text(int(self.starts[document]), int(self.stops[document]))

    def slice_text(self, start: int, end: int) -> str:
        """The characters of one span."""
        return utf_32_le_decode(self.codes[start:end].data, "replace", True)[0]
