"""What a codebook says of chosen series: records without the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from warehouse.releases.cited import Cited


@dataclass(frozen=True, slots=True)
class Point:
    """One observation; `sources` are the places of its figures in `Sheet.cited`, none for a gap."""

    observation_id: str
    period_start: date
    period_end: date
    vintage: int
    state: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    bound: str | None
    resolution: Decimal | None
    statements: int
    reprints: int
    published_at: datetime | None
    flags: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the figures that are shown, by its row in sources.csv; null where nothing is stated."""

    pattern: str | None
    publisher: str | None
    tier: str | None
    licence: str | None
    figures: int
    credited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that cannot all be right: what was asked of them, and the sentences on both sides."""

    question: str
    verdict: str
    surface: str
    sentence: str
    other_surfaces: tuple[str, ...]
    other_sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Figures that persons judged, and of those how many as right; a figure with any wrong column is wrong."""

    right: int
    wrong: int
    unsure: int


@dataclass(frozen=True, slots=True)
class SeriesSheet:
    """One series: what it is, and what was observed."""

    series_id: str
    indicator_id: str
    indicator: str
    names: tuple[str, ...]
    definition: str | None
    is_summable: bool | None
    subject: str | None
    place: str | None
    partner: str | None
    dimensions: tuple[str, ...]
    measure: str
    unit: str | None
    price_basis: str | None
    grain: str
    span: str
    points: tuple[Point, ...]
    sources: tuple[Source, ...]
    missing: tuple[tuple[date, date], ...]
    contradictions: tuple[Contradiction, ...]
    judged: Judged
    judged_of_indicator: Judged

    def counted(self, state: str) -> int:
        """Observations in a state: stated, derived or gap."""
        return sum(point.state == state for point in self.points)

    @property
    def revisions(self) -> tuple[tuple[Point, Point], ...]:
        """Each observation that was stated otherwise later, beside the later one."""
        ordered = sorted(
            self.points, key=lambda one: (one.period_start, one.period_end, one.vintage)
        )
        pairs = pairwise(ordered)
        return tuple(
            (one, later)
            for one, later in pairs
            if (one.period_start, one.period_end) == (later.period_start, later.period_end)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """By what documents were read: version of kouan, and digests of its words and its code."""

    version: str
    knowledge_digest: str
    code_digest: str
    documents: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a codebook says; `release` has name, day and digest of the release it is fixed by."""

    made_at: datetime
    run_id: str | None
    release: tuple[str, datetime, str] | None
    series: tuple[SeriesSheet, ...]
    cited: tuple[Cited, ...]
    readings: tuple[Reading, ...]
