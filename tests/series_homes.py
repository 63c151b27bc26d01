"""Figures as a few words each in; a home with them and their observations, as publishing leaves it, out."""

from __future__ import annotations

from pathlib import Path

from series_rows import Stated, close, indicators, tell

from warehouse.series.building import update_observations
from warehouse.transaction import transaction


def told_in(home: Path, *figures: Stated) -> Path:
    """Publish articles with these figures."""
    with transaction(home) as connection:
        indicators(connection)
        tell(connection, *figures)
        update_observations(connection)
    return home


def closed_in(home: Path, *articles: str) -> Path:
    """Close the valid version of articles, as when their pages lost them."""
    with transaction(home) as connection:
        close(connection, *articles)
        update_observations(connection)
    return home
