"""An empty warehouse at the newest schema, at its place before anything is published."""

from __future__ import annotations

from pathlib import Path

from warehouse import layout
from warehouse.connection import WAREHOUSE, storage


def lay_out(home: Path) -> None:
    """Put an empty warehouse into a home that has none. Migrations are tested in tests/warehouse/test_migrate.py."""
    place = home / WAREHOUSE
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / "prepared.draft"
        layout.lay_out(draft, storage(draft))
        draft.replace(place)  # whole or not at all: some tests kill who does it
