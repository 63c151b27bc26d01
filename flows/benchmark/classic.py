"""A corpus in, how well wrong codecs are repaired out: damage made from items the character model has never seen.

`python -m flows.benchmark.classic --corpus FOLDER --cases 150 --seed 1` damages whole sentences, in both scripts where
the codecs allow it, runs inside longer lines, and whole documents, and prints the share that comes back exactly and
the share of characters that do; what is destroyed must be marked, and stay as it is.

`--alarms` cleans the corpus itself, each half with a model counted on the other one, and prints each change and doubt.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import os
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from flows.benchmark.noise_classic import DESTROYED, LOSSY, REVERSIBLE, wrong_codec
from flows.character_model import is_seen, items
from kouan.cleaning.rules.destroyed_text import destroyed_text
from kouan.cleaning.rules.wrong_codec import wrong_codec as rule
from kouan.cleaning.script.conversion import converter, simplified_table
from kouan.gathering import gather
from kouan.language.model_file import ModelFile, write
from kouan.language.training import folding, train
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

#: A sentence of 20 to 60 characters.
SENTENCE: Final = re.compile(r"[^。\n]{19,59}。")
#: Where a sentence may be cut: GBK has no place for the first byte of these marks in UTF-8 read out of step, so that a
#: text with one of them loses a byte.
CLAUSE: Final = re.compile(r"[。、“”—《》]")
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
SHORTEST_RUN: Final = 6
#: Rounds of the rule; the second one finds what the first one brought to light.
ROUNDS: Final = 3


class Case(NamedTuple):
    """A line with damage in it, and the line as it was."""

    damaged: str
    truth: str


@dataclass
class Tally:
    """What came back of some cases."""

    cases: int = 0
    exact: int = 0
    characters: int = 0
    right: int = 0
    marked: int = 0
    doubted: int = 0

    def add(self, case: Case, said: str, doubts: int, *, marked: bool) -> None:
        """Count one case."""
        self.cases += 1
        self.exact += said == case.truth
        self.characters += len(case.truth)
        self.right += _right(said, case.truth)
        self.marked += marked
        self.doubted += doubts > 0


def main() -> int:
    """Print the tables; exit code 2 when there is no corpus."""
    options = _options()
    if not options.corpus or not Path(options.corpus).is_dir():
        print("--corpus (or KOUAN_CORPUS) must name a folder of texts", file=sys.stderr)
        return 2
    folder = Path(options.corpus)
    if options.alarms:
        return _print_alarms(folder)
    knowledge = gather()
    documents = [text for item, text in items(folder) if not is_seen(item)]
    random.Random(options.seed).shuffle(documents)
    sentences = [found[0] for text in documents for found in SENTENCE.finditer(text)]
    print(f"{'damage':36} {'text':12} {'cases':>5} {'exact':>7} {'characters':>10} {'doubted':>8}")
    for family in _wanted((*REVERSIBLE, *LOSSY), options.only):
        for kind, made in KINDS.items():
            rng = random.Random(f"{options.seed} {family} {kind}")
            texts = documents if kind == "document" else sentences
            tally = Tally()
            for case in _some(made(texts, family, rng), options.cases // KINDS_SHARE.get(kind, 1)):
                said, doubts, _ = repaired(case.damaged, knowledge)
                tally.add(case, said, doubts, marked=False)
            if tally.cases:
                _print(family, kind, tally)
    print(f"\n{'destroyed':36} {'':12} {'cases':>5} {'marked':>7} {'untouched':>10}")
    for family in _wanted(DESTROYED, options.only):
        rng = random.Random(f"{options.seed} {family}")
        tally, same = Tally(), 0
        for case in _some(_lines(sentences, family, rng), options.cases):
            said, _, marked = repaired(case.damaged, knowledge)
            tally.add(case, said, 0, marked=marked)
            same += said == case.damaged
        share = tally.marked / tally.cases, same / tally.cases
        print(f"{family:36} {'line':12} {tally.cases:5} {share[0]:7.3f} {share[1]:10.3f}")
    return 0


def _wanted(families: Iterable[str], only: list[str]) -> list[str]:
    return [name for name in families if not only or any(part in name for part in only)]


def repaired(text: str, knowledge: Knowledge) -> tuple[str, int, bool]:
    """What the rule makes of a text, how many places it doubts, and whether any place is marked as damaged."""
    found = Edits.none()
    for _ in range(ROUNDS):
        found = rule(BatchView.of([text], knowledge))
        if not len(found):
            break
        text = _applied(text, found)
    marks = destroyed_text(BatchView.of([text], knowledge)).suspicions
    return text, len(found.suspicions), bool(marks or found.suspicions)


def _applied(text: str, edits: Edits) -> str:
    parts, at, put = [], 0, 0
    for start, end, length in zip(
        edits.start.tolist(), edits.end.tolist(), edits.after_length.tolist(), strict=True
    ):
        parts += [text[at:start], "".join(map(chr, edits.after[put : put + length].tolist()))]
        at, put = end, put + length
    return "".join((*parts, text[at:]))


def _some(cases: Iterator[Case], count: int) -> Iterator[Case]:
    for _, case in zip(range(count), cases, strict=False):
        yield case


def _case(
    text: str, family: str, rng: random.Random, before: str = "", behind: str = ""
) -> Case | None:
    done = wrong_codec(text, family, rng)
    if done is None or not HAN.search(text):
        return None
    return Case(before + done.text + behind, before + done.truth + behind)


def _lines(texts: list[str], family: str, rng: random.Random) -> Iterator[Case]:
    """Simplified sentences, or what a codec can carry of them."""
    for text in texts:
        said = _carried(text, family, rng)
        if said and (case := _case(said, family, rng)):
            yield case


def _traditional_lines(texts: list[str], family: str, rng: random.Random) -> Iterator[Case]:
    convert = converter("s2t").convert
    for text in texts:
        said = _carried(text, family, rng)
        if said and (case := _case(convert(said), family, rng)):
            yield case


def _runs(texts: list[str], family: str, rng: random.Random) -> Iterator[Case]:
    """A run of at least six characters inside a healthy line."""
    convert = converter("s2t").convert if family.startswith("big5") else str
    for text in map(convert, texts):
        first = rng.randrange(max(1, len(text) - SHORTEST_RUN))
        stop = rng.randrange(min(first + SHORTEST_RUN, len(text)), len(text) + 1)
        if case := _case(text[first:stop], family, rng, text[:first], text[stop:]):
            yield case


def _documents(texts: list[str], family: str, rng: random.Random) -> Iterator[Case]:
    """Whole documents; where no byte may be lost, of lines that lose none."""
    convert = converter("s2t").convert if family.startswith("big5") else str
    for text in texts:
        lines = [_case(convert(line), family, rng) for line in text.split("\n") if line]
        kept = [line for line in lines if line]
        if kept:
            yield Case(*("\n".join(part) for part in zip(*kept, strict=True)))


def _carried(text: str, family: str, rng: random.Random) -> str | None:
    """A sentence, or for every other case of the codecs that cannot carry 。 a clause of it."""
    if not family.startswith(("utf8_as_gbk", "utf8_as_big5")) or rng.random() < 0.5:
        return text
    clauses = [clause for clause in CLAUSE.split(text) if len(clause) >= SHORTEST_RUN * 2]
    return rng.choice(clauses) if clauses else None


Made = Callable[[list[str], str, random.Random], Iterator[Case]]
KINDS: Final[dict[str, Made]] = {
    "Simplified": _lines,
    "Traditional": _traditional_lines,
    "run": _runs,
    "document": _documents,
}
#: Documents are long: a tenth of the cases.
KINDS_SHARE: Final = {"document": 10}


def _right(said: str, truth: str) -> int:
    """How many characters of the truth stand in the text, in order."""
    if said == truth:
        return len(truth)
    matcher = difflib.SequenceMatcher(None, said, truth, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _print(family: str, kind: str, tally: Tally) -> None:
    exact, right = tally.exact / tally.cases, tally.right / tally.characters
    doubted = tally.doubted / tally.cases
    print(
        f"{family:36} {kind:12} {tally.cases:5} {exact:7.3f} {right:10.4f} {doubted:8.3f}",
        flush=True,
    )


def _print_alarms(folder: Path) -> int:
    """Print every edit and doubt over healthy text, each half judged by a model of the other one."""
    texts = list(items(folder))
    odd = [hashlib.sha256(item.encode()).digest()[1] % 2 for item, _ in texts]
    fold = folding(simplified_table())
    shipped = gather()
    characters = edited = doubted = 0
    for half in (0, 1):
        model = train(
            (text for (_, text), one in zip(texts, odd, strict=True) if one != half), fold
        )
        knowledge = replace(
            shipped, model=ModelFile.of("half", write(model)), digest=f"half {half}", _made={}
        )
        mine = [item for item, one in zip(texts, odd, strict=True) if one == half]
        for first in range(0, len(mine), 300):
            part = mine[first : first + 300]
            view = BatchView.of([text for _, text in part], knowledge)
            characters += len(view.codes)
            for judge in (rule, destroyed_text):
                edits = judge(view)
                edited += len(edits)
                doubted += len(edits.suspicions)
                for start, end in zip(edits.start.tolist(), edits.end.tolist(), strict=True):
                    print(f"{judge.name}: {view.slice_text(start, end)!r} changed")
                for one in edits.suspicions:
                    print(f"{judge.name}: {one.surface!r} doubted: {one.candidates}")
    share = doubted / characters * 100_000
    print(f"{characters:,} characters, {edited} edits, {doubted} doubts ({share:.2f} per 100,000)")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m flows.benchmark.classic")
    parser.add_argument("--corpus", default=os.environ.get("KOUAN_CORPUS"))
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", default=[], help="families whose name holds one of these"
    )
    parser.add_argument("--alarms", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
