"""Documents by their ids in, the first place of each out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from warehouse.connection import reader


def places_of(home: Path, documents: Collection[str]) -> dict[str, str]:
    """Where documents were found first; one without a place is left out."""
    connection = reader(home)
    try:
        return dict(
            connection.execute(
                "SELECT document_id, locations[1] FROM document"
                " WHERE len(locations) > 0 AND list_contains(?, document_id)",
                [sorted(documents)],
            ).fetchall()
        )
    finally:
        connection.close()
