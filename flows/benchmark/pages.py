"""Labelled pages in, how well article is told from page out: shared shingles, dates, authors, and the speed on the same pages.

`python -m flows.benchmark.pages --suites FOLDER` reads the suite `web_cwced` of the folder, once from HTML and once from
the page's lines alone, and prints precision, recall and F1 of five-character shingles (the suite's own measure), for
the even and the odd items too: what was developed on one half is held against the other. `--worst 10` lists the
items that lose most, `--misses` those whose date or authors are not the label's. A date is right where the label's day, month or year agrees as far as the label goes;
authors are right where exactly the label's names were found.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.benchmark.timing import batches, best_of
from kouan.cleaning.pipeline import clean_batch
from kouan.gathering import gather
from kouan.linting.narrowing import narrowed
from kouan.linting.selection import Selection
from kouan.model.article import Article
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.stages import process

SUITE: Final = "web_cwced"
SHINGLE: Final = 5
#: The labels hold the text in its own script, so the conversion is left out where text is compared.
UNCONVERTED: Final = Selection(ignore=("script", "particle"))
#: The fields of an item that name its files, and what they hold.
FORMS: Final = {"file": "HTML", "file_text": "lines alone"}
LABEL: Final = re.compile(r"\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?")
SPEED_BYTES: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item: precision, recall and F1 of its text, and whether date and authors are right (None: none labelled)."""

    item: str
    precision: float
    recall: float
    f1: float
    date: bool | None
    authors: bool | None
    #: What the label says and what was found, where they differ.
    misses: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """Even or odd, by the number in the item's id."""
        return "odd" if int(self.item.rpartition("-")[2]) % 2 else "even"


def shingles(text: str) -> Counter[str]:
    """Every five characters in a row, blanks left out, as the suite counts them."""
    said = "".join(text.split())
    return Counter(said[at : at + SHINGLE] for at in range(max(1, len(said) - SHINGLE + 1)) if said)


def likeness(label: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of shared shingles.

    >>> likeness("口岸今日开关", "口岸今日开关")
    (1.0, 1.0, 1.0)
    """
    wanted, got = shingles(label), shingles(found)
    shared = (wanted & got).total()
    precision, recall = shared / max(1, got.total()), shared / max(1, wanted.total())
    return precision, recall, 2 * shared / max(1, wanted.total() + got.total())


def date_is_right(label: str | None, found: str | None) -> bool | None:
    """Whether a date agrees with its label as far as that goes; None where the label is no date.

    >>> date_is_right("2005-5-7 21:23", "2005-05-07T21:23:00"), date_is_right("未知", None)
    (True, None)
    """
    stated = LABEL.match(label or "")
    if not stated:
        return None
    parts = [part for part in stated.groups() if part]
    return (found or "").startswith(
        "-".join([parts[0], *(f"{int(part):02}" for part in parts[1:])])
    )


def authors_are_right(label: str | None, found: Sequence[str]) -> bool | None:
    """Whether the names found are those of the label, what it says in Latin brackets apart; None without a label."""
    names = {
        name for name in re.split(r"[\s、，,]+", re.sub(r"\([^)]*\)", "", label or "")) if name
    }
    return names == set(found) if names else None


def judge(item: dict[str, Any], raw: bytes, knowledge: Knowledge) -> Verdict:
    """One page down the road, held against its label."""
    cleaned = clean_batch([decode(raw, knowledge)], knowledge)[0]
    unconverted = narrowed(cleaned, UNCONVERTED)
    articles: tuple[Article, ...] = () if cleaned.refusal else segment(unconverted, knowledge)
    text = "\n".join(block.text for article in articles for block in article.blocks)
    first = articles[0] if articles else None
    at, names = (first.published_at, first.authors) if first else (None, ())
    date = date_is_right(item["date"], at)
    authors = authors_are_right(item["author"], names)
    misses = []
    if date is False:
        misses.append(f"date {item['date']!r}: {at} by {first and first.published_evidence!r}")
    if authors is False:
        misses.append(f"authors {item['author']!r}: {', '.join(names) or None}")
    return Verdict(item["id"], *likeness(item["text"], text), date, authors, tuple(misses))


def verdicts(suites: Path, form: str, knowledge: Knowledge) -> Iterator[Verdict]:
    """A verdict for each item of the suite."""
    for line in (suites / f"{SUITE}.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        yield judge(item, (suites / item[form]).read_bytes(), knowledge)


def row(name: str, found: Sequence[Verdict]) -> str:
    """The means of some verdicts as a line of the table."""

    def mean(values: Sequence[float]) -> float:
        return 100 * sum(values) / max(1, len(values))

    def share(told: Sequence[bool | None]) -> str:
        labelled = [one for one in told if one is not None]
        return f"{sum(labelled)}/{len(labelled)}"

    figures = [
        mean([getattr(one, part) for one in found]) for part in ("precision", "recall", "f1")
    ]
    dates, authors = share([one.date for one in found]), share([one.authors for one in found])
    return (
        f"{name:<20}{len(found):>5}"
        + "".join(f"{value:>9.2f}" for value in figures)
        + f"{dates:>9}{authors:>9}"
    )


def speed(suites: Path, knowledge: Knowledge) -> str:
    """Megabytes of page bytes a second, in processor time: cleaning alone and the whole road."""
    lines = (suites / f"{SUITE}.jsonl").read_text("utf-8").splitlines()
    pages = [(suites / json.loads(line)["file"]).read_bytes() for line in lines]
    raws = pages * max(1, SPEED_BYTES // sum(map(len, pages)))
    size = sum(map(len, raws)) / 1e6

    def clean() -> None:
        for part in batches(raws):
            clean_batch([decode(raw, knowledge) for raw in part], knowledge)

    def road() -> None:
        for part in batches(pages):
            process(Batch.of([(str(number), raw) for number, raw in enumerate(part)]), knowledge)

    best = best_of({"clean": clean, "road": road}, 2)
    whole = sum(map(len, pages)) / 1e6
    return f"cleaning {size / best['clean']:.1f} MB/s of page bytes, the whole road {whole / best['road']:.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--suites", type=Path, required=True)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    knowledge = gather()
    print(f"{'':<20}{'pages':>5}{'P':>9}{'R':>9}{'F1':>9}{'dates':>9}{'authors':>9}")
    for form, name in FORMS.items():
        found = list(verdicts(given.suites, form, knowledge))
        print(row(name, found))
        for half in ("even", "odd"):
            print(row(f"  {half} items", [one for one in found if one.half == half]))
        for one in sorted(found, key=lambda one: one.f1)[: given.worst]:
            print(f"    {one.item}  P {one.precision:.2f}  R {one.recall:.2f}  F1 {one.f1:.2f}")
        told = [(one.item, miss) for one in found for miss in one.misses]
        for item, miss in told if given.misses else ():
            print(f"    {item}  {miss}")
    if given.speed:
        print(speed(given.suites, knowledge))


if __name__ == "__main__":
    main()
