"""A processed batch in; one Arrow table per table of the warehouse out, with the packs that `kouan why` reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from kouan.model.columns import table
from kouan.model.identity import article_id, article_key
from kouan.model.packing import RAW_SCHEMA, pack
from kouan.model.processed import Processed, ProcessedDocument
from kouan.tabulation import documents, facts
from kouan.tabulation.articles import article_rows, item_row
from kouan.tabulation.choices import contextual_edit_rows
from kouan.tabulation.fact_rows import MetricRow
from kouan.tabulation.rows import ROWS
from kouan.tabulation.schemas import table_of


def tables(processed: Processed, state_digest: str) -> dict[str, pa.Table]:
    """Every table of a part: the rows of `ROWS`, then raw, edit_pass and segment.

    Documents with equal bytes are one row with all their locations; its article stands at the first
    of them. A document with a refusal has a row with status 'held', and no article.
    """
    rows: dict[str, dict[Any, Any]] = {name: {} for name in ROWS}
    distinct = list(_distinct(processed))
    for document, locations in distinct:
        _tabulate(document, locations, state_digest, rows)
    made = {name: table_of(row, rows[name].values()) for name, row in ROWS.items()}
    edit_pass, segment = pack((one.document_id, one.cleaned.ledger) for one, _ in distinct)
    made["raw"] = table(
        {
            "document_id": [one.document_id for one, _ in distinct],
            "raw": [one.raw for one, _ in distinct],
            "clean": [one.cleaned.clean for one, _ in distinct],
            "place": [None] * len(distinct),
            "original": [None] * len(distinct),
        },
        RAW_SCHEMA,
    )
    made["edit_pass"], made["segment"] = edit_pass, segment
    return made


def refusals(processed: Processed) -> tuple[tuple[str, str, str], ...]:
    """Each document that cannot be an article: document_id, location, reason."""
    return tuple(
        (document.document_id, locations[0], document.cleaned.refusal)
        for document, locations in _distinct(processed)
        if document.cleaned.refusal
    )


def _distinct(processed: Processed) -> Iterator[tuple[ProcessedDocument, tuple[str, ...]]]:
    """Each content once, by its id, as it stands at the first of its locations."""
    found: dict[str, list[ProcessedDocument]] = {}
    for document in processed.documents:
        found.setdefault(document.document_id, []).append(document)
    for _, same in sorted(found.items()):
        same.sort(key=lambda document: document.source.location)
        yield same[0], tuple(dict.fromkeys(document.source.location for document in same))


def _tabulate(
    document: ProcessedDocument,
    locations: tuple[str, ...],
    state_digest: str,
    rows: dict[str, dict[Any, Any]],
) -> None:
    """Add one document's rows, each under its key, so that an entity met twice stands once."""
    rows["document"][document.document_id] = documents.document_row(
        document, locations, state_digest
    )
    for removed in documents.removed_rows(document):
        rows["removed"][removed.document_id, removed.position] = removed
    for summary in documents.edit_summary_rows(document):
        rows["edit_summary"][summary.document_id, summary.rule, summary.kind] = summary
    for choice in contextual_edit_rows(document):
        rows["contextual_edit"][choice.document_id, choice.position] = choice
    if not document.cleaned.refusal:
        rows["source_line"][document.document_id] = documents.source_line_row(document)
    metrics: list[MetricRow] = []
    stories = () if document.cleaned.refusal else document.stories
    for number, story in enumerate(stories):
        article = story.article
        rows["item"][document.document_id, number] = item_row(document, article, number)
        key = article_key(document.source.location, article.item_key)
        said = ((block.role.value, block.text) for block in article.blocks)
        id_ = article_id(key, article.title, article.subtitle, said)
        row, blocks = article_rows(document, article, key, id_)
        rows["article"][id_] = row
        for block in blocks:
            rows["block"][id_, block.position] = block
        for entity in facts.entity_rows(story.entities):
            rows["entity"][entity.entity_id] = entity
        for alias in facts.alias_rows(story.entities):
            rows["entity_alias"][alias.entity_id, alias.alias] = alias
        for mention in facts.mention_rows(document, story.entities, id_):
            rows["mention"][id_, mention.mention_id] = mention
        for position in facts.position_rows(document, story, id_):
            rows["position"][id_, position.position_id] = position
        for indicator in facts.indicator_rows(story.indicators):
            rows["indicator"][indicator.indicator_id] = indicator
        for metric in facts.metric_rows(document, story, id_):
            rows["metric"][id_, metric.metric_id] = metric
            metrics.append(metric)
    for suspicion in documents.suspicion_rows(document, metrics):
        rows["suspicion"][suspicion.document_id, suspicion.position] = suspicion
    for correction in facts.correction_rows(document):
        rows["correction"][correction.correction_id] = correction
    for damage in documents.damage_rows(document):
        rows["damage"][damage.document_id, damage.position] = damage
