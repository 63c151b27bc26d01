"""Documents in, how fast cleaning and extraction are beside JioNLP's extractors out: ratios of one run, on one core.

JioNLP reads money, or times, out of texts that are clean already. kouan cleans first and reads everything: articles,
entities, positions, and figures with unit, subject and period (`facts`). `numbers` stops at figures with their units,
`times` at periods: the nearest to what JioNLP does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from flows.benchmark.cleaning import clean_all, process_all
from flows.benchmark.corpus import Corpus, corpus_of, folder_of
from flows.benchmark.peers import PeerError, environments_of, seconds_per_megabyte
from flows.benchmark.timing import Raws, batches, best_of
from kouan.cleaning.mojibake.shifted import forget
from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.time.periods import periods
from kouan.gathering import gather
from kouan.model.knowledge import Knowledge
from kouan.reading.decoding import decode

#: The job of `peers.py`, how many documents it is shown (they are slow), how many times as fast `facts` should be, and
#: the way that does the nearest thing.
JOBS: Final[Mapping[str, tuple[str, int, float, str]]] = {
    "money": ("jionlp.extract_money", 600, 2.0, "numbers"),
    "time": ("jionlp.extract_time", 100, 15.0, "times"),
}


@dataclass(frozen=True, slots=True)
class Speed:
    """One way: megabytes of UTF-8 a second of processor time.

    For a peer, how many times as fast `facts` are and should be, and how many times as fast the nearest way is.
    """

    name: str
    megabytes_per_second: float
    facts_are: float | None = None
    asked: float | None = None
    nearest_is: float | None = None


def measure(documents: int, rounds: int, peers: list[str]) -> list[Speed]:
    """All ways of one run, in turns; the best of each counts.

    Raises:
        PeerError: a peer is named that cannot be run, or there is no folder to run it from.
    """
    environments = environments_of(peers)
    folder, articles = folder_of("KOUAN_PEERS"), folder_of("KOUAN_CORPUS")
    knowledge = gather()
    with corpus_of(folder, articles, documents) as corpus:
        jobs = _jobs(environments.get("jionlp"), folder, corpus)
        seconds = dict.fromkeys(("clean", "numbers", "times", "facts"), float("inf"))
        ways = {
            "clean": lambda: clean_all(corpus.raws, knowledge),
            "numbers": lambda: read_all(corpus.raws, knowledge, quantities),
            "times": lambda: read_all(corpus.raws, knowledge, periods),
            "facts": lambda: process_all(corpus.raws, knowledge),
        }
        peer = dict.fromkeys(jobs, float("inf"))
        for _ in range(rounds):
            for name, taken in best_of(ways, 1).items():
                seconds[name] = min(seconds[name], taken / corpus.megabytes)
            for name, job in jobs.items():
                peer[name] = min(peer[name], job())
        return [
            *(Speed(name, 1 / taken) for name, taken in seconds.items()),
            *(
                Speed(
                    f"jionlp {name}",
                    1 / taken,
                    taken / seconds["facts"],
                    JOBS[name][2],
                    taken / seconds[JOBS[name][3]],
                )
                for name, taken in peer.items()
            ),
        ]


def read_all(
    raws: Raws, knowledge: Knowledge, read: Callable[[str, Knowledge], Sequence[object]]
) -> int:
    """Decode and clean everything, and read every line of it."""
    forget(knowledge)
    found = 0
    for batch in batches(raws):
        for text in clean_batch([decode(raw) for raw in batch], knowledge).texts:
            found += sum(len(read(line, knowledge)) for line in text.split("\n"))
    return found


def _jobs(
    python: Path | None, folder: Path | None, corpus: Corpus
) -> dict[str, Callable[[], float]]:
    """What gives the seconds that JioNLP takes for a megabyte, by job; none where it was not named."""
    if python is None:
        return {}
    program = folder / "peers.py" if folder else None
    if program is None or corpus.folder is None or not program.is_file():
        raise PeerError("JioNLP needs KOUAN_PEERS (with peers.py) and KOUAN_CORPUS; set both")
    shown = len(corpus.raws)
    return {
        name: partial(
            seconds_per_megabyte, "jionlp", python, program, corpus.folder, job, min(limit, shown)
        )
        for name, (job, limit, *_) in JOBS.items()
    }


def as_text(speeds: list[Speed]) -> Iterator[str]:
    """The speeds as lines of a table."""
    yield f"{'way':16}{'MB/s':>8}{'facts are':>13}{'asked':>8}   nearest way is"
    for one in speeds:
        line = f"{one.name:16}{one.megabytes_per_second:8.2f}"
        if one.facts_are is not None and one.asked is not None and one.nearest_is is not None:
            mark = "*" if one.facts_are < one.asked else " "
            line += f"{one.facts_are:>7.2f} times{one.asked:>7g}{mark}   {one.nearest_is:.2f} times"
        yield line
