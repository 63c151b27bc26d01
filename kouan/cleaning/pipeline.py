"""Decoded texts in, clean texts and passes out: the rules in their order, run to a fixpoint over a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kouan.cleaning.cleaned import document_view
from kouan.cleaning.rule import Rule
from kouan.cleaning.rules.boilerplate import boilerplate
from kouan.cleaning.rules.broken_paragraph import broken_paragraph
from kouan.cleaning.rules.character_reference import character_reference
from kouan.cleaning.rules.dateline import dateline
from kouan.cleaning.rules.gloss import gloss
from kouan.cleaning.rules.invisible import invisible
from kouan.cleaning.rules.line_ending import line_ending
from kouan.cleaning.rules.misread_bytes import misread_bytes
from kouan.cleaning.rules.particle import particle
from kouan.cleaning.rules.related_links import related_links
from kouan.cleaning.rules.repeated_block import repeated_block
from kouan.cleaning.rules.spacing import spacing
from kouan.cleaning.rules.stray_word import stray_word
from kouan.cleaning.rules.width import width
from kouan.cleaning.script import Letters, letters_of, script
from kouan.model.batch import Offsets
from kouan.model.characters import SEPARATOR, Codes, codes_of, text_of
from kouan.model.decoding import Decoding
from kouan.model.edits import Edits, Suspicion
from kouan.model.knowledge import Knowledge
from kouan.model.ledger import Pass, apply
from kouan.model.processed import Cleaned
from kouan.model.view import BatchView

#: Rules in their order; those of one line are shown the same text, and the first named wins an overlap.
LAYERS: tuple[tuple[Rule, ...], ...] = (
    (
        misread_bytes,
    ),  # first: later rules would destroy its evidence (a "?" that stands for a lost byte)
    (line_ending, invisible),
    (character_reference,),
    (gloss,),  # before script: the reading belongs to the character as it was written
    (width,),
    (spacing, stray_word),
    (script, particle),
    # after script and gloss: copies and phrases are compared as they read
    (repeated_block, dateline, related_links, boilerplate),
    (broken_paragraph,),  # last: what stood between two halves is gone by now
)

RULES: tuple[Rule, ...] = tuple(rule for layer in LAYERS for rule in layer)

#: Below this share of documents still open, copying them out costs less than looking at all.
WORTHWHILE = 0.7
#: Rounds until cleaning gives up finding nothing; what would still be edited is counted, never hidden.
MOST_ROUNDS = 24


@dataclass(frozen=True)
class CleanedBatch(Sequence[Cleaned]):
    """A batch after cleaning: one text, its passes, and each document as a view made when asked for."""

    decodings: tuple[Decoding, ...]
    codes: Codes
    starts: Offsets
    stops: Offsets
    passes: tuple[Pass, ...]
    suspicions: tuple[tuple[int, Suspicion], ...]
    residual_edits: Offsets
    #: The batch as it was decoded, before any rule.
    decoded: BatchView

    @cached_property
    def letters(self) -> Letters:
        """Telling characters of the decoded text."""
        return letters_of(self.decoded)

    @cached_property
    def letters_left(self) -> Letters:
        """Telling characters of the clean text."""
        return letters_of(BatchView(self.codes, self.starts, self.stops, self.decoded.knowledge))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The clean text of each document."""
        return tuple(text_of(self.codes).split(SEPARATOR))

    def __len__(self) -> int:
        return len(self.decodings)

    def __getitem__(self, document: int) -> Cleaned:  # type: ignore[override]
        if not 0 <= document < len(self):
            raise IndexError(document)
        return document_view(
            self.decodings[document],
            self.texts[document],
            tuple(self._passes_of(document)),
            tuple(suspicion for home, suspicion in self.suspicions if home == document),
            self.letters.script(document),
            int(self.letters_left.traditional[document]),
            int(self.residual_edits[document]),
        )

    def _passes_of(self, document: int) -> Iterator[Pass]:
        for done, counts in zip(self.passes, self._edits_per_document, strict=True):
            if counts[document]:
                yield done.of_document(document)

    @cached_property
    def _edits_per_document(self) -> tuple[Offsets, ...]:
        return tuple(done.edit_count for done in self.passes)


def layers_of(knowledge: Knowledge) -> tuple[tuple[Rule, ...], ...]:
    """The layers, each rule of the project in a layer of its own behind the rule it names (or last)."""
    layers = list(LAYERS)
    for own in knowledge.rules:
        places = [
            number
            for number, layer in enumerate(layers)
            for rule in layer
            if rule.name == own.after
        ]
        layers.insert(places[-1] + 1 if places else len(layers), (own,))
    return tuple(layers)


def clean_batch(decodings: Sequence[Decoding], knowledge: Knowledge) -> CleanedBatch:
    """Clean many documents at once.

    Each round shows every rule the text as the rules before it left it, until nothing changes: so
    cleaning a clean text makes no edit. A rule is a function of one document's text, so from the
    second round on it is shown only documents that were edited since it saw them last.
    """
    decoded = BatchView.of([decoding.text for decoding in decodings], knowledge)
    layers = layers_of(knowledge)
    state = _State(decoded, np.full(len(decoded), -1, np.int64))
    for number in range(MOST_ROUNDS):
        if not _round(state, layers, number):
            break
    residual = state.edited_at >= (MOST_ROUNDS - 1) * len(layers)
    return CleanedBatch(
        tuple(decodings),
        state.view.codes,
        state.view.starts,
        state.view.stops,
        tuple(state.passes),
        state.suspicions(),
        residual.astype(np.int64),
        decoded,
    )


