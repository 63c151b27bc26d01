"""A row of the warehouse and what a person says of its text in; a correction of that text, with its bytes, out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.correcting.rows import Reasons
from kouan.corrections import CorrectionError
from kouan.model.correction import Corrected, Correction

if TYPE_CHECKING:
    from warehouse.packs import DocumentLedger
    from warehouse.provenance.identification import Identity


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that stands in a document: its bytes, its place in the clean text, and what the row itself is."""

    named: Identity
    row: dict[str, Any]
    document_id: str
    pack: DocumentLedger

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the clean text; the whole text, for a document."""
        if "start" in self.row and "end" in self.row:
            return self.row["start"], self.row["end"]
        return 0, len(self.pack.clean)


def text_correction(home: Path, typed: str, seen: str, new: str, reasons: Reasons) -> Correction:
    """Let the words `seen`, as they stand in a row (a block, a mention, a document), read as `new`.

    Raises:
        UnknownIdError: there is no such row. CorrectionError: the words do not stand there once, or are the same.
    """
    place = _place(home, typed)
    if not seen:
        raise CorrectionError("say with --seen which words are wrong, as the clean text has them")
    if seen == new:
        raise CorrectionError(f"the text reads {seen!r} already; --text says what it should read")
    start, end = place.span
    found = place.pack.clean.count(seen, start, end)
    if found != 1:
        said = "not there" if not found else f"there {found} times"
        raise CorrectionError(
            f"{place.named.typed}: {seen!r} is {said}; copy it from `kouan why {place.named.typed}`,"
            " with words beside it until it is there once"
        )
    at = place.pack.clean.index(seen, start, end)
    raw = place.pack.ledger.origin(at, at + len(seen))
    return _correction(Corrected.TEXT, place.document_id, raw, seen, new or None, reasons)


def kept_text(home: Path, typed: str, reasons: Reasons) -> Correction:
    """Let what was removed (`removed:document:position`) be text.

    Raises:
        UnknownIdError: there is no such row. CorrectionError: it is no removed stretch.
    """
    place = _place(home, typed)
    if place.named.table != "removed":
        raise CorrectionError(
            f"{typed}: is no removed stretch; `kouan why` of its document lists them as removed:document:position"
        )
    raw = place.row["raw_start"], place.row["raw_end"]
    kind = place.row["kind"]
    return _correction(Corrected.REMOVED, place.document_id, raw, kind, None, reasons)


def removed_text(home: Path, typed: str, kind: str, reasons: Reasons) -> Correction:
    """Let a block (`article:position`) be page of a kind.

    Raises:
        UnknownIdError: there is no such row. CorrectionError: it is no block, or there is no such kind.
    """
    from kouan.model.article import RemovedKind

    place = _place(home, typed)
    if kind not in tuple(RemovedKind):
        raise CorrectionError(f"--remove {kind!r} should be one of {', '.join(RemovedKind)}")
    if place.named.table != "block":
        raise CorrectionError(f"{typed}: is no block; name one as article:position")
    raw = place.row["raw_start"], place.row["raw_end"]
    return _correction(Corrected.REMOVED, place.document_id, raw, None, kind, reasons)


def _correction(
    table: Corrected,
    document_id: str,
    raw: tuple[int, int],
    seen: str | None,
    new: str | None,
    reasons: Reasons,
) -> Correction:
    return Correction(
        table,
        None,
        seen,
        new,
        reasons.reason,
        reasons.author,
        reasons.made_on,
        None,
        document_id,
        *raw,
        reasons.evidence,
    )


def _place(home: Path, typed: str) -> _Place:
    from warehouse.packs import document_ledger
    from warehouse.provenance.entities import row_named

    found = row_named(home, typed)
    if found.document_id is None:
        raise CorrectionError(
            f"{typed}: stands in no document; name a block, a mention or a document"
        )
    pack = document_ledger(home, found.document_id)
    return _Place(found.named, found.row, found.document_id, pack)
