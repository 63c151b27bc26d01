"""A processed document in; its row, what was removed, which rules changed it, and what is in doubt out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from kouan.model.batch import Offsets
from kouan.model.decoding import Segment
from kouan.model.ledger import Ledger
from kouan.model.line_shape import page_digests
from kouan.model.processed import ProcessedDocument
from kouan.tabulation.accounts import account
from kouan.tabulation.fact_rows import MetricRow
from kouan.tabulation.rows import (
    DamageRow,
    DocumentRow,
    EditSummaryRow,
    RemovedRow,
    SourceLineRow,
    SuspicionRow,
)
from kouan.tabulation.values import instant_of

#: The rule that says of a figure that its number does not fit the column.
OVERFLOW = "number_overflow"


def document_row(
    document: ProcessedDocument, locations: tuple[str, ...], state_digest: str
) -> DocumentRow:
    """The row of one document, its characters accounted for."""
    cleaned, decoding = document.cleaned, document.cleaned.decoding
    length = len(decoding.text)
    kept, removed, replaced = account(cleaned.passes, length)
    weighed = decoding.runner_up is not None and math.isfinite(decoding.margin)
    return DocumentRow(
        document_id=document.document_id,
        locations=locations,
        url=document.source.url,
        crawled_at=instant_of(document.source.crawled_at),
        source=document.source.source,
        read_as=document.source.read_as or None,
        found_in=document.source.place or None,
        bytes=len(document.raw),
        encoding=None if cleaned.refusal == "undecodable" else decoding.encoding,
        encoding_margin=decoding.margin if weighed else None,
        encoding_runner_up=decoding.runner_up,
        script=cleaned.script.value,
        characters=length,
        kept=kept,
        removed=removed,
        replaced=replaced,
        clean_characters=len(cleaned.clean),
        undecodable_bytes=sum(
            len(part.raw) for part in decoding.segments if _is_undecodable(part, decoding.text)
        ),
        status="held" if cleaned.refusal else "released",
        state_digest=state_digest,
        corrections=document.corrections or None,
    )


def _is_undecodable(part: Segment, text: str) -> bool:
    """Bytes kept aside for which the text shows U+FFFD and nothing else; what it does not show is structure."""
    shown = text[part.start : part.end] if part.codec is None else ""
    return bool(shown) and not shown.strip("\ufffd")


def removed_rows(document: ProcessedDocument) -> Iterator[RemovedRow]:
    """What cleaning took out, in reading order."""
    for position, removal in enumerate(document.cleaned.removals):
        yield RemovedRow(
            document_id=document.document_id,
            position=position,
            kind=str(removal.kind),
            rule=removal.rule,
            text=removal.text,
            confidence=rounded(removal.confidence),
            raw_start=removal.raw_start,
            raw_end=removal.raw_end,
            template=removal.template or None,
        )


def source_line_row(document: ProcessedDocument) -> SourceLineRow:
    """The lines that are left of a document, for templates to be proposed from."""
    return SourceLineRow(
        document.document_id,
        document.source.site,
        tuple(page_digests(document.cleaned.clean)),
    )


def edit_summary_rows(document: ProcessedDocument) -> Iterator[EditSummaryRow]:
    """Edits and characters by rule and kind, over all passes; an edit without a kind is called as its rule."""
    total: dict[tuple[str, str], list[int]] = {}
    for done in document.cleaned.passes:
        for number in np.unique(done.edits.kind).tolist():
            mine = done.edits.kind == number
            rule = done.rules[number]
            kind = str(done.edits.kinds[number]) or rule
            sums = total.setdefault((rule, kind), [0, 0])
            sums[0] += int(mine.sum())
            sums[1] += int(done.before_length[mine].sum())
    for (rule, kind), (edits, characters) in total.items():
        yield EditSummaryRow(document.document_id, rule, kind, edits, characters)


def suspicion_rows(
    document: ProcessedDocument, metrics: Sequence[MetricRow]
) -> Iterator[SuspicionRow]:
    """Repairs that were not made, then figures whose number is too long for its column."""
    cleaned = document.cleaned
    starts, ends = raw_spans(cleaned.ledger, [(one.start, one.end) for one in cleaned.suspicions])
    for position, doubt in enumerate(cleaned.suspicions):
        yield SuspicionRow(
            document_id=document.document_id,
            position=position,
            rule=doubt.rule,
            surface=doubt.surface,
            candidates=tuple(doubt.candidates),
            margin=doubt.margin,
            note=doubt.note,
            start=doubt.start,
            end=doubt.end,
            raw_start=int(starts[position]),
            raw_end=int(ends[position]),
        )
    too_long = (metric for metric in metrics if metric.value is None)
    for position, metric in enumerate(too_long, len(cleaned.suspicions)):
        yield SuspicionRow(
            document_id=document.document_id,
            position=position,
            rule=OVERFLOW,
            surface=metric.surface,
            candidates=(),
            margin=None,
            note="the number has more than 28 digits before the point; the surface is kept, the value is null",
            start=metric.start,
            end=metric.end,
            raw_start=metric.raw_start,
            raw_end=metric.raw_end,
        )


def damage_rows(document: ProcessedDocument) -> Iterator[DamageRow]:
    """Stretches that are broken or guessed, in reading order."""
    damages = sorted(document.cleaned.damages, key=lambda damage: (damage.start, damage.end))
    length = len(document.cleaned.clean)
    spans = [(min(one.start, length), min(one.end, length)) for one in damages]
    starts, ends = raw_spans(document.cleaned.ledger, spans)
    for position, damage in enumerate(damages):
        yield DamageRow(
            document_id=document.document_id,
            position=position,
            rule=damage.rule,
            state=damage.state.value,
            start=spans[position][0],
            end=spans[position][1],
            raw_start=int(starts[position]),
            raw_end=int(ends[position]),
        )


def rounded(confidence: float) -> float:
    """A confidence as it was written down: edits hold it in 32 bits, 0.95 comes back as 0.949999988."""
    return round(float(confidence), 4)


def raw_spans(ledger: Ledger, spans: Sequence[tuple[int, int]]) -> tuple[Offsets, Offsets]:
    """Spans of the clean text as spans of raw bytes, all at once."""
    if not spans:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    bounds = np.array(spans, np.int64)
    return ledger.origins(bounds[:, 0], bounds[:, 1])
