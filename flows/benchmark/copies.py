"""An archive with known copies in, how many of them comparison finds, how fast and in how much memory, out.

`python -m flows.benchmark.copies --documents 200000 --seed 1` makes the archive from the articles of KOUAN_CORPUS (without
it, from made-up sentences), cleans what a copyist did to script and readings, and compares it in chunks as a run
does: each chunk with itself and with all before it. Then it prints

- precision: of all pairs that share a cluster, those that are copies of one article;
- recall: of all pairs of copies that share half of their five-character runs, those that share a cluster;
- the same recall for each kind of copying; processor time of one core, and memory.

Where datasketch is installed, it is shown the first documents with the same shingles.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from flows.benchmark.comparing import Found, compare
from flows.benchmark.copying import OTHER, Printed, archive
from flows.benchmark.corpus import folder_of
from flows.benchmark.originals import bases
from kouan.cleaning.pipeline import clean_batch
from kouan.comparison.shingles import shared, shingles
from kouan.comparison.verification import NEAR
from kouan.gathering import gather
from kouan.reading.decoding import decode

#: Documents that datasketch is shown.
PEER_DOCUMENTS: Final = 5_000


def cleaned(printed: Sequence[Printed]) -> list[str]:
    """The texts, those that need it cleaned, by all cores."""
    dirty = [number for number, one in enumerate(printed) if one.needs_cleaning]
    texts = [one.text for one in printed]
    portions = [dirty[first : first + 500] for first in range(0, len(dirty), 500)]
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as workers:
        jobs = ([texts[number] for number in portion] for portion in portions)
        for portion, done in zip(portions, workers.imap(_clean, jobs), strict=True):
            for number, text in zip(portion, done, strict=True):
                texts[number] = text
    return texts


def _clean(texts: Sequence[str]) -> list[str]:
    return list(clean_batch([decode(text.encode()) for text in texts], gather()).texts)


def pairs_of(clusters: Iterable[Any]) -> set[tuple[int, int]]:
    """All pairs of documents that share a cluster."""
    members: dict[Any, list[int]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(number)
    return {pair for some in members.values() for pair in combinations(some, 2)}


def alike(texts: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the pairs that share half of their shingles."""
    for one, other in pairs:
        made = shingles([texts[one], texts[other]])
        first, second = made.distinct(0), made.distinct(1)
        common = shared(first, second)
        if common >= NEAR * max(len(first) + len(second) - common, 1):
            yield one, other


def report(printed: Sequence[Printed], texts: Sequence[str], found: Found) -> Iterator[str]:
    """The figures of one run, a line each."""
    truth = pairs_of(one.cluster for one in printed)
    said = pairs_of(found.cluster)
    right = len(said & truth)
    wanted = list(alike(texts, truth))
    met = sum(pair in said for pair in wanted)
    yield f"pairs that share a cluster {len(said):,}, of them copies of one article {right:,}"
    yield f"precision {right / max(len(said), 1):.4f}"
    yield f"recall {met / max(len(wanted), 1):.4f} of {len(wanted):,} pairs that share half of their runs"
    kinds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for one, other in wanted:
        for number in (one, other):
            kinds[printed[number].kind] += 1
            hits[printed[number].kind] += (one, other) in said
    for kind, count in sorted(kinds.items()):
        yield f"  {kind:32} {hits[kind] / count:.4f} of {count:,}"
    changed = [pair for pair in said - truth if _is_changed(printed, pair)]
    yield f"pairs with changed figures that share a cluster {len(changed):,}"


def _is_changed(printed: Sequence[Printed], pair: tuple[int, int]) -> bool:
    return any(printed[number].kind.startswith(OTHER) for number in pair)


def peer(texts: Sequence[str], printed: Sequence[Printed]) -> Iterator[str]:
    """The same of datasketch: MinHash of 128 values over the same shingles, LSH at the same threshold, no verification."""
    if importlib.util.find_spec("datasketch") is None:
        yield "datasketch is not installed: nothing to compare with"
        return
    datasketch: Any = importlib.import_module("datasketch")
    texts, printed = texts[:PEER_DOCUMENTS], printed[:PEER_DOCUMENTS]
    clock = time.process_time()
    index = datasketch.MinHashLSH(threshold=NEAR, num_perm=128)
    said: set[tuple[int, int]] = set()
    for number, text in enumerate(texts):
        signature = datasketch.MinHash(num_perm=128)
        runs = {text[at : at + 5].encode() for at in range(len(text) - 4)}
        signature.update_batch(sorted(runs))
        said |= {(other, number) for other in index.query(signature)}
        index.insert(number, signature)
    seconds = time.process_time() - clock
    truth = pairs_of(one.cluster for one in printed)
    wanted = set(alike(texts, truth))
    yield (
        f"datasketch, {len(texts):,} documents: {len(texts) / seconds:,.0f} documents a second,"
        f" precision {len(said & truth) / max(len(said), 1):.4f}, recall {len(said & wanted) / max(len(wanted), 1):.4f}"
    )
    own = compare(texts)
    said = pairs_of(own.cluster)
    yield (
        f"kouan, the same documents:    {len(texts) / own.seconds:,.0f} documents a second,"
        f" precision {len(said & truth) / max(len(said), 1):.4f}, recall {len(said & wanted) / max(len(wanted), 1):.4f}"
    )


def megabytes() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Make an archive, compare it, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m flows.benchmark.copies")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    corpus = folder_of("KOUAN_CORPUS")
    printed = list(archive(bases(corpus, asked.seed), asked.documents, asked.seed))
    clock = time.perf_counter()
    texts = cleaned(printed)
    dirty = sum(one.needs_cleaning for one in printed)
    say(
        f"{len(texts):,} documents, {sum(map(len, texts)):,} characters; {dirty:,} cleaned in {time.perf_counter() - clock:.1f} s"
    )
    before, clock = megabytes(), time.perf_counter()
    found = compare(texts)
    wall = time.perf_counter() - clock
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in found.taken.items())
    say(
        f"{found.seconds:.1f} s of processor time ({wall:.1f} s by the clock), {len(texts) / found.seconds:,.0f}"
        f" documents a second: {steps}; {found.candidates:,} pairs verified"
    )
    say(f"memory: {before:,.0f} MB with the archive in it, {megabytes():,.0f} MB at most")
    for line in (*report(printed, texts, found), *peer(texts, printed)):
        say(line)
    return 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
