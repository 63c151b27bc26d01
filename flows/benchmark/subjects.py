"""A corpus in, how often the subject of a labelled figure is read rightly out, in all and by where it is said: `python -m flows.benchmark.subjects`.

Readers said of 3,474 figures in 720 items whom they are about. What is kept of an answer is a digest
(`tests/judged/subject_labels.jsonl`), no text. A figure may have several acceptable answers, or none.

    --corpus FOLDER       news as *.txt (or news/*.txt) and packs *.jsonl.gz; KOUAN_CORPUS unless given
    --labels FILE         tests/judged/subject_labels.jsonl
    --misses              list the figures that are read otherwise: item, place, words, reading
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from flows.character_model import items
from flows.impact.estimates import wilson
from kouan.evaluation.likeness import folded
from kouan.gathering import gather
from kouan.model.batch import Batch
from kouan.model.expression import Expression
from kouan.model.facts import Metric, SubjectBasis
from kouan.model.knowledge import Knowledge
from kouan.stages import process

LABELS: Final = Path(__file__).parents[2] / "tests" / "judged" / "subject_labels.jsonl"
BATCH: Final = 200
_MARKS: Final = str.maketrans("", "", '“”‘’《》「」"·')
#: 四川 and 四川省 are the same answer.
_DIVISION: Final = Expression("(?<=..)(?:省|市|自治区|县|区|州|自治州)$")
#: Item and place.
Key = tuple[str, int, int]


class Read(NamedTuple):
    """A labelled figure as it is read today."""

    id: str
    metric: Metric
    is_right: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the share that is right; exit code 2 where there is no corpus."""
    asked = _asked(arguments)
    if asked.corpus is None or not asked.corpus.is_dir():
        print("--corpus (or KOUAN_CORPUS) must name the folder of news", file=sys.stderr)
        return 2
    labels = read_labels(asked.labels)
    read = list(read_again(asked.corpus, labels, gather()))
    if asked.misses:
        for one in read:
            if not one.is_right:
                print(one.id, one.metric.start, one.metric.surface, one.metric.subject, sep="\t")
    print(as_text(sum(one.is_right for one in read), len(read), len(labels)))
    for basis in (*SubjectBasis, None):
        own = [one.is_right for one in read if one.metric.subject_basis == basis]
        if own:
            print(f"{basis or 'none':>10}: {as_text(sum(own), len(own), len(own))}")
    return 0


def digest(name: str) -> str:
    """What a label keeps of an answer: equal for names that differ in marks, or in the word for a division.

    >>> digest("四川省") == digest("四川"), digest("“深海一号”") == digest("深海一号"), digest("四川") == digest("四川局")
    (True, True, False)
    """
    bare = _DIVISION.sub("", folded(name).translate(_MARKS))
    return hashlib.sha256(bare.encode()).hexdigest()[:12]


def read_labels(path: Path) -> dict[Key, frozenset[str]]:
    """The digests of the acceptable answers of each labelled figure; none where it is about nothing that has a name."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {(one["id"], one["start"], one["end"]): frozenset(one["subjects"]) for one in lines}


def is_right(subject: str | None, answers: frozenset[str]) -> bool:
    """Whether a reading is one of the acceptable answers, or is none where there is none."""
    return digest(subject) in answers if subject else not answers


def read_again(
    folder: Path, labels: Mapping[Key, frozenset[str]], knowledge: Knowledge
) -> Iterator[Read]:
    """The labelled figures of a corpus that are still found where they were."""
    wanted = {item for item, _, _ in labels}
    texts = sorted(one for one in items(folder) if one[0] in wanted)
    for first in range(0, len(texts), BATCH):
        part = texts[first : first + BATCH]
        batch = Batch.of([(f"{name}.txt", text.encode()) for name, text in part])
        for (name, _), document in zip(part, process(batch, knowledge).documents, strict=True):
            for metric in (one for story in document.stories for one in story.metrics):
                answers = labels.get((name, metric.start, metric.end))
                if answers is not None:
                    yield Read(name, metric, is_right(metric.subject, answers))


def as_text(right: int, found: int, labelled: int) -> str:
    """The share with its 95 % interval, and how many labelled figures are not found any more."""
    low, high = wilson(right, found)
    gone = f"; {labelled - found} are read no more" if found < labelled else ""
    share = right / found if found else 0
    return f"subject right {right:,} of {found:,}: {share:.3f} ({low:.3f} to {high:.3f}){gone}"


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    corpus = os.environ.get("KOUAN_CORPUS")
    parser.add_argument("--corpus", type=Path, default=Path(corpus) if corpus else None)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--misses", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
