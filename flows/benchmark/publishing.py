"""A number of documents in; what it costs to publish them, and a few more after them, in bytes and seconds, out.

`python -m flows.benchmark.publishing --documents 20000 --more 100` makes articles (or reads those of a folder,
`--files`), takes them down the road, and publishes the parts into a warehouse of its own: all of them, then
several times `--more` new ones, while no reader holds the idle snapshot. Bytes are what this process handed to
the system to write (wchar of /proc/self/io) while it published: the warehouse's file, its log, the journal and
the snapshots together. Parts are written before, and not counted.

Two yardsticks are printed beside them: the first publication itself, and once the file with a copy of it,
which is the least that copying the snapshot whole with every publication writes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final

from kouan.gathering import gather
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.stages import process
from kouan.tabulation import part_id, tables, write_part
from warehouse.connection import WAREHOUSE
from warehouse.publish import publish
from warehouse.records import Findings, RunRecord
from warehouse.snapshots.profiles import Profile

#: Documents to a part, about 1 MB.
TOGETHER: Final = 500

#: Publications of further documents that are measured.
ROUNDS: Final = 5

_PORTS: Final = ("罗湖口岸", "拱北口岸", "湛江港", "满洲里口岸", "霍尔果斯口岸", "友谊关口岸")
_SENTENCES: Final = (
    "{month}月，{port}出入境旅客达{number}万人次，同比增长{share}%。",
    "据{port}有关负责人介绍，当日查验车辆{number}辆次。",
    "{port}进出口货物{number}吨，其中出口占{share}%。",
    "记者在{port}看到，旅客通关秩序井然，第{number}号通道已经开放。",
    "海关对{port}申报的{number}批货物实施了查验。",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one publication cost."""

    documents: int
    written: int
    seconds: float


def made_up(number: int) -> str:
    """An article like no other, of about 2 KB."""
    chance = Random(number)
    paragraphs = []
    for _ in range(8):
        port = chance.choice(_PORTS)
        paragraphs.append(
            "".join(
                chance.choice(_SENTENCES).format(
                    month=chance.randint(1, 12),
                    port=port,
                    number=chance.randint(10, 99999),
                    share=chance.randint(1, 99) / 10,
                )
                for _ in range(3)
            )
        )
    return "\n\n".join([f"{chance.choice(_PORTS)}第{number}次通报", *paragraphs])


def pages_of(folder: Path | None, documents: int) -> Iterator[tuple[str, bytes]]:
    """So many documents: those of a folder, each once, then made-up ones."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    for path in files[:documents]:
        yield str(path), path.read_bytes()
    for number in range(len(files[:documents]), documents):
        yield f"made-up/{number}.txt", made_up(number).encode()


def parts_of(
    pages: Sequence[tuple[str, bytes]], knowledge: Knowledge, folder: Path
) -> Iterator[Path]:
    """The parts of these documents, written to a folder."""
    for first in range(0, len(pages), TOGETHER):
        batch = Batch.of(pages[first : first + TOGETHER])
        rows = tables(process(batch, knowledge), "benchmark")
        yield write_part(rows, folder, part_id(batch, "benchmark"))


def measured(home: Path, parts: Sequence[Path], number: int, profile: Profile) -> Cost:
    """Publish parts and give what it cost."""
    now = datetime.now(UTC).replace(tzinfo=None)
    run = RunRecord(f"run-{number}", now, now, "", "benchmark", 0, 0, 0, 0, 0, 0, 0)
    before, began = _written(), time.perf_counter()
    published = publish(home, parts, Findings(), (), run, profile=profile)
    return Cost(published.documents, _written() - before, time.perf_counter() - began)


def _written() -> int:
    """Bytes this process has handed to the system to write."""
    for line in Path("/proc/self/io").read_text("ascii").splitlines():
        if line.startswith("wchar: "):
            return int(line.removeprefix("wchar: "))
    raise RuntimeError("/proc/self/io has no wchar: bytes can be counted on Linux only")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(
        prog="python -m flows.benchmark.publishing", description=__doc__
    )
    asked.add_argument("--documents", type=int, default=20_000)
    asked.add_argument("--more", type=int, default=100)
    asked.add_argument("--files", type=Path, help="a folder of documents instead of made-up ones")
    asked.add_argument("--profile", choices=("facts", "text", "full"), default="text")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home, parts = Path(place) / "home", Path(place) / "home" / "parts"
        knowledge = gather(None)
        pages = list(pages_of(told.files, told.documents + ROUNDS * told.more))
        first = list(parts_of(pages[: told.documents], knowledge, parts))
        full = measured(home, first, 1, told.profile)
        size = (home / WAREHOUSE).stat().st_size
        print(f"{'publication':<24}{'documents':>10}{'MB written':>12}{'of the first':>14}", end="")
        print(f"{'of file + copy':>16}{'seconds':>9}")
        _print("the first one", full, full.written, 2 * size)
        for number in range(ROUNDS):
            start = told.documents + number * told.more
            more = list(parts_of(pages[start : start + told.more], knowledge, parts))
            _print(
                f"{told.more} more",
                measured(home, more, number + 2, told.profile),
                full.written,
                2 * size,
            )


def _print(name: str, cost: Cost, first: int, copied: int) -> None:
    print(
        f"{name:<24}{cost.documents:>10,}{cost.written / 1e6:>12.1f}{cost.written / first:>14.1%}"
        f"{cost.written / copied:>16.1%}{cost.seconds:>9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
