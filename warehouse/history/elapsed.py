"""A run in; what has changed since it ended, from the versions that the warehouse keeps, out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse.connection import WarehouseError, reader
from warehouse.history.differences import Differences, differences
from warehouse.history.rereading import lay_out_entities

#: What both sides know of a story.
_VERSIONED: Final = ("block", "mention", "metric")


class UnknownRunError(WarehouseError):
    """There is no such run; the message names those that are."""


def changes_since(home: Path, run_id: str, examples: int) -> tuple[Differences, int]:
    """What differs between the articles valid when a run ended and those valid now, and how many stories there are.

    The beginning of its id is enough for a run.

    Raises:
        UnknownRunError: no run has this id, or several begin so.
    """
    connection = reader(home)
    try:
        instant = _end_of(connection, run_id)
        _lay_out(connection, instant)
        stories = connection.execute("SELECT count(DISTINCT article_key) FROM article").fetchall()
        return differences(connection, examples), int(stories[0][0])
    finally:
        connection.close()


def _end_of(connection: duckdb.DuckDBPyConnection, run_id: str) -> datetime:
    """When the last of what the run published became valid."""
    runs = [
        name
        for (name,) in connection.execute(
            "SELECT run_id FROM run WHERE starts_with(run_id, ?) ORDER BY started_at DESC", [run_id]
        ).fetchall()
    ]
    runs = [run_id] if run_id in runs else runs
    if len(runs) != 1:
        newest = connection.execute(
            "SELECT run_id FROM run ORDER BY started_at DESC LIMIT 5"
        ).fetchall()
        known = ", ".join(name for (name,) in newest) or "none"
        said = "several runs begin so" if runs else "no run has this id"
        raise UnknownRunError(
            f"{run_id}: {said}; the newest runs are {known} (`kouan query runs` lists all)"
        )
    ended = connection.execute(
        "SELECT greatest((SELECT coalesce(finished_at, started_at) FROM run WHERE run_id = $run),"
        " (SELECT max(valid_from) FROM article WHERE run_id = $run))",
        {"run": runs[0]},
    ).fetchall()[0][0]
    # versions that the run itself closed were closed at that very instant, those of later runs after it
    assert isinstance(ended, datetime)
    return ended


def _lay_out(connection: duckdb.DuckDBPyConnection, instant: datetime) -> None:
    """The versions of both instants that are not the same, with their rows."""
    connection.execute(
        "CREATE TEMP TABLE then_valid AS SELECT * FROM article"
        " WHERE valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)",
        [instant, instant],
    )
    connection.execute(
        "CREATE TEMP TABLE same_page AS SELECT then_valid.article_key FROM temp.then_valid"
        " INNER JOIN current_article USING (article_key) WHERE then_valid.document_id = current_article.document_id"
    )
    for side, valid, other in (
        ("before", "temp.then_valid", "current_article"),
        ("after", "current_article", "temp.then_valid"),
    ):
        connection.execute(
            f"CREATE TEMP TABLE {side}_article AS SELECT *, article_key AS story FROM {valid} AS mine"
            f" ANTI JOIN {other} AS theirs USING (article_id, valid_from)"
        )
        connection.execute(
            f"CREATE TEMP TABLE {side}_article_sum AS SELECT document_id, characters, edits, suspicions"
            f" FROM temp.{side}_article"
        )
        article = f"temp.{side}_article AS article USING (article_id, valid_from)"
        # on another page the bytes are others: a figure is known by its words there
        fact = (
            "CASE WHEN article.article_key IN (SELECT article_key FROM temp.same_page) THEN fact_key"
            " ELSE surface || ' ' || coalesce(indicator_raw, '') END AS fact"
        )
        columns = {
            "block": "block.*, article.document_id, story",
            "mention": "mention.*, entity.name AS entity, story",
            "metric": f"metric.*, {fact}, story",
        }
        for name in _VERSIONED:
            joined = " INNER JOIN entity USING (entity_id)" if name == "mention" else ""
            connection.execute(
                f"CREATE TEMP TABLE {side}_{name} AS SELECT {columns[name]}"
                f" FROM {name} INNER JOIN {article}{joined}"
            )
    lay_out_entities(connection)
