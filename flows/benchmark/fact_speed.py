"""Documents in, how fast cleaning and extraction are beside JioNLP's extractors out: ratios of one run, on one core.

JioNLP reads money, or times, out of texts that are clean already. kouan cleans first and reads everything: articles,
entities, positions, and figures with unit, subject and period (`facts`); `numbers` stops at figures with their units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.benchmark.cleaning import clean_all, process_all
from flows.benchmark.corpus import Corpus, corpus_of, folder_of
from flows.benchmark.peers import PeerError, environments_of, seconds_per_megabyte
from flows.benchmark.timing import Raws, batches, best_of
from kouan.cleaning.mojibake.shifted import forget
from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.figures.quantities import quantities
from kouan.gathering import gather
from kouan.model.knowledge import Knowledge
from kouan.reading.decoding import decode

#: The job of `peers.py`, how many documents it is shown (they are slow), and how many times as fast `facts` should be.
JOBS: Final[Mapping[str, tuple[str, int, float]]] = {
    "money": ("jionlp.extract_money", 600, 2.0),
    "time": ("jionlp.extract_time", 100, 15.0),
}


@dataclass(frozen=True, slots=True)
class Speed:
    """One way: megabytes of UTF-8 a second of processor time; for a peer, how many times as fast `facts` is and should be."""

    name: str
    megabytes_per_second: float
    facts_are: float | None = None
    asked: float | None = None


def measure(documents: int, rounds: int, peers: list[str]) -> list[Speed]:
    """All ways of one run, in turns; the best of each counts.

    Raises:
        PeerError: a peer is named that cannot be run, or there is no folder to run it from.
    """
    environments = environments_of(peers)
    folder, articles = folder_of("KOUAN_PEERS"), folder_of("KOUAN_CORPUS")
    knowledge = gather()
    with corpus_of(folder, articles, documents) as corpus:
        seconds = dict.fromkeys(("clean", "numbers", "facts"), float("inf"))
        ways = {
            "clean": lambda: clean_all(corpus.raws, knowledge),
            "numbers": lambda: numbers_all(corpus.raws, knowledge),
            "facts": lambda: process_all(corpus.raws, knowledge),
        }
        jobs = dict.fromkeys(JOBS, float("inf")) if "jionlp" in environments else {}
        for _ in range(rounds):
            for name, taken in best_of(ways, 1).items():
                seconds[name] = min(seconds[name], taken / corpus.megabytes)
            for name in jobs:
                jobs[name] = min(jobs[name], _peer(name, environments["jionlp"], folder, corpus))
        return [
            *(Speed(name, 1 / taken) for name, taken in seconds.items()),
            *(
                Speed(f"jionlp {name}", 1 / taken, taken / seconds["facts"], JOBS[name][2])
                for name, taken in jobs.items()
            ),
        ]


def numbers_all(raws: Raws, knowledge: Knowledge) -> int:
    """Decode and clean everything, and read every figure with its unit and bound, line by line."""
    forget()
    found = 0
    for batch in batches(raws):
        for text in clean_batch([decode(raw) for raw in batch], knowledge).texts:
            found += sum(len(quantities(line, knowledge)) for line in text.split("\n"))
    return found


def _peer(name: str, python: Path, folder: Path | None, corpus: Corpus) -> float:
    program = folder / "peers.py" if folder else None
    if program is None or corpus.folder is None or not program.is_file():
        raise PeerError("JioNLP needs KOUAN_PEERS (with peers.py) and KOUAN_CORPUS; set both")
    job, limit, _ = JOBS[name]
    limit = min(limit, len(corpus.raws))
    return seconds_per_megabyte("jionlp", python, program, corpus.folder, job, limit)


def as_text(speeds: list[Speed]) -> Iterator[str]:
    """The speeds as lines of a table."""
    yield f"{'way':16}{'MB/s':>8}{'facts are':>12}{'asked':>8}"
    for one in speeds:
        times = "" if one.facts_are is None else f"{one.facts_are:.2f} times"
        asked = "" if one.asked is None else f"{one.asked:g}"
        mark = " *" if one.facts_are is not None and one.facts_are < (one.asked or 0) else ""
        yield f"{one.name:16}{one.megabytes_per_second:8.2f}{times:>12}{asked:>8}{mark}".rstrip()
