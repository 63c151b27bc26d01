"""An empty warehouse at the newest schema, at its place before anything is published."""

from __future__ import annotations

from pathlib import Path

from warehouse.connection import WAREHOUSE, storage
from warehouse.layout import put


def lay_out(home: Path) -> None:
    """Put an empty warehouse into a home that has none. Migrations are tested in tests/warehouse/test_migrate.py."""
    place = home / WAREHOUSE
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        put(place, storage(place))
