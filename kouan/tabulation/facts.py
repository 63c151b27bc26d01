"""Entities, posts and figures of a story in; rows of entity, alias, mention, position, indicator and metric out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kouan.model.facts import Bound, Entity, EntityType, Indicator, Mention, Metric
from kouan.model.identity import entity_id
from kouan.model.processed import ProcessedDocument, Story
from kouan.tabulation.documents import raw_spans, rounded
from kouan.tabulation.fact_rows import (
    CorrectionRow,
    EntityAliasRow,
    EntityRow,
    IndicatorRow,
    MentionRow,
    MetricRow,
    PositionRow,
)
from kouan.tabulation.identity import fact_key, mention_id, metric_id, position_id
from kouan.tabulation.place_names import one_name
from kouan.tabulation.values import days_of, fitted, grain_of


def entity_rows(entities: Iterable[Entity]) -> Iterator[EntityRow]:
    """One row per named thing."""
    for entity in entities:
        known, name = entity.known, one_name(entity)
        yield EntityRow(
            entity_id(entity.type, name),
            entity.type.value,
            name,
            known.name if known else None,
            known.ended if known else None,
            known.successor if known else None,
        )


def alias_rows(entities: Iterable[Entity]) -> Iterator[EntityAliasRow]:
    """Every surface form of each entity, its names included."""
    for entity in entities:
        name = one_name(entity)
        for alias in dict.fromkeys((name, entity.name, *entity.surfaces)):
            yield EntityAliasRow(entity_id(entity.type, name), alias)


def mention_rows(
    document: ProcessedDocument, entities: Sequence[Entity], article: str
) -> Iterator[MentionRow]:
    """One row per mention.

    Mentions may share a raw span and type: 湛江市委市政府 names two entities, and a span that was
    replaced as a whole has one raw span for all that stands in it. Their ids then take in the name and,
    where even that is equal, their number.
    """
    named = [(entity, mention) for entity in entities for mention in entity.mentions]
    named = list({_place(entity, mention): (entity, mention) for entity, mention in named}.values())
    starts, ends = raw_spans(document.cleaned.ledger, [(one.start, one.end) for _, one in named])
    together: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, (entity, _) in enumerate(named):
        together[int(starts[number]), int(ends[number]), entity.type.value].append(number)
    for (raw_start, raw_end, _), numbers in together.items():
        shared = len({named[number][0].name for number in numbers}) > 1
        met: dict[str, int] = defaultdict(int)
        for number in sorted(numbers, key=lambda number: named[number][1].start):
            entity, mention = named[number]
            met[entity.name] += 1
            apart: tuple[str, ...] = (entity.name,) if shared else ()
            if met[entity.name] > 1:
                apart = (entity.name, str(met[entity.name]))
            yield MentionRow(
                mention_id=mention_id(
                    document.document_id, (raw_start, raw_end), entity.type, *apart
                ),
                article_id=article,
                document_id=document.document_id,
                entity_id=entity_id(entity.type, one_name(entity)),
                type=entity.type.value,
                surface=mention.surface,
                confidence=rounded(mention.confidence),
                start=mention.start,
                end=mention.end,
                raw_start=raw_start,
                raw_end=raw_end,
            )


def _place(entity: Entity, mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, entity.type.value, entity.name


def position_rows(document: ProcessedDocument, story: Story, article: str) -> Iterator[PositionRow]:
    """One row per place that says who holds which post."""
    starts, ends = raw_spans(
        document.cleaned.ledger, [(one.start, one.end) for one in story.positions]
    )
    for number, one in enumerate(story.positions):
        raw = (int(starts[number]), int(ends[number]))
        organization = one.organization
        yield PositionRow(
            position_id=position_id(document.document_id, raw, one.person, one.post),
            article_id=article,
            document_id=document.document_id,
            person_id=entity_id(EntityType.PERSON, one.person),
            person=one.person,
            post=one.post,
            organization_id=entity_id(EntityType.ORGANIZATION, organization)
            if organization is not None
            else None,
            organization=organization,
            sentence=one.sentence,
            confidence=rounded(one.confidence),
            start=one.start,
            end=one.end,
            raw_start=raw[0],
            raw_end=raw[1],
        )


def indicator_rows(indicators: Iterable[Indicator]) -> Iterator[IndicatorRow]:
    """One row per indicator."""
    for one in indicators:
        yield IndicatorRow(
            indicator_id=one.indicator_id,
            name=one.name,
            names=one.names,
            measure=one.measure.value,
            unit_base=one.unit_base,
            dimensions=one.dimensions,
            is_summable=one.is_summable,
            definition=one.definition or None,
        )


def metric_rows(document: ProcessedDocument, story: Story, article: str) -> Iterator[MetricRow]:
    """One row per figure; a number that does not fit its column is null, its surface stays."""
    named: dict[str | None, str] = {}
    for entity in story.entities:
        named.setdefault(entity.name, entity_id(entity.type, one_name(entity)))
    metrics = list(dict.fromkeys(story.metrics))
    starts, ends = raw_spans(document.cleaned.ledger, [(one.start, one.end) for one in metrics])
    spans = [
        metric.raw or (int(starts[number]), int(ends[number]))
        for number, metric in enumerate(metrics)
    ]
    keys = {
        (metric.start, metric.end): fact_key(document.document_id, raw)
        for metric, raw in zip(metrics, spans, strict=True)
    }
    seen: dict[str, int] = defaultdict(int)
    for metric, raw in zip(metrics, spans, strict=True):
        key = keys[metric.start, metric.end]
        of = keys.get(metric.of_figure) if metric.of_figure else None
        id_ = metric_id(key, metric, of)
        seen[id_] += 1
        if seen[id_] > 1:  # one replaced span can hold the same figure twice
            id_ = metric_id(key, metric, of, str(seen[id_]))
        value, was_rounded, overflowed = fitted(metric.value)
        value_max, max_was_rounded, max_overflowed = fitted(metric.value_max)
        bound = metric.bound
        if overflowed or max_overflowed:
            value_max = None
            # a range whose upper end is lost still says at least its lower end
            bound = Bound.AT_LEAST if bound is Bound.RANGE else bound
        start, end = days_of(metric.period)
        yield MetricRow(
            metric_id=id_,
            fact_key=key,
            article_id=article,
            document_id=document.document_id,
            surface=metric.surface,
            sentence=metric.sentence,
            value=value,
            value_max=value_max,
            is_rounded=was_rounded or max_was_rounded,
            bound=bound.value,
            unit=metric.unit,
            kind=metric.kind.value,
            indicator_raw=metric.indicator,
            subject=metric.subject,
            subject_id=named.get(metric.subject),
            period=metric.period,
            period_start=start,
            period_end=end,
            confidence=rounded(metric.confidence),
            start=metric.start,
            end=metric.end,
            raw_start=raw[0],
            raw_end=raw[1],
            resolution=fitted(metric.resolution)[0] or None,
            per_unit=metric.per_unit,
            grain=grain_of(start, end),
            period_basis=metric.period_basis if start is not None else None,
            subject_basis=metric.subject_basis,
            **_stated(metric, named),
            of_metric=of,
        )


def correction_rows(document: ProcessedDocument) -> Iterator[CorrectionRow]:
    """One row per correction that the document met, of its rows and of its text."""
    for one, state in (*document.judged, *document.cleaned.corrections):
        yield CorrectionRow(
            correction_id=one.correction_id,
            fact_key=one.fact_key,
            document_id=one.document_id,
            raw_start=one.raw_start,
            raw_end=one.raw_end,
            table_name=one.table.value,
            column_name=one.column,
            seen=one.seen,
            new=one.new,
            reason=one.reason,
            evidence=one.evidence,
            author=one.author,
            made_on=one.made_on,
            state=state.value,
            file=one.file,
            line=one.line,
        )


def _stated(metric: Metric, named: Mapping[str | None, str]) -> dict[str, Any]:
    """The columns that a metric has under the same name, and the entities that play a part in it."""
    roles = {role: getattr(metric, role) for role in ("place", "partner", "reported_by")}
    (base, _, overflowed), (base_max, _, max_overflowed) = map(
        fitted, (metric.value_base, metric.value_max_base)
    )
    # what does not fit in the base unit cannot be compared in it
    is_comparable = not (overflowed or max_overflowed)
    return {
        "unit_base": metric.unit_base if is_comparable else None,
        "value_base": base if is_comparable else None,
        "value_max_base": base_max if is_comparable else None,
        "currency": metric.currency,
        "measure": metric.measure,
        "modality": metric.modality,
        "indicator_id": metric.indicator_id,
        **roles,
        **{f"{role}_id": named.get(name) for role, name in roles.items()},
        "dimensions": metric.dimensions,
        "span": metric.span,
        "form": metric.form,
        "base": metric.base,
        "base_period": metric.base_period,
        "price_basis": metric.price_basis,
        "whole": metric.whole,
        "corrected": metric.corrected or None,
    }
