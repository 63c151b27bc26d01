"""A corpus in, how far its series are right out, as a reader judged them: `python -m flows.benchmark.series`.

The corpus is published as a project of its own, each item dated by its id (20230131_05). Judged are a seeded sample of the
observations of series with four periods or more (value, period, span, indicator: wrong in one is wrong), every
conflict and every arithmetic flag that is called a contradiction (real, or a figure misread).

    --corpus FOLDER   news as *.txt (or news/*.txt) and packs *.jsonl.gz; KOUAN_CORPUS unless given
    --home FOLDER     a published warehouse of that corpus, instead of publishing it now
    --seed N  --size N    of the sample: 1 and 100
    --most N          so many observations of one series at most: else a daily bulletin is most of the sample
    --out FILE        write what nobody has judged as it is now; it holds text of the corpus
    --read FILE       add the verdicts of that file, filled in, to those kept
    --judged FILE     tests/judged/series.jsonl unless given
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from flows.benchmark.series_samples import Judged, Series, Sort, rows_of
from flows.character_model import items
from flows.impact.estimates import wilson

JUDGED: Final = Path(__file__).parents[2] / "tests" / "judged" / "series.jsonl"
#: The least share of right observations, and of real conflicts and flags, that is asked for.
ASKED: Final[Mapping[Sort, float]] = {"observation": 0.90, "conflict": 0.7, "flag": 0.7}
COLUMNS: Final = ("value", "period", "span", "indicator")
HEAD: Final = """\
# Behind "=" write right, or wrong: and why. Of an observation name what is wrong: value, period, span, indicator.
# Of a conflict or flag, right says that the figures do contradict one another, wrong that one was misread.
"""
_RECORD: Final = re.compile(
    r"^\[(\w+) (\S+) ([0-9a-f]{16})\].*?^=[ \t]*(right|wrong)(?::[ \t]*(.*))?$",
    re.MULTILINE | re.DOTALL,
)

Key = tuple[str, str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares; exit code 0, 1 where one is below what is asked for, 2 where there is nothing to judge."""
    asked = _asked(arguments)
    if asked.read:
        _keep(asked.judged, asked.read.read_text("utf-8"))
    if asked.home:
        found = rows_of(asked.home, asked.seed, asked.size, asked.most)
    elif asked.corpus and asked.corpus.is_dir():
        with tempfile.TemporaryDirectory(prefix="kouan-series-") as folder:
            home = published(items(asked.corpus), Path(folder))
            found = rows_of(home, asked.seed, asked.size, asked.most)
    else:
        print("--corpus (or KOUAN_CORPUS) must name a folder of news", file=sys.stderr)
        return 2
    verdicts = read_verdicts(asked.judged)
    print(
        f"{found.series} series of 4 periods or more, {found.observations:,} observations in them"
    )
    is_low = _print_shares(found, verdicts)
    left = [row for row in found.rows if row.key not in verdicts]
    print(f"{len(left)} not judged as they are now")
    if asked.out:
        asked.out.write_text(sheet(left), "utf-8")
    return int(is_low)


def published(corpus: Iterable[tuple[str, str]], folder: Path) -> Path:
    """Publish the items as a project in `folder`, each with the date of its id; the warehouse's home."""
    from flows.project import make_project
    from flows.run import run_direct
    from flows.settings import load_settings
    from flows.steps import Options

    make_project(folder)
    settings = folder / "kouan.toml"
    fields = '[fields]\npublished = "published"\nid = "id"\ntext = "text"\n'
    settings.write_text(f"{settings.read_text('utf-8')}\n{fields}", "utf-8")
    with (folder / "inbox" / "corpus.jsonl").open("w", encoding="utf-8") as lines:
        for name, text in corpus:
            day = f"{name[:4]}-{name[4:6]}-{name[6:8]}"
            line = {"id": name, "published": day, "text": text}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    loaded = load_settings(folder)
    run_direct(loaded, Options(), lambda *_: None)
    return loaded.home


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    corpus = os.environ.get("KOUAN_CORPUS")
    parser.add_argument("--corpus", type=Path, default=Path(corpus) if corpus else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--most", type=int)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--read", type=Path)
    parser.add_argument("--judged", type=Path, default=JUDGED)
    return parser.parse_args(arguments)


def sheet(rows: Iterable[Judged]) -> str:
    """What a reader fills in: a line of verdict for each row."""
    told = [HEAD]
    for row in rows:
        lines = "\n".join(f"  {one}" for one in row.shown)
        told.append(f"[{row.sort} {row.id} {row.digest}]\n{lines}\n=\n")
    return "\n".join(told)


def read_sheet(text: str) -> dict[Key, tuple[str, str]]:
    """The verdicts of a filled sheet: right or wrong, and what or why; rows without one are left open."""
    return {
        (found[1], found[2], found[3]): (found[4], (found[5] or "").strip())
        for part in re.split(r"(?=^\[)", text, flags=re.MULTILINE)
        if (found := _RECORD.match(part))
    }


def read_verdicts(path: Path) -> dict[Key, tuple[str, str]]:
    """The verdicts kept, by what they are on."""
    if not path.exists():
        return {}
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {
        (row["sort"], row["id"], row["digest"]): (row["verdict"], row["reason"]) for row in rows
    }


def _keep(path: Path, text: str) -> None:
    """Add verdicts to those kept; on one reading the newer one holds."""
    names = ("sort", "id", "digest", "verdict", "reason")
    rows = {**read_verdicts(path), **read_sheet(text)}
    lines = [
        json.dumps(dict(zip(names, (*key, *said), strict=True)), ensure_ascii=False)
        for key, said in sorted(rows.items())
    ]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _print_shares(found: Series, verdicts: Mapping[Key, tuple[str, str]]) -> bool:
    """Print what share of each sort is right; whether one is below what is asked for."""
    is_low = False
    for sort, least in ASKED.items():
        said = [verdicts[row.key] for row in found.rows if row.sort == sort and row.key in verdicts]
        right = sum(verdict == "right" for verdict, _ in said)
        low, high = wilson(right, len(said))
        share = right / len(said) if said else 0.0
        print(
            f"{sort:12} {right} of {len(said)} right: {share:.2f} ({low:.2f}..{high:.2f}), asked {least}"
        )
        is_low = is_low or (bool(said) and share < least)
        wrong = Counter(
            name
            for verdict, why in said
            for name in COLUMNS
            if verdict == "wrong" and sort == "observation" and name in why
        )
        if wrong:
            print("  wrong in " + ", ".join(f"{name} {number}" for name, number in wrong.items()))
    return is_low


if __name__ == "__main__":
    raise SystemExit(main())
