"""Publications that are killed at random instants: the steps, and the loop that looks what stands after each kill.

Run as `python tests/killing.py 180` to do it so often.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from batches import Page, published

from warehouse.catalog import tables
from warehouse.connection import NoWarehouseError, reader
from warehouse.upkeep.tidying import drop_drafts, drop_unnamed_parts

#: Instants that the documents state; all others are filled by the clock, and it is told whether they are there.
STATED = {("article", "published_at"), ("document", "crawled_at")}
#: Filled by chance.
RANDOM = "token"

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["killing"])


def step(home: Path, number: int) -> None:
    """One publication: a new page, one that changes each time, and a copy that moves about."""
    published(
        home,
        Page(f"inbox/new-{number}.txt", title=f"新闻第{number}篇"),
        Page("inbox/changing.txt", title=f"题目第{number}版"),
        Page(f"inbox/copy-{number % 3}.txt", title="转载"),
        run_id=f"run-{1 + number % 28}",
    )


def state_of(home: Path) -> str:
    """A digest over all rows that readers see, but for what clock and chance fill in; empty where there are none."""
    try:
        connection = reader(home)
    except NoWarehouseError:
        return ""
    total = hashlib.sha256()
    try:
        for name, table in tables().items():
            if table.is_view:
                continue
            columns = ", ".join(
                f'("{one.name}" IS NULL)'
                if one.type == "TIMESTAMP" and (name, one.name) not in STATED
                else f'"{one.name}"'
                for one in table.columns
                if one.name != RANDOM
            )
            rows = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
            total.update(f"{name} {sorted(map(repr, rows))}".encode())
    finally:
        connection.close()
    return total.hexdigest()


@dataclass
class Seen:
    """What the loop saw: how many kills hit, and how many left the state before, or the one after."""

    kills: int = 0
    missed: int = 0
    before: int = 0
    after: int = 0
    wrong: list[str] = field(default_factory=list)


def kill_loop(folder: Path, kills: int, seed: int = 1) -> Seen:
    """Publish step by step, each step killed twice before it may end; beside it the same undisturbed."""
    chance, seen = random.Random(seed), Seen()
    killed, whole = folder / "killed", folder / "whole"
    number, lasts = 0, 1.0
    while seen.kills < kills:
        number += 1
        before = state_of(killed)
        began = time.monotonic()
        _undisturbed(whole, number)
        lasts = time.monotonic() - began
        after = state_of(whole)
        for earliest in (0, lasts / 2):  # the second one mostly where commit and snapshot are
            hit = _killed(killed, number, chance.uniform(earliest, lasts))
            seen.kills += hit
            seen.missed += not hit
            stands = state_of(killed)
            seen.before += stands == before
            seen.after += stands == after
            if stands not in (before, after):
                seen.wrong.append(f"step {number}: neither the state before nor that after")
        _undisturbed(killed, number)
        if state_of(killed) != after:
            seen.wrong.append(f"step {number}: done again it ends elsewhere than undisturbed")
    drop_drafts(killed)
    drop_unnamed_parts(killed, time.time())
    drop_unnamed_parts(whole, time.time())
    left = {path.name for path in killed.rglob("*")} ^ {path.name for path in whole.rglob("*")}
    if left := {name for name in left if not name.startswith("snapshot-") and not name.isdigit()}:
        seen.wrong.append(f"left behind or missing: {sorted(left)[:9]}")
    return seen


def _undisturbed(home: Path, number: int) -> None:
    process = _FORKS.Process(target=step, args=(home, number))
    process.start()
    process.join()
    assert process.exitcode == 0, f"step {number} failed"


def _killed(home: Path, number: int, after: float) -> bool:
    """Begin a step and kill it; whether it was still at work."""
    process = _FORKS.Process(target=step, args=(home, number))
    process.start()
    process.join(after)
    process.kill()
    process.join()
    return process.exitcode != 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(kill_loop(Path(place), *map(int, sys.argv[1:3])))
