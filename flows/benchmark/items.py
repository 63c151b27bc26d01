"""A corpus of news in, the files that hold several stories and how kouan splits them out: `python -m flows.benchmark.items`.

A file belongs to the sample's population when kouan splits it, or when one of its first lines names a column of news in
brief (read by a plain pattern, not by kouan's words). The sample is drawn by a seed over the ids, and a reader has said
of each file whether every story in it begins and ends where it should.

    --corpus FOLDER     news as *.txt (or news/*.txt) and packs *.jsonl.gz; KOUAN_CORPUS unless given
    --out FILE          the sample and every split of the plain files, to be judged; it holds text of the corpus
    --judged FILE.csv   verdicts (id, digest of the split, verdict, reason); tests/judged/stories/broadcasts.csv unless given
    --seed N  --size N  of the sample: 1 and 40
    --lift A            exit code 1 below so many right of the sample: 37
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.character_model import items as texts_of
from kouan.cleaning.pipeline import clean_batch
from kouan.gathering import gather
from kouan.model.article import Article
from kouan.model.knowledge import Knowledge, digest_of
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment

JUDGED: Final = Path(__file__).parents[2] / "tests" / "judged" / "stories" / "broadcasts.csv"
COLUMNS: Final = ("id", "digest", "verdict", "reason")
VERDICTS: Final = ("right", "wrong")
#: A line among the first three that names a column of news in brief.
CUE: Final = re.compile(
    r"^.{0,12}(?:快讯|简讯|短讯|简报|要闻|一句话新闻|新闻早餐|集锦|速览|速递)[^。]{0,8}$"
)
BATCH: Final = 400
#: So many characters of a beginning are shown to who judges.
SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Split:
    """The stories of one file."""

    id: str
    has_cue: bool
    articles: tuple[Article, ...]

    @property
    def digest(self) -> str:
        """What was split how; another split of the same file has another digest."""
        said = [
            f"{article.title}|{article.blocks[0].text[:SHOWN]}|{article.blocks[-1].text[-SHOWN:]}"
            for article in self.articles
            if article.blocks
        ]
        return digest_of(self.id, str(len(self.articles)), *said)[:16]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader said of one split."""

    digest: str
    verdict: str
    reason: str


def splits_in(corpus: Sequence[tuple[str, str]], knowledge: Knowledge) -> Iterator[Split]:
    """How each file of a corpus is split, in its order."""
    for first in range(0, len(corpus), BATCH):
        part = corpus[first : first + BATCH]
        batch = clean_batch([decode(text.encode()) for _, text in part], knowledge)
        for (name, text), document in zip(part, batch, strict=True):
            head = [line.strip() for line in text.split("\n") if line.strip()][:3]
            has_cue = any(CUE.match(line) for line in head)
            yield Split(name, has_cue, segment(document, knowledge))


def sampled(splits: Iterable[Split], seed: int, size: int) -> list[Split]:
    """A sample of the files that hold several stories, as kouan or the cue says; it depends on the ids alone."""
    several = [one for one in splits if one.has_cue or len(one.articles) > 1]
    several.sort(key=lambda one: hashlib.sha256(f"{seed} {one.id}".encode()).digest())
    return sorted(several[:size], key=lambda one: one.id)


def read_verdicts(path: Path) -> dict[str, Verdict]:
    """The verdicts of a file, by id.

    Raises:
        ValueError: a column is missing, a verdict is none, or a file is judged twice; the message names the line.
    """
    found: dict[str, Verdict] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: the columns should be {','.join(COLUMNS)}")
        for row in rows:
            where = f"{path.name}: line {rows.line_num}"
            if row["verdict"] not in VERDICTS:
                raise ValueError(f"{where}: verdict should be one of {', '.join(VERDICTS)}")
            if row["id"] in found:
                raise ValueError(f"{where}: {row['id']} is judged twice")
            found[row["id"]] = Verdict(row["digest"], row["verdict"], row["reason"])
    return found


def counted(splits: Iterable[Split], verdicts: Mapping[str, Verdict]) -> tuple[int, int, list[str]]:
    """How many splits are right, how many wrong, and the ids that nobody has judged as they are now."""
    right = wrong = 0
    open_ = []
    for one in splits:
        said = verdicts.get(one.id)
        if said is None or said.digest != one.digest:
            open_.append(one.id)
        elif said.verdict == "right":
            right += 1
        else:
            wrong += 1
    return right, wrong, open_


def as_text(split: Split) -> str:
    """A split as a reader judges it: the lines above, then how each story begins and ends."""
    above = " / ".join(block.text for block in split.articles[0].above)
    lines = [f"== {split.id} {split.digest} {len(split.articles)} stories, above: {above}"]
    for article in split.articles:
        told = article.blocks
        rest = f"{told[0].text[:SHOWN]} … {told[-1].text[-SHOWN // 2 :]}" if told else ""
        lines.append(f"  [{article.title or ''}] {len(told)}: {rest}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 0, 1 below the lift, 2 where there is no corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=os.environ.get("KOUAN_CORPUS"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=40)
    parser.add_argument("--lift", type=int, default=37)
    asked = parser.parse_args(arguments)
    if asked.corpus is None or not Path(asked.corpus).is_dir():
        print("--corpus (or KOUAN_CORPUS) must name a folder of news", file=sys.stderr)
        return 2
    folder = Path(asked.corpus)
    splits = list(splits_in(list(texts_of(folder)), gather()))
    news = folder / "news"
    plain = {path.stem for path in (news if news.is_dir() else folder).glob("*.txt")}
    sample = sampled(splits, asked.seed, asked.size)
    several = [one for one in splits if len(one.articles) > 1]
    listed = [one for one in several if one.id in plain]
    verdicts = read_verdicts(asked.judged) if asked.judged.is_file() else {}
    cued = sum(one.has_cue for one in splits)
    print(f"{len(splits):,} files; {len(several):,} split, {cued:,} with a cue,", end=" ")
    print(f"{sum(one.has_cue and len(one.articles) < 2 for one in splits):,} of these not split")
    print(f"{sum(len(one.articles) for one in several):,} stories in the files that are split")
    right, wrong, open_ = counted(sample, verdicts)
    print(
        f"sample of {len(sample)} (seed {asked.seed}): {right} right, {wrong} wrong, not judged: {open_}"
    )
    told = counted(listed, verdicts)
    print(f"splits of the {len(plain):,} plain files: {len(listed)}; {told[0]} right,", end=" ")
    print(f"{told[1]} wrong, not judged: {told[2]}")
    if asked.out:
        judged = {one.id: one for one in (*sample, *listed)}
        asked.out.write_text(
            "\n".join(as_text(judged[name]) for name in sorted(judged)) + "\n", "utf-8"
        )
    return int(right < asked.lift)


if __name__ == "__main__":
    raise SystemExit(main())
