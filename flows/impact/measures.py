"""Differences between two readings in; measures with their totals and intervals, and lines to print, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from flows.impact.estimates import Bootstrap, Estimate, share_of_all
from warehouse.history.differences import Example, Share

#: The order in which a person asks: is a document another one, what is said, what is found in it, by which rules.
ORDER: Final = (
    "document",
    "article",
    "block",
    "removed",
    "figure",
    "entity",
    "mention",
    "suspicion",
    "suspicions",
    "characters",
    "edits",
    "edited characters",
)
#: Sums are of numbers that grow or shrink; everything else counts rows.
SUMS: Final = ("characters", "edits", "edited characters", "suspicions")

WIDTH: Final = 60


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of difference: how many documents have it, how much of it there is, and what that makes of the archive."""

    what: str
    change: str
    name: str
    documents: int
    amount: int
    archive_documents: Estimate
    archive_amount: Estimate
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """All that differs, over the documents that were compared."""

    compared: int
    population: int
    changed: int
    changed_archive: Estimate
    measures: tuple[Measure, ...]

    @property
    def is_sampled(self) -> bool:
        """Whether documents were drawn, so that the archive is estimated."""
        return self.compared < self.population


def impact_of(
    shares: Sequence[Share],
    examples: Sequence[Example],
    compared: int,
    population: int,
    seed: int,
) -> Impact:
    """The measures of these differences, of which `compared` of `population` documents were looked at."""
    amounts: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for one in shares:
        amounts[one.what, one.change, one.name].append(one.amount)
    shown: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
    for example in examples:
        shown[example.what, example.change, example.name].append(example)
    bootstrap = Bootstrap(compared, population, seed)
    measures = [
        Measure(
            *key,
            len(found),
            sum(found),
            share_of_all(len(found), compared, population),
            bootstrap.total(found),
            tuple(shown[key]),
        )
        for key, found in sorted(amounts.items(), key=_rank)
    ]
    changed = len({one.document_id for one in shares})
    return Impact(
        compared, population, changed, share_of_all(changed, compared, population), tuple(measures)
    )


def _rank(item: tuple[tuple[str, str, str], list[int]]) -> tuple[int, str, int, str]:
    (what, change, name), found = item
    return ORDER.index(what), change, -abs(sum(found)), name


def rows(impact: Impact) -> Iterator[dict[str, Any]]:
    """A row per measure, for a table or JSON."""
    for one in impact.measures:
        row: dict[str, Any] = {
            "what": one.what,
            "change": one.change,
            "name": one.name,
            "documents": one.documents,
            "amount": f"{one.amount:+d}" if one.what in SUMS else str(one.amount),
        }
        if impact.is_sampled:
            row["archive"] = ranged(one.archive_amount, signed=one.what in SUMS)
        yield row


def as_objects(impact: Impact) -> list[dict[str, Any]]:
    """The same for a program: numbers as numbers, examples under each measure."""
    return [asdict(one) for one in impact.measures]


def told(impact: Impact, what: str) -> str:
    """How many documents differ, in a sentence."""
    said = f"{impact.changed} of {impact.compared} {what}"
    if not impact.is_sampled:
        return f"{said} would change"
    estimate = impact.changed_archive
    return (
        f"{said} of the sample would change; of all {impact.population} about {ranged(estimate)}"
        " (95 %; shares after Wilson, totals by bootstrap over documents)"
    )


def example_lines(impact: Impact, places: dict[str, str]) -> Iterator[str]:
    """Examples under what they show, with the place of their document."""
    for one in impact.measures:
        if not one.examples or one.what in SUMS:
            continue
        yield " ".join(filter(None, (one.what, one.change, one.name)))
        for example in one.examples:
            place = places.get(example.document_id, example.document_id[:12])
            words = f"  “{cut(example.shown)}”" if example.shown else ""
            turned = ""
            if example.before is not None or example.after is not None:
                turned = f": {_value(example.before)} → {_value(example.after)}"
            yield f"  {place}{words}{turned}"


def cut(text: str | None) -> str:
    """A text short enough for a line."""
    text = text or ""
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _value(text: str | None) -> str:
    return "nothing" if text is None else cut(_shorter(text))


def _shorter(text: str) -> str:
    """A decimal without the zeros that fill its column."""
    whole, point, rest = text.partition(".")
    is_number = point and whole.lstrip("-").isdigit() and rest.isdigit()
    return f"{whole}.{rest.rstrip('0')}".rstrip(".") if is_number else text


def ranged(estimate: Estimate, *, signed: bool = False) -> str:
    """An estimate with its interval, in whole numbers."""
    sign = "+" if signed else ""
    value, low, high = (
        format(round(number), f"{sign},")
        for number in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"
