"""What a series is, the points it has and the figures that state them, as they are read from the warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One thing counted in one way: what rows of table observation share, and how many periods it has."""

    series_id: str
    indicator_id: str
    #: Shown name of the indicator.
    indicator: str
    subject: str | None
    place: str | None
    partner: str | None
    dimensions: tuple[str, ...]
    measure: str
    unit_base: str | None
    price_basis: str | None
    grain: str
    span: str
    periods: int
    first: date
    last: date
    derived: int
    gaps: int
    revised: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """The unit that most texts of a series write (亩, 千瓦), and what one of it is worth in the base unit."""

    name: str
    worth: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that states a point, in the sentence that does; `role` as in table observation_metric."""

    observation_id: str
    role: str
    metric_id: str
    fact_key: str
    article_id: str
    document_id: str
    surface: str
    sentence: str
    indicator_raw: str | None
    #: In the unit of the series.
    value: Decimal
    value_low: Decimal
    value_high: Decimal
    bound: str
    #: Of the value as written.
    resolution: Decimal | None
    title: str | None
    publisher: str | None
    #: official or copier; None where no source is configured.
    tier: str | None
    published: str | None
    location: str
    #: Unit and value as written.
    unit: str
    written: Decimal

    @property
    def step(self) -> Decimal | None:
        """What one step of its last digit is worth in the unit of the series."""
        if self.resolution is None or not self.written:
            return self.resolution
        return self.resolution * abs(self.value / self.written)


@dataclass(frozen=True, slots=True)
class HeldFigure:
    """A figure that would state a point and waits in quarantine."""

    quarantine_id: str
    reason: str
    surface: str | None
    sentence: str | None
    location: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that cannot all be right, one of which states a point: a row of view arithmetic_flag."""

    question: str
    #: The figure that does not fit, and those it does not fit.
    metric_id: str
    compared: tuple[str, ...]
    surface: str
    compared_surfaces: tuple[str, ...]
    #: What follows from those compared.
    implied_low: float
    implied_high: float
    unit: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Point:
    """One observation: a period of a series as one round of publication has it."""

    observation_id: str
    series_id: str
    grain: str
    span: str
    unit_base: str | None
    period_start: date
    period_end: date
    vintage: int
    revision: int
    #: How many rounds of publication its period has.
    vintages: int
    state: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    bound: str | None
    resolution: Decimal | None
    metric_id: str | None
    fact_key: str | None
    statements: int
    reprints: int
    published_at: datetime | None
    flags: tuple[str, ...]
    #: Every figure that belongs to it, the shown one first.
    figures: tuple[Statement, ...] = ()
    #: The two year-to-date points it is the difference of, the later one first; empty when stated.
    taken_from: tuple[Point, ...] = ()
    held: HeldFigure | None = None
    contradictions: tuple[Contradiction, ...] = ()
    #: Of its series, where the texts write another unit than the base unit.
    written_in: WrittenUnit | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether anything speaks against it."""
        return bool(self.flags or self.contradictions)

    @property
    def shown(self) -> Statement | None:
        """The figure that is printed; None where it is derived or held."""
        return next((one for one in self.figures if one.role == "shown"), None)

    @property
    def is_last(self) -> bool:
        """Whether no later round has revised it."""
        return self.vintage == self.vintages - 1
