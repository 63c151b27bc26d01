"""A row and what it belongs to in; the other rows that speak of the same thing out: versions, aliases, doubts, copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.provenance.identification import Identity
from warehouse.provenance.questions import QUESTIONS
from warehouse.provenance.surroundings import Row, Surroundings, rows_of

#: Rows that are shown of each kind beside the one that was asked for.
SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Related:
    """Rows that speak of the same thing, under what they are called."""

    name: str
    rows: tuple[Row, ...]


def related(
    connection: duckdb.DuckDBPyConnection, named: Identity, row: Row, around: Surroundings
) -> tuple[Related, ...]:
    """What else the warehouse says of the same thing; nothing that is empty, and `SHOWN` rows of each at most."""
    found = []
    for question in QUESTIONS:
        if named.table not in question.beside or question.table not in tables():
            continue
        if (values := question.values(row, around)) is None:
            continue
        if rows := rows_of(connection, f"{question.sql} LIMIT {SHOWN}", values):
            found.append(Related(question.name, tuple(rows)))
    return tuple(found)
