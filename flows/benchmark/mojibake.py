"""A corpus in, how well runs read one byte out of step are repaired out: damage made from items the model has never seen.

`python -m flows.benchmark.mojibake --kind shifted --corpus FOLDER --cases 160 --seed 1` puts one run of 6 to 30
characters, up to the next ASCII character, out of step in each of so many documents, and shows the whole document to the rule.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, NamedTuple

from flows.benchmark.noise_shifted import Damaged, Swallows, shifted
from flows.character_model import is_seen, items
from kouan.cleaning.rules.misread_bytes import misread_bytes
from kouan.cleaning.script.conversion import converter
from kouan.gathering import gather
from kouan.model.characters import text_of
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView

#: Characters of two bytes, up to an ASCII character or the end of the line.
RUN: Final = re.compile(r"[^\x00-\x7f]{6,}")
LONGEST: Final = 30
#: Share of the cases in which a sign stands for a byte that was lost.
MARKED: Final = 0.3


class Setting(NamedTuple):
    """One row of the table: script, codec, how the reader takes bad bytes, and whether private characters stay."""

    name: str
    script: str
    codec: str
    swallows: Swallows = "pair"
    keep_private: bool = False


SETTINGS: Final = (
    Setting("gb18030", "Simplified", "gb18030"),
    Setting("gb18030", "Traditional", "gb18030"),
    Setting("gb18030, private kept", "Simplified", "gb18030", keep_private=True),
    Setting("gb18030, private kept", "Traditional", "gb18030", keep_private=True),
    Setting("gbk", "Simplified", "gb18030", "byte"),
    Setting("gbk", "Traditional", "gb18030", "byte"),
    Setting("big5hkscs", "Traditional", "big5hkscs", "byte"),
)


class Case(NamedTuple):
    """A document with one run out of step, `start` to `start + length` of the truth."""

    before: str
    damage: Damaged
    length: int
    behind: str


@dataclass
class Tally:
    """What came back of some cases."""

    cases: int = 0
    applied: int = 0
    exact: int = 0
    inner: int = 0
    doubted: int = 0
    elsewhere: int = 0
    seen: list[bool] = field(default_factory=list)
    guessed: list[bool] = field(default_factory=list)

    def add(self, case: Case, knowledge: Knowledge) -> bool:
        """Repair one case; returns whether all but the first and last character of the run is right."""
        text = case.before + case.damage.text + case.behind
        truth = case.before + case.damage.truth + case.behind
        edits = misread_bytes(BatchView.of([text], knowledge))
        first, last = len(case.before), len(text) - len(case.behind)
        touching = (edits.start <= last) & (edits.end >= first)
        said, flags = _applied(text, edits.start.tolist(), edits.end.tolist(), edits)
        start, stop = len(case.before), len(case.before) + case.length
        inner = len(said) == len(truth) and all(
            said[part] == truth[part]
            for part in (slice(0, start), slice(start + 1, stop - 1), slice(stop, None))
        )
        inner = inner and bool(touching.any())
        self.cases += 1
        self.applied += bool(touching.any())
        self.elsewhere += int((~touching).sum())
        self.exact += said == truth
        self.inner += inner
        self.doubted += bool(edits.suspicions) and not touching.any()
        right = _right(said, truth)
        for place, guess in flags.items():
            (self.guessed if guess else self.seen).append(place in right)
        return inner


def _applied(
    text: str, starts: list[int], ends: list[int], edits: object
) -> tuple[str, dict[int, bool]]:
    """The text with its edits, and of each character put in whether it is guessed."""
    parts: list[str] = []
    flags: dict[int, bool] = {}
    at = put = size = 0
    after, guessed = text_of(edits.after), edits.guessed  # type: ignore[attr-defined]
    for start, end, length in zip(starts, ends, edits.after_length.tolist(), strict=True):  # type: ignore[attr-defined]
        parts += (text[at:start], after[put : put + length])
        size += start - at
        for k in range(length):
            flags[size + k] = guessed is not None and bool(guessed[put + k])
        size += length
        at, put = end, put + length
    return "".join((*parts, text[at:])), flags


def _right(said: str, truth: str) -> set[int]:
    """The places of a text that agree with the truth, where the two are laid side by side."""
    right: set[int] = set()
    for block in SequenceMatcher(None, said, truth, autojunk=False).get_matching_blocks():
        right.update(range(block.a, block.a + block.size))
    return right


def cases(documents: list[str], setting: Setting, count: int, rng: random.Random) -> Iterator[Case]:
    """Documents with one run out of step."""
    convert = converter("s2t").convert if setting.script == "Traditional" else str
    made = 0
    while made < count:
        text = convert(rng.choice(documents))
        runs = list(RUN.finditer(text))
        if not runs:
            continue
        run = rng.choice(runs)
        start = run.end() - min(rng.randint(6, LONGEST), len(run[0]))
        stop = text.find("\n", run.end())
        stop = len(text) if stop < 0 else stop
        mark = "?" if rng.random() < MARKED else ""
        try:
            damage = shifted(
                text[start : run.end()],
                setting.codec,
                rng,
                behind=text[run.end() : stop],
                swallows=setting.swallows,
                mark=mark,
                keep_private=setting.keep_private,
            )
        except UnicodeEncodeError:
            continue
        made += 1
        yield Case(text[:start], damage, run.end() - start, text[stop:])


def main() -> int:
    """Print the table; exit code 2 when there is no corpus."""
    options = _options()
    if not options.corpus or not Path(options.corpus).is_dir():
        print("--corpus (or KOUAN_CORPUS) must name a folder of texts", file=sys.stderr)
        return 2
    knowledge = gather()
    documents = [text for item, text in items(Path(options.corpus)) if not is_seen(item)]
    print(
        f"{'codec':22} {'script':12} {'cases':>5} {'applied':>8} {'inner':>6} {'exact':>6}"
        f" {'seen':>7} {'guessed':>8} {'doubted':>8} {'elsewhere':>9} {'s/case':>7}"
    )
    for setting in SETTINGS:
        if options.only and f"{setting.name} {setting.script}" not in options.only:
            continue
        tally = Tally()
        rng = random.Random(f"{options.seed} {setting.name} {setting.script}")
        begun = time.process_time()
        for case in cases(documents, setting, options.cases, rng):
            if not tally.add(case, knowledge) and options.show:
                _show(case, knowledge)
        _print(setting, tally, time.process_time() - begun)
    return 0


def _print(setting: Setting, tally: Tally, seconds: float) -> None:
    n = tally.cases
    print(
        f"{setting.name:22} {setting.script:12} {n:5} {tally.applied / n:8.3f} {tally.inner / n:6.3f}"
        f" {tally.exact / n:6.3f} {_share(tally.seen):7.4f} {_share(tally.guessed):8.3f}"
        f" {tally.doubted / n:8.3f} {tally.elsewhere:9} {seconds / n:7.3f}",
        flush=True,
    )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def _show(case: Case, knowledge: Knowledge) -> None:
    text = case.before + case.damage.text + case.behind
    edits = misread_bytes(BatchView.of([text], knowledge))
    said, _ = _applied(text, edits.start.tolist(), edits.end.tolist(), edits)
    first, stop = max(0, len(case.before) - 6), len(case.before) + case.length + 6
    print(f"  read  {text[first:stop]!r}")
    print(f"  truth {(case.before + case.damage.truth + case.behind)[first:stop]!r}")
    print(f"  said  {said[first:stop]!r}")
    for one in edits.suspicions:
        print(f"  doubt {one.margin} {one.candidates}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kind", choices=("shifted",), default="shifted")
    parser.add_argument("--corpus", default=os.environ.get("KOUAN_CORPUS", ""))
    parser.add_argument("--cases", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", help="a row: 'gb18030 Simplified'")
    parser.add_argument("--show", action="store_true", help="print what was not repaired")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
