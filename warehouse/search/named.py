"""A name in Simplified script in; the articles that name it, each with the sentence that does, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.asking.answer import QueryError, no_day
from warehouse.connection import reader

#: Names that are proposed where nothing bears the one that was asked for.
PROPOSED: Final = 5

_STOPS: Final = "。！？；\n"

# One that a person merged into another is not met any more, and what it was merged into has its name.
_KNOWN: Final = """
SELECT DISTINCT entity.entity_id, entity.type, entity.name
FROM entity_alias INNER JOIN entity USING (entity_id)
WHERE
    (entity_alias.alias = $name OR entity.name = $name)
    AND (
        NOT EXISTS (SELECT 1 FROM entity_move WHERE entity_move.entity_id = entity.entity_id)
        OR EXISTS (SELECT 1 FROM mention WHERE mention.entity_id = entity.entity_id)
    )
ORDER BY entity.type, entity.name
"""

# The nearest in length first, then the one most written about: 海关 is 拱北海关 sooner than 中华人民共和国海关总署.
_NEAR: Final = """
SELECT entity.name, entity.type
FROM entity_alias
INNER JOIN entity USING (entity_id)
INNER JOIN current_mention USING (entity_id)
WHERE contains(entity_alias.alias, $name) OR (length(entity_alias.alias) > 1 AND contains($name, entity_alias.alias))
GROUP BY entity.entity_id, entity.name, entity.type
ORDER BY min(abs(length(entity_alias.alias) - length($name))), count(*) DESC, entity.name
LIMIT $limit
"""

_ARTICLES: Final = """
WITH named AS (
    SELECT
        article_id,
        valid_from,
        any_value(document_id) AS document_id,
        list({'surface': surface, 'start': "start", 'end': "end", 'name': name, 'type': type} ORDER BY "start") AS places
    FROM current_mention
    WHERE entity_id IN (SELECT unnest($entities))
    GROUP BY article_id, valid_from
)

SELECT
    article.article_id,
    article.valid_from,
    article.title,
    article.published_text AS published,
    article.publisher,
    article.location,
    named.places,
    (
        SELECT list(DISTINCT quarantine.reason ORDER BY quarantine.reason) FROM quarantine
        WHERE
            quarantine.status = 'held'
            AND (quarantine.subject_id = named.document_id OR contains(quarantine.row_json, named.document_id))
    ) AS held,
    count(*) OVER () AS total
FROM named
INNER JOIN article USING (article_id, valid_from)
WHERE
    ($since::VARCHAR IS NULL OR article.published_at >= $since::DATE)
    AND ($until::VARCHAR IS NULL OR article.published_at < $until::DATE + 1)
ORDER BY article.published_at DESC NULLS LAST, article.title, article.article_id
LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention as it stands in the clean text, half-open, with its sentence and where in it it begins."""

    surface: str
    name: str
    type: str
    start: int
    end: int
    sentence: str
    at: int


@dataclass(frozen=True, slots=True)
class Naming:
    """An article that names what was asked for; `held` are the reasons why facts of it, or it itself, are held."""

    article_id: str
    title: str | None
    published: str | None
    publisher: str | None
    location: str
    places: tuple[Place, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What bears the name, the newest articles that name it, and how many there are; proposals where nothing does."""

    entities: tuple[tuple[str, str], ...]
    articles: tuple[Naming, ...]
    total: int
    proposals: tuple[tuple[str, str], ...] = ()


def articles_naming(
    home: Path, name: str, since: str | None = None, until: str | None = None, limit: int = 20
) -> Named:
    """The valid articles that name an entity, under its full name or any alias, newest first.

    Raises:
        QueryError: a day cannot be read.
    """
    connection = reader(home)
    try:
        known = connection.execute(_KNOWN, {"name": name}).fetchall()
        if not known:
            near = connection.execute(_NEAR, {"name": name, "limit": PROPOSED}).fetchall()
            return Named((), (), 0, tuple((found, type_) for found, type_ in near))
        parameters = {"since": since, "until": until, "limit": limit}
        entities = [id_ for id_, _, _ in known]
        rows = connection.execute(_ARTICLES, {"entities": entities, **parameters}).fetchall()
        texts = _texts(connection, rows)
    except duckdb.ConversionException as error:
        raise QueryError(f"articles: {no_day(since, until)}") from error
    finally:
        connection.close()
    articles = (
        Naming(
            id_,
            title,
            published,
            publisher,
            location,
            tuple(_place(texts.get(id_, ()), place) for place in places),
            tuple(held or ()),
        )
        for id_, _, title, published, publisher, location, places, held, _ in rows
    )
    return Named(
        tuple((found, type_) for _, type_, found in known),
        tuple(articles),
        rows[0][-1] if rows else 0,
    )


def _texts(
    connection: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]
) -> dict[str, list[tuple[int, str]]]:
    """Start and text of the blocks of each article."""
    found: dict[str, list[tuple[int, str]]] = {}
    for id_, start, text in connection.execute(
        'SELECT article_id, "start", text FROM block WHERE article_id IN (SELECT unnest($ids))'
        " AND valid_from IN (SELECT unnest($versions)) ORDER BY article_id, position",
        {"ids": [row[0] for row in rows], "versions": [row[1] for row in rows]},
    ).fetchall():
        found.setdefault(id_, []).append((start, text))
    return found


def _place(blocks: Sequence[tuple[int, str]], place: dict[str, Any]) -> Place:
    """A mention with its sentence, which is its surface alone where no block holds it."""
    sentence, at = _sentence(blocks, place["start"])
    return Place(**place, sentence=sentence or place["surface"], at=at)


def _sentence(blocks: Sequence[tuple[int, str]], at: int) -> tuple[str, int]:
    """The sentence of a place, and where in it the place is."""
    for start, text in blocks:
        if start <= at < start + len(text):
            place = at - start
            first = max(text.rfind(stop, 0, place) for stop in _STOPS) + 1
            ends = [end + 1 for stop in _STOPS if (end := text.find(stop, place)) >= 0]
            sentence = text[first : min(ends, default=len(text))]
            return sentence.strip(), place - first - (len(sentence) - len(sentence.lstrip()))
    return "", 0
