"""What an article states: mentions of entities, and figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class EntityType(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PORT = "port"
    PLACE = "place"
    SYSTEM = "system"
    PROGRAM = "program"
    DOCUMENT = "document"


class Bound(StrEnum):
    """How a figure limits what it states."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    RANGE = "range"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class MetricKind(StrEnum):
    """What sort of figure it is; the first that fits, in this order: rank, change, share, duration, rate, level."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    DURATION = "duration"
    RATE = "rate"


class Measure(StrEnum):
    """How a figure is counted: over a time, at an instant, on average, as a ratio or as an index."""

    FLOW = "flow"
    STOCK = "stock"
    AVERAGE = "average"
    RATIO = "ratio"
    INDEX = "index"


class Modality(StrEnum):
    """What the text claims of a figure: it is so, is so for now, will be, shall be, can be, must be."""

    ACTUAL = "actual"
    PRELIMINARY = "preliminary"
    FORECAST = "forecast"
    TARGET = "target"
    CAPACITY = "capacity"
    STANDARD = "standard"


class SubjectBasis(StrEnum):
    """Where an article says whom a figure is about: in its clause, its sentence or its paragraph, or only as a whole."""

    #: By a name, or by a word for it (我国, 该公司); of a cell of a table, its heads.
    CLAUSE = "clause"
    SENTENCE = "sentence"
    #: By the sentences or figures before, or the line above a table.
    PARAGRAPH = "paragraph"
    #: By its title, its lead, or whom most of it names.
    ARTICLE = "article"


class ChangeForm(StrEnum):
    """How a change is stated: in per cent of what was, in percentage points, in units, as a multiple."""

    PCT = "pct"
    PP = "pp"
    ABS = "abs"
    MULTIPLE = "multiple"


class ChangeBase(StrEnum):
    """What a change is measured against: the year before, the period before, or what the text names."""

    YOY = "yoy"
    MOM = "mom"
    NAMED = "named"


class PriceBasis(StrEnum):
    """At whose prices money is counted: those of its time, those of a base, or comparable ones."""

    NOMINAL = "nominal"
    REAL = "real"
    COMPARABLE = "comparable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the clean text that names an entity; `name` is the entity's canonical name."""

    start: int
    end: int
    surface: str
    type: EntityType
    name: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteers know of a name: the full name, and of a former body or division when it ended and what took its place."""

    name: str
    ended: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions of one document mean; `known` where the gazetteers list it under one full name."""

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    known: Known | None = None

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The distinct surface forms, in the order they first stand in the text."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Position:
    """Who holds which post, as one apposition at [start, end) of the clean text says it; names are canonical.

    `post` is in the words of the text (局长, 前总统), 原局长 for one that it says somebody is relieved of; `organization` is None where the text does not say it.
    """

    start: int
    end: int
    surface: str
    person: str
    post: str
    organization: str | None
    sentence: str
    sentence_start: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Location:
    """Where [start, end) of a text lies: divisions by their present names, None where the text does not tell.

    `code` is that of the smallest division told (GB/T 2260), None where it is not known or not settled.
    """

    start: int
    end: int
    surface: str
    province: str | None
    city: str | None
    county: str | None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and bound, as written at [start, end) of the clean text.

    `value_base` is the value in `unit_base`, which comparable figures share (公斤 and 吨: t; 个小时 and 分钟: s);
    both are None for places in an order. `currency` is the ISO 4217 code of money. `below` is what a vague numeral
    stays below: 3000多元 begins at 3000 and is less than 4000.
    """

    start: int
    end: int
    surface: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    bound: Bound
    unit_base: str | None = None
    value_base: Decimal | None = None
    value_max_base: Decimal | None = None
    currency: str | None = None
    below: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of indicator.csv: what figures count, under one name for all texts that mean it.

    `units` are the units its figures are stated in, as written (money: any currency); `unit_base` is the one in which they
    are compared, None for a bare ratio.
    """

    indicator_id: str
    names: tuple[str, ...]
    measure: Measure
    unit_base: str | None
    units: frozenset[str]
    dimensions: tuple[str, ...]
    is_summable: bool
    definition: str

    @property
    def name(self) -> str:
        """The name it is shown under."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that the article states, tied to its sentence; `period` is ISO or two joined by "/", None if not stated.

    `per_unit` is what it is counted per (日 in 日均25万人次); `period_basis` says how the text gives the period:
    stated, resolved, carried or inferred; `subject_basis` where it says the subject. Of a change, `form` says how it is stated, `base` and `base_period` against
    what; `of_figure` is the span of the figure that a change or a share is about, `whole` what a share is a share of.
    `place`, `partner` and `reported_by` are names of entities; `dimensions` what part is counted (direction=export).
    None of these is ever guessed: None means that the text does not say. The subject alone may be that of the article
    as a whole.
    """

    start: int
    end: int
    surface: str
    sentence: str
    sentence_start: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    bound: Bound
    kind: MetricKind
    indicator: str | None
    subject: str | None
    period: str | None
    confidence: float = 1.0
    resolution: Decimal | None = None
    per_unit: str | None = None
    period_basis: str | None = None
    subject_basis: SubjectBasis | None = None
    measure: Measure | None = None
    modality: Modality = Modality.ACTUAL
    indicator_id: str | None = None
    place: str | None = None
    partner: str | None = None
    reported_by: str | None = None
    dimensions: tuple[str, ...] = ()
    span: str | None = None
    form: ChangeForm | None = None
    base: ChangeBase | None = None
    base_period: str | None = None
    price_basis: PriceBasis | None = None
    of_figure: tuple[int, int] | None = None
    whole: str | None = None
    unit_base: str | None = None
    value_base: Decimal | None = None
    value_max_base: Decimal | None = None
    currency: str | None = None
    #: The corrections that made it what it is.
    corrected: tuple[str, ...] = ()
    #: The raw bytes that a person named, of a figure that a correction added.
    raw: tuple[int, int] | None = None
