"""The id of a row in; the way back to its sentence, clean span, raw bytes, rules, run and part out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from kouan.model.ledger import Ledger
from warehouse.connection import reader
from warehouse.packs import DocumentLedger, UnknownIdError, document_ledger, read_pack
from warehouse.trace import EditTrace, traced

__all__ = [
    "DocumentLedger",
    "MalformedIdError",
    "Provenance",
    "Span",
    "UnknownIdError",
    "document_ledger",
    "why",
]

#: Where an id may stand: kind of id, table, what to prefer of several versions.
_PLACES: Final = (
    ("metric_id", "metric"),
    ("fact_key", "metric"),
    ("mention_id", "mention"),
    ("article_id", "article"),
    ("document_id", "document"),
)
_ID: Final = re.compile(r"[0-9a-f]{8,64}")

#: Characters and bytes shown on either side of a span.
CONTEXT: Final = 40
BYTES: Final = 24


class MalformedIdError(UnknownIdError):
    """What was given is no id at all."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch with what stands on either side of it."""

    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row comes from: everything between it and the bytes of its document."""

    id: str
    kind: str
    table: str
    row: dict[str, Any]
    sentence: str | None
    article: dict[str, Any] | None
    document: dict[str, Any]
    run: dict[str, Any] | None
    clean: Span
    raw: Span
    raw_hex: str
    edits: tuple[EditTrace, ...]


def why(home: Path, row_id: str) -> Provenance:
    """Lead a row back to the bytes it came from; the id may be cut to its first 8 or more digits.

    Raises:
        MalformedIdError: the id is no such digest. UnknownIdError: it is not there, or begins several.
    """
    wanted = row_id.strip().lower()
    if not _ID.fullmatch(wanted):
        raise MalformedIdError(
            f"{row_id!r} is no id; give at least the first 8 hexadecimal digits of a metric_id, fact_key,"
            " mention_id, article_id or document_id"
        )
    connection = reader(home)
    try:
        kind, table, id_ = _found(connection, wanted)
        row = _row(connection, table, kind, id_)
        document = _row(connection, "document", "document_id", row["document_id"])
        article = _article(connection, table, row)
        run = _optional_row(connection, "run", "run_id", (article or document)["run_id"])
        start, end = _clean_span(connection, table, row, article)
    finally:
        connection.close()
    raw, ledger, clean = read_pack(home, document["part"], document["document_id"])
    if end is None:
        start, end = 0, len(clean)
    raw_start, raw_end = ledger.origin(start, end)
    return Provenance(
        id=id_,
        kind=kind,
        table=table,
        row=row,
        sentence=row.get("sentence") or _sentence(clean, start, end, table),
        article=article,
        document=document,
        run=run,
        clean=_span(clean, start, end),
        raw=_raw_span(ledger, clean, raw_start, raw_end),
        raw_hex=raw[raw_start : min(raw_end, raw_start + BYTES)].hex(" "),
        edits=traced(ledger.passes, start, end),
    )


def _found(connection: duckdb.DuckDBPyConnection, wanted: str) -> tuple[str, str, str]:
    """Kind, table and whole id of what the beginning of an id names."""
    candidates: list[tuple[str, str, str]] = []
    for kind, table in _PLACES:
        rows = connection.execute(
            f"SELECT DISTINCT {kind} FROM {table} WHERE {kind} >= ? AND {kind} < ? ORDER BY 1 LIMIT 9",
            [wanted, wanted + "g"],
        ).fetchall()
        candidates.extend((kind, table, id_) for (id_,) in rows)
    if not candidates:
        raise UnknownIdError(
            f"{wanted}: no figure, mention, article or document has an id that begins so"
        )
    if len(candidates) > 1:
        names = ", ".join(f"{kind} {id_}" for kind, _, id_ in candidates[:8])
        more = " and more" if len(candidates) > 8 else ""
        raise UnknownIdError(f"{wanted}: several ids begin so: {names}{more}; give more digits")
    return candidates[0]


def _row(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, value: str
) -> dict[str, Any]:
    """One row; of several versions the newest one."""
    row = _optional_row(connection, table, column, value)
    if row is None:
        raise UnknownIdError(f"{value}: no row of {table} has it as {column}")
    return row


def _optional_row(
    connection: duckdb.DuckDBPyConnection, table: str, column: str, value: str
) -> dict[str, Any] | None:
    newest = " ORDER BY valid_from DESC" if table in ("metric", "mention", "article") else ""
    found = connection.execute(f"SELECT * FROM {table} WHERE {column} = ?{newest} LIMIT 1", [value])
    names = [column[0] for column in found.description or ()]
    rows = found.fetchall()
    return dict(zip(names, rows[0], strict=True)) if rows else None


def _article(
    connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]
) -> dict[str, Any] | None:
    if table == "article":
        return row
    if table == "document":
        return _optional_row(connection, "article", "document_id", row["document_id"])
    return _optional_row(connection, "article", "article_id", row["article_id"])


def _clean_span(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    row: dict[str, Any],
    article: dict[str, Any] | None,
) -> tuple[int, int | None]:
    """The span of the row in the clean text; None for a whole document."""
    if "start" in row:
        return row["start"], row["end"]
    if table == "document" or article is None:
        return 0, None
    bounds: tuple[int | None, int | None] = connection.execute(
        'SELECT min("start"), max("end") FROM block WHERE article_id = ? AND valid_from = ?',
        [row["article_id"], row["valid_from"]],
    ).fetchall()[0]
    return bounds[0] or 0, bounds[1] or 0


def _sentence(clean: str, start: int, end: int, table: str) -> str | None:
    """The sentence around a mention; rows that are longer than one have none."""
    if table != "mention":
        return None
    first = max(clean.rfind(stop, 0, start) for stop in "。！？\n") + 1
    ends = [at for stop in "。！？\n" if (at := clean.find(stop, end)) >= 0]
    last = min(ends) + 1 if ends else len(clean)
    return clean[first:last].strip()


def _span(text: str, start: int, end: int) -> Span:
    return Span(
        start,
        end,
        text[max(0, start - CONTEXT) : start],
        text[start:end],
        text[end : end + CONTEXT],
    )


def _raw_span(ledger: Ledger, clean: str, start: int, end: int) -> Span:
    """The bytes as they were decoded, with what stands around them; offsets are bytes."""
    text = ledger.decoded(clean)
    first, last = _characters(ledger, len(text), start), _characters(ledger, len(text), end)
    shown = _span(text, first, last)
    return Span(start, end, shown.before, shown.text, shown.after)


def _characters(ledger: Ledger, length: int, byte: int) -> int:
    """How many characters of the decoded text lie before a byte of the document."""
    low, high = 0, length
    while low < high:
        middle = (low + high) // 2
        if ledger.byte_span(middle, middle)[0] < byte:
            low = middle + 1
        else:
            high = middle
    return low
