"""A snapshot in; the state of the warehouse that it is a copy of, byte for byte, out; and what came between two states.

Beside `snapshot-a.duckdb` lies `snapshot-a.json`: it holds as long as the file is the one it was written for. While
the file is being changed there is none, so that a kill leaves a file that is copied whole. `journal/step.json` says
which stretches of the warehouse the last publication wrote.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from warehouse.copying import sync, write_whole
from warehouse.snapshots.blocks import Stretch

_STEP: Final = "step.json"


@dataclass(frozen=True, slots=True)
class Point:
    """A state of the warehouse: how many checkpoints its file has gone through, and the token of its last publication.

    Two files that were written apart have other tokens, however many checkpoints they have.
    """

    checkpoints: int
    token: str


@dataclass(frozen=True, slots=True)
class Twin:
    """What a snapshot is a copy of: a state, and the number of its last publication."""

    point: Point
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """What was written from one state to the next."""

    before: Point
    after: Point
    written: tuple[Stretch, ...]


def twin_of(snapshot: Path) -> Twin | None:
    """What a snapshot is a copy of; None where it is none, or nobody knows."""
    try:
        said = json.loads(_beside(snapshot).read_text("utf-8"))
        if said["file"] != _identity(snapshot):
            return None
        return Twin(Point(**said["point"]), int(said["number"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_twin(snapshot: Path, twin: Twin) -> None:
    """Write down what a snapshot that is whole and on disk is a copy of."""
    said = {"file": _identity(snapshot), "point": asdict(twin.point), "number": twin.number}
    write_whole(_beside(snapshot), json.dumps(said).encode())


def drop_twin(snapshot: Path) -> None:
    """Forget, on disk, what a snapshot is a copy of, before it is changed."""
    _beside(snapshot).unlink(missing_ok=True)
    sync(snapshot.parent)


def last_step(journal: Path) -> Step | None:
    """What the last publication wrote, as far as it is known."""
    try:
        said = json.loads((journal / _STEP).read_text("utf-8"))
        written = tuple((int(first), int(stop)) for first, stop in said["written"])
        return Step(Point(**said["before"]), Point(**said["after"]), written)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_step(journal: Path, step: Step) -> None:
    """Write down what a publication wrote, in place of what the one before it did."""
    write_whole(journal / _STEP, json.dumps(asdict(step)).encode())


def _beside(snapshot: Path) -> Path:
    return snapshot.with_suffix(".json")


def _identity(snapshot: Path) -> list[int]:
    """What tells that a file is the one it was, and that nobody has written to it."""
    status = snapshot.stat()
    return [status.st_ino, status.st_size, status.st_mtime_ns]
