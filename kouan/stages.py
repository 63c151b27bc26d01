"""The road in a few lines: a batch and what we know in, clean text, articles, entities and figures out."""

from __future__ import annotations

from collections.abc import Sequence

from kouan.cleaning.mending import corrections_of
from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.entities import find_entities
from kouan.extraction.figures.canonical import named_by
from kouan.extraction.metrics import find_metrics
from kouan.extraction.positions import find_positions
from kouan.gathering import gather
from kouan.model.article import Article
from kouan.model.batch import Batch
from kouan.model.correction import Judged, correction_ids
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned, Processed, ProcessedDocument, Story
from kouan.reading.forms import Given, decode_batch, given
from kouan.segmentation.articles import segment
from kouan.telling import in_clean_words, with_given

__all__ = ["gather", "process"]


def process(batch: Batch, knowledge: Knowledge) -> Processed:
    """Take a batch down the whole road; a document that cannot be an article carries its refusal."""
    sites = [source.site for source in batch.sources]
    # a view of a document is made each time it is asked for
    corrections = corrections_of(batch.digests, knowledge)
    cleaned = tuple(clean_batch(decode_batch(batch, knowledge), knowledge, sites, corrections))
    told = in_clean_words(
        [given_of(batch, number, document, knowledge) for number, document in enumerate(cleaned)],
        knowledge,
    )
    return Processed(
        batch,
        tuple(
            _processed(batch, number, document, told[number], knowledge)
            for number, document in enumerate(cleaned)
        ),
    )


def _processed(
    batch: Batch, number: int, document: Cleaned, told: Given | None, knowledge: Knowledge
) -> ProcessedDocument:
    """One document with its stories, as rules and then people read them."""
    document_id = batch.document_id(number)
    stories = _stories(document, told, knowledge)
    ids = correction_ids(document_id, knowledge)
    judged: tuple[Judged, ...] = document.corrections
    if ids:
        from kouan.corrections.applying import corrected

        stories, of_rows = corrected(document_id, document, stories, knowledge)
        judged += of_rows
    return ProcessedDocument(
        batch.sources[number], document_id, batch.raw(number), document, stories, ids, judged
    )


def given_of(batch: Batch, number: int, document: Cleaned, knowledge: Knowledge) -> Given | None:
    """What the form of a document says of it beside its text; None for a text as it stands, or for none."""
    form = batch.sources[number].read_as
    if not form or document.decoding.refusal:
        return None
    return given(batch.raw(number), form, knowledge)


def _stories(document: Cleaned, told: Given | None, knowledge: Knowledge) -> tuple[Story, ...]:
    if document.refusal:
        return ()
    stories = []
    articles: Sequence[Article] = segment(document, knowledge)
    if told is not None:
        articles = with_given(articles, told)
    for article in articles:
        entities = find_entities(article, document, knowledge)
        metrics = find_metrics(article, entities, document, knowledge)
        positions = find_positions(article, entities, document, knowledge)
        stories.append(Story(article, entities, metrics, positions, named_by(metrics, knowledge)))
    return tuple(stories)
