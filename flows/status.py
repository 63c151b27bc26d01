"""The project's working data in; last run, numbers of rows and what waits out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse.connection import NoWarehouseError, reader

#: What a run has published, counted as it stands now.
COUNTED = {
    "documents": "SELECT count(*) FROM document WHERE status = 'released'",
    "articles": "SELECT count(*) FROM current_article",
    "mentions": "SELECT count(*) FROM current_mention",
    "figures": "SELECT count(*) FROM current_metric",
}
WAITING = """
SELECT level, reason, status, count(*) AS number
FROM quarantine WHERE status IN ('held', 'failed')
GROUP BY ALL ORDER BY number DESC, level, reason
"""


def rows(home: Path, query: str) -> list[dict[str, Any]]:
    """The rows of a query of our own over the newest snapshot.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with reader(home) as connection:
        relation = connection.execute(query)
        names = [column[0] for column in relation.description or ()]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def last_run(home: Path) -> dict[str, Any]:
    """The newest row of `run`.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    found = rows(home, "SELECT * FROM run ORDER BY started_at DESC, run_id DESC LIMIT 1")
    if not found:
        raise NoWarehouseError(f"{home}: no run has published anything yet; run `kouan run` first")
    return found[0]


def newest_run(home: Path) -> str | None:
    """The id of the newest run; None where nothing has been published yet."""
    try:
        return str(last_run(home)["run_id"])
    except NoWarehouseError:
        return None


def published(home: Path) -> dict[str, int]:
    """How much is published now."""
    return {name: rows(home, query)[0]["count_star()"] for name, query in COUNTED.items()}


def waiting(home: Path) -> list[dict[str, Any]]:
    """What is not published, by level and reason."""
    return rows(home, WAITING)
