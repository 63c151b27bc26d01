"""An id, a type and a name, or a name alone in; the entities that are meant out."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from kouan.model.entity_correction import EntityCorrection, Named
from warehouse.connection import reader
from warehouse.provenance.identification import Identity, identify
from warehouse.provenance.surroundings import Row, row_of, surroundings


class Found(NamedTuple):
    """A row that somebody named, and the document it belongs to."""

    named: Identity
    row: Row
    document_id: str | None


def row_named(home: Path, typed: str) -> Found:
    """The row of an id or place.

    Raises:
        MalformedIdError: it is no id. UnknownIdError: no row has it, or several have.
    """
    with closing(reader(home)) as connection:
        named = identify(connection, typed)
        row = row_of(connection, named)
        around = surroundings(connection, named, row, row)
    return Found(named, row, around.document["document_id"] if around.document else None)


def entities_called(home: Path, name: str, type_: str | None = None) -> list[Named]:
    """The entities of a canonical name."""
    return [
        Named(*row)
        for row in _asked(
            home,
            "SELECT type, name FROM entity WHERE name = ? AND coalesce(type = ?, true) ORDER BY ALL",
            name,
            type_,
        )
    ]


def entity_of(home: Path, entity_id: str) -> Named:
    """An entity by its whole id, which is there."""
    ((type_, name),) = _asked(home, "SELECT type, name FROM entity WHERE entity_id = ?", entity_id)
    return Named(type_, name)


def entities_near(home: Path, name: str, most: int = 3) -> list[Named]:
    """Some entities that are called so, or nearly."""
    return [
        Named(*row)
        for row in _asked(
            home,
            "SELECT DISTINCT type, name FROM entity INNER JOIN entity_alias USING (entity_id)"
            " WHERE contains(alias, ?) ORDER BY length(name), 1, 2 LIMIT ?",
            name,
            most,
        )
    ]


def is_called(home: Path, named: Named, alias: str) -> bool:
    """Whether a valid article names an entity so."""
    sql = "SELECT 1 FROM current_mention WHERE entity_id = ? AND surface = ? LIMIT 1"
    return bool(_asked(home, sql, named.entity_id, alias))


def mentions_of(home: Path, put: EntityCorrection) -> tuple[int, int]:
    """How many mentions in valid articles a correction of entities concerns, and in how many articles."""
    said = put.correction
    ((mentions, articles),) = _asked(
        home,
        "SELECT count(*), count(DISTINCT article_id) FROM current_mention WHERE entity_id = ?"
        " AND coalesce(surface = ?, true) AND coalesce(document_id = ?, true)"
        " AND coalesce(raw_start >= ? AND raw_end <= ?, true)",
        put.seen.entity_id,
        put.alias,
        said.document_id,
        said.raw_start,
        said.raw_end,
    )
    return mentions, articles


def unknown_among(home: Path, named: Iterable[Named]) -> set[Named]:
    """Those of the entities that no article has ever named; none while there are no entities at all."""
    known = {id_ for (id_,) in _asked(home, "SELECT entity_id FROM entity")}
    return {one for one in named if one.entity_id not in known} if known else set()


def _asked(home: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with closing(reader(home)) as connection:
        return connection.execute(sql, list(parameters)).fetchall()
