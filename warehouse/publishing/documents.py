"""Staged documents in; their rows written where they differ, their places merged and taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import column
from warehouse.catalog import tables
from warehouse.changes import delete, insert, made, update
from warehouse.connection import NAME, literal
from warehouse.noted import few_rows, values
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
    connection: duckdb.DuckDBPyConnection,
    locations: Mapping[str, Sequence[str]],
    filled: frozenset[str],
) -> int:
    """Write the rows of documents that are new or read differently, and add places to known ones.

    `filled` are the staged tables that have rows.

    Gives how many were written. A place belongs to the released document that was last found there:
    the one that stood there before loses it.
    """
    _claim_places(connection, locations)
    is_known = _is_any_known(connection)
    _merge_places(connection, has_copies=bool(locations), is_known=is_known)
    count = (_write_known if is_known else _write_new)(connection, filled)
    _take_over_places(connection)
    return count


def _write_new(connection: duckdb.DuckDBPyConnection, filled: frozenset[str]) -> int:
    """Write the rows of staged documents; bytes that were never seen have no rows to give way."""
    for name in OF_DOCUMENT:
        if name in filled:
            insert(connection, name, f"SELECT * FROM temp.{name}")
    return insert(connection, "document", "SELECT * FROM temp.document") if filled else 0


def _write_known(connection: duckdb.DuckDBPyConnection, filled: frozenset[str]) -> int:
    """Write the rows of staged documents that are new or read differently; how many there are."""
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
    count = made(
        connection,
        f"CREATE TEMP TABLE differing AS SELECT document_id FROM"
        f" (SELECT {compared} FROM temp.document EXCEPT SELECT {compared} FROM {NAME}.main.document"
        " WHERE document_id IN (SELECT document_id FROM temp.document))",
    )
    mine = "document_id IN (SELECT document_id FROM temp.differing)"
    # to look for rows of bytes that were never seen reads each table
    is_read_anew = f"SELECT 1 FROM {NAME}.main.document WHERE {mine} LIMIT 1"
    is_there = bool(count) and bool(connection.execute(is_read_anew).fetchall())
    for name in (*OF_DOCUMENT, "document"):
        if is_there:
            delete(connection, name, mine)
        if count and name in filled:
            insert(connection, name, f"SELECT * FROM temp.{name} WHERE {mine}")
    update(
        connection,
        "document",
        "locations = staged.locations",
        "staged.document_id = document.document_id AND staged.locations <> document.locations",
        "temp.document AS staged",
    )
    return count


def _is_any_known(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether any of the staged documents has been published before, as far as a look at a few of them tells."""
    staged = few_rows(connection, "SELECT document_id FROM temp.document")
    if staged is None:
        return True
    known = f"SELECT 1 FROM {NAME}.main.document WHERE document_id IN ({values(id_ for (id_,) in staged)}) LIMIT 1"
    return bool(connection.execute(known).fetchall())


def _claim_places(
    connection: duckdb.DuckDBPyConnection, locations: Mapping[str, Sequence[str]]
) -> None:
    """Where each document was found this time; `claimed` has the places of those that are released."""
    mine = "SELECT unnest(locations) AS place, document_id FROM temp.document WHERE status = 'released'"
    if not locations:
        connection.execute(
            "CREATE TEMP TABLE copies (document_id VARCHAR, found VARCHAR[]);"
            f"CREATE TEMP TABLE claimed AS {mine}"
        )
        return
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
        f" {mine} UNION SELECT unnest(found), document_id FROM temp.copies WHERE document_id IN"
        " (SELECT document_id FROM temp.document WHERE status = 'released'"
        f" UNION ALL SELECT document_id FROM {NAME}.main.document WHERE status = 'released')"
    )


def _merge_places(
    connection: duckdb.DuckDBPyConnection, *, has_copies: bool, is_known: bool
) -> None:
    """Every place of a document: those staged, those of its copies, and, where any is known, those known."""
    if has_copies:
        connection.execute(
            f"UPDATE temp.document SET locations = {_MERGED.format('document.locations', 'copies.found')}"
            " FROM temp.copies WHERE copies.document_id = document.document_id"
        )
    if is_known:
        # What is known by its address now stands no more at the file that held it.
        others = (
            "list_filter(known.locations, lambda place: place IS DISTINCT FROM document.found_in)"
        )
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
    lost = _lost_places(connection)
    if lost is not None:
        for document_id, places in lost.items():
            update(
                connection,
                "document",
                f"locations = list_filter(locations, lambda place: place NOT IN ({values(places)}))",
                f"document_id = {literal(document_id)}",
            )
        return
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


def _lost_places(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]] | None:
    """What documents lose of a few claimed places, since others claim them; None where many are claimed."""
    claimed = few_rows(connection, "SELECT place, document_id FROM temp.claimed ORDER BY ALL")
    if claimed is None:
        return None
    if not claimed:
        return {}
    places = values(place for place, _ in claimed)
    lost = {
        document_id: [
            place for place, claimant in claimed if place in stands and claimant != document_id
        ]
        for document_id, stands in connection.execute(
            f"SELECT document_id, locations FROM {NAME}.main.document WHERE list_has_any(locations, [{places}])"
        ).fetchall()
    }
    return {document_id: some for document_id, some in lost.items() if some}
