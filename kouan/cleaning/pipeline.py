"""Decoded texts in, clean texts and passes out: the rules in their order, run to a fixpoint over a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kouan.cleaning.cleaned import document_view
from kouan.cleaning.mending import Judged, Mending
from kouan.cleaning.rounds import Rounds
from kouan.cleaning.rule import Rule
from kouan.cleaning.rules.boilerplate import boilerplate
from kouan.cleaning.rules.broken_decimal import broken_decimal
from kouan.cleaning.rules.broken_paragraph import broken_paragraph
from kouan.cleaning.rules.broken_title import broken_title
from kouan.cleaning.rules.character_reference import character_reference
from kouan.cleaning.rules.clause_lines import clause_lines
from kouan.cleaning.rules.dateline import dateline
from kouan.cleaning.rules.destroyed_text import destroyed_text
from kouan.cleaning.rules.encoded_word import encoded_word
from kouan.cleaning.rules.escape_sequence import escape_sequence
from kouan.cleaning.rules.forum_reply import forum_reply
from kouan.cleaning.rules.full_stop import full_stop
from kouan.cleaning.rules.gloss import gloss
from kouan.cleaning.rules.hard_wrap import hard_wrap
from kouan.cleaning.rules.invisible import invisible
from kouan.cleaning.rules.letter_spacing import letter_spacing
from kouan.cleaning.rules.line_ending import line_ending
from kouan.cleaning.rules.mark_form import mark_form
from kouan.cleaning.rules.markup import markup
from kouan.cleaning.rules.misread_bytes import misread_bytes
from kouan.cleaning.rules.page_frame import page_frame
from kouan.cleaning.rules.page_markup import page_markup
from kouan.cleaning.rules.particle import particle
from kouan.cleaning.rules.radical_form import radical_form
from kouan.cleaning.rules.related_links import related_links
from kouan.cleaning.rules.repeated_block import repeated_block
from kouan.cleaning.rules.repeated_passage import repeated_passage
from kouan.cleaning.rules.site_suffix import site_suffix
from kouan.cleaning.rules.spacing import spacing
from kouan.cleaning.rules.stray_word import stray_word
from kouan.cleaning.rules.table_row import table_row
from kouan.cleaning.rules.template import template
from kouan.cleaning.rules.wide_letter import wide_letter
from kouan.cleaning.rules.width import width
from kouan.cleaning.rules.wrong_codec import wrong_codec
from kouan.cleaning.script.conversion import Letters, letters_of, script
from kouan.cleaning.templates.frames import frames_of
from kouan.model.batch import Offsets
from kouan.model.characters import SEPARATOR, Codes, text_of
from kouan.model.correction import Correction
from kouan.model.correction import Judged as JudgedCorrection
from kouan.model.decoding import Decoding
from kouan.model.edits import Suspicion
from kouan.model.knowledge import Knowledge, Template
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned
from kouan.model.view import BatchView

#: Rules in their order; those of one line are shown the same text, and the first named wins an overlap.
LAYERS: tuple[tuple[Rule, ...], ...] = (
    (markup,),  # tags stand between the letters of a word, and between the bytes of a misread one
    (wrong_codec,),  # first of all: what a round trip explains needs no guess
    (
        misread_bytes,
        destroyed_text,
    ),  # before the others: later rules would destroy its evidence (a "?" that stands for a lost byte)
    (line_ending, invisible, mark_form, radical_form),
    (character_reference, escape_sequence, encoded_word),
    (table_row,),  # before spacing, which takes blanks out beside marks
    (gloss,),  # before script: the reading belongs to the character as it was written
    (width, wide_letter, full_stop),
    (spacing, stray_word, letter_spacing, broken_decimal),
    (script, particle),
    (page_markup,),  # before page_frame, which judges by words and places alone what is left
    (broken_title,),  # before page_frame, which looks for the line that is the title
    (
        page_frame,
    ),  # before the rules of single lines: date, path and rights are what it finds an article by
    (forum_reply,),  # before dateline: the day of a reply is not that of the post
    # after script and gloss: copies and phrases are compared as they read
    (repeated_block, dateline, related_links, boilerplate),
    (
        template,
    ),  # behind all that needs no person's word, so that templates name only what the others leave
    (site_suffix,),  # a window's title that the page repeats is gone whole
    (
        repeated_passage,
    ),  # after repeated_block: what is left of a copy has its lines broken elsewhere
    (hard_wrap,),
    (clause_lines,),
    (broken_paragraph,),  # last: what stood between two halves is gone by now
)

RULES: tuple[Rule, ...] = tuple(rule for layer in LAYERS for rule in layer)

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
    #: What became of the corrections of its documents.
    judged: tuple[Judged, ...] = ()

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
            self._frame_of(document),
            tuple(
                JudgedCorrection(one, state) for home, one, state in self.judged if home == document
            ),
        )

    def _frame_of(self, document: int) -> tuple[Template, ...]:
        """The approved lines of the document's source."""
        knowledge = self.decoded.knowledge
        if not knowledge.templates or not self.decoded.sites:
            return ()
        frame = knowledge.made(frames_of).get(self.decoded.sites[document])
        return frame.templates if frame else ()

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


def clean_batch(
    decodings: Sequence[Decoding],
    knowledge: Knowledge,
    sites: Sequence[str] = (),
    corrections: Mapping[int, Sequence[Correction]] | None = None,
) -> CleanedBatch:
    """Clean many documents at once; `sites` say whose page each is, where approved templates are to be heard.

    `corrections` are what people say of the text of some documents, by their number in the batch.

    Each round shows every rule the text as the rules before it left it, until nothing changes: so
    cleaning a clean text makes no edit. A rule is a function of one document's text, so from the
    second round on it is shown only documents that were edited since it saw them last, by a rule
    that does not spare it.
    """
    decoded = BatchView.of([decoding.text for decoding in decodings], knowledge)
    decoded.sites = sites
    rounds = Rounds(decoded, layers_of(knowledge))
    judged: tuple[Judged, ...] = ()
    if not corrections:
        _to_the_end(rounds)
    else:
        mending = Mending.of(decoded, decodings, corrections)
        rounds.guards = mending.guards
        _to_the_end(rounds)
        judged = tuple(mending.carry_out(rounds))
        _to_the_end(rounds)
        judged += tuple(mending.judged(rounds.guards))
    return CleanedBatch(
        tuple(decodings),
        rounds.view.codes,
        rounds.view.starts,
        rounds.view.stops,
        tuple(rounds.passes),
        rounds.suspicions(),
        rounds.waiting.astype(np.int64),
        decoded,
        judged,
    )


def _to_the_end(rounds: Rounds) -> None:
    """Run the rules until they find nothing more, or for the rounds they are given."""
    for _ in range(MOST_ROUNDS):
        if not rounds.waiting.any():
            return
        rounds.run()
