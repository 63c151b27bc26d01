"""The view of one document after cleaning: what was taken out, what is damaged, whether anything is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kouan.cleaning.templates.frames import Frame
from kouan.model.article import Damage, DamageState, Removal, RemovedKind, Script
from kouan.model.batch import Offsets
from kouan.model.characters import BREAK, SPACE, STRANGE, WIDE, bits, codes_of
from kouan.model.correction import Judged
from kouan.model.decoding import Decoding
from kouan.model.edits import Suspicion
from kouan.model.knowledge import Template
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned
from kouan.model.template import RULE as TEMPLATE

REMOVED_KINDS = frozenset(RemovedKind)

#: Rules whose suspicions are damage: the characters are wrong, only their repair is in doubt.
DAMAGING = frozenset({"misread_bytes", "wrong_codec", "destroyed_text"})

#: The name, in the ledger, of edits that people ask for.
CORRECTION = "correction"


def document_view(
    decoding: Decoding,
    clean: str,
    passes: tuple[Pass, ...],
    suspicions: tuple[Suspicion, ...],
    script: Script,
    residual_traditional: int,
    residual_edits: int,
    templates: tuple[Template, ...] = (),
    corrections: tuple[Judged, ...] = (),
) -> Cleaned:
    """One document, with removals in reading order and damages placed in the clean text."""
    damages = (
        *(Damage(one.start, one.end, one.rule) for one in suspicions if one.rule in DAMAGING),
        *_guesses(passes),
    )
    refusal = decoding.refusal
    if refusal is None and not _says_something(clean):
        refusal = "nothing_but_page"
    view = Cleaned(
        decoding,
        clean,
        passes,
        script,
        (),
        suspicions,
        damages,
        residual_edits,
        residual_traditional,
        refusal,
        templates,
        corrections,
    )
    object.__setattr__(view, "removals", tuple(_removals(view)))
    return view


def _guesses(passes: Sequence[Pass]) -> Iterator[Damage]:
    """Runs of the clean text that a repair put in without having seen all their bytes."""
    for number, done in enumerate(passes):
        start = done.guessed_at
        if not len(start):
            continue
        name = "+".join(dict.fromkeys(done.rules))
        end = start + 1
        for later in passes[number + 1 :]:
            if CORRECTION in later.rules:
                start, end = _unwritten(later, start, end)
            start, end = later.forward(start), later.forward(end)
        start, end = start[end > start], end[end > start]
        rim = np.flatnonzero(start[1:] > end[:-1]) + 1
        firsts, lasts = np.append(0, rim), np.append(rim, len(start)) - 1
        for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
            if len(start):
                yield Damage(int(start[first]), int(end[last]), name, DamageState.GUESSED)


def _unwritten(done: Pass, start: Offsets, end: Offsets) -> tuple[Offsets, Offsets]:
    """Those of single characters that no edit of a pass replaced: what a person wrote is no guess."""
    at = np.minimum(np.searchsorted(done.edits.end, start, "right"), len(done.edits) - 1)
    left = (start < done.edits.start[at]) | (start >= done.edits.end[at])
    return start[left], end[left]


def _says_something(text: str) -> bool:
    """A letter, digit or Chinese character is left."""
    if any(character.isalnum() for character in text[:200]):
        return True
    nothing = SPACE | BREAK | WIDE | STRANGE
    codes = codes_of(text)
    found = (bits(codes) & nothing == 0) & (codes > 0x2F)
    return bool(found.any()) and any(character.isalnum() for character in text)


def _removals(view: Cleaned) -> Sequence[Removal]:
    removals: list[Removal] = []
    frame = Frame.of(view.templates)
    for number, done in enumerate(view.passes):
        if not REMOVED_KINDS.intersection(done.edits.kinds):
            continue
        start, end = done.edits.start, done.edits.end
        for earlier in reversed(view.passes[:number]):
            start, end = earlier.back(start, end)
        at = done.clean_start
        for later in view.passes[number + 1 :]:
            at = later.forward(at)
        for edit, first, last, place in zip(
            done, start.tolist(), end.tolist(), at.tolist(), strict=True
        ):
            if edit.kind in REMOVED_KINDS:
                raw_start, raw_end = view.ledger.byte_span(first, last)
                removals.append(
                    Removal(
                        edit.kind,
                        edit.rule,
                        edit.before,
                        place,
                        raw_start,
                        raw_end,
                        edit.confidence,
                        frame.name_of(edit.before) if edit.rule == TEMPLATE else "",
                    )
                )
    return sorted(removals, key=lambda removal: (removal.raw_start, removal.raw_end))
