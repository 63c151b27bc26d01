"""A corpus of clean news in, every edit and suspicion that cleaning makes there out: `python -m flows.benchmark.false_alarms`.

The news were clean before kouan saw them, so an edit is either a fault that slipped through its newsroom or a false
alarm; a reader says which. Each half of the corpus (by the parity of the second byte of sha256 of the id) is cleaned
with a character model that was counted on the other half, so that no text is known by heart.

    --corpus FOLDER   news as *.txt (or news/*.txt) and packs *.jsonl.gz; KOUAN_CORPUS unless given
    --out FILE.jsonl  the list to be judged; it holds text of the corpus
    --judged FOLDER   verdicts as *_news.csv (flows.benchmark.verdicts): counted, and what is left to judge is said
    --models FOLDER   keep the two models there and take them from there
    --limit N         only the first N items of each half
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from flows.benchmark.alarms import SUSPICION, Alarm, alarms_of
from flows.benchmark.verdicts import compared, read_verdicts, summary
from flows.character_model import items, shipped
from kouan.cleaning.pipeline import clean_batch
from kouan.gathering import gather
from kouan.language.model_file import ModelFile, write
from kouan.model.knowledge import Knowledge, digest_of
from kouan.reading.decoding import decode

#: Rules whose edits are too many to read: a sample of them all together is drawn.
SAMPLED: Final = ("width", "spacing")
SAMPLE: Final = 300
#: Edits of one shape in the sample, before all others are in.
ALIKE: Final = 3
DIGITS: Final = re.compile("[0-9]")
#: Documents cleaned at once.
BATCH: Final = 400

Items = Sequence[tuple[str, str]]


def half_of(item: str) -> int:
    """The half of the corpus that an item belongs to."""
    return hashlib.sha256(item.encode()).digest()[1] & 1


def knowledge_without(half: int, corpus: Items, models: Path | None = None) -> Knowledge:
    """Knowledge as shipped, its character model counted on the other half alone."""
    kept = models / f"without-{half}.model" if models else None
    if kept and kept.is_file():
        content = kept.read_bytes()
    else:
        content = write(shipped(text for item, text in corpus if half_of(item) != half))
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
    model = ModelFile.of(f"without half {half}", content)
    base = gather()
    return Knowledge(
        base.lexicons, base.phrases, model, base.rules, digest_of(base.digest, model.digest)
    )


def alarms_in(corpus: Items, knowledge: Knowledge) -> Iterator[Alarm]:
    """Every edit and suspicion over the items, in their order."""
    for first in range(0, len(corpus), BATCH):
        part = corpus[first : first + BATCH]
        batch = clean_batch([decode(text.encode()) for _, text in part], knowledge)
        yield from alarms_of([item for item, _ in part], batch)


def sampled(alarms: Iterable[Alarm], seed: int = 1, number: int = SAMPLE) -> list[Alarm]:
    """A sample that depends on each edit alone: one edit more or less moves the others hardly.

    Of edits that look alike to their next signs only some are taken before all others: a footer on every page,
    (更新时间戳: 1664), would else be all that is judged.
    """

    def rank(alarm: Alarm) -> bytes:
        return hashlib.sha256(f"{seed} {alarm.id} {alarm.offset} {alarm.rule}".encode()).digest()

    drawn: list[Alarm] = []
    others: list[Alarm] = []
    alike: Counter[tuple[str, ...]] = Counter()
    for alarm in sorted(alarms, key=rank):
        near = (alarm.left[-3:], alarm.before, alarm.after, alarm.right[:3])
        shape = tuple(DIGITS.sub("0", part) for part in near)
        alike[shape] += 1
        (drawn if alike[shape] <= ALIKE else others).append(alarm)
    return sorted((drawn + others)[:number], key=lambda alarm: alarm.key)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts; exit code 0, or 2 where there is no corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=os.environ.get("KOUAN_CORPUS"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--judged", type=Path)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--limit", type=int)
    asked = parser.parse_args(arguments)
    if asked.corpus is None or not asked.corpus.is_dir():
        print("--corpus (or KOUAN_CORPUS) must name a folder of news", file=sys.stderr)
        return 2
    corpus = list(items(asked.corpus))
    found: list[Alarm] = []
    characters = 0
    for half in (0, 1):
        part = [one for one in corpus if half_of(one[0]) == half][: asked.limit]
        characters += sum(len(text) for _, text in part)
        found += alarms_in(part, knowledge_without(half, corpus, asked.models))
    listed = [one for one in found if one.rule not in SAMPLED]
    listed += sampled(one for one in found if one.rule in SAMPLED)
    listed.sort(key=lambda alarm: alarm.key)
    _print_counts(found, characters)
    if asked.out:
        asked.out.write_text(
            "".join(json.dumps(one.as_row(), ensure_ascii=False) + "\n" for one in listed), "utf-8"
        )
        print(f"{len(listed):,} to be judged: {asked.out}")
    if asked.judged:
        verdicts = [
            one for path in sorted(asked.judged.glob("*_news.csv")) for one in read_verdicts(path)
        ]
        print(*summary(*compared(listed, verdicts)), sep="\n")
    return 0


def _print_counts(found: Sequence[Alarm], characters: int) -> None:
    print(f"{characters:,} characters; edits and suspicions, and how many to 100,000 characters")
    for rule, number in Counter(one.rule for one in found).most_common():
        print(f"{rule:28} {number:8,} {number * 100_000 / characters:10.3f}")
    suspicions = sum(one.rule.startswith(SUSPICION) for one in found)
    print(f"{'all suspicions':28} {suspicions:8,} {suspicions * 100_000 / characters:10.3f}")


if __name__ == "__main__":
    raise SystemExit(main())
