"""An id as somebody typed it in; the row it names out, or which rows it might name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.connection import WarehouseError

#: Rows by one column: what they are called, their table, the column.
IDS: Final = (
    ("metric", "metric", "metric_id"),
    ("fact", "metric", "fact_key"),
    ("mention", "mention", "mention_id"),
    ("position", "position", "position_id"),
    ("entity", "entity", "entity_id"),
    ("observation", "observation", "observation_id"),
    ("article", "article", "article_id"),
    ("article", "article", "article_key"),
    ("document", "document", "document_id"),
    ("duplicate", "duplicate", "duplicate_id"),
    ("quarantine", "quarantine", "quarantine_id"),
    ("waiver", "waiver", "waiver_id"),
    ("run", "run", "run_id"),
)
#: Rows by their place in a document or article.
PLACES: Final = (
    ("block", "block", "article_id"),
    ("item", "item", "document_id"),
    ("removed", "removed", "document_id"),
    ("edit", "contextual_edit", "document_id"),
    ("suspicion", "suspicion", "document_id"),
    ("damage", "damage", "document_id"),
)
#: What is no table but lies in the ledger: a pass of cleaning, or one edit of it.
PASS: Final = "pass"

_TYPED: Final = re.compile(
    r"(?:(?P<kind>[a-z_]+):)?(?P<id>[0-9a-fA-F]{8,64})(?::(?P<position>\d{1,9}))?(?::(?P<number>\d{1,9}))?"
)
#: So many candidates are named where an id is not whole.
NAMED: Final = 8


class UnknownIdError(WarehouseError):
    """No row has this id, or several have; the message says which."""


class AmbiguousIdError(UnknownIdError):
    """Several rows have an id that begins so."""


class MalformedIdError(UnknownIdError):
    """What was given is no id at all."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One row: what it is called, its table, the column and value that name it, its place where that is needed."""

    kind: str
    table: str
    column: str
    id: str
    position: int | None = None
    number: int | None = None

    @property
    def typed(self) -> str:
        """The whole id, as it can be typed."""
        if self.position is None:
            return self.id
        number = "" if self.number is None else f":{self.number}"
        return f"{self.kind}:{self.id}:{self.position}{number}"


def identify(connection: duckdb.DuckDBPyConnection, typed: str) -> Identity:
    """The row that an id names: whole or its first 8 digits, `article:position`, a run, or a location.

    A kind may stand before it (`removed:…:3`), which chooses where several rows might be meant.

    Raises:
        MalformedIdError: it is no id. UnknownIdError: no row has it, or several have.
    """
    wanted = typed.strip()
    if named := _named(connection, wanted):
        return named
    found = _TYPED.fullmatch(wanted)
    if found is None or not _is_kind(found["kind"], placed=found["position"] is not None):
        raise MalformedIdError(
            f"{typed!r} is no id; give at least the first 8 hexadecimal digits of a metric_id, fact_key, mention_id,"
            " entity_id, observation_id, article_id, document_id, quarantine_id or duplicate_id, a whole run_id or location, or a"
            " place as article:position or document:position, with the kind in front where several are meant"
            " (removed:…:3, edit:…:0, suspicion:…:0, pass:…:2)"
        )
    kind, begins = found["kind"], found["id"].lower()
    if found["position"] is None:
        candidates = list(_by_id(connection, kind, begins))
    else:
        number = None if found["number"] is None else int(found["number"])
        candidates = list(_by_place(connection, kind, begins, int(found["position"]), number))
    if not candidates:
        raise UnknownIdError(
            f"{wanted}: no figure, mention, article or document has an id that begins so, and no other row"
        )
    if len(candidates) > 1:
        names = ", ".join(f"{one.column} {one.typed}" for one in candidates[:NAMED])
        more = " and more" if len(candidates) > NAMED else ""
        raise AmbiguousIdError(f"{wanted}: several ids begin so: {names}{more}; give more digits")
    return candidates[0]


def _is_kind(kind: str | None, *, placed: bool) -> bool:
    kinds = {one for one, _, _ in PLACES} | {PASS} if placed else {one for one, _, _ in IDS}
    return kind is None or kind in kinds


def _named(connection: duckdb.DuckDBPyConnection, wanted: str) -> Identity | None:
    """A run by its whole id, or a document by its place."""
    run = wanted.removeprefix("run:")
    if connection.execute("SELECT 1 FROM run WHERE run_id = ?", [run]).fetchall():
        return Identity("run", "run", "run_id", run)
    place = connection.execute(
        "SELECT document_id FROM document WHERE list_contains(locations, ?) ORDER BY status = 'held'",
        [wanted],
    ).fetchall()
    return Identity("document", "document", "document_id", place[0][0]) if place else None


def _by_id(
    connection: duckdb.DuckDBPyConnection, kind: str | None, begins: str
) -> Iterator[Identity]:
    for name, table, column in IDS:
        if (kind is None or kind == name) and table in tables() and name != "run":
            for id_ in _beginning(connection, table, column, begins):
                yield Identity(name, table, column, id_)
    if kind in (None, "fact", "metric", "mention"):
        yield from _held(connection, begins)


def _held(connection: duckdb.DuckDBPyConnection, begins: str) -> Iterator[Identity]:
    """A held fact by the id that its row would have; one that is published too is found there."""
    rows = connection.execute(
        "SELECT DISTINCT quarantine_id FROM quarantine WHERE level = 'fact' AND subject_id >= ? AND subject_id < ?"
        " AND split_part(subject_id, ':', 1) NOT IN"
        " (SELECT metric_id FROM metric UNION ALL SELECT mention_id FROM mention) ORDER BY 1 LIMIT ?",
        [begins, begins + "g", NAMED + 1],
    ).fetchall()
    for (id_,) in rows:
        yield Identity("quarantine", "quarantine", "quarantine_id", id_)


def _by_place(
    connection: duckdb.DuckDBPyConnection,
    kind: str | None,
    begins: str,
    position: int,
    number: int | None,
) -> Iterator[Identity]:
    if kind == PASS:
        for id_ in _beginning(connection, "document", "document_id", begins):
            yield Identity(PASS, "document", "document_id", id_, position, number)
        return
    for name, table, column in PLACES:
        if (kind is None or kind == name) and table in tables() and number is None:
            for id_ in _beginning(connection, table, column, begins, position):
                yield Identity(name, table, column, id_, position)


def _beginning(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    begins: str,
    position: int | None = None,
) -> list[str]:
    placed, values = "", [begins, begins + "g"]
    if position is not None:
        placed, values = " AND position = ?", [*values, position]  # type: ignore[list-item]
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ? AND {column} < ?{placed}"
    try:
        rows = connection.execute(f"{sql} ORDER BY 1 LIMIT {NAMED + 1}", values).fetchall()
    except duckdb.CatalogException:  # the snapshot is older than this table
        return []
    return [id_ for (id_,) in rows]
