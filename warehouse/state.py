"""A warehouse in; what it knows of each document, for a run that wants to do only what is new, out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from warehouse.connection import NoWarehouseError, reader


class Known(NamedTuple):
    """A document that need not be processed again while its state digest stays the same."""

    state_digest: str
    status: str
    locations: tuple[str, ...]


def known_documents(home: Path) -> dict[str, Known]:
    """Every document that stands somewhere, by its id; empty where there is no warehouse yet.

    A released document without a valid article (its place was taken by another one, and it stands at a
    second place) is left out: it has to be published anew.
    """
    try:
        connection = reader(home)
    except NoWarehouseError:
        return {}
    try:
        rows = connection.execute(
            "SELECT document_id, state_digest, status, locations FROM document WHERE len(locations) > 0"
            " AND (status = 'held' OR document_id IN (SELECT document_id FROM current_article))"
        ).fetchall()
    finally:
        connection.close()
    return {id_: Known(state, status, tuple(places)) for id_, state, status, places in rows}
