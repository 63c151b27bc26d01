"""What is to be measured in, rows of figures out: cleaning beside a plain way and beside peers, its rules, the road."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.benchmark.cleaning import clean_all, naive_of, process_all, rule_seconds
from flows.benchmark.corpus import Corpus, corpus_of, folder_of
from flows.benchmark.peers import PEERS, PeerError, environments_of, seconds_per_megabyte
from flows.benchmark.timing import Way, best_of
from kouan.gathering import gather
from kouan.model.knowledge import Knowledge

DOCUMENTS: Final = 4000
ROUNDS: Final = 5
#: The whole road takes about twenty times as long as cleaning, so it is shown the first documents alone.
ROAD_DOCUMENTS: Final = 400
#: What can be asked for with --only; a peer has its own name.
PARTS: Final = ("clean", "naive", "rules", "process", *PEERS)

Telling = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One way of doing a job: what it took for a megabyte of UTF-8, and how many characters it does a second.

    `clean_is` says how many times as fast as this way cleaning is, measured in the same run.
    """

    kind: str
    name: str
    documents: int
    characters_per_second: float
    milliseconds_per_megabyte: float
    clean_is: float | None = None

    def as_row(self) -> dict[str, Any]:
        """The figure as a row of a table, without more digits than it has."""
        return {
            "kind": self.kind,
            "name": self.name,
            "documents": self.documents,
            "characters_per_second": round(self.characters_per_second),
            "ms_per_mb": round(self.milliseconds_per_megabyte, 3),
            "clean_is": None if self.clean_is is None else round(self.clean_is, 2),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What one run is to measure: how many documents, how many turns, which parts, and the peers at hand."""

    documents: int = DOCUMENTS
    rounds: int = ROUNDS
    only: Sequence[str] = ()
    peers: Sequence[str] = ()

    def wants(self, part: str) -> bool:
        """Whether a part is to be measured."""
        return not self.only or part in self.only


def measure(asked: Asked, tell: Telling, knowledge: Knowledge | None = None) -> list[Figure]:
    """All figures of one run, in the order in which they are worth reading.

    Raises:
        PeerError: a peer is named that cannot be run.
    """
    environments = environments_of(asked.peers)
    folder, articles = folder_of("KOUAN_PEERS"), folder_of("KOUAN_CORPUS")
    knowledge = knowledge or gather()
    with corpus_of(folder, articles, asked.documents) as corpus:
        if corpus.folder is None:
            tell("the seeds stand in for a corpus")
        tell(
            f"{len(corpus.raws):,} documents, {corpus.characters:,} characters, {corpus.megabytes:.1f} MB of UTF-8, "
            f"processor time, the best of {asked.rounds} rounds"
        )
        seconds = _taken(asked, corpus, knowledge, folder, environments)
        return _figures(asked, corpus, seconds, knowledge)


def _taken(
    asked: Asked,
    corpus: Corpus,
    knowledge: Knowledge,
    folder: Path | None,
    environments: Mapping[str, Path],
) -> dict[str, float]:
    """Seconds of each way over the whole corpus; peers take their turn in every round."""
    raws = corpus.raws
    ways: dict[str, Way] = {"clean": lambda: clean_all(raws, knowledge)}
    naive = naive_of(folder)
    if naive and asked.wants("naive"):
        ways["naive"] = lambda: naive(list(raws))
    chosen = {name: python for name, python in environments.items() if asked.wants(name)}
    if not chosen:
        return best_of(ways, asked.rounds)
    program = folder / "peers.py" if folder else None
    if program is None or corpus.folder is None or not program.is_file():
        raise PeerError("peers need KOUAN_PEERS (with peers.py) and KOUAN_CORPUS; set both")
    seconds: dict[str, float] = {}
    for _ in range(asked.rounds):
        for name, taken in best_of(ways, 1).items():
            seconds[name] = min(taken, seconds.get(name, taken))
        for name, python in chosen.items():
            taken = seconds_per_megabyte(name, python, program, corpus.folder) * corpus.megabytes
            seconds[name] = min(taken, seconds.get(name, taken))
    return seconds


def _figures(
    asked: Asked, corpus: Corpus, seconds: Mapping[str, float], knowledge: Knowledge
) -> list[Figure]:
    cleaning = seconds["clean"]
    figures = [_figure("way", "clean", corpus, cleaning)] if asked.wants("clean") else []
    figures += (
        _figure("peer" if name in PEERS else "way", name, corpus, taken, taken / cleaning)
        for name, taken in seconds.items()
        if name != "clean"
    )
    if asked.wants("process"):
        part = corpus.first(ROAD_DOCUMENTS)
        road = {"process": lambda: process_all(part.raws, knowledge)}
        taken = best_of(road, 1)["process"]
        rate = taken / part.megabytes / (cleaning / corpus.megabytes)
        figures.append(_figure("way", "process", part, taken, rate))
    if asked.wants("rules"):
        best: dict[str, float] = {}
        for _ in range(asked.rounds):
            for name, taken in rule_seconds(corpus.raws, knowledge).items():
                best[name] = min(taken, best.get(name, taken))
        ordered = sorted(best.items(), key=lambda pair: -pair[1])
        figures += (_figure("rule", name, corpus, taken) for name, taken in ordered)
    return figures


def _figure(
    kind: str, name: str, corpus: Corpus, seconds: float, clean_is: float | None = None
) -> Figure:
    return Figure(
        kind,
        name,
        len(corpus.raws),
        corpus.characters / max(seconds, 1e-9),
        seconds * 1000 / corpus.megabytes,
        clean_is,
    )
