"""The id of a row in; the way back to its sentence, clean span, raw bytes, rules, run and part out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.packs import DocumentLedger, document_ledger, original, read_pack
from warehouse.provenance.identification import (
    PASS,
    Identity,
    MalformedIdError,
    UnknownIdError,
    identify,
)
from warehouse.provenance.related import Related, related
from warehouse.provenance.spans import (
    Span,
    characters_before,
    heads_over,
    hex_of,
    raw_span,
    sentence_around,
    sentence_at,
    span_of,
)
from warehouse.provenance.surroundings import inner_row, row_of, surroundings
from warehouse.provenance.trace import (
    EditTrace,
    edits_of,
    guessed_within,
    place_in_clean,
    traced,
    traced_forward,
)

__all__ = [
    "DocumentLedger",
    "MalformedIdError",
    "Provenance",
    "Related",
    "Span",
    "UnknownIdError",
    "document_ledger",
    "why",
]

#: Tables whose rows are shorter than a sentence, and do not hold theirs.
IN_A_SENTENCE: Final = ("mention", "suspicion", "contextual_edit", "damage")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row comes from: everything between it and the bytes of its document.

    A row that is no place in a document (an entity, a run) has no spans. `guessed` counts characters of
    the span that were put in without all their bytes seen, `sentence_guessed` those of its sentence, and
    `sentence_edits` the edits there. `note` says what cannot be shown, and why.
    """

    id: str
    kind: str
    table: str
    row: dict[str, Any]
    sentence: str | None
    article: dict[str, Any] | None
    document: dict[str, Any] | None
    run: dict[str, Any] | None
    state: dict[str, Any] | None
    clean: Span | None = None
    raw: Span | None = None
    raw_hex: str = ""
    edits: tuple[EditTrace, ...] = ()
    guessed: int = 0
    sentence_edits: int = 0
    sentence_guessed: int = 0
    #: Of a figure in a table, the heads of its column from the top down.
    heads: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    note: str | None = None


def why(home: Path, row_id: str) -> Provenance:
    """Lead a row back to the bytes it came from; `warehouse.provenance.identification` says how a row may be named.

    Raises:
        MalformedIdError: the id is none. UnknownIdError: it is not there, or begins several.
    """
    connection = reader(home)
    try:
        named = identify(connection, row_id)
        row = row_of(connection, named)
        place = inner_row(connection, named, row)
        around = surroundings(connection, named, row, place)
        span = _clean_span(connection, named, place, around.article)
        found = Provenance(
            id=named.typed,
            kind=named.kind if named.position is not None else named.column,
            table=named.table,
            row=row,
            sentence=place.get("sentence"),
            article=around.article,
            document=around.document,
            run=around.run,
            state=around.state,
            related=related(connection, named, row, around),
        )
    finally:
        connection.close()
    if around.document is None or named.table == "entity":
        return found
    try:
        pack = read_pack(home, around.document["part"], around.document["document_id"])
    except UnknownIdError as error:
        return dataclasses.replace(found, note=str(error))
    note = original(home, around.document["part"], around.document["document_id"])
    found = dataclasses.replace(found, note=note)
    if named.kind == PASS:
        return _of_pass(found, named, pack)
    if span is None and "raw_start" in place:
        return _of_bytes(found, pack, place["raw_start"], place["raw_end"])
    return _placed(found, pack, place, span)


def _placed(
    found: Provenance, pack: DocumentLedger, place: dict[str, Any], span: tuple[int, int] | None
) -> Provenance:
    """The provenance with its spans in clean text and bytes; None is the whole document."""
    raw, ledger, clean = pack
    start, end = span or (0, len(clean))
    said = place.get("surface", place.get("text"))
    if said is not None and start < end and clean[start:end] != said:
        earlier = _of_bytes(found, pack, place["raw_start"], place["raw_end"])
        return dataclasses.replace(
            earlier,
            clean=Span(start, end, "", str(said), ""),
            edits=(),
            note="this is an earlier reading of the document: of its text and edits only the row and the bytes are kept",
        )
    raw_start, raw_end = ledger.origin(start, end)
    if start == 0 and end == len(clean):
        raw_start, raw_end = 0, len(raw)
    sentence = found.sentence
    if sentence is None and found.table in IN_A_SENTENCE:
        sentence = sentence_around(clean, start, end)
    at = sentence_at(clean, sentence, start, end)
    return dataclasses.replace(
        found,
        sentence=sentence,
        clean=span_of(clean, start, end),
        raw=raw_span(ledger, clean, raw_start, raw_end),
        raw_hex=hex_of(raw, raw_start, raw_end),
        edits=traced(ledger.passes, start, end),
        guessed=guessed_within(ledger.passes, start, end),
        sentence_edits=len(traced(ledger.passes, *at)) if at else 0,
        sentence_guessed=guessed_within(ledger.passes, *at) if at else 0,
        heads=heads_over(clean, start) if found.table == "metric" else (),
    )


