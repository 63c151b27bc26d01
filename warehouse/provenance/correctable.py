"""The id of a figure, mention or post in, as somebody noted it down under whatever rules; the rows that stand there today out."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.provenance.identification import Identity, UnknownIdError, identify
from warehouse.provenance.surroundings import Row, inner_row, row_of, rows_of

#: What is the same of a row over all rules and versions: a figure's key, the bytes of the others.
_SAME: Final = {
    "metric": ("fact_key",),
    "mention": ("document_id", "raw_start", "raw_end"),
    "position": ("document_id", "raw_start", "raw_end"),
}
_STATES: Final = """
SELECT correction_id, run_id, CASE WHEN document_id IN (
    SELECT document_id FROM document WHERE status = 'released'
        AND document_id NOT IN (SELECT document_id FROM current_article)
) THEN 'superseded' ELSE state END AS state FROM correction
"""
_SPOKEN: Final = {"metric": "figure", "mention": "mention", "position": "post"}


@dataclass(frozen=True, slots=True)
class Correctable:
    """A row as it is valid today, and what the rules read there, before any correction, as far as that is known."""

    table: str
    row: Row
    ruled: Row
    #: Where its document lies.
    location: str

    @property
    def document_id(self) -> str:
        """Its document."""
        return str(self.row["document_id"])


def correctable(home: Path, typed: str) -> Correctable:
    """The valid row behind an id, which may be one of a version that was closed since, or of a fact that is held.

    Raises:
        MalformedIdError: the id is none. UnknownIdError: no row has it, several have, it names no figure, mention or
            post, or nothing stands there any more.
    """
    with closing(reader(home)) as connection:
        named = identify(connection, typed)
        noted = row_of(connection, named)
        table, noted = _fact(connection, named, noted)
        if table not in _SAME:
            raise UnknownIdError(
                f"{typed}: is no figure, mention or post but a row of {named.table};"
                " `kouan why` of its article or document lists those"
            )
        rows = _valid(connection, table, noted)
        if not rows and named.table == "quarantine":
            rows = [noted]
        if not rows:
            raise UnknownIdError(
                f"{typed}: nothing stands there any more: the rules of today read no {_SPOKEN[table]} in these"
                " bytes; a missed figure is added with --add"
            )
        row = _nearest(table, rows, noted, typed)
        ruled = _ruled(connection, table, row)
        places = connection.execute(
            "SELECT coalesce(locations[1], document_id) FROM document WHERE document_id = ?",
            [row["document_id"]],
        ).fetchall()
        return Correctable(table, row, ruled, str(places[0][0]) if places else "")


def _fact(connection: duckdb.DuckDBPyConnection, named: Identity, row: Row) -> tuple[str, Row]:
    """The table and row that are meant: of an observation its figure, of the quarantine the fact that is held."""
    if named.table == "observation":
        shown = inner_row(connection, named, row)
        return ("metric" if shown else named.table), shown
    if named.table != "quarantine" or row["level"] != "fact" or not row["row_json"]:
        return named.table, row
    # numbers keep their digits
    held: Row = json.loads(row["row_json"], parse_float=Decimal)
    table = next((name for name in ("metric", "mention") if f"{name}_id" in held), named.table)
    if not held.keys() >= set(_SAME.get(table, ())):
        return named.table, row
    if table == "mention":
        known = rows_of(
            connection, "SELECT name FROM entity WHERE entity_id = ?", [held["entity_id"]]
        )
        if not known:
            return named.table, row
        held["name"] = known[0]["name"]
    return table, held


def _valid(connection: duckdb.DuckDBPyConnection, table: str, noted: Row) -> list[Row]:
    same = " AND ".join(f"{name} = ?" for name in _SAME[table])
    return rows_of(
        connection,
        f"SELECT * FROM current_{table} WHERE {same} ORDER BY {table}_id",
        [noted[name] for name in _SAME[table]],
    )


def _nearest(table: str, rows: list[Row], noted: Row, typed: str) -> Row:
    """The row that was meant, where several share their bytes."""
    own = f"{table}_id"
    for row in rows:
        if row[own] == noted[own]:
            return row
    if len(rows) > 1:
        ids = ", ".join(str(row[own]) for row in rows)
        raise UnknownIdError(f"{typed}: several rows stand in these bytes: {ids}; name one of them")
    return rows[0]


def _ruled(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> Row:
    """The newest reading of the same bytes that no correction touched; the row itself where there is none."""
    if table != "metric" or not row.get("corrected"):
        return row
    found = rows_of(
        connection,
        "SELECT * FROM metric WHERE fact_key = ? AND corrected IS NULL ORDER BY valid_from DESC LIMIT 1",
        [row["fact_key"]],
    )
    return found[0] if found else row


def entities_named(home: Path, name: str, article_id: str) -> tuple[bool, list[str]]:
    """Whether an article mentions an entity of this name, and the types of all that are called so."""
    with closing(reader(home)) as connection:
        here = connection.execute(
            "SELECT 1 FROM current_mention WHERE article_id = ? AND name = ? LIMIT 1",
            [article_id, name],
        ).fetchall()
        types = connection.execute(
            "SELECT DISTINCT type FROM entity WHERE name = ? ORDER BY type", [name]
        ).fetchall()
    return bool(here), [str(type_) for (type_,) in types]


def blocks_of(home: Path, document_id: str) -> list[dict[str, Any]]:
    """The blocks of a document's valid articles that figures are read in, in reading order."""
    with closing(reader(home)) as connection:
        return rows_of(
            connection,
            'SELECT block.article_id, block."start", block."end", block.text FROM block'
            " INNER JOIN current_article USING (article_id, valid_from)"
            " WHERE current_article.document_id = ? AND block.role NOT IN ('title', 'subtitle', 'byline') ORDER BY block.\"start\"",
            [document_id],
        )


def document_named(home: Path, typed: str) -> tuple[str, str]:
    """The id and first place of a document, by its id, its place, or an article of it.

    Raises:
        UnknownIdError: there is none.
    """
    with closing(reader(home)) as connection:
        named = identify(connection, typed)
        document_id = row_of(connection, named).get("document_id")
        if document_id is None:
            raise UnknownIdError(
                f"{typed}: is no document; name one by its document_id or its place"
            )
        places = connection.execute(
            "SELECT coalesce(locations[1], document_id) FROM document WHERE document_id = ?",
            [document_id],
        ).fetchall()
    return str(document_id), str(places[0][0]) if places else ""


def states_of(home: Path) -> dict[str, tuple[str, str]]:
    """State and run of each correction that a run met; none where nothing is published yet.

    One of a page that has other bytes now is `superseded`: it is about those that stood there before.
    """
    from warehouse.connection import NoWarehouseError

    try:
        connection = reader(home)
    except NoWarehouseError:
        return {}
    with closing(connection):
        rows = rows_of(connection, _STATES, [])
    return {row["correction_id"]: (row["state"], row["run_id"]) for row in rows}
