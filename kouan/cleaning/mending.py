"""Corrections of the text of a batch in; the spans they guard, the last edits of cleaning, and the state of each out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from kouan.cleaning.cleaned import CORRECTION
from kouan.cleaning.guards import Guards
from kouan.cleaning.rounds import Rounds
from kouan.model.batch import Offsets
from kouan.model.byte_places import byte_places
from kouan.model.correction import Corrected, Correction, CorrectionState
from kouan.model.decoding import Decoding, Segment
from kouan.model.edits import Edit, Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

#: A correction with its document and its state.
Judged = tuple[int, Correction, CorrectionState]


@dataclass(frozen=True, slots=True)
class Mending:
    """The corrections of a batch, each with its span of the decoded text, in their order there.

    They come last: what stands in a span when the rules have come to an end is what `seen` is held
    against. Only that a stretch is no page is heard from the beginning, since what has gone cannot be
    mended.
    """

    corrections: tuple[Correction, ...]
    documents: tuple[int, ...]
    start: Offsets
    end: Offsets
    #: Corrections whose span does not fit the document: of other bytes, or half a character.
    unfit: tuple[tuple[int, Correction], ...]

    @classmethod
    def of(
        cls,
        decoded: BatchView,
        decodings: Sequence[Decoding],
        corrections: Mapping[int, Sequence[Correction]],
    ) -> Self:
        """The corrections of some documents, by their number in the batch."""
        placed: list[tuple[int, int, int, Correction]] = []
        unfit: list[tuple[int, Correction]] = []
        for document, some in sorted(corrections.items()):
            offset = int(decoded.starts[document])
            decoding = decodings[document]
            raw = [one.raw or (0, 0) for one in some]
            spans = decoded_spans(decoding.text, decoding.segments, raw)
            for one, span in zip(some, spans, strict=True):
                if span is None:
                    unfit.append((document, one))
                else:
                    placed.append((span[0] + offset, span[1] + offset, document, one))
        placed.sort(key=lambda row: (row[0], row[1], row[3].correction_id))
        return cls(
            tuple(row[3] for row in placed),
            tuple(row[2] for row in placed),
            np.array([row[0] for row in placed], np.int64),
            np.array([row[1] for row in placed], np.int64),
            tuple(unfit),
        )

    @property
    def guards(self) -> Guards:
        """The spans that are no page."""
        kept = self._numbers(Corrected.REMOVED, is_drop=True)
        return Guards.around(self.start[kept], self.end[kept])

    def carry_out(self, rounds: Rounds) -> Iterator[Judged]:
        """Correct the text that the rules came to, and take out what is page; the state of each of these corrections."""
        start, end = self.start, self.end
        for done in rounds.passes:
            start, end = done.forward(start), done.forward(end)
        before = len(rounds.passes)
        yield from self._write(rounds, start, end)
        for done in rounds.passes[before:]:
            start, end = done.forward(start), done.forward(end)
        yield from self._remove(rounds, start, end)

    def judged(self, guards: Guards) -> Iterator[Judged]:
        """The state of the corrections that only guard, and of those that fit nowhere, when all is done."""
        for place, number in enumerate(self._numbers(Corrected.REMOVED, is_drop=True)):
            is_active = guards.was_removed[place]
            state = CorrectionState.ACTIVE if is_active else CorrectionState.REDUNDANT
            yield self.documents[number], self.corrections[number], state
        for document, one in self.unfit:
            yield document, one, CorrectionState.STALE

    def _numbers(self, table: Corrected, *, is_drop: bool) -> list[int]:
        return [
            number
            for number, one in enumerate(self.corrections)
            if one.table is table and (table is Corrected.TEXT or one.is_drop == is_drop)
        ]

    def _write(self, rounds: Rounds, start: Offsets, end: Offsets) -> Iterator[Judged]:
        edits: list[Edit] = []
        for number in self._numbers(Corrected.TEXT, is_drop=False):
            one = self.corrections[number]
            low, high = int(start[number]), max(int(start[number]), int(end[number]))
            now, new = rounds.view.slice_text(low, high), written(one.new or "")
            state = CorrectionState.STALE
            if now == new:
                state = CorrectionState.REDUNDANT
            elif now == (one.seen or "") and not (edits and low < edits[-1].end):
                state = CorrectionState.ACTIVE
                edits.append(Edit(low, high, new, kind=CORRECTION))
            yield self.documents[number], one, state
        if edits:
            rounds.correct(CORRECTION, Edits.of(edits))

    def _remove(self, rounds: Rounds, start: Offsets, end: Offsets) -> Iterator[Judged]:
        edits: list[Edit] = []
        for number in self._numbers(Corrected.REMOVED, is_drop=False):
            one = self.corrections[number]
            state = CorrectionState.REDUNDANT
            if rounds.view.slice_text(int(start[number]), int(end[number])).strip():
                state = CorrectionState.ACTIVE
                low, high = with_break(rounds.view, int(start[number]), int(end[number]))
                low = max(low, edits[-1].end) if edits else low
                if low < high:
                    edits.append(Edit(low, high, "", kind=one.new or ""))
            yield self.documents[number], one, state
        if edits:
            rounds.correct(CORRECTION, Edits.of(edits))


def corrections_of(
    document_ids: Sequence[str], knowledge: Knowledge
) -> dict[int, tuple[Correction, ...]]:
    """What people say of the texts of a batch, by the number of the document."""
    found = {}
    for number, document_id in enumerate(document_ids if knowledge.corrections else ()):
        mine = knowledge.corrections_of(document_id)
        if texts := tuple(one for one in mine if one.table in (Corrected.TEXT, Corrected.REMOVED)):
            found[number] = texts
    return found


def decoded_spans(
    text: str, segments: Sequence[Segment], raw: Sequence[tuple[int, int]]
) -> list[tuple[int, int] | None]:
    """Spans of a document's bytes as spans of its decoded text; None for one outside it, or within a character."""
    begins, ends = byte_places(text, segments, len(text))
    found: list[tuple[int, int] | None] = []
    for first, last in raw:
        start = int(np.searchsorted(begins, first, "left"))
        end = int(np.searchsorted(ends, last, "right")) - 1
        fits = start < end and begins[start] == first and ends[end] == last
        found.append((start, end) if fits else None)
    return found


def written(text: str) -> str:
    """What a person wrote, as it can stand in a text: no U+001E, which parts documents; breaks as texts have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1e", "\ufffd")


def with_break(view: BatchView, start: int, end: int) -> tuple[int, int]:
    """A span with the line break that goes with it, where it is made of whole lines."""
    first, last = view.line_of(np.array([start, end - 1])).tolist()
    if start != int(view.line_start[first]) or end < int(view.line_stop[last]):
        return start, end
    home = int(view.document_of(np.array([start]))[0])
    if end > int(view.line_stop[last]):
        return start, end
    if end < int(view.stops[home]):
        return start, end + 1
    return max(start - 1, int(view.starts[home])), end
