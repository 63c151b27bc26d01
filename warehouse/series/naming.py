"""A name that somebody typed in; the entities and indicators it may mean, and all names there are, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

# Two names of one thing are one: the gazetteers say so (质检总局, 国家质检总局), or somebody merged them.
_BEARING: Final = """
WITH asked AS (
    SELECT DISTINCT
        known_entity.type,
        known_entity.known_as
    FROM known_entity
    LEFT JOIN entity_alias USING (entity_id)
    WHERE entity_alias.alias = $name OR known_entity.name = $name OR known_entity.known_as = $name
)

SELECT
    known_entity.entity_id,
    known_entity.name
FROM known_entity
INNER JOIN asked USING (type, known_as)
ORDER BY known_entity.name, known_entity.entity_id
"""

_SUBJECTS: Final = """
SELECT DISTINCT coalesce(subject, place) AS name FROM observation ORDER BY name
"""

_INDICATORS: Final = """
SELECT
    indicator_id,
    name,
    names
FROM indicator
ORDER BY indicator_id IN (SELECT indicator_id FROM observation) DESC, indicator_id
"""


def entities_bearing(db: Connection, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids and names of all that bears a name in Simplified script: full name, alias, or another name of one of those."""
    rows = db.execute(_BEARING, {"name": name}).fetchall()
    names = (name, *(found for _, found in rows))
    return tuple(id_ for id_, _ in rows), tuple(dict.fromkeys(names))


def subjects(db: Connection) -> tuple[str, ...]:
    """Everything that a series is about."""
    return tuple(name for (name,) in db.execute(_SUBJECTS).fetchall())


def indicators_named(db: Connection) -> dict[str, tuple[str, ...]]:
    """Every indicator with all its names, the shown one first; those that have series first."""
    rows = db.execute(_INDICATORS).fetchall()
    return {id_: tuple(dict.fromkeys((name, *names))) for id_, name, names in rows}
