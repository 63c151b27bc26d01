"""An empty warehouse at the newest schema, laid out once: a test that publishes need not go through all migrations."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from warehouse.connection import WAREHOUSE, writer


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with writer(Path(folder)):
            pass
        return (Path(folder) / WAREHOUSE).read_bytes()


def lay_out(home: Path) -> None:
    """Put an empty warehouse into a home that has none. Migrations are tested in tests/warehouse/test_migrate.py."""
    place = home / WAREHOUSE
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_empty())
