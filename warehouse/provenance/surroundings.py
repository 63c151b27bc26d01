"""A row in; the article, document, run and state it belongs to out."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from warehouse.catalog import tables
from warehouse.provenance.identification import Identity, UnknownIdError

#: The damaged block that a row of quarantine is about: its document, and its bytes.
_BLOCK: Final = re.compile(r"[0-9a-f]{64}\D+(\d+)\D+(\d+)")

# The newest versions first; of several stories of one document the first on the page.
_IN_DOCUMENT: Final = """
SELECT article.* FROM article LEFT JOIN item USING (document_id, item_key)
WHERE document_id = ? ORDER BY valid_from DESC, item.position NULLS LAST, article_id
"""
_ITEM_AT: Final = """
SELECT item_key FROM item WHERE document_id = ? AND raw_start <= ? ORDER BY raw_start DESC LIMIT 1
"""

_HELD: Final = """
SELECT * FROM quarantine WHERE level = 'fact' AND status = 'held' AND json_valid(row_json)
AND json_extract_string(row_json, '$.fact_key') = ? ORDER BY quarantine_id
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row belongs to; None where it belongs to none."""

    article: Row | None
    document: Row | None
    run: Row | None
    state: Row | None


def row_of(connection: duckdb.DuckDBPyConnection, named: Identity) -> Row:
    """The row itself; of several versions the newest one."""
    row = first(connection, named.table, named.column, named.id, named.position)
    if row is None:
        raise UnknownIdError(f"{named.typed}: no row of {named.table} has it as {named.column}")
    return row


def inner_row(connection: duckdb.DuckDBPyConnection, named: Identity, row: Row) -> Row:
    """The row that says where in a document this is: its own, the one that is held, or the one it is about."""
    if named.table == "quarantine":
        return _held_row(row)
    if named.table == "duplicate" and row["position"] is not None:
        return (
            first(connection, "removed", "document_id", row["document_id"], row["position"]) or row
        )
    if named.table == "observation":
        return _shown_row(connection, row)
    if named.table in ("entity", "waiver", "run"):
        return {}
    return row


def _shown_row(connection: duckdb.DuckDBPyConnection, row: Row) -> Row:
    """The figure that an observation shows, or the held one that it waits for; none of what is computed."""
    if row["metric_id"] is not None:
        return first(connection, "metric", "metric_id", row["metric_id"]) or {}
    held = rows_of(connection, _HELD, [row["fact_key"]]) if row["state"] == "gap" else []
    return _held_row(held[0]) if held else {}


def _held_row(row: Row) -> Row:
    """The fact that a row of quarantine keeps as JSON, or the bytes of the block it is about."""
    document = row.get("document_id") or (row["subject_id"] if row["level"] == "document" else None)
    if block := _BLOCK.fullmatch(row["subject_id"]):
        return {"document_id": document, "raw_start": int(block[1]), "raw_end": int(block[2])}
    try:
        held = json.loads(row["row_json"] or "null")
    except json.JSONDecodeError:
        held = None
    return held if isinstance(held, dict) and row["level"] == "fact" else {"document_id": document}


def surroundings(
    connection: duckdb.DuckDBPyConnection, named: Identity, row: Row, place: Row
) -> Surroundings:
    """The article, document, run and state of a row."""
    document = first(connection, "document", "document_id", place.get("document_id"))
    article = _article(connection, named, row, place)
    if document is None and article is not None:
        document = first(connection, "document", "document_id", article["document_id"])
    if named.table == "run":
        return Surroundings(None, None, row, _state(connection, row["state_digest"]))
    own = row.get("run_id") if named.table in ("quarantine", "duplicate", "waiver") else None
    run = first(connection, "run", "run_id", own or (article or document or {}).get("run_id"))
    read_by = document["state_digest"] if document else (run or {}).get("state_digest")
    return Surroundings(article, document, run, _state(connection, read_by))


def _article(
    connection: duckdb.DuckDBPyConnection, named: Identity, row: Row, place: Row
) -> Row | None:
    if named.table == "article":
        return row
    if id_ := place.get("article_id"):
        if place.get("valid_from") is not None:
            sql = "SELECT * FROM article WHERE article_id = ? AND valid_from = ?::TIMESTAMP"
            if found := rows_of(connection, sql, [id_, str(place["valid_from"])]):
                return found[0]
        return first(connection, "article", "article_id", id_)
    if place.get("document_id"):
        found = rows_of(connection, _IN_DOCUMENT, [place["document_id"]])
        key = place.get("item_key", _item_key(connection, place))
        if not found:  # a snapshot without stories
            return first(connection, "article", "document_id", place["document_id"])
        return next((one for one in found if one["item_key"] == key), found[0])
    return None


def _item_key(connection: duckdb.DuckDBPyConnection, place: Row) -> str | None:
    """The story of a document in whose bytes a row stands, or the last one above it."""
    if place.get("raw_start") is None:
        return None
    found = rows_of(connection, _ITEM_AT, [place["document_id"], place["raw_start"]])
    return str(found[0]["item_key"]) if found else None


def _state(connection: duckdb.DuckDBPyConnection, digest: str | None) -> Row | None:
    return first(connection, "state", "state_digest", digest) if digest else None


def first(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    value: Any,
    position: int | None = None,
) -> Row | None:
    """One row with this value, of several versions the newest; None where there is none."""
    if value is None or table not in tables():
        return None
    newest = " ORDER BY valid_from DESC" if _has(table, "valid_from") else ""
    placed = "" if position is None or not _has(table, "position") else " AND position = ?"
    values = [value, position] if placed else [value]
    sql = f"SELECT * FROM {table} WHERE {column} = ?{placed}{newest} LIMIT 1"
    return next(iter(rows_of(connection, sql, values)), None)


def _has(table: str, column: str) -> bool:
    return any(one.name == column for one in tables()[table].columns)


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[Any]) -> list[Row]:
    """The rows of a question; none where the snapshot is older than the table it asks."""
    try:
        found = connection.execute(sql, list(values))
    except duckdb.CatalogException:
        return []
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