@dataclass
class _State:
    """The batch between two passes: its text, and for each document the step at which it was last edited."""

    view: BatchView
    edited_at: Offsets
    passes: list[Pass] = field(default_factory=list)
    raised: dict[tuple[int, str], list[Suspicion]] = field(default_factory=dict)

    def forget(self, rule: str, documents: Offsets) -> None:
        """Drop what a rule suspected of documents that it is about to see again."""
        if any(name == rule for _, name in self.raised):
            for document in documents.tolist():
                self.raised.pop((document, rule), None)

    def suspicions(self) -> tuple[tuple[int, Suspicion], ...]:
        """All suspicions with their documents, in reading order."""
        found = [(home, one) for (home, _), raised in self.raised.items() for one in raised]
        return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].start, pair[1].end)))


def _round(state: _State, layers: Sequence[Sequence[Rule]], number: int) -> bool:
    """One round of all rules over the documents that need it; whether anything was edited."""
    window = _Window(state, np.arange(len(state.view)))
    edited = False
    for position, layer in enumerate(layers):
        step = number * len(layers) + position
        if number:
            # steps count from the round before: what was edited since these rules last ran
            waiting = state.edited_at[window.documents] >= step - len(layers)
            if not waiting.any():
                break
            if waiting.sum() < WORTHWHILE * len(waiting):
                window = window.narrowed(waiting)
        proposed = []
        for rule in layer:
            state.forget(rule.name, window.documents)
            proposed.append((rule.name, window.admitted(rule(window.shown))))
        edits = Edits.merged(proposed)
        if len(edits):
            window.carry_out("+".join(dict.fromkeys(edits.rules)), edits, step)
            edited = True
    return edited


class _Window:
    """The documents that a round still looks at, in step with the whole batch.

    While most documents are open the rules are shown the batch itself; a few are copied out, so that
    a round costs what is still open. Spans under suspicion are evidence: an edit inside one, or over
    a part of one, is not carried out; a block that holds one whole may go.
    """

    def __init__(self, state: _State, documents: Offsets, shown: BatchView | None = None) -> None:
        self.state = state
        self.documents = documents
        self.is_whole = shown is None
        self.shown = shown or state.view
        self._spans = np.zeros((2, 0), np.int64)

    def narrowed(self, chosen: npt.NDArray[np.bool_]) -> _Window:
        """A window on some of its documents."""
        starts, stops = self.shown.starts[chosen], self.shown.stops[chosen]
        separator = codes_of(SEPARATOR)
        pieces: list[Codes] = []
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            pieces += (self.shown.codes[start:stop], separator)
        length = stops - starts
        at = np.concatenate(([0], np.cumsum(length + len(separator))[:-1])).astype(np.int64)
        view = BatchView(np.concatenate(pieces[:-1]), at, at + length, self.shown.knowledge)
        window = _Window(self.state, self.documents[chosen], view)
        if self._spans.size:
            home = np.searchsorted(self.shown.starts, self._spans[0], "right") - 1
            place = np.cumsum(chosen) - 1
            kept = chosen[home]
            by = at[place[home[kept]]] - self.shown.starts[home[kept]]
            window._spans = self._spans[:, kept] + by
        return window

    def admitted(self, edits: Edits) -> Edits:
        """The edits that leave evidence alone; the suspicions among them are noted."""
        if edits.suspicions:
            self._note(edits.suspicions)
        if not len(edits) or not self._spans.size:
            return edits
        keep = np.ones(len(edits), bool)
        for start, end in self._spans.T.tolist():
            first = int(np.searchsorted(edits.end, start, "right"))
            last = int(np.searchsorted(edits.start, end, "left"))
            part = slice(first, last)
            keep[part] &= (edits.start[part] <= start) & (edits.end[part] >= end)
        return edits.where(keep)

    def _note(self, suspicions: Sequence[Suspicion]) -> None:
        for one in suspicions:
            home = int(np.searchsorted(self.shown.starts, one.start, "right")) - 1
            by = int(self.shown.starts[home])
            placed = replace(one, start=one.start - by, end=one.end - by)
            self.state.raised.setdefault((int(self.documents[home]), one.rule), []).append(placed)
        added = np.array([(one.start, one.end) for one in suspicions], np.int64).T
        spans = np.concatenate((self._spans, added), axis=1)
        self._spans = spans[:, np.argsort(spans[0], kind="stable")]

    def carry_out(self, name: str, edits: Edits, step: int) -> None:
        """Apply the edits to the batch and to what is shown."""
        state, view = self.state, self.state.view
        codes, seen = apply(name, self.shown.codes, edits, self.shown.starts, self.shown.stops)
        if self.is_whole:
            done = seen
            state.view = self.shown = view.after(codes, done)
        else:
            by = np.repeat(view.starts[self.documents] - self.shown.starts, seen.edit_count)
            self.shown = self.shown.after(codes, seen)
            codes, done = apply(name, view.codes, edits.moved(by), view.starts, view.stops)
            state.view = view.after(codes, done)
        state.passes.append(done)
        state.edited_at[self.documents[seen.edit_count > 0]] = step
        if self._spans.size:
            self._spans = np.stack((seen.forward(self._spans[0]), seen.forward(self._spans[1])))
