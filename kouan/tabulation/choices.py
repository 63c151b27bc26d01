"""A document's passes in; the edits that were a choice between readings out, each with its place in text and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from kouan.model.article import RemovedKind
from kouan.model.ledger import Pass
from kouan.model.processed import ProcessedDocument
from kouan.tabulation.documents import rounded
from kouan.tabulation.rows import ContextualEditRow

#: An edit less sure than this was decided by what stands around it; surer ones follow from the character itself.
CERTAIN: Final = 0.95


def contextual_edit_rows(document: ProcessedDocument) -> Iterator[ContextualEditRow]:
    """Edits of the kept text that context decided, or that put in characters unseen, in reading order."""
    cleaned = document.cleaned
    rows: list[ContextualEditRow] = []
    for number, done in enumerate(cleaned.passes):
        chosen = _chosen(done)
        if not len(chosen):
            continue
        start, end = done.edits.start[chosen], done.edits.end[chosen]
        for earlier in reversed(cleaned.passes[:number]):
            start, end = earlier.back(start, end)
        at, behind = done.clean_start[chosen], done.clean_end[chosen]
        for later in cleaned.passes[number + 1 :]:
            at, behind = later.forward(at), later.forward(behind)
        edits = list(done)
        for place, edit in enumerate(edits[k] for k in chosen.tolist()):
            raw_start, raw_end = cleaned.ledger.byte_span(int(start[place]), int(end[place]))
            rows.append(
                ContextualEditRow(
                    document_id=document.document_id,
                    position=0,
                    rule=edit.rule,
                    kind=str(edit.kind) or edit.rule,
                    before=edit.before,
                    after=edit.after,
                    guessed=edit.guessed,
                    confidence=rounded(edit.confidence),
                    start=int(at[place]),
                    end=int(behind[place]),
                    raw_start=raw_start,
                    raw_end=raw_end,
                )
            )
    rows.sort(key=lambda row: (row.raw_start, row.raw_end, row.rule))
    for position, row in enumerate(rows):
        yield row.at(position)


def _chosen(done: Pass) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Numbers of the edits that were a choice."""
    kept = np.array([kind not in set(RemovedKind) for kind in done.edits.kinds], bool)
    # confidences are held in 32 bits: 0.95 is a little less there
    doubtful = done.edits.confidence < np.float32(CERTAIN)
    if done.edits.guessed is not None:
        homes = np.repeat(np.arange(len(done.edits)), done.edits.after_length)
        doubtful = doubtful | np.isin(np.arange(len(done.edits)), homes[done.edits.guessed])
    return np.flatnonzero(doubtful & kept[done.edits.kind])
