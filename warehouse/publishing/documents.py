"""Staged documents in; their rows written where they differ, their places merged and taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import column
from warehouse.catalog import tables
from warehouse.changes import delete, insert, update
from warehouse.connection import NAME
from warehouse.publishing.staging import BUDGET

#: Columns whose change alone does not make a document another one.
BOOKKEEPING: Final = ("locations", "part", "run_id")

#: Tables that hold rows of a document as it was read last.
OF_DOCUMENT: Final = (
    "item",
    "removed",
    "edit_summary",
    "contextual_edit",
    "suspicion",
    "damage",
    "source_line",
)

_MERGED: Final = "list_sort(list_distinct(list_concat({}, {})))"


def write_documents(
    connection: duckdb.DuckDBPyConnection, locations: Mapping[str, Sequence[str]]
) -> int:
    """Write the rows of documents that are new or read differently, and add places to known ones.

    Gives how many were written. A place belongs to the released document that was last found there:
    the one that stood there before loses it.
    """
    _claim_places(connection, locations)
    _merge_places(connection, has_copies=bool(locations))
    compared = ", ".join(
        f'"{column.name}"'
        for column in tables()["document"].columns
        if column.name not in BOOKKEEPING
    )
    # A document over its source's budget that is published already stays as it is.
    connection.execute(
        f"DELETE FROM temp.document WHERE document_id IN (SELECT subject_id FROM temp.held"
        f" WHERE level = 'document' AND reason = '{BUDGET}')"
        f" AND document_id IN (SELECT document_id FROM {NAME}.main.document WHERE status = 'released')"
    )
    connection.execute(
        f"CREATE TEMP TABLE differing AS SELECT document_id FROM"
        f" (SELECT {compared} FROM temp.document EXCEPT SELECT {compared} FROM {NAME}.main.document"
        " WHERE document_id IN (SELECT document_id FROM temp.document))"
    )
    mine = "document_id IN (SELECT document_id FROM temp.differing)"
    # bytes that were never seen have no rows to give way: to look for them reads each table
    is_known = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM {NAME}.main.document WHERE {mine})"
    ).fetchall()[0][0]
    filled = _filled(connection)
    for name in (*OF_DOCUMENT, "document"):
        if is_known:
            delete(connection, name, mine)
        if name in filled:
            insert(connection, name, f"SELECT * FROM temp.{name} WHERE {mine}")
    update(
        connection,
        "document",
        "locations = staged.locations",
        "staged.document_id = document.document_id AND staged.locations <> document.locations",
        "temp.document AS staged",
    )
    _take_over_places(connection)
    return int(connection.execute("SELECT count(*) FROM temp.differing").fetchall()[0][0])


def _claim_places(
    connection: duckdb.DuckDBPyConnection, locations: Mapping[str, Sequence[str]]
) -> None:
    """Where each document was found this time; `claimed` has the places of those that are released."""
    found = pa.Table.from_arrays(
        [
            column(locations, pa.string()),
            column(map(list, locations.values()), pa.list_(pa.string())),
        ],
        names=["document_id", "found"],
    )
    connection.register("incoming", found)
    connection.execute("CREATE TEMP TABLE copies AS SELECT * FROM incoming")
    connection.unregister("incoming")
    connection.execute(
        "CREATE TEMP TABLE claimed AS"
        " SELECT unnest(locations) AS place, document_id FROM temp.document WHERE status = 'released'"
        " UNION SELECT unnest(found), document_id FROM temp.copies WHERE document_id IN"
        " (SELECT document_id FROM temp.document WHERE status = 'released'"
        f" UNION ALL SELECT document_id FROM {NAME}.main.document WHERE status = 'released')"
    )


def _filled(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Which of the staged tables have rows: most documents bring none of some."""
    names = (*OF_DOCUMENT, "document")
    asked = ", ".join(f"EXISTS (SELECT 1 FROM temp.{name})" for name in names)
    found = connection.execute(f"SELECT {asked}").fetchall()[0]
    return {name for name, is_filled in zip(names, found, strict=True) if is_filled}


def _merge_places(connection: duckdb.DuckDBPyConnection, *, has_copies: bool) -> None:
    """Every place of a document: those staged, those known, and those of its copies."""
    if has_copies:
        connection.execute(
            f"UPDATE temp.document SET locations = {_MERGED.format('document.locations', 'copies.found')}"
            " FROM temp.copies WHERE copies.document_id = document.document_id"
        )
    # What is known by its address now stands no more at the file that held it.
    others = "list_filter(known.locations, lambda place: place IS DISTINCT FROM document.found_in)"
    connection.execute(
        f"UPDATE temp.document SET locations = {_MERGED.format('document.locations', others)}"
        f" FROM {NAME}.main.document AS known WHERE known.document_id = document.document_id"
    )
    if has_copies:
        update(
            connection,
            "document",
            f"locations = {_MERGED.format('document.locations', 'copies.found')}",
            "copies.document_id = document.document_id"
            " AND NOT list_has_all(document.locations, copies.found)",
            "temp.copies",
        )


def _take_over_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Take each claimed place from the document that stood there before."""
    update(
        connection,
        "document",
        "locations = list_filter(document.locations, lambda place: NOT list_contains(lost.places, place))",
        "lost.document_id = document.document_id",
        "(SELECT other.document_id, list(claimed.place) AS places"
        f" FROM (SELECT document_id, unnest(locations) AS place FROM {NAME}.main.document) AS other"
        " INNER JOIN temp.claimed ON claimed.place = other.place AND claimed.document_id <> other.document_id"
        " GROUP BY other.document_id) AS lost",
    )
