"""An id or a location in; the versions of its article, and what two of them say differently, out."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.connection import reader
from warehouse.publishing.article_changes import aligned

_ID: Final = re.compile(r"[0-9a-f]{6,64}")

_KEYS: Final = """
SELECT DISTINCT article_key FROM article
WHERE location GLOB $name OR ($is_id AND (starts_with(article_id, $name)
    OR starts_with(article_key, $name) OR starts_with(document_id, $name)))
ORDER BY article_key
"""

_FIGURES: Final = """
SELECT figure_change.* EXCLUDE (article_id, valid_from, position)
FROM figure_change
WHERE article_id = $article_id AND valid_from = $valid_from
ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A block of one version beside the block of the other; None where one has none."""

    role: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an article: the blocks that differ, how many are the same, and the figures that changed."""

    first: dict[str, Any]
    second: dict[str, Any]
    changes: tuple[Change, ...]
    same: int
    figures: tuple[dict[str, Any], ...]


def versions_of(home: Path, name: str) -> list[dict[str, Any]]:
    """Every version of the articles at a location (a pattern with * and ?) or with an id that begins so.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        wanted = {"name": name, "is_id": bool(_ID.fullmatch(name))}
        keys = [key for (key,) in connection.execute(_KEYS, wanted).fetchall()]
        return _rows(
            connection,
            "SELECT * FROM article_version WHERE list_contains($keys, article_key)"
            " ORDER BY location, article_key, number",
            keys=keys,
        )


def compare(home: Path, first: dict[str, Any], second: dict[str, Any]) -> Comparison:
    """Two versions of one article, block by block; figures are told for a version and the one before it."""
    with closing(reader(home)) as connection:
        old, new = _blocks(connection, first), _blocks(connection, second)
        roles = {text: role for role, text in (*old, *new)}
        pairs = list(aligned([text for _, text in old], [text for _, text in new]))
        changes = tuple(
            Change(roles[after if after is not None else before or ""], before, after)
            for before, after in pairs
            if before != after
        )
        figures: list[dict[str, Any]] = []
        if second["number"] - first["number"] == 1:
            figures = _rows(
                connection,
                _FIGURES,
                article_id=second["article_id"],
                valid_from=second["valid_from"],
            )
    return Comparison(first, second, changes, len(pairs) - len(changes), tuple(figures))


def _blocks(
    connection: duckdb.DuckDBPyConnection, version: dict[str, Any]
) -> list[tuple[str, str]]:
    return connection.execute(
        "SELECT role, text FROM block WHERE article_id = ? AND valid_from = ? ORDER BY position",
        [version["article_id"], version["valid_from"]],
    ).fetchall()


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any
) -> list[dict[str, Any]]:
    found = connection.execute(sql, parameters)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
