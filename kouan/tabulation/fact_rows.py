"""Row types of what articles state: entities, their mentions and posts, indicators and figures."""

from __future__ import annotations

from typing import NamedTuple

from kouan.tabulation.schemas import Bytes, Count, Day, Number, Share, Text, Texts, Truth


class EntityRow(NamedTuple):
    """One named thing."""

    entity_id: Text
    type: Text
    name: Text
    known_as: Text | None
    ended: Text | None
    successor: Text | None


class EntityAliasRow(NamedTuple):
    """One surface form of an entity."""

    entity_id: Text
    alias: Text


class MentionRow(NamedTuple):
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


class PositionRow(NamedTuple):
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


class IndicatorRow(NamedTuple):
    """One indicator that figures name."""

    indicator_id: Text
    name: Text
    names: Texts
    measure: Text
    unit_base: Text | None
    dimensions: Texts
    is_summable: Truth
    definition: Text | None


class MetricRow(NamedTuple):
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
    corrected: Texts | None = None
    subject_basis: Text | None = None


class CorrectionRow(NamedTuple):
    """What one correction does to the rows of its document."""

    correction_id: Text
    fact_key: Text | None
    document_id: Text | None
    raw_start: Bytes | None
    raw_end: Bytes | None
    table_name: Text
    column_name: Text | None
    seen: Text | None
    new: Text | None
    reason: Text
    evidence: Text | None
    author: Text
    made_on: Day
    state: Text
    file: Text
    line: Count
