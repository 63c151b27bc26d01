"""sources.csv in, budgets out: which source a document counts under, and which sources are over their budget."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from flows.location import SettingsError
from flows.project_csv import read_rows
from kouan.model.batch import Batch, Source
from kouan.reading.inputs import Input
from warehouse.records import SourceRecord

#: Days of the words for a span of time.
UNITS = {
    "": 1,
    "d": 1,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
    "天": 1,
    "日": 1,
    "个月": 30,
    "年": 365,
}
SPAN = re.compile(r"(\d{1,6})\s*(d|days?|weeks?|months?|years?|天|日|个月|年)?", re.IGNORECASE)

COLUMNS = ("pattern", "publisher", "tier", "licence", "retention", "budget")


def read_sources(file: Path) -> tuple[SourceRecord, ...]:
    """Rows of a sources.csv, in file order; the first that fits a location is its source. No file, no rows.

    Raises:
        SettingsError: a cell cannot be used, or a pattern stands there twice, or below one that leaves nothing to it;
            the message names file and line.
    """
    found: dict[str, SourceRecord] = {}
    for cells, where in read_rows(file, COLUMNS):
        one = _record(cells, where)
        if one.pattern in found:
            raise SettingsError(
                f"{where}: pattern {one.pattern} stands above already, and the first row counts; remove one of them"
            )
        if above := next((name for name in found if _takes_all_of(name, one.pattern)), None):
            raise SettingsError(
                f"{where}: pattern {one.pattern} stands below {above}, which fits all that it fits, and the first row"
                f" counts; put it above {above}"
            )
        found[one.pattern] = one
    return tuple(found.values())


def _takes_all_of(above: str, below: str) -> bool:
    """Whether whatever fits one pattern fits the one above it: certain where * is all that the upper one leaves open.

    A plain name is no matter of order: a manifest may say that an input is of this source.

    >>> _takes_all_of("*", "inbox/a/*"), _takes_all_of("inbox/a/*", "inbox/*"), _takes_all_of("a?", "a*")
    (True, False, False)
    >>> _takes_all_of("*", "people")
    False
    """
    is_name = not set("*?[/") & set(below)
    return not is_name and not set("?[") & set(above) and fnmatchcase(below, above)


def days_of(said: str) -> int:
    """Days from words such as 90, 90 days, 12 months, 2 years.

    >>> days_of("90"), days_of("12 months"), days_of("2年")
    (90, 360, 730)

    Raises:
        ValueError: it is no span.
    """
    found = SPAN.fullmatch(said.strip())
    if not found:
        raise ValueError(f"{said!r} is no span; write for example 90 days or 2 years")
    unit = (found[2] or "").lower()
    return int(found[1]) * UNITS[unit if unit in UNITS else unit.removesuffix("s")]


def _record(cells: Mapping[str, str], where: str) -> SourceRecord:
    if not cells["pattern"]:
        raise SettingsError(f"{where}: pattern is blank; write a host, a path pattern or *")
    if cells["tier"] not in ("", "official", "copier"):
        raise SettingsError(
            f"{where}: tier {cells['tier']!r} is neither official nor copier; write one of them, or nothing"
        )
    if cells["retention"]:
        try:
            days_of(cells["retention"])
        except ValueError as error:
            raise SettingsError(f"{where}: source {cells['pattern']}: retention {error}") from None
    budget = cells["budget"]
    try:
        share = (
            float(budget.removesuffix("%")) / (100 if budget.endswith("%") else 1)
            if budget
            else None
        )
    except ValueError:
        share = -1.0
    if share is not None and not 0 <= share <= 1:
        raise SettingsError(f"{where}: budget {budget!r} is no share; write for example 0.1 or 10%")
    said = {name: text for name, text in cells.items() if name != "budget"}
    return SourceRecord(**said, budget=share)


def source_of(location: str, rows: Sequence[SourceRecord]) -> str | None:
    """The pattern under which a location is counted; None when no row fits."""
    return next((row.pattern for row in rows if covers(row, location)), None)


def counted_under(entry: Input, rows: Sequence[SourceRecord]) -> str | None:
    """The source of an input: the one it is said to be of, else that of its location, else that of its address."""
    if entry.member is None:
        return source_of(entry.location, rows)
    places = (entry.location, entry.member.place, entry.member.url)
    found = (source_of(place, rows) for place in places if place)
    return entry.member.source or next((one for one in found if one), None)


def covers(row: SourceRecord, location: str) -> bool:
    """Whether a location is this source: its path or address fits the pattern, or its host does."""
    host = urlsplit(location).hostname or ""
    return fnmatchcase(location, row.pattern) or (bool(host) and fnmatchcase(host, row.pattern))


def under_sources(batch: Batch, inputs: Iterable[Input], rows: Sequence[SourceRecord]) -> Batch:
    """The batch that was read from these inputs, each document under its source."""
    return batch.under({entry.location: counted_under(entry, rows) for entry in inputs})


def site_of(entry: Input, rows: Sequence[SourceRecord]) -> str:
    """Whose templates count for an input that is named as the project names it."""
    url = entry.member.url if entry.member else None
    return Source(entry.location, url=url, source=counted_under(entry, rows)).site


@dataclass(slots=True)
class Tally:
    """Documents and facts of a run, counted by source; a source that is over its budget is held."""

    rows: Sequence[SourceRecord]
    default: float
    minimum: int
    documents: Counter[str | None] = field(default_factory=Counter)
    held_documents: Counter[str | None] = field(default_factory=Counter)
    facts: Counter[str | None] = field(default_factory=Counter)
    held_facts: Counter[str | None] = field(default_factory=Counter)

    def count(
        self,
        documents: Iterable[str | None],
        held_documents: Iterable[str | None],
        facts: Mapping[str | None, int],
        held_facts: Mapping[str | None, int],
    ) -> None:
        """Add a chunk; sources by name, facts by number."""
        self.documents.update(documents)
        self.held_documents.update(held_documents)
        self.facts.update(facts)
        self.held_facts.update(held_facts)

    def over_budget(self) -> dict[str | None, str]:
        """Sources over their budget, each with the reason in words; judged from the minimum on."""
        budgets = {row.pattern: row.budget for row in self.rows}
        over: dict[str | None, str] = {}
        for source in self.documents:
            budget = budgets.get(source or "")
            limit = self.default if budget is None else budget
            for what, held, total in (
                ("documents", self.held_documents[source], self.documents[source]),
                ("facts", self.held_facts[source], self.facts[source]),
            ):
                if total >= self.minimum and held > limit * total:
                    over[source] = (
                        f"{held} of {total} {what} of source {source or '(none)'} are held, over its budget of {limit:.0%}; "
                        "look at the held ones, then mend the source or raise its budget in sources.csv"
                    )
                    break
        return over
