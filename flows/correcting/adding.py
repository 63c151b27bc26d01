"""A document, some of its bytes or words, and a figure that the rules miss there in; the corrections that add it out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from flows.correcting.rows import (
    Reasons,
    Wanted,
    column_meant,
    made,
    refuse_impossible,
    typed,
)
from kouan.corrections import CorrectionError
from kouan.corrections.clean_places import clean_span
from kouan.corrections.figures import ROLES, said, with_columns
from kouan.corrections.metrics import added_figure
from kouan.language.folding import fold
from kouan.language.numerals import numeral_in
from kouan.model.correction import Corrected, Correction
from kouan.model.facts import Metric, MetricKind
from kouan.model.knowledge import Knowledge
from warehouse.connection import reader
from warehouse.packs import DocumentLedger, document_ledger
from warehouse.provenance.correctable import blocks_of, document_named


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a figure is missed: a document by its id or place, and bytes of it, or words that stand there once."""

    document: str
    raw: tuple[int, int] | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A figure that is added, and the corrections that do it."""

    metric: Metric
    corrections: tuple[Correction, ...]
    #: Where its document lies.
    location: str


def addition(
    home: Path, stretch: Stretch, wanted: Wanted, reasons: Reasons, knowledge: Knowledge
) -> Added:
    """One correction that adds the figure, and one for each column that says more than its number and unit.

    Raises:
        UnknownIdError: there is no such document. CorrectionError: number or unit are not said, the bytes are no text of
            an article, or the rules read a figure there already.
    """
    columns = dict(wanted.columns)
    value, unit = columns.pop("value", None), columns.pop("unit", None)
    if value is None or unit is None or wanted.is_drop:
        raise CorrectionError(
            "a figure that is added needs --value and --unit (1 for a bare ratio)"
        )
    document_id, location = document_named(home, stretch.document)
    pack = document_ledger(home, document_id)
    span = _span(pack, stretch)
    raw = pack.ledger.origin(*span)
    block = next(
        (
            one
            for one in blocks_of(home, document_id)
            if one["start"] <= span[0] < span[1] <= one["end"]
        ),
        None,
    )
    if block is None:
        raise CorrectionError(
            f"bytes {raw[0]}-{raw[1]} of {location} are no text of a valid article that figures are read in;"
            " `kouan why` of the document lists its blocks and what was removed"
        )
    place = {
        "table": Corrected.METRIC.value,
        "fact_key": "",
        "document_id": document_id,
        "raw_start": str(raw[0]),
        "raw_end": str(raw[1]),
        **reasons.cells,
    }
    first = made({**place, "column": "", "seen": "", "new": f"{value} {unit}"})
    _refuse_known(home, first.fact_key or "")
    metric = added_figure(first, span, (block["start"], block["text"]), knowledge)
    corrections = [first]
    for column, new in columns.items():
        name = column_meant(Corrected.METRIC, column, new, knowledge)
        right = typed(home, new, block["article_id"]) if name in ROLES and new else new or ""
        seen = said(metric, name, {}) or ""
        if seen != right:
            corrections.append(made({**place, "column": name, "seen": seen, "new": right}))
    more = {one.column: one.new for one in corrections[1:] if one.column not in (None, "of_metric")}
    metric = with_columns(metric, more, knowledge)
    refuse_impossible(metric)
    if metric.kind is not MetricKind.RANK and not numeral_in(fold(metric.surface)):
        raise CorrectionError(
            f"{metric.surface!r} holds no numeral, and the audit would hold such a figure; name the words of its number"
        )
    return Added(metric, tuple(corrections), location)


def _span(pack: DocumentLedger, stretch: Stretch) -> tuple[int, int]:
    """The stretch of clean text."""
    if stretch.words is not None:
        times = pack.clean.count(stretch.words) if stretch.words else 0
        if times != 1:
            number = f"there {times} times" if times else "not there"
            raise CorrectionError(
                f"{stretch.words!r} is {number} in the clean text; take in words beside it, or name the bytes"
                " (--add DOCUMENT RAW_START RAW_END)"
            )
        start = pack.clean.index(stretch.words)
        return start, start + len(stretch.words)
    if stretch.raw is None:
        raise CorrectionError("say where the figure stands: RAW_START and RAW_END, or --words")
    first, last = stretch.raw
    if not 0 <= first < last <= len(pack.raw):
        raise CorrectionError(
            f"bytes {first}-{last} are none of the document, which has {len(pack.raw)}"
        )
    span = clean_span(pack, stretch.raw)
    if span is None:
        raise CorrectionError(
            f"cleaning left nothing of bytes {first}-{last}; `kouan why` of the document lists what was removed"
        )
    return span


def _refuse_known(home: Path, key: str) -> None:
    with closing(reader(home)) as connection:
        known = connection.execute(
            "SELECT surface FROM current_metric WHERE fact_key = ? LIMIT 1", [key]
        ).fetchall()
    if known:
        raise CorrectionError(
            f"the rules read {known[0][0]} in these bytes; correct it with `kouan correct {key}`"
        )
