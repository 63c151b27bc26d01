"""Articles in, characters per second of cleaning out: as a whole, for each rule, and beside a plain way of doing it.

`python -m flows.benchmark.cleaning` reads two settings of the environment:

KOUAN_PEERS   a folder with `kernel.py` (the plain way: `naive`, `batches`) and `make_corpus.py` (noise on articles)
KOUAN_CORPUS  a folder of articles, one a `.txt` file, or one that holds them in `news/`

Without them the seeds stand in, many times over, and there is nothing to compare with.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from kouan.cleaning.pipeline import RULES, clean_batch
from kouan.cleaning.rule import Rule
from kouan.gathering import gather
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

SEEDS: Final = Path(__file__).parents[2] / "seeds"
DOCUMENTS: Final = 4000
BATCH_BYTES: Final = 1_000_000
ROUNDS: Final = 5

Raws = Sequence[bytes]


def main() -> int:
    """Time both ways in turn and print the figures; exit code 0."""
    peers, articles = _folder("KOUAN_PEERS"), _folder("KOUAN_CORPUS")
    raws = _raws(peers, articles)
    naive = _naive(peers)
    knowledge = gather()
    characters = sum(len(decode(raw).text) for raw in raws)
    print(f"{len(raws):,} documents, {characters:,} characters, the best of {ROUNDS} rounds")
    ways: dict[str, Callable[[], object]] = {"clean": lambda: clean_all(raws, knowledge)}
    if naive:
        ways["naive"] = lambda: naive(list(raws))
    seconds = best_of(ways)
    _print_rate("clean", characters, seconds["clean"])
    if naive:
        _print_rate("naive", characters, seconds["naive"])
        print(f"{'clean : naive':24} {seconds['naive'] / seconds['clean']:12.2f}")
    for name, taken in sorted(rule_seconds(raws, knowledge).items(), key=lambda pair: -pair[1]):
        _print_rate(name, characters, taken)
    return 0


def clean_all(raws: Raws, knowledge: Knowledge) -> int:
    """Decode and clean everything batch by batch, the ledger and the clean texts included."""
    length = 0
    for batch in batches(raws):
        cleaned = clean_batch([decode(raw) for raw in batch], knowledge)
        length += sum(map(len, cleaned.texts))
    return length


def batches(raws: Raws) -> Iterator[list[bytes]]:
    """Documents in batches of about a megabyte."""
    part: list[bytes] = []
    size = 0
    for raw in raws:
        part.append(raw)
        size += len(raw)
        if size >= BATCH_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


def best_of(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least processor time of each way; they take turns, after a round that counts for nothing."""
    best: dict[str, float] = {}
    for number in range(ROUNDS + 1):
        for name, way in ways.items():
            gc.collect()
            start = time.process_time()
            way()
            taken = time.process_time() - start
            if number:
                best[name] = min(taken, best.get(name, taken))
    return best


def rule_seconds(raws: Raws, knowledge: Knowledge) -> dict[str, float]:
    """The processor time that each rule takes of one run."""
    taken = dict.fromkeys((rule.name for rule in RULES), 0.0)
    call = Rule.__call__

    def timed(rule: Rule, view: BatchView) -> Edits:
        start = time.process_time()
        edits = call(rule, view)
        taken[rule.name] = taken.get(rule.name, 0.0) + time.process_time() - start
        return edits

    Rule.__call__ = timed  # type: ignore[assignment,method-assign]
    try:
        clean_all(raws, knowledge)
    finally:
        Rule.__call__ = call  # type: ignore[method-assign]
    return taken


def _print_rate(name: str, characters: int, seconds: float) -> None:
    print(f"{name:24} {characters / max(seconds, 1e-9):12,.0f} characters a second")


def _folder(variable: str) -> Path | None:
    """The folder that an environment variable names, or None, saying so."""
    value = os.environ.get(variable)
    if not value:
        print(f"{variable} is not set", file=sys.stderr)
        return None
    folder = Path(value)
    if not folder.is_dir():
        print(f"{variable}: {value} is no folder", file=sys.stderr)
        return None
    return folder


def _raws(peers: Path | None, articles: Path | None) -> list[bytes]:
    """A corpus with noise where both folders are there, else the seeds many times over."""
    if peers and articles and (peers / "make_corpus.py").is_file():
        news = articles / "news"
        with tempfile.TemporaryDirectory() as folder:
            maker = [sys.executable, str(peers / "make_corpus.py")]
            paths = [str(news if news.is_dir() else articles), str(SEEDS), folder]
            command = [*maker, *paths, "--sizes", str(DOCUMENTS)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            return [path.read_bytes() for path in sorted(Path(folder).glob("*/files/*/*.txt"))]
    print("the seeds stand in for a corpus", file=sys.stderr)
    seeds = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))]
    return seeds * (DOCUMENTS // 4 // len(seeds))


def _naive(peers: Path | None) -> Callable[[list[bytes]], object] | None:
    """The plain way of cleaning, from the peers' folder."""
    path = peers / "kernel.py" if peers else None
    if path is None or not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("kernel", path)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        return None
    kernel: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["kernel"] = kernel
    spec.loader.exec_module(kernel)
    naive: Callable[[list[bytes]], object] = kernel.naive
    return naive


if __name__ == "__main__":
    raise SystemExit(main())
