"""Row types: one dataclass per table, with the table's column names; the Arrow schema is read off their fields.

What publishing fills in (valid_from, valid_to, version_reason, run_id, part) is not part of a row here.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any

import pyarrow as pa

from kouan.model.columns import column

Text = Annotated[str, pa.string()]
Texts = Annotated[tuple[str, ...], pa.list_(pa.string())]
Count = Annotated[int, pa.int32()]
Bytes = Annotated[int, pa.int64()]
Share = Annotated[float, pa.float64()]
Places = Annotated[tuple[int, ...], pa.list_(pa.int32())]
Digests = Annotated[tuple[int, ...], pa.list_(pa.int64())]
Truth = Annotated[bool, pa.bool_()]
Number = Annotated[Decimal, pa.decimal128(38, 10)]
Day = Annotated[date, pa.date32()]
Instant = Annotated[datetime, pa.timestamp("us")]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One distinct content that came in."""

    document_id: Text
    locations: Texts
    url: Text | None
    crawled_at: Instant | None
    source: Text | None
    bytes: Bytes
    encoding: Text | None
    encoding_margin: Share | None
    encoding_runner_up: Text | None
    script: Text
    characters: Bytes
    kept: Bytes
    removed: Bytes
    replaced: Bytes
    clean_characters: Bytes
    undecodable_bytes: Bytes
    status: Text
    state_digest: Text
    read_as: Text | None = None
    found_in: Text | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as it stands after cleaning."""

    article_id: Text
    article_key: Text
    document_id: Text
    item_key: Text
    location: Text
    title: Text | None
    subtitle: Text | None
    published_at: Instant | None
    published_text: Text | None
    published_evidence: Text | None
    publisher: Text | None
    publisher_evidence: Text | None
    authors: Texts
    script: Text
    characters: Count
    blocks: Count
    edits: Count
    suspicions: Count
    damaged_characters: Count
    residual_edits: Count
    residual_glosses: Count
    residual_traditional: Count
    published_confidence: Share | None
    site: Text | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One story of a document: the stretch that is an article of its own."""

    document_id: Text
    position: Count
    item_key: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes
    column_title: Text | None


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One paragraph, heading or caption; title and subtitle come first."""

    article_id: Text
    position: Count
    role: Text
    text: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One stretch of page that is not article."""

    document_id: Text
    position: Count
    kind: Text
    rule: Text
    text: Text
    confidence: Share
    raw_start: Bytes
    raw_end: Bytes
    template: Text | None


@dataclass(frozen=True, slots=True)
class EditSummaryRow:
    """How often one rule changed one document."""

    document_id: Text
    rule: Text
    kind: Text
    edits: Count
    characters: Count


@dataclass(frozen=True, slots=True)
class ContextualEditRow:
    """One edit that what stands around it decided."""

    document_id: Text
    position: Count
    rule: Text
    kind: Text
    before: Text
    after: Text
    guessed: Places
    confidence: Share
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes

    def at(self, position: int) -> ContextualEditRow:
        """The same row at this position of its document."""
        return dataclasses.replace(self, position=position)


@dataclass(frozen=True, slots=True)
class SuspicionRow:
    """One repair that was weighed and not made, or one value that does not fit its column."""

    document_id: Text
    position: Count
    rule: Text
    surface: Text
    candidates: Texts
    margin: Share | None
    note: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


