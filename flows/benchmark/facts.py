"""A corpus in, how far its figures and mentions are read rightly out, as a reader judged a sample: `python -m flows.benchmark.facts`.

The sample is drawn by a seed: so many items, and of all that kouan reads in them so many figures and mentions. A reader
judges each column; verdicts are kept without any text, and hold while a column is read as it was.

    --corpus FOLDER       news as *.txt (or news/*.txt) and packs *.jsonl.gz; KOUAN_CORPUS unless given
    --items N  --seed N   200 and 1
    --sample-metrics N  --sample-mentions N     200 and 300
    --unseen              only items that the shipped character model has not counted
    --out FOLDER          write figures.txt and mentions.txt to be filled in; they hold text of the corpus
    --only-open           of these only what nobody has judged as it is read now
    --read FOLDER         add the verdicts of filled sheets to those kept
    --speed               instead: how fast cleaning and extraction are beside JioNLP (KOUAN_CORPUS, KOUAN_PEERS)
    --peers jionlp=FOLDER its environment; --documents N of a corpus with noise (600), --rounds N (3)
    --judged FOLDER       where verdicts are kept: tests/judged/facts_figures.jsonl, facts_mentions.jsonl
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from flows.benchmark.corpus import CorpusError
from flows.benchmark.fact_samples import COLUMNS, Fact, Kind, drawn, facts_in, sampled
from flows.benchmark.fact_speed import as_text, measure
from flows.benchmark.fact_verdicts import (
    SheetError,
    Verdict,
    counted,
    read_sheet,
    read_verdicts,
    shares,
    write_sheet,
    write_verdicts,
)
from flows.benchmark.peers import PeerError
from flows.character_model import is_seen, items
from kouan.gathering import gather

JUDGED: Final = Path(__file__).parents[2] / "tests" / "judged"
KINDS: Final[tuple[Kind, ...]] = ("figure", "mention")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares; exit code 0, 2 where there is no corpus or a sheet cannot be used."""
    asked = _asked(arguments)
    if asked.speed:
        return _speed(asked)
    if asked.corpus is None or not asked.corpus.is_dir():
        print("--corpus (or KOUAN_CORPUS) must name a folder of news", file=sys.stderr)
        return 2
    try:
        if asked.read:
            _keep(asked.read, asked.judged)
        verdicts = {kind: read_verdicts(_kept(asked.judged, kind)) for kind in KINDS}
    except (SheetError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    corpus = [one for one in items(asked.corpus) if not (asked.unseen and is_seen(one[0]))]
    read = list(facts_in(drawn(corpus, asked.seed, asked.items), gather()))
    numbers = {"figure": asked.sample_metrics, "mention": asked.sample_mentions}
    for kind in KINDS:
        sample = sampled(read, kind, asked.seed, numbers[kind])
        total = sum(fact.kind == kind for fact in read)
        print(f"{len(sample)} of {total:,} {kind}s of {asked.items} items, seed {asked.seed}")
        print(*shares(counted(sample, verdicts[kind])), "", sep="\n")
        if asked.out:
            shown = _open(sample, verdicts[kind]) if asked.only_open else sample
            print(f"{len(shown)} to be judged: {write_sheet(asked.out, kind, shown)}\n")
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    corpus = os.environ.get("KOUAN_CORPUS")
    parser.add_argument("--corpus", type=Path, default=Path(corpus) if corpus else None)
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample-metrics", type=int, default=200)
    parser.add_argument("--sample-mentions", type=int, default=300)
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only-open", action="store_true")
    parser.add_argument("--read", type=Path)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--peers", nargs="*", default=[])
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    return parser.parse_args(arguments)


def _speed(asked: argparse.Namespace) -> int:
    try:
        speeds = measure(asked.documents, asked.rounds, asked.peers)
    except (PeerError, CorpusError) as error:
        print(error, file=sys.stderr)
        return 2
    print(*as_text(speeds), "processor time, * is below what is asked for", sep="\n")
    return 0


def _kept(folder: Path, kind: Kind) -> Path:
    return folder / f"facts_{kind}s.jsonl"


def _keep(sheets: Path, folder: Path) -> None:
    """Add what filled sheets say to the verdicts kept; on one reading the newer verdict holds."""
    for kind in KINDS:
        if (sheets / f"{kind}s.txt").exists():
            path = _kept(folder, kind)
            write_verdicts(path, [*read_verdicts(path), *read_sheet(sheets, kind)])


def _open(sample: Sequence[Fact], verdicts: Sequence[Verdict]) -> list[Fact]:
    known = {one.key for one in verdicts}
    return [
        fact
        for fact in sample
        if any(
            fact.key(column) not in known
            for column in COLUMNS[fact.kind]
            if any(value is not None for value in fact.value(column))
        )
    ]


if __name__ == "__main__":
    raise SystemExit(main())
