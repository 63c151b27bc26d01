"""A project's corrections and its warehouse in; those that fit no document or name no entity are refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kouan.corrections import CorrectionError
from kouan.model.correction import Corrected, Correction
from kouan.model.entity_correction import entity_corrections

_OF_TEXT = (Corrected.TEXT, Corrected.REMOVED)


def refuse_misplaced(corrections: Sequence[Correction], home: Path) -> None:
    """Let every new correction of text fit its document, and every new one of entities name some that are known.

    Looked at is what the warehouse can tell: a correction that was accepted once, or that waits for a document to come,
    passes.

    Raises:
        CorrectionError: one does not; the message names file, line and what would be right.
    """
    mine = [one for one in corrections if one.table in (*_OF_TEXT, Corrected.ENTITY)]
    if not mine:
        return
    from warehouse.connection import NoWarehouseError
    from warehouse.publishing.corrections import met_corrections
    from warehouse.publishing.state import parts_of

    try:
        accepted = met_corrections(home)
    except NoWarehouseError:
        return
    new = [one for one in mine if one.correction_id not in accepted]
    refuse_unknown_entities(new, home)
    parts = parts_of(home, [one.document_id for one in new if one.document_id is not None])
    for document_id, some in _by_document(new):
        if document_id in parts:
            refuse_unfit(home, parts[document_id], document_id, some)


def refuse_unknown_entities(corrections: Iterable[Correction], home: Path) -> None:
    """Let a correction put a known entity for a known one; one that is split off may be new.

    Raises:
        CorrectionError: it names one that no article does.
    """
    from warehouse.provenance.entities import entities_near, unknown_among

    asked = list(entity_corrections(corrections))
    if not asked:
        return
    unknown = unknown_among(home, (side for one in asked for side in (one.seen, one.new)))
    for one in asked:
        for named in (one.seen, one.new) if one.is_merge else (one.seen,):
            if named in unknown:
                near = ", ".join(repr(str(known)) for known in entities_near(home, named.name))
                remedy = (
                    f"known are {near}"
                    if near
                    else "`kouan articles --entity NAME` proposes names that are known"
                )
                raise CorrectionError(
                    f"{one.correction.where}: no article names {str(named)!r}; {remedy}"
                )


def refuse_unfit(
    home: Path, part: str, document_id: str, corrections: Sequence[Correction]
) -> None:
    """Let every span hold whole characters of its document.

    Raises:
        CorrectionError: one does not.
    """
    from kouan.cleaning.mending import decoded_spans
    from warehouse.packs import read_pack
    from warehouse.provenance.identification import UnknownIdError

    try:
        raw, ledger, clean = read_pack(home, part, document_id)
    except UnknownIdError:  # its bytes are gone: nothing can be said of the span
        return
    text = ledger.decoded(clean)
    spans = [one.raw or (0, 0) for one in corrections]
    for one, span in zip(corrections, decoded_spans(text, ledger.segments, spans), strict=True):
        if one.raw_end is not None and one.raw_end > len(raw):
            raise CorrectionError(
                f"{one.where}: raw_end {one.raw_end} lies behind the document, which has {len(raw)} bytes;"
                " take the span that `kouan why` shows"
            )
        if span is None:
            raise CorrectionError(
                f"{one.where}: bytes {one.raw_start}-{one.raw_end} cut a character in two;"
                " take the span that `kouan why` shows"
            )


def _by_document(corrections: Iterable[Correction]) -> Iterator[tuple[str, list[Correction]]]:
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        if one.table in _OF_TEXT and one.document_id is not None:
            found.setdefault(one.document_id, []).append(one)
    yield from found.items()