@dataclass(frozen=True, slots=True)
class DamageRow:
    """One stretch of clean text that is broken or guessed."""

    document_id: Text
    position: Count
    rule: Text
    state: Text
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One named thing."""

    entity_id: Text
    type: Text
    name: Text
    known_as: Text | None
    ended: Text | None
    successor: Text | None


@dataclass(frozen=True, slots=True)
class EntityAliasRow:
    """One surface form of an entity."""

    entity_id: Text
    alias: Text


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One place in an article that names an entity."""

    mention_id: Text
    article_id: Text
    document_id: Text
    entity_id: Text
    type: Text
    surface: Text
    confidence: Share
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One place in an article that says who holds which post."""

    position_id: Text
    article_id: Text
    document_id: Text
    person_id: Text
    person: Text
    post: Text
    organization_id: Text | None
    organization: Text | None
    sentence: Text
    confidence: Share
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator that figures name."""

    indicator_id: Text
    name: Text
    names: Texts
    measure: Text
    unit_base: Text | None
    dimensions: Texts
    is_summable: Truth
    definition: Text | None


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One stated figure."""

    metric_id: Text
    fact_key: Text
    article_id: Text
    document_id: Text
    surface: Text
    sentence: Text
    value: Number | None
    value_max: Number | None
    is_rounded: Truth
    bound: Text
    unit: Text
    kind: Text
    indicator_raw: Text | None
    subject: Text | None
    subject_id: Text | None
    period: Text | None
    period_start: Day | None
    period_end: Day | None
    confidence: Share
    start: Count
    end: Count
    raw_start: Bytes
    raw_end: Bytes
    resolution: Number | None = None
    unit_base: Text | None = None
    value_base: Number | None = None
    value_max_base: Number | None = None
    currency: Text | None = None
    per_unit: Text | None = None
    measure: Text | None = None
    modality: Text | None = None
    indicator_id: Text | None = None
    place: Text | None = None
    place_id: Text | None = None
    partner: Text | None = None
    partner_id: Text | None = None
    reported_by: Text | None = None
    reported_by_id: Text | None = None
    dimensions: Texts | None = None
    grain: Text | None = None
    span: Text | None = None
    period_basis: Text | None = None
    form: Text | None = None
    base: Text | None = None
    base_period: Text | None = None
    price_basis: Text | None = None
    of_metric: Text | None = None
    whole: Text | None = None


@dataclass(frozen=True, slots=True)
class SourceLineRow:
    """The lines of one document as digests, and whose frame its page bears."""

    document_id: Text
    site: Text
    lines: Digests


#: The tables of a part, in the order in which they refer to one another.
ROWS: dict[str, type[Any]] = {
    "document": DocumentRow,
    "item": ItemRow,
    "article": ArticleRow,
    "block": BlockRow,
    "removed": RemovedRow,
    "edit_summary": EditSummaryRow,
    "contextual_edit": ContextualEditRow,
    "suspicion": SuspicionRow,
    "damage": DamageRow,
    "entity": EntityRow,
    "entity_alias": EntityAliasRow,
    "indicator": IndicatorRow,
    "mention": MentionRow,
    "position": PositionRow,
    "metric": MetricRow,
    "source_line": SourceLineRow,
}


def schema(row: type[Any]) -> pa.Schema:
    """The Arrow schema of a row type: the annotation of each field, nullable where it says `| None`."""
    fields = []
    for name, hint in typing.get_type_hints(row, include_extras=True).items():
        parts = typing.get_args(hint) if typing.get_origin(hint) is not Annotated else (hint,)
        arrow = next(typing.get_args(part)[1] for part in parts if part is not NoneType)
        fields.append(pa.field(name, arrow, nullable=NoneType in parts))
    return pa.schema(fields)


def table_of(row: type[Any], rows: Iterable[Any]) -> pa.Table:
    """Rows of one type as an Arrow table with the type's own schema."""
    shape, rows = schema(row), list(rows)
    columns = [
        _column([getattr(one, field.name) for one in rows], shape.field(field.name).type)
        for field in dataclasses.fields(row)
    ]
    return pa.Table.from_arrays(columns, schema=shape)


def _column(values: list[Any], arrow: pa.DataType) -> pa.Array:
    try:
        return column(values, arrow)
    except UnicodeEncodeError:  # a file name that is no Unicode reaches here as lone surrogates
        return column([_printable(value) for value in values], arrow)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return tuple(map(_printable, value)) if isinstance(value, tuple) else value
