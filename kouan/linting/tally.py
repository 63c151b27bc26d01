"""Hits in, how many there were of each rule out: the statistics of `kouan check` and its last line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from kouan.linting.hits import Hit
from kouan.linting.wording import Severity, fault


@dataclass(slots=True)
class Row:
    """One rule's findings over all files: `places` are faults, of which those on one line made one hit."""

    rule: str
    kind: str
    severity: Severity
    files: int = 0
    hits: int = 0
    places: int = 0
    fixable: int = 0


class Tally:
    """Counts over all documents seen so far."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        self.documents = 0
        self.faulty = 0

    def add(self, hits: Sequence[Hit]) -> None:
        """Count the hits of one document."""
        self.documents += 1
        self.faulty += bool(hits)
        seen: set[tuple[str, str]] = set()
        for hit in hits:
            key = (hit.rule, hit.kind)
            row = self._rows.setdefault(key, Row(hit.rule, hit.kind, hit.severity))
            row.files += key not in seen
            row.hits += 1
            row.places += hit.places
            row.fixable += hit.places if hit.is_fixable else 0
            seen.add(key)

    @property
    def rows(self) -> list[Row]:
        """The commonest first, equals by name."""
        return sorted(self._rows.values(), key=lambda row: (-row.places, row.rule, row.kind))

    @property
    def hits(self) -> int:
        """All hits."""
        return sum(row.hits for row in self._rows.values())

    @property
    def fixable(self) -> int:
        """Faults that --fix mends."""
        return sum(row.fixable for row in self._rows.values())

    @property
    def places(self) -> int:
        """All faults."""
        return sum(row.places for row in self._rows.values())

    @property
    def summary(self) -> str:
        """One line; empty where nothing was found."""
        if not self.hits:
            return ""
        return (
            f"{_counted(self.places, 'fault')} in {_counted(self.faulty, 'file')} of {self.documents}; "
            f"--fix mends {self.fixable}"
        )


def statistics_of(rows: Iterable[Row], *, is_json: bool) -> str:
    """The rows as columns (faults, files, rule, what it is), or as an array of objects."""
    rows = list(rows)
    if is_json:
        return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    width = max((len(row.rule) for row in rows), default=0)
    return "".join(
        f"{row.places:7} {row.files:5}  {row.rule:{width}}  {fault(row.rule, row.kind)}\n"
        for row in rows
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
