"""The road in a few lines: a batch and what we know in, clean text, articles, entities and figures out."""

from __future__ import annotations

from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned, Processed, ProcessedDocument, Story
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.segmentation.repairs import repairs_of

__all__ = ["gather", "process"]


def process(batch: Batch, knowledge: Knowledge) -> Processed:
    """Take a batch down the whole road; a document that cannot be an article carries its refusal."""
    cleaned = clean_batch([decode(raw, knowledge) for raw in batch.raws()], knowledge)
    return Processed(
        batch,
        tuple(
            ProcessedDocument(
                batch.sources[number],
                batch.document_id(number),
                batch.raw(number),
                document,
                _stories(document, knowledge),
                repairs_of(document),
            )
            for number, document in enumerate(cleaned)
        ),
    )


def _stories(document: Cleaned, knowledge: Knowledge) -> tuple[Story, ...]:
    if document.refusal:
        return ()
    stories = []
    for article in segment(document, knowledge):
        entities = find_entities(article, document, knowledge)
        metrics = find_metrics(article, entities, document, knowledge)
        stories.append(Story(article, entities, metrics))
    return tuple(stories)