def _of_bytes(found: Provenance, pack: DocumentLedger, raw_start: int, raw_end: int) -> Provenance:
    """The provenance of what is not in the clean text any more: its bytes, and the place where it is missing."""
    raw, ledger, clean = pack
    decoded = ledger.decoded(clean)
    first, last = (characters_before(ledger, len(decoded), byte) for byte in (raw_start, raw_end))
    start, end = place_in_clean(ledger.passes, first, last)
    return dataclasses.replace(
        found,
        clean=span_of(clean, start, end),
        raw=raw_span(ledger, clean, raw_start, raw_end),
        raw_hex=hex_of(raw, raw_start, raw_end),
        edits=traced_forward(ledger.passes, first, last),
        guessed=guessed_within(ledger.passes, start, end),
    )


def _of_pass(found: Provenance, named: Identity, pack: DocumentLedger) -> Provenance:
    """One pass of the ledger with all its edits, or one edit of it with its place.

    Raises:
        UnknownIdError: the ledger has no such pass, or the pass no such edit.
    """
    raw, ledger, clean = pack
    position = named.position or 0
    if position >= len(ledger.passes):
        raise UnknownIdError(
            f"{named.typed}: the ledger of this document has {len(ledger.passes)} passes, counted from 0"
        )
    edits = edits_of(ledger.passes[position], position)
    row = {"document_id": named.id, "pass": position, "rule": ledger.passes[position].rule}
    if named.number is None:
        counted = Related("edits by kind", tuple(_by_kind(edits)))
        whole = dataclasses.replace(
            found, row={**row, "edits": len(edits)}, related=(counted, *found.related)
        )
        return dataclasses.replace(
            whole,
            clean=span_of(clean, 0, len(clean)),
            raw=raw_span(ledger, clean, 0, len(raw)),
            raw_hex=hex_of(raw, 0, len(raw)),
            edits=edits,
        )
    if named.number >= len(edits):
        raise UnknownIdError(
            f"{named.typed}: pass {position} has {len(edits)} edits, counted from 0"
        )
    done, number = ledger.passes[position], named.number
    first, last = done.edits.start[number : number + 1], done.edits.end[number : number + 1]
    for earlier in reversed(ledger.passes[:position]):
        first, last = earlier.back(first, last)
    raw_start, raw_end = ledger.byte_span(int(first[0]), int(last[0]))
    placed = _of_bytes(dataclasses.replace(found, row=row), pack, raw_start, raw_end)
    at, behind = done.clean_start[number : number + 1], done.clean_end[number : number + 1]
    for later in ledger.passes[position + 1 :]:
        at, behind = later.forward(at), later.forward(behind)
    start, end = int(at[0]), max(int(at[0]), int(behind[0]))
    return dataclasses.replace(
        placed,
        clean=span_of(clean, start, end),
        edits=(edits[number],),
        guessed=len(edits[number].guessed),
    )


def _by_kind(edits: tuple[EditTrace, ...]) -> list[dict[str, Any]]:
    counts: dict[tuple[str, str], int] = {}
    for edit in edits:
        counts[edit.rule, edit.kind] = counts.get((edit.rule, edit.kind), 0) + 1
    return [
        {"rule": rule, "kind": kind, "edits": number} for (rule, kind), number in counts.items()
    ]


def _clean_span(
    connection: duckdb.DuckDBPyConnection,
    named: Identity,
    place: dict[str, Any],
    article: dict[str, Any] | None,
) -> tuple[int, int] | None:
    """The span of the row in the clean text; None for a whole document, or where only bytes are known."""
    if place.get("start") is not None:
        return place["start"], place["end"]
    if article is None or named.table not in ("article", "duplicate") or place.get("raw_start"):
        return None
    bounds: tuple[int | None, int | None] = connection.execute(
        'SELECT min("start"), max("end") FROM block WHERE article_id = ? AND valid_from = ?',
        [article["article_id"], article["valid_from"]],
    ).fetchall()[0]
    first, last = bounds  # a snapshot of facts alone has no blocks
    return None if first is None or last is None else (first, last)
