"""A ledger in, every edit out: placed in the decoded text and in the clean text, with the colour it is shown in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import text_of
from kouan.model.ledger import Ledger, Pass

#: What a reader tells apart by colour; everything a project's own rules may do falls into "other".
Category = Literal["gloss", "script", "width", "join", "damage", "page", "escape", "other"]

CATEGORIES: Final[tuple[Category, ...]] = (
    "page", "gloss", "script", "width", "join", "damage", "escape", "other",
)  # fmt: skip

_CATEGORY: Final[dict[str, Category]] = {
    "pinyin_annotation": "gloss",
    "gloss": "gloss",
    "script": "script",
    "script_choice": "script",
    "punctuation_width": "width",
    "width": "width",
    "wide_letter": "width",
    "mark_form": "width",
    "radical_form": "width",
    "spacing": "width",
    "space": "width",
    "broken_decimal": "width",
    "broken_paragraph": "join",
    "mojibake": "damage",
    "misread_bytes": "damage",
    "entity_escape": "escape",
    "character_reference": "escape",
    "particle": "script",
    **{str(kind): "page" for kind in RemovedKind},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, placed in the decoded text [start, end) and in the clean text [clean_start, clean_end).

    `is_inner` tells an edit within what an earlier pass had put in: its characters were never in the file.
    """

    rule: str
    kind: str
    confidence: float
    after: str
    start: int
    end: int
    clean_start: int
    clean_end: int
    is_inner: bool = False

    @property
    def category(self) -> Category:
        """The colour of the change."""
        return category(self.kind, self.rule)


def category(kind: str, rule: str) -> Category:
    """The colour of an edit, from its kind, else from its rule.

    >>> category("related_links", "related_block"), category("", "gloss"), category("", "my_rule")
    ('page', 'gloss', 'other')
    """
    return _CATEGORY.get(kind) or _CATEGORY.get(rule, "other")


def changes(ledger: Ledger, stop: int | None = None) -> list[Change]:
    """Every edit that begins before `stop` in the decoded text, in the order of the passes."""
    found: list[Change] = []
    for number, done in enumerate(ledger.passes):
        edits = done.edits
        start, end, inner = _pulled_back(ledger.passes[:number], edits.start, edits.end)
        clean_start, clean_end = done.clean_start, done.clean_end
        for later in ledger.passes[number + 1 :]:
            clean_start, clean_end = later.forward(clean_start), later.forward(clean_end)
        wanted = range(len(edits)) if stop is None else np.flatnonzero(start < stop).tolist()
        rules = done.rules
        found.extend(
            Change(
                rules[edits.kind[k]],
                str(edits.kinds[edits.kind[k]] or rules[edits.kind[k]]),
                float(edits.confidence[k]),
                text_of(edits.after[done.after_at[k] : done.after_at[k + 1]]),
                int(start[k]),
                int(end[k]),
                int(clean_start[k]),
                int(clean_end[k]),
                bool(inner[k]),
            )
            for k in wanted
        )
    return found


def _pulled_back(
    passes: Sequence[Pass], start: Offsets, end: Offsets
) -> tuple[Offsets, Offsets, npt.NDArray[np.bool_]]:
    """Spans of the text behind some passes as spans of the decoded text, and which had to be widened."""
    inner = np.zeros(len(start), bool)
    for done in reversed(passes):
        if len(done.edits) and not done.is_one_to_one:
            inner |= _inside(done, start) | _inside(done, end)
        start, end = done.back(start, end)
    return start, end, inner


def _inside(done: Pass, position: Offsets) -> npt.NDArray[np.bool_]:
    """Which positions lie strictly inside something the pass put in."""
    first = np.searchsorted(done.clean_end, position, "right")
    at = np.minimum(first, len(done.edits) - 1)
    return np.asarray((first < len(done.edits)) & (done.clean_start[at] < position))
