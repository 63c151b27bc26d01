"""The working data in; how much space each part of it takes, and how much could be won back, out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from warehouse.connection import WAREHOUSE, reader
from warehouse.upkeep.switching import ASIDE

#: What the entries of the working data are called to the person on duty; the rest is `other`.
KINDS = {
    WAREHOUSE: "warehouse",
    f"{WAREHOUSE}.wal": "warehouse",
    "snapshot-a.duckdb": "snapshots",
    "snapshot-b.duckdb": "snapshots",
    "journal": "journals",
    "parts": "parts",
    "reports": "reports",
    "backups": "backups",
    "frozen": "copies in use",
    "prefect": "prefect",
}


def space(home: Path, backups: Path | None = None) -> dict[str, int]:
    """Bytes by kind, largest first; `backups` is where they lie when not in the working data."""
    used: dict[str, int] = {}
    for entry in sorted(home.iterdir()) if home.is_dir() else ():
        if not entry.is_symlink():
            name = "moved aside" if entry.name.startswith(ASIDE) else KINDS.get(entry.name, "other")
            used[name] = used.get(name, 0) + sum(_sizes(entry))
    if backups is not None and not backups.is_relative_to(home) and backups.is_dir():
        used["backups"] = used.get("backups", 0) + sum(_sizes(backups))
    return dict(
        sorted(((name, size) for name, size in used.items() if size), key=lambda one: -one[1])
    )


def free_in_database(home: Path) -> int:
    """Bytes of the database that hold no row any more; `kouan compact` gives them back.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    with closing(reader(home)) as connection:
        rows = connection.execute(
            "SELECT block_size * free_blocks FROM pragma_database_size() WHERE database_name = 'kouan'"
        ).fetchall()
    return int(rows[0][0])


def _sizes(path: Path) -> Iterator[int]:
    if path.is_file():
        yield path.stat().st_size
    elif path.is_dir():
        for entry in path.rglob("*"):
            if entry.is_file() and not entry.is_symlink():
                yield entry.stat().st_size
